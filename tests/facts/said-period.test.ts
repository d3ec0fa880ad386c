import { describe, expect, test } from "vitest";
import { fiscalCalendar } from "../../src/facts/calendar.ts";
import { periodFinder } from "../../src/facts/said-period.ts";

const finder = (endsIn: number, named: "start" | "end") => {
  const fiscalYear = { endsIn, named };
  return periodFinder({ calendar: fiscalCalendar(fiscalYear), fiscalYear });
};
const [march, marchByEnd, december] = [finder(3, "start"), finder(3, "end"), finder(12, "end")];

describe("of a year that ends in March and is named after its start,", () => {
  test.each([
    ["2Q06", "2Q06"],
    ["2q06 / Actual", "2Q06"],
    ["FY2006 / 2Q", "2Q06"],
    ["FY06 Q2", "2Q06"],
    ["Q2 2006", "2Q06"],
    ["2006 Q2", "2Q06"],
    ["2Q FY2006", "2Q06"],
    ["2Q/06", "2Q06"],
    ["Second quarter, FY2006", "2Q06"],
    ["2nd Quarter FY2006", "2Q06"],
    ["2006年度第2四半期", "2Q06"],
    ["2006年度 第二四半期", "2Q06"],
    ["２００７年３月期 / 第２四半期", "2Q06"],
    ["平成19年3月期 第2四半期", "2Q06"],
    ["07/3期 2Q", "2Q06"],
    ["FY3/07 2Q", "2Q06"],
    ["FY2007/3 2Q", "2Q06"],
    ["2007年3月期 / 第2四半期累計", "1H06"],
    ["2007年3月期 第3四半期累計期間", "9M06"],
    ["2Q06 累計", "1H06"],
    ["2007年3月期 中間期", "1H06"],
    ["2006年度下期", "2H06"],
    ["1H06", "1H06"],
    ["FY2006 first half", "1H06"],
    ["9M06", "9M06"],
    ["2007年3月期 9ヶ月", "9M06"],
    ["FY2006", "FY2006"],
    ["2007年3月期", "FY2006"],
    ["2007年3月期 通期", "FY2006"],
    ["令和元年度", "FY2019"],
    ["2006/9", "2Q06"],
    ["2006年9月", "2Q06"],
    ["2006-09-30", "2Q06"],
    ["Sep-06", "2Q06"],
    ["Three months ended September 30, 2006", "2Q06"],
    ["Six months ended Sept. 30, 2006", "1H06"],
    ["Nine months ended December 31, 2006", "9M06"],
    ["Year ended March 31, 2007", "FY2006"],
    ["2Q (2006/7-9)", "2Q06"],
    ["2006年9月末", "2006-09-30"],
    ["As of September 30, 2006", "2006-09-30"],
    ["2006年度末", "2007-03-31"],
    ["2006-11-09", "2006-11-09"],
  ])("%s is %s", (text, id) => {
    expect(march(text)?.id).toBe(id);
  });

  test.each([
    "",
    "Actual",
    "前年同期比",
    "2006",
    "2006/10",
    "2007年12月期",
    "第2四半期",
    "2Q05 - 2Q06",
    "12,345",
    "1Q",
  ])("%s names none, or leaves it open", (text) => {
    expect(march(text)?.id).toBeUndefined();
  });
});

test("years are numbered as the company names them", () => {
  const said = ["FY2007 2Q", "2006年度第2四半期", "2007年3月期 第2四半期", "2006/9", "FY2007"];
  expect(said.map((text) => marchByEnd(text)?.id)).toEqual(["2Q07", "2Q07", "2Q07", "2Q07", "FY2007"]);
  const calendar = ["2006", "2006年12月期", "2006年度", "Q2 2006", "2006/6", "FY2006"];
  expect(calendar.map((text) => december(text)?.id)).toEqual([
    "FY2006",
    "FY2006",
    "FY2006",
    "2Q06",
    "2Q06",
    "FY2006",
  ]);
});
