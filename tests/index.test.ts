import { cpSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import * as kessan from "../src/index.ts";
import { deckFiles, memoryBuild } from "./memory-build.ts";
import { memoryFiles } from "./memory-files.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

test("the library shows the stages and what they need, and nothing else", () => {
  expect(Object.keys(kessan).sort()).toEqual([
    "BrowserLost",
    "KessanError",
    "approveRelease",
    "buildDocuments",
    "buildMany",
    "checkConsistency",
    "checkPaths",
    "comparePaths",
    "converse",
    "createBuilder",
    "diffTraces",
    "explain",
    "explainPath",
    "fileSchemas",
    "findLocale",
    "findObstacles",
    "folderFiles",
    "formatDiff",
    "formatExplanation",
    "formatProblem",
    "formatReference",
    "formats",
    "importWorkbook",
    "initCompany",
    "keepHeapSmall",
    "locales",
    "mailingEffects",
    "newFolder",
    "openLedger",
    "openMailable",
    "outputFolder",
    "parseReference",
    "planDocument",
    "prepareMailing",
    "programEffects",
    "readDocument",
    "readFacts",
    "readReleaseStatus",
    "readSmtpSettings",
    "readTrace",
    "releaseEffects",
    "releaseFolder",
    "rollDocument",
    "sealRelease",
    "sendMailing",
    "settleRecipient",
    "stages",
    "verifyRelease",
    "watchBuild",
    "writeBlankFiles",
    "writeMailFiles",
  ]);
});

test("the stages give what the build gives, one by one", async () => {
  const files = memoryFiles(deckFiles, "acme");
  const ledger = kessan.openLedger(await kessan.readFacts(files));
  expect(kessan.checkConsistency(ledger)).toEqual([]);
  const source = await kessan.readDocument(files, "deck");
  const { document } = kessan.planDocument({ source, ledger, locale: kessan.findLocale("ja") });
  const { effects, written } = memoryBuild();
  await kessan.buildDocuments(
    { documents: ["acme/documents/deck"], languages: ["ja"], stopAfter: "documents" },
    effects,
  );
  expect(JSON.parse(String(written.get("acme-deck.ja.documents.json")))).toEqual(document);
});

test("a company folder can lie anywhere, under any spelling of its path", async () => {
  const folder = join(temporaryFolder(), "somewhere else");
  cpSync("data/iij", folder, { recursive: true });
  const build = async (company: string): Promise<ReadonlyMap<string, unknown>> => {
    const { effects, written, events } = memoryBuild();
    await kessan.buildDocuments(
      { documents: [`${company}/documents/2q06-results/`], stopAfter: "documents" },
      { ...effects, files: kessan.folderFiles },
    );
    expect(events).toEqual(["check", "write"]);
    return written;
  };
  const here = await build("data/iij");
  expect([...here.keys()]).toEqual([
    "iij-2q06-results.en.documents.json",
    "iij-2q06-results.ja.documents.json",
  ]);
  expect(await build(folder)).toEqual(here);
  expect(await build(`./${relative(process.cwd(), folder)}//`)).toEqual(here);
});

test("what there is of the program is found from where it lies, not from where it is run", () => {
  const { templates } = kessan.programEffects({ out: "output" });
  expect(templates.display("deck/deck.hbs")).toBe("templates/deck/deck.hbs");
});
