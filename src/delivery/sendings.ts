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
}

/** What follows from the records so far. */
export interface Sendings {
  readonly byKey: ReadonlyMap<string, Sending>;
  /** By id. */
  readonly releases: ReadonlyMap<string, PlannedRelease>;
  /** Takes the next record of the file, of this line. Gives what is wrong with it, if it cannot follow from those before it. */
  take(record: SendRecord, line: number): string | undefined;
}

/** Nothing sent yet. */
export function noSendings(): Sendings {
  const byKey = new Map<string, Sending>();
  const releases = new Map<string, PlannedRelease>();
  let lastClaim = 0;
  return {
    byKey,
    releases,
    take: (record, line) => {
      const fault = takeRecord({ byKey, releases, lastClaim: () => lastClaim }, record, line);
      if (record.kind === "claim") lastClaim = line;
      return fault;
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

function takeRecord(
  of: {
    readonly byKey: Map<string, Sending>;
    readonly releases: Map<string, PlannedRelease>;
    readonly lastClaim: () => number;
  },
  record: SendRecord,
  line: number,
): string | undefined {
  const { byKey, releases } = of;
  if ((record.kind === "open") !== (line === 1)) return "only the first record opens a ledger";
  switch (record.kind) {
    case "open":
    case "stopped":
      return undefined;
    case "repaired":
      for (const sending of byKey.values()) {
        // One is sent at a time: what was claimed before the last claim had been left alone
        if (!isOpen(sending) || (sending.state === "claimed" && sending.line !== of.lastClaim())) continue;
        const reply = `the ledger ends in the middle of a record after it was begun (line ${sending.line})`;
        byKey.set(sending.key, { ...sending, state: "unknown", line, at: record.at, reply });
      }
      return undefined;
    case "plan": {
      const { release, name, manifest, date } = record;
      const known = releases.get(release);
      if (known === undefined) releases.set(release, { name, manifest, date, line });
      else if (known.manifest !== manifest || known.date !== date || known.name !== name)
        return `plans another release than line ${known.line} under the same id`;
      return undefined;
    }
  }

  const sending = byKey.get(record.key);
  const state = sending?.state ?? "new";
  if (!(before[record.kind] as readonly string[]).includes(state))
    return `${quoted(record.kind)} cannot follow ${quoted(state)}`;
  if (record.kind === "claim") {
    const { key, release, address, attempt, at } = record;
    if (!releases.has(release)) return "claims a release that was never planned";
    if (attempt !== (sending?.attempts ?? 0) + 1)
      return `is attempt ${attempt} after ${sending?.attempts ?? 0}`;
    byKey.set(key, { key, release, address, state: "claimed", attempts: attempt, line, at });
    return undefined;
  }

  const { key, release, address, attempts } = sending!;
  const next = { key, release, address, attempts, line, at: record.at };
  switch (record.kind) {
    case "data":
      byKey.set(key, { ...next, state: "data" });
      return undefined;
    case "accepted":
    case "deferred":
    case "refused":
      byKey.set(key, { ...next, state: record.kind, reply: record.reply });
      return undefined;
    case "unknown":
      byKey.set(key, { ...next, state: "unknown", reply: record.why });
      return undefined;
    case "resolved": {
      const { as, by, note } = record;
      if (state === "refused" && as !== "retry") return `${quoted(as)} cannot settle ${quoted(state)}`;
      byKey.set(key, { ...next, state: settled[as], resolved: { by, as, note } });
      return undefined;
    }
  }
}

function quoted(word: string): string {
  return `"${word}"`;
}
