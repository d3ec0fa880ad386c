import { readFileSync } from "node:fs";
import { readCsv } from "../src/facts/csv.ts";
import { csvOf } from "./printed-figure.ts";

/** A table of printed figures (see README) as a table of published figures, row for row. */
export function publishedOf(input: { readonly bytes: Uint8Array; readonly file: string }): string {
  const { header, records } = readCsv(input);
  const rows = records.map(({ cells }) => {
    const row = Object.fromEntries(cells.map(({ text }, index) => [header[index]!.text, text]));
    const { slide, section, label, column, printed = "", reference = "", direction = "", unit } = row;
    const where = section === undefined ? `slide ${slide}` : `§${section}`;
    const name = column === "" ? label! : `${label} ${column}`;
    const own = [where, name, printed, reference, direction, printed === "—" ? "zero" : ""];
    return unit === undefined ? own : [...own, unit];
  });
  const head = ["where", "label", "text", "figure", "direction", "dash"];
  return csvOf([header.some(({ text }) => text === "unit") ? [...head, "unit"] : head, ...rows]);
}

if (import.meta.main) {
  const file = process.argv[2];
  if (file === undefined) {
    process.stderr.write("usage: node seeds/published.ts <table of printed figures>\n");
    process.exitCode = 1;
  } else process.stdout.write(publishedOf({ bytes: readFileSync(file), file }));
}
