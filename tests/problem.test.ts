import { describe, expect, test } from "vitest";
import { failOn, formatPlace, formatProblem, KessanError, suggest, withoutDoubles } from "../src/problem.ts";

describe("formatProblem", () => {
  test("puts the place before what is wrong and the hint on a line of its own", () => {
    expect(
      formatProblem({
        place: { file: "facts/q.csv", line: 4, column: 11 },
        what: 'expected a number, got "3.871,0"',
        hint: "write 3871.0",
      }),
    ).toBe('facts/q.csv:4:11 expected a number, got "3.871,0"\n  hint: write 3871.0');
  });

  test("leaves out what is not known", () => {
    expect(formatProblem({ what: 'unknown locale "jp"' })).toBe('unknown locale "jp"');
    expect(formatProblem({ place: { file: "a.yaml" }, what: "is empty" })).toBe("a.yaml is empty");
    expect(formatPlace({ file: "a.yaml", line: 2 })).toBe("a.yaml:2");
  });

  test("names the cell of a workbook with its sheet, which has quotes where Excel gives it some", () => {
    const file = "facts/a.xlsx";
    expect(formatPlace({ file, sheet: "連結PL", cell: "C12" })).toBe("facts/a.xlsx!連結PL!C12");
    expect(formatPlace({ file, sheet: "Q2 'new'", cell: "C12" })).toBe("facts/a.xlsx!'Q2 ''new'''!C12");
    expect(formatPlace({ file, sheet: "PL" })).toBe("facts/a.xlsx!PL");
  });
});

describe("KessanError", () => {
  test("says all its problems, one after the other", () => {
    const error = new KessanError([{ what: "one" }, { what: "two", hint: "mend it" }]);
    expect(error.message).toBe("one\ntwo\n  hint: mend it");
    expect(error.problems).toHaveLength(2);
    expect(error.name).toBe("KessanError");
  });

  test("keeps its cause", () => {
    const cause = new Error("ENOSPC");
    expect(new KessanError([{ what: "the disk is full" }], { cause }).cause).toBe(cause);
  });

  test("is thrown only for problems", () => {
    expect(() => failOn([])).not.toThrow();
    expect(() => failOn([{ what: "one" }])).toThrow(KessanError);
  });
});

describe("withoutDoubles", () => {
  test("keeps what is said of different places", () => {
    const at = (line: number) => ({ place: { file: "a.csv", line }, what: "no source" });
    expect(withoutDoubles([at(1), at(2), at(1)])).toEqual([at(1), at(2)]);
  });
});

describe("suggest", () => {
  const words = ["revenue.total", "revenue.systems", "operating-income", "table", "en", "ja"];

  test.each([
    ["reveune.total", "revenue.total"],
    ["operating-incom", "operating-income"],
    ["tabel", "table"],
    ["TABLE", "table"],
    ["revenue.system", "revenue.systems"],
  ])("finds %s near", (typed, meant) => {
    expect(suggest(typed, words)).toBe(`did you mean "${meant}"?`);
  });

  test.each(["depreciation", "chart", "xyz"])("says nothing where no word is near %s", (typed) => {
    expect(suggest(typed, ["operating-income", "cover"])).toBeUndefined();
  });

  test("counts swapped neighbours as one slip, so that the nearest wins", () => {
    expect(suggest("hafl", ["heal", "half"])).toBe('did you mean "half"?');
  });

  test("has nothing to suggest from an empty list", () => {
    expect(suggest("en", [])).toBeUndefined();
  });
});
