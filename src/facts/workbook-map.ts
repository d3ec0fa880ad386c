import { z } from "zod";
import { failOn, type Place, type Problem } from "../problem.ts";
import { quote, type NamedBytes } from "./text.ts";
import { readYaml } from "./yaml.ts";

const reason = z.string().min(1);
const left = z.strictObject({ leave: reason });
const said = {
  unit: z.string().optional(),
  decimals: z.int().min(0).max(10).optional(),
  scenario: z.string().optional(),
  basis: z.string().optional(),
  measure: z.string().optional(),
  as_of: z.string().optional(),
  source: z.string().optional(),
};

const columnSchema = z.union([z.string(), z.strictObject({ period: z.string(), ...said }), left]);
const rowSchema = z.union([
  z.string(),
  z.strictObject({ account: z.string(), member: z.string().optional(), ...said }),
  left,
]);

/** What `facts/<name>.map.yaml` may hold: which cells of `facts/<name>.xlsx` are which facts, by what stands over and beside them. */
export const workbookMapSchema = z.strictObject({
  source: z.string().optional(),
  tables: z
    .array(
      z.strictObject({
        sheet: z.string(),
        title: z.string().optional(),
        end: z.string().optional(),
        headRows: z.int().min(1).max(10),
        labelColumns: z.array(z.string()).min(1).optional(),
        ...said,
        unit: z.union([z.string(), z.strictObject({ text: z.string(), is: z.string() })]).optional(),
        columns: z.record(z.string(), columnSchema),
        rows: z
          .array(z.strictObject({ section: z.string().optional(), labels: z.record(z.string(), rowSchema) }))
          .min(1),
        accept: z.strictObject({ hidden: reason.optional(), calculated: reason.optional() }).optional(),
      }),
    )
    .min(1),
});

/** Text of the mapping with the place where it is written. */
export interface Said {
  readonly text: string;
  readonly place: Place;
}

/** What may be said of a fact at its row, its column or its table; the nearest speaks. */
export interface SaidOfFact {
  readonly account?: Said;
  readonly member?: Said;
  readonly period?: Said;
  readonly unit?: Said;
  readonly scenario?: Said;
  readonly basis?: Said;
  readonly measure?: Said;
  readonly asOf?: Said;
  readonly source?: Said;
  readonly decimals?: number;
}

/** A label or a head of the sheet, and what its cells are; nothing where they are left out. */
export interface MapLine {
  readonly key: Said;
  readonly fact?: SaidOfFact;
}

export interface MapSection {
  /** The label of the row that it stands under; undefined for the rows that no section has. */
  readonly name?: Said;
  readonly lines: readonly MapLine[];
}

/** Where one table of a workbook is, and what its cells are. */
export interface MapTable {
  readonly sheet: Said;
  readonly title?: Said;
  readonly end?: Said;
  readonly headRows: number;
  readonly labelColumns?: readonly Said[];
  /** The text of a cell that has to say the unit. */
  readonly unitText?: Said;
  readonly columns: readonly MapLine[];
  readonly sections: readonly MapSection[];
  readonly fact: SaidOfFact;
  readonly accepts: { readonly hidden: boolean; readonly calculated: boolean };
  readonly place: Place;
}

