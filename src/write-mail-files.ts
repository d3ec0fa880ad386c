import { writeBlankDrafts, writeEml, type EmlFile, type EmlSource } from "./delivery/write-eml.ts";
import { messageIdOf } from "./delivery/send-record.ts";
import type { MailableRelease, PreparedMailing } from "./prepare-mailing.ts";
import { embargoTime } from "./release/embargo.ts";

/** Files that mail programs open, one a recipient, each made when it is asked for; `draft`: unsent, to be sent from there. */
export function writeMailFiles(
  mailing: PreparedMailing,
  { draft }: { readonly draft: boolean },
): AsyncIterable<EmlFile> {
  const { list, messages, release } = mailing;
  return writeEml({
    ...sourceOf(mailing),
    recipients: list.recipients,
    messageIdOf: ({ folded, lang }) =>
      messageIdOf(release.manifest.id, folded, messages.get(lang)!.from.address),
    draft,
  });
}

/** One draft a language, to nobody yet. */
export function writeBlankFiles(release: MailableRelease): AsyncIterable<EmlFile> {
  return writeBlankDrafts(sourceOf(release));
}

function sourceOf({ messages, files, release: { manifest } }: MailableRelease): EmlSource {
  return { messages, files, date: new Date(embargoTime(manifest.embargo)) };
}
