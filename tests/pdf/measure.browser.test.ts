import { afterAll, beforeAll, expect, test } from "vitest";
import { formatProblem } from "../../src/problem.ts";
import { type Browser, startBrowser } from "../../src/pdf/browser.ts";
import { checkMeasured } from "../../src/pdf/check-measured.ts";
import { measure } from "../../src/pdf/measure.ts";
import { loadHtml, openPage, type Page } from "../../src/pdf/page.ts";
import { testBrowser } from "../browser.ts";
import { resultsSlide, sampleDeck } from "./sample-deck.ts";

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = startBrowser(testBrowser());
  page = await openPage(browser, { width: 1280, height: 720 });
});

afterAll(() => browser.close());

async function measured(slides: readonly string[], characters?: string) {
  await loadHtml(page, await sampleDeck({ slides, ...(characters === undefined ? {} : { characters }) }));
  return measure(page);
}

/** What is found on one slide. */
async function problems(slide: string, characters?: string): Promise<string> {
  return checkMeasured(await measured([slide], characters), { minimum: 10 })
    .map(formatProblem)
    .join("\n");
}

const shorten = "  hint: shorten it, or give it a larger area or another layout";

test("finds nothing on a good slide", async () => {
  expect(await problems(resultsSlide())).toBe("");
});

test("says which slides there are and how large they are", async () => {
  const { slides } = await measured([resultsSlide(), "<p>x</p>"]);
  expect(slides.map(({ id, width, height }) => [id, width, height])).toEqual([
    ["s1", 1280, 720],
    ["s2", 1280, 720],
  ]);
});

test("says by how many px a box overflows, and that it is cut", async () => {
  const block = `<div data-area="main"><div data-block="key-figures" style="width:200px;height:40px;overflow:hidden"><div style="width:250px">Revenues</div><p style="margin-left:190px;width:60px;white-space:nowrap"><span style="display:inline-block;width:50px">1</span>2</p></div></div>`;
  expect(await problems(block)).toMatch(
    /^slide "s1": p in "main" \("12"\) reaches \d+(\.\d)? px beyond the right of key-figures in "main" \("Revenues12"\) and is cut off\n/,
  );
});

test("measures how far a picture reaches out", async () => {
  const picture = `<svg width="250" height="20" style="display:block"><rect width="250" height="20"/></svg>`;
  expect(
    await problems(
      `<div data-area="side"><div data-block="chart" style="width:200px">${picture}</div></div>`,
    ),
  ).toBe(`slide "s1": svg in "side" reaches 50 px beyond the right of chart in "side"\n${shorten}`);
});

test("finds text that leaves the slide", async () => {
  const text = `<p style="position:absolute;left:0;top:715px;line-height:20px;font-size:20px">Footnote</p>`;
  expect(await problems(text)).toBe(
    `slide "s1": p ("Footnote") reaches 15 px beyond the bottom of the slide and is cut off\n${shorten}`,
  );
});

test("finds a figure that is wider than its cell", async () => {
  const table = `<table style="width:200px"><tr><td style="white-space:nowrap;width:100px">1,234,567,890,123</td><td>2</td></tr></table>`;
  expect(await problems(table)).toMatch(
    /^slide "s1": td \("1,234,567,890,123"\) overflows by \d+(\.\d)? px at the right\n/,
  );
});

test("lets a bracket hang out of its cell, but not into the next figure", async () => {
  const hanging = `<span style="margin-right:-6px">1,234)</span>`;
  const table = (next: string) =>
    `<table style="width:200px"><tr><td style="width:100px;text-align:right">${hanging}</td><td>${next}</td></tr></table>`;
  expect(await problems(table(`<span style="margin-left:10px">2</span>`))).toBe("");
  expect(await problems(table("2"))).toBe(
    [
      'slide "s1": td ("1,234)") and td ("2") overlap by 6 px x 16 px',
      "  hint: shorten one of them, or give them another layout",
    ].join("\n"),
  );
});

test("finds blocks and areas as the templates of decks mark them", async () => {
  const picture = `<svg width="250" height="20" style="display:block"></svg>`;
  const block = `<div class="block sized chart" id="s1.right.1" style="width:200px">${picture}</div>`;
  expect(await problems(`<div class="area">${block}</div>`)).toBe(
    `slide "s1": svg in "right" reaches 50 px beyond the right of chart in "right"\n${shorten}`,
  );
});

test("finds a label that a chart cuts off", async () => {
  const chart = `<svg width="100" height="50"><text x="60" y="40">1,234,567</text></svg>`;
  expect(await problems(`<div data-block="chart">${chart}</div>`)).toMatch(
    /^slide "s1": text \("1,234,567"\) reaches \d+(\.\d)? px beyond the right of svg \("1,234,567"\) and is cut off\n/,
  );
});

test("lets letters have less room than their font asks for", async () => {
  const heading = `<h1 style="line-height:1;overflow:hidden">営業利益 rose, (12) gy</h1>`;
  expect(await problems(heading)).toBe("");
});

test("leaves texts for screen readers alone", async () => {
  const hidden = `<span style="position:absolute;width:1px;height:1px;overflow:hidden;font-size:5px">Revenues by quarter</span>`;
  expect(await problems(`${hidden}<p style="display:none;font-size:5px">x</p>`)).toBe("");
});

