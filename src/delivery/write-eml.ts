import type { SealedMessage } from "../release/sealed-message.ts";
import { composeMail, type Mail } from "./compose-mail.ts";
import type { Recipient } from "./recipients.ts";

/** A message as a file that mail programs open. */
export interface EmlFile {
  /** ASCII, 120 bytes at most, no other of the same writing: `007-aiko.sato-at-example.com.eml`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the e-mails of a release are made of. */
export interface EmlSource {
  /** By language. */
  readonly messages: ReadonlyMap<string, SealedMessage>;
  /** The bytes of pictures and attachments, by path in the release. */
  readonly files: Mail["files"];
  readonly date: Date;
}

/**
 * One file a recipient, in the order of the list and each composed when it is asked for. Throws an Error for a language without
 * a message, which a list that was read for the release does not have.
 */
export async function* writeEml({
  recipients,
  messageIdOf,
  draft = false,
  ...source
}: EmlSource & {
  readonly recipients: readonly Recipient[];
  /** In angle brackets; the same for a recipient every time. */
  readonly messageIdOf: (recipient: Recipient) => string;
  /** Whether they open as unsent drafts. */
  readonly draft?: boolean;
}): AsyncGenerator<EmlFile, void, undefined> {
  const names = emlNames(recipients);
  for (const [index, recipient] of recipients.entries()) {
    const message = source.messages.get(recipient.lang);
    if (message === undefined) throw new Error(`there is no message in ${recipient.lang}`);
    const { files, date } = source;
    const messageId = messageIdOf(recipient);
    yield {
      name: names[index]!,
      bytes: await composeMail({ message, files, recipient, messageId, date, unsent: draft }),
    };
  }
}

/** The names of the files of a list, by its order: a number, and who it is. */
export function emlNames(recipients: readonly Pick<Recipient, "folded">[]): readonly string[] {
  const digits = Math.max(3, String(recipients.length).length);
  return recipients.map(
    ({ folded }, index) => `${String(index + 1).padStart(digits, "0")}-${fileName(folded)}.eml`,
  );
}

/** One draft a language, to nobody: an address is filled in by hand. */
export async function* writeBlankDrafts({
  messages,
  files,
  date,
}: EmlSource): AsyncGenerator<EmlFile, void, undefined> {
  for (const [lang, message] of messages) {
    const bytes = await composeMail({ message, files, date, unsent: true });
    yield { name: `draft.${fileName(lang.toLowerCase())}.eml`, bytes };
  }
}

/** What is left of a text in names that every system takes; a number or a word stands before it. */
function fileName(text: string): string {
  return text
    .replace("@", "-at-")
    .replace(/[^a-z0-9._-]/g, "_")
    .replace(/\.{2,}/g, ".")
    .slice(0, 90)
    .replace(/\.+$/, "");
}
