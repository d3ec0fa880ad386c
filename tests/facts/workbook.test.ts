import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { openWorkbook, type Workbook } from "../../src/facts/workbook.ts";
import { errorOf } from "./error-of.ts";
import { makeWorkbook, makeZip, partsOf, type RawCell, type RawWorkbook } from "./make-workbook.ts";

const open = (bytes: Uint8Array): Workbook => openWorkbook({ bytes, file: "facts/a.xlsx" });
const errorIn = (bytes: Uint8Array): string => errorOf(() => open(bytes));
const SAVE = "\n  hint: open it in its program and save it as .xlsx";

/** What the cells of a first row are read as. */
function cellsOf(row: RawWorkbook["sheets"][number]["rows"][number], rest: Partial<RawWorkbook> = {}) {
  const workbook = open(makeWorkbook({ sheets: [{ name: "S", rows: [row] }], ...rest }));
  return workbook
    .sheet("S")!
    .row(1)
    .map(({ sort, text, formula }) => [sort, text, ...(formula === undefined ? [] : [formula])]);
}

describe("cells", () => {
  test("keep every digit that the file writes", () => {
    const numbers = ["0.1", "12345678901234567", "1234.5", "1E-05", "-0", "0.59899999999999998"];
    expect(cellsOf(numbers.map((value): RawCell => ({ value })))).toEqual(
      numbers.map((text) => ["number", text]),
    );
  });

  test("are numbers, texts, claims, errors and formulas with what was kept of them", () => {
    expect(
      cellsOf([
        "007",
        { type: "str", value: "a", formula: '"a"' },
        { type: "b", value: "1" },
        { type: "e", value: "#DIV/0!", formula: "1/0" },
        { value: "3", formula: "1+2" },
        { formula: "1+2" },
        { type: "str", value: "", formula: '""' },
        { format: "0.0" },
      ]),
    ).toEqual([
      ["text", "007"],
      ["text", "a", '"a"'],
      ["boolean", "TRUE"],
      ["error", "#DIV/0!", "1/0"],
      ["number", "3", "1+2"],
      ["nothing", "", "1+2"],
      ["text", "", '""'],
    ]);
  });

  test("of shared strings have the text of all runs, and no phonetic reading", () => {
    const raw = partsOf({ sheets: [{ name: "S", rows: [] }] });
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const relations = raw["xl/_rels/workbook.xml.rels"]!.replace(
      "</Relationships>",
      '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
    );
    const bytes = makeZip({
      ...raw,
      "xl/_rels/workbook.xml.rels": relations,
      "xl/sharedStrings.xml": `<sst xmlns="${main}"><si><t>営業収益</t><rPh sb="0" eb="4"><t>エイギョウシュウエキ</t></rPh><phoneticPr fontId="1"/></si><si><r><rPr><b/></rPr><t xml:space="preserve">Total </t></r><r><t>reve_x006E_ues &amp; other</t></r></si></sst>`,
      "xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row><x:row r="4"><x:c r="C4" t="inlineStr"><x:is><x:r><x:t>売上</x:t></x:r><x:rPh sb="0" eb="2"><x:t>ウリアゲ</x:t></x:rPh><x:r><x:t>原価</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
    });
    const sheet = open(bytes).sheet("S")!;
    expect(
      sheet.rows.flatMap((row) => sheet.row(row)).map(({ row, column, text }) => [row, column, text]),
    ).toEqual([
      [1, 1, "営業収益"],
      [1, 2, "Total revenues & other"],
      [4, 3, "売上原価"],
    ]);
  });

  test("that share a formula all have it", () => {
    const raw = partsOf({ sheets: [{ name: "S", rows: [] }] });
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">[1]Old!A1</f><v>1</v></c><c r="B1"><f t="shared" si="0"/><v>2</v></c></row></sheetData></worksheet>`;
    const cells = open(makeZip({ ...raw, "xl/worksheets/sheet1.xml": sheet }))
      .sheet("S")!
      .row(1);
    expect(cells.map(({ formula }) => formula)).toEqual(["[1]Old!A1", "[1]Old!A1"]);
  });

  test("have the number format of their style", () => {
    const workbook = open(
      makeWorkbook({ sheets: [{ name: "S", rows: [[{ value: "0.5", format: "0.0%" }, 1]] }] }),
    );
    expect(
      workbook
        .sheet("S")!
        .row(1)
        .map(({ format }) => format.sort),
    ).toEqual(["percent", "number"]);
  });
});

describe("a sheet", () => {
  test("knows its merged cells and what is hidden", () => {
    const rows = [["a"], ["b"], ["c"]];
    const workbook = open(
      makeWorkbook({
        sheets: [
          { name: "連結PL", rows, merges: ["A1:B2"], hidden: { row: 2 } },
          { name: "Q2 'results'", rows, hidden: { column: 3 } },
          { name: "old", rows, hidden: "sheet" },
        ],
      }),
    );
    expect(workbook.names).toEqual(["連結PL", "Q2 'results'", "old"]);
    const [first, second, third] = workbook.names.map((name) => workbook.sheet(name)!);
    expect(first!.mergesIn(3)).toEqual([]);
    expect(first!.mergesIn(2)).toEqual([{ from: { row: 1, column: 1 }, to: { row: 2, column: 2 } }]);
    expect([1, 2, 3].map((row) => first!.isRowHidden(row))).toEqual([false, true, false]);
    expect([2, 3, 4].map((column) => second!.isColumnHidden(column))).toEqual([false, true, false]);
    expect([first, second, third].map((sheet) => sheet!.isHidden)).toEqual([false, false, true]);
    expect(workbook.sheet("PL")).toBeUndefined();
  });
});

