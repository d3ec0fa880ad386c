import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { composeMail } from "./delivery/compose-mail.ts";
import { readMailStatus, type MailStatus } from "./delivery/mail-status.ts";
import type { LedgerAnchor, LedgerFile } from "./delivery/read-send-ledger.ts";
import { readRecipients, type ListRules, type RecipientList } from "./delivery/recipients.ts";
import type { Processes } from "./delivery/running-process.ts";
import type { Files } from "./effects.ts";
import { failOn, KessanError, type Problem } from "./problem.ts";
import type { ReleaseFolder } from "./release-folder.ts";
import { checkRelease, openRelease, type Release } from "./release/check-release.ts";
import { manifestName, sha256 } from "./release/manifest.ts";
import { logName, readLog } from "./release/release-log.ts";
import { sealedMessageSchema, type SealedMessage } from "./release/sealed-message.ts";
import { shownPath } from "./shown-path.ts";

/** What to mail to whom. */
export interface MailingRequest {
  /** The folder of a release. */
  readonly release: string;
  /** The list: a CSV file. */
  readonly list: string;
  /** Domains that may be mailed to this once. */
  readonly allowDomains?: readonly string[];
  /** The send ledger: `mail-ledger.jsonl` beside the release if left out. */
  readonly ledger?: string;
}

/** The outside world of preparing. */
export interface PrepareEffects {
  readonly files: (folder: string) => Files;
  readonly release: (folder: string) => ReleaseFolder;
  readonly processes: Processes;
}

/** A release with its e-mail: everything that was sealed was verified, and nothing is made any more. */
export interface MailableRelease {
  readonly release: Release;
  readonly place: ReleaseFolder;
  /** By language. */
  readonly messages: ReadonlyMap<string, SealedMessage>;
  /** The bytes of pictures and attachments by their path in the release. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A release with those whom it goes to. */
export interface PreparedMailing extends MailableRelease {
  readonly list: RecipientList & { readonly file: string };
  /** Bytes of a mail without name and address, by language. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Stands for this release, this list and these domains: what was looked at is what is sent. */
  readonly code: string;
  readonly ledger: LedgerFile & { readonly anchors: readonly LedgerAnchor[] };
  /** Who of the list has it already. */
  readonly status: MailStatus;
  readonly warnings: readonly Problem[];
}

/** Many servers take no larger message; beyond the second hardly any does. */
const largeBytes = 7_000_000;
const mostBytes = 18_000_000;

/** Opens a release for mailing. Throws a KessanError for one of which anything was altered, and for one without an e-mail. */
export async function openMailable(
  folder: string,
  { release: open }: Pick<PrepareEffects, "release">,
): Promise<MailableRelease> {
  const place = open(folder);
  const release = await openRelease(place.files);
  failOn(await checkRelease(release));
  if (release.manifest.mail !== null) return { release, place, ...(await readMessages(release)) };
  throw new KessanError([
    {
      place: { file: place.files.display("") },
      what: "has no e-mail: it cannot be mailed",
      hint: "seal it with a document of kind: message that attaches its documents",
    },
  ]);
}

/**
 * Opens a release for mailing, reads the list by the rules that were sealed, and says how large the mails are. Throws a KessanError
 * with everything that is wrong with the release, or with the list.
 */
export async function prepareMailing(
  request: MailingRequest,
  effects: PrepareEffects,
): Promise<PreparedMailing> {
  const mailable = await openMailable(request.release, effects);
  const { release, messages, files } = mailable;
  const { manifest, hash } = release;
  const mail = manifest.mail!;
  const list = await readList(request.list, effects, {
    languages: [...messages.keys()],
    ...(mail.allowedDomains !== null && { allowedDomains: mail.allowedDomains }),
    ...(request.allowDomains && { extraDomains: request.allowDomains }),
    mostRecipients: mail.mostRecipients,
  });
  const sizes = await sizesOf({ messages, files, release });
  const used = [...sizes].filter(([lang]) => list.recipients.some((recipient) => recipient.lang === lang));
  failOn(used.filter(([, bytes]) => bytes > mostBytes).map(([lang, bytes]) => tooLarge(lang, bytes)));
  const ledger = await findLedger(mailable.place.path, { ...request, files: effects.files });
  const domains = [...new Set((request.allowDomains ?? []).map((domain) => domain.toLowerCase()))].sort();
  return {
    ...mailable,
    list,
    sizes,
    code: sha256([hash, list.sha256, list.recipients.length, ...domains].join("\n")).slice(0, 12),
    ledger,
    status: readMailStatus({ ledger, release: manifest.id, recipients: list.recipients }, effects.processes),
    warnings: used.filter(([, bytes]) => bytes > largeBytes).map(([lang, bytes]) => large(lang, bytes)),
  };
}

/**
 * The ledger of the release in a folder (its real path), with what its own log, and those of the releases beside it, know of the ledger:
 * of another file only where it is of the same documents, which may not be mailed by two ledgers. Throws a KessanError for a ledger that
 * would lie in the release.
 */
export async function findLedger(
  folder: string,
  { ledger, files }: Pick<MailingRequest, "ledger"> & Pick<PrepareEffects, "files">,
): Promise<PreparedMailing["ledger"]> {
  const shelf = dirname(folder);
  const path = ledger ?? join(shelf, "mail-ledger.jsonl");
  const file = shownPath(path);
  failOn(outsideOf(folder, { path, what: "the ledger" }));
  const name = await nameOf(files(folder));
  const anchors = await Promise.all(
    (await files(shelf).folders("")).map(async (other) => {
      const noted = files(join(shelf, other));
      // What cannot be read beside it is no release of ours
      const known = await mailedIn(noted).catch(() => []);
      const isOfSame = known.length > 0 && (await nameOf(noted)) === name;
      return known
        .filter((record) => isOfSame || resolve(shelf, record.file) === resolve(path))
        .map(({ ledger: id, records, head }) => ({ ledger: id, records, head, of: noted.display("") }));
    }),
  );
  return { path, file, anchors: anchors.flat() };
}

/** A path that lies in a release, where nothing may be added. */
export function outsideOf(
  release: string,
  { path, what }: { readonly path: string; readonly what: string },
): readonly Problem[] {
  const way = relative(release, path);
  if (way.startsWith("..") || isAbsolute(way)) return [];
  return [
    {
      place: { file: shownPath(path) },
      what: `${what} would lie in the release, to which nothing may be added`,
      hint: "name a place beside it",
    },
  ];
}

async function mailedIn(folder: Files) {
  const bytes = await folder.read(logName);
  if (bytes === undefined) return [];
  const { records } = readLog({ text: Buffer.from(bytes).toString("utf8"), file: folder.display(logName) });
  return records.filter((record) => record.kind === "mailed");
}

/** The name under which a release is mailed; undefined for a folder that holds none, or a broken one. */
async function nameOf(folder: Files): Promise<string | undefined> {
  const bytes = await folder.read(manifestName);
  try {
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as { readonly name?: string }).name;
  } catch {
    return undefined;
  }
}

