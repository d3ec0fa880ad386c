import { expect, test } from "vitest";
import { takePictures } from "../../../src/proof/report/deck-pictures.ts";

const of = { selector: ".deck", suffix: " 0" };
const page = (slide: string): string =>
  `<style>@font-face { font-family: "Inter"; src: url(data:,) }</style><body>\n${slide}\n</body>`;
const only = (slide: string): string | undefined => takePictures(page(slide), of).pages[0];

test("takes each slide whole, with sections inside of it", () => {
  const { pages, families } = takePictures(
    page(
      `<section data-slide="a&amp;b"><section>in</section>out</section> between <section data-slide="c">c</section>`,
    ),
    of,
  );
  expect(pages).toEqual([
    `<section data-slide="a&amp;b"><section>in</section>out</section>`,
    `<section data-slide="c">c</section>`,
  ]);
  expect(families).toEqual(["Inter 0"]);
});

test("takes each page of a report, with the sections on it", () => {
  const { pages } = takePictures(
    page(
      `<section class="page"><section data-slide="a">a</section></section><section class="page">b</section>`,
    ),
    of,
  );
  expect(pages).toEqual([
    `<section class="page"><section data-slide="a">a</section></section>`,
    `<section class="page">b</section>`,
  ]);
});

test("takes away what names an id, leads somewhere or runs, and keeps what a style may ask for", () => {
  expect(
    only(
      `<section class="x" data-slide="s" id="s"><a href="#a" tabindex=0 onclick='go(">")'>id="kept"</a><data value="1" data-figure="f@1">1</data><td headers="h" scope="row" aria-label="l">2</td></section>`,
    ),
  ).toBe(
    `<section class="x" data-slide="s"><a>id="kept"</a><data data-figure="f@1">1</data><td scope="row">2</td></section>`,
  );
});

test("takes away scripts, frames, forms and comments", () => {
  expect(
    only(
      `<section data-slide="s">a<script>alert("</section>")</script><!-- id --><iframe src="x"></iframe><form>b</form></section>`,
    ),
  ).toBe(`<section data-slide="s">ab</section>`);
});

test("renames fonts in attributes, and not in text", () => {
  expect(
    only(`<section data-slide="s"><text font-family="&quot;Inter&quot;">&quot;Inter&quot;</text></section>`),
  ).toBe(
    `<section data-slide="s"><text font-family="&quot;Inter 0&quot;">&quot;Inter&quot;</text></section>`,
  );
});
