import { quote } from "../facts/text.ts";
import { KessanError, suggest } from "../problem.ts";
import { readHolder, type LockHolder } from "./lock.ts";
import { readSendLedger, type LedgerAnchor, type LedgerFile } from "./read-send-ledger.ts";
import type { Processes } from "./running-process.ts";
import { lockOf, openSendLedger, type LedgerEffects } from "./send-ledger.ts";
import { sendKey, type Resolution } from "./send-record.ts";
import type { Sending, Sendings } from "./sendings.ts";

/** Somebody on a list. */
export interface ListedRecipient {
  readonly address: string;
  /** As addresses are compared. */
  readonly folded: string;
}

/**
 * How a recipient stands: has it (`accepted`); does not and will not (`refused`), or not yet (`deferred`); may have it
 * (`unknown`); is just being sent it (`sending`); was not sent it (`waiting`); was given up by somebody (`gone`).
 */
const mailStates = ["accepted", "refused", "deferred", "unknown", "sending", "waiting", "gone"] as const;

export type MailState = (typeof mailStates)[number];

export interface RecipientStatus {
  readonly address: string;
  readonly state: MailState;
  readonly attempts: number;
  /** Time (UTC) and line of the last record of it. */
  readonly at?: string;
  readonly line?: number;
  /** What the server replied, or why it is unknown. */
  readonly reply?: string;
  readonly resolved?: NonNullable<Sending["resolved"]>;
}

/** Who has a release and who has not. */
export interface MailStatus {
  readonly recipients: readonly RecipientStatus[];
  readonly counts: Readonly<Record<MailState, number>>;
  /** When the first and the last one got it: UTC. */
  readonly first?: string;
  readonly last?: string;
  /** Milliseconds between them. */
  readonly spread?: number;
  /** How many recipients the list of the last run had, and why that run ended early, if it did. */
  readonly lastRun?: { readonly recipients: number; readonly stopped?: string };
}

/**
 * Who has a release: of a list, or else of everybody it was begun to be sent to. Changes nothing, and may be asked while it is
 * being sent. Throws a KessanError for a ledger that was changed or does not hold an anchor.
 */
export function readMailStatus(
  {
    ledger,
    release,
    recipients,
  }: {
    readonly ledger: LedgerFile & { readonly anchors?: readonly LedgerAnchor[] };
    /** Its id. */
    readonly release: string;
    readonly recipients?: readonly ListedRecipient[];
  },
  processes: Processes,
): MailStatus & {
  /** Who is sending at the moment. */
  readonly sender?: LockHolder;
  readonly anchor?: LedgerAnchor;
} {
  // Whoever sends holds the lock before it writes, and until it has written everything
  const holder = readHolder(lockOf(ledger));
  const sender = holder === undefined || processes.isGone(holder) ? undefined : holder;
  const { sendings, torn, anchor, lastAt = "" } = readSendLedger(ledger);
  if (torn !== undefined && sender === undefined) {
    const repaired = {
      kind: "repaired",
      kept: "",
      bytes: torn.length,
      sha256: "",
      number: 0,
    } as const;
    sendings.take({ ...repaired, at: lastAt }, anchor?.records ?? 0);
  }
  const status = statusOf({
    sendings,
    release,
    ...(recipients && { recipients }),
    isSending: sender !== undefined,
  });
  return { ...status, ...(sender !== undefined && { sender }), ...(anchor !== undefined && { anchor }) };
}

