import { openZip } from "../../src/facts/zip.ts";

/** A number of a workbook: its formula, the result that the file holds, and the one that its formula gives. */
export interface Recalculated {
  readonly sheet: string;
  readonly address: string;
  readonly formula?: string;
  readonly held: number;
  readonly result: number;
}

/** Calculates a workbook of plain formulas anew: references, numbers, + - * / and brackets. */
export function recalculate(bytes: Uint8Array): readonly Recalculated[] {
  const archive = openZip({ bytes, file: "book.xlsx" });
  const read = (path: string): string => Buffer.from(archive.read(path)!).toString("utf8");
  const names = [...read("xl/workbook.xml").matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name!);
  const cells = new Map<string, { readonly formula: string | undefined; readonly held: number }>();
  names.forEach((name, index) => {
    const sheet = read(`xl/worksheets/sheet${index + 1}.xml`);
    for (const [, address, formula, held] of sheet.matchAll(
      /<c r="([A-Z]+\d+)" s="\d+">(?:<f>([^<]*)<\/f>)?<v>([^<]*)<\/v>/g,
    ))
      cells.set(`${name}!${address}`, { formula, held: Number(held) });
  });
  const results = new Map<string, number>();
  const resultOf = (sheet: string, address: string): number => {
    const key = `${sheet}!${address}`;
    const { formula, held } = cells.get(key)!;
    const known = results.get(key);
    if (known !== undefined) return known;
    const written = formula?.replaceAll(
      /(?:(\w+)!)?([A-Z]+\d+)/g,
      (_, other: string | undefined, own: string) => `(${resultOf(other ?? sheet, own)})`,
    );
    if (written !== undefined && !/^[-+*/().\de ]+$/.test(written))
      throw new Error(`formula "${formula}" in ${key}`);
    const result = written === undefined ? held : (Function(`return ${written}`)() as number);
    results.set(key, result);
    return result;
  };
  return [...cells].map(([key, { formula, held }]) => {
    const at = key.lastIndexOf("!");
    const [sheet, address] = [key.slice(0, at), key.slice(at + 1)];
    return {
      sheet,
      address,
      ...(formula !== undefined && { formula }),
      held,
      result: resultOf(sheet, address),
    };
  });
}
