import type { PDFDocument } from "pdf-lib";
import { chartHeight } from "./charts/chart-height.ts";
import { textsOf } from "./charts/texts.ts";
import { slideNouns, type Document } from "./documents/document.ts";
import { mostPages } from "./documents/outline.ts";
import type { Store } from "./effects.ts";
import { cutFaces } from "./fonts/cut-faces.ts";
import { faces } from "./fonts/faces.ts";
import { createFonts, type Fonts } from "./fonts/load.ts";
import { outlineText, type Outline } from "./fonts/outline.ts";
import { blocksOf } from "./html/blocks-of.ts";
import { charactersOf } from "./html/characters.ts";
import { checkSize } from "./html/check-size.ts";
import { draftStyles } from "./html/draft-styles.ts";
import { fillPage } from "./html/fill.ts";
import { headingsOf } from "./html/headings.ts";
import { chartOf } from "./html/render-message.ts";
import { look, pageOf as pageSize } from "./html/tokens.ts";
import { sizeOf, type LaidOut, type Layout, type SlidePlaces } from "./lay-out.ts";
import { BrowserLost, type Browser } from "./pdf/browser.ts";
import type { Browsers } from "./pdf/browsers.ts";
import { checkMeasured, type MeasuredRules } from "./pdf/check-measured.ts";
import type { Attachment } from "./pdf/attach-files.ts";
import { mendPdf, openPrinted, prepareFinish, type MendedPdf } from "./pdf/finish.ts";
import { flowPages } from "./pdf/flow-pages.ts";
import { joinMeasured, measure, type Measured } from "./pdf/measure.ts";
import type { TagMemory } from "./pdf/mend-tags.ts";
import type { Metadata } from "./pdf/metadata.ts";
import { clearMemory, loadHtml, openPage, requestProblems, type Page, type PageSize } from "./pdf/page.ts";
import { takePagePictures } from "./pdf/page-pictures.ts";
import { takePicture, type Picture } from "./pdf/picture.ts";
import { openPageMemory } from "./pdf/remember-pages.ts";
import { printPdf } from "./pdf/print.ts";
import { failOn, KessanError, type Problem } from "./problem.ts";

/** The stages from a laid-out document to its PDF. Keeps browser, page and fonts ready for the next document. */
export interface Press {
  /** Cuts the fonts, waits for the charts and fills the self-contained page. Throws a KessanError for characters that no font has. */
  render(layout: LaidOut): Promise<string>;
  /**
   * Renders the page, measures, prints and finishes it; after the last one the browser goes while the file is finished.
   * A browser that dies is replaced once; BrowserLost if its successor dies too. One that has printed many pages makes room
   * for another before its memory grows. Throws a KessanError for what does not fit.
   */
  print(layout: LaidOut, options: PrintOptions): Promise<Printed>;
  /** The page of a message's chart as a picture of twice as many pixels, and the page that was pictured. BrowserLost if the browser dies twice. */
  takePicture(layout: LaidOut): Promise<Picture & { readonly html: string }>;
  close(): Promise<void>;
}

export interface PrintOptions {
  /** Whether the browser can go after it. */
  readonly isLast: boolean;
  /** Its pages as pictures too; `scale`: pixels to a CSS px. */
  readonly pictures?: { readonly scale?: number };
  /** Takes pages as the browser has printed them: all of a document, or one part of it after the other. */
  readonly onPrinted: (bytes: Uint8Array, of: { readonly isFirst: boolean }) => void;
  /** Gives what travels inside the PDF, when it is known where everything stands. Throws a KessanError for what may not be printed. */
  readonly attach: (measured: Measured) => readonly Attachment[];
  /** Work for the time in which the browser is busy. What it throws is thrown. */
  readonly whileLoading: () => void;
  readonly whilePrinting: () => Promise<void>;
}

export interface Printed {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** The page that was printed. */
  readonly html: string;
  /** Its pages as PNG, where they are wanted. */
  readonly pictures: readonly Uint8Array[];
  /** Styles that mark every page of a draft outside of the PDF; empty for any other document. */
  readonly draftStyles: string;
}

export interface PressOptions {
  readonly browsers: Browsers;
  /** One that was taken from them already; the press releases it. */
  readonly browser?: Browser;
  /** Where cut fonts are kept between runs. */
  readonly store?: Store;
}

