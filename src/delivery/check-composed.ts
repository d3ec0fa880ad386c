import type { Mail } from "./compose-mail.ts";
import { addressIn, readMailHeaders } from "./mail-headers.ts";

/** Throws an Error if the library made anything else of a mail than was ordered: one field too many reaches somebody else. */
export function checkComposed(bytes: Uint8Array, { message, recipient, messageId, unsent }: Mail): void {
  const fault = (what: string): Error => new Error(`a composed mail ${what}`);
  const strange = strangeLine(bytes);
  if (strange !== undefined) throw fault(`has ${strange}`);
  const headers = readMailHeaders(bytes);
  const url = recipient?.unsubscribe;
  const wanted = [
    ...["from", "subject", "date", "mime-version", "content-type", "content-language"],
    ...(recipient ? ["to"] : []),
    ...(messageId === undefined ? [] : ["message-id"]),
    ...(message.replyTo === undefined ? [] : ["reply-to"]),
    unsent ? "x-unsent" : "auto-submitted",
    ...(url === undefined ? [] : ["list-unsubscribe"]),
    ...(url?.startsWith("https:") ? ["list-unsubscribe-post"] : []),
  ];
  const names = headers.map(({ name }) => name);
  if (names.toSorted().join() !== wanted.toSorted().join())
    throw fault(`has the headers ${names.join(", ")}`);

  const values: Readonly<Record<string, string | undefined>> = {
    from: message.from.address,
    to: recipient?.address,
    "reply-to": message.replyTo,
    "message-id": messageId?.slice(1, -1),
    "list-unsubscribe": url,
  };
  for (const header of headers) {
    if (header.name === "date" && !DATE.test(header.value)) throw fault(`has the date ${header.value}`);
    const value = values[header.name];
    if (value === undefined) continue;
    const before = header.value.replace(/<[^<>]*>$/, "");
    const isAlone = before === value || NAME.test(before);
    if (addressIn(header) !== value || !isAlone) throw fault(`has the ${header.name} ${header.value}`);
  }
}

/** RFC 5322, 3.3, in UTC. */
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/;

/** What may stand before an address in angle brackets: nothing, words, a quoted string or encoded words, but no second address. */
const NAME = /^(?:[\w ]*|"(?:[^"\\]|\\.)*" |(?:=\?UTF-8\?[BQ]\?[!->@-~]*\?= +)+)$/;

/** What of a message servers may change on the way, or refuse (RFC 5321, 2.3.8 and 4.5.3.1.6). One pass: messages are large. */
function strangeLine(bytes: Uint8Array): string | undefined {
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === 0 || byte > 0x7f) return "a byte that is not ASCII";
    if ((byte === CR) !== (bytes[at + 1] === LF)) return "a line that does not end in CRLF";
    if (byte !== LF) continue;
    if (at - start > 999) return "a line of more than 998 characters";
    start = at + 1;
  }
  return start === bytes.length ? undefined : "an end that is no CRLF";
}

const CR = 0x0d;
const LF = 0x0a;
