import { expect, test } from "vitest";
import { findPatch } from "../../src/pdf/patch-page.ts";

function page(
  slides: readonly string[],
  { head = "<style>p {}</style>", between = "\n", foot = "\n" } = {},
): string {
  const sections = slides.map((slide, i) => `<section class="slide" data-slide="s${i}">${slide}</section>`);
  return `<html><head>${head}</head><body>${sections.join(between)}${foot}</body></html>`;
}

test("the slides that differ are found, with all that is in them", () => {
  const inner = "<section><p>in a slide</p></section>";
  expect(findPatch(page(["a", inner, "c"]), page(["a", `${inner}b`, "c"]))).toEqual({
    slides: 3,
    changed: [{ index: 1, html: `<section class="slide" data-slide="s1">${inner}b</section>` }],
  });
});

test("drawings, pictures and line breaks close themselves", () => {
  const drawn = '<svg viewBox="0 0 1 1"><path d="M0 0"/><g><rect /></g></svg><img alt="" src="data:,"><br>b';
  expect(findPatch(page(["a", "b", "c"]), page(["a", drawn, "c"]))?.changed).toHaveLength(1);
});

test("nothing differs in the same document", () => {
  expect(findPatch(page(["a", "b"]), page(["a", "b"]))).toEqual({ slides: 2, changed: [] });
});

test.each<readonly [string, string, string]>([
  ["styles or fonts differ", page(["a", "b"]), page(["a", "b"], { head: "<style>p { color: red }</style>" })],
  ["there are more slides", page(["a", "b"]), page(["a", "b", "c"])],
  ["most slides differ", page(["a", "b", "c"]), page(["x", "y", "c"])],
  ["what follows the slides differs", page(["a", "b"]), page(["a", "b"], { foot: "<p>1</p>" })],
  ["something stands between slides", page(["a", "b"], { between: "x" }), page(["a", "c"], { between: "x" })],
  ["a slide is not closed", page(["a", "b"]), page(["a", "<div>b"])],
  ["a slide before was not closed", page(["a", "<b>b"]), page(["a", "b"])],
  ["a slide closes more than itself", page(["a", "b"]), page(["a", "b</section><section>"])],
  ["an attribute does not end", page(["a", "b"]), page(["a", '<p title="b></p>'])],
  ["a slide holds a comment", page(["a", "b"]), page(["a", "b<!--"])],
  ["a slide holds all that follows", page(["a", "b"]), page(["a", "<plaintext></plaintext>"])],
  ["nothing is called a slide", "<p>a</p>", "<p>a</p>"],
])("a document is loaded as a whole where %s", (_, before, after) => {
  expect(findPatch(before, after)).toBeUndefined();
});
