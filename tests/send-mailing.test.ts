import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { converse } from "../src/delivery/smtp.ts";
import { thisMachinesProcesses } from "../src/delivery/running-process.ts";
import { folderFiles } from "../src/folder-files.ts";
import { prepareMailing } from "../src/prepare-mailing.ts";
import { releaseFolder } from "../src/release-folder.ts";
import type { Manifest } from "../src/release/manifest.ts";
import { sendMailing, type SendRequest } from "../src/send-mailing.ts";
import { readReleaseStatus, settleRecipient } from "../src/settle-mailing.ts";
import { writeMailFiles } from "../src/write-mail-files.ts";
import { handClock, type HandClock } from "./delivery/mailing-kit.ts";
import { startMockServer, type Misbehaviour, type Moment } from "./delivery/mock-server.ts";
import { formatProblem, KessanError } from "../src/problem.ts";
import { problemsOf } from "./memory-build.ts";
import { actor, mailedContents, writeRelease, type WrittenRelease } from "./release/written-release.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const embargo = Date.parse("2006-11-09T06:00:00Z");
const list =
  "address,name,language,group\nann@example.com,Ann Lee,en,press\nhana@example.org,木村 花,ja,press\n";

/** A release, a list and a server, and the ways to use them. */
async function desk({
  change = {},
  clock = handClock(embargo + 60_000),
  misbehave,
}: {
  readonly change?: Parameters<typeof writeRelease>[1];
  readonly clock?: HandClock;
  readonly misbehave?: (moment: Moment) => Misbehaviour | undefined;
} = {}) {
  const folder = temporaryFolder({ "list.csv": list });
  const releases = join(folder, "releases");
  const server = await startMockServer({ ...(misbehave && { misbehave }) });
  onTestFinished(() => server.close());
  const effects = {
    files: folderFiles,
    release: releaseFolder,
    processes: thisMachinesProcesses(),
    actor,
    wall: clock.wall,
    clock,
    random: () => "0f".repeat(16),
    wait: async (milliseconds: number) => clock.pass(milliseconds),
    signal: new AbortController().signal,
  };
  const prepare = ({ folder: release }: WrittenRelease, ledger?: string) =>
    prepareMailing(
      {
        release,
        list: join(folder, "list.csv"),
        ...(ledger !== undefined && { ledger: join(folder, ledger) }),
      },
      effects,
    );
  const send = async (release: WrittenRelease, request: Partial<SendRequest> = {}, ledger?: string) => {
    const mailing = await prepare(release, ledger);
    const conversation = converse({ host: "127.0.0.1", port: server.port, tls: "none" }, { endTimeout: 300 });
    return sendMailing(mailing, { confirm: mailing.code, ...request }, { ...effects, conversation });
  };
  return { release: await writeRelease(releases, change), releases, server, effects, prepare, send, clock };
}

const ledgerOf = (releases: string) => join(releases, "mail-ledger.jsonl");
const recipientsOf = ({ server }: Awaited<ReturnType<typeof desk>>) => server.stored.map(({ to }) => to);

describe("sending", () => {
  test("reaches each recipient once, in their language, and notes in the release's log where the ledger stands", async () => {
    const at = await desk();
    const result = await at.send(at.release);
    expect(result).toMatchObject({ sent: 2, counts: { accepted: 2 } });
    expect(recipientsOf(at)).toEqual(["ann@example.com", "hana@example.org"]);
    const [english, japanese] = at.server.stored.map(({ text }) => text);
    expect(english).toContain("Content-Language: en\r\n");
    expect(japanese).toContain("Content-Language: ja\r\n");
    expect(english).toContain("Date: Thu, 09 Nov 2006 06:01:00 +0000\r\n");

    const log = readFileSync(join(at.release.folder, "log.jsonl"), "utf8");
    const mailed = log
      .trim()
      .split("\n")
      .slice(3)
      .map((line) => JSON.parse(line));
    expect(mailed.map(({ step }) => step)).toEqual(["begun", "ended"]);
    expect(mailed[1]).toMatchObject({ kind: "mailed", file: "mail-ledger.jsonl", records: 8, ...actor });
    expect(mailed[1].head).toBe(result.head.head);

    expect(await at.send(at.release)).toMatchObject({ sent: 0, counts: { accepted: 2 } });
    expect(recipientsOf(at)).toHaveLength(2);
    const status = await readReleaseStatus({ release: at.release.folder }, at.effects);
    expect(status).toMatchObject({ counts: { accepted: 2 }, isSending: false, spread: expect.any(Number) });
  });

  test("gives the same message id to a recipient in every try and every file", async () => {
    let refused = 0;
    const at = await desk({
      misbehave: ({ step, to }) =>
        step === "end" && to === "ann@example.com" && refused++ === 0 ? { reply: "451 later" } : undefined,
    });
    await at.send(at.release);
    const idOf = (to: string) =>
      /^Message-ID: (.*?)\r?$/m.exec(at.server.stored.find((mail) => mail.to === to)!.text)![1];
    for await (const { bytes } of writeMailFiles(await at.prepare(at.release), { draft: false })) {
      const text = Buffer.from(bytes).toString("latin1");
      const [, to, id] = /^To:[^]*?<(.*?)>[^]*?^Message-ID: (.*?)\r$/m.exec(text)!;
      expect(idOf(to!)).toBe(id);
    }
    expect(refused).toBe(2);
  });
});

