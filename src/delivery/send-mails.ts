import { createHash } from "node:crypto";
import { quote } from "../facts/text.ts";
import { KessanError, type Problem } from "../problem.ts";
import { statusOf, type ListedRecipient, type MailStatus } from "./mail-status.ts";
import type { LedgerAnchor, LedgerFile } from "./read-send-ledger.ts";
import { LedgerFault, openSendLedger, type LedgerEffects, type SendLedger } from "./send-ledger.ts";
import { messageIdOf, sendKey } from "./send-record.ts";
import { mayHaveIt, type Sending } from "./sendings.ts";
import type { Conversation, Verdict } from "./smtp.ts";

/** A release and those whom it goes to. */
export interface Mailing {
  readonly release: {
    readonly id: string;
    readonly name: string;
    /** SHA-256 of its manifest. */
    readonly manifest: string;
    /** Milliseconds since 1970. */
    readonly embargo: number;
    /** Ids of the releases that it corrects. */
    readonly corrects: readonly string[];
  };
  /** SHA-256 of the list. */
  readonly list: string;
  /** Address that is told of what cannot be delivered. */
  readonly from: string;
  readonly recipients: readonly ListedRecipient[];
  /** The message of a recipient, made when its turn comes. Id and date are the same in every attempt. */
  readonly compose: (
    index: number,
    stable: { readonly messageId: string; readonly date: Date },
  ) => Promise<Uint8Array>;
}

/** What mailing needs of the outside world. */
export interface MailingEffects extends Omit<LedgerEffects, "wall"> {
  readonly ledger: LedgerFile & { readonly anchors?: readonly LedgerAnchor[] };
  readonly conversation: Conversation;
  readonly clock: {
    /** Milliseconds since 1970. */
    readonly wall: () => number;
    /** Milliseconds that nobody can set. */
    readonly monotonic: () => number;
  };
  /** Waits some milliseconds, or until the signal. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Ends the run: nobody new is begun, and who is under way has ten seconds. */
  readonly signal: AbortSignal;
  readonly progress?: (event: MailingProgress) => void;
  /** Awaited before the first one is sent anything, with where the ledger stands then, to be noted elsewhere. If it throws, nothing is sent. */
  readonly onBegin?: (head: LedgerAnchor) => void | Promise<void>;
  /** Milliseconds before each further try, of a recipient or of the server. */
  readonly delays?: readonly number[];
}

/** What a mailing tells while it runs. */
export type MailingProgress =
  | { readonly kind: "sending"; readonly address: string; readonly done: number; readonly of: number }
  | ({ readonly kind: "verdict"; readonly address: string } & Verdict)
  | { readonly kind: "waiting"; readonly milliseconds: number; readonly why: string };

/** How a mailing ended. */
export interface MailingResult extends MailStatus {
  /** How many were sent it by this run. */
  readonly sent: number;
  /** Where the ledger stands: to be noted elsewhere. */
  readonly head: LedgerAnchor;
  /** Why it ended before everybody had their turn. */
  readonly stopped?: readonly Problem[];
}

const minute = 60_000;
const defaultDelays = [1, 2, 5, 15, 30].map((minutes) => minutes * minute);
const GRACE = 10_000;
const CLOCK_TOLERANCE = 3_000;

/**
 * Sends a release to everybody on a list who does not have it: at most once after the point where the server may have taken
 * it, again by itself before that point. Whoever was refused, or may have it, is left alone. Throws a KessanError, with nothing
 * sent, before the embargo, where the ledger does not allow it, and where another release of the name was mailed; what stops it
 * later is part of the result.
 */
export async function sendMails(mailing: Mailing, effects: MailingEffects): Promise<MailingResult> {
  const { release, recipients } = mailing;
  const { clock, conversation } = effects;
  const findFault = watchTime(release.embargo, clock);
  const early = findFault();
  if (early !== undefined) throw new KessanError([early]);

  const ledger = openSendLedger(effects.ledger, { ...effects, wall: clock.wall });
  try {
    checkPlanned(release, ledger);
    const had = statusOf({ sendings: ledger.sendings, release: release.id, recipients }).counts.accepted;
    const waiting = recipients.filter(({ folded }) =>
      isToBeSent(ledger.sendings.byKey.get(sendKey(release.id, folded))),
    );
    let stopped: readonly Problem[] | undefined;
    if (waiting.length > 0) {
      const date = beginPlan(mailing, effects, ledger);
      await effects.onBegin?.(ledger.anchor());
      stopped = await run({ mailing, effects, ledger, findFault }, date);
    }
    const status = statusOf({ sendings: ledger.sendings, release: release.id, recipients });
    return {
      ...status,
      sent: status.counts.accepted - had,
      head: ledger.anchor(),
      ...(stopped !== undefined && { stopped }),
    };
  } finally {
    conversation.close();
    ledger.close();
  }
}

