import { z } from "zod";
import type { Place } from "../problem.ts";

const named = { label: z.string().min(1), short: z.string().min(1).optional() };
const label = z.union([
  z.string().min(1),
  z.strictObject({
    ...named,
    /** What it was called before, each up to and including a day; the earliest first. */
    was: z.array(z.strictObject({ until: z.iso.date(), ...named })).optional(),
  }),
]);

/** labels.<lang>.yaml: what accounts, members, scenarios and bases are called in one language. */
export const labelsSchema = z.strictObject({
  accounts: z.record(z.string(), label),
  members: z.record(z.string(), label).default({}),
  scenarios: z.record(z.string(), label).default({}),
  bases: z.record(z.string(), label).default({}),
  /** Heads of the columns that hold shares, by the account they are shares of; `margin` for margins. */
  shares: z.record(z.string(), label).default({}),
});

/** The labels of one language. */
export interface Labels {
  readonly file: string;
  readonly values: z.infer<typeof labelsSchema>;
  placeOf(path: readonly (string | number)[]): Place;
}

export type LabelSort = "accounts" | "members" | "scenarios" | "bases" | "shares";

/**
 * The words for a thing on a day (ISO date), the short ones where there is little room; undefined where the language has
 * none.
 */
export function findLabel(
  labels: Labels,
  {
    sort,
    id,
    short = false,
    date,
  }: { readonly sort: LabelSort; readonly id: string; readonly short?: boolean; readonly date: string },
): string | undefined {
  const entry = labels.values[sort][id];
  if (entry === undefined || typeof entry === "string") return entry;
  const then = entry.was?.find(({ until }) => date <= until) ?? entry;
  return short ? (then.short ?? then.label) : then.label;
}
