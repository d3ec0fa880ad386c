import { readFileSync } from "node:fs";
import { diskProblem } from "../on-disk.ts";
import { KessanError, type Problem } from "../problem.ts";
import { readChain } from "../release/chain.ts";
import { sendRecordSchema } from "./send-record.ts";
import { noSendings, type Sendings } from "./sendings.ts";

/** Where the ledger lies. */
export interface LedgerFile {
  readonly path: string;
  /** What messages call it. */
  readonly file: string;
}

/** How far a ledger had come: noted elsewhere, it shows when records at the end, or the whole file, are gone. */
export interface LedgerAnchor {
  /** Id of the ledger. */
  readonly ledger: string;
  readonly records: number;
  /** Hash of the last of them. */
  readonly head: string;
  /** The release that noted it, where that is known. */
  readonly of?: string;
}

/** A ledger as it lies on the disk. */
export interface ReadLedger {
  /** Undefined where there are no records, and so no ledger. */
  readonly anchor?: LedgerAnchor;
  readonly sendings: Sendings;
  /** Time of the last record: UTC. */
  readonly lastAt?: string;
  /** The bytes of whole records. */
  readonly whole: Uint8Array;
  /** What stands at the end and is no whole record. */
  readonly torn?: Uint8Array;
}

/**
 * Reads a ledger: each record from the first one on has to follow from the one before. A file that is not there has no records.
 * Throws a KessanError that names the line where the chain breaks, and for a ledger that does not hold an anchor.
 */
export function readSendLedger({
  path,
  file,
  anchors = [],
}: LedgerFile & { readonly anchors?: readonly LedgerAnchor[] }): ReadLedger {
  const bytes = readIfThere({ path, file });
  // A record that was cut off, or that was never written out though its room was made
  const end = bytes.lastIndexOf(0x0a) + 1;
  const text = new TextDecoder().decode(bytes.subarray(0, end));
  const lastLine = text.slice(text.lastIndexOf("\n", text.length - 2) + 1);
  const isLastBroken = end === bytes.length && lastLine !== "" && !isJson(lastLine) && !isSeveral(lastLine);
  const wholeText = isLastBroken ? text.slice(0, text.length - lastLine.length) : text;
  const wholeEnd = isLastBroken ? bytes.lastIndexOf(0x0a, end - 2) + 1 : end;

  const tail = new TextDecoder().decode(bytes.subarray(wholeEnd));

  const { links, problem } = readChain({
    text: isSeveral(tail) ? text + tail : wholeText,
    file,
    schema: sendRecordSchema,
  });
  const sendings = noSendings();
  const heads: string[] = [];
  for (const { record, line, hash } of links) {
    const fault = record.number !== line ? `is numbered ${record.number}` : sendings.findFault(record, line);
    if (fault !== undefined) throw broken({ place: { file, line }, what: fault });
    sendings.take(record, line);
    heads.push(hash);
  }
  if (problem !== undefined) throw broken(problem);

  const [first, last] = [links[0]?.record, links.at(-1)];
  const ledger = first?.kind === "open" ? first.ledger : undefined;
  checkAnchors({ file, anchors, ledger, heads });
  return {
    ...(ledger !== undefined && { anchor: { ledger, records: heads.length, head: heads.at(-1)! } }),
    sendings,
    ...(last !== undefined && { lastAt: last.record.at }),
    whole: bytes.subarray(0, wholeEnd),
    ...(wholeEnd < bytes.length && { torn: bytes.subarray(wholeEnd) }),
  };
}

function checkAnchors({
  file,
  anchors,
  ledger,
  heads,
}: {
  readonly file: string;
  readonly anchors: readonly LedgerAnchor[];
  readonly ledger: string | undefined;
  readonly heads: readonly string[];
}): void {
  const hint = "put the ledger back as it was: without it somebody could get the mail twice";
  for (const anchor of anchors) {
    const is =
      ledger === undefined
        ? "is gone"
        : ledger !== anchor.ledger
          ? `is another ledger (${ledger})`
          : heads.length < anchor.records
            ? `has only ${heads.length} records`
            : heads[anchor.records - 1] !== anchor.head
              ? `has another record ${anchor.records}`
              : undefined;
    if (is === undefined) continue;
    const what = `${is}, and ${anchor.of ?? "the release"} was mailed with ledger ${anchor.ledger} of ${anchor.records} records`;
    throw new KessanError([{ place: { file }, what, hint }]);
  }
}

function broken({ place, what }: Problem): KessanError {
  const hint = "somebody has changed the ledger: nothing is sent until it is as it was";
  return new KessanError([{ ...(place && { place }), what, hint }]);
}

/** Whether more than one record begins in what should be one: a torn end never holds the beginning of another. */
function isSeveral(text: string): boolean {
  return text.lastIndexOf('{"after":') > 0;
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function readIfThere({ path, file }: LedgerFile): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(String((error as NodeJS.ErrnoException).code))) return Buffer.alloc(0);
    throw diskProblem(error, { file, doing: "be read" });
  }
}
