import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { createGunzip } from "node:zlib";
import { capture } from "./child.mjs";
import { fillFolder } from "./fill-folder.mjs";
import { nodeFolder, runtime } from "./find-node.mjs";
import { npm } from "./npm.mjs";
import { untar } from "./untar.mjs";

/** Fetches the pinned Node from the package registry into the cache folder. Throws with the reason if it cannot. */
export async function fetchNode({ cacheDir, platform, arch, env }) {
  const { name, integrity, program } = runtime.packages[`${platform}-${arch}`];
  await fillFolder({
    folder: nodeFolder(cacheDir),
    megabytes: 400,
    fill: async (made, work) => {
      const args = ["pack", `${name}@${runtime.version}`, "--pack-destination", work];
      const failure = `npm could not fetch ${name}@${runtime.version}`;
      await npm({ args, cwd: work, env, cacheDir, failure });
      const tarball = join(work, `${name}-${runtime.version}.tgz`);
      await unpackNode({ tarball, integrity, program, into: made });
      await tryNode(join(made, program));
    },
  });
}

/** Unpacks the program and its licence from a package file, after its hash was found to be the expected one. */
export async function unpackNode({ tarball, integrity, program, into }) {
  const hash = createHash("sha512").update(await readFile(tarball));
  const found = `sha512-${hash.digest("base64")}`;
  if (found !== integrity) {
    throw new Error(
      `${basename(tarball)}: expected ${integrity}, got ${found}\n  hint: nothing was unpacked; this is not the file that the program was tested with`,
    );
  }
  const wanted = new Map([program, "LICENSE"].map((path) => [`package/${path}`, join(into, path)]));
  const source = createReadStream(tarball, { highWaterMark: 1 << 20 }).pipe(
    createGunzip({ chunkSize: 1 << 20 }),
  );
  await untar({ source, place: (name) => wanted.get(name) });
}

async function tryNode(path) {
  const { code, out, err } = await capture({ command: path, args: ["--version"], seconds: 30 });
  if (code === 0 && out.trim() === `v${runtime.version}`) return;
  throw new Error(
    `"${path}" does not run: ${(err || out).trim()}\n  hint: if the file system forbids programs (noexec), set KESSAN_CACHE to a folder elsewhere; or use Node ${runtime.oldest} or newer`,
  );
}
