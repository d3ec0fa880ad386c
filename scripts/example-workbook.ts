/**
 * Writes data/example/facts/results.xlsx: node scripts/with-node.mjs scripts/example-workbook.ts
 *
 * The figures below are the source of the sample company Nordlicht Instrumente SE. Company and figures are invented: nobody
 * reported them. What is typed is independent of each other; sums, shares and the year are formulas of the workbook, so that
 * they agree. The same figures give the same file.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeXlsx, type Cell, type CellStyle, type WriteSheet } from "hucre/xlsx";

/** A line of a sheet, with its German and its English label. */
type Line =
  | { readonly section: Label }
  /** Typed, a value a period. */
  | { readonly id: string; readonly label: Label; readonly values: readonly number[] }
  /** A sum of lines above; `-` before an id takes it off. */
  | { readonly id: string; readonly label: Label; readonly sum: readonly string[] }
  /** One line in percent of another, which the mapping leaves out. */
  | { readonly label: Label; readonly share: readonly [string, string] };
type Label = readonly [german: string, english: string];

interface Table {
  readonly sheet: string;
  readonly titles: readonly string[];
  /** In the corner of the heads. */
  readonly unit: string;
  readonly heads: readonly { readonly over: string; readonly columns: readonly string[] }[];
  /** Each head ends with a column of what stands before it, added up. */
  readonly years?: true;
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
}

const invented = "Unternehmen und Zahlen sind frei erfunden. / The company and its figures are invented.";
const company = "Nordlicht Instrumente SE";
const quarters = ["Q1", "Q2", "Q3", "Q4"];
const byQuarter = [
  { over: "Geschäftsjahr 2024", columns: [...quarters, "Gesamt"] },
  { over: "Geschäftsjahr 2025", columns: [...quarters, "Gesamt"] },
];

