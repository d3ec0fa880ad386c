/** A table of tab-separated lines. */
export interface Table {
  /** The first cell of the head. */
  readonly corner: string;
  /** The upper of two lines of heads, one a column, as filled over the cells that it spans; the only line where there is one. */
  readonly upper: readonly string[];
  /** One name a column after the labels, "2Q05 Results"; empty where a column holds no figures. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

/** How many lines of heads a table has; `under` gives the upper heads of the table it continues. */
export interface TableShape {
  readonly heads: 1 | 2;
  readonly under?: readonly string[];
}

/**
 * Reads a table. An empty cell of the upper of two heads belongs to the head at its left; what stands in round brackets
 * in a head ("2Q06 (2006/7-2006/9)", "(JPY million)") is left out of the column's name.
 */
export function readTable(lines: readonly string[], { heads, under }: TableShape): Table {
  const cells = lines.map((line) => line.split("\t").map((cell) => cell.trim()));
  const first = cells[0] ?? [];
  const lower = (heads === 2 ? cells[1] : first)?.slice(1) ?? [];
  const upper = under ?? (heads === 2 ? spread(first.slice(1)) : first.slice(1));
  const isSplit = heads === 2 || under !== undefined;
  return {
    corner: first[0] ?? "",
    upper,
    columns: upper.map((head, at) => (isSplit ? named(head, lower[at] ?? "") : named(head))),
    rows: cells.slice(heads).map((row) => ({ label: row[0] ?? "", cells: row.slice(1) })),
  };
}

function spread(heads: readonly string[]): readonly string[] {
  let last = "";
  return heads.map((head) => (last = head === "" ? last : head));
}

function named(...heads: readonly string[]): string {
  return heads
    .map((head) => head.replace(/\s*\([^)]*\)/g, "").trim())
    .filter((head) => head !== "")
    .join(" ");
}