/** Opens the press, over a browser that may still be starting or one that starts with the first print. */
export function openPress({ browsers, browser: first, store }: PressOptions): Press {
  let browser = first;
  let page: Promise<Page> | undefined;
  let fonts: Promise<Fonts> | undefined;
  let prepared: Promise<void> | undefined;
  const memory: TagMemory = openPageMemory();
  let isBusy = false;
  let hasLost = false;
  let going: Promise<void> | undefined;

  return {
    render,
    print: async (layout, options) => {
      if (browser !== undefined && browsers.isSpent(browser)) await letBrowserGo("done");
      // Puppeteer loads and the browser starts while charts are drawn and fonts cut
      openPageFor(layout).catch(() => {});
      const fill = await filler(layout);
      const html = fillWhole(layout, fill);
      return twice(layout, "printed", () => printOnce(layout, { html, fill }, options));
    },
    takePicture: async (layout) => {
      openPicture(layout).catch(() => {});
      const html = await render(layout);
      return twice(layout, "drawn", async () => {
        const opened = await openPicture(layout);
        await loadHtml(opened, html);
        return { ...(await takePicture(opened)), html };
      });
    },
    // Work that is under way ends with its browser
    close: () => letBrowserGo(isBusy ? "lost" : "done"),
  };

  async function render(layout: LaidOut): Promise<string> {
    return fillWhole(layout, await filler(layout));
  }

  /** Puts charts and fonts into pages of a document. */
  async function filler(layout: LaidOut): Promise<Fill> {
    const text = charactersOn(layout);
    const made = await cutFaces({
      faces: layout.locale.faces,
      text,
      fonts: () => (fonts ??= createFonts()),
      ...(store && { store }),
    });
    if ("missing" in made) throw new KessanError(glyphProblems(layout, made.missing));
    const charts = await chartsOf(layout);
    return (page) => fillPage(page, { charts, fonts: made.cut });
  }

  async function markOf({ document, locale }: Layout): Promise<Outline | undefined> {
    if (document.draft === "") return undefined;
    const word = { text: document.draft, faces: locale.faces, weight: 700 } as const;
    return outlineText(await (fonts ??= createFonts()), word);
  }

  async function twice<T>({ document }: Layout, done: string, work: () => Promise<T>): Promise<T> {
    const first = await attempt(work);
    if (!(first instanceof BrowserLost)) return first;
    const second = await attempt(work);
    if (!(second instanceof BrowserLost)) return second;
    const tries =
      first.message === second.message ? second.message : `${first.message}; then ${second.message}`;
    throw new BrowserLost(`${document.name} (${document.lang}) could not be ${done} in two tries: ${tries}`, {
      cause: second,
    });
  }

  /** A browser that is lost, or cannot start, is not used again. */
  async function attempt<T>(work: () => Promise<T>): Promise<T | BrowserLost> {
    isBusy = true;
    try {
      const done = await work();
      hasLost = false;
      return done;
    } catch (error) {
      if (error instanceof KessanError && (await isOpen())) throw error;
      await letBrowserGo("lost");
      hasLost = true;
      if (error instanceof BrowserLost) return error;
      throw error;
    } finally {
      isBusy = false;
    }
  }

  function letBrowserGo(how: "done" | "lost"): Promise<void> {
    const [gone, opened, before] = [browser, page, going];
    [browser, page] = [undefined, undefined];
    const leave = async (): Promise<void> => {
      await before;
      if (gone === undefined) return;
      if (how === "lost") return browsers.lose(gone);
      if (browsers.isShared(gone)) await closePage(opened).catch(() => {});
      await browsers.release(gone);
    };
    return (going = leave());
  }

  async function closePage(closing: Promise<Page> | undefined): Promise<void> {
    const opened = await closing;
    await opened?.browser.run({ step: "closing a page", seconds: opened.browser.limits.load }, () =>
      opened.tab.close(),
    );
  }

  async function isOpen(): Promise<boolean> {
    return (
      page !== undefined &&
      page.then(
        () => true,
        () => false,
      )
    );
  }

  /** Documents of one size share a page. Who asks while another page is being closed waits for the same new one. */
  function pageOf(size: PageSize): Promise<Page> {
    const before = page;
    page = (async () => {
      const opened = await before;
      const isSame =
        opened?.size.width === size.width &&
        opened.size.height === size.height &&
        opened.size.scale === size.scale;
      if (isSame) return opened;
      await closePage(before);
      return openPage((browser ??= browsers.take({ alone: hasLost })), size);
    })();
    return page;
  }

  async function printOnce(
    layout: LaidOut,
    { html, fill }: { readonly html: string; readonly fill: Fill },
    { isLast, pictures: wanted, onPrinted, attach, whileLoading, whilePrinting }: PrintOptions,
  ): Promise<Printed> {
    const { document, parts } = layout;
    const opened = await openPageFor(layout);
    const problems: Problem[] = [];
    const printed: PrintedPart[] = [];
    const pictures: Uint8Array[] = [];
    let pdf: PDFDocument | undefined;
    let mended: MendedPdf | undefined;
    const mend = async (): Promise<MendedPdf> =>
      mendPdf(
        pdf!,
        metadataOf(document),
        { links: noteLinks(layout), headings: headingsOf(html) },
        // Nobody prints after the last one
        isLast ? undefined : memory,
      );
    const selector = pageSelectors[document.kind];
    let marking: Promise<Outline | undefined> = Promise.resolve(undefined);
    let mark: Outline | undefined;
    let styles = "";

    for (const [index, part] of parts.entries()) {
      const [isFirst, isOnly] = [index === 0, parts.length === 1];
      const beside = {
        whileLoading: () => {
          whileLoading();
          marking = markOf(layout);
          // Told where it is waited for
          marking.catch(ignore);
        },
        whilePrinting,
      };
      const take = async (bytes: Uint8Array): Promise<void> => {
        onPrinted(bytes, { isFirst });
        pdf = await openPrinted(bytes, pdf);
        if (isOnly) mended = await mend();
      };
      const request = { page: opened, html: isOnly ? html : fill(part.page), slides: part.slides };
      printed.push(await printPart(layout, { ...request, take, problems, ...(isFirst && beside) }));
      mark = await marking;
      if (mark !== undefined) styles = draftStyles(mark, selector);
      if (wanted !== undefined)
        pictures.push(...(await takePagePictures(opened, { selector, styles, ...wanted })));
    }
    failOn(problems);
    const pages = printed.reduce((sum, part) => sum + part.pages, 0);
    browsers.count(opened.browser, pages);
    if (isLast) letBrowserGo("done").catch(() => {});
    else clearMemory(opened, { printed: pages });
    // Not beside the browser where there is much of both
    mended ??= await mend();
    const attachments = attach(joinMeasured(printed.map(({ measured }) => measured)));
    const bytes = await mended.finish({ attachments, ...(mark && { mark }) });
    return { bytes, pages, html: printed[0]!.html ?? html, pictures, draftStyles: styles };
  }

  /** Prints and measures what stands on one page of HTML. What does not fit is added to the problems. */
  async function printPart(
    layout: LaidOut,
    { page, html, slides, take, problems, whileLoading, whilePrinting }: PartRequest,
  ): Promise<PrintedPart> {
    const { document, tokens, places } = layout;
    const loading = loadHtml(page, html);
    whileLoading?.();
    // The libraries load while the browser is busy
    await Promise.all([(prepared ??= prepareFinish()), loading]);
    // Text flows over pages when its fonts are there
    const flowed = document.kind === "report" ? await flowPages(page) : undefined;
    const pages = flowed?.pages ?? slides.length;
    failOn(checkPages(pages, sizeOf(layout)));
    const printing = printPdf(page, { pages });
    // Measuring comes after it: there is time while the file is mended. What does not fit is told, and the print thrown away
    const [print, measured, done] = await Promise.allSettled([
      printing.then(take),
      printing.then(ignore, unlessLost).then(() => measure(page, { areCharactersChecked: true, pages })),
      whilePrinting && afterThisTurn().then(whilePrinting),
    ]);
    if (print.status === "rejected" && print.reason instanceof BrowserLost) throw print.reason;
    if (done.status === "rejected") throw done.reason;
    if (measured.status === "rejected") throw measured.reason;
    problems.push(
      ...overflowProblems(measured.value, {
        minimum: tokens.size.minimum,
        noun: slideNouns[document.kind],
        places,
      }),
    );
    if (print.status === "rejected") {
      failOn(problems);
      throw print.reason;
    }
    // What the page asked for on paper was told before it was measured
    failOn(requestProblems(page));
    return { pages, measured: measured.value, ...(flowed && { html: flowed.html }) };
  }

  /** As wide as the chart, so that nothing around it is seen. */
  function openPicture({ document, tokens, locale }: Layout): Promise<Page> {
    const placed = chartOf(document);
    if (placed === undefined || !("chart" in placed.block)) throw new TypeError("a message without a chart");
    const { chart } = placed.block;
    return pageOf({ width: chart.width, height: chartHeight(chart, look(tokens, locale)), scale: 2 });
  }

  function openPageFor({ document, tokens }: Pick<Layout, "document" | "tokens">): Promise<Page> {
    const { width, height } = pageSize(tokens, document.kind);
    return pageOf({ width, height });
  }
}

