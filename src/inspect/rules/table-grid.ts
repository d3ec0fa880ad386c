import type { IndexedPdf } from "../index-tags.ts";
import type { Tag } from "../inspection.ts";
import { every, type Rule } from "./rule.ts";
import { tagFault, tagsOfType } from "./tag-fault.ts";

/** The cells of a table fill a grid, with their spans. */
export const tableGrid: readonly Rule[] = [
  {
    id: "7.2-15",
    says: "no cell of a table lies over another",
    decide: (pdf) =>
      every(grids(pdf), ({ table, crossed }) =>
        crossed === undefined ? undefined : tagFault(table, `${crossed.path} lies over another cell`),
      ),
  },
  {
    id: "7.2-41",
    says: "all columns of a table have as many rows",
    decide: (pdf) =>
      every(grids(pdf), ({ table, rows, reach }) =>
        reach > rows ? tagFault(table, `cells reach down to row ${reach}, and there are ${rows}`) : undefined,
      ),
  },
  {
    id: "7.2-43",
    says: "all rows of a table have as many columns",
    decide: (pdf) =>
      every(grids(pdf), ({ table, widths }) => {
        const other = widths.findIndex((width) => width !== widths[0]);
        return other === -1
          ? undefined
          : tagFault(table, `row ${other + 1} has ${widths[other]} columns, and row 1 has ${widths[0]}`);
      }),
  },
];

interface Grid {
  readonly table: Tag;
  readonly rows: number;
  /** The last row that a cell lies in, from 1. */
  readonly reach: number;
  readonly widths: readonly number[];
  readonly crossed: Tag | undefined;
}

function grids(pdf: IndexedPdf): readonly Grid[] {
  return tagsOfType(pdf, "Table").map(({ tag }) => gridOf(tag));
}

/** Most rows or columns that one cell is taken to span. */
const widest = 1000;

function gridOf(table: Tag): Grid {
  const rows = rowsOf(table);
  const taken: (Tag | undefined)[][] = rows.map(() => []);
  let [crossed, reach]: [Tag | undefined, number] = [undefined, rows.length];
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.kids) {
      while (taken[y]![x] !== undefined) x++;
      const [wide, high] = [cell.colSpan, cell.rowSpan].map((span) =>
        Math.min(Math.max(span, 1), widest),
      ) as [number, number];
      reach = Math.max(reach, y + high);
      for (let down = y; down < Math.min(y + high, rows.length); down++) {
        for (let right = x; right < x + wide; right++) {
          if (taken[down]![right] !== undefined) crossed ??= cell;
          taken[down]![right] = cell;
        }
      }
      x += wide;
    }
  });
  return { table, rows: rows.length, reach, widths: taken.map((row) => row.length), crossed };
}

/** Rows of the table itself, and not of one within a cell. */
function rowsOf(table: Tag): readonly Tag[] {
  return table.kids.flatMap((kid) =>
    kid.standard === "TR" ? [kid] : /^T(Head|Body|Foot)$/.test(kid.standard ?? "") ? rowsOf(kid) : [],
  );
}
