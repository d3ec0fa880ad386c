import type { Resolution, SendRecord } from "./send-record.ts";

/**
 * How it stands with a recipient of a release: `claimed` (nothing was sent yet), `data` (the server may have it), `free`
 * (somebody said that it may be sent again), `gone` (somebody gave it up).
 */
export type SendingState =
  "claimed" | "data" | "accepted" | "deferred" | "refused" | "unknown" | "free" | "gone";

/** What the ledger knows of a release and a recipient. */
export interface Sending {
  readonly key: string;
  readonly release: string;
  readonly address: string;
  readonly state: SendingState;
  /** How often it was begun. */
  readonly attempts: number;
  /** Line of the last record, and its time (UTC). */
  readonly line: number;
  readonly at: string;
  /** What the server replied, or why it is unknown. */
  readonly reply?: string;
  /** Who settled it, if anybody did. */
  readonly resolved?: { readonly by: string; readonly as: Resolution; readonly note: string };
}

/** What the ledger knows of a release. */
export interface PlannedRelease {
  readonly name: string;
  readonly manifest: string;
  /** Of all its mails: UTC. */
  readonly date: string;
  /** Line of its first plan. */
  readonly line: number;
  /** How many recipients the list of its last run had. */
  readonly recipients: number;
  /** Why its last run ended early, if it did. */
  readonly stopped?: string;
}

/** What follows from the records so far. */
export interface Sendings {
  readonly byKey: ReadonlyMap<string, Sending>;
  /** By id. */
  readonly releases: ReadonlyMap<string, PlannedRelease>;
  /** What is wrong with a record as the next one of the file, on this line; undefined if it can follow from those before it. */
  findFault(record: SendRecord, line: number): string | undefined;
  /** Takes the next record of the file, on this line. */
  take(record: SendRecord, line: number): void;
}

/** Nothing sent yet. */
export function noSendings(): Sendings {
  const byKey = new Map<string, Sending>();
  const releases = new Map<string, PlannedRelease>();
  let lastClaim = 0;
  return {
    byKey,
    releases,
    findFault: (record, line) => findFault({ byKey, releases }, record, line),
    take: (record, line) => {
      takeRecord({ byKey, releases, lastClaim }, record, line);
      if (record.kind === "claim") lastClaim = line;
    },
  };
}

/** Whether the recipient has it, or may: it is not sent again. */
export function mayHaveIt({ state }: Sending): boolean {
  return state === "accepted" || state === "data" || state === "unknown";
}

/** Whether somebody is at it, or was when the program ended. */
export function isOpen({ state }: Sending): boolean {
  return state === "claimed" || state === "data";
}

/** From which states a record leads on; `new` where there is nothing of the key yet. */
const before = {
  claim: ["new", "deferred", "free", "claimed"],
  data: ["claimed"],
  accepted: ["data"],
  deferred: ["claimed", "data"],
  refused: ["claimed", "data"],
  unknown: ["claimed", "data"],
  resolved: ["data", "unknown", "refused"],
} as const satisfies Record<string, readonly (SendingState | "new")[]>;

const settled = { delivered: "accepted", retry: "free", gone: "gone" } as const;

function findFault(
  { byKey, releases }: Pick<Sendings, "byKey" | "releases">,
  record: SendRecord,
  line: number,
): string | undefined {
  if ((record.kind === "open") !== (line === 1)) return "only the first record opens a ledger";
  if (record.kind === "plan") {
    const known = releases.get(record.release);
    if (known === undefined) return undefined;
    const isSame =
      known.manifest === record.manifest && known.date === record.date && known.name === record.name;
    return isSame ? undefined : `plans another release than line ${known.line} under the same id`;
  }
  if (!("key" in record)) return undefined;
  const sending = byKey.get(record.key);
  const state = sending?.state ?? "new";
  if (!(before[record.kind] as readonly string[]).includes(state))
    return `${quoted(record.kind)} cannot follow ${quoted(state)}`;
  if (record.kind === "resolved" && state === "refused" && record.as !== "retry")
    return `${quoted(record.as)} cannot settle ${quoted(state)}`;
  if (record.kind !== "claim") return undefined;
  if (!releases.has(record.release)) return "claims a release that was never planned";
  const attempts = sending?.attempts ?? 0;
  return record.attempt === attempts + 1 ? undefined : `is attempt ${record.attempt} after ${attempts}`;
}

function takeRecord(
  {
    byKey,
    releases,
    lastClaim,
  }: {
    readonly byKey: Map<string, Sending>;
    readonly releases: Map<string, PlannedRelease>;
    readonly lastClaim: number;
  },
  record: SendRecord,
  line: number,
): void {
  const { at } = record;
  const next = (key: string, change: Partial<Sending> & Pick<Sending, "state">): void => {
    const { release, address, attempts } = byKey.get(key)!;
    byKey.set(key, { key, release, address, attempts, line, at, ...change });
  };
  switch (record.kind) {
    case "open":
      return;
    case "stopped": {
      const planned = releases.get(record.release);
      if (planned !== undefined) releases.set(record.release, { ...planned, stopped: record.why });
      return;
    }
    case "repaired":
      for (const sending of byKey.values()) {
        // One is sent at a time: what was claimed before the last claim had been left alone
        if (!isOpen(sending) || (sending.state === "claimed" && sending.line !== lastClaim)) continue;
        const reply = `the ledger ends in the middle of a record after it was begun (line ${sending.line})`;
        next(sending.key, { state: "unknown", reply });
      }
      return;
    case "plan": {
      const { release, name, manifest, date, recipients } = record;
      const first = releases.get(release)?.line ?? line;
      releases.set(release, { name, manifest, date, line: first, recipients });
      return;
    }
    case "claim": {
      const { key, release, address, attempt } = record;
      byKey.set(key, { key, release, address, state: "claimed", attempts: attempt, line, at });
      return;
    }
    case "data":
      return next(record.key, { state: "data" });
    case "accepted":
    case "deferred":
    case "refused":
      return next(record.key, { state: record.kind, reply: record.reply });
    case "unknown":
      return next(record.key, { state: "unknown", reply: record.why });
    case "resolved": {
      const { key, as, by, note } = record;
      return next(key, { state: settled[as], resolved: { by, as, note } });
    }
  }
}

function quoted(word: string): string {
  return `"${word}"`;
}
