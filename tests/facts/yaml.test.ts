import { describe, expect, test } from "vitest";
import { z } from "zod";
import { numberText, readYaml } from "../../src/facts/yaml.ts";
import { errorOf } from "./error-of.ts";

const any = z.unknown();
const read = <S extends z.ZodType>(text: string, schema: S) =>
  readYaml({ bytes: new TextEncoder().encode(text), file: "a.yaml", schema });
const messageOf = (text: string, schema: z.ZodType = any) => errorOf(() => read(text, schema));

describe("numbers", () => {
  const row = z.strictObject({ value: numberText });

  test.each([
    "12345678901234567890.55",
    "9007199254740993",
    "1.10",
    "-0",
    "1e3",
    "0x1F",
    "0o17",
    "017",
    "1_000",
    "1,234",
  ])("%s stays text where the schema wants the text of a number", (text) => {
    expect(read(`value: ${text}`, row).value).toEqual({ value: text });
  });

  test("are numbers where the schema wants numbers, even beside texts", () => {
    const schema = z.strictObject({ list: z.array(z.strictObject({ n: z.number(), t: numberText })) });
    expect(read("list:\n  - { n: 1.50, t: 1.50 }\n  - { n: -2, t: x }\n", schema).value).toEqual({
      list: [
        { n: 1.5, t: "1.50" },
        { n: -2, t: "x" },
      ],
    });
  });

  test("take the kind that each alternative of a union wants", () => {
    const schema = z.array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("a"), v: numberText }),
        z.strictObject({ kind: z.literal("b"), v: z.number() }),
      ]),
    );
    expect(read("- { kind: a, v: 1.0 }\n- { kind: b, v: 1.0 }\n", schema).value).toEqual([
      { kind: "a", v: "1.0" },
      { kind: "b", v: 1 },
    ]);
    expect(
      read("v: 2.50\n", z.strictObject({ v: z.union([z.string(), z.array(z.string())]) })).value,
    ).toEqual({ v: "2.50" });
  });

  test("keep their text behind an alias", () => {
    const schema = z.strictObject({ a: z.number(), b: z.string() });
    expect(read("a: &n 1.0\nb: *n\n", schema).value).toEqual({ a: 1, b: "1.0" });
  });

  test.each(["1e3", "0x1F", "017", "0o17", "1_000"])(
    "%s is refused where the schema wants a number",
    (text) => {
      expect(messageOf(`n: ${text}`, z.strictObject({ n: z.number() }))).toBe(
        `a.yaml:1:4 expected a number, got "${text}"`,
      );
    },
  );

  test.each([".nan", ".inf", "-.Inf"])("%s is not finite", (text) => {
    expect(messageOf(`value: ${text}`, row)).toBe(`a.yaml:1:8 "${text}" is not a finite number`);
  });
});

describe("places", () => {
  const { placeOf, keyPlaceOf } = read("a:\n  b: [x, 売, {c: 1}]\nd:\ne: &e {f: 2}\ng: *e\n", any);
  const at = (of: typeof placeOf, ...path: (string | number)[]) => {
    const { line, column } = of(path);
    return `${line}:${column}`;
  };

  test("are where a value starts", () => {
    expect(at(placeOf, "a", "b", 1)).toBe("2:10");
    expect(at(placeOf, "a", "b", 2, "c")).toBe("2:17");
    expect(at(placeOf)).toBe("1:1");
  });

  test("of a value left out are those of its key", () => {
    expect(at(placeOf, "d")).toBe("3:1");
  });

  test("of keys are where the key starts", () => {
    expect(at(keyPlaceOf, "a", "b")).toBe("2:3");
    expect(at(keyPlaceOf, "a", "b", 1)).toBe("2:10");
  });

  test("lead through an alias to what it stands for", () => {
    expect(at(placeOf, "g", "f")).toBe("4:11");
    expect(at(placeOf, "g")).toBe("5:4");
  });

  test("of what does not exist are those of what would hold it", () => {
    expect(at(placeOf, "a", "b", 2, "z")).toBe("2:13");
    expect(at(keyPlaceOf, "a", "z")).toBe("2:3");
  });

  test("count past a byte order mark and CRLF", () => {
    expect(at(read("\ufeffa: 1\r\nb: 2\r\n", any).placeOf, "b")).toBe("2:4");
  });
});