const tables: readonly Table[] = [
  {
    sheet: "Ergebnis",
    titles: [company, "Konzern-Gewinn- und Verlustrechnung nach Quartalen / Income statement by quarter"],
    unit: "in Tsd. EUR",
    heads: byQuarter,
    years: true,
    lines: [
      { section: ["Umsatzerlöse", "Revenues"] },
      {
        id: "instruments",
        label: ["Instrumente", "Instruments"],
        values: [21483, 24917, 22358, 28742, 22906, 26831, 27414, 33268],
      },
      {
        id: "services",
        label: ["Service", "Services"],
        values: [8641, 8913, 9082, 9614, 9397, 9868, 10243, 11085],
      },
      { id: "revenue", label: ["Summe", "Total"], sum: ["instruments", "services"] },
      { label: ["Anteil Service", "Share of services"], share: ["services", "revenue"] },
      { section: ["Ergebnis", "Results"] },
      {
        id: "cost",
        label: ["Umsatzkosten", "Cost of sales"],
        values: [20187, 21829, 21103, 24388, 21482, 23764, 24061, 27447],
      },
      { id: "gross", label: ["Bruttoergebnis", "Gross profit"], sum: ["revenue", "-cost"] },
      { label: ["Bruttomarge", "Gross margin"], share: ["gross", "revenue"] },
      {
        id: "selling",
        label: ["Vertrieb", "Selling"],
        values: [4312, 4396, 4281, 4618, 4457, 4561, 4588, 4879],
      },
      {
        id: "rd",
        label: ["Forschung und Entwicklung", "Research and development"],
        values: [3619, 3704, 3742, 3888, 3879, 3966, 4019, 4231],
      },
      {
        id: "admin",
        label: ["Verwaltung", "Administration"],
        values: [2646, 2591, 2609, 2742, 2694, 2719, 2748, 2894],
      },
      {
        id: "expenses",
        label: ["Aufwendungen", "Expenses"],
        sum: ["selling", "rd", "admin"],
      },
      { id: "operating", label: ["Betriebsergebnis", "Operating income"], sum: ["gross", "-expenses"] },
      { label: ["Operative Marge", "Operating margin"], share: ["operating", "revenue"] },
      {
        id: "financial",
        label: ["Finanzergebnis", "Financial result"],
        values: [-412, -427, -436, -441, -398, -385, -371, -362],
      },
      {
        id: "pretax",
        label: ["Ergebnis vor Steuern", "Income before taxes"],
        sum: ["operating", "financial"],
      },
      {
        id: "taxes",
        label: ["Ertragsteuern", "Income taxes"],
        values: [118, 361, 164, 1163, 42, 412, 583, 1398],
      },
      { id: "net", label: ["Konzernergebnis", "Net income"], sum: ["pretax", "-taxes"] },
    ],
    notes: ["Umsatzkosten, Aufwendungen und Ertragsteuern sind positiv angegeben.", invented],
  },
  {
    sheet: "Kapitalfluss",
    titles: [company, "Konzern-Kapitalflussrechnung nach Quartalen / Cash flows by quarter"],
    unit: "in Tsd. EUR",
    heads: byQuarter,
    years: true,
    lines: [
      { section: ["Mittelfluss", "Cash flows"] },
      {
        id: "operating",
        label: ["Aus laufender Geschäftstätigkeit", "From operating activities"],
        values: [-1834, 1243, 417, 3958, 622, 2187, 2531, 5644],
      },
      {
        id: "investing",
        label: ["Aus Investitionstätigkeit", "From investing activities"],
        values: [-1118, -1387, -1236, -1614, -1312, -1453, -1522, -2078],
      },
      { id: "free", label: ["Freier Mittelfluss", "Free cash flow"], sum: ["operating", "investing"] },
      {
        id: "financing",
        label: ["Aus Finanzierungstätigkeit", "From financing activities"],
        values: [-253, 1746, -254, -251, -508, -1507, -512, -1247],
      },
      {
        id: "exchange",
        label: ["Wechselkurseffekte", "Effect of exchange rates"],
        values: [12, -8, 21, -35, -41, -28, 9, -14],
      },
      {
        id: "change",
        label: ["Veränderung der Zahlungsmittel", "Change in cash"],
        sum: ["operating", "investing", "financing", "exchange"],
      },
    ],
    notes: ["Abflüsse sind negativ.", invented],
  },
  {
    sheet: "Bilanz",
    titles: [company, "Konzernbilanz / Balance sheet"],
    unit: "in Tsd. EUR",
    heads: [{ over: "Stand am", columns: ["31.12.2023", "31.12.2024", "31.12.2025"] }],
    lines: [
      { section: ["Aktiva", "Assets"] },
      { id: "cash", label: ["Zahlungsmittel", "Cash"], values: [12638, 12045, 12816] },
      { id: "receivables", label: ["Forderungen", "Receivables"], values: [23176, 24318, 27905] },
      { id: "inventories", label: ["Vorräte", "Inventories"], values: [28451, 29874, 31226] },
      { id: "other", label: ["Übrige Vermögenswerte", "Other assets"], values: [3297, 3412, 3658] },
      { id: "fixed", label: ["Anlagevermögen", "Fixed assets"], values: [37902, 38640, 39875] },
      {
        id: "assets",
        label: ["Summe Aktiva", "Total assets"],
        sum: ["cash", "receivables", "inventories", "other", "fixed"],
      },
      { section: ["Passiva", "Equity and liabilities"] },
      { id: "borrowings", label: ["Finanzschulden", "Borrowings"], values: [31462, 32450, 28664] },
      { id: "payables", label: ["Lieferverbindlichkeiten", "Trade payables"], values: [14283, 15137, 17246] },
      {
        id: "liabilities",
        label: ["Rückstellungen und Übriges", "Provisions and other"],
        values: [11185, 12493, 16898],
      },
      { id: "equity", label: ["Eigenkapital", "Equity"], values: [48534, 48209, 52672] },
      {
        id: "total",
        label: ["Summe Passiva", "Total equity and liabilities"],
        sum: ["borrowings", "payables", "liabilities", "equity"],
      },
      { label: ["Eigenkapitalquote", "Equity ratio"], share: ["equity", "total"] },
    ],
    notes: [invented],
  },
  {
    sheet: "Beschäftigte",
    titles: [company, "Beschäftigte am Quartalsende nach Gesellschaft / Employees by company at quarter-end"],
    unit: "Anzahl",
    heads: [
      { over: "Geschäftsjahr 2024", columns: quarters },
      { over: "Geschäftsjahr 2025", columns: quarters },
    ],
    lines: [
      { section: ["Beschäftigte", "Employees"] },
      {
        id: "se",
        label: ["Nordlicht Instrumente SE", "Lübeck"],
        values: [412, 415, 418, 420, 421, 424, 428, 433],
      },
      {
        id: "optik",
        label: ["Nordlicht Optik GmbH", "Jena"],
        values: [186, 188, 187, 190, 191, 195, 198, 204],
      },
      {
        id: "service",
        label: ["Nordlicht Service GmbH", "Kassel"],
        values: [148, 150, 153, 155, 157, 160, 164, 169],
      },
      {
        id: "inc",
        label: ["Nordlicht Instruments Inc.", "Boston"],
        values: [64, 66, 65, 67, 68, 71, 73, 76],
      },
      { id: "kk", label: ["Nordlicht Japan K.K.", "Yokohama"], values: [22, 22, 23, 24, 24, 26, 27, 29] },
      { id: "total", label: ["Konzern", "Group"], sum: ["se", "optik", "service", "inc", "kk"] },
    ],
    notes: ["Köpfe ohne Auszubildende. / Heads without apprentices.", invented],
  },
];