describe("nothing is sent", () => {
  const refusal = async (at: Awaited<ReturnType<typeof desk>>, request: Partial<SendRequest> = {}) => {
    const message = await problemsOf(at.send(at.release, request));
    expect(recipientsOf(at)).toEqual([]);
    return message.replaceAll(at.release.folder, "RELEASE").replaceAll(/\S*list\.csv/g, "list.csv");
  };

  test("before the embargo", async () => {
    const at = await desk({ clock: handClock(embargo - 1000) });
    expect(await refusal(at)).toBe(
      "RELEASE nothing is sent before 2006-11-09T06:00:00Z (2006-11-09T15:00+09:00), and it is 2006-11-09T05:59:59.000Z",
    );
    at.clock.pass(1000);
    expect(await at.send(at.release)).toMatchObject({ sent: 2 });
  });

  test("104 more than seven days after it, unless that is meant", async () => {
    const at = await desk({ clock: handClock(embargo + 8 * 86_400_000) });
    expect(await refusal(at)).toBe(
      "RELEASE its embargo ended 8 days ago, on 2006-11-09T15:00+09:00\n" +
        "  hint: see that it is the right release; if it is meant to go out this late, add --late",
    );
    expect(await at.send(at.release, { late: true })).toMatchObject({ sent: 2 });
  });

  test("96, 106 with the code of another release or list, and both codes are told", async () => {
    const at = await desk();
    const { code } = await at.prepare(at.release);
    expect(await refusal(at, { confirm: "0123456789ab" })).toBe(
      `RELEASE --confirm 0123456789ab is of another release or list: this one to list.csv has the code ${code}\n` +
        "  hint: look at the dry run again: kessan mail without --send",
    );
  });

  test("without all approvals; what is approved is the bytes", async () => {
    const by = [{ name: "Mori" }, { name: "Abe" }];
    const change = { changes: { approvals: { needed: 2, by } }, approvedBy: ["Mori"] };
    const at = await desk({ change });
    expect(await refusal(at)).toBe(
      "RELEASE is approved by 1 of 2\n  hint: kessan approve RELEASE --as <name>; Abe may",
    );
  });

  test("with a ledger that is gone, or another one, since the release was mailed", async () => {
    const at = await desk();
    await at.send(at.release);
    rmSync(ledgerOf(at.releases));
    expect(await problemsOf(at.send(at.release))).toContain("mail-ledger.jsonl");
    expect(await problemsOf(at.send(at.release, {}, "other.jsonl"))).toContain("other.jsonl");
    expect(recipientsOf(at)).toHaveLength(2);
  });

  test("of a release of the same name, whose ledger is known from the first one's log", async () => {
    const at = await desk();
    await at.send(at.release);
    const again = await writeRelease(at.releases, { changes: { period: "3Q06" } });
    expect((await problemsOf(at.send(again))).replace(ledgerOf(at.releases), "LEDGER")).toBe(
      `LEDGER:5 "acme-deck" went out as ${at.release.manifest.id}, to "ann@example.com" at 2006-11-09T06:01:00.000Z\n` +
        `  hint: what differs from it can only go out as its correction: kessan seal --correction ${at.release.manifest.id}`,
    );
    rmSync(ledgerOf(at.releases));
    expect(await problemsOf(at.send(again))).toContain("mail-ledger.jsonl");
    expect(recipientsOf(at)).toHaveLength(2);
  });
});

