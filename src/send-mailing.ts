import { composeMail } from "./delivery/compose-mail.ts";
import type { LedgerAnchor } from "./delivery/read-send-ledger.ts";
import { sendMails, type Mailing, type MailingEffects, type MailingResult } from "./delivery/send-mails.ts";
import { signMail, type DkimKey } from "./delivery/sign-mail.ts";
import { KessanError } from "./problem.ts";
import { findObstacles } from "./find-obstacles.ts";
import { noteLedger } from "./note-ledger.ts";
import { findLedger, type PreparedMailing, type PrepareEffects } from "./prepare-mailing.ts";
import { embargoTime } from "./release/embargo.ts";
import type { Actor } from "./release/release-log.ts";

/** What somebody says who wants it sent. */
export interface SendRequest {
  /** The code of the dry run. */
  readonly confirm: string;
  /** That it is meant to go out though its embargo ended more than seven days ago. */
  readonly late?: boolean;
  readonly dkim?: DkimKey;
}

/** The outside world of sending. */
export interface SendEffects
  extends Omit<MailingEffects, "ledger" | "onBegin">, Pick<PrepareEffects, "files"> {
  readonly actor: Actor;
}

/**
 * Sends a prepared mailing: only with the code of its dry run, with all approvals, and after its embargo. What was sent is in the
 * ledger, and where the ledger stands in the log of the release. Throws a KessanError, with nothing sent, with all that forbids it.
 */
export async function sendMailing(
  mailing: PreparedMailing,
  request: SendRequest,
  effects: SendEffects,
): Promise<MailingResult> {
  const {
    release,
    place,
    ledger: { path },
  } = mailing;
  const { actor, clock } = effects;
  const note = (step: "begun" | "ended", anchor: LedgerAnchor): Promise<void> =>
    noteLedger({ place, manifest: release.hash, ledger: { path }, step, anchor, actor, now: clock.wall() });
  const problems = findObstacles(mailing, request, clock.wall());
  if (problems.length > 0) throw new KessanError(problems);
  // By whatever ledger: of the same documents one process at a time mails
  const letGo = place.hold(release.manifest.name);
  try {
    // What was noted since the mailing was prepared counts too
    const ledger = await findLedger(place.path, { ledger: path, files: effects.files });
    let isBegun = false;
    const result = await sendMails(orderOf(mailing, request.dkim), {
      ...effects,
      ledger,
      onBegin: async (anchor) => {
        await note("begun", anchor);
        isBegun = true;
      },
    });
    if (!isBegun) return result;
    try {
      await note("ended", result.head);
      return result;
    } catch (error) {
      if (!(error instanceof KessanError)) throw error;
      // Who was sent it has it all the same
      return { ...result, stopped: [...(result.stopped ?? []), ...error.problems] };
    }
  } finally {
    letGo();
  }
}

function orderOf({ release, list, messages, files }: PreparedMailing, dkim: DkimKey | undefined): Mailing {
  const { manifest, hash } = release;
  const from = messages.get(list.recipients[0]!.lang)!.from.address;
  return {
    release: {
      id: manifest.id,
      name: manifest.name,
      manifest: hash,
      embargo: embargoTime(manifest.embargo),
      corrects: manifest.correction?.of ?? [],
    },
    list: list.sha256,
    from,
    recipients: list.recipients,
    compose: async (index, { messageId, date }) => {
      const recipient = list.recipients[index]!;
      const message = messages.get(recipient.lang)!;
      const bytes = await composeMail({ message, files, recipient, messageId, date });
      return dkim === undefined ? bytes : signMail(bytes, dkim);
    },
  };
}
