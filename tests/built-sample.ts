import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { inject } from "vitest";
import { buildDocuments, folderFiles, type BuildResult } from "../src/index.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { testBrowser } from "./browser.ts";
import { memoryBuild } from "./memory-build.ts";
import { pictureScale, sampleDecks } from "./pictures.ts";

/** A document of the repository, built in all its languages; a deck whose pictures were accepted with its pictures. */
export interface BuiltSample {
  readonly results: readonly BuildResult[];
  /** Its files by name; nobody else has the same bytes in hand. */
  readonly written: ReadonlyMap<string, Buffer>;
}

const told = "results";

/** Builds a document such as `data/iij/documents/2q06-results`: once a run of tests, for every file of tests that asks. */
export async function builtSample(document: string): Promise<BuiltSample> {
  const place = join(inject("shelf"), basename(document));
  if (!existsSync(place)) await build(document, place);
  const names = readdirSync(place).filter((name) => name !== told);
  return {
    results: JSON.parse(readFileSync(join(place, told), "utf8")) as readonly BuildResult[],
    written: new Map(names.map((name) => [name, readFileSync(join(place, name))])),
  };
}

async function build(document: string, place: string): Promise<void> {
  const { effects, written } = memoryBuild({ startBrowser: () => startBrowser(testBrowser()) });
  const formats = sampleDecks.includes(document) ? (["pdf", "png"] as const) : (["pdf"] as const);
  const results = await buildDocuments(
    { documents: [document], formats, scale: pictureScale },
    { ...effects, files: folderFiles },
  );
  const made = mkdtempSync(`${place}.`);
  for (const [name, content] of [...written, [told, JSON.stringify(results)] as const])
    writeFileSync(join(made, name), content);
  try {
    renameSync(made, place);
  } catch (error) {
    // Another worker may have made it meanwhile
    if (!existsSync(place)) throw error;
    rmSync(made, { recursive: true });
  }
}
