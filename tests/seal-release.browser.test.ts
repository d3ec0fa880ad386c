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
import type { SealRequest } from "../src/read-seal-request.ts";
import { sealRelease, type SealResult } from "../src/seal-release.ts";
import { verifyRelease } from "../src/verify-release.ts";
import { testBrowser } from "./browser.ts";
import { messageFiles } from "./documents/sample-message.ts";
import { deckFiles, memoryBuild } from "./memory-build.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

type Company = Readonly<Record<string, string>>;

const mail = `mail:
  from: { name: { en: Acme Investor Relations, ja: アクメIR }, address: ir@acme.com }
  replyTo: ask@acme.com
`;
const acme: Company = {
  ...messageFiles,
  ...deckFiles,
  "company.yaml": `${messageFiles["company.yaml"]}${mail}`,
};
const deck = "acme/documents/deck";
const embargo = "2006-11-09T15:00+09:00";
const reasons = { en: "A table was wrong.", ja: "表に誤りがありました。" };

function changed(path: string, from: string, to: string, company = acme): Company {
  const text = company[path];
  if (!text?.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { ...company, [path]: text.replace(from, () => to) };
}

async function seal(
  request: Partial<SealRequest> & Pick<SealRequest, "releases">,
  {
    company = acme,
    others = {},
    at = "2006-11-08T00:00:00Z",
    user = "mori",
  }: {
    readonly company?: Company;
    readonly others?: Readonly<Record<string, Company>>;
    readonly at?: string;
    readonly user?: string;
  } = {},
): Promise<SealResult> {
  const { effects } = memoryBuild({
    folders: { acme: company, ...others },
    startBrowser: () => startBrowser(testBrowser()),
  });
  return sealRelease(
    { documents: [deck], embargo, ...request },
    { ...effects, release: releaseFolder, actor: { user, host: "desk" }, now: () => new Date(at) },
  );
}

async function refused(...asked: Parameters<typeof seal>): Promise<string> {
  try {
    await seal(...asked);
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
  throw new Error("it was sealed");
}

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

  test("is sealed once, however often it is asked for", async () => {
    const log = read("log.jsonl");
    expect(await seal({ releases })).toMatchObject({ isNew: false, folder: sealed.folder });
    expect(read("log.jsonl")).toBe(log);
  });

  test("goes without an e-mail where that is said, or the company mails nothing", async () => {
    expect((await seal({ releases: temporaryFolder(), mail: false })).manifest).toMatchObject({
      mail: null,
      messages: [],
    });
  });
});

describe("sealing is refused", () => {
  const nothing = (parent: string) => expect(readdirSync(parent)).toEqual([]);

  test("102 for all that is wrong with what was asked at once", async () => {
    const parent = temporaryFolder();
    const documents = ["acme/documents/dekc", "acme/documents/deck", "other/documents/deck"];
    expect(
      await refused(
        { releases: parent, documents, embargo: "2006-11-09T15:00" },
        { others: { other: acme } },
      ),
    ).toBe(
      [
        'acme/documents/dekc no such document\n  hint: did you mean "deck"?',
        "documents of 2 companies: acme, other\n  hint: a release is one company's; seal them one by one",
        '--embargo: a time without its zone: "2006-11-09T15:00"\n' +
          "  hint: add the offset, such as 2006-11-09T15:00+09:00, or the zone: 2006-11-09T15:00[Asia/Tokyo]",
      ].join("\n"),
    );
    nothing(parent);
  });

  test("for an e-mail alone", async () => {
    const parent = temporaryFolder();
    expect(await refused({ releases: parent, documents: ["acme/documents/mail"] })).toContain(
      "acme/documents/mail is an e-mail: it is sealed with what it attaches\n  hint: name the documents that it attaches",
    );
    nothing(parent);
  });

  test.each([
    [
      "a draft",
      changed("documents/deck/outline.yaml", "kind: deck", "kind: deck\ndraft: true"),
      "acme/documents/deck/outline.yaml is a draft: drafts are not sealed\n  hint: take draft: true out of it when it may go out",
    ],
    [
      "more approvals than people",
      {
        ...acme,
        "company.yaml": `${acme["company.yaml"]}release: { approvals: { needed: 2, by: [{ name: Mori }] } }\n`,
      },
      "acme/company.yaml 2 have to approve, and only 1 may\n  hint: name more of them in release.approvals.by, or ask for fewer",
    ],
    [
      "an e-mail without a sender",
      { ...acme, "company.yaml": messageFiles["company.yaml"]! },
      "acme/company.yaml it has the e-mail mail and no sender\n  hint: write mail: with from: { name, address }",
    ],
    [
      "a sender without a name in a language",
      changed("company.yaml", ", ja: アクメIR", ""),
      `acme/company.yaml mail.from.name has no name in "ja"\n  hint: write the sender's name in it`,
    ],
    [
      "a company that mails, and has no e-mail for it",
      changed("documents/mail/outline.yaml", "attaches: [deck]", "attaches: [other]"),
      "acme/documents no e-mail attaches just deck\n  hint: write one (kind: message, attaches: [deck]), or seal it without: --no-mail",
    ],
    [
      "an e-mail that cannot be read",
      changed("documents/mail/outline.yaml", "attaches: [deck]", "attaches: [deck"),
      "acme/documents/mail/outline.yaml is broken YAML: whether it is the e-mail cannot be known\n  hint: mend it",
    ],
    [
      "two e-mails",
      {
        ...acme,
        "documents/mail2/outline.yaml": acme["documents/mail/outline.yaml"]!,
      },
      "acme/documents mail and mail2 all attach deck: a release has one e-mail\n  hint: take the others away, or let them attach other documents",
    ],
    [
      "an e-mail in a language without a document",
      Object.fromEntries(Object.entries(acme).filter(([path]) => path !== "documents/deck/text.ja.yaml")),
      `acme/documents/mail/outline.yaml:4:12 document "deck" has no texts in "ja", in which the message is written\n  hint: each language of a message attaches its documents in that language`,
    ],
  ])("for %s", async (_, company, message) => {
    const parent = temporaryFolder();
    expect(await refused({ releases: parent }, { company: company as Company })).toBe(message);
    nothing(parent);
  });
});

describe("a correction", () => {
  const mended = changed("documents/deck/text.en.yaml", "Service A brought", "Service A gave");

  test("says in its e-mail that it is one, and why, and is known by what it corrects", async () => {
    const correction = { of: folder(), reasons };
    const shelf = temporaryFolder();
    const { manifest, folder: path } = await seal({ releases: shelf, correction }, { company: mended });
    expect(manifest.name).toBe("acme-deck");
    expect(manifest.correction).toEqual({ of: [sealed.manifest.id], reasons });
    const message = JSON.parse(readFileSync(join(path, "message/en.json"), "utf8"));
    expect(message.subject).toMatch(/^Correction: /);
    expect(message.text).toContain("A table was wrong.");
    const second = await seal({ releases: shelf, correction: { of: path, reasons } });
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
  ])("%s is refused", async (_, given, message) => {
    const asked = { releases, correction: { of: folder(), reasons: given as typeof reasons } };
    expect(await refused(asked, { company: mended })).toBe(message);
  });

  test("of the very same PDFs, or of other documents, is refused", async () => {
    const correction = { of: folder(), reasons };
    expect(await refused({ releases, correction })).toMatch(
      /was made of these very facts, texts and templates: there is nothing to correct\n {2}hint: mend them first$/,
    );
    const renamed = changed("company.yaml", "id: acme", "id: apex");
    expect(await refused({ releases, correction }, { company: renamed })).toMatch(
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
