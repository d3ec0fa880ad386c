import { type FoundBrowser, findBrowser, thisMachine } from "../src/pdf/find-browser.ts";

/** The browser that the tests print with: KESSAN_BROWSER, else the one that set-up unpacked. */
export function testBrowser(): FoundBrowser {
  return findBrowser(thisMachine());
}
