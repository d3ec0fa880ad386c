import { describe, expect, test } from "vitest";
import { join } from "node:path";
import { readdirSync, writeFileSync } from "node:fs";
import { folderFiles } from "../src/folder-files.ts";
import { prepareMailing, type MailingRequest } from "../src/prepare-mailing.ts";
import { releaseFolder } from "../src/release-folder.ts";
import { thisMachinesProcesses } from "../src/delivery/running-process.ts";
import { writeBlankFiles, writeMailFiles } from "../src/write-mail-files.ts";
import { problemsOf } from "./memory-build.ts";
import { mailedContents, tamper, writeRelease } from "./release/written-release.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const effects = { files: folderFiles, release: releaseFolder, processes: thisMachinesProcesses() };
const people = [
  "address,name,language,group",
  "ann@example.com,Ann Lee,en,press",
  "hana@example.org,木村 花,ja,press",
  "desk@example.net,,de,wires",
  "",
].join("\n");

async function prepared(
  change: Parameters<typeof writeRelease>[1] = {},
  { list = people, ...request }: Partial<MailingRequest> = {},
) {
  const folder = temporaryFolder({ "list.csv": list });
  const release = await writeRelease(join(folder, "releases"), change);
  const prepare = () =>
    prepareMailing({ release: release.folder, list: join(folder, "list.csv"), ...request }, effects);
  return { release, prepare, folder };
}

describe("preparing", () => {
  test("counts who gets what, says how large it is, and gives a code", async () => {
    const { prepare, release } = await prepared();
    const mailing = await prepare();
    expect(mailing.list.counts).toEqual([
      { lang: "de", group: "wires", recipients: 1 },
      { lang: "en", group: "press", recipients: 1 },
      { lang: "ja", group: "press", recipients: 1 },
    ]);
    expect([...mailing.sizes.keys()]).toEqual(["en", "ja", "de"]);
    expect(mailing.sizes.get("en")).toBeGreaterThan(10_000);
    expect(mailing.code).toMatch(/^[0-9a-f]{12}$/);
    expect((await prepare()).code).toBe(mailing.code);
    expect(mailing.status.counts.waiting).toBe(3);
    expect(mailing.ledger.path).toBe(join(release.folder, "..", "mail-ledger.jsonl"));
    expect(mailing.warnings).toEqual([]);
  });

  test("96, 106 gives another code for another list, another release and another domain that is allowed", async () => {
    const codes = [
      (await (await prepared()).prepare()).code,
      (await (await prepared({}, { list: people.replace("press", "media") })).prepare()).code,
      (await (await prepared({ changes: { period: "3Q06" } })).prepare()).code,
      (await (await prepared({}, { allowDomains: ["example.com"] })).prepare()).code,
    ];
    expect(new Set(codes).size).toBe(4);
  });

  test("is refused for a release of which anything was altered", async () => {
    const { prepare, release } = await prepared();
    const message = String(mailedContents.get("message/en.json"));
    tamper(release, "message/en.json", message.replace("3,871", "3,971"));
    expect(await problemsOf(prepare())).toMatch(/message\/en\.json is not as it was sealed: /);
  });

  test("is refused for a release without an e-mail", async () => {
    const { prepare } = await prepared({ changes: { mail: null } });
    expect(await problemsOf(prepare())).toMatch(
      /has no e-mail: it cannot be mailed\n {2}hint: seal it with a document of kind: message that attaches its documents$/,
    );
  });

  test("tells all that is wrong with the list by the rules that were sealed", async () => {
    const list = people.replace(",en,", ",fr,").replace("example.net", "elsewhere.net");
    const mail = { allowedDomains: ["example.com", "example.org"], mostRecipients: 2 };
    const message = await problemsOf((await prepared({ changes: { mail } }, { list })).prepare());
    expect(message.replaceAll(/\S*list\.csv/g, "list.csv")).toBe(
      [
        'list.csv:2:25 no message is in "fr"',
        "  hint: the release has messages in en, ja, de",
        "list.csv:4:1 the company does not mail to elsewhere.net",
        "  hint: add it to allowedDomains below mail: in company.yaml, or allow it this once with --allow-domain elsewhere.net",
        "list.csv has 3 recipients, and the company allows 2",
        "  hint: raise mostRecipients below mail: in company.yaml if that is meant",
      ].join("\n"),
    );
  });

  test("95 warns of a mail that many servers do not take, and refuses one that hardly any does", async () => {
    const withBytes = (length: number) =>
      prepared({ contents: new Map([...mailedContents, ["en/2q06.pdf", new Uint8Array(length)]]) });
    const warned = await (await withBytes(6_000_000)).prepare();
    expect(warned.warnings).toEqual([
      { what: 'the mail in "en" has 8.2 MB', hint: "many servers take no more than 7.0 MB" },
    ]);
    expect(await problemsOf((await withBytes(14_000_000)).prepare())).toBe(
      'the mail in "en" has 19.2 MB, and 18.0 MB are the most\n  hint: attach less: hardly any server takes it',
    );
  });
});

describe("files of e-mails", () => {
  const collect = async (files: AsyncIterable<{ readonly name: string; readonly bytes: Uint8Array }>) => {
    const found = new Map<string, string>();
    for await (const { name, bytes } of files) found.set(name, Buffer.from(bytes).toString("latin1"));
    return found;
  };

  test("are one a recipient, with one address each, and the same every time", async () => {
    const mailing = await (await prepared()).prepare();
    const files = await collect(writeMailFiles(mailing, { draft: false }));
    expect([...files.keys()]).toEqual([
      "001-ann-at-example.com.eml",
      "002-hana-at-example.org.eml",
      "003-desk-at-example.net.eml",
    ]);
    for (const text of files.values()) {
      expect(text.match(/^To: /gm)).toHaveLength(1);
      expect(text).toContain("Date: Thu, 09 Nov 2006 06:00:00 +0000\r\n");
      expect(text).not.toContain("X-Unsent");
    }
    expect(await collect(writeMailFiles(mailing, { draft: false }))).toEqual(files);
    const drafts = await collect(writeMailFiles(mailing, { draft: true }));
    expect([...drafts.values()].every((text) => text.includes("X-Unsent: 1\r\n"))).toBe(true);
  });

  test("to nobody are one a language, without an address", async () => {
    const files = await collect(writeBlankFiles(await (await prepared()).prepare()));
    expect([...files.keys()]).toEqual(["draft.en.eml", "draft.ja.eml", "draft.de.eml"]);
    for (const text of files.values()) expect(text).not.toMatch(/^(To|Cc|Bcc|Message-ID): /m);
  });

  test("leave the release as it is", async () => {
    const { prepare, release } = await prepared();
    await collect(writeMailFiles(await prepare(), { draft: false }));
    expect(readdirSync(join(release.folder, ".."))).toEqual([release.manifest.id]);
    writeFileSync(join(release.folder, "note.txt"), "");
    expect(await problemsOf(prepare())).toMatch(/note\.txt was not sealed$/);
  });
});
