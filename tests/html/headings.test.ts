import { expect, test } from "vitest";
import { headingsOf } from "../../src/html/headings.ts";

test("gives headings of all levels in their order, without their tags", () => {
  const html =
    '<h1 id="a"><data value="1">1H06</data> revenues &amp; income</h1><p>x</p><h2>What <b>moved</b></h2><h6>y</h6>';
  expect(headingsOf(html)).toEqual(["1H06 revenues & income", "What moved", "y"]);
});

test("puts lines into one: words with a space between them, Japanese without", () => {
  expect(headingsOf("<h1>Consolidated results<br>2Q06\n  and after</h1>")).toEqual([
    "Consolidated results 2Q06 and after",
  ]);
  expect(headingsOf("<h1>2007年3月期<br>連結決算</h1>")).toEqual(["2007年3月期連結決算"]);
});

test("gives an empty heading as it is", () => {
  expect(headingsOf("<h1> \n </h1><h2></h2>")).toEqual(["", ""]);
});
