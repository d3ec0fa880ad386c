/** A finished decimal as text. Never a float, so that numbers of any length keep every digit. */
export interface DecimalText {
  /** 0 for every way to write zero. */
  readonly sign: -1 | 0 | 1;
  /** Digits before the point, without sign or leading zeros: "1234", "0". */
  readonly integer: string;
  /** The point and what follows, or empty: ".50". */
  readonly fraction: string;
  /** Without sign, thousands grouped by commas: "1,234.50". */
  readonly grouped: string;
}

const plainDecimal = /^(?<minus>-?)(?<integer>0|[1-9][0-9]*)(?<fraction>(?:\.[0-9]+)?)$/;

/** Takes a plain decimal ("-1234.50") apart. Throws a TypeError for anything else. */
export function readDecimalText(text: string): DecimalText {
  const parts = plainDecimal.exec(text)?.groups;
  if (parts === undefined) throw new TypeError(`expected a plain decimal, got ${JSON.stringify(text)}`);
  const [integer, fraction] = [parts["integer"]!, parts["fraction"]!];
  const isZero = !/[1-9]/.test(integer + fraction);
  return {
    sign: isZero ? 0 : parts["minus"] === "-" ? -1 : 1,
    integer,
    fraction,
    grouped: groupThousands(integer) + fraction,
  };
}

/** "1234567" as "1,234,567". */
export function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(?:[0-9]{3})+$)/g, ",");
}
