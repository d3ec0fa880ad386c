import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page as Tab } from "puppeteer";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { folderFiles } from "../../src/folder-files.ts";
import { buildDocuments } from "../../src/index.ts";
import { startBrowser, type Browser } from "../../src/pdf/browser.ts";
import { formatReport, type ReportRequest } from "../../src/proof/report.ts";
import { traceSchema } from "../../src/proof/trace.ts";
import { testBrowser } from "../browser.ts";
import { builtSample } from "../built-sample.ts";
import { memoryBuild } from "../memory-build.ts";
import { findings, verdict } from "./report/sample-request.ts";

const company = "data/iij";
const deck = `${company}/documents/2q06-results`;
const folder = mkdtempSync(join(tmpdir(), "kessan-report-"));
const file = pathToFileURL(join(folder, "deck.tieout.html")).href;

let documents: ReportRequest["documents"];
let browser: Browser;
let tab: Tab;
let complaints: string[] = [];
let requests: string[] = [];

/** The sample company's deck in both languages: its pages, and the traces of what was printed. */
async function openSample(): Promise<ReportRequest["documents"]> {
  const { written: printed } = await builtSample(deck);
  const { effects, written: pages } = memoryBuild();
  await buildDocuments({ documents: [deck], stopAfter: "html" }, { ...effects, files: folderFiles });
  return ["en", "ja"].map((lang) => ({
    trace: traceSchema.parse(JSON.parse(String(printed.get(`iij-2q06-results.${lang}.trace.json`)))),
    page: pages.get(`iij-2q06-results.${lang}.html`) as string,
  }));
}

beforeAll(async () => {
  documents = await openSample();
  const html = formatReport({
    documents,
    findings: [
      ...findings,
      {
        rule: "published",
        severity: "warning",
        id: "published 2q06-results slide 3 operating-income@2Q06",
        slide: "summary",
        what: "an invented finding",
      },
    ],
    published: [verdict("exact"), verdict("wrong", { text: "14,000" })],
    literals: [{ text: "Form 20-F", reason: "name of a form" }],
    leftOut: [],
    dropped: [],
  });
  writeFileSync(new URL(file), html);
  browser = startBrowser(testBrowser());
  tab = await browser.openTab();
  tab.on("console", (message) => complaints.push(message.text()));
  tab.on("pageerror", (error) => complaints.push(String(error)));
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:")) requests.push(url);
  });
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Opens a report as it is before anybody has touched it. */
async function open(address = file, { hasScript = true } = {}): Promise<void> {
  await tab.setJavaScriptEnabled(hasScript);
  await tab.setViewport({ width: 1440, height: 900 });
  // Another address first: one that differs in its last part only would not be loaded anew
  await tab.goto("about:blank");
  [complaints, requests] = [[], []];
  await tab.goto(address);
  await tab.evaluate(() => document.fonts.ready.then(() => {}));
}

/** How far each outline lies from its figure in the picture, px, and outlines or figures without the other. */
async function distances(): Promise<{
  readonly worst: number;
  readonly lone: readonly string[];
  readonly pairs: number;
}> {
  return tab.evaluate(() => {
    const lone: string[] = [];
    let worst = 0;
    let pairs = 0;
    for (const picture of document.querySelectorAll(".tie-picture")) {
      const marks = [...picture.querySelectorAll<HTMLElement>(":scope > a")];
      const figures = [...picture.querySelectorAll(".tie-deck [data-figure]")];
      for (let at = 0; at < Math.max(marks.length, figures.length); at++) {
        const [mark, figure] = [marks[at], figures[at]];
        if (mark?.getAttribute("aria-label") !== figure?.textContent)
          lone.push(`${mark?.id} ${figure?.textContent}`);
        if (mark === undefined || figure === undefined) continue;
        const [a, b] = [mark.getBoundingClientRect(), figure.getBoundingClientRect()];
        pairs++;
        worst = Math.max(
          worst,
          Math.abs(a.left - b.left),
          Math.abs(a.top - b.top),
          Math.abs(a.right - b.right),
          Math.abs(a.bottom - b.bottom),
        );
      }
    }
    return { worst, lone, pairs };
  });
}

const texts = (selector: string): Promise<readonly string[]> =>
  tab.$$eval(selector, (elements) =>
    elements.map((element) => (element as HTMLElement).innerText.replace(/\s+/g, " ").trim()),
  );
const shown = (selector: string): Promise<number> =>
  tab.$$eval(selector, (elements) => elements.filter((element) => element.checkVisibility()).length);
const search = async (query: string): Promise<void> => {
  await tab.$eval("#search", (box) => void ((box as HTMLInputElement).value = ""));
  await tab.type("#search", query);
};
const printed = (): number => documents.reduce((sum, { trace }) => sum + trace.printed.length, 0);

