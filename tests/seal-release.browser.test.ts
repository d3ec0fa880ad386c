import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderFiles } from "../src/folder-files.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { KessanError } from "../src/problem.ts";
import { releaseFolder } from "../src/release-folder.ts";
import { checkRelease, openRelease } from "../src/release/check-release.ts";
import { sealedMessageSchema } from "../src/release/sealed-message.ts";
import type { SealResult } from "../src/seal-release.ts";
import { verifyRelease } from "../src/verify-release.ts";
import { testBrowser } from "./browser.ts";
import { memoryBuild } from "./memory-build.ts";
import { acme, changed, deck, embargo, refused, seal } from "./seal-acme.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const reasons = { en: "A table was wrong.", ja: "表に誤りがありました。" };
/** The same company in one language. */
const inEnglish = Object.fromEntries(
  Object.entries(acme).filter(([path]) => !path.endsWith("/text.ja.yaml")),
);

let releases: string;
let sealed: SealResult;
beforeAll(async () => {
  releases = mkdtempSync(join(tmpdir(), "kessan-test-"));
  sealed = await seal({ releases });
});
afterAll(() => rmSync(releases, { recursive: true, force: true }));
const folder = () => join(releases, sealed.manifest.id);
const read = (path: string) => readFileSync(join(folder(), path), "utf8");

