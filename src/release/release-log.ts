import { z } from "zod";
import { formatLink, noRecord, readChain, type Link } from "./chain.ts";
import type { Problem } from "../problem.ts";

/** Who does something, as far as the machine knows. */
export interface Actor {
  /** Login of the operating system. */
  readonly user: string;
  readonly host: string;
}

const recordSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sealed"), ...common() }),
  z.strictObject({ kind: z.literal("approved"), name: z.string(), ...common() }),
  /** Mailing began, or ended, with a send ledger: where it stood then. */
  z.strictObject({
    kind: z.literal("mailed"),
    step: z.enum(["begun", "ended"]),
    /** The name of the ledger's file, and its id. */
    file: z.string(),
    ledger: z.string(),
    records: z.int(),
    head: z.string(),
    ...common(),
  }),
]);

function common() {
  return {
    /** SHA-256 of the manifest that it is of. */
    manifest: z.string(),
    user: z.string(),
    host: z.string(),
    /** UTC. */
    at: z.string(),
  };
}

/** What happened to a release, in a file beside what was sealed. */
export type LogRecord = z.output<typeof recordSchema>;

/** The name of the file in a release. */
export const logName = "log.jsonl";

/** A log as read; after a fault nothing is believed. */
export interface ReleaseLog {
  readonly records: readonly LogRecord[];
  /** Hash of the last record. */
  readonly head: string;
  readonly problem?: Problem;
}

/** Reads a log: a JSON record a line, each with the hash of the one before. */
export function readLog({ text, file }: { readonly text: string; readonly file: string }): ReleaseLog {
  const { links, problem } = readChain({ text, file, schema: recordSchema });
  return { records: links.map(({ record }) => record), head: headOf(links), ...(problem && { problem }) };
}

/** A record as the next line of a log. */
export function logLine({ head }: Pick<ReleaseLog, "head">, record: LogRecord): string {
  return formatLink(head, record);
}

/** A log before its first record. */
export const emptyLog: ReleaseLog = { records: [], head: noRecord };

function headOf(links: readonly Link<unknown>[]): string {
  return links.at(-1)?.hash ?? noRecord;
}
