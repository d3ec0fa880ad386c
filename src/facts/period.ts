export type PeriodKind = "quarter" | "half" | "nine-months" | "year" | "instant";

/** A span of fiscal time, or a date at which balances stand. Made only by a FiscalCalendar. */
export interface Period {
  /** "2Q06", "1H06", "9M06", "FY2006", or an ISO date for an instant: the same in every language. */
  readonly id: string;
  readonly kind: PeriodKind;
  /** The fiscal year as the company names it: 2006 for the year that ends in March 2007 where `named: start`. */
  readonly fiscalYear: number;
  /** Quarter 1-4 or half 1-2; 1 for nine months and year; for an instant the quarter that it ends, or 0 inside one. */
  readonly index: number;
  /** True when the period starts with its fiscal year and is longer than a quarter. */
  readonly cumulative: boolean;
  /** ISO dates, both inclusive; equal for an instant. */
  readonly start: string;
  readonly end: string;
  /** Last day of the fiscal year that holds the period. */
  readonly fiscalYearEnd: string;
}