describe("the form of a file", () => {
  test("refuses an empty file, and one of comments", () => {
    expect(messageOf("")).toBe("a.yaml is empty");
    expect(messageOf("# nothing\n")).toBe("a.yaml is empty");
  });

  test("refuses tabs as indentation, in flow collections too", () => {
    expect(messageOf("a:\n\tb: 1\n")).toBe("a.yaml:2:1 tabs are not allowed; indent with spaces");
    expect(messageOf("a: {b: 1,\n\tc: 2}\n")).toBe("a.yaml:2:2 tabs are not allowed; indent with spaces");
  });

  test("names both lines of a duplicate key", () => {
    expect(messageOf("a: 1\nb: 2\na: 3\n")).toBe('a.yaml:3:1 duplicate key "a", first on line 1');
    expect(messageOf('x: { 1: a, "1": b }\n')).toBe('a.yaml:1:12 duplicate key "1", first on line 1');
  });

  test("takes one document", () => {
    expect(read("---\na: 1\n...\n", any).value).toEqual({ a: 1 });
    expect(messageOf("a: 1\n---\nb: 2\n")).toBe("a.yaml:2:1 one document expected, another starts here");
  });

  test("stops an alias bomb", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 9; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    expect(messageOf(lines.join("\n"))).toBe("a.yaml more aliases than the alias limit 100");
  });

  test("stops aliases that repeat too much, and one inside itself", () => {
    expect(messageOf(`a: &a [${"x, ".repeat(2000)}]\nb: [*a, *a, *a, *a, *a, *a]\n`)).toBe(
      "a.yaml aliases repeat more than 10000 values",
    );
    expect(messageOf("a: &a [*a]\n")).toBe("a.yaml:1:8 nested deeper than the depth limit 64");
  });

  test("names an alias without an anchor", () => {
    expect(messageOf("a: *nope\n")).toBe('a.yaml:1:4 unknown alias "*nope"');
  });

  test("stops at depth 64, before the stack ends", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(read(nested(64), any).value).toBeInstanceOf(Array);
    expect(messageOf(nested(65))).toBe("a.yaml:1:65 nested deeper than the depth limit 64");
    expect(messageOf("[".repeat(20_000))).toBe("a.yaml:1:65 nested deeper than the depth limit 64");
    expect(messageOf("- ".repeat(20_000))).toBe("a.yaml:1:129 nested deeper than the depth limit 64");
  });

  test.each(["__proto__", "constructor", "prototype"])("refuses the key %s", (key) => {
    expect(messageOf(`a:\n  ${key}: { x: 1 }\n`)).toBe(`a.yaml:2:3 reserved key "${key}"`);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test("refuses tags, merge keys, directives and keys that are no text", () => {
    expect(messageOf("a: !foo 1\nb: !!str 2\n")).toBe(
      'a.yaml:1:9 tags are not allowed: "!foo"\na.yaml:2:10 tags are not allowed: "!!str"',
    );
    expect(messageOf("a: &a { b: 1 }\nc:\n  <<: *a\n")).toBe("a.yaml:3:3 merge keys are not allowed");
    expect(messageOf("%YAML 1.1\n---\na: 1\n")).toBe('a.yaml:1:1 directives are not allowed: "%YAML 1.1"');
    expect(messageOf("? [a]\n: 1\n")).toBe("a.yaml:1:3 expected a plain key");
  });

  test("names characters that escapes bring in", () => {
    expect(messageOf('a: "x\\u202ey"\nb: "\\ud800"\n')).toBe(
      "a.yaml:1:4 bidirectional control character U+202E\n  hint: remove it\n" +
        "a.yaml:2:4 lone surrogate U+D800\n  hint: remove it",
    );
  });

  test("says what the parser says, with the usual mends", () => {
    expect(messageOf("title: Results: 2Q\n")).toBe(
      "a.yaml:1:8 not YAML: nested mappings are not allowed in compact mappings\n" +
        "  hint: put a text that holds a colon and a space in quotes",
    );
    expect(messageOf("value: -\n")).toBe(
      'a.yaml:1:8 not YAML: unexpected block-seq-ind on same line with key\n  hint: put a lone "-" in quotes',
    );
    expect(messageOf("a: 'x\n")).toBe("a.yaml:2:1 not YAML: missing closing 'quote");
  });
});

