import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAppendFile } from "../../src/delivery/append-file.ts";
import { readSendLedger, type LedgerAnchor, type LedgerFile } from "../../src/delivery/read-send-ledger.ts";
import { LedgerFault, openSendLedger } from "../../src/delivery/send-ledger.ts";
import { sendKey } from "../../src/delivery/send-record.ts";
import { formatLink } from "../../src/release/chain.ts";
import { temporaryFolder } from "../scripts/temporary-folder.ts";
import {
  accepted,
  claim,
  data,
  keyOf,
  ledgerIn,
  noon,
  plan,
  processes,
  quietEffects,
  recordsIn,
} from "./ledger-kit.ts";

const changed = "\n  hint: somebody has changed the ledger: nothing is sent until it is as it was";

/** A ledger in which ann has the mail, and what follows. */
function someLedger(...more: Parameters<ReturnType<typeof openSendLedger>["append"]>[0][]): {
  readonly of: LedgerFile;
  readonly anchor: LedgerAnchor;
} {
  const of = ledgerIn(temporaryFolder());
  const ledger = openSendLedger(of, quietEffects());
  for (const record of [plan, claim("ann@x.com"), data("ann@x.com"), accepted("ann@x.com"), ...more])
    ledger.append(record);
  ledger.close();
  return { of, anchor: ledger.anchor() };
}

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

test("the key of a recipient is the SHA-256 of release, kind and address", () => {
  expect(sendKey("acme-4q25-0123456789ab", "ann@x.com")).toBe(
    "43ce17ecd536161582af09e73f845c7f1ee2814e7732d9a6eab74c88ed970b15",
  );
});

test("numbers and dates its records, for its owner's eyes only", () => {
  const { of } = someLedger();
  expect(recordsIn(of).map(({ number, at, kind }) => `${number} ${at} ${kind}`)).toEqual([
    "1 2026-11-21T12:00:00.000Z open",
    "2 2026-11-21T12:00:00.000Z plan",
    "3 2026-11-21T12:00:00.000Z claim",
    "4 2026-11-21T12:00:00.000Z data",
    "5 2026-11-21T12:00:00.000Z accepted",
  ]);
  expect(statSync(of.path).mode & 0o777).toBe(0o600);
});

test("goes on where it ended, and leaves its lock to nobody", () => {
  const { of, anchor } = someLedger();
  expect(readdirSync(join(of.path, ".."))).toEqual(["ledger.jsonl"]);
  const ledger = openSendLedger({ ...of, anchors: [anchor] }, quietEffects());
  expect(ledger.sendings.byKey.get(keyOf("ann@x.com"))).toMatchObject({
    state: "accepted",
    line: 5,
    attempts: 1,
  });
  ledger.append(claim("bob@x.com"));
  ledger.close();
  expect(readSendLedger({ ...of, anchors: [anchor, ledger.anchor()] }).anchor).toEqual(ledger.anchor());
});

test("what was all but sent when a program ended is unknown at the next start, what was claimed is not", () => {
  const { of } = someLedger(claim("bob@x.com"), data("bob@x.com"), claim("cy@x.com"));
  const ledger = openSendLedger(of, quietEffects());
  expect(ledger.sendings.byKey.get(keyOf("bob@x.com"))).toMatchObject({
    state: "unknown",
    reply: "the program ended before the server replied",
  });
  expect(ledger.sendings.byKey.get(keyOf("cy@x.com"))).toMatchObject({ state: "claimed" });
  ledger.close();
});

test("refuses every flipped byte, or takes what was under way as unknown where it looks like a torn end", () => {
  const { of } = someLedger(claim("bob@x.com"), data("bob@x.com"));
  const bytes = readFileSync(of.path);
  const lastTwo = bytes.lastIndexOf("\n", bytes.lastIndexOf("\n", bytes.length - 2) - 1);
  for (let at = 0; at < bytes.length; at += at < lastTwo ? 7 : 1) {
    const flipped = Buffer.from(bytes);
    flipped[at]! ^= 1;
    writeFileSync(of.path, flipped);
    let states: readonly string[];
    try {
      const ledger = openSendLedger(of, quietEffects());
      states = [...ledger.sendings.byKey.values()].map(({ state }) => state);
      ledger.close();
    } catch (error) {
      expect((error as Error).message).toContain(changed);
      continue;
    }
    expect(states, `byte ${at}`).toEqual(["accepted", "unknown"]);
  }
});

