/** A figure as a published document shows it, and the figure that it should be. */
export interface PrintedFigure {
  /** Page of the document, counted from 1. */
  readonly slide: number;
  /** The row's label, or the words that the number belongs to. */
  readonly label: string;
  /** The column's head, or the words that name the period or the base of comparison. */
  readonly column: string;
  /** The number as printed, with its sign, brackets and "%"; other units are left out. */
  readonly printed: string;
  /** The canonical reference of the figure: `operating-income@2Q06|growth(-1y)`. */
  readonly reference: string;
  /** `derived` where it is a measure, or follows by sum, difference or ratio from other printed figures of its period. */
  readonly kind: "base" | "derived";
  /** Set where a word ("decreased by") and not a sign gives the direction of a change. */
  readonly direction?: "up" | "down";
}

/** The figures as CSV text with a head, one row a figure, in their order. */
export function toCsv(figures: readonly PrintedFigure[]): string {
  const head = ["slide", "label", "column", "printed", "reference", "kind", "direction"];
  const rows = figures.map((f) => [
    String(f.slide),
    f.label,
    f.column,
    f.printed,
    f.reference,
    f.kind,
    f.direction ?? "",
  ]);
  return csvOf([head, ...rows]);
}

/** Rows of cells as CSV text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
