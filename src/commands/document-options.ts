import { Option } from "commander";

/** What is asked of documents, as commander reads it. */
export interface DocumentOptions {
  readonly lang?: readonly string[];
  readonly period?: string;
  readonly strict?: boolean;
}

/** `--lang`: languages of documents. */
export function languagesOption(): Option {
  const told = "languages, separated by commas; all that the document has if left out";
  return new Option("--lang <languages>", told).argParser(listOf);
}

/** A list that is separated by commas, or given in several options. */
export function listOf(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(",").map((part) => part.trim())];
}

/** The part of a request that documents are asked with, whether they are built or checked. */
export function askedOf({ period, strict }: DocumentOptions): {
  readonly period?: string;
  readonly strict: boolean;
} {
  return { ...(period !== undefined && { period }), strict: strict === true };
}
