/** What the number format of a cell makes of its value. */
export interface NumberFormat {
  readonly code: string;
  /** Powers of ten by which the cell shows more than it holds: 2 for a percentage, -6 for `#,##0,,`. */
  readonly shift: number;
  /** Decimals shown; undefined where the format does not say. */
  readonly decimals?: number;
  readonly sort: "number" | "percent" | "date" | "text";
  /** Set where the shift depends on the value, so that nobody can say it once for all. */
  readonly mixed?: true;
}

/** Reads a number format (ECMA-376 18.8.31). */
export function readNumberFormat(code: string): NumberFormat {
  const sections = bare(code).split(";").slice(0, 3);
  const numbers = sections.filter((section) => /[0#?]/.test(section)).map(readSection);
  const first = numbers[0];
  if (sections.some((section) => /[ymdhsge]/i.test(section.replace(/general|e[+-]/gi, "")))) {
    return { code, shift: 0, sort: "date" };
  }
  if (first === undefined) return { code, shift: 0, sort: code.trim() === "@" ? "text" : "number" };
  return {
    code,
    shift: first.shift,
    decimals: first.decimals,
    sort: first.percent ? "percent" : "number",
    ...(numbers.some(({ shift }) => shift !== first.shift) && { mixed: true }),
  };
}

/** The number formats that a workbook may name without declaring them (ECMA-376 18.8.30): those that are more than `General`. */
export function builtInFormat(id: number): string {
  if (id === 9) return "0%";
  if (id === 10) return "0.00%";
  if (id === 49) return "@";
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
    return "yyyy-mm-dd";
  return BUILT_IN[id] ?? "General";
}

const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  37: "#,##0;(#,##0)",
  38: "#,##0;[Red](#,##0)",
  39: "#,##0.00;(#,##0.00)",
  40: "#,##0.00;[Red](#,##0.00)",
};

/** Without what is printed as it stands: quoted text, escaped characters, fillers, colours and locales. Elapsed time stays a time. */
function bare(code: string): string {
  return code
    .replace(/"[^"]*"?|[\\_*][\s\S]/g, "")
    .replace(/\[(h+|m+|s+)\]/gi, "$1")
    .replace(/\[[^\]]*\]/g, "");
}

function readSection(section: string): {
  readonly shift: number;
  readonly decimals: number;
  readonly percent: boolean;
} {
  const {
    whole = "",
    fraction = "",
    after = "",
  } = /(?<whole>[0#?,]*[0#?][0#?,]*)?(?:\.(?<fraction>[0#?]*))?(?<after>,*)/.exec(
    section.replace(/^[^0#?.]*/, ""),
  )?.groups ?? {};
  const thousands = after.length + /,*$/.exec(whole)![0].length;
  const percents = section.replace(/[^%]/g, "").length;
  return { shift: 2 * percents - 3 * thousands, decimals: fraction.length, percent: percents > 0 };
}