/** Reads the mapping of a workbook. Throws a KessanError with all its faults. */
export function readWorkbookMap({ bytes, file }: NamedBytes): readonly MapTable[] {
  const { value, placeOf, keyPlaceOf } = readYaml({ bytes, file, schema: workbookMapSchema });
  type Path = Parameters<typeof placeOf>[0];
  const problems: Problem[] = [];

  /** What an entry says, each with its place. */
  function saidIn(entry: Readonly<Record<string, unknown>>, path: Path): SaidOfFact {
    const names = ["account", "member", "period", "unit", "scenario", "basis", "measure", "source"] as const;
    const at = (name: string): Said | undefined => {
      const text = entry[name];
      return typeof text === "string" ? { text, place: placeOf([...path, name]) } : undefined;
    };
    const found = names.flatMap((name) => {
      const said = at(name);
      return said === undefined ? [] : [[name, said] as const];
    });
    const asOf = at("as_of");
    return {
      ...Object.fromEntries(found),
      ...(asOf && { asOf }),
      ...(typeof entry["decimals"] === "number" && { decimals: entry["decimals"] }),
    };
  }

  function line(key: string, entry: z.output<typeof columnSchema | typeof rowSchema>, path: Path): MapLine {
    const said = { text: key, place: keyPlaceOf(path) };
    if (typeof entry !== "string") {
      return "leave" in entry ? { key: said } : { key: said, fact: saidIn(entry, path) };
    }
    const parts = path.includes("columns") ? columnParts(entry) : rowParts(entry);
    const place = placeOf(path);
    return { key: said, fact: Object.fromEntries(parts.map(([name, text]) => [name, { text, place }])) };
  }

  /** A text of the mapping that is to be found on the sheet, which needs letters to be found by. */
  function wanted(text: string | undefined, path: Path): Said | undefined {
    if (text === undefined) return undefined;
    if (text.trim() === "") problems.push({ place: placeOf(path), what: `no text: ${quote(text)}` });
    return { text, place: placeOf(path) };
  }

  const source = saidIn(value, []);
  const tables = value.tables.map((table, index): MapTable => {
    const path: Path = ["tables", index];
    const [title, end] = [wanted(table.title, [...path, "title"]), wanted(table.end, [...path, "end"])];
    const { unit } = table;
    const { is, text } = typeof unit === "object" ? unit : { is: undefined, text: undefined };
    const unitText = wanted(text, [...path, "unit", "text"]);
    return {
      sheet: { text: table.sheet, place: placeOf([...path, "sheet"]) },
      ...(title && { title }),
      ...(end && { end }),
      headRows: table.headRows,
      ...(table.labelColumns && {
        labelColumns: table.labelColumns.map((label, at) => ({
          text: label,
          place: placeOf([...path, "labelColumns", at]),
        })),
      }),
      ...(unitText && { unitText }),
      columns: Object.entries(table.columns).map(([key, entry]) =>
        line(key, entry, [...path, "columns", key]),
      ),
      sections: table.rows.map((group, at) => {
        const own: Path = [...path, "rows", at];
        const name = wanted(group.section, [...own, "section"]);
        const lines = Object.entries(group.labels).map(([key, entry]) =>
          line(key, entry, [...own, "labels", key]),
        );
        return { ...(name && { name }), lines };
      }),
      fact: {
        ...source,
        ...saidIn(table, path),
        ...(is !== undefined && { unit: { text: is, place: placeOf([...path, "unit", "is"]) } }),
      },
      accepts: {
        hidden: table.accept?.hidden !== undefined,
        calculated: table.accept?.calculated !== undefined,
      },
      place: placeOf(path),
    };
  });
  failOn(problems);
  return tables;
}

type Parts = readonly (readonly [keyof SaidOfFact, string])[];

/** `2Q06/target.initial/non-consolidated`, as a reference writes it. */
function columnParts(text: string): Parts {
  const [period = "", scenario, basis] = text.split("/");
  return [
    ["period", period],
    ...(scenario === undefined ? [] : [["scenario", scenario] as const]),
    ...(basis === undefined ? [] : [["basis", basis] as const]),
  ];
}

/** `account[member]|measure`, as a reference writes it. */
function rowParts(text: string): Parts {
  const {
    account = text,
    member,
    measure,
  } = /^(?<account>[^[\]|]+)(?:\[(?<member>[^[\]|]+)\])?(?:\|(?<measure>.+))?$/.exec(text)?.groups ?? {};
  return [
    ["account", account],
    ...(member === undefined ? [] : [["member", member] as const]),
    ...(measure === undefined ? [] : [["measure", measure] as const]),
  ];
}
