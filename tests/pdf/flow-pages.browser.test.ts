import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBrowser, type Browser } from "../../src/pdf/browser.ts";
import { flowPages } from "../../src/pdf/flow-pages.ts";
import { loadHtml, openPage, type Page } from "../../src/pdf/page.ts";
import { testBrowser } from "../browser.ts";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = startBrowser(testBrowser());
  page = await openPage(browser, { width: 400, height: 300 });
});
afterAll(() => browser.close());

const styles = `* { margin: 0; padding: 0; box-sizing: border-box } body { font: 16px/20px monospace } table { border-collapse: collapse; width: 300px }
td, th { height: 20px; line-height: 20px } .flow, .footnotes { width: 300px } .page { width: 400px; height: 300px; padding: 20px 50px; display: grid; grid-template-rows: minmax(0, 1fr) auto auto; overflow: hidden }
.page-notes:not(:empty) { padding-top: 10px } sup { line-height: 0 } h1 { font-size: 16px } ul { list-style: none } [data-top] { margin-top: 0 !important } p + p { margin-top: 10px }`;

/** Fills pages with room for 12 lines of 20 px. */
async function fill(flow: string, footnotes: readonly string[] = []): Promise<readonly string[]> {
  const notes = footnotes.map((id) => `<p class="footnote" data-footnote="${id}" data-of="a">note ${id}</p>`);
  await loadHtml(
    page,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>${styles}</style></head><body>
<div class="flow">${flow}</div><div class="footnotes">${notes.join("")}</div>
<section class="page" data-empty><div class="sheet"></div><div class="page-notes"></div><footer><span data-page></span>/<span data-pages></span></footer></section></body></html>`,
  );
  await flowPages(page);
  return page.tab.evaluate(() =>
    [...document.querySelectorAll(".page")].map((sheet) =>
      (sheet as HTMLElement).innerText.replace(/\s+/g, " ").trim(),
    ),
  );
}

const rows = (count: number, from = 1): string =>
  Array.from(
    { length: count },
    (_, index) => `<tr><th>r${index + from}</th><td>v${index + from}</td></tr>`,
  ).join("");
const table = (count: number): string =>
  `<div class="block" id="t"><table><colgroup><col></colgroup><thead><tr><th>Head</th><th>2Q06</th></tr></thead><tbody>${rows(count)}</tbody></table></div>`;
const section = (content: string): string => `<section data-slide="a">${content}</section>`;

describe("flowPages", () => {
  test("repeats the head of a table on each page and keeps all of its rows, once", async () => {
    const pages = await fill(section(table(25)));
    expect(pages).toHaveLength(3);
    expect(pages.every((text) => text.startsWith("Head 2Q06 r"))).toBe(true);
    const found = pages.join(" ").match(/r\d+/g)!;
    expect(found).toEqual(Array.from({ length: 25 }, (_, index) => `r${index + 1}`));
  });

  test("cuts a paragraph between two lines, two on each side at least, and an element in it never", async () => {
    const words = Array.from(
      { length: 60 },
      (_, index) => `word${index} <data data-figure="f">${index}</data>`,
    );
    const pages = await fill(section(`<p>x</p><p>${words.join(" ")}</p>`));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map((text) => text.replace(/ \d+\/\d+$/, "")).join(" ")).toBe(
      `x ${words.map((word) => word.replace(/<[^>]*>/g, "")).join(" ")}`,
    );
    const empty = await page.tab.evaluate(
      () => [...document.querySelectorAll("data")].filter(({ textContent }) => textContent === "").length,
    );
    expect(empty).toBe(0);
  });

  test("leaves no heading alone at the end of a page", async () => {
    const lines = Array.from({ length: 11 }, (_, index) => `<div>line ${index}</div>`).join("");
    const pages = await fill(section(`${lines}<h1>Heading</h1><div>under it</div>`));
    expect(pages.map((text) => text.includes("Heading"))).toEqual([false, true]);
  });

  test("moves a table to the next page with its head, which stands nowhere else", async () => {
    const lines = Array.from({ length: 10 }, (_, index) => `<div>line ${index}</div>`).join("");
    const pages = await fill(section(`${lines}${table(3)}`));
    expect(pages.map((text) => text.replace(/ \d+\/\d+$/, ""))).toEqual([
      lines
        .replaceAll(/<\/?div>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
      "Head 2Q06 r1 v1 r2 v2 r3 v3",
    ]);
  });

  test("sets each footnote at the foot of the page of its first mark", async () => {
    const lines = Array.from(
      { length: 20 },
      (_, index) =>
        `<div>line ${index}${index === 2 || index === 15 ? `<sup data-note="n${index}">1</sup>` : ""}</div>`,
    );
    const pages = await fill(section(lines.join("")), ["n2", "n15"]);
    expect(pages.map((text) => text.match(/note n\d+/g))).toEqual([["note n2"], ["note n15"]]);
    const slides = await page.tab.evaluate(() =>
      [...document.querySelectorAll(".page .footnote")].map((note) => note.getAttribute("data-slide")),
    );
    expect(slides).toEqual(["a", "a"]);
  });

  test("numbers the pages, and gives an id to one part only", async () => {
    const pages = await fill(section(table(25)));
    expect(pages.map((text) => text.slice(-3))).toEqual(["1/3", "2/3", "3/3"]);
    expect(await page.tab.evaluate(() => document.querySelectorAll("#t").length)).toBe(1);
  });

  test("begins a page with a section that asks for it", async () => {
    const pages = await fill(
      `${section("<div>one</div>")}<section data-slide="b" data-break><div>two</div></section>`,
    );
    expect(pages).toEqual(["one 1/2", "two 2/2"]);
  });

  test("cuts a list between its entries and their lists", async () => {
    const entry = (index: number): string => `<li><p>entry ${index}</p><ul><li>under ${index}</li></ul></li>`;
    const pages = await fill(
      section(`<ul>${Array.from({ length: 9 }, (_, index) => entry(index)).join("")}</ul>`),
    );
    expect(pages.map((text) => text.replace(/ \d+\/\d+$/, "")).join(" ")).toBe(
      Array.from({ length: 9 }, (_, index) => `entry ${index} under ${index}`).join(" "),
    );
  });
});
