import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

test("counts a file that could not be loaded as a failure", () => {
  const failed = { status: "failed" };
  const report = {
    numPassedTests: 7,
    numFailedTests: 2,
    testResults: [
      { status: "passed", assertionResults: [{ status: "passed" }] },
      { status: "failed", assertionResults: [failed, failed] },
      { status: "failed", assertionResults: [] },
    ],
  };
  const folder = temporaryFolder({ "report.json": JSON.stringify(report) });
  const args = ["scripts/count-tests.mjs", join(folder, "report.json")];
  expect(execFileSync(process.execPath, args, { encoding: "utf8" })).toBe("7 passed, 3 failed\n");
});
