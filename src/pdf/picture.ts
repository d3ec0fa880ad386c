/// <reference lib="dom" />
import { failOn } from "../problem.ts";
import { requestProblems, type Page } from "./page.ts";

/** A picture of a loaded page: PNG, and its size in CSS px. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The loaded page as a picture, as wide and as high as what is drawn on it, on white. The same page gives the same bytes.
 * Throws a KessanError if it asks for anything from outside; BrowserLost if the browser dies.
 */
export async function takePicture(page: Page): Promise<Picture> {
  const { browser, tab } = page;
  failOn(requestProblems(page));
  const picture = await browser.run({ step: "taking a picture", seconds: browser.limits.print }, async () => {
    const { width, height } = await tab.evaluate(() => {
      const { width, height } = document.body.firstElementChild!.getBoundingClientRect();
      return { width: Math.ceil(width), height: Math.ceil(height) };
    });
    const bytes = await tab.screenshot({
      type: "png",
      clip: { x: 0, y: 0, width, height },
      captureBeyondViewport: true,
      optimizeForSpeed: false,
    });
    return { bytes: new Uint8Array(bytes), width, height };
  });
  failOn(requestProblems(page));
  return picture;
}
