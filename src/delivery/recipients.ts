import { readAddress, readDomain } from "../facts/address.ts";
import { parseCsv, type Cell, type CsvRecord } from "../facts/csv.ts";
import { decodeText, quote, type NamedBytes } from "../facts/text.ts";
import { failOn, formatPlace, suggest, type Place, type Problem } from "../problem.ts";
import { sha256 } from "../release/manifest.ts";
import { checkHeaderText } from "./check-header-text.ts";
import { checkUnsubscribe } from "./unsubscribe.ts";

/** Somebody who gets an e-mail: a row of a list. */
export interface Recipient {
  /** ASCII; the domain in lower case and punycode. */
  readonly address: string;
  /** The address in lower case: no two of a list are alike. */
  readonly folded: string;
  /** As it is greeted; empty where nobody knows it. */
  readonly name: string;
  /** One of the release's languages. */
  readonly lang: string;
  /** May be empty. */
  readonly group: string;
  /** `https:` or `mailto:` URL at which this recipient leaves the list. */
  readonly unsubscribe?: string;
  /** Line of the list. */
  readonly line: number;
}

/** What a list has to keep to. */
export interface ListRules {
  /** The languages that the release has messages in. */
  readonly languages: readonly string[];
  /** Domains that company.yaml allows, without those below them; any where it is left out. */
  readonly allowedDomains?: readonly string[];
  /** Domains that are allowed this once. */
  readonly extraDomains?: readonly string[];
  readonly mostRecipients: number;
}

/** A list of recipients as read, in its order. */
export interface RecipientList {
  readonly recipients: readonly Recipient[];
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly sha256: string;
  /** How many recipients there are of each language and group, sorted by both. */
  readonly counts: readonly { readonly lang: string; readonly group: string; readonly recipients: number }[];
}

const COLUMNS = ["address", "name", "language", "group"];
const OPTIONAL_COLUMNS = ["unsubscribe"];

/**
 * Reads a list of recipients: CSV with the columns address, name, language and group, of which name and group may be empty, and
 * optionally unsubscribe. Throws a KessanError with all its faults.
 */
export function readRecipients(list: NamedBytes, rules: ListRules): RecipientList {
  const { file, bytes } = list;
  const { header, records, problems: faults } = parseCsv({ text: decodeText(list), file });
  const domains = readAllowed(rules);
  const problems: Problem[] = [...faults, ...checkColumns(header), ...domains.problems];

  const recipients: Recipient[] = [];
  const seen = new Map<string, Place>();
  for (const record of records) {
    const { recipient, place } = readRow({ record, header, rules, allowed: domains.allowed, problems });
    if (recipient === undefined) continue;
    const first = seen.get(recipient.folded);
    if (first === undefined) {
      seen.set(recipient.folded, place);
      recipients.push(recipient);
      continue;
    }
    const what = `${quote(recipient.address)} is also at ${formatPlace(first)}`;
    problems.push({ place, what, hint: "write each recipient once" });
  }
  if (records.length === 0 && problems.length === 0) {
    problems.push({ place: { file }, what: "has no recipients", hint: "write one in a row below the head" });
  }
  if (records.length > rules.mostRecipients) {
    problems.push({
      place: { file },
      what: `has ${records.length} recipients, and the company allows ${rules.mostRecipients}`,
      hint: "raise mostRecipients below mail: in company.yaml if that is meant",
    });
  }
  failOn(problems);
  return { recipients, sha256: sha256(bytes), counts: countRecipients(recipients) };
}

function checkColumns(header: readonly Cell[]): readonly Problem[] {
  if (header.length === 0) return [];
  const { file, line } = header[0]!.place;
  const known = [...COLUMNS, ...OPTIONAL_COLUMNS];
  const missing = COLUMNS.filter((name) => !header.some(({ text }) => text === name));
  return [
    ...missing.map((name): Problem => {
      const hint = `a list has the columns ${COLUMNS.join(", ")} and, if it needs it, ${OPTIONAL_COLUMNS.join(", ")}`;
      return { place: { file, line: line! }, what: `no column ${quote(name)}`, hint };
    }),
    ...header
      .filter(({ text }) => text !== "" && !known.includes(text))
      .map(({ place, text }): Problem => {
        const hint = suggest(text, known) ?? "leave it out";
        return { place, what: `unknown column ${quote(text)}`, hint };
      }),
  ];
}

