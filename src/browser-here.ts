import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Progress } from "./effects.ts";
import { browserIsThere } from "./pdf/browser-is-there.js";
import { findBrowser, thisMachine, type BrowserPlaces, type FoundBrowser } from "./pdf/find-browser.ts";
import { KessanError } from "./problem.ts";

/**
 * The browser of this machine, or the one that `explicit` names. Where none was ever set up, as after installing the
 * package, it is set up first, which takes some seconds once. Throws a KessanError with every place looked at, or with
 * what set-up tried.
 */
export function browserHere({
  explicit,
  progress = () => {},
}: {
  readonly explicit?: string | undefined;
  readonly progress?: Progress;
}): FoundBrowser {
  const places = thisMachine(explicit);
  if (explicit === undefined && !browserIsThere(places)) return setUpBrowser(places, progress);
  return findBrowser(places);
}

/**
 * Finds, unpacks or downloads a browser and has it print, whether or not that was done before. It happens in a process of
 * its own, which this one waits for: nothing can be printed before. Throws a KessanError with what was tried.
 */
export function setUpBrowser(
  places: BrowserPlaces = thisMachine(),
  progress: Progress = () => {},
): FoundBrowser {
  const { env, setUpCommand } = places;
  progress({ stage: "browser", detail: "is set up; this is done once" });
  const program = fileURLToPath(new URL("../scripts/setup/browser.ts", import.meta.url));
  const { NODE_OPTIONS: _, ...rest } = env;
  const { status, stderr, error } = spawnSync(process.execPath, [program], {
    env: rest,
    // What it tells is not the caller's output
    stdio: ["ignore", 2, "pipe"],
    encoding: "utf8",
  });
  if (status === 0) return findBrowser(places);
  const [what = "", hint] = (error?.message ?? stderr).trim().split(/\n {2}hint: (?!.*\n {2}hint: )/s);
  throw new KessanError([
    {
      what: `no browser can be set up: ${what}`,
      hint: hint ?? `"${setUpCommand}" tries again`,
    },
  ]);
}
