import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fiscalCalendar, type FiscalCalendar } from "../../src/facts/calendar.ts";
import type { Period } from "../../src/facts/period.ts";

const iij = fiscalCalendar({ endsIn: 3, named: "start" });

function period(id: string, calendar: FiscalCalendar = iij): Period {
  const found = calendar.parse(id);
  if (found === undefined) throw new Error(`no period ${id}`);
  return found;
}

const span = (id: string, calendar = iij) => {
  const { start, end, fiscalYearEnd } = period(id, calendar);
  return [start, end, fiscalYearEnd];
};

describe("ids", () => {
  test("name spans of a year that is named after its start", () => {
    expect(span("2Q06")).toEqual(["2006-07-01", "2006-09-30", "2007-03-31"]);
    expect(span("4Q06")).toEqual(["2007-01-01", "2007-03-31", "2007-03-31"]);
    expect(span("1H06")).toEqual(["2006-04-01", "2006-09-30", "2007-03-31"]);
    expect(span("2H06")).toEqual(["2006-10-01", "2007-03-31", "2007-03-31"]);
    expect(span("9M06")).toEqual(["2006-04-01", "2006-12-31", "2007-03-31"]);
    expect(span("FY2006")).toEqual(["2006-04-01", "2007-03-31", "2007-03-31"]);
  });

  test("name one period, however it is asked for", () => {
    const quarter = period("2Q06");
    expect(iij.shift(period("2Q05"), 1, "y")).toBe(quarter);
    expect(iij.resolve("current", quarter)).toBe(quarter);
    expect(iij.end(quarter)).toBe(period("2006-09-30"));
  });

  test("name spans of a year that is named after its end", () => {
    const calendar = fiscalCalendar({ endsIn: 3, named: "end" });
    expect(span("2Q06", calendar)).toEqual(["2005-07-01", "2005-09-30", "2006-03-31"]);
    expect(span("FY2006", calendar)).toEqual(["2005-04-01", "2006-03-31", "2006-03-31"]);
  });

  test("name calendar years the same either way", () => {
    for (const named of ["start", "end"] as const) {
      const calendar = fiscalCalendar({ endsIn: 12, named });
      expect(span("FY2006", calendar)).toEqual(["2006-01-01", "2006-12-31", "2006-12-31"]);
      expect(span("4Q06", calendar)).toEqual(["2006-10-01", "2006-12-31", "2006-12-31"]);
    }
  });

  test("know the leap day at the end of a year", () => {
    const calendar = fiscalCalendar({ endsIn: 2, named: "end" });
    expect(period("FY2008", calendar).end).toBe("2008-02-29");
    expect(period("FY2007", calendar).end).toBe("2007-02-28");
  });

  test("take 70-99 as the last century", () => {
    expect([period("1Q70").fiscalYear, period("1Q99").fiscalYear, period("1Q69").fiscalYear]).toEqual([
      1970, 1999, 2069,
    ]);
  });

  test("are cumulative from the start of the year, if longer than a quarter", () => {
    const ids = ["1Q06", "1H06", "2H06", "9M06", "FY2006", "2006-09-30"];
    expect(ids.filter((id) => period(id).cumulative)).toEqual(["1H06", "9M06", "FY2006"]);
  });

  test("of a date say the quarter that it ends", () => {
    expect(period("2006-09-30")).toEqual({
      id: "2006-09-30",
      kind: "instant",
      fiscalYear: 2006,
      index: 2,
      cumulative: false,
      start: "2006-09-30",
      end: "2006-09-30",
      fiscalYearEnd: "2007-03-31",
    });
    expect([period("2007-03-31").index, period("2006-11-09").index, period("2006-08-31").index]).toEqual([
      4, 0, 0,
    ]);
  });

  test.each([
    "5Q06",
    "0Q06",
    "3H06",
    "6M06",
    "FY06",
    "2q06",
    "2Q2006",
    "2006-02-29",
    "2006-9-30",
    "2006",
    "",
    "9M",
    "FY",
  ])("%j is none", (id) => {
    expect(iij.parse(id)).toBeUndefined();
  });
});

describe("moving", () => {
  test("crosses years", () => {
    expect(iij.shift(period("1Q06"), -1, "q")?.id).toBe("4Q05");
    expect(iij.shift(period("3Q06"), 6, "q")?.id).toBe("1Q08");
    expect(iij.shift(period("9M06"), -1, "y")?.id).toBe("9M05");
  });

  test("moves halves and years by whole lengths only", () => {
    expect(iij.shift(period("1H06"), -2, "q")?.id).toBe("2H05");
    expect(iij.shift(period("1H06"), -1, "q")).toBeUndefined();
    expect(iij.shift(period("FY2006"), 4, "q")?.id).toBe("FY2007");
    expect(iij.shift(period("FY2006"), 2, "q")).toBeUndefined();
    expect(iij.shift(period("9M06"), 3, "q")).toBeUndefined();
  });

  test("keeps the end of a month", () => {
    expect(iij.shift(period("2006-09-30"), -1, "q")?.id).toBe("2006-06-30");
    expect(iij.shift(period("2006-09-30"), 2, "q")?.id).toBe("2007-03-31");
    expect(iij.shift(period("2007-02-28"), 1, "y")?.id).toBe("2008-02-29");
    expect(iij.shift(period("2006-11-09"), -1, "y")?.id).toBe("2005-11-09");
  });

  test("gives nothing for a day that the month does not have", () => {
    expect(iij.shift(period("2007-05-30"), -1, "q")).toBeUndefined();
  });

  test("gives nothing outside the years that ids can name", () => {
    expect(iij.shift(period("1Q70"), -1, "q")).toBeUndefined();
    expect(iij.shift(period("4Q69"), 1, "q")).toBeUndefined();
  });
});

