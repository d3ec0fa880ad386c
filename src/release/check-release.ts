import type { Files } from "../effects.ts";
import { KessanError, type Problem } from "../problem.ts";
import { countApprovals, type Approvals } from "./approvals.ts";
import { manifestName, readManifest, sha256, type Manifest } from "./manifest.ts";
import { logName, readLog, type ReleaseLog } from "./release-log.ts";

/** A release as it lies in its folder. */
export interface Release {
  readonly files: Files;
  readonly manifest: Manifest;
  /** SHA-256 of manifest.json. */
  readonly hash: string;
  readonly log: ReleaseLog;
  readonly approvals: Approvals;
}

/** How a file of a release differs from what was sealed. */
export interface Alteration extends Problem {
  readonly path: string;
  readonly sort: "changed" | "missing" | "foreign";
}

/** Opens the release in a folder without looking at its files. Throws a KessanError for a folder that holds none, and for a manifest that was changed. */
export async function openRelease(files: Files): Promise<Release> {
  const bytes = await files.read(manifestName);
  const place = { file: files.display("") };
  if (bytes === undefined)
    throw new KessanError([
      {
        place,
        what: `is no release: it has no ${manifestName}`,
        hint: "kessan seal makes one; name its folder",
      },
    ]);
  const manifest = readManifest({ bytes, file: files.display(manifestName) });
  const hash = sha256(bytes);
  const written = await files.read(logName);
  if (written === undefined)
    throw new KessanError([{ place, what: `its ${logName} is gone`, hint: "copy the release again, whole" }]);
  const log = readLog({ text: Buffer.from(written).toString("utf8"), file: files.display(logName) });
  const [first, ...others] = log.records;
  const isItsOwn =
    first?.kind === "sealed" && first.manifest === hash && !others.some(({ kind }) => kind === "sealed");
  // A log that was changed is told with what else was altered
  if (!isItsOwn && log.problem === undefined)
    throw new KessanError([
      {
        place: { file: files.display(logName), line: 1 },
        what:
          first?.kind === "sealed"
            ? `says that another manifest was sealed: SHA-256 ${first.manifest}, and this one has ${hash}`
            : "does not begin with what was sealed",
        hint: "copy the release again from where it was sealed, or seal it anew",
      },
    ]);
  return {
    files,
    manifest,
    hash,
    log,
    approvals: countApprovals(manifest, { manifest: hash, records: log.records }),
  };
}

/** Every file of a release that is not as it was sealed, and a log that was changed. */
export async function checkRelease({ files, manifest, log }: Release): Promise<readonly Alteration[]> {
  const sealed = new Map(manifest.files.map((file) => [file.path, file]));
  const found = await listAll(files, "", foldersOf(sealed.keys()));
  const alterations = await Promise.all(
    [...sealed.values()].map(async ({ path, bytes, sha256: hash }): Promise<readonly Alteration[]> => {
      const place = { file: files.display(path) };
      const now = await files.read(path);
      if (now === undefined) return [{ path, sort: "missing", place, what: "was sealed, and is gone" }];
      if (sha256(now) === hash) return [];
      const size =
        now.length === bytes ? `${bytes} bytes as before` : `${now.length} bytes in place of ${bytes}`;
      return [
        { path, sort: "changed", place, what: `is not as it was sealed: ${size}, SHA-256 ${sha256(now)}` },
      ];
    }),
  );
  const foreign = found
    .filter((path) => !sealed.has(path) && path !== manifestName && path !== logName)
    .map((path): Alteration => {
      return { path, sort: "foreign", place: { file: files.display(path) }, what: "was not sealed" };
    });
  const broken: readonly Alteration[] =
    log.problem === undefined ? [] : [{ ...log.problem, path: logName, sort: "changed" }];
  return [...alterations.flat(), ...foreign, ...broken];
}

/** Files, and folders in which nothing was sealed: those are not looked into, wherever they lead. */
async function listAll(
  files: Files,
  folder: string,
  sealed: ReadonlySet<string>,
): Promise<readonly string[]> {
  const own = await files.list(folder);
  const names = await files.folders(folder);
  const folders = names.map((name) => (folder === "" ? name : `${folder}/${name}`));
  const below = await Promise.all(
    folders.map(async (path) => (sealed.has(path) ? listAll(files, path, sealed) : [path])),
  );
  return [...own, ...below.flat()];
}

/** Every folder that paths lead through. */
function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  return new Set(
    [...paths].flatMap((path) =>
      path
        .split("/")
        .slice(0, -1)
        .map((_, index, parts) => parts.slice(0, index + 1).join("/")),
    ),
  );
}
