import { createHash } from "node:crypto";
import { z } from "zod";
import type { Problem } from "../problem.ts";

/** One record of a chained file. */
export interface Link<T> {
  /** Line of the file, from 1. */
  readonly line: number;
  /** SHA-256 of the line: what the next record names. */
  readonly hash: string;
  readonly record: T;
}

/** What the first record names in place of the one before it. */
export const noRecord = "0".repeat(64);

/**
 * A record as a line of a file in which each names the hash of the one before, and has check digits of its own: none can be
 * changed, taken out or moved unseen, and of the last one, which nothing names yet, no byte.
 */
export function formatLink(before: string, record: object): string {
  return `${JSON.stringify({ after: before, ...record, sum: sumOf(before, record) })}\n`;
}

/** Reads such a file (JSON, a record a line). What is found after the first fault is not believed. */
export function readChain<S extends z.ZodType<object>>({
  text,
  file,
  schema,
}: {
  readonly text: string;
  /** What messages call the file. */
  readonly file: string;
  /** Of a record without the hash that it names, and without its check digits. */
  readonly schema: S;
}): { readonly links: readonly Link<z.output<S>>[]; readonly problem?: Problem } {
  const links: Link<z.output<S>>[] = [];
  const lines = text.split("\n");
  const rest = lines.pop();
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    const fault = (what: string): Problem => ({ place: { file, line }, what, hint });
    const parsed = parse(content);
    if (parsed === undefined) return { links, problem: fault("is no record") };
    const { after, sum, ...record } = parsed;
    const before = links.at(-1)?.hash ?? noRecord;
    if (after !== before) return { links, problem: fault("does not follow from the record before it") };
    if (sum !== sumOf(before, record)) return { links, problem: fault("is not as it was written") };
    const read = schema.safeParse(record);
    if (!read.success) return { links, problem: fault("is no record of this kind") };
    links.push({ line, hash: hashOf(content), record: read.data });
  }
  if (rest === "") return { links };
  const what = "ends in the middle of a record";
  return { links, problem: { place: { file, line: lines.length + 1 }, what, hint } };
}

const hint = "somebody has changed the file, or it was cut off: nothing from here on is believed";

function sumOf(before: string, record: object): string {
  return hashOf(before + JSON.stringify(record)).slice(0, 16);
}

function hashOf(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