/** The bytes of the workbook; the same in every run. */
export function exampleWorkbook(): Promise<Uint8Array> {
  const made = new Date("2026-02-12T00:00:00Z");
  return writeXlsx({
    sheets: tables.map(sheetOf),
    properties: { creator: "scripts/example-workbook.ts", created: made, modified: made },
  });
}

const bold: CellStyle = { font: { bold: true } };
const LABELS = 2;

function sheetOf(table: Table): WriteSheet {
  const heads = table.heads.flatMap(({ columns }) => columns);
  const top = table.titles.length + 1;
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>): void =>
    void cells.set(`${row},${column}`, cell);
  table.titles.forEach((text, row) => put(row, 0, { value: text, style: bold }));
  put(top, 0, { value: table.unit });
  put(top + 1, 0, { value: "Posten", style: bold });
  put(top + 1, 1, { value: "Item", style: bold });
  const merges: NonNullable<WriteSheet["merges"]> = [];
  let from = LABELS;
  for (const { over, columns } of table.heads) {
    put(top, from, { value: over, style: { ...bold, alignment: { horizontal: "center" } } });
    merges.push({ startRow: top, startCol: from, endRow: top, endCol: from + columns.length - 1 });
    columns.forEach((head, index) =>
      put(top + 1, from + index, { value: head, style: { ...bold, alignment: { horizontal: "right" } } }),
    );
    from += columns.length;
  }

  const known = new Map<string, { readonly row: number; readonly values: readonly number[] }>();
  table.lines.forEach((line, index) => {
    const row = top + 2 + index;
    if ("section" in line) {
      line.section.forEach((text, column) => put(row, column, { value: text, style: bold }));
      return;
    }
    const isSum = "sum" in line;
    line.label.forEach((text, column) => put(row, column, { value: text, ...(isSum && { style: bold }) }));
    const filled = valuesOf(table, line, (id) => known.get(id)!.values);
    if ("id" in line) known.set(line.id, { row, values: filled });
    filled.forEach((value, at) => {
      const column = LABELS + at;
      const numFmt = "share" in line ? "0.0%" : "#,##0";
      const formula = formulaOf(line, { column, isYear: table.years === true && at % 5 === 4 });
      const style: CellStyle = { ...(isSum && bold), numFmt };
      put(row, column, formula === undefined ? { value, style } : { formula, formulaResult: value, style });
    });
  });
  const below = top + 2 + table.lines.length + 1;
  table.notes.forEach((text, index) => put(below + index, 0, { value: text }));
  return {
    name: table.sheet,
    columns: [{ width: 34 }, { width: 28 }, ...heads.map(() => ({ width: 11 }))],
    cells,
    merges,
    freezePane: { rows: top + 2, columns: LABELS },
  };

  function formulaOf(
    line: Line,
    { column, isYear }: { readonly column: number; readonly isYear: boolean },
  ): string | undefined {
    const cell = (id: string, at = column): string => `${letter(at)}${known.get(id)!.row + 1}`;
    if ("share" in line) return `${cell(line.share[0])}/${cell(line.share[1])}`;
    if ("sum" in line) {
      const terms = line.sum.map((id) => (id.startsWith("-") ? `-${cell(id.slice(1))}` : `+${cell(id)}`));
      return terms.join("").replace(/^\+/, "");
    }
    if ("section" in line || !isYear) return undefined;
    return `SUM(${cell(line.id, column - 4)}:${cell(line.id, column - 1)})`;
  }
}

/** The values of a line in every column. */
function valuesOf(
  { years }: Table,
  line: Exclude<Line, { readonly section: Label }>,
  of: (id: string) => readonly number[],
): readonly number[] {
  if ("values" in line) {
    if (years === undefined) return line.values;
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    return [line.values.slice(0, 4), line.values.slice(4)].flatMap((year) => [...year, sum(year)]);
  }
  if ("share" in line) {
    const [part, whole] = line.share.map(of);
    return part!.map((value, index) => value / whole![index]!);
  }
  const terms = line.sum.map((id) => (id.startsWith("-") ? of(id.slice(1)).map((value) => -value) : of(id)));
  return terms[0]!.map((_, index) => terms.reduce((total, values) => total + values[index]!, 0));
}

function letter(column: number): string {
  return String.fromCharCode(65 + column);
}

if (import.meta.main) {
  const file = join(import.meta.dirname, "../data/example/facts/results.xlsx");
  writeFileSync(file, await exampleWorkbook());
  console.log(file);
}
