// Plain JavaScript, because set-up and the launcher read it before there is a Node that strips types.
import { createHash } from "node:crypto";
import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** The folder, below the cache folder, of the browser that comes with the packages (linux-x64 only). */
export const bundledBrowserFolder = "chromium-153.0.0-linux-x64";

/** A file in the cache folder that set-up leaves where the browser of a path prints only with its sandbox switched off. */
export function noSandboxMark(executable) {
  return `no-sandbox-${createHash("sha256").update(executable).digest("hex").slice(0, 12)}`;
}

/** The folder for what set-up unpacks: KESSAN_CACHE, else the user's cache folder, else `.cache` of the program. */
export function cacheFolder({ env, platform, home, root, canWrite }) {
  const { isAbsolute, join, resolve } = platform === "win32" ? win32 : posix;
  if (env.KESSAN_CACHE) return resolve(env.KESSAN_CACHE);
  const ofUser = userCacheFolder();
  return ofUser !== undefined && canWrite(ofUser) ? ofUser : join(root, ".cache");

  function userCacheFolder() {
    if (env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)) return join(env.XDG_CACHE_HOME, "kessan");
    if (platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, "kessan", "Cache");
    if (home === undefined || !isAbsolute(home)) return undefined;
    if (platform === "win32") return join(home, "AppData", "Local", "kessan", "Cache");
    return platform === "darwin" ? join(home, "Library", "Caches", "kessan") : join(home, ".cache", "kessan");
  }
}

/** The cache folder of the user who runs this process; `root` is the program's own folder. */
export function cacheFolderHere(root) {
  const { env, platform } = process;
  return cacheFolder({ env, platform, home: homeFolder(), root, canWrite });
}

/** The home folder of the user who runs this process; undefined for a user without an entry, as in containers. */
export function homeFolder() {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

/** Whether files can be made in a folder; makes the folder if it is not there. */
export function canWrite(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