type Fill = (page: string) => string;

/** The page of the whole document. Throws a KessanError where it is too large. */
function fillWhole(layout: LaidOut, fill: Fill): string {
  const html = fill(layout.page);
  failOn(checkSize(html, sizeOf(layout)));
  return html;
}

interface PartRequest {
  readonly page: Page;
  readonly html: string;
  readonly slides: readonly string[];
  /** What is done with the bytes that were printed. */
  readonly take: (bytes: Uint8Array) => Promise<void>;
  readonly problems: Problem[];
  readonly whileLoading?: () => void;
  readonly whilePrinting?: () => Promise<void>;
}

interface PrintedPart {
  readonly pages: number;
  readonly measured: Measured;
  /** As it is after its text has flowed over pages. */
  readonly html?: string;
}

/** What a page is in a document. */
const pageSelectors = { deck: ".slide[data-slide]", report: ".page", message: "body" } as const;

function metadataOf({ title, companyName, subject, keywords, lang, date }: Document): Metadata {
  return { title, author: companyName, subject, keywords, lang, date, producer: "kessan", creator: "kessan" };
}

/** What the links between footnotes and their marks are called, by the place that they lead to. */
function noteLinks({ document, locale: { notes } }: Layout): ReadonlyMap<string, string> {
  return new Map(
    document.footnotes.flatMap(({ id, number }) => [
      [`note.${id}`, notes.to(String(number))],
      [`mark.${id}`, notes.back(String(number))],
    ]),
  );
}

