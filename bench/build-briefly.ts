/** The build of the command line with a browser that gets little time: node bench/build-briefly.ts build <document> --lang en --out <folder>. */
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
  startBrowser: () => startBrowser({ ...findBrowser(thisMachine()), limits }),
};
try {
  await buildDocuments({ documents: [positionals[1]!], languages: [values.lang!] }, effects);
} catch (error) {
  const isProblem = error instanceof KessanError;
  if (!isProblem && !(error instanceof BrowserLost)) throw error;
  console.error(isProblem ? error.problems.map(formatProblem).join("\n") : error.message);
  process.exitCode = isProblem ? 1 : 2;
}