describe("a report in the browser", () => {
  test("complains of nothing and asks for nothing", async () => {
    await open();
    await tab.click("#p0-0");
    await search("811");
    expect([complaints, requests]).toEqual([[], [file]]);
  });

  describe("outlines every figure of the traces where it stands,", () => {
    // The script would move an outline to its figure
    beforeAll(() => open(file, { hasScript: false }));

    test.each([
      [1440, "side by side"],
      [1000, "in a narrow window"],
      [1680, "large"],
    ])("at %i px %s", async (width, how) => {
      await tab.setViewport({ width, height: 900 });
      if (how === "large") await tab.click("#large");
      const { worst, lone, pairs } = await distances();
      expect([lone, pairs]).toEqual([[], printed()]);
      expect(worst).toBeLessThan(1.5);
    });
  });

  test("moves outlines to their figures where a browser sets lines otherwise", async () => {
    const moved = documents.map(({ trace, page }) => {
      const printed = trace.printed.map((print) => {
        const [x, y, width, height] = print.box!;
        return { ...print, box: [x + 9, y - 5, width, height] as [number, number, number, number] };
      });
      return { trace: { ...trace, printed }, page };
    });
    const other = new URL("moved.html", file);
    writeFileSync(
      other,
      formatReport({ documents: moved, findings: [], published: [], literals: [], leftOut: [], dropped: [] }),
    );
    await open(other.href);
    const { worst, pairs } = await distances();
    expect(pairs).toBe(printed());
    expect(worst).toBeLessThan(1.5);
  });

  describe("as it is opened", () => {
    beforeAll(() => open());

    test("keeps the styles of slides and report apart", async () => {
      const styles = await tab.evaluate(() => {
        const of = (selector: string): readonly string[] => {
          const { fontFamily, fontSize, margin, color } = getComputedStyle(document.querySelector(selector)!);
          return [fontFamily.split(",")[0]!, fontSize, margin, color];
        };
        return [of(".tie-deck-0 .title"), of(".tie-deck-1 .title"), of(".tie-lead"), of(".tie-table td")];
      });
      expect(styles).toEqual([
        [`"Inter 0"`, "27px", "0px", "rgb(18, 38, 58)"],
        [`"Inter 1"`, "27px", "0px", "rgb(18, 38, 58)"],
        ["system-ui", "13px", "0px 0px 8px", "rgb(86, 101, 114)"],
        ["system-ui", "12px", "0px", "rgb(22, 34, 46)"],
      ]);
    });

    test("is no wider than the window", async () => {
      for (const width of [1440, 1280, 1000]) {
        await tab.setViewport({ width, height: 900 });
        const page = await tab.evaluate(() => document.documentElement.scrollWidth);
        expect(page).toBe(width);
      }
    });
  });
});

describe("the panel of a figure", () => {
  const income = `#s2 .tie-picture > a[aria-label="811"]`;
  beforeAll(() => open());
  beforeEach(() => tab.keyboard.press("Escape"));

  test("opens on a click and says cell, source, interval and both languages", async () => {
    expect(await shown("#panel")).toBe(0);
    await tab.click(income);
    const [said] = await texts("#panel");
    expect(said).toContain("811 Operating income 営業利益 operating-income@2Q06");
    expect(said).toContain("Exact value 811 JPY million Known to lie in 810.5 to 811.5");
    expect(said).toContain("EN 811 fact in JPY million, 0 decimals JA 811 fact in JPY million, 0 decimals");
    expect(said).toContain("cell quarterly.csv:9:81 says 811 JPY million (2q06 slide 7)");
    expect(said).toContain("warning an invented finding");
    expect(await tab.$$eval("[aria-current]", (marks) => marks.length)).toBe(1);
  });

  test("opens by keyboard, follows the arrows and closes with Escape", async () => {
    await tab.focus(income);
    await tab.keyboard.press("Enter");
    expect(await texts(".tie-panel-print")).toEqual(["811"]);
    await tab.keyboard.press("ArrowRight");
    expect(await texts(".tie-panel-print")).toEqual(["+59.9%"]);
    await tab.keyboard.press("Escape");
    expect(await shown("#panel")).toBe(0);
  });

  test("shows a formula with its inputs, each with its cell", async () => {
    await tab.click(`#s2 .tie-picture > a[aria-label="+17.4%"]`);
    const [said] = await texts(".tie-panel-origin");
    expect(said).toContain("= revenue.total@2Q06 / revenue.total@2Q05 - 1");
    expect(said).toContain("cell quarterly.csv:7:93 says 14007 JPY million");
    expect(said).toContain("cell quarterly.csv:7:69 says 11929 JPY million");
  });

  test("leads to the other places of the figure", async () => {
    await tab.click(income);
    const places = await texts(".tie-panel-places li");
    const of = documents[0]!.trace.figures["operating-income@2Q06"]!.places.length;
    expect(places.filter((place) => place.startsWith("EN"))).toHaveLength(of);
    await tab.$$eval(".tie-panel-places a", (links) => (links.at(-1) as HTMLElement).click());
    expect(await tab.$eval("[aria-current]", ({ id }) => id)).toMatch(/^p1-\d+$/);
    expect(await tab.evaluate(() => location.hash)).toMatch(/^#p1-\d+$/);
  });

  test("opens with the address of an outline", async () => {
    await open(`${file}#p0-9`);
    expect(await texts(".tie-panel-print")).toEqual([documents[0]!.trace.printed[9]!.text]);
  });
});

describe("search", () => {
  beforeAll(() => open());

  test("finds the figures of a cell, and slides that print them", async () => {
    await search("quarterly.csv:9");
    const rows = await tab.$$eval(".tie-slide .tie-table tbody tr", (rows) =>
      rows.flatMap((row) => (row.checkVisibility() ? [row.textContent] : [])),
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => !/quarterly\.csv:9(?!\d)/.test(row))).toEqual([]);
    expect(await shown("#s0, #s1")).toBe(0);
    const out = await shown(".tie-picture > a.tie-out");
    expect(out).toBeGreaterThan(0);
    await search("");
    await tab.keyboard.press("Escape");
    expect([await shown("#s0, #s1"), await tab.$$eval(".tie-out", ({ length }) => length)]).toEqual([2, 0]);
  });

  test("finds a number as a whole, with or without its comma", async () => {
    await search("811");
    const found = await texts("#s2 tbody tr:not([hidden])");
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("operating-income@2Q06 811 811");
    await search("14007");
    expect((await texts("#s2 tbody tr:not([hidden])"))[0]).toContain("revenue.total@2Q06 14,007 14,007");
  });

  test("finds references and labels of any language, and all words of several", async () => {
    await search("営業利益 1H06 growth(-1y)");
    expect((await texts("#s2 tbody tr:not([hidden])"))[0]).toContain("operating-income@1H06|growth(-1y)");
    expect(await texts("#found")).toEqual([
      `${await tab.$$eval(".tie-table > tbody > tr:not([hidden]), .tie-finding:not([hidden])", ({ length }) => length)} of ${await tab.$$eval(".tie-table > tbody > tr, .tie-finding", ({ length }) => length)} rows`,
    ]);
  });
});

