import { showHidden } from "../facts/hidden.ts";
import { formatFault } from "../inspect/check-inspection.ts";
import type { Bookmark, Inspection, Page, RuleResult, Tag } from "../inspect/inspection.ts";
import { alignRows, shorten, terminalWidth, wrap } from "../proof/terminal-text.ts";
import type { InspectedFile } from "../inspect-files.ts";
import { counted } from "./terminal.ts";

/** An inspection for a reader at a terminal of 100 columns. No line break at its end. */
export function formatInspection({ path, inspection }: InspectedFile): string {
  const sections: readonly (readonly string[])[] = [
    summary(path, inspection),
    titled("Metadata", metadataLines(inspection)),
    titled("Pages", pageLines(inspection.pages)),
    titled("Fonts", fontLines(inspection)),
    titled("Languages", languageLines(inspection)),
    titled("Bookmarks", few(bookmarkLines(inspection.bookmarks))),
    titled("Tags", few(tagLines(inspection.tags))),
    titled("Reading order", few(readingLines(inspection))),
    titled("Alternative texts", few(alternativeLines(inspection))),
    titled("Painted content", contentLines(inspection)),
    titled("Links", few(linkLines(inspection))),
    titled("Attachments", attachmentLines(inspection)),
    titled("Size", sizeLines(inspection)),
    titled("Rules of PDF/UA-1", ruleLines(inspection.rules)),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => shorten(showHidden(line), terminalWidth * 2)).join("\n"))
    .join("\n\n");
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

/** Lines of one section that a reader at a terminal is shown. */
const most = 24;

function few(lines: readonly string[]): readonly string[] {
  const rest = lines.length - most;
  return rest > 1 ? [...lines.slice(0, most), `  and ${rest} more; --json lists all`] : lines;
}

function summary(path: string, { file, pages, catalog }: Inspection): readonly string[] {
  const parts = [
    `PDF ${file.version}`,
    counted(pages.length, "page"),
    `${grouped(file.bytes)} bytes`,
    catalog.structure ? "tagged" : "not tagged",
    file.javaScript ? "with JavaScript" : "no JavaScript",
  ];
  return [`${path}: ${parts.join(", ")}`, ...(file.id[0] === undefined ? [] : [`  id ${file.id[0]}`])];
}

function metadataLines({ metadata: { info, xmp } }: Inspection): readonly string[] {
  const rows = (of: Readonly<Record<string, string | readonly string[]>>): readonly (readonly string[])[] =>
    Object.entries(of).map(([key, value]) => [key, shorten(oneLine([value].flat().join(", ")), 76)]);
  return [...alignRows(rows(info), "  "), ...(xmp === undefined ? ["  no XMP"] : alignRows(rows(xmp), "  "))];
}

/** Pages of the same boxes and rotation, that follow each other, on one line. */
function pageLines(pages: readonly Page[]): readonly string[] {
  const kindOf = ({ mediaBox, cropBox, rotation }: Page): string => {
    const [left, bottom, right, top] = mediaBox;
    const isCut = cropBox.some((edge, index) => edge !== mediaBox[index]);
    return [
      `${point(right - left)} × ${point(top - bottom)} pt`,
      ...(isCut ? [`cut to ${cropBox.map(point).join(" ")}`] : []),
      ...(rotation === 0 ? [] : [`turned by ${rotation}°`]),
    ].join(", ");
  };
  const runs: { first: Page; last: Page; kind: string }[] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run?.kind === kindOf(page)) run.last = page;
    else runs.push({ first: page, last: page, kind: kindOf(page) });
  }
  const labels = (first: Page, last: Page): string =>
    first.label === String(first.number) && last.label === String(last.number)
      ? ""
      : first === last
        ? ` (${first.label})`
        : ` (${first.label} to ${last.label})`;
  return few(
    runs.map(({ first, last, kind }) => {
      const numbers = first === last ? String(first.number) : `${first.number}-${last.number}`;
      return `  ${numbers}${labels(first, last)}  ${kind}`;
    }),
  );
}

function fontLines({ fonts }: Inspection): readonly string[] {
  return alignRows(
    fonts.map(({ name, kind, embedded, subset, toUnicode, characters, pages }) => [
      shorten(name, 40),
      kind,
      embedded ? (subset ? "subset" : "whole") : "not in the file",
      toUnicode ? "with text" : "no ToUnicode",
      counted(characters, "character"),
      `on ${counted(pages.length, "page")}`,
    ]),
    "  ",
  );
}

function languageLines({ languages }: Inspection): readonly string[] {
  return few(
    alignRows(
      languages.map(({ of, lang }) => [lang, of]),
      "  ",
    ),
  );
}

