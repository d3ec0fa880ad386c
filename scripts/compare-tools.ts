/**
 * `npm run compare:tools [-- file.pdf …]`: what `kessan inspect` says of the samples in output/ against what qpdf, poppler, MuPDF and
 * pdf.js say. A program that this machine lacks is named and left out. Ends with 1 if any of them says otherwise.
 */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { getDocumentProxy, extractText } from "unpdf";
import { inspectPdf } from "../src/inspect/inspect-pdf.ts";
import type { Bookmark, Inspection, Tag } from "../src/inspect/inspection.ts";

const root = join(import.meta.dirname, "..");
const files =
  process.argv.length > 2 ? process.argv.slice(2) : globSync("output/*.pdf", { cwd: root }).sort();
const missing = new Set<string>();
let differences = 0;

for (const file of files) {
  const path = join(root, file);
  const bytes = readFileSync(path);
  const inspection = await inspectPdf({ bytes, file });
  const checks = [
    ...withProgram("qpdf", ["--check", path], (said) => [
      ["no fault", said.includes("No syntax or stream encoding errors found"), true],
    ]),
    ...withProgram("pdfinfo", [path], (said) => infoOf(said, inspection)),
    ...withProgram("pdffonts", [path], (said) => [["fonts", fontsOf(said), ourFonts(inspection)]]),
    ...withProgram("pdfdetach", ["-list", path], (said) => [
      [
        "attachments",
        [...said.matchAll(/^\d+: (.+)$/gm)].map(([, name]) => name).sort(),
        inspection.attachments.map(({ name }) => name).sort(),
      ],
    ]),
    ...withProgram("pdfinfo", ["-struct-text", path], (said) => [
      ["tags and their texts, in order", tagsOf(said), ourTags(inspection)],
    ]),
    ...withProgram("mutool", ["show", path, "outline"], (said) => [
      [
        "bookmarks",
        [...said.matchAll(/^[|+-]\t+"(.*)"\t#page=(\d+)/gm)].map(([, title, page]) => `${title} ${page}`),
        inspection.bookmarks.flatMap(allOf).map(({ title, page }) => `${title} ${page}`),
      ],
    ]),
    ...withProgram("mutool", ["info", path], (said) => [
      ["pages", Number(/^Pages: (\d+)$/m.exec(said)?.[1]), inspection.pages.length],
      [
        "fonts",
        [...said.matchAll(/Type0 '([^']+)'/g)].map(([, name]) => bare(name!)).sort(),
        ourFonts(inspection).map(nameOf),
      ],
    ]),
    ...(await textsOf(path, bytes, inspection)),
  ];
  const wrong = checks.filter(([, theirs, ours]) => JSON.stringify(theirs) !== JSON.stringify(ours));
  differences += wrong.length;
  console.log(`${basename(file)}: ${checks.length - wrong.length} of ${checks.length} agree`);
  for (const [what, theirs, ours] of wrong) console.log(`  ${what}\n    ${firstDifference(theirs, ours)}`);
}
for (const program of missing) console.log(`not on this machine: ${program}`);
process.exitCode = differences > 0 ? 1 : 0;

type Check = readonly [what: string, theirs: unknown, ours: unknown];

function withProgram(
  program: string,
  parts: readonly string[],
  read: (said: string) => readonly Check[],
): readonly Check[] {
  const { error, stdout } = spawnSync(program, parts, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (error !== undefined) {
    missing.add(program);
    return [];
  }
  return read(stdout).map(([what, theirs, ours]) => [`${program}: ${what}`, theirs, ours]);
}

function infoOf(said: string, { metadata, pages, file }: Inspection): readonly Check[] {
  const of = (name: string): string | undefined => new RegExp(`^${name}: +(.*)$`, "m").exec(said)?.[1];
  const { info } = metadata;
  return [
    ["pages", Number(of("Pages")), pages.length],
    ["tagged", of("Tagged"), "yes"],
    ["title", of("Title"), info["Title"]],
    ["author", of("Author"), info["Author"]],
    ["version", of("PDF version"), file.version],
    ["encrypted", of("Encrypted"), "no"],
    ["scripts", of("JavaScript"), "no"],
  ];
}

/** "NotoSansJP-Regular CIDFontType2 true true true": whether it is in the file, a subset, and with text. */
function fontsOf(said: string): readonly string[] {
  const rows = said.split("\n").slice(2).filter(Boolean);
  return rows
    .map((row) => {
      const [, name, kind, embedded, subset, unicode] =
        /^(\S+) +(.+?) +(?:Identity-H|\S+) +(yes|no) (yes|no) (yes|no) /.exec(row)!;
      const sort = kind === "CID TrueType" ? "Type 0, CIDFontType2" : kind;
      return [bare(name!), sort, ...[embedded, subset, unicode].map((one) => one === "yes")].join(" ");
    })
    .sort();
}

function ourFonts({ fonts }: Inspection): readonly string[] {
  return fonts
    .map(({ name, kind, embedded, subset, toUnicode }) => [name, kind, embedded, subset, toUnicode].join(" "))
    .sort();
}

function nameOf(font: string): string {
  return font.split(" ")[0]!;
}

/** Without the letters of a subset. */
function bare(name: string): string {
  return name.replace(/^[A-Z]{6}\+/, "");
}

/** Each element with the text that it holds itself, without spaces: "H1 Results". */
function tagsOf(said: string): readonly string[] {
  const found: { readonly indent: number; readonly type: string; text: string }[] = [];
  for (const line of said.split("\n")) {
    const [, indent, text] = /^( *)"([^]*)"$/.exec(line) ?? [];
    if (text !== undefined) {
      const holder = found.findLast((one) => one.indent < indent!.length);
      if (holder !== undefined) holder.text += text;
      continue;
    }
    const [, spaces, type] = /^( *)([A-Za-z0-9]+)\b/.exec(line) ?? [];
    if (type !== undefined && type !== "Object") found.push({ indent: spaces!.length, type, text: "" });
  }
  return found.map(({ type, text }) => told(type, text));
}

function ourTags({ tags }: Inspection): readonly string[] {
  const all = (tag: Tag): readonly string[] => [
    told(tag.standard ?? tag.type, tag.text),
    ...tag.kids.flatMap(all),
  ];
  return tags.flatMap(all);
}

function told(type: string, text: string): string {
  return `${type} ${text.replaceAll(/\s/g, "")}`.trim();
}

function allOf(bookmark: Bookmark): readonly Bookmark[] {
  return [bookmark, ...bookmark.kids.flatMap(allOf)];
}

/** Words that readers look for are found by each program that reads text where the tags have them. */
async function textsOf(
  path: string,
  bytes: Uint8Array,
  { readingOrder }: Inspection,
): Promise<readonly Check[]> {
  const words = ["営業利益", "営業収益", "売上高", "△", "Operating income", "Betriebsergebnis", "Umsatz"];
  const has = (text: string): readonly string[] =>
    words.filter((word) => text.replaceAll(/\s+/g, " ").includes(word));
  const all = has(readingOrder.map((line) => line.text).join("\n"));
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: true });
  const strange = /[\u2E80-\u2FDF\uFFFD\uE000-\uF8FF]/u;
  return [
    ["pdf.js: words", has(text), all],
    ["pdf.js: strange characters", strange.exec(text)?.[0], undefined],
    ...withProgram("pdftotext", [path, "-"], (said) => [
      ["words", has(said), all],
      ["strange characters", strange.exec(said)?.[0], undefined],
    ]),
    ...withProgram("mutool", ["draw", "-q", "-F", "txt", path], (said) => [
      ["words", has(said), all],
      ["strange characters", strange.exec(said)?.[0], undefined],
    ]),
  ];
}

function firstDifference(theirs: unknown, ours: unknown): string {
  if (!Array.isArray(theirs) || !Array.isArray(ours))
    return `theirs ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}`;
  const at = theirs.findIndex((one, index) => one !== ours[index]);
  const index = at === -1 ? theirs.length : at;
  return `theirs ${theirs.length}, ours ${ours.length}; first at ${index}: theirs ${JSON.stringify(theirs.slice(index, index + 2))}, ours ${JSON.stringify(ours.slice(index, index + 2))}`;
}
