import { expect, test } from "vitest";
import { numberOf, readOperators } from "../../src/pdf/content-operators.ts";

/** Each operator with its operands, as it stands, and where something begins that has no end. */
function read(source: string): readonly (string | number)[] {
  const found: (string | number)[] = [];
  const broken = readOperators(Buffer.from(source, "latin1"), (name, start, end) => {
    found.push(`${name}: ${source.slice(start, end)}`);
  });
  return broken === undefined ? found : [...found, broken];
}

test("gives each operator from its first operand on", () => {
  expect(read(" 1 0 0 rg\n0 0 5 5 re f*")).toEqual(["rg: 1 0 0 rg", "re: 0 0 5 5 re", "f*: f*"]);
  expect(read("true null/F1 9Tf(a)'")).toEqual(["Tf: true null/F1 9Tf", "': (a)'"]);
});

test("takes no operator from strings, names, lists, dictionaries and comments", () => {
  for (const source of [
    "(f \\) (S) Q) Tj",
    "<66> Tj",
    "/f gs",
    "[(f) 1 f] TJ",
    "/P <</A [f <</B f>>]>> DP",
    "1 % f\n w",
  ])
    expect(read(source)).toEqual([expect.stringMatching(/^\S+: /)]);
});

test("takes a picture within the content as one operator, whatever its bytes are", () => {
  expect(read("BI /W 1 ID (<EIx\u00ff EI Q")).toEqual(["BI: BI /W 1 ID (<EIx\u00ff EI", "Q: Q"]);
});

test("knows operators that there are not", () => {
  expect(read("1 Foo #1 long-ish")).toEqual(["Foo: 1 Foo", "#1: #1", "long-ish: long-ish"]);
});

test("says where something begins that has no end", () => {
  for (const end of ["(a", "(a\\", "<4", "[1 2", "<</A (b", "/P <</A 1]"])
    expect(read(`f ${end}`)).toContain(2 + (end.startsWith("/P") ? 3 : 0));
  expect(read("f BI /W 1 ID xx")).toEqual(["f: f", "BI: BI /W 1 ID xx", 10]);
});

test("stops where it is told to", () => {
  const found: string[] = [];
  readOperators(Buffer.from("q f Q (a"), (name) => found.push(name) < 2);
  expect(found).toEqual(["q", "f"]);
});

test("reads numbers as they are, and nothing else as one", () => {
  const number = (source: string): number => numberOf(Buffer.from(source), 0, source.length);
  for (const source of ["0", "-1.5", ".24", "4.", "+2", "1148.32813", "0.1", "123456789012345"])
    expect(number(source)).toBe(Number.parseFloat(source));
  for (const source of ["", "-", ".", "1e3", "1.2.3", "--1", "1234567890123456"])
    expect(number(source)).toBeNaN();
});
