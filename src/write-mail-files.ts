import { writeBlankDrafts, writeEml } from "./delivery/write-eml.ts";
import { embargoTime } from "./release/embargo.ts";
import { messageIdOf, type PreparedMailing } from "./prepare-mailing.ts";

/** How the files are to be. */
export interface MailFilesRequest {
  /** Unsent: a mail program opens them to be sent from there. */
  readonly draft: boolean;
  /** One draft a language to nobody yet, in place of one a recipient. */
  readonly blank: boolean;
}

/** Files that mail programs open, one message each and one recipient a message at most: made one after the other, as they are asked for. */
export async function* writeMailFiles(
  mailing: PreparedMailing,
  { draft, blank }: MailFilesRequest,
): AsyncGenerator<readonly [string, Uint8Array], void, undefined> {
  const { messages, files, list, release } = mailing;
  const source = { messages, files, date: new Date(embargoTime(release.manifest.embargo)) };
  const made = blank
    ? writeBlankDrafts(source)
    : writeEml({
        ...source,
        recipients: list.recipients,
        messageIdOf: (recipient) => messageIdOf(mailing, recipient),
        draft,
      });
  for await (const { name, bytes } of made) yield [name, bytes];
}
