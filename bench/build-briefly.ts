/**
 * The build of the command line with a browser that gets little time: node bench/build-briefly.ts build <document> --lang en --out
 * <folder>. When it begins to wait for the browser is written to the file FAULT_STEPS (ms since 1970, a line each).
 */
import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildDocuments, formatProblem, KessanError, programEffects } from "../src/index.ts";
import { BrowserLost, startBrowser } from "../src/pdf/browser.ts";
import { findBrowser, thisMachine } from "../src/pdf/find-browser.ts";

/** Seconds that a step of the browser may take. */
const seconds = 4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: "string" }, out: { type: "string" } },
});
const limits = { start: seconds, load: seconds, measure: seconds, print: seconds, printPage: 0 };
const effects = {
  ...programEffects({ out: values.out! }),
  startBrowser: () => {
    const browser = startBrowser({ ...findBrowser(thisMachine()), limits });
    const run = browser.run.bind(browser);
    browser.run = (asked, work) => {
      const { FAULT_STEPS: steps } = process.env;
      if (steps !== undefined) appendFileSync(steps, `${Date.now()}\n`);
      return run(asked, work);
    };
    return browser;
  },
};
try {
  await buildDocuments({ documents: [positionals[1]!], languages: [values.lang!] }, effects);
} catch (error) {
  const isProblem = error instanceof KessanError;
  if (!isProblem && !(error instanceof BrowserLost)) throw error;
  console.error(isProblem ? error.problems.map(formatProblem).join("\n") : error.message);
  process.exitCode = isProblem ? 1 : 2;
}