test.each([
  ["taken out", (lines: readonly string[]) => lines.filter((_, index) => index !== 2), 3],
  ["swapped", ([a, b, c, d, ...rest]: readonly string[]) => [a, c, b, d, ...rest], 2],
  ["doubled", (lines: readonly string[]) => [...lines.slice(0, 3), lines[2], ...lines.slice(3)], 4],
])("names the line where a record was %s", (_, change, line) => {
  const { of } = someLedger();
  const lines = readFileSync(of.path, "utf8").trimEnd().split("\n");
  writeFileSync(of.path, `${change(lines).join("\n")}\n`);
  expect(messageOf(() => openSendLedger(of, quietEffects()))).toBe(
    `ledger.jsonl:${line} does not follow from the record before it${changed}`,
  );
});

test("never writes a record that cannot follow, and refuses one that somebody has chained", () => {
  const { of, anchor } = someLedger();
  const ledger = openSendLedger(of, quietEffects());
  expect(messageOf(() => ledger.append(data("ann@x.com")))).toBe(
    'ledger.jsonl:6 "data" cannot follow "accepted"',
  );
  ledger.append(claim("bob@x.com"));
  ledger.close();
  openSendLedger(of, quietEffects()).close();

  const record = { number: 6, at: "2026-11-21T12:00:00.000Z", ...data("ann@x.com") };
  const first = readFileSync(of.path, "utf8").split("\n").slice(0, 5).join("\n");
  const forged = formatLink(anchor.head, record);
  writeFileSync(of.path, `${first}\n${forged}`);
  expect(messageOf(() => openSendLedger(of, quietEffects()))).toBe(
    `ledger.jsonl:6 "data" cannot follow "accepted"${changed}`,
  );
});

test.each([1, 20, 100])("puts a record that was cut off after %i bytes aside", (length) => {
  const { of } = someLedger(claim("bob@x.com"), data("bob@x.com"), accepted("bob@x.com"));
  const lines = readFileSync(of.path, "utf8").trimEnd().split("\n");
  const torn = lines.at(-1)!.slice(0, length);
  writeFileSync(of.path, `${lines.slice(0, -1).join("\n")}\n${torn}`);
  const ledger = openSendLedger(of, quietEffects());
  ledger.close();
  expect(ledger.sendings.byKey.get(keyOf("ann@x.com"))!.state).toBe("accepted");
  expect(ledger.sendings.byKey.get(keyOf("bob@x.com"))).toMatchObject({
    state: "unknown",
    reply: "the ledger ends in the middle of a record after it was begun (line 7)",
  });
  const repaired = recordsIn(of).at(-1)!;
  if (repaired.kind !== "repaired") throw new Error(repaired.kind);
  expect(readFileSync(join(of.path, "..", repaired.kept), "utf8")).toBe(torn);
  expect(statSync(of.path).mode & 0o777).toBe(0o600);
});

test("takes a recipient whose next record was cut off as unknown, and one who was left alone before not", () => {
  const { of } = someLedger(claim("bob@x.com"), claim("cy@x.com"));
  appendFileSync(of.path, '{"after":"');
  const ledger = openSendLedger(of, quietEffects());
  ledger.close();
  expect(ledger.sendings.byKey.get(keyOf("bob@x.com"))!.state).toBe("claimed");
  expect(ledger.sendings.byKey.get(keyOf("cy@x.com"))!.state).toBe("unknown");
});

test("refuses an end that holds more than one record", () => {
  const { of } = someLedger(claim("bob@x.com"), data("bob@x.com"));
  const text = readFileSync(of.path, "utf8").trimEnd();
  const at = text.lastIndexOf("\n");
  writeFileSync(of.path, `${text.slice(0, at)} ${text.slice(at + 1)}\n`);
  expect(messageOf(() => openSendLedger(of, quietEffects()))).toBe(`ledger.jsonl:6 is no record${changed}`);
});

test("begins anew where not even the first record was written whole", () => {
  const of = ledgerIn(temporaryFolder({ "ledger.jsonl": '{"after":"000' }));
  const ledger = openSendLedger(of, quietEffects());
  ledger.close();
  expect(recordsIn(of).map(({ kind }) => kind)).toEqual(["open", "repaired"]);
});