describe("the schema of a file", () => {
  const schema = z.strictObject({
    revenue: z.string(),
    kind: z.enum(["flow", "stock"]).optional(),
    rows: z.array(z.strictObject({ n: z.int().min(1) })).optional(),
    block: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("table"), rows: z.array(z.string()) }),
        z.strictObject({ kind: z.literal("chart") }),
      ])
      .optional(),
    either: z.union([z.string(), z.strictObject({ en: z.string() })]).optional(),
    names: z.record(z.string().regex(/^[a-z]+$/, "expected lower-case letters"), z.string()).optional(),
    date: z.iso.date().optional(),
  });

  test("names an unknown key, the nearest known one, and the missing one", () => {
    expect(
      messageOf(
        "reveune: x\nzzzzzzzz: 1\n",
        z.strictObject({ revenue: z.string(), kind: z.string().optional() }),
      ),
    ).toBe(
      [
        'a.yaml:1:1 missing key "revenue"',
        'a.yaml:1:1 unknown key "reveune"',
        '  hint: did you mean "revenue"?',
        'a.yaml:2:1 unknown key "zzzzzzzz"',
        "  hint: known keys: revenue, kind",
      ].join("\n"),
    );
  });

  test.each([
    ["revenue: [a]", "a.yaml:1:10 expected text, got a list"],
    ["revenue: true", 'a.yaml:1:10 expected text, got true\n  hint: write "true" in quotes if it is text'],
    ["revenue:", "a.yaml:1:1 expected text, got nothing"],
    [
      "revenue: x\nkind: flwo",
      'a.yaml:2:7 expected one of "flow", "stock", got "flwo"\n  hint: did you mean "flow"?',
    ],
    ["revenue: x\nrows: [{ n: 1.5 }]", "a.yaml:2:13 expected a whole number, got 1.5"],
    ["revenue: x\nrows: [{ n: 0 }]", "a.yaml:2:13 expected at least 1, got 0"],
    ["revenue: x\nrows:\n  - {}", 'a.yaml:3:5 missing key "n"'],
    ["revenue: x\nrows: {}", "a.yaml:2:7 expected a list, got a map"],
    ["revenue: x\nblock: { kind: tabel }", 'a.yaml:2:16 unknown kind "tabel"\n  hint: did you mean "table"?'],
    ["revenue: x\nblock: { rows: [] }", 'a.yaml:2:8 missing key "kind"'],
    ["revenue: x\nblock: { kind: table, rows: [a, [b]] }", "a.yaml:2:33 expected text, got a list"],
    ["revenue: x\neither: [a]", "a.yaml:2:9 expected text or a map, got a list"],
    [
      "revenue: x\neither: { ne: b }",
      'a.yaml:2:9 missing key "en"\na.yaml:2:11 unknown key "ne"\n  hint: did you mean "en"?',
    ],
    ["revenue: x\nnames: { A1: b }", "a.yaml:2:10 expected lower-case letters"],
    ["revenue: x\ndate: 2006-02-30", 'a.yaml:2:7 expected a date such as 2006-11-09, got "2006-02-30"'],
    ["- a", "a.yaml:1:1 expected a map, got a list"],
  ])("refuses %j", (text, message) => {
    expect(messageOf(text, schema)).toBe(message);
  });

  test("takes the second line of a schema's own message as its hint", () => {
    const own = z.strictObject({ a: z.string().refine((text) => text !== "x", "expected no x\nwrite y") });
    expect(messageOf("a: x", own)).toBe("a.yaml:1:4 expected no x\n  hint: write y");
  });

  test("names the number text that is missing or is none", () => {
    const row = z.strictObject({ value: numberText });
    expect(messageOf("{}", row)).toBe('a.yaml:1:1 missing key "value"');
    expect(messageOf("value: [1]", row)).toBe("a.yaml:1:8 expected a number, got a list");
    expect(messageOf("value:", row)).toBe("a.yaml:1:1 expected a number, got nothing");
  });

  test("is told together with faults of the form", () => {
    expect(messageOf("revenue: .nan\nkind: x\nkind: flow\n", schema)).toBe(
      [
        'a.yaml:1:10 ".nan" is not a finite number',
        'a.yaml:2:7 expected one of "flow", "stock", got "x"',
        'a.yaml:3:1 duplicate key "kind", first on line 2',
      ].join("\n"),
    );
  });

  test("gives editors a number or text for a number text", () => {
    expect(z.toJSONSchema(numberText, { io: "input" })).toMatchObject({ type: ["number", "string"] });
  });
});
