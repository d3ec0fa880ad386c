import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { deckFiles } from "../tests/memory-build.ts";

/** The folder of a company with one deck, as its files by path: the same deck with other figures for every `number`. */
export function inventedDeck(
  number: number,
  { slides = 10 }: { readonly slides?: number } = {},
): Readonly<Record<string, string>> {
  const outline = parse(deckFiles["documents/deck/outline.yaml"]!) as { slides: { id: string }[] };
  const text = parse(deckFiles["documents/deck/text.en.yaml"]!) as Record<string, unknown>;
  const last = outline.slides.at(-1)!;
  for (let index = outline.slides.length; index < slides; index++) {
    const id = `${last.id}-${index}`;
    outline.slides.push({ ...last, id });
    text[id] = text[last.id];
  }
  const { "facts/reported.csv": _, "documents/deck/text.ja.yaml": __, ...others } = deckFiles;
  return {
    ...others,
    "company.yaml": deckFiles["company.yaml"]!.replace("id: acme", `id: acme-${number}`),
    "facts/facts.csv": factsOf(number),
    "documents/deck/outline.yaml": stringify(outline, { aliasDuplicateObjects: false }),
    "documents/deck/text.en.yaml": stringify(text, { aliasDuplicateObjects: false }),
  };
}

/** Writes the files of a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Figures that add up, all of them others for another number. */
function factsOf(number: number): string {
  const a = [600, 1100, 500, 700, 1200].map((value) => value + number);
  const b = [400, 900, 450, 300, 750].map((value) => value + 3 * number);
  a[4] = a[2]! + a[3]!;
  b[4] = b[2]! + b[3]!;
  const total = a.map((value, index) => value + b[index]!);
  const row = (account: string, values: readonly number[]): string =>
    `${account},,JPY million,,deck slide 1,${values.join(",")}`;
  return [
    "account,member,unit,scenario,source,2Q05,1H05,1Q06,2Q06,1H06",
    row("revenue.a", a),
    row("revenue.b", b),
    row("revenue.total", total),
    ...[
      ["revenue.a", 1200],
      ["revenue.b", 800],
      ["revenue.total", 2000],
    ].map(([account, target]) => `${account},,JPY million,target.initial,deck slide 1,,,,,${target}`),
    "",
  ].join("\n");
}
