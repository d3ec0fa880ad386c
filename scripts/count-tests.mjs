// Prints "N passed, N failed" from a report of vitest: node scripts/count-tests.mjs <report.json>
import { readFileSync } from "node:fs";
import { argv } from "node:process";

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(argv[2], "utf8"));
// A file that could not be loaded fails without having a test that does.
const broken = testResults.filter(({ status, assertionResults }) => {
  return status === "failed" && assertionResults.every((result) => result.status !== "failed");
});
console.log(`${numPassedTests} passed, ${numFailedTests + broken.length} failed`);
