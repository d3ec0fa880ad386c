import { z } from "zod";
import type { Problem } from "../problem.ts";
import type { Cell } from "./csv.ts";
import type { FactRows } from "./fact-rows.ts";
import { numberText, type YamlFile } from "./yaml.ts";

const keys = {
  account: z.string().optional(),
  member: z.string().optional(),
  period: z.string().optional(),
  unit: z.string().optional(),
  scenario: z.string().optional(),
  basis: z.string().optional(),
  measure: z.string().optional(),
  as_of: z.string().optional(),
  source: z.string().optional(),
};

/** What facts/*.yaml may hold: facts, and keys that hold for all of them unless they say otherwise. */
export const factsSchema = z.strictObject({
  ...keys,
  facts: z.array(z.strictObject({ ...keys, value: numberText })).min(1),
});

/** Gives the facts of a YAML file to `rows`; returns the problems of keys that neither a fact nor the file gives. */
export function addYamlFacts({
  yaml,
  rows,
}: {
  readonly yaml: YamlFile<z.output<typeof factsSchema>>;
  readonly rows: FactRows;
}): readonly Problem[] {
  const { value: file, placeOf } = yaml;
  const problems: Problem[] = [];
  // One cell a default, so that a fault in it is told once.
  const defaults = new Map<string, Cell>();
  for (const name of Object.keys(keys) as (keyof typeof keys)[]) {
    const text = file[name];
    if (text !== undefined) defaults.set(name, { text, place: placeOf([name]) });
  }
  rows.startFile();
  file.facts.forEach((fact, index) => {
    const cell = (name: keyof typeof keys): Cell | undefined => {
      const text = fact[name];
      return text === undefined ? defaults.get(name) : { text, place: placeOf(["facts", index, name]) };
    };
    const needed = (name: keyof typeof keys): Cell | undefined => {
      const found = cell(name);
      if (found === undefined)
        problems.push({ place: placeOf(["facts", index]), what: `missing key "${name}"` });
      return found;
    };
    const [account, period, unit, source] = [
      needed("account"),
      needed("period"),
      needed("unit"),
      needed("source"),
    ];
    if (account === undefined || period === undefined || unit === undefined || source === undefined) return;
    rows.add(
      {
        account,
        member: cell("member"),
        unit,
        scenario: cell("scenario"),
        basis: cell("basis"),
        measure: cell("measure"),
        asOf: cell("as_of"),
        source,
      },
      [{ period, value: { text: fact.value, place: placeOf(["facts", index, "value"]) } }],
    );
  });
  return problems;
}
