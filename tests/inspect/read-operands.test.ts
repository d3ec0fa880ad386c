import { expect, test } from "vitest";
import { operandsIn, type Operand } from "../../src/inspect/read-operands.ts";
import { readOperators } from "../../src/pdf/content-operators.ts";

function all(source: string): readonly (readonly [string, ...Operand[]])[] {
  const found: [string, ...Operand[]][] = [];
  const bytes = Buffer.from(source, "latin1");
  const operandsAt = operandsIn(bytes);
  readOperators(bytes, (operator, start) => {
    const operands = operandsAt(start).map((operand) =>
      operand instanceof Uint8Array ? Buffer.from(operand).toString("latin1") : operand,
    );
    found.push([operator, ...operands]);
  });
  return found;
}

test("reads numbers, names and booleans", () => {
  expect(all("-1.5 .5 +2 4. /F#31 true x")).toEqual([["x", -1.5, 0.5, 2, 4, "/F1", true]]);
});

test("reads strings with escapes, line ends and brackets in them", () => {
  expect(all("(a\\(b\\)\\101\\n(c)\\\r\nd\r\ne) Tj")).toEqual([["Tj", "a(b)A\n(c)d\ne"]]);
  expect(all("<48 6 9 7> Tj")).toEqual([["Tj", "Hip"]]);
});

test("reads arrays and dictionaries within each other", () => {
  expect(all("/P <</MCID 3 /A [1 <</B /C>>]>>BDC")).toEqual([
    ["BDC", "/P", { entries: { MCID: 3, A: [1, { entries: { B: "/C" } }] } }],
  ]);
});

test("takes an image within the content as one operator, whatever its bytes are", () => {
  expect(all("BI /W 1 /H 1 ID (<EIx\u00ff EI Q")).toEqual([["BI", "/W", 1, "/H", 1], ["Q"]]);
});

test("passes over comments, and over what is no operand", () => {
  expect(all("1 % 2 f\n ) 3 w")).toEqual([["w", 1, 3]]);
});

test("ends with a file that ends in the middle of something", () => {
  for (const cut of ["(a", "<4", "[1 2", "/P <</MCID", "BI /W 1 ID xx", "1"])
    expect(all(cut)).toHaveLength(cut.startsWith("BI") ? 1 : 0);
});
