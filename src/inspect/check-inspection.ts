import type { Problem } from "../problem.ts";
import type { Fault, Inspection } from "./inspection.ts";

/** Rules that every PDF of this program passes, or that do not apply to it. */
export const promised: readonly string[] = [
  "6.1-1",
  "6.2-1",
  "7.1-1",
  "7.1-2",
  "7.1-3",
  "7.1-4",
  "7.1-5",
  "7.1-6",
  "7.1-7",
  "7.1-8",
  "7.1-9",
  "7.1-10",
  "7.1-11",
  "7.1-12",
  "7.2-2",
  "7.2-3",
  "7.2-4",
  "7.2-5",
  "7.2-6",
  "7.2-7",
  "7.2-8",
  "7.2-9",
  "7.2-10",
  "7.2-11",
  "7.2-12",
  "7.2-13",
  "7.2-14",
  "7.2-15",
  "7.2-16",
  "7.2-17",
  "7.2-18",
  "7.2-19",
  "7.2-20",
  "7.2-21",
  "7.2-22",
  "7.2-23",
  "7.2-24",
  "7.2-25",
  "7.2-26",
  "7.2-27",
  "7.2-28",
  "7.2-29",
  "7.2-30",
  "7.2-31",
  "7.2-32",
  "7.2-33",
  "7.2-34",
  "7.2-36",
  "7.2-37",
  "7.2-38",
  "7.2-39",
  "7.2-40",
  "7.2-41",
  "7.2-43",
  "7.3-1",
  "7.4.2-1",
  "7.4.4-1",
  "7.4.4-2",
  "7.4.4-3",
  "7.5-1",
  "7.5-2",
  "7.7-1",
  "7.9-1",
  "7.9-2",
  "7.10-1",
  "7.10-2",
  "7.11-1",
  "7.15-1",
  "7.18.1-1",
  "7.18.1-2",
  "7.18.1-3",
  "7.18.2-1",
  "7.18.3-1",
  "7.18.4-1",
  "7.18.5-1",
  "7.18.5-2",
  "7.18.8-1",
  "7.20-1",
  "7.20-2",
  "7.21.3.2-1",
  "7.21.3.3-1",
  "7.21.4.1-1",
  "7.21.4.1-2",
  "7.21.5-1",
  "7.21.6-1",
  "7.21.6-3",
  "7.21.6-4",
  "7.21.7-1",
  "7.21.7-2",
  "7.21.8-1",
];

/**
 * What keeps a PDF from being as promised: every rule of the list that failed, or could not be decided, with its first objects. Throws
 * if the list has a rule that there is not.
 */
export function checkInspection(
  { rules }: Pick<Inspection, "rules">,
  {
    file,
    promised: ids = promised,
  }: {
    /** What messages call the PDF. */
    readonly file: string;
    readonly promised?: readonly string[];
  },
): readonly Problem[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return ids.flatMap((id): readonly Problem[] => {
    const rule = byId.get(id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    if (rule.outcome === "passed" || rule.outcome === "not applicable") return [];
    const [first, ...rest] = rule.faults;
    const others = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
    const verb = rule.outcome === "failed" ? "fails" : "cannot be held to";
    return [
      {
        place: { file },
        what: `${verb} PDF/UA-1 ${id}, ${rule.says}: ${first === undefined ? "" : formatFault(first)}${others}`,
        hint: "mend the template that prints it; kessan inspect lists every object",
      },
    ];
  });
}

/** "page 3, Document/Table: row 3 has 7 columns, and row 1 has 6". */
export function formatFault({ page, object, what }: Fault): string {
  const where = [...(page === undefined ? [] : [`page ${page}`]), ...(object === undefined ? [] : [object])];
  return where.length === 0 ? what : `${where.join(", ")}: ${what}`;
}
