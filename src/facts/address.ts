import { domainToASCII, domainToUnicode } from "node:url";
import { hiddenCharacter } from "./hidden.ts";
import { quote } from "./text.ts";

/** An e-mail address as it goes into headers and envelopes: ASCII, without name and brackets. */
export interface Address {
  /** The local part as it was written, the domain in lower case and punycode. */
  readonly address: string;
  /** The local part in lower case too: addresses that differ only in case are one recipient. */
  readonly folded: string;
  readonly domain: string;
}

/** Why a text is no address, or no domain, and the mend if we know it. */
export interface AddressFault {
  readonly what: string;
  readonly hint?: string;
}

/**
 * Reads an address as a dot-atom at a domain name (RFC 5321, 4.1.2; RFC 5322, 3.4.1): of what these allow, neither quotes and
 * comments nor routes and address literals, because programs differ in where they read such mail to. A domain in other
 * letters than ASCII is turned to punycode (UTS 46), and refused where it mixes scripts or looks like an ASCII one.
 */
export function readAddress(text: string): Address | AddressFault {
  const at = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  const fault = faultIn(text, ADDRESS) ?? faultIn(local, LOCAL);
  const read = fault ?? readName(domain);
  if ("reason" in read) return told("an address such as name@example.com", text, read);
  const address = `${local}@${read.domain}`;
  if (address.length > 254) {
    const reason = `it has ${address.length} characters, and 254 are the most`;
    return told("an address such as name@example.com", text, { reason });
  }
  return { address, folded: address.toLowerCase(), domain: read.domain };
}

/** Reads a domain by the same rules as that of an address: in lower case and punycode. */
export function readDomain(text: string): Pick<Address, "domain"> | AddressFault {
  const read = faultIn(text, DOMAIN) ?? readName(text);
  return "reason" in read ? told("a domain such as example.com", text, read) : read;
}

interface Fault {
  readonly reason: string;
  readonly hint?: string;
}

/** What a text must not be, the gravest first; what is said of it may name the character that was found. */
type Rule = readonly [is: RegExp, reason: string | ((found: string) => string), hint?: string];

