import type { Account } from "./account.ts";
import type { FiscalCalendar } from "./calendar.ts";
import type { Company } from "./company.ts";
import type { Fact } from "./fact.ts";
import type { Place } from "../problem.ts";

/** Everything that a company folder reports, read and checked line by line; no arithmetic is done yet. */
export interface Facts {
  readonly company: Company;
  readonly calendar: FiscalCalendar;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly facts: readonly Fact[];
  /** Facts that became known after the day that these facts are those of; only told of where one of them is missed. */
  readonly later?: readonly Fact[];
  /** Rows and columns of mapped tables of workbooks of which nobody says what they are. */
  readonly unmapped: readonly Unmapped[];
}

/** A row or a column of a workbook with values that are no facts. */
export interface Unmapped {
  /** The same while its sheet, section and label are: "row results.xlsx PL Cost of sales". */
  readonly id: string;
  readonly place: Place;
  readonly what: string;
  readonly hint: string;
}