test("finds blocks that lie on each other", async () => {
  const block = (name: string, left: number, top: number) =>
    `<div data-area="${name}" style="position:absolute;left:${left}px;top:${top}px;width:200px"><div data-block="paragraph" style="height:80px">${name}</div></div>`;
  expect(await problems(block("left", 64, 100) + block("right", 250, 150.5))).toBe(
    [
      'slide "s1": paragraph in "left" ("left") and paragraph in "right" ("right") overlap by 14 px x 29.5 px',
      "  hint: shorten one of them, or give them another layout",
    ].join("\n"),
  );
});

test("finds type that is too small, and takes a raised mark for the text that it stands in", async () => {
  expect(await problems(`<p style="font-size:9px">Notes</p>`)).toBe(
    'slide "s1": expected type of 10 px or more, got 9 px in p ("Notes")',
  );
  expect(await problems(`<p>Notes<sup style="font-size:6px">1</sup></p>`)).toBe("");
});

test("measures type in a chart as large as it is drawn", async () => {
  const chart = `<svg width="100" height="50" viewBox="0 0 200 100"><text x="10" y="50" font-size="16">40</text></svg>`;
  expect(await problems(chart)).toBe('slide "s1": expected type of 10 px or more, got 8 px in text ("40")');
});

test("gives the sizes of type of a slide, smallest first", async () => {
  const { slides } = await measured([resultsSlide({ rows: 1 })]);
  expect(slides[0]!.type.map(({ size, element }) => [size, element.kind])).toEqual([
    [12, "text"],
    [16, "th"],
    [27, "h1"],
  ]);
});

test("names a character that no font of the document has, and where it stands", async () => {
  const characters = "Revenus 営業利益";
  expect(await problems(`<p>営業利益 ①</p><svg><text y="20">髙 Revenues</text></svg>`, characters)).toBe(
    [
      'slide "s1": no font of the document has "①" (U+2460), in "営業利益 ①"',
      "  hint: use another character, or a face that has it",
      'slide "s1": no font of the document has "髙" (U+9AD9), in "髙 Revenues"',
      "  hint: use another character, or a face that has it",
    ].join("\n"),
  );
});

test("asks no glyph of spaces, joiners and soft hyphens", async () => {
  expect(await problems("<p>a\u00a0a\u00ada\u200ba</p>", "a ")).toBe("");
});

test("names a character that a style sheet puts before a text", async () => {
  const style = `<style>@media print { .mark::before { content: "髙 " } }</style>`;
  expect(await problems(`${style}<p class="mark">a</p>`, "a")).toBe(
    [
      'slide "s1": no font of the document has "髙" (U+9AD9), in "髙 "',
      "  hint: use another character, or a face that has it",
    ].join("\n"),
  );
});

test("finds a font of the machine behind what is no text of the document", async () => {
  const { missingGlyphs } = await measured([`<p style="text-transform:uppercase">a</p>`], "a");
  const font = expect.stringMatching(/./) as string;
  expect(missingGlyphs).toEqual([{ slide: "s1", character: "", text: "", font }]);
});

test("gives every figure its page and its box in points from the lower left", async () => {
  const place = "position:absolute;left:100px;top:200px;width:40px;height:20px";
  const figure = `<data data-figure="operating-income@ytd" style="${place}">811</data>`;
  const label = `<svg style="position:absolute;left:400px;top:300px" width="100" height="50"><text data-figure="revenue@2Q06" x="10" y="40">9</text></svg>`;
  const { figures } = await measured(["<p>x</p>", figure + label]);
  expect(figures).toEqual([
    {
      figure: "operating-income@ytd",
      text: "811",
      slide: "s2",
      page: 1,
      box: { x: 75, y: (720 - 220) * 0.75, width: 30, height: 15 },
    },
    { figure: "revenue@2Q06", text: "9", slide: "s2", page: 1, box: expect.anything() },
  ]);
  const box = figures[1]!.box;
  expect(box.x).toBeCloseTo(410 * 0.75, 1);
  expect(box.y).toBeLessThan((720 - 340) * 0.75);
  expect(box.y + box.height).toBeGreaterThan((720 - 340) * 0.75);
});

test("slides that did not change are not measured again, and are told with those that did", async () => {
  const wide = '<div data-area="main" style="width:100px;white-space:nowrap">1,234 and 5,678 and 9,012</div>';
  const slides = [resultsSlide(), wide, "<p>2006</p>", '<p>x <data data-figure="a">12</data></p>'];
  const characters = slides.join("");
  const read = async (changed: readonly string[]): ReturnType<typeof measure> => {
    await loadHtml(page, await sampleDeck({ slides: changed, characters }));
    return measure(page, { areCharactersChecked: true });
  };
  await read(slides);
  // Moves what is measured on the first slide, without a word to whoever measures
  await page.tab.evaluate("document.querySelector('h1, h2, p, table').remove()");
  const longer = [slides[0]!, slides[1]!, "<p>2006 and 2007</p>", `<p>9</p>${slides[3]!}`];
  const renewed = await read(longer);
  page.held = undefined;
  expect(renewed).toEqual(await read(longer));
  expect(renewed.slides[1]!.overflows).toHaveLength(1);
});
