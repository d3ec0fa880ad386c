import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exampleWorkbook } from "../../scripts/example-workbook.ts";
import { openZip } from "../../src/facts/zip.ts";

/** The parts of a workbook by path; their packing may differ from machine to machine. */
function partsOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  const archive = openZip({ bytes, file: "results.xlsx" });
  return Object.fromEntries(
    archive.names.map((name) => [name, new TextDecoder().decode(archive.read(name)!)]),
  );
}

test("the workbook of the invented company is what its script makes of the figures", async () => {
  const made = await exampleWorkbook();
  expect(partsOf(readFileSync("data/example/facts/results.xlsx"))).toEqual(partsOf(made));
  expect(Buffer.from(await exampleWorkbook()).equals(made)).toBe(true);
});
