/// <reference lib="dom" />
import type { CDPSession, Page as Tab } from "puppeteer";
import { failOn, KessanError, type Problem } from "../problem.ts";
import type { Browser } from "./browser.ts";
import type { Measured } from "./measure.ts";
import { findPatch, patchDocument, type Patch } from "./patch-page.ts";

/** A tab of the browser that takes one document after another: without scripts, without a network, as on paper. */
export interface Page {
  readonly browser: Browser;
  readonly tab: Tab;
  readonly session: CDPSession;
  /** CSS px of a slide or sheet. */
  readonly size: PageSize;
  /** What the document at hand tried to fetch. */
  readonly requests: Set<string>;
  /** Whether it has held a document, which may still be up to something. */
  isUsed: boolean;
  /** The document that it holds, as long as that is as it was given. */
  held?: HeldDocument | undefined;
  /** Pages printed since its memory was last cleared. */
  printed: number;
}

export interface HeldDocument {
  readonly html: string;
  /** What was measured of it, or of one that differs from it in the slides that are changed. */
  readonly measured?: Measured;
  /** Places of slides from 0, in their order. */
  readonly changed: readonly number[];
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** Pixels of a picture to a CSS px; 1 if left out. */
  readonly scale?: number;
}

/** Opens a page of the size given in CSS px. Waits for the browser, which may still be starting. */
export async function openPage(browser: Browser, size: PageSize): Promise<Page> {
  await browser.connect();
  return browser.run({ step: "opening a page", seconds: browser.limits.start }, async () => {
    const tab = await browser.openTab();
    const [session] = await Promise.all([
      openSession(tab),
      tab.setJavaScriptEnabled(false),
      setConditions(tab),
      tab.setViewport({
        width: Math.ceil(size.width),
        height: Math.ceil(size.height),
        deviceScaleFactor: size.scale ?? 1,
      }),
    ]);
    const requests = new Set<string>();
    tab.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith("data:") && url !== blank) requests.add(url);
    });
    tab.on("error", () => browser.fail("its page crashed"));
    return { browser, tab, session, size, requests, isUsed: false, printed: 0 };
  });
}

/**
 * Gives the page a self-contained HTML document and waits until its fonts and pictures are there. Where it holds one that differs in some
 * slides, only those are given to it. Throws a KessanError if the document asks for anything from outside, or holds a font or a picture that
 * cannot be read.
 */
export async function loadHtml(page: Page, html: string): Promise<void> {
  const { browser, tab, requests } = page;
  const before = page.held;
  const patch = before && findPatch(before.html, html);
  page.held = undefined;
  await browser.run({ step: "loading the document", seconds: browser.limits.load }, async () => {
    requests.clear();
    const isPatched = patch !== undefined && (await patchDocument(tab, patch));
    // Ends what the document before has begun, such as leaving for another page
    if (page.isUsed && !isPatched) {
      await tab.goto(blank);
      await setConditions(tab);
      requests.clear();
    }
    page.isUsed = true;
    try {
      if (!isPatched) await tab.setContent(html, { timeout: 0 });
      const content = await tab.evaluate(readContent);
      failOn([...requestProblems(page), ...contentProblems(content)]);
      page.held = before && patch && isPatched ? patched(before, patch, html) : { html, changed: [] };
    } catch (error) {
      // A document that leaves by itself takes the answer with it
      if (!(error instanceof KessanError)) failOn(requestProblems(page));
      throw error;
    }
  });
}

function patched(before: HeldDocument, patch: Patch, html: string): HeldDocument {
  const changed = new Set([...before.changed, ...patch.changed.map(({ index }) => index)]);
  return { ...before, html, changed: [...changed].sort((a, b) => a - b) };
}

/**
 * Has the tab give back what the documents before have left in its memory, once they have had many pages: by itself it does so
 * when it has grown to twice its size. Returns at once; what is asked of the tab next waits for some hundredths of a second.
 */
export function clearMemory(page: Page, { printed }: { readonly printed: number }): void {
  page.printed += printed;
  if (page.printed < pagesToClear) return;
  page.printed = 0;
  // Whoever asks next is told of a browser that is gone
  page.session.send("HeapProfiler.collectGarbage").catch(() => {});
}

const pagesToClear = 100;

/** What the document tried to fetch so far, and whether it still is the one that was loaded. */
export function requestProblems({ tab, requests }: Page): readonly Problem[] {
  const problems = [...requests].sort().map((url) => ({
    what: `the document asks for "${shorten(url)}", which lies outside of it`,
    hint: "pictures and fonts are put into the document as data",
  }));
  if (problems.length > 0 || tab.url() === blank) return problems;
  return [{ what: `the document left for "${shorten(tab.url())}"` }];
}

const blank = "about:blank";

/** Without a network and as on paper: what a browser forgets when the tab goes to another document. */
async function setConditions(tab: Tab): Promise<void> {
  await Promise.all([tab.setOfflineMode(true), tab.emulateMediaType("print")]);
}

async function openSession(tab: Tab): Promise<CDPSession> {
  const session = await tab.createCDPSession();
  await Promise.all([session.send("DOM.enable"), session.send("CSS.enable")]);
  return session;
}

interface Content {
  /** Start tags of elements that have no place in a printed document. */
  readonly foreign: readonly string[];
  /** Face, weight and style of fonts that could not be loaded. */
  readonly fonts: readonly string[];
  /** Alternative texts, or sources, of pictures that could not be decoded. */
  readonly pictures: readonly string[];
}

/** Runs in the page. Every face is asked for: one that is used late would be missing from the first print. */
async function readContent(): Promise<Content> {
  await Promise.allSettled([...document.fonts].map((font) => font.load()));
  const foreign =
    "script, link, base, meta[http-equiv=refresh i], iframe, frame, object, embed, video, audio, form";
  return {
    foreign: [...document.querySelectorAll<HTMLElement>(foreign)].map(
      (element) => (element.cloneNode(false) as HTMLElement).outerHTML,
    ),
    fonts: [...document.fonts]
      .filter((font) => font.status !== "loaded")
      .map((font) => `${font.family} ${font.weight} ${font.style}`),
    pictures: [...document.images]
      .filter((image) => !image.complete || image.naturalWidth === 0)
      .map((image) => image.alt || image.src),
  };
}

function contentProblems({ foreign, fonts, pictures }: Content): readonly Problem[] {
  return [
    ...foreign.map((tag) => ({ what: `the document holds "${shorten(tag)}", which has no place on paper` })),
    ...fonts.map((font) => ({ what: `the font "${font}" cannot be read` })),
    ...pictures.map((picture) => ({ what: `the picture "${shorten(picture)}" cannot be read` })),
  ];
}

function shorten(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
