import { z } from "zod";
import type { Place } from "../problem.ts";

const label = z.union([
  z.string().min(1),
  z.strictObject({ label: z.string().min(1), short: z.string().min(1) }),
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

/** The words for a thing, the short ones where there is little room; undefined where the language has none. */
export function findLabel(
  labels: Labels,
  { sort, id, short = false }: { readonly sort: LabelSort; readonly id: string; readonly short?: boolean },
): string | undefined {
  const entry = labels.values[sort][id];
  if (entry === undefined || typeof entry === "string") return entry;
  return short ? entry.short : entry.label;
}
