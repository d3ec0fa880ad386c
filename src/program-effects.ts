import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildEffects } from "./build-effects.ts";
import type { Files, Progress } from "./effects.ts";
import { folderFiles } from "./folder-files.ts";
import { folderStore } from "./folder-store.ts";
import { outputFolder } from "./output-folder.ts";
import { cacheFolderHere } from "./pdf/cache-folder.js";
import { startBrowser } from "./pdf/browser.ts";
import { releaseFolder } from "./release-folder.ts";
import type { SealEffects } from "./seal-release.ts";
import { findBrowser, thisMachine } from "./pdf/find-browser.ts";

/** What the program brings along: layouts and styles of documents, and the files of a new company. */
export const programTemplates: Files = folderFiles(fileURLToPath(new URL("../templates", import.meta.url)));

/** What sealing and approving need beside a build: releases on this machine's disk, its clock, and who is logged in. */
export function releaseEffects(): Omit<SealEffects, keyof BuildEffects> {
  return { release: releaseFolder, actor: { user: loginName(), host: hostname() }, now: () => new Date() };
}

/** A user without a name is told by number. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}

/** The real outside world: this machine's disk, clock and browser. */
export function programEffects({
  out,
  browser,
  progress = () => {},
}: {
  /** The folder that results go to. */
  readonly out: string;
  /** The browser to print with, in place of the one that is found. */
  readonly browser?: string;
  readonly progress?: Progress;
}): BuildEffects {
  return {
    files: folderFiles,
    templates: programTemplates,
    outputs: outputFolder(out),
    progress,
    clock: () => performance.now(),
    store: folderStore(join(cacheFolderHere(fileURLToPath(new URL("..", import.meta.url))), "cut-fonts")),
    startBrowser: () => startBrowser(findBrowser(thisMachine(browser))),
  };
}