/** As `readMailStatus`, of what was read already. */
export function statusOf({
  sendings,
  release,
  recipients,
  isSending = false,
}: {
  readonly sendings: Sendings;
  readonly release: string;
  readonly recipients?: readonly ListedRecipient[];
  readonly isSending?: boolean;
}): MailStatus {
  const begun = [...sendings.byKey.values()].filter((sending) => sending.release === release);
  const all: readonly RecipientStatus[] =
    recipients?.map(({ address, folded }) => {
      const sending = sendings.byKey.get(sendKey(release, folded));
      return sending === undefined
        ? { address, state: "waiting", attempts: 0 }
        : { ...recipientStatus(sending, isSending), address };
    }) ?? begun.map((sending) => recipientStatus(sending, isSending));
  const counts = Object.fromEntries(
    mailStates.map((state) => [state, all.filter((one) => one.state === state).length]),
  ) as Record<MailState, number>;
  // When somebody says that it arrived is not when it did
  const times = all
    .filter(({ state, resolved }) => state === "accepted" && resolved === undefined)
    .map(({ at }) => at!)
    .toSorted();
  const [first, last] = [times[0], times.at(-1)];
  const planned = sendings.releases.get(release);
  return {
    recipients: all,
    counts,
    ...(planned !== undefined && {
      lastRun: {
        recipients: planned.recipients,
        ...(planned.stopped !== undefined && { stopped: planned.stopped }),
      },
    }),
    ...(first !== undefined &&
      last !== undefined && { first, last, spread: Date.parse(last) - Date.parse(first) }),
  };
}

/**
 * Settles by a person's word what the program cannot know: somebody for whom it is unknown whether they have it. One whom the
 * server refused can be freed for another try. Throws a KessanError where there is nothing to settle.
 */
export function resolveUnknown(
  {
    ledger: file,
    release,
    recipient,
    as,
    by,
    note,
  }: {
    readonly ledger: LedgerFile & { readonly anchors?: readonly LedgerAnchor[] };
    readonly release: string;
    readonly recipient: ListedRecipient;
    readonly as: Resolution;
    /** Who says so. */
    readonly by: string;
    readonly note: string;
  },
  effects: LedgerEffects,
): { readonly status: RecipientStatus; readonly anchor: LedgerAnchor } {
  if (by.trim() === "")
    throw new KessanError([{ what: "nobody is named who says so", hint: "name a person" }]);
  const ledger = openSendLedger(file, effects);
  try {
    const key = sendKey(release, recipient.folded);
    const sending = ledger.sendings.byKey.get(key);
    checkResolvable({ ledger: file, release, recipient, as, sending, sendings: ledger.sendings });
    ledger.append({ kind: "resolved", key, as, by, note });
    return { status: recipientStatus(ledger.sendings.byKey.get(key)!, false), anchor: ledger.anchor() };
  } finally {
    ledger.close();
  }
}

function checkResolvable({
  ledger: { file },
  release,
  recipient: { address },
  as,
  sending,
  sendings,
}: {
  readonly ledger: LedgerFile;
  readonly release: string;
  readonly recipient: ListedRecipient;
  readonly as: Resolution;
  readonly sending: Sending | undefined;
  readonly sendings: Sendings;
}): void {
  if (sending === undefined) {
    const known = [...sendings.byKey.values()].filter((one) => one.release === release);
    const hint = suggest(
      address,
      known.map((one) => one.address),
    );
    const what = `nothing of ${release} was ever begun for ${quote(address)}`;
    throw new KessanError([{ place: { file }, what, ...(hint !== undefined && { hint }) }]);
  }
  const { state, line, at } = sending;
  if (state === "unknown" || (state === "refused" && as === "retry")) return;
  const place = { file, line };
  if (state === "refused")
    throw new KessanError([
      {
        place,
        what: `${quote(address)} was refused at ${at}: it cannot be ${as}`,
        hint: "it can be sent again: retry",
      },
    ]);
  const said = {
    accepted: `has it since ${at}`,
    deferred: `does not have it, and is sent it by the next run`,
    claimed: "does not have it, and is sent it by the next run",
    free: "is sent it by the next run",
    gone: `was given up at ${at}`,
    data: "is being sent it",
  }[state];
  throw new KessanError([{ place, what: `${quote(address)} ${said}: there is nothing to settle` }]);
}

function recipientStatus(sending: Sending, isSending: boolean): RecipientStatus {
  const { address, attempts, at, line, reply, resolved } = sending;
  return {
    address,
    state: stateOf(sending, isSending),
    attempts,
    at,
    line,
    ...(reply !== undefined && { reply }),
    ...(resolved !== undefined && { resolved }),
  };
}

function stateOf({ state }: Sending, isSending: boolean): MailState {
  if (state === "claimed" || state === "free") return "waiting";
  if (state === "data") return isSending ? "sending" : "unknown";
  return state;
}
