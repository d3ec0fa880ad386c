import {
  readMailStatus,
  resolveUnknown,
  type MailStatus,
  type RecipientStatus,
} from "./delivery/mail-status.ts";
import type { ListRules } from "./delivery/recipients.ts";
import type { LedgerEffects } from "./delivery/send-ledger.ts";
import type { Resolution } from "./delivery/send-record.ts";
import { readAddress } from "./facts/address.ts";
import { formatPlace, KessanError, type Problem } from "./problem.ts";
import { noteLedger } from "./note-ledger.ts";
import { findLedger, readList, type MailingRequest, type PrepareEffects } from "./prepare-mailing.ts";
import { openRelease } from "./release/check-release.ts";
import type { Manifest } from "./release/manifest.ts";
import { logName, type Actor } from "./release/release-log.ts";

/** A release whose mailing is asked about. */
export interface StatusRequest extends Pick<MailingRequest, "release" | "ledger"> {
  /** A list of those who are to have it; without it only those are known whom it was begun to be sent to. */
  readonly list?: string;
}

/** Who has a release. */
export interface ReleaseStatus extends MailStatus {
  readonly manifest: Manifest;
  readonly ledger: string;
  /** Whether somebody sends at the moment. */
  readonly isSending: boolean;
}

/** Who has a release, and who has not, of a list or of everybody it was begun to be sent to. Changes nothing. */
export async function readReleaseStatus(
  request: StatusRequest,
  effects: PrepareEffects,
): Promise<ReleaseStatus> {
  const place = effects.release(request.release);
  const { manifest } = await openRelease(place.files);
  const ledger = await findLedger(place.path, { ...request, files: effects.files });
  const rules = anyOf(manifest.messages.map(({ lang }) => lang));
  const listed = request.list === undefined ? undefined : await readList(request.list, effects, rules);
  const {
    sender,
    anchor: _,
    ...status
  } = readMailStatus(
    { ledger, release: manifest.id, ...(listed && { recipients: listed.recipients }) },
    effects.processes,
  );
  return { ...status, manifest, ledger: ledger.file, isSending: sender !== undefined };
}

/** Whoever was mailed by other rules is asked about all the same. */
function anyOf(languages: readonly string[]): ListRules {
  return { languages, mostRecipients: Infinity };
}

/** How somebody settles what the program cannot know. */
export interface SettleRequest extends StatusRequest {
  readonly address: string;
  readonly as: Resolution;
  /** Who says so. */
  readonly by: string;
  readonly note: string;
}

/** What is settled, in the ledger. */
export interface SettleResult {
  readonly status: RecipientStatus;
  /** Where the log of the release could not be told of it. */
  readonly warnings: readonly Problem[];
}

/** Settles whether a recipient has a release. Throws a KessanError where there is nothing to settle. */
export async function settleRecipient(
  request: SettleRequest,
  effects: PrepareEffects & Omit<LedgerEffects, "processes"> & { readonly actor: Actor },
): Promise<SettleResult> {
  const { address, as, by, note } = request;
  const recipient = readAddress(address);
  if ("what" in recipient) throw new KessanError([recipient]);
  const place = effects.release(request.release);
  const { manifest, hash } = await openRelease(place.files);
  const ledger = await findLedger(place.path, { ...request, files: effects.files });
  const { status, anchor } = resolveUnknown(
    { ledger, release: manifest.id, recipient, as, by, note },
    effects,
  );
  const { actor, wall } = effects;
  try {
    await noteLedger({ place, manifest: hash, ledger, step: "ended", anchor, actor, now: wall() });
    return { status, warnings: [] };
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    // What stands in the ledger is settled all the same
    return { status, warnings: [untold(error, { log: place.files.display(logName), ledger: ledger.file })] };
  }
}

function untold(
  { problems }: KessanError,
  { log, ledger }: { readonly log: string; readonly ledger: string },
): Problem {
  const why = problems.map(({ place, what }) =>
    place === undefined ? what : `${formatPlace(place)} ${what}`,
  );
  return {
    place: { file: log },
    what: `was not told of it: ${why.join("; ")}`,
    hint: `it is settled in ${ledger}: keep that file, and mend the log before the next mailing, which tells it`,
  };
}
