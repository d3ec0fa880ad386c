import { powerOfTen } from "../figures/exact.ts";
import { formatPlace } from "../problem.ts";
import type { MutationReport, NamedFact } from "./mutate.ts";

/** Slips of so many units of the last digit that go unnoticed are told. */
const LOOSE = 10;

/** A mutation report for the terminal: the counts, then dead, unguarded and loosely guarded facts, a line each with its cell. */
export function formatMutation({ facts, dead, unguarded, guarded }: MutationReport): string {
  const loose = guarded.filter(({ slip }) => slip === null || slip > LOOSE);
  const lines = [
    `${facts} facts: ${dead.length} dead, ${unguarded.length} unguarded, ${loose.length} loosely guarded`,
  ];
  const list = <T extends NamedFact>(head: string, named: readonly T[], say: (fact: T) => string): void => {
    if (named.length === 0) return;
    lines.push("", head);
    for (const one of named) lines.push(`  ${formatPlace(one.fact.place)} ${nameOf(one)}${say(one)}`);
  };
  list("dead: one unit of the last digit changes nothing that is printed", dead, ({ why, figures }) =>
    why === "unused"
      ? ": nothing printed depends on it"
      : why === "replaced"
        ? ": a later report replaces it"
        : `: turns no digit of ${figures.join(", ")}`,
  );
  list("unguarded: no other fact and no published figure would show that it is wrong", unguarded, () => "");
  list(
    `loosely guarded: a slip of ${LOOSE} units of the last digit goes unnoticed`,
    loose,
    ({ slip, by, fact }) => {
      const what = by === "facts" ? "other facts" : "published figures";
      if (slip === null) return `: ${what} show it if it is too large, or if it is too small, but not both`;
      return `: ${what} show it once it is off by ${offBy(slip, fact)}`;
    },
  );
  return `${lines.join("\n")}\n`;
}

/** So many units of a fact's last digit, as an amount. */
function offBy(slip: number, { decimals, unit }: NamedFact["fact"]): string {
  return `${powerOfTen(-decimals).times(slip).toFixed(decimals)} ${unit.name}`;
}

function nameOf({ id, fact: { value, unit } }: NamedFact): string {
  return value === null ? `${id} is "-"` : `${id} is ${value} ${unit.name}`;
}
