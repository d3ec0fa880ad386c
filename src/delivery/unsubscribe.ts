import { readAddress, readDomain, type AddressFault } from "../facts/address.ts";
import { hiddenCharacter } from "../facts/hidden.ts";
import { quote } from "../facts/text.ts";

/** Longer ones would not fit on one line of a header (RFC 5322, 2.1.1), and are folded by nobody alike. */
const MOST_CHARACTERS = 900;

/**
 * What is wrong with an address for leaving a list, as it stands in List-Unsubscribe (RFC 2369): expected is one `https:` URL at
 * a domain name, or one `mailto:` to one address with a subject at most. Undefined if nothing is.
 */
export function checkUnsubscribe(url: string): AddressFault | undefined {
  const told = (reason: string, hint?: string): AddressFault => {
    const what = `expected an https: or mailto: URL, got ${quote(url)}: ${reason}`;
    return { what, ...(hint !== undefined && { hint }) };
  };
  const hidden = hiddenCharacter(url);
  if (hidden !== undefined) return told(`${hidden} in it`, "remove it");
  const strange = /[^!#$%&'()*+\-./0-9:;=?@A-Z_a-z~[\]]/u.exec(url)?.[0];
  if (strange !== undefined) return told(`${quote(strange)} in it`, "write it as %XX");
  if (/%(?![0-9a-f]{2})/i.test(url)) return told("a % that no two hexadecimal digits follow");
  if (/%[01][0-9a-f]|%7f/i.test(url)) return told("an encoded control character in it", "remove it");
  if (url.includes("=?")) return told("an encoded word in it", "write it as %XX");
  if (url.length > MOST_CHARACTERS)
    return told(`it has ${url.length} characters, and ${MOST_CHARACTERS} are the most`);
  if (/^https:\/\//.test(url)) return checkHttps(url, told);
  if (/^mailto:/.test(url)) return checkMailto(url, told);
  return told("it begins with neither");
}

type Told = (reason: string, hint?: string) => AddressFault;

function checkHttps(url: string, told: Told): AddressFault | undefined {
  const authority = /^https:\/\/([^/?#]*)/.exec(url)![1]!;
  const [, host = authority, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(authority)!;
  if (host.includes("@")) return told("it has a user name", "write the URL without one");
  const read = readDomain(host);
  if ("what" in read) return told(read.what, read.hint);
  if (read.domain !== host) return told(`its domain is ${read.domain}`, `write ${read.domain}`);
  return URL.canParse(url) && port !== "0" ? undefined : told("it is none");
}

function checkMailto(url: string, told: Told): AddressFault | undefined {
  const [, to = "", query] = /^mailto:([^?]*)(?:\?(.*))?$/.exec(url) ?? [];
  const read = readAddress(to);
  if ("what" in read) return told(read.what, read.hint);
  if (query === undefined || /^subject=[^&?#]*$/.test(query)) return undefined;
  return told("it has more than an address and a subject", "leave the rest out");
}