/** What is wrong with sending now: before the embargo, or by a clock that was put forward or back since the run began. */
function watchTime(embargo: number, { wall, monotonic }: MailingEffects["clock"]): () => Problem | undefined {
  const begun = { wall: wall(), monotonic: monotonic() };
  return () => {
    const now = wall();
    const should = begun.wall + monotonic() - begun.monotonic;
    if (Math.abs(now - should) > CLOCK_TOLERANCE)
      return {
        what: `the clock was put ${now > should ? "forward" : "back"} by ${Math.round(Math.abs(now - should) / 1000)} s while mailing, to ${formatTime(now)}`,
        hint: "see that it is right, and start again: nobody gets it twice",
      };
    if (Math.min(now, should) >= embargo) return undefined;
    return { what: `nothing is sent before ${formatTime(embargo)}, and it is ${formatTime(now)}` };
  };
}

/** Refuses a release that is not the one that was mailed under its id, or its name. */
function checkPlanned(
  { id, name, manifest, corrects }: Mailing["release"],
  { sendings, file }: SendLedger,
): void {
  const known = sendings.releases.get(id);
  if (known !== undefined && (known.manifest !== manifest || known.name !== name))
    throw new KessanError([
      {
        place: { file, line: known.line },
        what: `${id} was mailed with another manifest`,
        hint: "seal it anew",
      },
    ]);
  for (const other of sendings.byKey.values()) {
    if (other.release === id || corrects.includes(other.release) || !mayHaveIt(other)) continue;
    if (sendings.releases.get(other.release)?.name !== name) continue;
    throw new KessanError([
      {
        place: { file, line: other.line },
        what: `${quote(name)} went out as ${other.release}, to ${quote(other.address)} at ${other.at}`,
        hint: `what differs from it can only go out as its correction: kessan seal --correction ${other.release}`,
      },
    ]);
  }
}

function isToBeSent(sending: Sending | undefined): boolean {
  return sending === undefined || ["free", "claimed", "deferred"].includes(sending.state);
}

/** Writes down what is about to be done. Gives the date that all mails of the release carry. */
function beginPlan(
  { release, list, recipients }: Mailing,
  { clock }: MailingEffects,
  ledger: SendLedger,
): Date {
  const { id, name, manifest, embargo, corrects } = release;
  const date = ledger.sendings.releases.get(id)?.date ?? formatTime(Math.floor(clock.wall() / 1000) * 1000);
  ledger.append({
    kind: "plan",
    release: id,
    name,
    manifest,
    list,
    recipients: recipients.length,
    embargo: formatTime(embargo),
    date,
    corrects: [...corrects],
  });
  return new Date(date);
}

interface Run {
  readonly mailing: Mailing;
  readonly effects: MailingEffects;
  readonly ledger: SendLedger;
  readonly findFault: () => Problem | undefined;
}

/** Gives everybody who does not have it their turn. Gives what stopped it, if anything did. */
async function run(of: Run, date: Date): Promise<readonly Problem[] | undefined> {
  try {
    await takeTurns(of, date);
    return undefined;
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    const { problems } = error;
    if (error instanceof LedgerFault) return problems;
    try {
      const why = problems.map(({ what }) => what).join("; ");
      of.ledger.append({ kind: "stopped", release: of.mailing.release.id, why });
      return problems;
    } catch (fault) {
      if (fault instanceof LedgerFault) return [...problems, ...fault.problems];
      throw fault;
    }
  }
}

