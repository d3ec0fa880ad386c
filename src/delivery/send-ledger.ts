import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { KessanError } from "../problem.ts";
import { formatLink, noRecord } from "../release/chain.ts";
import { openAppendFile, syncFolder, type AppendFile } from "./append-file.ts";
import { acquireLock } from "./lock.ts";
import { readSendLedger, type LedgerAnchor, type LedgerFile, type ReadLedger } from "./read-send-ledger.ts";
import type { Processes } from "./running-process.ts";
import { sendRecordSchema, type NewSendRecord, type SendRecord } from "./send-record.ts";
import type { Sendings } from "./sendings.ts";

/** A ledger that is open for sending: nobody else can write to it meanwhile. */
export interface SendLedger {
  readonly file: string;
  readonly sendings: Sendings;
  /** Writes a record and gives it once it is on the disk. Throws a LedgerFault if it is not: then it counts as not written, and no other one is taken. */
  append(record: NewSendRecord): SendRecord;
  /** Where the ledger stands now. */
  anchor(): LedgerAnchor;
  close(): void;
}

/** What a ledger needs of the outside world. */
export interface LedgerEffects {
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  readonly processes: Processes;
  /** Hexadecimal digits, others each time. */
  readonly random: () => string;
  readonly openFile?: (path: string) => AppendFile;
}

/** A record could not be written. Nothing may be done that it should have told of. */
export class LedgerFault extends KessanError {}

/**
 * Opens the ledger for sending; one that is not there is begun, unless there is an anchor of it. A record that was cut off is
 * put aside, and what was sent then is unknown; so is what had all but been sent when a program ended. Throws a KessanError
 * where another process has it, where it was changed, where it does not hold an anchor, and where the clock is behind it.
 */
export function openSendLedger(
  { path, file, anchors = [] }: LedgerFile & { readonly anchors?: readonly LedgerAnchor[] },
  effects: LedgerEffects,
): SendLedger {
  const { wall, processes, random } = effects;
  const lock = onDisk(file, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return acquireLock({ ...lockOf({ path, file }), processes, now: formatTime(wall()), random });
  });
  try {
    const ledger = onDisk(file, () => openLocked({ path, file, anchors }, effects));
    return {
      ...ledger,
      close: () => {
        ledger.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openLocked(
  of: LedgerFile & { readonly anchors: readonly LedgerAnchor[] },
  effects: LedgerEffects,
): SendLedger {
  const { path, file } = of;
  const { wall, random, openFile = openAppendFile } = effects;
  const found = readSendLedger(of);
  checkClock({ file, lastAt: found.lastAt, now: wall() });
  if (found.torn !== undefined) repair({ path, found, torn: found.torn }, effects);
  const read = found.torn === undefined ? found : readSendLedger(of);
  const ledger = openForWriting({ file, read, handle: openFile(path), wall });
  try {
    if (read.anchor === undefined) ledger.append({ kind: "open", ledger: random() });
    for (const { key, state } of [...ledger.sendings.byKey.values()])
      if (state === "data")
        ledger.append({ kind: "unknown", key, why: "the program ended before the server replied" });
    return ledger;
  } catch (error) {
    ledger.close();
    throw error;
  }
}

/** The lock of a ledger: who sends holds it. */
export function lockOf({ path, file }: LedgerFile): LedgerFile {
  return { path: `${path}.lock`, file: `${file}.lock` };
}

function openForWriting({
  file,
  read,
  handle,
  wall,
}: {
  readonly file: string;
  readonly read: ReadLedger;
  readonly handle: AppendFile;
  readonly wall: () => number;
}): SendLedger {
  const { sendings } = read;
  let anchor = read.anchor ?? { ledger: "", records: 0, head: noRecord };
  let lastAt = read.lastAt ?? "";
  let fault: LedgerFault | undefined;

  return {
    file,
    sendings,
    append: (record) => {
      if (fault !== undefined) throw fault;
      const number = anchor.records + 1;
      // A clock that is put back a little while sending must not lock the ledger for the next run
      const now = formatTime(wall());
      const at = now < lastAt ? lastAt : now;
      const { whole, line } = sealRecord(anchor.head, { ...record, number, at });
      const wrong = sendings.findFault(whole, number);
      if (wrong !== undefined) throw new Error(`${file}:${number} ${wrong}`);
      try {
        handle.append(line);
      } catch (error) {
        fault = cannotWrite({ file, error });
        throw fault;
      }
      sendings.take(whole, number);
      const ledger = whole.kind === "open" ? whole.ledger : anchor.ledger;
      anchor = { ledger, records: number, head: hashOf(line) };
      lastAt = at;
      return whole;
    },
    anchor: () => anchor,
    close: () => handle.close(),
  };
}

/** A record as the line that follows the one with this hash. */
function sealRecord(
  before: string,
  record: NewSendRecord & { readonly number: number; readonly at: string },
): { readonly whole: SendRecord; readonly line: string } {
  const whole = sendRecordSchema.parse(record);
  return { whole, line: formatLink(before, whole) };
}

/** Puts what is no record aside and says so in the ledger, which is replaced at once: at no moment it lacks both. */
function repair(
  { path, found, torn }: Pick<LedgerFile, "path"> & { readonly found: ReadLedger; readonly torn: Uint8Array },
  { wall, random }: LedgerEffects,
): void {
  const sha256 = createHash("sha256").update(torn).digest("hex");
  const kept = `${path}.torn-${sha256.slice(0, 12)}`;
  const at = formatTime(wall());
  let { records, head } = found.anchor ?? { records: 0, head: noRecord };
  const lines: string[] = [];
  const add = (record: NewSendRecord): void => {
    records += 1;
    const { line } = sealRecord(head, { ...record, number: records, at });
    head = hashOf(line);
    lines.push(line);
  };
  if (found.anchor === undefined) add({ kind: "open", ledger: random() });
  add({ kind: "repaired", kept: basename(kept), bytes: torn.length, sha256 });
  writeWhole(kept, torn);
  const temporary = join(dirname(path), `.${basename(path)}-${random()}.tmp`);
  writeWhole(temporary, Buffer.concat([found.whole, Buffer.from(lines.join(""))]));
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, "w", 0o600);
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function checkClock({
  file,
  lastAt,
  now,
}: {
  readonly file: string;
  readonly lastAt: string | undefined;
  readonly now: number;
}): void {
  if (lastAt === undefined || now >= Date.parse(lastAt)) return;
  throw new KessanError([
    {
      place: { file },
      what: `its last record is of ${lastAt}, and the clock says ${formatTime(now)}`,
      hint: "set the clock of this machine: by a wrong one nothing is sent",
    },
  ]);
}

/** Does what may fail by what the disk says, and tells that. */
function onDisk<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Error) || !("syscall" in error)) throw error;
    throw cannotWrite({ file, error });
  }
}

function cannotWrite({ file, error }: { readonly file: string; readonly error: unknown }): LedgerFault {
  const { message } = error as Error;
  const hint = "nothing is sent that cannot be written down";
  return new LedgerFault([{ place: { file }, what: `cannot be written: ${message}`, hint }], {
    cause: error,
  });
}

function hashOf(line: string): string {
  return createHash("sha256").update(line.slice(0, -1)).digest("hex");
}

function formatTime(time: number): string {
  return new Date(time).toISOString();
}
