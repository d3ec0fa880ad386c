import type { BrowserPlaces } from "./find-browser.ts";

/** Whether a browser was set up, or one is asked for that is there. */
export function browserIsThere(
  places: Pick<BrowserPlaces, "cacheDir" | "env" | "platform" | "arch">,
): boolean;