test("refuses a ledger that is gone, cut, of another folder or written anew", () => {
  const { of, anchor } = someLedger();
  const text = readFileSync(of.path, "utf8");
  const refused = (what: string): string =>
    `ledger.jsonl ${what}, and the release was mailed with ledger ${anchor.ledger} of 5 records\n` +
    "  hint: put the ledger back as it was: without it somebody could get the mail twice";
  const opened = (): string => messageOf(() => openSendLedger({ ...of, anchors: [anchor] }, quietEffects()));

  writeFileSync(of.path, `${text.trimEnd().split("\n").slice(0, 4).join("\n")}\n`);
  expect(opened()).toBe(refused("has only 4 records"));
  rmSync(of.path);
  expect(opened()).toBe(refused("is gone"));
  const again = openSendLedger(of, quietEffects());
  for (const record of [plan, claim("bob@x.com"), data("bob@x.com"), accepted("bob@x.com")])
    again.append(record);
  again.close();
  const same = { ...again.anchor(), records: 5 };
  expect(opened()).toBe(
    refused(same.ledger === anchor.ledger ? "has another record 5" : "is another ledger"),
  );
});

test("118 refuses a clock that is behind its last record, with both times", () => {
  const { of } = someLedger();
  expect(messageOf(() => openSendLedger(of, quietEffects({ wall: () => noon - 1 })))).toBe(
    "ledger.jsonl its last record is of 2026-11-21T12:00:00.000Z, and the clock says 2026-11-21T11:59:59.999Z\n" +
      "  hint: set the clock of this machine: by a wrong one nothing is sent",
  );
  openSendLedger(of, quietEffects()).close();
});

test("says who is mailing already, and takes over from a process that is gone", () => {
  const { of } = someLedger();
  const first = openSendLedger(of, quietEffects({ random: () => "aa" }));
  const other = processes({ pid: 4712, running: [4711, 4712] });
  expect(messageOf(() => openSendLedger(of, quietEffects({ processes: other })))).toBe(
    "ledger.jsonl.lock is held by process 4711 on mail-1 since 2026-11-21T12:00:00.000Z\n" +
      "  hint: only one at a time: wait for it, or stop it",
  );
  const later = processes({ pid: 4712, running: [4712] });
  const second = openSendLedger(of, quietEffects({ processes: later, random: () => "bb" }));
  first.close();
  expect(readdirSync(join(of.path, ".."))).toContain("ledger.jsonl.lock");
  second.close();
  expect(readdirSync(join(of.path, ".."))).toEqual(["ledger.jsonl"]);
});

test("a record that cannot be written counts as not written, and no other one is taken", () => {
  const of = ledgerIn(temporaryFolder());
  let room = 1_600;
  const openFile = (path: string) => {
    const file = openAppendFile(path);
    return {
      ...file,
      append: (text: string) => {
        room -= text.length;
        if (room < 0)
          throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
        file.append(text);
      },
    };
  };
  const ledger = openSendLedger(of, quietEffects({ openFile }));
  ledger.append(plan);
  ledger.append(claim("ann@x.com"));
  const full =
    "ledger.jsonl cannot be written: ENOSPC: no space left on device, write\n  hint: nothing is sent that cannot be written down";
  const message = messageOf(() => {
    for (const record of [data("ann@x.com"), accepted("ann@x.com"), claim("bob@x.com")])
      ledger.append(record);
  });
  expect(message).toBe(full);
  room = 10_000;
  expect(() => ledger.append(claim("cy@x.com"))).toThrow(LedgerFault);
  expect(ledger.anchor()).toEqual(readSendLedger(of).anchor);
  ledger.close();
});

test("takes back what a full disk left of a record", () => {
  const folder = temporaryFolder();
  const path = join(folder, "x");
  const source = JSON.stringify(join(import.meta.dirname, "../../src/delivery/append-file.ts"));
  const program = `
    import { openAppendFile } from ${source};
    const file = openAppendFile(${JSON.stringify(path)});
    for (let i = 0; ; i++) file.append("x".repeat(400) + "\\n");`;
  // A limit of the size of files stands for the full disk: it too lets a part of the text through first
  const limited = [
    "-c",
    'ulimit -f 1; exec "$@"',
    "bash",
    process.execPath,
    "--input-type=module",
    "--eval",
    program,
  ];
  expect(spawnSync("bash", limited, { encoding: "utf8" }).stderr).toContain("EFBIG");
  expect(readFileSync(path, "utf8")).toBe(`${"x".repeat(400)}\n`.repeat(2));
});

test("does not follow a symbolic link", () => {
  const folder = temporaryFolder({ "other.txt": "" });
  symlinkSync(join(folder, "other.txt"), join(folder, "ledger.jsonl"));
  expect(messageOf(() => openSendLedger(ledgerIn(folder), quietEffects()))).toBe(
    `ledger.jsonl cannot be written: ELOOP: too many symbolic links encountered, open '${folder}/ledger.jsonl'\n` +
      "  hint: nothing is sent that cannot be written down",
  );
});
