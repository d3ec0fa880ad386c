/** A section of the 1H10 press release, from the line that is its title on. */
export interface SectionRule {
  /** Its place among all sections of the release, counted from 1; sections without tables belong to the one before. */
  readonly section: number;
  /** Empty for the start of the text. */
  readonly title: string;
  /** Every table of the section, in order. */
  readonly tables: readonly TableRule[];
}

export interface TableRule {
  readonly heads: 1 | 2;
  /** Every column, in order. */
  readonly columns: readonly ColumnRule[];
  /** Every row with figures, in order. */
  readonly rows: readonly RowRule[];
}

/** A column's head, what follows the account in the reference, and the unit. */
export type ColumnRule = readonly [head: string, suffix: string, unit: string];

/**
 * A row's label and account. "{a@date}" in the label is a number and the figure that it should be; several references
 * where the label says that they are the same. "cash@opening" and "cash@end" stand at the dates of the column's period.
 */
export type RowRule = readonly [label: string, account: string];

const summary = (year: string, period: string, change: string): readonly ColumnRule[] => [
  [`${year} JPY millions`, `@${year}`, "JPY million"],
  [`${period} JPY millions`, `@${period}`, "JPY million"],
  ...(change === "" ? [] : [[change, `@${period}|growth(-1y)`, "%"] as const]),
];

/** The sections that print tables, in their order. */
export const sections: readonly SectionRule[] = [
  { section: 1, title: "", tables: [] },
  {
    section: 2,
    title: "Highlights of 1H FY2010 Financial Results",
    tables: [
      {
        heads: 1,
        columns: [
          ["Actual Results", "@1H10", "JPY million"],
          ["Target Announced", "@1H10/target.initial", "JPY million"],
        ],
        rows: [
          ["Revenues", "revenue.total"],
          ["Operating Income", "operating-income"],
          ["Net Income attributable to IIJ", "net-income"],
        ],
      },
    ],
  },
  {
    section: 4,
    title: "Operating Results Summary",
    tables: [
      {
        heads: 2,
        columns: summary("1H09", "1H10", "YoY % change"),
        rows: [
          ["Total Revenues", "revenue.total"],
          ["Network Services", "revenue.network"],
          ["SI", "revenue.systems-total"],
          ["Equipment Sales", "revenue.equipment"],
          ["ATM Operation Business", "revenue.atm"],
          ["Total Costs", "cost.total"],
          ["Network Services", "cost.network"],
          ["SI", "cost.systems"],
          ["Equipment Sales", "cost.equipment"],
          ["ATM Operation Business", "cost.atm"],
          ["SG&A Expenses and R&D", "sga-rd"],
          ["Operating Income", "operating-income"],
          ["Income before Income Tax Expense", "pretax-income"],
          ["Net income attributable to IIJ", "net-income"],
        ],
      },
    ],
  },
];

/** Accounts that are a sum, difference or ratio, each with its operands; one account may have several entries. */
export const definitions: readonly (readonly [account: string, ...operands: string[]])[] = [
  ["revenue.total", "revenue.network", "revenue.systems-total", "revenue.equipment", "revenue.atm"],
];

/** The balance sheet dates before and at the end of the periods of the cash flow statements. */
export const dates: Readonly<Record<string, { readonly opening: string; readonly end: string }>> = {
  "1H09": { opening: "2009-03-31", end: "2009-09-30" },
  "1H10": { opening: "2010-03-31", end: "2010-09-30" },
  "2Q09": { opening: "2009-06-30", end: "2009-09-30" },
  "2Q10": { opening: "2010-06-30", end: "2010-09-30" },
};
