import { expect, test } from "vitest";
import { fiscalCalendar } from "../../src/facts/calendar.ts";
import { relativePeriods } from "../../src/facts/relative-periods.ts";

const calendar = fiscalCalendar({ endsIn: 3, named: "start" });

test("periods near a quarter are named relative to it, the nearest way first", () => {
  const names = relativePeriods(calendar, calendar.parse("2Q06")!);
  const ids = ["2Q06", "1Q06", "2Q05", "1H05", "FY2006", "2006-03-31", "2006-06-30", "1Q01", "3Q06"];
  expect(ids.map((id) => names.get(id))).toEqual([
    "current",
    "current - 1q",
    "current - 1y",
    "ytd - 1y",
    "year",
    "opening",
    "end - 1q",
    undefined,
    undefined,
  ]);
});
