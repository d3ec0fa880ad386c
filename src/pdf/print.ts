import { failOn, KessanError } from "../problem.ts";
import { type Page, requestProblems } from "./page.ts";

/**
 * The loaded document as PDF, tagged and with an outline of its headings, as the browser writes it (with the clock in
 * it: `finishPdf` takes that out). Throws a KessanError if the document has another number of pages, or asks for
 * anything from outside; BrowserLost if the browser dies. What it asks for on paper alone may be told only with the page's
 * next answer: see `requestProblems`.
 */
export async function printPdf(page: Page, { pages }: { readonly pages: number }): Promise<Uint8Array> {
  const { browser, tab, size } = page;
  failOn(requestProblems(page));
  const seconds = browser.limits.print + browser.limits.printPage * pages;
  const bytes = await browser.run(
    { step: `printing ${pages} ${pages === 1 ? "page" : "pages"}`, seconds },
    () =>
      tab.pdf({
        width: `${size.width}px`,
        height: `${size.height}px`,
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true,
        // `loadHtml` has them all; asking again would hold the print back until the caller's next pause
        waitForFonts: false,
        timeout: 0,
      }),
  );
  failOn(requestProblems(page));
  const printed = countPages(bytes);
  if (printed !== pages) {
    throw new KessanError([{ what: `expected ${pages} printed pages, one a slide, got ${printed}` }]);
  }
  return bytes;
}

/** Counts the page objects: a browser writes them in plain text, unlike what they show. */
function countPages(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return text.match(/\/Type ?\/Page(?![a-zA-Z])/g)?.length ?? 0;
}