/** The domains that may be mailed to; undefined where any may. */
function readAllowed({ allowedDomains, extraDomains = [] }: ListRules): {
  readonly allowed: ReadonlySet<string> | undefined;
  readonly problems: readonly Problem[];
} {
  const extra = extraDomains.map(readDomain);
  const problems = extra.flatMap((read) => ("what" in read ? [read] : []));
  if (allowedDomains === undefined) return { allowed: undefined, problems };
  return {
    allowed: new Set([...allowedDomains, ...extra.flatMap((read) => ("what" in read ? [] : [read.domain]))]),
    problems,
  };
}

/** The recipient of a row, as far as its address could be read, and the place of the address. */
function readRow(of: {
  readonly record: CsvRecord;
  readonly header: readonly Cell[];
  readonly rules: ListRules;
  readonly allowed: ReadonlySet<string> | undefined;
  readonly problems: Problem[];
}): { readonly recipient: Recipient | undefined; readonly place: Place } {
  const { record, header, rules, allowed, problems } = of;
  const cellOf = (name: string): Cell | undefined => {
    const cell = record.cells[header.findIndex(({ text }) => text === name)];
    return cell && { ...cell, text: cell.text.replace(/^ +| +$/g, "") };
  };
  const tell = (cell: Cell | undefined, problem: Omit<Problem, "place"> | undefined): void => {
    if (cell !== undefined && problem !== undefined) problems.push({ place: cell.place, ...problem });
  };
  const [address, name, lang, group, unsubscribe] = [...COLUMNS, ...OPTIONAL_COLUMNS].map(cellOf);
  const place = address?.place ?? record.cells[0]!.place;
  const read = address && readAddress(address.text);
  const isRead = read !== undefined && !("what" in read);
  if (isRead) tell(address, checkDomain(read.domain, allowed));
  else tell(address, read);
  tell(name, name && checkName(name.text));
  tell(lang, lang && checkLanguage(lang.text, rules.languages));
  tell(group, group && checkName(group.text));
  if (unsubscribe && unsubscribe.text !== "") tell(unsubscribe, checkUnsubscribe(unsubscribe.text));
  if (!isRead) return { recipient: undefined, place };
  return {
    place,
    recipient: {
      address: read.address,
      folded: read.folded,
      name: name?.text ?? "",
      lang: lang?.text ?? "",
      group: group?.text ?? "",
      ...(unsubscribe && unsubscribe.text !== "" && { unsubscribe: unsubscribe.text }),
      line: record.line,
    },
  };
}

/** A formula is told by the reader of CSV already. */
function checkName(text: string): Omit<Problem, "place"> | undefined {
  return text.startsWith("=") ? undefined : checkHeaderText(text);
}

function checkLanguage(text: string, languages: readonly string[]): Omit<Problem, "place"> | undefined {
  if (languages.includes(text)) return undefined;
  const there = `the release has messages in ${languages.join(", ")}`;
  if (text === "") return { what: "expected a language, got nothing", hint: there };
  const base = languages.find((lang) => lang.toLowerCase() === text.toLowerCase().split(/[-_]/)[0]);
  const near = base === undefined ? undefined : `did you mean "${base}"?`;
  return isLanguage(text) && near === undefined
    ? { what: `no message is in ${quote(text)}`, hint: there }
    : { what: `unknown language ${quote(text)}`, hint: near ?? suggest(text, languages) ?? there };
}

function isLanguage(text: string): boolean {
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text)) return false;
  return new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(text) !== undefined;
}

function checkDomain(
  domain: string,
  allowed: ReadonlySet<string> | undefined,
): Omit<Problem, "place"> | undefined {
  if (allowed === undefined || allowed.has(domain)) return undefined;
  const near = suggest(domain, allowed);
  const add = `add it to allowedDomains below mail: in company.yaml, or allow it this once with --allow-domain ${domain}`;
  return {
    what: `the company does not mail to ${domain}`,
    hint: near === undefined ? add : `${near} if not, ${add}`,
  };
}

function countRecipients(recipients: readonly Recipient[]): RecipientList["counts"] {
  const counts = new Map<string, { lang: string; group: string; recipients: number }>();
  for (const { lang, group } of recipients) {
    const key = JSON.stringify([lang, group]);
    const count = counts.get(key) ?? { lang, group, recipients: 0 };
    counts.set(key, { ...count, recipients: count.recipients + 1 });
  }
  return [...counts.values()].sort((a, b) => inOrder(a.lang, b.lang) || inOrder(a.group, b.group));
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
