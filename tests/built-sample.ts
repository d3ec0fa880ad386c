import {
  existsSync,
  mkdirSync,
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
import { startBrowser, type Browser } from "../src/pdf/browser.ts";
import { testBrowser } from "./browser.ts";
import { memoryBuild } from "./memory-build.ts";
import { pictureScale, sampleDecks } from "./pictures.ts";

/** A document of the repository, built in all its languages; a deck whose pictures were accepted with its pictures. */
export interface BuiltSample {
  readonly results: readonly BuildResult[];
  /** Its files by name; nobody else has the same bytes in hand. */
  readonly written: ReadonlyMap<string, Buffer>;
  /** Its PDFs as the browser has printed them. */
  readonly printed: ReadonlyMap<string, Buffer>;
}

const told = "results";
const asPrinted = "printed";

/** Builds a document such as `data/iij/documents/2q06-results`: once a run of tests, for every file of tests that asks. */
export async function builtSample(document: string): Promise<BuiltSample> {
  const place = join(inject("shelf"), basename(document));
  if (!existsSync(place)) await build(document, place);
  const names = readdirSync(place).filter((name) => name !== told && name !== asPrinted);
  const read = (folder: string, names: readonly string[]) =>
    new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  return {
    results: JSON.parse(readFileSync(join(place, told), "utf8")) as readonly BuildResult[],
    written: read(place, names),
    printed: read(join(place, asPrinted), readdirSync(join(place, asPrinted))),
  };
}

async function build(document: string, place: string): Promise<void> {
  const prints: Uint8Array[] = [];
  const { effects, written } = memoryBuild({
    startBrowser: () => keepPrints(startBrowser(testBrowser()), prints),
  });
  const formats = sampleDecks.includes(document) ? (["pdf", "png"] as const) : (["pdf"] as const);
  const results = await buildDocuments(
    { documents: [document], formats, scale: pictureScale },
    { ...effects, files: folderFiles },
  );
  const made = mkdtempSync(`${place}.`);
  for (const [name, content] of [...written, [told, JSON.stringify(results)] as const])
    writeFileSync(join(made, name), content);
  mkdirSync(join(made, asPrinted));
  const files = [...written.keys()].filter((name) => name.endsWith(".pdf"));
  if (files.length !== prints.length)
    throw new Error(`${files.length} files of ${prints.length} printed ones`);
  files.forEach((name, index) => writeFileSync(join(made, asPrinted, name), prints[index]!));
  try {
    renameSync(made, place);
  } catch (error) {
    // Another worker may have made it meanwhile
    if (!existsSync(place)) throw error;
    rmSync(made, { recursive: true });
  }
}

/** The browser, which puts a copy of each file that it prints into the list. */
function keepPrints(browser: Browser, prints: Uint8Array[]): Browser {
  const openTab = browser.openTab.bind(browser);
  browser.openTab = async () => {
    const tab = await openTab();
    const print = tab.pdf.bind(tab);
    tab.pdf = async (options) => {
      const bytes = await print(options);
      prints.push(Uint8Array.from(bytes));
      return bytes;
    };
    return tab;
  };
  return browser;
}