describe("a sealed release", () => {
  test("holds the documents in all languages, their traces and report, and the e-mail", () => {
    expect(readdirSync(folder(), { recursive: true }).toSorted()).toEqual([
      "acme-deck.en.pdf",
      "acme-deck.en.trace.json",
      "acme-deck.ja.pdf",
      "acme-deck.ja.trace.json",
      "acme-deck.tieout.html",
      "log.jsonl",
      "manifest.json",
      "message",
      ...["en", "ja"].flatMap((lang) => [
        `message/${lang}.html`,
        `message/${lang}.json`,
        `message/${lang}.quarters.png`,
        `message/${lang}.trace.json`,
        `message/${lang}.txt`,
      ]),
    ]);
    expect(sealed.isNew).toBe(true);
    expect(sealed.manifest.documents.map(({ lang, pages }) => [lang, pages])).toEqual([
      ["en", 3],
      ["ja", 3],
    ]);
  });

  test("says what it was made of, and nothing of when, where and by whom", () => {
    const { manifest } = sealed;
    expect(manifest).toMatchObject({
      name: "acme-deck",
      company: "acme",
      period: "2Q06",
      asOf: "2006-11-09",
      embargo: { written: embargo, instant: "2006-11-09T06:00:00Z" },
      correction: null,
      approvals: { needed: 2, by: [] },
      mail: { allowedDomains: null, mostRecipients: 1000 },
      program: { kessan: "0.1.0", node: process.version },
    });
    expect(manifest.program.browser).toMatch(/^HeadlessChrome\/\d+\.[\d.]+$/);
    expect(manifest.fonts.map(({ name }) => name)).toEqual([
      "Inter 400",
      "Inter 600",
      "Inter 700",
      "Noto Sans JP 400",
      "Noto Sans JP 600",
      "Noto Sans JP 700",
    ]);
    const inputs = manifest.inputs.map(({ of, path }) => `${of} ${path}`);
    expect(inputs).toEqual(
      expect.arrayContaining([
        "company company.yaml",
        "company documents/deck/outline.yaml",
        "company documents/mail/text.ja.yaml",
        "company facts/facts.csv",
        "templates deck/deck.hbs",
        "templates message/message.html.hbs",
      ]),
    );
    expect(new Set(inputs).size).toBe(inputs.length);
    expect(read("manifest.json")).not.toMatch(/mori|desk"|2006-11-08|kessan-test/);
    expect(read("log.jsonl")).toContain('"user":"mori","host":"desk","at":"2006-11-08T00:00:00.000Z"');
  });

  test("has an e-mail in each language that needs no more than a name and an address", () => {
    const message = sealedMessageSchema.parse(JSON.parse(read("message/ja.json")));
    expect(message).toMatchObject({
      lang: "ja",
      from: { name: "アクメIR", address: "ir@acme.com" },
      replyTo: "ask@acme.com",
      attachments: [{ file: "acme-deck.ja.pdf", name: "acme-deck.ja.pdf" }],
      pictures: [{ file: "message/ja.quarters.png", name: "ja.quarters.png" }],
    });
    expect(message.pictures[0]!.cid).toMatch(/@acme\.com$/);
    expect(message.text).toContain("acme-deck.ja.pdf");
    // To be looked at by those who approve
    expect(read("message/ja.html")).toContain("data:image/png;base64,");
    expect(read("message/ja.txt")).toContain("関係各位");
  });

  test("has the same hashes when it is made again, by another user, at another time, in another folder", async () => {
    const elsewhere = temporaryFolder();
    const again = await seal({ releases: elsewhere }, { user: "sato", at: "2026-01-01T00:00:00Z" });
    expect(again.manifest).toEqual(sealed.manifest);
    const files = sealed.manifest.files.map(({ path }) => path);
    for (const path of [...files, "manifest.json"])
      expect(
        readFileSync(join(elsewhere, again.manifest.id, path)).equals(readFileSync(join(folder(), path))),
      ).toBe(true);
  });

  test("goes without an e-mail where that is said, and is sealed once, however often it is asked for", async () => {
    const request = { releases: temporaryFolder(), mail: false };
    const first = await seal(request, { company: inEnglish });
    expect(first).toMatchObject({ isNew: true, manifest: { mail: null, messages: [] } });
    const path = join(request.releases, first.manifest.id);
    const log = readFileSync(join(path, "log.jsonl"), "utf8");
    const at = "2026-01-01T00:00:00Z";
    expect(await seal(request, { company: inEnglish, at })).toMatchObject({
      isNew: false,
      folder: first.folder,
    });
    expect(readFileSync(join(path, "log.jsonl"), "utf8")).toBe(log);
    const correction = { of: path, reasons: {} };
    expect(await refused({ ...request, correction }, { company: inEnglish })).toBe(
      `${path} was made of these very facts, texts and templates: there is nothing to correct\n  hint: mend them first`,
    );
  });
});

test("a draft is not sealed", async () => {
  const parent = temporaryFolder();
  const company = changed("documents/deck/outline.yaml", "kind: deck", "kind: deck\ndraft: true", inEnglish);
  expect(await refused({ releases: parent }, { company })).toBe(
    "acme/documents/deck/outline.yaml is a draft: drafts are not sealed\n  hint: take draft: true out of it when it may go out",
  );
  expect(readdirSync(parent)).toEqual([]);
});

describe("a correction", () => {
  const english = { en: reasons.en };
  const mended = changed("documents/deck/text.en.yaml", "Service A brought", "Service A gave", inEnglish);

  test("says in its e-mail that it is one, and why, and is known by what it corrects", async () => {
    const correction = { of: folder(), reasons: english };
    const shelf = temporaryFolder();
    const { manifest, folder: path } = await seal({ releases: shelf, correction }, { company: mended });
    expect(manifest.name).toBe("acme-deck");
    expect(manifest.correction).toEqual({ of: [sealed.manifest.id], reasons: english });
    const message = JSON.parse(readFileSync(join(path, "message/en.json"), "utf8"));
    expect(message.subject).toMatch(/^Correction: /);
    expect(message.text).toContain("A table was wrong.");
    const second = await seal(
      { releases: shelf, correction: { of: path, reasons: english } },
      { company: inEnglish },
    );
    expect(second.manifest.correction!.of).toEqual([manifest.id, sealed.manifest.id]);
  });

  test.each([
    [
      "without a reason in each language",
      { en: "A table was wrong." },
      'no reason for the correction in "ja"\n  hint: the mail says it in each of its languages',
    ],
    [
      "with a figure in its reason",
      { ...reasons, en: "It was 14,007." },
      `the reason in "en" holds the number "14,007."\n  hint: figures stand in the message's text, where they are checked`,
    ],
  ])("%s is refused before a browser starts", async (_, given, message) => {
    const asked = { releases, correction: { of: folder(), reasons: given as typeof reasons } };
    expect(await refused(asked, { prints: false })).toBe(message);
  });

  test("of other documents is refused", async () => {
    const correction = { of: folder(), reasons };
    const renamed = changed("company.yaml", "id: acme", "id: apex");
    expect(await refused({ releases, correction }, { company: renamed, prints: false })).toMatch(
      /is a release of acme-deck, and this one is of apex-deck\n {2}hint: a release corrects one of the same documents$/,
    );
  });
});

describe("verifying", () => {
  const effects = { files: folderFiles, release: releaseFolder };
  const verify = (path: string, shelf = releases) => verifyRelease({ path, releases: shelf }, effects);
  const refusal = async (path: string, shelf = releases) => {
    try {
      await verify(path, shelf);
    } catch (error) {
      if (error instanceof KessanError) return error.message;
      throw error;
    }
    throw new Error("it was verified");
  };

  test("a release, and each of its PDFs wherever it lies, is as it was sealed", async () => {
    expect(await verify(folder())).toMatchObject({ file: folder(), release: folder() });
    const copy = join(
      temporaryFolder({ "deck.pdf": readFileSync(join(folder(), "acme-deck.ja.pdf")) }),
      "deck.pdf",
    );
    expect(await verify(copy)).toMatchObject({ file: copy, release: folder() });
    expect(await verify(join(folder(), "acme-deck.en.pdf"), temporaryFolder())).toMatchObject({
      release: folder(),
    });
  });

  test("a byte of a PDF is found, in the release and in a copy", async () => {
    const bytes = readFileSync(join(folder(), "acme-deck.en.pdf"));
    bytes[bytes.length >> 1]! ^= 1;
    const copy = join(temporaryFolder({ "acme-deck.en.pdf": bytes }), "acme-deck.en.pdf");
    expect(await refusal(copy)).toContain(
      `is not as it was sealed in ${folder()}/acme-deck.en.pdf: SHA-256 `,
    );

    const path = join(folder(), "acme-deck.en.pdf");
    const whole = readFileSync(path);
    chmodSync(path, 0o600);
    writeFileSync(path, bytes);
    expect(await refusal(folder())).toContain(
      `acme-deck.en.pdf is not as it was sealed: ${bytes.length} bytes as before, SHA-256 `,
    );
    writeFileSync(path, whole);
    expect(await checkRelease(await openRelease(folderFiles(folder())))).toEqual([]);
  });

  test("a PDF that no release holds is told", async () => {
    const { written, effects: building } = memoryBuild({
      folders: { acme: changed("documents/deck/text.en.yaml", "Service A brought", "Service A made") },
      startBrowser: () => startBrowser(testBrowser()),
    });
    const { buildDocuments } = await import("../src/build.ts");
    await buildDocuments({ documents: [deck], languages: ["en"] }, building);
    const file = join(temporaryFolder({ "new.pdf": written.get("acme-deck.en.pdf")! }), "new.pdf");
    expect(await refusal(file)).toBe(
      `${file} no release in ${releases} holds it\n  hint: name the folder of its release with --releases`,
    );
    expect(await refusal(join(releases, "none.pdf"))).toBe(`${join(releases, "none.pdf")} is not there`);
  });
});
