import { basename } from "node:path";
import { composeMail } from "./delivery/compose-mail.ts";
import type { LedgerAnchor } from "./delivery/read-send-ledger.ts";
import { sendMails, type MailingEffects, type MailingResult } from "./delivery/send-mails.ts";
import { signMail, type DkimKey } from "./delivery/sign-mail.ts";
import { KessanError } from "./problem.ts";
import { findObstacles } from "./find-obstacles.ts";
import type { PreparedMailing } from "./prepare-mailing.ts";
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
export interface SendEffects extends Omit<MailingEffects, "ledger" | "onBegin"> {
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
  const { release, place, list, messages, files, ledger } = mailing;
  const { manifest, hash } = release;
  const problems = findObstacles(mailing, request, effects.clock.wall());
  if (problems.length > 0) throw new KessanError(problems);
  const from = messages.get(list.recipients[0]!.lang)!.from.address;
  const note = (step: "begun" | "ended", anchor: LedgerAnchor): Promise<void> =>
    place.append(() => ({
      kind: "mailed",
      step,
      file: basename(ledger.path),
      ...anchor,
      manifest: hash,
      ...effects.actor,
      at: new Date(effects.clock.wall()).toISOString(),
    }));

  let isBegun = false;
  const result = await sendMails(
    {
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
        const bytes = await composeMail({
          message,
          files,
          recipient,
          messageId,
          date,
        });
        return request.dkim === undefined ? bytes : signMail(bytes, request.dkim);
      },
      messageIdDomain: from.slice(from.lastIndexOf("@") + 1),
    },
    {
      ...effects,
      ledger,
      onBegin: async (anchor) => {
        await note("begun", anchor);
        isBegun = true;
      },
    },
  );
  if (isBegun) await note("ended", result.head);
  return result;
}