test("tables sort by exact value, down, and back", async () => {
  await open();
  const column = (): Promise<readonly (string | undefined)[]> =>
    tab.$$eval("#s2 tbody tr", (rows) =>
      rows.map((row) => (row as HTMLTableRowElement).cells[3]!.dataset["v"]),
    );
  const original = await column();
  const click = (): Promise<void> => tab.$eval("#s2 th:nth-child(4) button", (button) => button.click());
  const sorted = original.map(Number).toSorted((a, b) => a - b);
  expect(original.map(Number)).not.toEqual(sorted);
  await click();
  expect((await column()).map(Number)).toEqual(sorted);
  expect(await tab.$eval("#s2 th:nth-child(4)", (head) => head.ariaSort)).toBe("ascending");
  await click();
  expect((await column()).map(Number)).toEqual(sorted.toReversed());
  await click();
  expect(await column()).toEqual(original);
});

describe("without its script", () => {
  beforeAll(() => open(file, { hasScript: false }));

  test("the report has everything but search and panel, and outlines lead to rows", async () => {
    expect([await shown(".tie-search"), await shown("#panel")]).toEqual([0, 0]);
    expect(await shown(".tie-slide .tie-table tbody tr")).toBeGreaterThan(400);
    await tab.click(`#s2 .tie-picture > a[aria-label="811"]`);
    expect(await texts("tr:target")).toEqual([expect.stringContaining("operating-income@2Q06 811 811")]);
  });
  test("published figures can be filtered", async () => {
    expect(await shown(".tie-pub")).toBe(2);
    await tab.click(`input[value="wrong"]`);
    expect(await shown(".tie-pub")).toBe(1);
  });
});

describe("on paper", () => {
  beforeAll(() => open());

  test("every page has text, tables repeat their heads, and findings come first", async () => {
    const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
    expect(text.length).toBeGreaterThan(20);
    expect(text.findIndex((page) => page.includes("placeholder:"))).toBe(0);
    text.forEach((page, index) =>
      expect(page, `page ${index + 1}`).toContain(`${index + 1} / ${text.length}`),
    );
    const heads = await tab.$$eval(".tie-table > thead > tr", (rows) =>
      rows.map(({ cells }) => [...cells].slice(0, 2).map((cell) => (cell as HTMLElement).innerText.trim())),
    );
    const ofTables = text.filter((page) => page.includes("quarterly.csv:"));
    expect(ofTables.length).toBeGreaterThan(20);
    expect(ofTables.filter((page) => !heads.some((head) => page.includes(head.join(" "))))).toEqual([]);
    expect(text.join()).not.toContain("Printed at");
  });

  test("no cell is cut, and outlines lie on their figures", async () => {
    await tab.emulateMediaType("print");
    // A4 across, without its margins
    await tab.setViewport({ width: 1032, height: 700 });
    const cut = await tab.$$eval(".tie-table :is(td, th)", (cells) =>
      cells.flatMap((cell) => (cell.scrollWidth > cell.clientWidth + 1 ? [cell.textContent] : [])),
    );
    expect(cut).toEqual([]);
    const { worst, lone } = await distances();
    expect(lone).toEqual([]);
    expect(worst).toBeLessThan(1.5);
  });
});
