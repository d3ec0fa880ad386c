import { crc32, deflateRawSync } from "node:zlib";

/** A cell by hand: `value` as the file writes it. */
export interface RawCell {
  /** `n`, `s`, `str`, `inlineStr`, `b`, `e`. */
  readonly type?: string;
  readonly value?: string;
  readonly formula?: string;
  /** Its number format: a style of its own. */
  readonly format?: string;
}

export interface RawSheet {
  readonly name: string;
  /** From A1; a text is an inline string, a number is written as it stands. */
  readonly rows: readonly (readonly (string | number | RawCell | undefined)[])[];
  readonly merges?: readonly string[];
  readonly hidden?: "sheet" | { readonly row: number } | { readonly column: number };
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[];
  readonly date1904?: boolean;
  /** Attributes of `calcPr`. */
  readonly calcPr?: string;
  /** A list of the cells that were calculated, as Excel writes; true if left out. */
  readonly calcChain?: boolean;
  /** Parts that replace those of the same path, or come to them. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** The bytes of a workbook as Excel lays it out. */
export function makeWorkbook(workbook: RawWorkbook): Uint8Array {
  return makeZip(partsOf(workbook));
}

/** The parts of a workbook by path. */
export function partsOf({
  sheets,
  date1904 = false,
  calcPr = 'calcId="191029"',
  calcChain = true,
  parts = {},
}: RawWorkbook): Readonly<Record<string, string>> {
  const formats = [
    ...new Set(sheets.flatMap(({ rows }) => rows.flat().map((cell) => rawOf(cell)?.format ?? "General"))),
  ];
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = (list: readonly (readonly [string, string])[]): string =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
      .map(
        ([type, target], at) =>
          `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
      )
      .join("")}</Relationships>`;
  return {
    "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${sheets
      .map(
        ({ name, hidden }, at) =>
          `<sheet name="${escape(name)}" sheetId="${at + 1}"${hidden === "sheet" ? ' state="hidden"' : ""} r:id="rId${at + 1}"/>`,
      )
      .join("")}</sheets><calcPr ${calcPr}/></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, at) => ["worksheet", `worksheets/sheet${at + 1}.xml`] as const),
      ["styles", "styles.xml"],
      ...(calcChain ? [["calcChain", "calcChain.xml"] as const] : []),
    ]),
    "xl/styles.xml": `${HEAD}<styleSheet xmlns="${main}"><numFmts>${formats
      .map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escape(code)}"/>`)
      .join("")}</numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>${formats
      .map((_, at) => `<xf numFmtId="${200 + at}"/>`)
      .join("")}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet, { main, formats })]),
    ),
    ...parts,
  };
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function sheetXml(
  { rows, merges = [], hidden }: RawSheet,
  { main, formats }: { readonly main: string; readonly formats: readonly string[] },
): string {
  const cols =
    typeof hidden === "object" && "column" in hidden
      ? `<cols><col min="${hidden.column}" max="${hidden.column}" width="9" hidden="1"/></cols>`
      : "";
  const data = rows.map((cells, at) => {
    const row = at + 1;
    const isHidden = typeof hidden === "object" && "row" in hidden && hidden.row === row;
    const inside = cells.map((cell, index) => cellXml(rawOf(cell), `${letter(index)}${row}`, formats));
    return `<row r="${row}"${isHidden ? ' hidden="1"' : ""}>${inside.join("")}</row>`;
  });
  const merged =
    merges.length === 0
      ? ""
      : `<mergeCells>${merges.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>`;
  return `${HEAD}<worksheet xmlns="${main}">${cols}<sheetData>${data.join("")}</sheetData>${merged}</worksheet>`;
}

function cellXml(cell: RawCell | undefined, address: string, formats: readonly string[]): string {
  if (cell === undefined) return "";
  const { type = "n", value, formula, format = "General" } = cell;
  const inside =
    type === "inlineStr"
      ? `<is><t xml:space="preserve">${escape(value ?? "")}</t></is>`
      : `${formula === undefined ? "" : `<f>${escape(formula)}</f>`}${value === undefined ? "" : `<v>${escape(value)}</v>`}`;
  return `<c r="${address}" s="${formats.indexOf(format)}" t="${type}">${inside}</c>`;
}

function rawOf(cell: string | number | RawCell | undefined): RawCell | undefined {
  if (cell === undefined || cell === "") return undefined;
  if (typeof cell === "string") return { type: "inlineStr", value: cell };
  return typeof cell === "number" ? { value: String(cell) } : cell;
}

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

function escape(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!,
  );
}

/** A zip archive, deflated. */
export function makeZip(
  parts: Readonly<Record<string, string | Uint8Array>>,
  { wrongCrcOf }: { readonly wrongCrcOf?: string } = {},
): Uint8Array<ArrayBuffer> {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [path, content] of Object.entries(parts)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(content)];
    const packed = deflateRawSync(bytes);
    // Version, flags (UTF-8 names), method, time, date, CRC, sizes, lengths
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(path === wrongCrcOf ? 7 : crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from("PK\u0003\u0004"), common, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\u0001\u0002\u0014\u0000"), common, tail, name);
    at += 30 + name.length + packed.length;
  }
  const size = central.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Uint8Array.from(Buffer.concat([...locals, ...central, end]));
}
