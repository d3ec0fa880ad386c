import { BrowserLost } from "./pdf/browser.ts";
import { KessanError, type Problem } from "./problem.ts";

/** What a build failed of, where it is no fault of ours: the input's problems, or a browser that was lost. Anything else is thrown. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof KessanError) return error.problems;
  if (error instanceof BrowserLost) return [{ what: error.message }];
  throw error;
}
