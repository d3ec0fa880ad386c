import { fillPages } from "./fill-pages.ts";
import type { Page } from "./page.ts";
import { paginate } from "./paginate.ts";
import { readFlow } from "./read-flow.ts";

/** The pages of a report that were filled from its flow. */
export interface FlowedPages {
  readonly pages: number;
  /** The document as it is now. */
  readonly html: string;
}

/**
 * Fills the pages of a loaded report from its flow (`.flow`, `.footnotes` and an empty `.page`): browsers have no footnotes,
 * and a figure has to be known by its page and place. Throws an Error if text were lost.
 */
export async function flowPages(page: Page): Promise<FlowedPages> {
  const { browser, tab } = page;
  page.held = undefined;
  return browser.run({ step: "filling the pages", seconds: browser.limits.measure }, async () => {
    const pages = paginate(await tab.evaluate(readFlow));
    const lost = await tab.evaluate(fillPages, pages);
    if (lost !== "") throw new Error(`pages do not hold what the flow held, near "${lost}"`);
    return { pages: pages.length, html: await tab.evaluate(outerHtml) };
  });
}

/** Runs in the page. */
function outerHtml(): string {
  return `<!doctype html>\n${document.documentElement.outerHTML}`;
}
