/// <reference lib="dom" />
import { failOn } from "../problem.ts";
import { requestProblems, type Page } from "./page.ts";

/** Pixels of a picture to a CSS px where nothing else is asked: a slide of 1280 by 720 becomes a picture of 1920 by 1080. */
export const pictureScale = 1.5;

/**
 * The pages of a loaded document as pictures (PNG), as they print: every element that the selector names, in order. Styles may be
 * added, and stay in the document. Throws a KessanError if it asks for anything from outside; BrowserLost if the browser dies.
 */
export async function takePagePictures(
  page: Page,
  {
    selector,
    styles = "",
    scale = pictureScale,
  }: { readonly selector: string; readonly styles?: string; readonly scale?: number },
): Promise<readonly Uint8Array[]> {
  const { browser, tab } = page;
  const limit = browser.limits;
  const run = <T>(work: () => Promise<T>): Promise<T> =>
    browser.run({ step: "taking pictures of pages", seconds: limit.print }, work);
  if (styles !== "") page.held = undefined;
  const boxes = await run(() => tab.evaluate(readBoxes, selector, styles));
  const pictures: Uint8Array[] = [];
  for (const box of boxes) {
    const clip = { ...box, scale };
    const bytes = await run(() => tab.screenshot({ type: "png", clip, captureBeyondViewport: true }));
    pictures.push(new Uint8Array(bytes));
  }
  failOn(requestProblems(page));
  return pictures;
}

/** Runs in the page. */
function readBoxes(
  selector: string,
  styles: string,
): { x: number; y: number; width: number; height: number }[] {
  if (styles !== "")
    document.head.append(Object.assign(document.createElement("style"), { textContent: styles }));
  return [...document.querySelectorAll(selector)].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + scrollX, y: y + scrollY, width, height };
  });
}
