import { writeZip } from "./write-zip.ts";

/** A sheet of a workbook, from A1. */
export interface Sheet {
  /** At most 31 characters without []:*?/\. */
  readonly name: string;
  readonly rows: readonly (readonly (WorkbookCell | undefined)[])[];
}

/** A text, a number, or a formula with its result; numbers are plain decimals. */
export type WorkbookCell =
  | { readonly text: string }
  | { readonly number: string; readonly formula?: string; readonly format?: string };

/** The bytes of an Excel workbook (ECMA-376, part 1): the same sheets give the same bytes. Programs calculate it anew when they open it. */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const formats = [
    ...new Set(
      sheets.flatMap(({ rows }) =>
        rows.flatMap((row) => row.flatMap((cell) => (cell && "number" in cell && cell.format) || [])),
      ),
    ),
  ];
  const styleOf = (format: string | undefined): number =>
    format === undefined ? 0 : formats.indexOf(format) + 1;
  const numbers = sheets.map((_, index) => index + 1);
  return writeZip([
    {
      path: "[Content_Types].xml",
      text: xml(
        `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
          `<Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>` +
          `${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${content}.worksheet+xml"/>`).join("")}</Types>`,
      ),
    },
    {
      path: "_rels/.rels",
      text: relations([["rId1", "officeDocument", "xl/workbook.xml"]]),
    },
    {
      path: "xl/workbook.xml",
      text: xml(
        `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${sheets
          .map(
            ({ name }, index) =>
              `<sheet name="${escape(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
          )
          .join("")}</sheets><calcPr fullCalcOnLoad="1"/></workbook>`,
      ),
    },
    {
      path: "xl/_rels/workbook.xml.rels",
      text: relations([
        ...numbers.map((n) => [`rId${n}`, "worksheet", `worksheets/sheet${n}.xml`] as const),
        [`rId${sheets.length + 1}`, "styles", "styles.xml"],
      ]),
    },
    { path: "xl/styles.xml", text: stylesOf(formats) },
    ...sheets.map(({ rows }, index) => ({
      path: `xl/worksheets/sheet${index + 1}.xml`,
      text: xml(
        `<worksheet xmlns="${main}"><sheetData>${rows
          .map(
            (row, r) =>
              `<row r="${r + 1}">${row.map((cell, c) => cellOf(cell, addressOf(c, r), styleOf)).join("")}</row>`,
          )
          .join("")}</sheetData></worksheet>`,
      ),
    })),
  ]);
}

/** "B7" of the column 1 and the row 6, both from 0. */
export function addressOf(column: number, row: number): string {
  const letters = column < 26 ? "" : String.fromCharCode(64 + Math.floor(column / 26));
  return `${letters}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function cellOf(
  cell: WorkbookCell | undefined,
  address: string,
  styleOf: (format: string | undefined) => number,
): string {
  if (cell === undefined) return "";
  if ("text" in cell)
    return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escape(cell.text)}</t></is></c>`;
  const formula = cell.formula === undefined ? "" : `<f>${escape(cell.formula)}</f>`;
  return `<c r="${address}" s="${styleOf(cell.format)}">${formula}<v>${cell.number}</v></c>`;
}

function stylesOf(formats: readonly string[]): string {
  const own = formats.map(
    (format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escape(format)}"/>`,
  );
  const styles = ["0", ...formats.map((_, index) => String(164 + index))].map(
    (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  const list = own.length === 0 ? "" : `<numFmts count="${own.length}">${own.join("")}</numFmts>`;
  return xml(
    `<styleSheet xmlns="${main}">${list}<fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>` +
      `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join("")}</cellXfs></styleSheet>`,
  );
}

function relations(all: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = all.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  return xml(`<Relationships xmlns="${packages}/relationships">${each.join("")}</Relationships>`);
}

function xml(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