describe("a workbook", () => {
  test("counts days from 1900, with the day that never was, or from 1904", () => {
    const of = (date1904: boolean) =>
      open(makeWorkbook({ sheets: [{ name: "S", rows: [] }], date1904 })).dateOf;
    expect(["1", "59", "61", "38990", "38990.75"].map(of(false))).toEqual([
      "1900-01-01",
      "1900-02-28",
      "1900-03-01",
      "2006-09-30",
      "2006-09-30",
    ]);
    expect(["0", "37528"].map(of(true))).toEqual(["1904-01-01", "2006-09-30"]);
    expect(of(false)("-1")).toBeUndefined();
  });

  test("says why its results may be old", () => {
    const of = (rest: Partial<RawWorkbook>) =>
      open(makeWorkbook({ sheets: [{ name: "S", rows: [] }], ...rest })).stale;
    expect(of({})).toBeUndefined();
    expect(of({ calcPr: 'fullCalcOnLoad="1"' })).toBe("the file asks to be calculated when it is opened");
    expect(of({ calcPr: 'calcMode="manual" calcOnSave="0"' })).toBe(
      "the file is saved without being calculated",
    );
    expect(of({ calcChain: false })).toBe("the program that wrote the file did not list what it calculated");
  });

  test("knows which formulas reach into another one, by a name too", () => {
    const raw = partsOf({ sheets: [{ name: "S", rows: [] }] });
    const names =
      '<definedNames><definedName name="Segments">\'[1]Old data\'!$A$1</definedName><definedName name="Own">S!$A$1</definedName></definedNames>';
    const main = raw["xl/workbook.xml"]!.replace("<calcPr", `${names}<calcPr`);
    const { isLinked } = open(makeZip({ ...raw, "xl/workbook.xml": main }));
    const linked = ["[1]Old!A1", "SUM('[2]Old data'!A1:B2)", "segments*2", "[1]!Total"];
    const own = ["Own*2", "S!A1", "MySegments", "Table1[[#This Row],[Q1]]", "Table1[1]"];
    expect([linked.map(isLinked), own.map(isLinked)]).toEqual([linked.map(() => true), own.map(() => false)]);
  });

  test("that another program wrote is read to the digit", async () => {
    const rows = [
      ["営業収益", 1234.5, 0.1, "007", 1e-5, 12345678901234567, new Date("2006-09-30"), true, null, -26827],
    ];
    const bytes = await writeXlsx({
      sheets: [{ name: "結果", rows, merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 1 }] }],
    });
    const workbook = open(bytes);
    const sheet = workbook.sheet("結果")!;
    expect(sheet.row(1).map(({ column, sort, text }) => [column, sort, text])).toEqual([
      [1, "text", "営業収益"],
      [2, "number", "1234.5"],
      [3, "number", "0.1"],
      [4, "text", "007"],
      [5, "number", "0.00001"],
      [6, "number", "12345678901234568"],
      [7, "number", "38990"],
      [8, "boolean", "TRUE"],
      [10, "number", "-26827"],
    ]);
    expect(sheet.at({ row: 1, column: 7 })!.format.sort).toBe("date");
    expect(sheet.mergesIn(3)).toEqual([{ from: { row: 2, column: 1 }, to: { row: 3, column: 2 } }]);
  });
});

describe("a file that is no workbook", () => {
  test("is named for what it is", () => {
    const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(errorIn(new Uint8Array())).toBe("facts/a.xlsx is empty");
    expect(errorIn(compound)).toBe(`facts/a.xlsx is a workbook of the old form (.xls)${SAVE}`);
    expect(errorIn(Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]))).toBe(
      "facts/a.xlsx is encrypted\n  hint: save it as .xlsx without a password",
    );
    expect(errorIn(Buffer.from("account,unit\nrevenue,JPY"))).toBe(
      "facts/a.xlsx is no workbook: it is a text file with the name of one\n" +
        "  hint: save it as .xlsx; a file of comma-separated values is named .csv",
    );
    expect(errorIn(Buffer.from([1, 2, 0, 4]))).toBe(`facts/a.xlsx is no workbook: not a zip archive${SAVE}`);
    expect(errorIn(makeZip({ "a.txt": "a" }))).toBe(
      "facts/a.xlsx is no workbook: a zip archive of something else",
    );
    const raw = partsOf({ sheets: [] });
    const binary = { ...raw, "_rels/.rels": raw["_rels/.rels"]!.replace("workbook.xml", "workbook.bin") };
    expect(errorIn(makeZip(binary))).toBe(`facts/a.xlsx is a binary workbook (.xlsb)${SAVE}`);
    expect(errorIn(makeZip(raw))).toBe(`facts/a.xlsx is no workbook: it has no sheets${SAVE}`);
  });

  test("is damaged where a part is missing, cut off or no UTF-8", () => {
    const raw = partsOf({ sheets: [{ name: "S", rows: [["a"]] }] });
    const sheet = "xl/worksheets/sheet1.xml";
    const errorOfSheet = (parts: Readonly<Record<string, string | Uint8Array>>): string =>
      errorOf(() => open(makeZip(parts)).sheet("S"));
    const { [sheet]: whole, ...without } = raw;
    expect(errorOfSheet(without)).toBe(`facts/a.xlsx is damaged: "${sheet}" is missing${SAVE}`);
    const cut = whole!.slice(0, whole!.indexOf("</row>"));
    expect(errorOfSheet({ ...raw, [sheet]: cut })).toBe(
      `facts/a.xlsx is damaged: "${sheet}" is not well-formed XML at offset ${cut.length}${SAVE}`,
    );
    expect(errorOfSheet({ ...raw, [sheet]: Buffer.from([0x3c, 0xff]) })).toBe(
      `facts/a.xlsx is damaged: "${sheet}" is not UTF-8${SAVE}`,
    );
  });
});
