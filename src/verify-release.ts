import { basename, dirname, join } from "node:path";
import { checkPdf } from "./check-pdf.ts";
import type { Files } from "./effects.ts";
import { KessanError, type Problem } from "./problem.ts";
import type { ReleaseFolder } from "./release-folder.ts";
import type { Approvals } from "./release/approvals.ts";
import { checkRelease, openRelease, type Alteration, type Release } from "./release/check-release.ts";
import { manifestName, sha256, type Manifest } from "./release/manifest.ts";

/** What to verify. */
export interface VerifyRequest {
  /** The folder of a release, or a PDF wherever it lies. */
  readonly path: string;
  /** The folder in which the release of a PDF is looked for. */
  readonly releases: string;
}

/** The outside world of verifying. */
export interface VerifyEffects {
  readonly files: (folder: string) => Files;
  readonly release: (folder: string) => ReleaseFolder;
}

/** A release, or a PDF of one, that is as it was sealed. */
export interface VerifyResult {
  readonly file: string;
  /** The folder of its release. */
  readonly release: string;
  readonly manifest: Manifest;
  readonly approvals: Approvals;
}

/**
 * Holds a release, or a single PDF, against what was sealed. Throws a KessanError with all that was altered: which files, and for
 * PDFs which figures on which pages; and for a PDF that no release holds.
 */
export async function verifyRelease(request: VerifyRequest, effects: VerifyEffects): Promise<VerifyResult> {
  const release = await findRelease(request, effects);
  if (release !== undefined) return verifyWhole(release);
  return verifyPdf(request, effects);
}

async function findRelease({ path }: VerifyRequest, effects: VerifyEffects): Promise<Release | undefined> {
  const { files } = effects.release(path);
  const isFolder = (await files.list("")).length > 0 || (await files.folders("")).length > 0;
  return isFolder || !/\.pdf$/i.test(path) ? openRelease(files) : undefined;
}

async function verifyWhole(release: Release): Promise<VerifyResult> {
  const { files } = release;
  const alterations = await checkRelease(release);
  if (alterations.length > 0) {
    const shown = await Promise.all(alterations.map((one) => faultsOf(one, files)));
    throw new KessanError([...alterations, ...shown.flat()]);
  }
  return { file: files.display(""), ...resultOf(release) };
}

function resultOf(release: Release): Omit<VerifyResult, "file"> {
  const { files, manifest, approvals } = release;
  return { release: files.display(""), manifest, approvals };
}

async function faultsOf({ path, sort }: Alteration, files: Files): Promise<readonly Problem[]> {
  if (sort !== "changed" || !path.endsWith(".pdf")) return [];
  return shownFaults({ bytes: (await files.read(path))!, file: files.display(path) });
}

/** What a PDF shows otherwise than its trace says, or that it cannot be read any more. */
async function shownFaults(pdf: {
  readonly bytes: Uint8Array;
  readonly file: string;
}): Promise<readonly Problem[]> {
  try {
    return (await checkPdf(pdf)).problems;
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    return error.problems;
  }
}

async function verifyPdf({ path, releases }: VerifyRequest, effects: VerifyEffects): Promise<VerifyResult> {
  const files = effects.files(dirname(path));
  const name = basename(path);
  const bytes = await files.read(name);
  const file = files.display(name);
  const place = { file };
  if (bytes === undefined) throw new KessanError([{ place, what: "is not there" }]);
  const hash = sha256(bytes);
  const known = await releasesIn({ shelf: releases, beside: dirname(path) }, effects);
  const holds = (test: (entry: Manifest["files"][number]) => boolean): Release | undefined =>
    known.find(({ manifest }) => manifest.files.some(test));
  const same = holds((entry) => entry.sha256 === hash);
  if (same !== undefined) return { file, ...resultOf(same) };

  const shown = await shownFaults({ bytes, file });
  const named = holds((entry) => entry.path === name);
  const shelf = effects.files(releases).display("");
  if (named === undefined) {
    const what = `no release in ${shelf} holds it`;
    const hint = "name the folder of its release with --releases";
    throw new KessanError([{ place, what, hint }, ...shown]);
  }
  const sealed = named.files.display(name);
  const what = `is not as it was sealed${sealed === file ? "" : ` in ${sealed}`}: SHA-256 ${hash}`;
  const hint = sealed === file ? "copy the release again, whole" : `take ${sealed}`;
  throw new KessanError([{ place, what, hint }, ...shown]);
}

/** The releases of a folder, and the one that the PDF itself lies in, if any. What cannot be read is passed over. */
async function releasesIn(
  { shelf, beside }: { readonly shelf: string; readonly beside: string },
  effects: VerifyEffects,
): Promise<readonly Release[]> {
  const names = await effects.files(shelf).folders("");
  const own = names.map((name) => join(shelf, name));
  // Whose own folder is one of them is of that one; a folder elsewhere vouches for nothing that one of them knows
  const folders = new Set(own.includes(beside) ? [beside, ...own] : [...own, beside]);
  const found = await Promise.all(
    [...folders].map(async (folder) => {
      try {
        const { files } = effects.release(folder);
        return (await files.read(manifestName)) === undefined ? [] : [await openRelease(files)];
      } catch (error) {
        if (error instanceof KessanError) return [];
        throw error;
      }
    }),
  );
  return found.flat();
}