const ADDRESS: readonly Rule[] = [
  [/^$/, ""],
  [/^ | $/, "a space stands around it", "remove it"],
  [/^[^<]*<[^<>]*>$/, "it stands in angle brackets", "write the address alone, without name and brackets"],
  [/@[^@]*[,; ][^@]*@/, "it holds more than one address", "write one address in a row"],
  [/["\\]/, "it is quoted", "quoted addresses are not taken: ask for another one"],
  [/[()]/, "it holds a comment", "write the address without the brackets"],
  [/[<>,;:[\]]/, (found) => `${quote(found)} has no place in it`],
  [/[ \u00a0\u3000]/, "a space stands in it", "remove it"],
  [/^[^@]*$/, "it has no @"],
  [/@.*@/, "it has more than one @"],
  [/^@/, "nothing stands before the @"],
  [/@$/, "nothing stands after the @"],
];

const LOCAL: readonly Rule[] = [
  [/^.{65}/, "more than 64 characters stand before the @"],
  [
    /[^ -~]/u,
    (found) => `${quote(found)} stands before the @`,
    "only ASCII is taken there: few servers take more (SMTPUTF8)",
  ],
  [/^\.|\.$/, "a dot stands first or last before the @"],
  [/\.\./, "two dots stand in a row"],
  [/=\?|\?=/, "it holds an encoded word"],
  [
    /[%!|/`]/,
    (found) => `${quote(found)} stands before the @`,
    "some servers read it as a route, a file or a program",
  ],
  [/^-/, "it begins with a hyphen", "some programs read it as an option"],
  [/[^A-Za-z0-9.#$&'*+\-=?^_{}~]/, (found) => `${quote(found)} has no place in it`],
];

const DOMAIN: readonly Rule[] = [
  [/^$/, ""],
  [/^ | $/, "a space stands around it", "remove it"],
  [/@/, "it holds an @", "write what stands after the @"],
];

/** Of a domain in ASCII. */
const LETTERS: readonly Rule[] = [
  [/^\./, "its domain begins with a dot"],
  [/\.$/, "its domain ends with a dot", "remove it"],
  [/\.\./, "two dots stand in a row"],
  [/[^a-z0-9.-]/, (found) => `${quote(found)} stands in its domain`],
  [/^.{254}/, "its domain has more than 253 characters"],
  [/[^.]{64}/, "a part of its domain has more than 63 characters"],
  [/^-|-$|\.-|-\./, "a hyphen stands first or last in a part of its domain"],
  [/^[^.]*$/, "its domain has no top-level domain such as .com"],
  [/\.(?!xn--)[^.]*[^a-z.][^.]*$|\.[^.]$/, "its domain ends in no top-level domain such as .com"],
];

function faultIn(text: string, rules: readonly Rule[]): Fault | undefined {
  const hidden = hiddenCharacter(text);
  if (hidden !== undefined) return { reason: `${hidden} in it`, hint: "remove it" };
  for (const [is, reason, hint] of rules) {
    const found = is.exec(text)?.[0];
    if (found === undefined) continue;
    return {
      reason: typeof reason === "string" ? reason : reason(found),
      ...(hint !== undefined && { hint }),
    };
  }
  return undefined;
}

/** The name of a domain in lower case and ASCII. */
function readName(text: string): Pick<Address, "domain"> | Fault {
  const lower = text.toLowerCase();
  // Only what is nothing but letters, digits, dots and hyphens goes to a parser of URLs, which reads more as a host than that.
  const isWord = /^[\p{L}\p{M}0-9.\-]+$/u.test(lower);
  const domain = isWord && /[^ -~]/.test(lower) ? domainToASCII(lower) : lower;
  // Some letters, such as the sign for kelvin, become ASCII in lower case
  if (domain === lower && /[^ -~]/.test(text)) return written(lower);
  if (domain === "") return { reason: "its domain is none that can be registered" };
  const fault = faultIn(domain, LETTERS);
  if (fault !== undefined) return fault;
  if (!/(^|\.)xn--/.test(domain)) return lower === domain ? { domain } : written(domain);
  const unicode = domainToUnicode(domain);
  if (/(^|\.)xn--/.test(unicode) || domainToASCII(unicode) !== domain)
    return { reason: `its domain is broken punycode, ${domain}` };
  if (lower !== domain && lower !== unicode) return written(domain);
  const [label, why] = disguised(unicode) ?? [];
  if (label === undefined) return { domain };
  return {
    reason: `its domain ${why} in ${quote(label)} and is ${domain} in punycode`,
    hint: "a letter in it may only look like the right one: type the domain anew",
  };
}

/** A domain that is another one in the characters of fonts, such as full-width letters. */
function written(domain: string): Fault {
  return { reason: `its domain is ${domain} in other characters`, hint: `write ${domain}` };
}

/** The first part of a domain that is not what it looks like, and why. */
function disguised(unicode: string): readonly [label: string, why: string] | undefined {
  for (const label of unicode.split(".")) {
    const script = SCRIPTS.find(({ letters }) => letters.test(label));
    if (script === undefined) return [label, "mixes scripts"];
    if (script.alike?.test(label)) return [label, "looks like ASCII"];
  }
  return undefined;
}

/**
 * What a part of a domain may be written in, each beside digits and hyphens. Of Latin letters those of western and central
 * Europe; `alike`: nothing but letters that look like ASCII (UTS 39, whole-script confusables).
 */
const SCRIPTS: readonly { readonly letters: RegExp; readonly alike?: RegExp }[] = [
  { letters: /^[a-z0-9\-ß-öø-ıĳ-ķĺ-ľł-ňŋ-ž]+$/u, alike: /[ıĳ]/u },
  {
    letters: /^[[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]&&\p{L}]0-9\-]+$/v,
    alike: /^[ー一丨ノ0-9\-]+$/u,
  },
  { letters: /^[[[\p{scx=Han}\p{scx=Hangul}]&&\p{L}]0-9\-]+$/v },
  { letters: /^[[\p{scx=Cyrillic}&&\p{L}]0-9\-]+$/v, alike: /^[авеѕіјкмнорԛстухһԁԍӏԝьъзгпѡѵҽү0-9\-]+$/u },
  { letters: /^[[\p{scx=Greek}&&\p{L}]0-9\-]+$/v, alike: /^[αβγεηικνοόρτυύχωϲϳ0-9\-]+$/u },
  { letters: /^[[\p{scx=Arabic}&&[\p{L}\p{M}]]0-9\-]+$/v },
  { letters: /^[[\p{scx=Hebrew}&&[\p{L}\p{M}]]0-9\-]+$/v },
  { letters: /^[[\p{scx=Thai}&&[\p{L}\p{M}]]0-9\-]+$/v },
  { letters: /^[[\p{scx=Devanagari}&&[\p{L}\p{M}]]0-9\-]+$/v },
];

function told(expected: string, text: string, { reason, hint }: Fault): AddressFault {
  const what =
    text === "" ? `expected ${expected}, got nothing` : `expected ${expected}, got ${quote(text)}: ${reason}`;
  return { what, ...(hint !== undefined && { hint }) };
}
