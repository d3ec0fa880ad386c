import { Decimal } from "decimal.js";
import type { Rounding } from "./company.ts";
import type { SheetCell } from "./sheet.ts";

/** A number of a cell in plain decimal, with every digit that counts; or what is wrong with it. */
export type CellNumber =
  { readonly text: string; readonly isPercent: boolean } | { readonly what: string; readonly hint: string };

/** Exact for all that a cell can hold. */
const Digits = Decimal.clone({
  precision: 400,
  toExpNeg: -400,
  toExpPos: 400,
  rounding: Decimal.ROUND_HALF_UP,
});

/** What Excel takes of a number that is typed; the digits after these are those of the nearest binary fraction. */
const TYPED_DIGITS = 15;

const MODES = {
  halfUp: Decimal.ROUND_HALF_UP,
  halfEven: Decimal.ROUND_HALF_EVEN,
  truncate: Decimal.ROUND_DOWN,
} as const;

/**
 * The number that a cell shows, in its own scale (59.9 for a percentage, millions under `#,##0,,`). A typed number keeps
 * its digits, and those that its format shows; `decimals` rounds once. A calculated number that is not whole needs it.
 */
export function readCellNumber(
  cell: SheetCell,
  { decimals, rounding }: { readonly decimals?: number | undefined; readonly rounding: Rounding },
): CellNumber {
  const { format } = cell;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(cell.text)) {
    return { what: `holds "${cell.text}", which is no number`, hint: "type the number again" };
  }
  if (format.mixed) {
    return {
      what: `its number format "${format.code}" scales some values and others not`,
      hint: "give the cell a plain number format",
    };
  }
  if (format.sort === "date") {
    return {
      what: `holds a date (its number format is "${format.code}")`,
      hint: "give the cell a number format, or leave its row or column out",
    };
  }
  const held = typedNumber(cell.text);
  const shown = held.times(Digits.pow(10, format.shift));
  const isCalculated = cell.formula !== undefined || held.precision() > TYPED_DIGITS;
  const isPercent = format.sort === "percent";
  if (decimals === undefined) {
    if (isCalculated && !shown.isInteger()) {
      const hint = `say in the mapping how many decimals are reported: decimals: ${format.decimals ?? 0}`;
      return { what: `is calculated, and is not whole: ${shown.toFixed()}`, hint };
    }
    const given = Math.max(shown.decimalPlaces(), isCalculated ? 0 : (format.decimals ?? 0));
    return { text: plain(shown, given, Decimal.ROUND_HALF_UP), isPercent };
  }
  const text = plain(shown, decimals, MODES[rounding]);
  if (shown.decimalPlaces() <= decimals) return { text, isPercent };
  const asSeen = plain(shown.toSignificantDigits(TYPED_DIGITS), decimals, MODES[rounding]);
  if (text === asSeen) return { text, isPercent };
  return {
    what: `is ${shown.toFixed()}, so near to where rounding turns that binary noise decides between ${text} and ${asSeen}`,
    hint: "round it in the workbook, or type its value",
  };
}

/**
 * The number that a file means. Excel writes the nearest binary fraction with 17 digits: 0.59899999999999998 is what
 * somebody typed as 0.599, the shortest decimal of the same fraction. Other digits stay as they are written.
 */
function typedNumber(text: string): Decimal {
  const written = new Digits(text);
  if (written.precision() <= TYPED_DIGITS) return written;
  const shortest = new Digits(Number(text));
  return shortest.precision() <= TYPED_DIGITS ? shortest : written;
}

/** A zero has no sign. */
function plain(value: Decimal, decimals: number, mode: Decimal.Rounding): string {
  return value.toFixed(decimals, mode).replace(/^-(?=[0.]*$)/, "");
}
