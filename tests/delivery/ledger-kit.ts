import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LedgerFile } from "../../src/delivery/read-send-ledger.ts";
import type { Processes } from "../../src/delivery/running-process.ts";
import type { LedgerEffects } from "../../src/delivery/send-ledger.ts";
import { sendKey, type NewSendRecord, type SendRecord } from "../../src/delivery/send-record.ts";

export const noon = Date.parse("2026-11-21T12:00:00.000Z");

/** A release whose embargo ended an hour before noon. */
export const release = {
  id: "acme-4q25-0123456789ab",
  name: "acme-4q25",
  manifest: hashOf("manifest"),
  embargo: noon - 3_600_000,
  corrects: [] as readonly string[],
};

export const plan: NewSendRecord = {
  kind: "plan",
  release: release.id,
  name: release.name,
  manifest: release.manifest,
  list: hashOf("list"),
  recipients: 2,
  embargo: new Date(release.embargo).toISOString(),
  date: "2026-11-21T12:00:00.000Z",
  corrects: [],
};

/** Key of an address in the release. */
export function keyOf(address: string): string {
  return sendKey(release.id, address);
}

export function claim(address: string, attempt = 1): NewSendRecord {
  const process = { host: "mail-1", boot: "boot-1", pid: 4711, started: "100" };
  return { kind: "claim", key: keyOf(address), release: release.id, address, attempt, ...process };
}

export function data(address: string): NewSendRecord {
  return { kind: "data", key: keyOf(address), sha256: hashOf(address), bytes: 100 };
}

export function accepted(address: string): NewSendRecord {
  return { kind: "accepted", key: keyOf(address), reply: "250 2.0.0 queued" };
}

/** A ledger in a folder. */
export function ledgerIn(folder: string): LedgerFile {
  return { path: join(folder, "ledger.jsonl"), file: "ledger.jsonl" };
}

/** One process on a machine where nothing else runs, at noon, with digits that count. */
export function quietEffects(change: Partial<LedgerEffects> = {}): LedgerEffects {
  return { wall: () => noon, processes: processes(), random: countingDigits(), ...change };
}

export function processes({ pid = 4711, running = [4711] as readonly number[] } = {}): Processes {
  const me = { host: "mail-1", boot: "boot-1", space: "space-1", pid, started: "100" };
  return { me, isGone: (other) => !running.includes(other.pid) };
}

export function countingDigits(): () => string {
  let next = 0;
  return () => (next += 1).toString(16).padStart(16, "0");
}

export function recordsIn({ path }: LedgerFile): readonly SendRecord[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as SendRecord);
}

export function hashOf(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}
