import { expect, test } from "vitest";
import { scopeCss } from "../../../src/proof/report/scope-css.ts";

const scoped = (css: string) => scopeCss(css, { selector: ".deck", suffix: " 0" });
const nested = (css: string): string => scoped(css).nested;

test("says what was said of the page of the element", () => {
  expect(
    nested(":root { --a: 1; } html, body { margin: 0 } html > body .x { top: 0 } .body { left: 0 }"),
  ).toBe(".deck{\n&{--a: 1;}\n&, &{margin: 0}\n& .x{top: 0}\n.body{left: 0}\n}");
});

test("nests the rules inside of at-rules, and selectors with commas and brackets", () => {
  expect(nested("@media print { body { color: red } :is(td, th) .a { top: 0 } }")).toBe(
    ".deck{\n@media print{\n&{color: red}\n:is(td, th) .a{top: 0}\n}\n}",
  );
});

test("leaves out boxes of paper, imports and comments", () => {
  expect(nested('@import url(x.css); @page { margin: 0 } /* } */ a { content: "}" } /* { */')).toBe(
    '.deck{\na{content: "}"}\n}',
  );
});

test("takes fonts and animations out of the rule and renames the fonts wherever they are asked for", () => {
  expect(
    scoped(
      `@font-face { font-family: "Inter"; src: url(data:font/ttf;base64,AB+/;{}) } @keyframes k { to { top: 0 } } p { font: 1px "Inter", Interval }`,
    ),
  ).toEqual({
    top: `@font-face{font-family: "Inter 0"; src: url(data:font/ttf;base64,AB+/;{})}\n@keyframes k{to { top: 0 }}`,
    nested: `.deck{\np{font: 1px "Inter 0", Interval}\n}`,
  });
});