describe("relative periods", () => {
  const own = period("2Q06");
  test.each([
    ["current", "2Q06"],
    ["ytd", "1H06"],
    ["ytd - 1y", "1H05"],
    ["ytd -1y-1y", "1H04"],
    ["current-1q", "1Q06"],
    ["current - 1q + 1y", "1Q07"],
    ["year", "FY2006"],
    ["year - 1y", "FY2005"],
    ["end", "2006-09-30"],
    ["end - 1q", "2006-06-30"],
    ["opening", "2006-03-31"],
    ["opening-1y", "2005-03-31"],
    ["4Q05", "4Q05"],
    ["2006-09-30 - 1y", "2005-09-30"],
    [" FY2005 ", "FY2005"],
  ])("%j of 2Q06 is %s", (text, id) => {
    expect(iij.resolve(text, own)?.id).toBe(id);
  });

  test.each([
    ["1Q06", "1Q06"],
    ["2Q06", "1H06"],
    ["3Q06", "9M06"],
    ["4Q06", "FY2006"],
    ["1H06", "1H06"],
    ["2H06", "FY2006"],
    ["FY2006", "FY2006"],
    ["2006-12-31", "9M06"],
  ])("the year to date of %s is %s", (id, ytd) => {
    expect(iij.resolve("ytd", period(id))?.id).toBe(ytd);
  });

  test.each(["date", "last", "current - 1", "current - 1m", "ytd - 1q", "", "- 1y"])("%j is none", (text) => {
    expect(iij.resolve(text, own)).toBeUndefined();
  });
});

describe("last quarters", () => {
  const ids = (count: number, id: string) => iij.last(count, period(id)).map((quarter) => quarter.id);

  test("come oldest first and end with the period's own", () => {
    expect(ids(3, "2Q06")).toEqual(["4Q05", "1Q06", "2Q06"]);
    expect(ids(1, "1H06")).toEqual(["2Q06"]);
    expect(ids(1, "9M06")).toEqual(["3Q06"]);
    expect(ids(2, "FY2006")).toEqual(["3Q06", "4Q06"]);
  });

  test("are complete at the date", () => {
    expect(ids(1, "2006-09-30")).toEqual(["2Q06"]);
    expect(ids(1, "2006-11-09")).toEqual(["2Q06"]);
    expect(ids(1, "2006-09-29")).toEqual(["1Q06"]);
  });
});

describe("every calendar", () => {
  const calendars = fc.record({
    endsIn: fc.integer({ min: 1, max: 12 }),
    named: fc.constantFrom("start" as const, "end" as const),
  });
  const years = fc.integer({ min: 1980, max: 2059 });

  test("gives back the same span after moving there and back", () => {
    const ids = fc.tuple(fc.constantFrom("1Q", "3Q", "4Q", "1H", "2H", "9M", "FY"), years);
    fc.assert(
      fc.property(calendars, ids, fc.integer({ min: -9, max: 9 }), (of, [kind, year], count) => {
        const calendar = fiscalCalendar(of);
        const from = period(`${kind}${kind === "FY" ? year : String(year).slice(2)}`, calendar);
        const years = calendar.shift(from, count, "y")!;
        expect(calendar.shift(years, -count, "y")).toEqual(from);
        const quarters = calendar.shift(from, count, "q");
        if (from.kind === "quarter") expect(quarters).toBeDefined();
        if (quarters !== undefined) expect(calendar.shift(quarters, -count, "q")).toEqual(from);
      }),
    );
  });

  test("gives back the same end of a month after moving there and back", () => {
    fc.assert(
      fc.property(
        calendars,
        years,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: -40, max: 40 }),
        (of, year, month, count) => {
          const calendar = fiscalCalendar(of);
          const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
          const from = period(last, calendar);
          expect(calendar.shift(calendar.shift(from, count, "q")!, -count, "q")).toEqual(from);
        },
      ),
    );
  });

  test("tiles the year with quarters, and halves with quarters", () => {
    const dayAfter = (iso: string) => new Date(Date.parse(iso) + 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(calendars, years, (of, year) => {
        const calendar = fiscalCalendar(of);
        const at = (kind: string) => period(`${kind}${String(year).slice(2)}`, calendar);
        const [q1, q2, q3, q4] = [at("1Q"), at("2Q"), at("3Q"), at("4Q")];
        const whole = period(`FY${year}`, calendar);
        expect([q1.start, q4.end]).toEqual([whole.start, whole.end]);
        expect([q2.start, q3.start, q4.start]).toEqual([q1.end, q2.end, q3.end].map(dayAfter));
        expect([at("1H").end, at("2H").start, at("9M").end]).toEqual([q2.end, q3.start, q3.end]);
        expect(whole.fiscalYearEnd).toBe(whole.end);
        expect(Number((of.named === "start" ? whole.start : whole.end).slice(0, 4))).toBe(year);
        expect(Number(whole.end.slice(5, 7))).toBe(of.endsIn);
        expect(calendar.parse(q3.id)).toEqual(q3);
        expect(calendar.end(q2)).toMatchObject({ kind: "instant", index: 2, fiscalYear: year });
      }),
    );
  });
});
