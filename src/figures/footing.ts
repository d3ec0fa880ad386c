import type { Account } from "../facts/account.ts";
import { Exact, powerOfTen } from "./exact.ts";

/** The displayed amounts of one table column by account id: plain decimals in one unit. */
export type Column = ReadonlyMap<string, string>;

/** A visible sum or difference that the displayed digits miss. */
export interface FootingGap {
  /** The account that the others should give. */
  readonly total: string;
  /** Displayed total less what the displayed parts give, in the column's unit. */
  readonly gap: string;
}

/** A displayed cell moved by one unit so that its column adds. */
export interface Adjustment {
  readonly account: string;
  readonly from: string;
  readonly to: string;
}

/** Totals and differences of a column whose operands are all visible and whose displayed digits do not add up. */
export function findGaps(column: Column, accounts: ReadonlyMap<string, Account>): readonly FootingGap[] {
  return [...column].flatMap(([id, shown]) => {
    const gap = gapOf(id, shown, column, accounts);
    return gap === undefined || gap.isZero() ? [] : [{ total: id, gap: gap.toFixed() }];
  });
}

/**
 * Plug policy: moves parts by at most one unit of the last digit shown until the visible sums add, the largest parts first.
 * What a difference is taken from, such as revenues, moves only where the others cannot take the gap. Each move is given back, to be logged. What is a sum itself, shown as zero, fixed or part of another visible sum stays,
 * and so does a gap that is larger than its parts can take.
 */
export function plug(
  column: Column,
  accounts: ReadonlyMap<string, Account>,
  fixed: ReadonlySet<string> = new Set(),
): { readonly column: Column; readonly adjustments: readonly Adjustment[] } {
  const plugged = new Map(column);
  const adjustments: Adjustment[] = [];
  const totals = new Set(
    [...column.keys()].filter((id) => gapOf(id, column.get(id)!, column, accounts) !== undefined),
  );
  for (const total of totals) {
    const { definition } = accounts.get(total)!;
    const gap = gapOf(total, plugged.get(total)!, plugged, accounts)!;
    const step = stepOf(plugged.get(total)!);
    const isFree = (id: string): boolean =>
      !fixed.has(id) &&
      !new Exact(plugged.get(id)!).isZero() &&
      stepOf(plugged.get(id)!).equals(step) &&
      ![...totals].some((other) => other === id || (other !== total && isOperand(id, other)));
    const whole = definition!.kind === "difference" ? definition!.of[0] : undefined;
    const movable = definition!.of
      .filter(isFree)
      .toSorted((a, b) => new Exact(plugged.get(b)!).abs().comparedTo(new Exact(plugged.get(a)!).abs()))
      .toSorted((a, b) => Number(a === whole) - Number(b === whole));
    const moves = gap.abs().div(step).toNumber();
    if (!Number.isInteger(moves) || moves > movable.length) continue;
    for (const id of movable.slice(0, moves)) {
      const sign = definition!.kind === "difference" && id !== definition!.of[0] ? -1 : 1;
      const from = plugged.get(id)!;
      const to = new Exact(from).plus(step.times(gap.isNegative() ? -sign : sign)).toFixed(decimalsOf(from));
      plugged.set(id, to);
      adjustments.push({ account: id, from, to });
    }
  }
  return { column: plugged, adjustments };

  function isOperand(id: string, total: string): boolean {
    return accounts.get(total)!.definition!.of.some((operand) => operand === id);
  }
}

function gapOf(
  id: string,
  shown: string,
  column: Column,
  accounts: ReadonlyMap<string, Account>,
): Exact | undefined {
  const definition = accounts.get(id)?.definition;
  if (definition?.kind !== "parts" && definition?.kind !== "difference") return undefined;
  const operands = definition.of.map((operand) => column.get(operand));
  if (!operands.every((operand) => operand !== undefined)) return undefined;
  const values = operands.map((operand) => new Exact(operand));
  const sign = definition.kind === "difference" ? -1 : 1;
  const expected = values.slice(1).reduce((sum, value) => sum.plus(value.times(sign)), values[0]!);
  return new Exact(shown).minus(expected);
}

function decimalsOf(text: string): number {
  return text.split(".")[1]?.length ?? 0;
}

function stepOf(text: string): Exact {
  return powerOfTen(-decimalsOf(text));
}
