import { join } from "node:path";
import { browserFlags } from "../src/pdf/browser-flags.ts";
import type { FoundBrowser } from "../src/pdf/find-browser.ts";
import { isRoot } from "../src/pdf/sandbox.ts";

/** What Node is started with to print ready pages with a browser over a bare protocol client, one after the other. */
export function floorCommand(
  { executable, sandbox }: FoundBrowser,
  pages: readonly string[],
  pdf: string,
): readonly string[] {
  const flags = browserFlags({ profileFolder: "{profile}", sandbox: sandbox && !isRoot() });
  return [join(import.meta.dirname, "floor.ts"), pages.join(","), pdf, executable, JSON.stringify(flags)];
}
