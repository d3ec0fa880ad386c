import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";

const prefix = ".unpacking-";

/**
 * Fills a folder of the cache in one step: `fill` works in a folder beside it, which takes the name only when it is
 * complete. Where another set-up was faster its folder stays. Throws what `fill` throws, leaving nothing behind.
 */
export async function fillFolder({ folder, megabytes, fill }) {
  const cache = dirname(folder);
  mkdirSync(cache, { recursive: true });
  removeAbandoned(cache);
  failIfFull({ cache, megabytes });
  const work = mkdtempSync(join(cache, prefix));
  try {
    const made = join(work, "made");
    mkdirSync(made);
    await fill(made, work);
    try {
      renameSync(made, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function failIfFull({ cache, megabytes }) {
  const { bavail, bsize } = statfsSync(cache);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free >= megabytes) return;
  throw new Error(
    `expected ${megabytes} MB free in "${cache}", found ${free} MB\n  hint: set KESSAN_CACHE to a folder with room`,
  );
}

/** What a set-up left that was ended from outside. */
function removeAbandoned(cache) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (
      name.startsWith(prefix) &&
      (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? anHourAgo) < anHourAgo
    ) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
