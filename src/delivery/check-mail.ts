import { readAddress, readDomain } from "../facts/address.ts";
import { hiddenCharacter } from "../facts/hidden.ts";
import { quote } from "../facts/text.ts";
import type { Problem } from "../problem.ts";
import { greetingMark, nameMark } from "../release/sealed-message.ts";
import { checkHeaderText } from "./check-header-text.ts";
import type { Mail } from "./compose-mail.ts";
import { checkUnsubscribe } from "./unsubscribe.ts";

/** What of a mail cannot stand in its headers, or would change what it says: each problem begins with the field. */
export function checkMail({ message, files, recipient, messageId }: Mail): readonly Problem[] {
  const names = [...message.pictures, ...message.attachments];
  const marks = (field: string, text: string, mark: string, wanted: number): readonly Problem[] => {
    const found = text.split(mark).length - 1;
    return found === wanted
      ? []
      : [{ what: `${field}: expected ${mark} ${times(wanted)}, got it ${times(found)}` }];
  };
  return [
    ...within("subject", checkHeaderText(message.subject, { most: 500 })),
    ...(message.subject.trim() === "" ? [{ what: "subject: expected text, got nothing" }] : []),
    ...within("sender's name", checkHeaderText(message.from.name)),
    ...checkAddress("sender's address", message.from.address),
    ...(message.replyTo === undefined ? [] : checkAddress("reply-to", message.replyTo)),
    ...checkWord("language", message.lang, /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "a tag such as ja"),
    ...(recipient === undefined
      ? []
      : [
          ...within("recipient's name", checkHeaderText(recipient.name)),
          ...checkAddress("recipient's address", recipient.address),
        ]),
    ...(recipient?.unsubscribe === undefined
      ? []
      : within("unsubscribe", checkUnsubscribe(recipient.unsubscribe))),
    ...(messageId === undefined ? [] : checkMessageId(messageId)),
    ...message.pictures.flatMap(({ cid }) => checkId("picture's id", cid)),
    ...names.flatMap(({ name }) => checkFileName("file name", name)),
    ...twice(names.map(({ name }) => name)).map((name) => ({
      what: `file name: ${quote(name)} is there twice`,
    })),
    ...names
      .filter(({ file }) => !files.has(file))
      .map(({ file }) => ({ what: `file name: the release has no file ${quote(file)}` })),
    ...marks("text", message.text, greetingMark, 1),
    ...marks("html", message.html, greetingMark, 1),
    ...marks("greeting of a name", message.greeting.named, nameMark, 1),
    ...marks("greeting without a name", message.greeting.unnamed, nameMark, 0),
  ];
}

/** An address in the form that a list or company.yaml gave it when it was read. */
function checkAddress(field: string, text: string): readonly Problem[] {
  const read = readAddress(text);
  if ("what" in read) return within(field, read);
  if (read.address === text) return [];
  return within(field, { what: `expected ${quote(read.address)}, got ${quote(text)}` });
}

function checkMessageId(text: string): readonly Problem[] {
  const id = /^<([^<>]*)>$/.exec(text)?.[1];
  if (id !== undefined) return checkId("message id", id);
  return [{ what: `message id: expected one in angle brackets, got ${quote(text)}` }];
}

/** An id as RFC 5322 has it between angle brackets, of the letters that nobody has to quote. */
function checkId(field: string, text: string): readonly Problem[] {
  const expected = "an id such as a1b2@example.com";
  const problems = checkWord(field, text, /^[A-Za-z0-9][A-Za-z0-9._-]{0,149}@[a-z0-9.-]+$/, expected);
  if (problems.length > 0) return problems;
  const read = readDomain(text.slice(text.indexOf("@") + 1));
  return "what" in read ? within(field, read) : [];
}

/** A name that no system reads as a path, a device or an option. */
function checkFileName(field: string, name: string): readonly Problem[] {
  const form =
    /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))(?!.*\.\.)[a-z0-9][a-z0-9._-]{0,68}\.(?:pdf|png)$/i;
  return checkWord(field, name, form, "an ASCII name such as 2q06-results.en.pdf");
}

function checkWord(field: string, text: string, form: RegExp, expected: string): readonly Problem[] {
  const hidden = hiddenCharacter(text);
  if (hidden !== undefined) return within(field, { what: `${hidden} in ${quote(text)}`, hint: "remove it" });
  return form.test(text) ? [] : within(field, { what: `expected ${expected}, got ${quote(text)}` });
}

function within(field: string, problem: Problem | undefined): readonly Problem[] {
  return problem === undefined ? [] : [{ ...problem, what: `${field}: ${problem.what}` }];
}

function times(count: number): string {
  return count === 0 ? "nowhere" : count === 1 ? "once" : `${count} times`;
}

function twice(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) < index);
}
