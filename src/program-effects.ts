import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BuildEffects } from "./build-effects.ts";
import type { Files, Progress, Store } from "./effects.ts";
import { thisMachinesProcesses } from "./delivery/running-process.ts";
import { browserHere } from "./browser-here.ts";
import { folderFiles } from "./folder-files.ts";
import { folderStore } from "./folder-store.ts";
import { outputFolder } from "./output-folder.ts";
import { cacheFolderHere } from "./pdf/cache-folder.js";
import { startBrowser } from "./pdf/browser.ts";
import type { PrepareEffects } from "./prepare-mailing.ts";
import { releaseFolder } from "./release-folder.ts";
import type { SealEffects } from "./seal-release.ts";
import type { SendEffects } from "./send-mailing.ts";

/** What the program brings along: layouts and styles of documents, and the files of a new company. */
export const programTemplates: Files = folderFiles(fileURLToPath(new URL("../templates", import.meta.url)));

/** What sealing and approving need beside a build: releases on this machine's disk, its clock, and who is logged in. */
export function releaseEffects(): Omit<SealEffects, keyof BuildEffects> {
  return { release: releaseFolder, actor: { user: loginName(), host: hostname() }, now: () => new Date() };
}

/** What mailing needs: releases and lists on this machine's disk, its clocks, and what tells its processes apart. */
export function mailingEffects(): PrepareEffects &
  Omit<SendEffects, "conversation" | "signal"> & { readonly wall: () => number } {
  const { release, actor } = releaseEffects();
  return {
    files: folderFiles,
    release,
    actor,
    processes: thisMachinesProcesses(),
    random: () => randomBytes(16).toString("hex"),
    wall: Date.now,
    clock: { wall: Date.now, monotonic: () => performance.now() },
    wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {}),
  };
}

/** Bytes kept between runs, in a folder of the user's cache. */
function keptIn(name: string): Store {
  return folderStore(join(cacheFolderHere(fileURLToPath(new URL("..", import.meta.url))), name));
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
    store: keptIn("cut-fonts"),
    chartStore: keptIn("charts"),
    treeStore: keptIn("trees"),
    startBrowser: () => startBrowser(browserHere({ explicit: browser, progress })),
  };
}
