import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { describe, expect, onTestFinished, test } from "vitest";
import { startRealServer, type RealServer } from "../delivery/real-server.ts";
import { mailedContents, tamper, writeRelease } from "../release/written-release.ts";
import { runKessan, type Ended, type RunOptions } from "../run-kessan.ts";
import { temporaryFolder } from "../scripts/temporary-folder.ts";

const people = [
  "address,name,language,group",
  "ann@example.com,Ann Lee,en,press",
  "hana@example.org,木村 花,ja,press",
  "desk@example.net,,de,wires",
  "",
].join("\n");
const yesterday = new Date(Date.now() - 86_400_000).toISOString().replace(/\.\d+Z$/, "Z");

/** A desk with a release, a list and a server. */
async function desk({
  change = {},
  list = people,
  ...options
}: {
  readonly change?: Parameters<typeof writeRelease>[1];
  readonly list?: string;
} & Parameters<typeof startRealServer>[0] = {}) {
  const root = temporaryFolder({ "list.csv": list });
  const changes = { embargo: { written: yesterday, instant: yesterday }, ...change.changes };
  const release = await writeRelease(join(root, "releases"), { ...change, changes });
  const server: RealServer = await startRealServer(options);
  onTestFinished(() => server.close());
  const folder = `releases/${release.manifest.id}`;
  const env = { KESSAN_SMTP_HOST: "127.0.0.1", KESSAN_SMTP_PORT: String(server.port) };
  const run = async (args: readonly string[], more: RunOptions = {}): Promise<Ended> => {
    const ended = await runKessan(args, { cwd: root, env, ...more });
    return {
      ...ended,
      out: ended.out.replaceAll(release.manifest.id, "ID"),
      err: ended.err.replaceAll(release.manifest.id, "ID"),
    };
  };
  const mail = (...args: readonly string[]) => run(["mail", folder, "--list", "list.csv", ...args]);
  const codeOf = async (...args: readonly string[]): Promise<string> =>
    JSON.parse((await mail(...args, "--json")).out).results[0].code;
  return { root, release, folder, server, run, mail, codeOf };
}

