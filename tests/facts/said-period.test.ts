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
    ["2. Quartal 2006", "2Q06"],
    ["Q2 2006 / Ist", "2Q06"],
    ["Zweites Quartal 2006", "2Q06"],
    ["im zweiten Quartal des Geschäftsjahres, GJ 2006", "2Q06"],
    ["4. Quartal 2006/07", undefined],
    ["4. Quartal Geschäftsjahr 2006/07", "4Q06"],
    ["2. Quartal 2006 kumuliert", "1H06"],
    ["1. Halbjahr 2006", "1H06"],
    ["Zweites Halbjahr 2006", "2H06"],
    ["H1 2006", "1H06"],
    ["9M 2006", "9M06"],
    ["Erste neun Monate 2006", "9M06"],
    ["Geschäftsjahr 2006", "FY2006"],
    ["GJ 06", "FY2006"],
    ["Geschäftsjahr 2006/07", "FY2006"],
    ["Geschäftsjahr 2006/08", undefined],
    ["Drei Monate bis 30. September 2006", "2Q06"],
    ["Sechs Monate zum 30.09.2006", "1H06"],
    ["9 Monate bis 31. Dez. 2006", "9M06"],
    ["Juli – September 2006", "2Q06"],
    ["Januar – März 2007", "4Q06"],
    ["Mai 2006", undefined],
    ["30. September 2006", "2Q06"],
    ["zum 30. September 2006", "2006-09-30"],
    ["Stand: 31.03.2007", "2007-03-31"],
    ["Ende des zweiten Quartals 2006", "2006-09-30"],
    ["9. November 2006", "2006-11-09"],
  ])("German: %s is %s", (text, id) => {
    expect(march(text)?.id).toBe(id);
  });

  test.each([
    "",
    "Actual",
    "Ergebnis je Aktie per share",
    "ggü. Vorjahr",
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
  expect(marchByEnd("Geschäftsjahr 2006/07")?.id).toBe("FY2007");
  expect(marchByEnd("Geschäftsjahr 2007")?.id).toBe("FY2007");
  expect(december("2. Quartal 2006")?.id).toBe("2Q06");
  expect(december("Geschäftsjahr 2006/07")?.id).toBeUndefined();
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
