import { describe, expect, test } from "vitest";
import { areWholeMonths, readCalendarDate } from "../../src/locales/calendar-date.ts";

describe("readCalendarDate", () => {
  test("reads the parts of an ISO date", () => {
    expect(readCalendarDate("2006-11-09")).toEqual({ year: 2006, month: 11, day: 9 });
  });

  test.each(["2008-02-29", "2000-02-29", "2006-12-31"])("takes %s as a day", (iso) => {
    expect(() => readCalendarDate(iso)).not.toThrow();
  });

  test.each([
    "",
    "2006",
    "2006-9-30",
    "2006-09-31",
    "2006-02-29",
    "1900-02-29",
    "2006-00-01",
    "2006-13-01",
    "2006-01-00",
  ])("refuses %j as no day", (iso) => {
    expect(() => readCalendarDate(iso)).toThrow(
      new TypeError(`expected a date as YYYY-MM-DD, got ${JSON.stringify(iso)}`),
    );
  });
});

describe("areWholeMonths", () => {
  test.each([
    ["2006-07-01", "2006-09-30", true],
    ["2006-02-01", "2006-02-28", true],
    ["2008-02-01", "2008-02-28", false],
    ["2006-07-02", "2006-09-30", false],
    ["2006-07-01", "2006-09-29", false],
  ])("says of %s to %s: %s", (start, end, whole) => {
    expect(areWholeMonths(readCalendarDate(start), readCalendarDate(end))).toBe(whole);
  });
});
