import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { look, readTokens, tokensCss } from "../../src/html/tokens.ts";
import { KessanError } from "../../src/problem.ts";
import { programTemplates, programTokens, sampleLocale } from "./sample.ts";

const program = {
  file: "tokens.yaml",
  text: await readFile(`${programTemplates}/styles/tokens.yaml`, "utf8"),
};

function failure(text: string): string {
  try {
    readTokens(program, { file: "brand.yaml", text });
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
  return "no error";
}

describe("tokens", () => {
  test("a brand replaces single values and leaves the others", () => {
    const tokens = readTokens(program, {
      file: "brand.yaml",
      text: 'colour:\n  brand: "#400040"\nseries: ["#400040"]\n',
    });
    expect(tokens.colour.brand).toBe("#400040");
    expect(tokens.colour.ink).toBe("#12263A");
    expect(tokens.series).toEqual(["#400040"]);
  });

  test.each([
    [
      "colour:\n  brnad: '#400040'",
      'brand.yaml:2:10 unknown token "colour.brnad"\n  hint: did you mean "brand"?',
    ],
    ["colours: 1", 'brand.yaml:1:10 unknown token "colours"\n  hint: did you mean "colour"?'],
    [
      "colour:\n  brand: blue",
      'brand.yaml:2:10 colour.brand: expected a colour as six hexadecimal digits, such as #0B3C6F, got "blue"',
    ],
    ["size: { title: large }", 'brand.yaml:1:16 size.title: expected number, got "large"'],
    [
      "face: { latin: 'x\"; }' }",
      'brand.yaml:1:16 face.latin: expected the name of a font family, got "x\\"; }"',
    ],
    [
      "colour: { muted: '#999999' }",
      "brand.yaml:1:18 colour.muted: expected a contrast of 4.5 : 1 or more on colour.paper, got 2.84 : 1\nbrand.yaml:1:18 colour.muted: expected a contrast of 4.5 : 1 or more on colour.highlight, got 2.57 : 1",
    ],
    ["size: { note: 8 }", "brand.yaml:1:15 size.note: expected at least size.minimum, 10 px, got 8"],
    ["- 1", "brand.yaml expected tokens by name, got no mapping"],
  ])("refuses %j", (text, message) => {
    expect(failure(text)).toBe(message);
  });

  test("names what is missing", () => {
    expect(() => readTokens({ file: "t.yaml", text: program.text.replace(/^past:.*$/m, "") })).toThrow(
      new KessanError([{ place: { file: "t.yaml" }, what: "past: expected number, it is missing" }]),
    );
  });

  test("become custom properties and a class for each colour of a series", async () => {
    const css = tokensCss(await programTokens(), { ...sampleLocale("ja"), kind: "deck" });
    expect(css).toContain("--colour-brand: #0B3C6F;");
    expect(css).toContain("--series-1: #1F78B4;");
    expect(css).toContain("--size-title: 27px;");
    expect(css).toContain(".key-5 { background: var(--series-5); }");
  });

  test("give charts the look of the pages", async () => {
    const tokens = await programTokens();
    const { ink, muted, rule, paper, good, bad, accent } = tokens.colour;
    expect(look(tokens, sampleLocale("en"))).toEqual({
      ink,
      muted,
      rule,
      paper,
      good,
      bad,
      accent,
      series: tokens.series,
      past: 0.8,
      labelSize: 12,
      weight: { regular: 400, strong: 600, bold: 700 },
      fontFamily: '"Inter", "Noto Sans JP"',
    });
  });
});