function bookmarkLines(bookmarks: readonly Bookmark[], depth = 1): readonly string[] {
  return bookmarks.flatMap(({ title, page, kids }) => [
    `${"  ".repeat(depth)}${shorten(oneLine(title), 80)}${page === undefined ? "" : `  ${page}`}`,
    ...bookmarkLines(kids, depth + 1),
  ]);
}

function tagLines(tags: readonly Tag[], depth = 1): readonly string[] {
  return tags.flatMap((tag) => {
    const { type, standard, lang, scope, alt, actualText, text, kids } = tag;
    const told = [
      standard === undefined ? "unknown type" : standard === type ? "" : `as ${standard}`,
      lang === undefined ? "" : `lang ${lang}`,
      scope === undefined ? "" : `scope ${scope}`,
      alt === undefined ? "" : `alt "${shorten(oneLine(alt), 40)}"`,
      actualText === undefined ? "" : `instead "${shorten(oneLine(actualText), 40)}"`,
      text.trim() === "" ? "" : `"${shorten(oneLine(text), 50)}"`,
    ].filter((part) => part !== "");
    return [`${"  ".repeat(depth)}${[type, ...told].join(" ")}`, ...tagLines(kids, depth + 1)];
  });
}

function readingLines({ readingOrder }: Inspection): readonly string[] {
  return alignRows(
    readingOrder.map(({ page, type, text }) => [String(page ?? ""), type, shorten(oneLine(text), 80)]),
    "  ",
  );
}

function alternativeLines({ alternatives }: Inspection): readonly string[] {
  return alternatives.flatMap(({ page, kind, text }) =>
    wrap(oneLine(text), { indent: "      ", first: `  ${page ?? ""}  ${kind === "alt" ? "" : `${kind}: `}` }),
  );
}

function contentLines({ content: { tagged, artifacts, untagged } }: Inspection): readonly string[] {
  const outside = untagged.reduce((sum, { operators }) => sum + operators, 0);
  return [
    `  operators in tags ${grouped(tagged)}, in artifacts ${grouped(artifacts)}, in neither ${grouped(outside)}`,
    ...few(
      untagged.map(
        ({ page, operators, sample }) => `  page ${page}: ${operators} in neither: ${oneLine(sample)}`,
      ),
    ),
  ];
}

function linkLines({ annotations }: Inspection): readonly string[] {
  const links = annotations.filter(({ subtype }) => subtype === "Link");
  return alignRows(
    links.map(({ page, text, contents, target }) => [
      String(page),
      `"${shorten(oneLine(text ?? contents ?? ""), 40)}"`,
      shorten(oneLine(target ?? "leads nowhere"), 40),
      contents === undefined ? "no Contents" : "",
    ]),
    "  ",
  );
}

function attachmentLines({ attachments }: Inspection): readonly string[] {
  return alignRows(
    attachments.map(({ name, mimeType, relationship, bytes, description }) => [
      shorten(oneLine(name), 40),
      mimeType ?? "no type",
      relationship ?? "no relationship",
      `${grouped(bytes)} bytes`,
      shorten(oneLine(description ?? "no description"), 60),
    ]),
    "  ",
  );
}

function sizeLines({ sizes, file }: Inspection): readonly string[] {
  const rows = Object.entries(sizes).filter(([, bytes]) => bytes > 0);
  const width = Math.max(...rows.map(([, bytes]) => grouped(bytes).length));
  return alignRows(
    rows
      .toSorted(([, a], [, b]) => b - a)
      .map(([kind, bytes]) => [
        kind,
        grouped(bytes).padStart(width),
        `${((100 * bytes) / file.bytes).toFixed(1).padStart(4)}%`,
      ]),
    "  ",
  );
}

function ruleLines(rules: readonly RuleResult[]): readonly string[] {
  const of = (outcome: RuleResult["outcome"]): readonly RuleResult[] =>
    rules.filter((rule) => rule.outcome === outcome);
  const [passed, failed, undecided, idle] = [
    of("passed"),
    of("failed"),
    of("undecided"),
    of("not applicable"),
  ];
  const told = (rule: RuleResult): readonly string[] => [
    `  ${rule.id} ${rule.outcome}: ${rule.says}`,
    ...rule.faults.slice(0, 3).map((fault) => `    ${shorten(oneLine(formatFault(fault)), 94)}`),
    ...(rule.faults.length > 3 ? [`    and ${rule.faults.length - 3} more`] : []),
  ];
  return [
    `  ${passed.length} passed, ${failed.length} failed, ${undecided.length} undecided, ${idle.length} not applicable; no others were looked at`,
    ...failed.flatMap(told),
    ...undecided.flatMap(told),
    ...wrap(passed.map(({ id }) => id).join(" "), { indent: "    ", first: "  passed: " }),
  ];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

function point(length: number): string {
  return String(Math.round(length * 100) / 100);
}
