// Plain JavaScript, because set-up asks before there is a Node that strips types.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundledBrowserFolder } from "./cache-folder.js";

/** Only whether there is one; the whole order of places is searched when the browser is set up and when it is used. */
export function browserIsThere({ cacheDir, env, platform, arch }) {
  const asked = env.KESSAN_BROWSER || env.PUPPETEER_EXECUTABLE_PATH;
  if (asked) return existsSync(asked);
  if (platform === "linux" && arch === "x64" && existsSync(join(cacheDir, bundledBrowserFolder))) return true;
  const found = join(cacheDir, "browser-found");
  return existsSync(found) && existsSync(readFileSync(found, "utf8"));
}