test("of two runs with two ledgers at once, and of one prepared before, one reaches everybody once", async () => {
  const at = await desk();
  const [first, second, third] = await Promise.all([
    at.prepare(at.release),
    at.prepare(at.release, "one.jsonl"),
    at.prepare(at.release, "two.jsonl"),
  ]);
  const converseAnew = () => converse({ host: "127.0.0.1", port: at.server.port, tls: "none" });
  const send = (mailing: typeof first) =>
    sendMailing(mailing, { confirm: mailing.code }, { ...at.effects, conversation: converseAnew() });
  const runs = await Promise.allSettled([send(first), send(second)]);
  expect(runs.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await problemsOf(send(third))).toContain("was mailed with");
  expect(recipientsOf(at).toSorted()).toEqual(["ann@example.com", "hana@example.org"]);
});

test("what was sent is told though the release's log can no longer be written", async () => {
  const at = await desk();
  const { append } = at.release.place;
  let calls = 0;
  const place = {
    ...at.release.place,
    append: async (next: Parameters<typeof append>[0]) => {
      calls += 1;
      if (calls === 2) throw new KessanError([{ what: "the disk is full" }]);
      return append(next);
    },
  };
  const mailing = { ...(await at.prepare(at.release)), place };
  const conversation = converse({ host: "127.0.0.1", port: at.server.port, tls: "none" });
  const result = await sendMailing(mailing, { confirm: mailing.code }, { ...at.effects, conversation });
  expect(result).toMatchObject({ sent: 2, stopped: [{ what: "the disk is full" }] });
});

test("a correction goes to those who have what it corrects", async () => {
  const at = await desk();
  await at.send(at.release);
  const correction: Manifest["correction"] = {
    of: [at.release.manifest.id],
    reasons: { en: "A table was wrong." },
  };
  const corrected = await writeRelease(at.releases, { changes: { correction } });
  expect(await at.send(corrected)).toMatchObject({ sent: 2 });
  expect(recipientsOf(at)).toHaveLength(4);
});

test("who may have it is settled by a person, and then has it or is sent it", async () => {
  const at = await desk({
    misbehave: ({ step, to }) => (step === "end" && to === "ann@example.com" ? { then: "reset" } : undefined),
  });
  const result = await at.send(at.release);
  expect(result.counts).toMatchObject({ accepted: 1, unknown: 1 });
  expect((await at.send(at.release)).sent).toBe(0);
  const settled = await settleRecipient(
    {
      release: at.release.folder,
      address: "Ann@Example.com",
      as: "delivered",
      by: "Mori",
      note: "by telephone",
    },
    at.effects,
  );
  expect(settled).toMatchObject({
    status: { address: "ann@example.com", state: "accepted" },
    warnings: [],
  });
  const status = await readReleaseStatus({ release: at.release.folder }, at.effects);
  expect(status.counts).toMatchObject({ accepted: 2, unknown: 0 });
  expect(
    await problemsOf(
      settleRecipient(
        { release: at.release.folder, address: "nobody", as: "retry", by: "Mori", note: "" },
        at.effects,
      ),
    ),
  ).toContain("nobody");
});

test("who has it is settled though the release's log can no longer be written, and the log is told", async () => {
  const at = await desk({
    misbehave: ({ step, to }) => (step === "end" && to === "ann@example.com" ? { then: "reset" } : undefined),
  });
  await at.send(at.release);
  const { folder: release } = at.release;
  const log = join(release, "log.jsonl");
  const lines = readFileSync(log, "utf8").split("\n").length;
  appendFileSync(log, "broken\n");
  const { status, warnings } = await settleRecipient(
    { release, address: "ann@example.com", as: "delivered", by: "Mori", note: "" },
    at.effects,
  );
  expect(status).toMatchObject({ address: "ann@example.com", state: "accepted", resolved: { by: "Mori" } });
  expect(warnings.map(formatProblem)).toEqual([
    `${log} was not told of it: ${log}:${lines} is no record\n` +
      `  hint: it is settled in ${ledgerOf(at.releases)}: keep that file, and mend the log before the next mailing, which tells it`,
  ]);
  const { counts } = await readReleaseStatus({ release }, at.effects);
  expect(counts).toMatchObject({ accepted: 2, unknown: 0 });
});

test("the bytes that are sent are those that were sealed, though the file is changed meanwhile", async () => {
  const at = await desk();
  const mailing = await at.prepare(at.release);
  const conversation = converse({ host: "127.0.0.1", port: at.server.port, tls: "none" });
  const path = join(at.release.folder, "en/2q06.pdf");
  copyFileSync(path, `${path}.new`);
  rmSync(path);
  writeFileSync(path, "another");
  await sendMailing(mailing, { confirm: mailing.code }, { ...at.effects, conversation });
  const sealed = Buffer.from(mailedContents.get("en/2q06.pdf") as Uint8Array).toString("base64");
  expect(at.server.stored[0]!.text.replaceAll("\r\n", "")).toContain(sealed);
});
