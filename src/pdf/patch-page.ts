/// <reference lib="dom" />
import type { Page as Tab } from "puppeteer";
import { tagsOf } from "../html/tags.ts";

/** A slide to put in the place of another. */
export interface ChangedSlide {
  readonly index: number;
  readonly html: string;
}

/** What differs between two documents that are the same around their slides. */
export interface Patch {
  readonly slides: number;
  readonly changed: readonly ChangedSlide[];
}

/**
 * The slides (`<section … data-slide>`) in which a document differs from the one before it. Undefined where anything around them differs, or
 * most of them, so that the document is better loaded as a whole.
 */
export function findPatch(before: string, after: string): Patch | undefined {
  const [old, own] = [piecesOf(before), piecesOf(after)];
  if (old === undefined || own === undefined) return undefined;
  const isSame = old.around.every((text, index) => text === own.around[index]);
  if (!isSame || old.slides.length !== own.slides.length) return undefined;
  const changed = own.slides.flatMap((html, index) => (html === old.slides[index] ? [] : [{ index, html }]));
  if (changed.length > own.slides.length / 2) return undefined;
  const isWhole = changed.every(({ index, html }) => isOneElement(old.slides[index]!) && isOneElement(html));
  return isWhole ? { slides: own.slides.length, changed } : undefined;
}

/** Puts the changed slides into the document that the tab holds. Whether it is now what it would have been if it had been loaded. */
export function patchDocument(tab: Tab, patch: Patch): Promise<boolean> {
  return tab.evaluate(replaceSlides, patch);
}

/** Runs in the page. */
async function replaceSlides({ slides, changed }: Patch): Promise<boolean> {
  const find = (): Element[] => [...document.querySelectorAll("section[data-slide]")];
  const before = find();
  if (before.length !== slides) return false;
  for (const { index, html } of changed) before[index]!.outerHTML = html;
  const after = find();
  await Promise.allSettled([...document.images].map((picture) => picture.decode()));
  return (
    after.length === slides &&
    after.every((slide, index) => slide === before[index] || changed.some((one) => one.index === index))
  );
}

/** Whether nothing in it can reach what stands around it, as a tag that is never closed would. Not for certain where it is not. */
function isOneElement(html: string): boolean {
  if (html.includes("<!")) return false;
  const open: string[] = [];
  let roots = 0;
  for (const { name, closing, attributes } of tagsOf(html)) {
    if (outermost.has(name)) return false;
    if (closing) {
      if (open.pop() !== name) return false;
      continue;
    }
    if (open.length === 0 && ++roots > 1) return false;
    if (!empty.has(name) && !attributes.endsWith("/")) open.push(name);
  }
  return open.length === 0;
}

/** What stands for all of a document, wherever it is written. */
const outermost = new Set(["html", "head", "body", "plaintext"]);
const empty = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

interface Pieces {
  /** Before the slides, between each two, and behind them. */
  readonly around: readonly string[];
  readonly slides: readonly string[];
}

/** Undefined where no slides are found, or something else stands between them. */
function piecesOf(html: string): Pieces | undefined {
  const starts = [...html.matchAll(/<section\b[^>]*\sdata-slide="/g)].map(({ index }) => index);
  if (starts.length === 0) return undefined;
  const around = [html.slice(0, starts[0])];
  const slides: string[] = [];
  for (const [index, start] of starts.entries()) {
    const whole = html.slice(start, starts[index + 1]);
    const end = whole.lastIndexOf(closing) + closing.length;
    const rest = whole.slice(end);
    if (index < starts.length - 1 && rest.trim() !== "") return undefined;
    slides.push(whole.slice(0, end));
    around.push(rest);
  }
  return { around, slides };
}

const closing = "</section>";
