import type { Sum } from "../facts/account-sums.ts";
import type { Derived, Figure } from "./figure.ts";
import type { Found } from "./ledger.ts";
import { addition } from "./measures/operations.ts";

/**
 * What a sum of `accounts.yaml` comes to; undefined unless every operand is known. Where a statement has a dash there is
 * nothing to add, but a sum of dashes is none; a target with a dash was not given.
 */
export function addUp(sum: Sum, find: (account: string) => Found): Derived | undefined {
  const signed: { readonly sign: 1 | -1; readonly figure: Figure }[] = [];
  for (const { account, sign } of sum) {
    const found = find(account);
    if (!("figure" in found)) return undefined;
    const { figure } = found;
    if (figure.value !== null) signed.push({ sign, figure });
    else if (figure.reference.scenario !== "actual") return undefined;
  }
  if (signed.length === 0) return undefined;
  const intervals = signed.map(({ sign, figure: { interval } }) =>
    sign === 1 || interval === null ? interval : { lo: interval.hi.neg(), hi: interval.lo.neg() },
  );
  return {
    value: addition.value(
      signed.map(({ sign, figure }) => (sign === 1 ? figure.value! : figure.value!.neg())),
    )!,
    interval: intervals.every((interval) => interval !== null) ? addition.interval!(intervals) : null,
    formula: signed
      .map(({ sign, figure: { id } }, index) => {
        const first = index === 0;
        return (sign === 1 ? (first ? "" : " + ") : first ? "-" : " - ") + id;
      })
      .join(""),
    from: signed.map(({ figure }) => figure),
  };
}
