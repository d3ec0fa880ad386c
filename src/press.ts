import { drawChart } from "./charts/draw.ts";
import { charactersByFace, missingGlyphs } from "./fonts/cover.ts";
import { cutFont } from "./fonts/cut.ts";
import { faces, weights } from "./fonts/faces.ts";
import { createFonts, type Fonts } from "./fonts/load.ts";
import { measureWith } from "./fonts/measure.ts";
import { blocksOf } from "./html/blocks-of.ts";
import { charactersOf } from "./html/characters.ts";
import { renderHtml, type Face } from "./html/render.ts";
import { look } from "./html/tokens.ts";
import type { Layout } from "./lay-out.ts";
import { BrowserLost, type Browser } from "./pdf/browser.ts";
import { checkMeasured } from "./pdf/check-measured.ts";
import { finishPdf, prepareFinish } from "./pdf/finish.ts";
import { measure } from "./pdf/measure.ts";
import { loadHtml, openPage, type Page } from "./pdf/page.ts";
import { printPdf } from "./pdf/print.ts";
import { failOn, KessanError, type Problem } from "./problem.ts";

/** The stages from a laid-out document to its PDF. Keeps browser, page and fonts ready for the next document. */
export interface Press {
  /** Draws the charts, cuts the fonts and renders the self-contained page. Throws a KessanError for characters that no font has. */
  render(layout: Layout): Promise<string>;
  /** Measures the page, prints and finishes it. A browser that dies is replaced once. Throws a KessanError for what does not fit. */
  print(layout: Layout, html: string): Promise<{ readonly bytes: Uint8Array; readonly pages: number }>;
  close(): Promise<void>;
}

export interface PressOptions {
  /** Starts the browser's program and returns at once. */
  readonly startBrowser: () => Browser;
  /** The browser that is starting already. */
  readonly browser: Browser;
}

/** Opens the press over a browser that may still be starting. */
export function openPress({ startBrowser, browser: first }: PressOptions): Press {
  let browser = first;
  let page: Promise<Page> | undefined;
  let fonts: Promise<Fonts> | undefined;

  return {
    render: async (layout) => {
      const { document, locale, templates, tokens } = layout;
      const opened = await (fonts ??= createFonts());
      const charts = await drawCharts(layout, opened);
      const rendering = { document, locale, templates, tokens, charts };
      const characters = charactersOf(renderHtml({ ...rendering, fonts: [] }));
      failOn(glyphProblems(layout, opened, characters));
      return renderHtml({ ...rendering, fonts: await cutFaces(opened, layout, characters) });
    },
    print: async (layout, html) => {
      try {
        return await printOnce(layout, html);
      } catch (error) {
        if (!(error instanceof BrowserLost)) throw error;
        await browser.close();
        browser = startBrowser();
        page = undefined;
        return printOnce(layout, html);
      }
    },
    close: () => browser.close(),
  };

  async function printOnce({ document, tokens }: Layout, html: string): Promise<{ bytes: Uint8Array; pages: number }> {
    const { width, height } = tokens.page;
    page ??= openPage(browser, { width, height });
    const opened = await page;
    await loadHtml(opened, html);
    const measured = await measure(opened);
    failOn(checkMeasured(measured, { minimum: tokens.size.minimum }));
    const pages = document.slides.length;
    const printing = printPdf(opened, { pages });
    await prepareFinish();
    const bytes = await finishPdf(await printing, {
      title: document.title,
      author: document.companyName,
      subject: document.subject,
      keywords: document.keywords,
      lang: document.lang,
      date: document.date,
      producer: "kessan",
      creator: "kessan",
    });
    return { bytes, pages };
  }
}

/** The charts of a document by the id of their block. Throws a KessanError with the problems of all, naming their slides. */
async function drawCharts({ document, locale, tokens }: Layout, fonts: Fonts): Promise<ReadonlyMap<string, string>> {
  const options = { look: look(tokens, locale), measure: measureWith(fonts, locale.faces) };
  const charts = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { id, slide, block } of blocksOf(document)) {
    if (!("chart" in block)) continue;
    try {
      charts.set(id, await drawChart(block.chart, options));
    } catch (error) {
      if (!(error instanceof KessanError)) throw error;
      problems.push(...error.problems.map((problem) => ({ ...problem, what: `slide "${slide.id}": ${problem.what}` })));
    }
  }
  failOn(problems);
  return charts;
}

function glyphProblems({ document, locale }: Layout, fonts: Fonts, characters: string): readonly Problem[] {
  const missing = missingGlyphs(fonts, { text: characters, faces: locale.faces });
  return missing.map((character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    const slides = document.slides.filter((slide) => JSON.stringify(slide).includes(character)).map(({ id }) => `"${id}"`);
    const where = slides.length === 0 ? "a template" : `slide ${slides.join(", ")}`;
    const families = locale.faces.map((face) => faces[face].family).join(" and ");
    return {
      what: `${where}: no font has the character "${character}" (U+${code})`,
      hint: `${families} do not have it; write it with other characters`,
    };
  });
}

/** A face of every weight that the styles use, cut to what the page sets in it. */
async function cutFaces(fonts: Fonts, { locale }: Layout, text: string): Promise<readonly Face[]> {
  const byFace = charactersByFace(fonts, { text, faces: locale.faces });
  return Promise.all(
    [...byFace].flatMap(([face, characters]) =>
      weights.map(async (weight) => ({
        family: faces[face].family,
        weight,
        bytes: await cutFont(fonts, { face, weight, characters }),
      })),
    ),
  );
}
