import { expect, test } from "vitest";
import { hear, hearText } from "./hear.ts";

test.each([
  ["en", "cash flow of [cash@2Q06=JPY 1,608 million] (down)"],
  ["en", "the range [margin@2Q06=4.5%]–[margin@2Q06=5.8%]"],
  ["en", "revenues ([revenue@2Q06|growth(-1y)=+17.4%])"],
  ["ja", "売上高[revenue@2Q06=140.1億円]、営業利益"],
])("hears nothing in %s beside a figure that says all itself: %s", (lang, text) => {
  expect(hearText("typed-beside", text, { lang })).toEqual([]);
});

test.each([
  ["en", "cash flow of -[cash@2Q06=JPY 1,608 million]", '"-" is typed before "JPY 1,608 million"'],
  ["ja", "投資は△[cash@2Q06=16.1億円]", '"△" is typed before "16.1億円"'],
  [
    "en",
    "revenues of [revenue@2Q06=JPY 14,007 million] billion",
    '"billion" is typed after "JPY 14,007 million"',
  ],
  ["ja", "売上高[revenue@2Q06=14,007]億円", '"億円" is typed after "14,007"'],
])("finds in %s what is read as part of a figure: %s", (lang, text, said) => {
  const found = hearText("typed-beside", text, { lang });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(said);
});

test("tells what to write instead", () => {
  const [finding] = hear("typed-beside", {
    lang: "ja",
    texts: { "a.title": "売上高[revenue@2Q06=14,007]億円" },
  });
  expect(finding).toMatchObject({
    severity: "error",
    id: "typed-beside a.title ja revenue@2Q06 億円",
    what: '"億円" is typed after "14,007" in "売上高14,007億円", which makes another amount of it',
    hint: 'write {{amount "…"}}, which says the unit, and take "億円" out',
  });
});
