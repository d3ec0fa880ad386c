import type { Account } from "./account.ts";
import type { FiscalCalendar } from "./calendar.ts";
import type { Company } from "./company.ts";
import type { Fact } from "./fact.ts";

/** Everything that a company folder reports, read and checked line by line; no arithmetic is done yet. */
export interface Facts {
  readonly company: Company;
  readonly calendar: FiscalCalendar;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly facts: readonly Fact[];
}