async function takeTurns(of: Run, date: Date): Promise<void> {
  const { mailing, effects, ledger, findFault } = of;
  const { conversation, clock, signal, wait, progress = () => {}, delays = defaultDelays } = effects;
  const { byKey } = ledger.sendings;
  const turns = mailing.recipients
    .map((recipient, index) => ({ ...recipient, index, key: sendKey(mailing.release.id, recipient.folded) }))
    .filter(({ key }) => isToBeSent(byKey.get(key)))
    .map((turn) => ({ ...turn, tries: 0, due: 0 }));
  const total = turns.length;
  let lost = 0;
  const pause = async (milliseconds: number, why: string): Promise<void> => {
    conversation.close();
    progress({ kind: "waiting", milliseconds, why });
    await wait(milliseconds, signal);
  };
  const checkNow = (): void => {
    if (signal.aborted) throw stoppedBySomebody();
    const fault = findFault();
    if (fault !== undefined) throw new KessanError([fault]);
  };

  for (let turn = turns[0]; turn !== undefined; turn = turns[0]) {
    checkNow();
    const early = turn.due - clock.monotonic();
    if (early > 0) {
      await pause(early, `${quote(turn.address)} is tried again then`);
      continue;
    }
    // On a list twice by mistake
    if (!isToBeSent(byKey.get(turn.key))) {
      turns.shift();
      continue;
    }
    const trouble = await conversation.open(signal);
    if (trouble !== undefined && !signal.aborted) {
      const delay = delays[lost];
      lost += 1;
      if (delay === undefined)
        throw new KessanError([{ what: trouble, hint: "start again when the server is there" }]);
      await pause(delay, trouble);
    }
    if (trouble !== undefined) continue;
    lost = 0;

    const stable = { messageId: messageIdOf(mailing.release.id, turn.folded, mailing.from), date };
    const message = await mailing.compose(turn.index, stable);
    checkNow();
    progress({ kind: "sending", address: turn.address, done: total - turns.length, of: total });
    const verdict = await sendOne(of, { ...turn, message });
    progress({ kind: "verdict", address: turn.address, ...verdict });
    turns.shift();
    const delay = delays[turn.tries];
    if (verdict.state !== "deferred" || delay === undefined) continue;
    turns.push({ ...turn, tries: turn.tries + 1, due: clock.monotonic() + delay });
    turns.sort((a, b) => a.due - b.due);
  }
}

/** One attempt, written down step by step: what is on the disk is never behind what the server may have. */
async function sendOne(
  { mailing, effects, ledger, findFault }: Run,
  { address, key, message }: ListedRecipient & { readonly key: string; readonly message: Uint8Array },
): Promise<Verdict> {
  const { conversation, processes, signal, wait } = effects;
  const { host, boot, pid, started } = processes.me;
  const attempt = (ledger.sendings.byKey.get(key)?.attempts ?? 0) + 1;
  ledger.append({
    kind: "claim",
    key,
    release: mailing.release.id,
    address,
    attempt,
    host,
    boot,
    pid,
    started,
  });

  const [late, done] = [new AbortController(), new AbortController()];
  const onAbort = (): void => void wait(GRACE, done.signal).then(() => late.abort());
  signal.addEventListener("abort", onAbort, { once: true });
  let verdict: Verdict;
  try {
    verdict = await conversation.send({
      from: mailing.from,
      to: address,
      message,
      beforeEnd: () => {
        const fault = findFault();
        if (fault !== undefined) throw new KessanError([fault]);
        const sha256 = createHash("sha256").update(message).digest("hex");
        ledger.append({ kind: "data", key, sha256, bytes: message.length });
      },
      signal: late.signal,
    });
  } finally {
    signal.removeEventListener("abort", onAbort);
    done.abort();
  }
  const { state, reply } = verdict;
  try {
    ledger.append(state === "unknown" ? { kind: state, key, why: reply } : { kind: state, key, reply });
  } catch (error) {
    if (!(error instanceof LedgerFault) || ledger.sendings.byKey.get(key)!.state !== "data") throw error;
    const what = `of ${quote(address)} the ledger cannot say it, and this is what came: ${state}, ${quote(reply)}`;
    throw new LedgerFault([...error.problems, { what }], { cause: error });
  }
  return verdict;
}

function stoppedBySomebody(): KessanError {
  return new KessanError([{ what: "was stopped", hint: "start again to go on: nobody gets it twice" }]);
}

function formatTime(time: number): string {
  return new Date(time).toISOString();
}