async function readMessages(release: Release): Promise<Pick<MailableRelease, "messages" | "files">> {
  const messages = new Map<string, SealedMessage>();
  const files = new Map<string, Uint8Array>();
  for (const { lang, file } of release.manifest.messages) {
    const text = new TextDecoder().decode(await readSealed(release, file));
    const message = sealedMessageSchema.parse(JSON.parse(text));
    messages.set(lang, message);
    for (const { file: path } of [...message.pictures, ...message.attachments])
      files.set(path, await readSealed(release, path));
  }
  return { messages, files };
}

/** The bytes that are mailed are those that were verified, whatever happens to the file meanwhile. */
async function readSealed({ files, manifest }: Release, path: string): Promise<Uint8Array> {
  const bytes = await files.read(path);
  const sealed = manifest.files.find((file) => file.path === path);
  if (bytes !== undefined && sealed?.sha256 === sha256(bytes)) return bytes;
  const place = { file: files.display(path) };
  throw new KessanError([{ place, what: "is not as it was sealed", hint: `see ${manifestName}` }]);
}

/** Reads a list by its path. Throws a KessanError with all that is wrong with it. */
export async function readList(
  path: string,
  { files }: Pick<PrepareEffects, "files">,
  rules: ListRules,
): Promise<PreparedMailing["list"]> {
  const folder = files(dirname(path));
  const file = folder.display(basename(path));
  const bytes = await folder.read(basename(path));
  if (bytes === undefined) throw new KessanError([{ place: { file }, what: "is not there" }]);
  return { ...readRecipients({ bytes, file }, rules), file };
}

/** A mail to nobody is as large as one to somebody, but for a few bytes of its headers. */
async function sizesOf({
  messages,
  files,
  release,
}: Omit<MailableRelease, "place">): Promise<ReadonlyMap<string, number>> {
  const date = new Date(release.manifest.embargo.instant);
  const sizes = new Map<string, number>();
  for (const [lang, message] of messages)
    sizes.set(lang, (await composeMail({ message, files, date, unsent: true })).length);
  return sizes;
}

function tooLarge(lang: string, bytes: number): Problem {
  const hint = "attach less: hardly any server takes it";
  return {
    what: `the mail in "${lang}" has ${megabytes(bytes)}, and ${megabytes(mostBytes)} are the most`,
    hint,
  };
}

function large(lang: string, bytes: number): Problem {
  const hint = `many servers take no more than ${megabytes(largeBytes)}`;
  return { what: `the mail in "${lang}" has ${megabytes(bytes)}`, hint };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