describe("kessan mail", () => {
  test("says who would get what, and the code to send it with, and sends nothing", async () => {
    const at = await desk();
    const code = await at.codeOf();
    const { code: exit, out, err } = await at.mail();
    expect([exit, err]).toEqual([0, ""]);
    expect(out.replace(/ +\d+ kB/g, " N kB").replace(/ +size +/, " size "))
      .toBe(`releases/ID to list.csv: 3 recipients
  language  group  recipients
  de        wires           1
  en        press           1
  ja        press           1

en: Example Inc.: revenues of 2Q06 up 8.2%
    from Example Inc., Investor Relations <ir@example.com>, attaches example_2q06.en.pdf, example_2q06_tables.en.pdf
ja: 2007年3月期 第2四半期決算のお知らせ：営業収益は前年同期比8.2％増の約140億円となりました（株式会社エグザンプル）
    from 株式会社エグザンプル 広報・IR担当 <ir@example.com>, attaches example_2q06.ja.pdf
de: Example SE: Umsatzerlöse im zweiten Quartal um 8,2 % höher – Prüfung läuft
    from Größe & Söhne SE – Öffentlichkeitsarbeit <ir@example.com>, attaches example_2q06.de.pdf

  address           name     language  group size releases/mail-ledger.jsonl
  ann@example.com   Ann Lee  en        press N kB  was not sent it
  hana@example.org  木村 花  ja        press N kB  was not sent it
  desk@example.net           de        wires N kB  was not sent it

embargo ${yesterday}: it has passed
2 of 2 approvals: Mori (mori@desk, 2006-11-09T05:00:00.000Z), Abe (mori@desk, 2006-11-09T05:00:00.000Z)

Nothing was sent. To send it:
  kessan mail releases/ID --list list.csv --send --confirm ${code}
`);
    expect(at.server.named).toEqual([]);
    expect(readdirSync(join(at.root, "releases"))).toEqual([at.release.manifest.id]);
  });

  test("writes one file a recipient, which another program reads: name, language, PDF and all", async () => {
    const at = await desk();
    const { code, out, err } = await at.mail("--eml", "mails");
    expect([code, out, err]).toEqual([0, "mails: 3 messages\n", ""]);
    const names = readdirSync(join(at.root, "mails"));
    expect(names).toEqual([
      "001-ann-at-example.com.eml",
      "002-hana-at-example.org.eml",
      "003-desk-at-example.net.eml",
    ]);
    expect(statSync(join(at.root, "mails", names[0]!)).mode & 0o777).toBe(0o600);
    const mails = await Promise.all(
      names.map((name) => PostalMime.parse(readFileSync(join(at.root, "mails", name)))),
    );
    expect(mails.map(({ to }) => to!.map(({ address }) => address))).toEqual([
      ["ann@example.com"],
      ["hana@example.org"],
      ["desk@example.net"],
    ]);
    expect(mails[1]!.text).toMatch(/^木村 花 様\r\n/);
    expect(mails[2]!.text).toMatch(/^Sehr geehrte Damen und Herren,\n/);
    const [pdf] = mails[1]!.attachments.filter(({ mimeType }) => mimeType === "application/pdf");
    expect(pdf!.filename).toBe("example_2q06.ja.pdf");
    expect(
      Buffer.from(pdf!.content as ArrayBuffer).equals(Buffer.from(mailedContents.get("ja/2q06.pdf")!)),
    ).toBe(true);
    for (const mail of mails) {
      const keys = mail.headers.map(({ key }) => key);
      expect(keys.filter((key) => ["bcc", "cc"].includes(key))).toEqual([]);
    }
    expect((await at.mail("--eml", "mails")).err).toBe(
      "mails is not empty\n  hint: name a new folder\n1 problem\n",
    );
  });

  test("writes drafts, to somebody or to nobody yet, and says what is still missing", async () => {
    const soon = { written: "2100-01-01T09:00+09:00", instant: "2100-01-01T00:00:00Z" };
    const at = await desk({ change: { changes: { embargo: soon }, approvedBy: ["Mori"] } });
    const drafts = await at.mail("--eml", "drafts", "--draft");
    expect([drafts.code, drafts.out]).toEqual([0, "drafts: 3 drafts\n"]);
    expect(drafts.err).toBe(
      "warning: 1 of 2 approvals: Mori (mori@desk, 2006-11-09T05:00:00.000Z)\n" +
        "warning: nobody may get them before 2100-01-01T09:00+09:00\n",
    );
    const blank = await at.run(["mail", at.folder, "--eml", "blank", "--blank"]);
    expect([blank.code, blank.out]).toEqual([0, "blank: 3 drafts\n"]);
    const text = readFileSync(join(at.root, "blank", "draft.ja.eml"), "latin1");
    expect(text).toContain("X-Unsent: 1\r\n");
    expect(text).not.toMatch(/^(To|Bcc|Cc):/m);
  });

  test("sends with the code, once, says who has it, and is told by status", async () => {
    const at = await desk();
    const code = await at.codeOf();
    const sent = await at.mail("--send", "--confirm", code);
    expect([sent.code, sent.err]).toEqual([0, ""]);
    expect(sent.out).toMatch(
      /^ID: sent to 3 of 3; the first at \S+Z, the last at \S+Z, \d+\.\d s after it\n$/,
    );
    expect(at.server.taken.map(({ to }) => to)).toEqual([
      ["ann@example.com"],
      ["hana@example.org"],
      ["desk@example.net"],
    ]);

    const again = await at.mail("--send", "--confirm", code);
    expect([again.code, again.err]).toEqual([0, ""]);
    expect(again.out).toMatch(
      /^ID: everybody on the list has it, the first since \S+Z \(releases\/mail-ledger\.jsonl:5\); nothing was sent\n$/,
    );
    expect(at.server.taken).toHaveLength(3);

    const status = await at.run(["mail", "status", at.folder]);
    expect(status.out).toMatch(
      /^ID by releases\/mail-ledger\.jsonl: 3 accepted; the first at \S+Z, the last at \S+Z, \d+\.\d s after it\n {2}ann@example\.com: has it since \S+Z\n/,
    );
    const told = JSON.parse((await at.run(["mail", "status", at.folder, "--json"])).out).results[0];
    expect(told.counts).toMatchObject({ accepted: 3, unknown: 0 });
  });

  test("that is stopped half-way finishes with whom it is at, and the next run goes on", async () => {
    let stop = (): void => {};
    const at = await desk({ delay: 300, onTaken: (count) => (count === 1 ? stop() : undefined) });
    const code = await at.codeOf();
    const args = ["mail", at.folder, "--list", "list.csv", "--send", "--confirm", code];
    const stopped = await at.run(args, {
      env: envOf(at.server),
      started: (child) => (stop = () => child.kill("SIGINT")),
    });
    expect([stopped.code, stopped.signal]).toEqual([130, null]);
    expect(stopped.err).toContain(
      "stopping: whoever is being sent it gets it whole; once more ends at once\nwas stopped\n",
    );
    const before = at.server.taken.length;
    expect(before).toBeLessThan(3);
    const status = (await at.run(["mail", "status", at.folder])).out;
    expect(status).toContain("the last run ended early: was stopped\n");
    expect(status).toContain(
      `its list had 3 recipients: ${3 - before} of them were never begun (--list says who)\n`,
    );
    const listed = (await at.run(["mail", "status", at.folder, "--list", "list.csv"])).out;
    expect(listed).toContain("  desk@example.net: was not sent it\n");
    const next = await at.mail("--send", "--confirm", code);
    expect(next.code).toBe(0);
    expect(next.out).toMatch(new RegExp(`^ID: sent to ${3 - before} of 3; ${before} had it; `));
    expect(at.server.taken.map(({ to }) => to[0]).toSorted()).toEqual([
      "ann@example.com",
      "desk@example.net",
      "hana@example.org",
    ]);
  });

  test("108 that is stopped twice ends at once with exit code 130, and who was under way is unknown until a person says", async () => {
    let stop = (): void => {};
    const at = await desk({
      onData: (stream) => {
        stream.resume();
        // It has the message and never says so
        stream.on("end", () => {
          stop();
          setTimeout(stop, 200);
        });
      },
    });
    const code = await at.codeOf();
    const args = ["mail", at.folder, "--list", "list.csv", "--send", "--confirm", code];
    const stopped = await at.run(args, {
      env: envOf(at.server),
      started: (child) => (stop = () => child.kill("SIGINT")),
    });
    expect([stopped.code, stopped.signal]).toEqual([130, null]);
    const status = await at.run(["mail", "status", at.folder]);
    expect(status.out).toContain("1 unknown");
    expect(status.out).toContain("  ann@example.com: may have it, and may not");
    const settled = await at.run([
      "mail",
      "resolve",
      at.folder,
      "ann@example.com",
      "--delivered",
      "--as",
      "Mori",
    ]);
    expect([settled.code, settled.out, settled.err]).toEqual([0, "ann@example.com: has it, says Mori\n", ""]);
    expect((await at.run(["mail", "status", at.folder])).out).toBe(
      "ID by releases/mail-ledger.jsonl: 1 accepted\n" +
        "its list had 3 recipients: 2 of them were never begun (--list says who)\n" +
        "  ann@example.com: has it, says Mori\n",
    );
  });

  test("tells who did not get it and what to do, with exit code 1", async () => {
    const at = await desk({
      onRcptTo: ({ address }, _, done) =>
        done(
          address === "hana@example.org"
            ? Object.assign(new Error("no such user"), { responseCode: 550 })
            : undefined,
        ),
    });
    const { code, out, err } = await at.mail("--send", "--confirm", await at.codeOf());
    expect(code).toBe(1);
    expect(out).toMatch(/^ID: sent to 2 of 3; /);
    expect(err).toMatch(
      /^releases\/mail-ledger\.jsonl:\d+ "hana@example\.org": the server refused it: 550 .*no such user\n {2}hint: mend the list, or kessan mail resolve releases\/ID hana@example\.org --retry --as <name> to try it again\n$/,
    );
    const freed = await at.run(["mail", "resolve", at.folder, "hana@example.org", "--retry", "--as", "Mori"]);
    expect(freed.out).toBe("hana@example.org: will be sent it by the next run, says Mori\n");
  });

  test("warns where the log of the release cannot be told what somebody settled", async () => {
    const at = await desk({
      onRcptTo: ({ address }, _, done) =>
        done(
          address === "hana@example.org"
            ? Object.assign(new Error("no such user"), { responseCode: 550 })
            : undefined,
        ),
    });
    await at.mail("--send", "--confirm", await at.codeOf());
    // A log that is a link is read, and never written to
    renameSync(join(at.root, at.folder, "log.jsonl"), join(at.root, at.folder, "log"));
    symlinkSync("log", join(at.root, at.folder, "log.jsonl"));
    const args = ["mail", "resolve", at.folder, "hana@example.org", "--retry", "--as", "Mori"];
    const { code, out, err } = await at.run(args);
    expect([code, out, err]).toEqual([
      0,
      "hana@example.org: will be sent it by the next run, says Mori\n",
      "warning: releases/ID/log.jsonl was not told of it: releases/ID/log.jsonl cannot write here: its symbolic links go round (ELOOP)\n" +
        "  hint: it is settled in releases/mail-ledger.jsonl: keep that file, and mend the log before the next mailing, which tells it\n",
    ]);
  });

  test("115, 116 tells all that stands in the way of sending at once, of the server too", async () => {
    const at = await desk({ change: { approvedBy: [] } });
    writeFileSync(join(at.root, "smtp.yaml"), "host: mail.example.com\nuser: ir\ntls: none\n");
    chmodSync(join(at.root, "smtp.yaml"), 0o644);
    const { code, out, err } = await at.mail(
      "--send",
      "--confirm",
      "0123456789ab",
      "--smtp-file",
      "smtp.yaml",
    );
    const { code: own } = { code: await at.codeOf() };
    expect([code, out]).toEqual([1, ""]);
    expect(err.replaceAll(`${at.root}/`, ""))
      .toBe(`releases/ID --confirm 0123456789ab is of another release or list: this one to list.csv has the code ${own}
  hint: look at the dry run again: kessan mail without --send
releases/ID is approved by 0 of 2
  hint: kessan approve releases/ID --as <name>
smtp.yaml holds a secret, and others can reach it: its mode is 0644
  hint: chmod 600 smtp.yaml
smtp.yaml:3:6 mail to "mail.example.com" would be readable on its way
  hint: without TLS only a server on this machine is used; write starttls or implicit
smtp.yaml:2:7 no password for "ir"
  hint: set KESSAN_SMTP_PASSWORD, or write password in a file that only you can read
5 problems
`);
    expect(existsSync(join(at.root, "releases/mail-ledger.jsonl"))).toBe(false);
  });

  test("adds nothing to a release: neither a ledger nor files", async () => {
    const at = await desk();
    const ledger = await at.mail("--ledger", `${at.folder}/ledger.jsonl`);
    expect([ledger.code, ledger.err]).toEqual([
      1,
      "releases/ID/ledger.jsonl the ledger would lie in the release, to which nothing may be added\n  hint: name a place beside it\n1 problem\n",
    ]);
    const mails = await at.mail("--eml", `${at.folder}/mails`);
    expect([mails.code, mails.err]).toEqual([
      1,
      "releases/ID/mails the e-mails would lie in the release, to which nothing may be added\n  hint: name a place beside it\n1 problem\n",
    ]);
  });

  test.each([
    ["--ledger", "releases", "releases cannot be read: it is a folder (EISDIR)\n1 problem\n"],
    ["--list", "releases", "releases is no plain file\n1 problem\n"],
  ])("tells that %s %s is no file", async (option, value, message) => {
    const at = await desk();
    const { code, err } = await at.run(["mail", at.folder, "--list", "list.csv", option, value]);
    expect(code).toBe(1);
    expect(err).toBe(message);
  });

  test("prints commands that can be pasted, whatever the names", async () => {
    const at = await desk({ list: people.replace("ann@", "o'ann$@") });
    writeFileSync(join(at.root, "my list.csv"), people);
    const { out } = await at.run(["mail", at.folder, "--list", "my list.csv"]);
    expect(out).toContain("kessan mail releases/ID --list 'my list.csv' --send --confirm ");
  });

  test("is refused for a release of which a byte was changed", async () => {
    const at = await desk();
    const code = await at.codeOf();
    const pdf = Buffer.from(mailedContents.get("en/2q06.pdf")!);
    pdf[100]! ^= 1;
    tamper(at.release, "en/2q06.pdf", pdf);
    const { code: exit, err } = await at.mail("--send", "--confirm", code);
    expect(exit).toBe(1);
    expect(err).toMatch(
      /^releases\/ID\/en\/2q06\.pdf is not as it was sealed: 5000 bytes as before, SHA-256 [0-9a-f]{64}\n1 problem\n$/,
    );
    expect(at.server.named).toEqual([]);
  });

  test.each([
    [[], "no --list: nobody to mail to\n  hint: name a CSV file of recipients"],
    [
      ["--list", "list.csv", "--send"],
      "--send without --confirm\n  hint: run it without --send, look, and give the code that it prints",
    ],
    [
      ["--list", "list.csv", "--confirm", "0", "--late", "--smtp-file", "x", "--draft", "--blank"],
      [
        "--list and --blank: drafts to nobody have no recipients",
        "--draft without --eml\n  hint: name the folder of the drafts",
        "--blank without --eml\n  hint: name the folder of the drafts",
        "--confirm without --send",
        "--late without --send",
        "--smtp-file without --send",
      ].join("\n"),
    ],
    [
      ["--list", "list.csv", "--eml", "x", "--send", "--confirm", "0"],
      "--eml and --send: files are written, or mails are sent",
    ],
    [["--list", "none.csv"], "none.csv is not there"],
    [
      ["--list", "list.csv", "--port", "80", "--host", "0.0.0.0"],
      'unknown option "--port"\n  hint: kessan mail --help tells what there is',
    ],
    [
      ["--list", "list.csv", "--password", "secret"],
      'unknown option "--password"\n  hint: kessan mail --help tells what there is',
    ],
  ])("refuses %j", async (args, message) => {
    const at = await desk();
    const { code, err } = await at.run(["mail", at.folder, ...args]);
    expect(code).toBe(1);
    expect(err.replace(/\n\d+ problems?\n$/, "")).toBe(message);
  });
});

function envOf({ port }: RealServer): Readonly<Record<string, string>> {
  return { KESSAN_SMTP_HOST: "127.0.0.1", KESSAN_SMTP_PORT: String(port) };
}