function ignore(): void {}

/** A browser that is gone measures nothing. */
function unlessLost(error: unknown): void {
  if (error instanceof BrowserLost) throw error;
}

/** A report that flows over more pages than can be printed. */
function checkPages(pages: number, { of, file }: ReturnType<typeof sizeOf>): readonly Problem[] {
  if (pages <= mostPages) return [];
  const [has, limit] = [pages, mostPages].map((count) => count.toLocaleString("en"));
  const what = `${of} has ${has} pages, more than the limit of ${limit}`;
  return [{ place: { file }, what, hint: "divide it" }];
}

/** What was asked of the browser is on its way by then. */
function afterThisTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What does not fit, with the place of the slide's words. */
function overflowProblems(
  measured: Measured,
  { places, ...rules }: MeasuredRules & { readonly places: SlidePlaces },
): readonly Problem[] {
  return checkMeasured(measured, rules).map(({ of, ...problem }) => ({
    place: places.words(of),
    ...problem,
  }));
}

/** The charts by the id of their block. Throws a KessanError with the problems of all. */
async function chartsOf({ drawn }: Layout): Promise<ReadonlyMap<string, string>> {
  const charts = new Map<string, string>();
  const problems: Problem[] = [];
  for (const part of await Promise.allSettled(drawn)) {
    if (part.status === "fulfilled") part.value.forEach((svg, id) => charts.set(id, svg));
    else if (part.reason instanceof KessanError) problems.push(...part.reason.problems);
    else throw part.reason;
  }
  failOn(problems);
  return charts;
}

/** Every character that the finished page prints. */
function charactersOn({ page, document }: LaidOut): string {
  const inCharts = blocksOf(document).flatMap(({ block }) => ("chart" in block ? textsOf(block.chart) : []));
  return charactersOf(page) + inCharts.join("");
}

function glyphProblems({ document, locale, places }: Layout, missing: readonly string[]): readonly Problem[] {
  return missing.map((character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    const slides = document.slides
      .filter((slide) => JSON.stringify(slide).includes(character))
      .map(({ id }) => id);
    const [first] = slides;
    const where = first === undefined ? "a template" : `slide ${slides.map((id) => `"${id}"`).join(", ")}`;
    const families = locale.faces.map((face) => faces[face].family).join(" and ");
    return {
      ...(first !== undefined && { place: places.words(first) }),
      what: `${where}: no font has the character "${character}" (U+${code})`,
      hint: `write it with other characters; the fonts are ${families}`,
    };
  });
}
