import { expect, test } from "vitest";
import { formatFigures } from "../../src/proof/figures-csv.ts";
import { sampleTrace } from "./sample-trace.ts";

const values = {
  "revenue@2Q06": "14007000000",
  "net-loss@2Q06": "-5000000",
  "revenue@2Q06|growth(-1y)": "0.174",
  "none@2Q06": null,
};

/** The lines of the prints, without the head. */
function lines(
  lang: string,
  ...prints: readonly Parameters<typeof sampleTrace>[0]["prints"][number][]
): readonly string[] {
  const csv = formatFigures(sampleTrace({ lang, values, prints }));
  expect(csv.endsWith("\r\n")).toBe(true);
  return csv.split("\r\n").slice(1, -1);
}

test("gives each print a line with the number in its unit, as it was printed", () => {
  const growth = { figure: "revenue@2Q06|growth(-1y)", unit: "%", decimals: 1 };
  expect(
    lines(
      "en",
      { text: "14,007", figure: "revenue@2Q06" },
      { text: "+17.4%", ...growth },
      { text: "JPY 14,007 million", figure: "revenue@2Q06" },
    ),
  ).toEqual([
    '1,s,"14,007",14007,JPY million,revenue@2Q06,,2Q06',
    "1,s,+17.4%,17.4,%,revenue@2Q06|growth(-1y),,2Q06",
    '1,s,"JPY 14,007 million",14007,JPY million,revenue@2Q06,,2Q06',
  ]);
});

test("takes the sign of the figure where words beside the number say it", () => {
  expect(
    lines("en", { text: "(5)", figure: "net-loss@2Q06" }, { text: "5", figure: "net-loss@2Q06" }).map(
      (line) => line.split(",")[3],
    ),
  ).toEqual(["-5", "-5"]);
});

test("gives Japanese amounts in the unit that they name", () => {
  expect(
    lines("ja", { text: "140.1億円", figure: "revenue@2Q06", unit: "JPY 100 million", decimals: 1 }),
  ).toEqual(["1,s,140.1億円,140.1,JPY 100 million,revenue@2Q06,,2Q06"]);
});

test("has no number for a dash and for words", () => {
  expect(
    lines("en", { text: "–", figure: "none@2Q06" }, { text: "turned to profit", figure: "none@2Q06" }),
  ).toEqual(["1,s,–,,JPY million,none@2Q06,,2Q06", "1,s,turned to profit,,JPY million,none@2Q06,,2Q06"]);
});

test("is no formula to a spreadsheet program, and keeps quotes", () => {
  expect(lines("en", { text: '=HYPERLINK("x")', figure: "none@2Q06" })[0]).toBe(
    `1,s,"'=HYPERLINK(""x"")",,JPY million,none@2Q06,,2Q06`,
  );
});
