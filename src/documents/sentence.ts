import { suggest, type Place, type Problem } from "../problem.ts";
import {
  readSentence,
  shorten,
  type HelperCall,
  type ReadSentence,
  type SentenceReader,
} from "./read-sentence.ts";
import type { Run, Runs } from "./runs.ts";
import { typedPeriod } from "./typed-period.ts";

/** The helpers that sentences may use. Each says what is wrong by throwing a SentenceFault. */
export interface SentenceHelpers {
  readonly say: Readonly<Record<string, (call: HelperCall) => Runs>>;
  /** Block helpers decide between their first part and the one after `else`. */
  readonly decide: Readonly<Record<string, (call: HelperCall) => boolean>>;
}

/** Something wrong with one helper call; becomes a Problem at the place of the text. */
export class SentenceFault extends Error {
  readonly hint: string | undefined;

  constructor(what: string, hint?: string) {
    super(what);
    this.hint = hint;
  }
}

/** What says a sentence needs: its text, where it stands, its helpers, and the strings with digits that are allowed. */
export interface SentenceRequest {
  readonly text: string;
  readonly place: Place;
  readonly helpers: SentenceHelpers;
  readonly literals: readonly string[];
  /** In place of reading the text anew. */
  readonly read?: SentenceReader;
  /** What {{period}} calls a period that somebody typed: "current - 1q" for "1Q06"; undefined if the text is no id. */
  readonly periodName?: (typed: string) => string | undefined;
  /** What to do with a typed number; by default to ask the ledger for it. */
  readonly numberHint?: string;
  readonly problem: (problem: Problem) => void;
}

/**
 * A sentence as runs. What is read of it is walked, not compiled, so that nothing in a text is ever code. Digits outside
 * helpers are unbound numbers unless they are part of an allowed literal.
 */
export function saySentence(request: SentenceRequest): Runs {
  const { text, place, problem, read = readSentence } = request;
  const runs: Run[] = [];
  walk(read(text));
  return strengthen(runs);

  function walk(sentence: ReadSentence): void {
    for (const part of sentence) {
      if (typeof part === "string") {
        checkBound(part, request);
        runs.push(part);
      } else if ("fault" in part) problem({ place, ...part.fault });
      else if ("call" in part) runs.push(...guard(part.call, request.helpers.say, []));
      else walk(guard(part.choice, request.helpers.decide, true) ? part.chosen : part.otherwise);
    }
  }

  function guard<T>(
    call: HelperCall,
    helpers: Readonly<Record<string, (call: HelperCall) => T>>,
    otherwise: T,
  ): T {
    const helper = Object.hasOwn(helpers, call.name) ? helpers[call.name] : undefined;
    if (helper === undefined) {
      const known = Object.keys(helpers);
      const hint = suggest(call.name, known) ?? `helpers are ${known.join(", ")}`;
      problem({ place, what: `unknown helper "${call.name}"`, hint });
      return otherwise;
    }
    try {
      return helper(call);
    } catch (error) {
      if (!(error instanceof SentenceFault)) throw error;
      problem({ place, what: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) });
      return otherwise;
    }
  }
}

const typedPeriods = new RegExp(typedPeriod, "g");

/** Numbers and periods that somebody typed, as problems. */
function checkBound(
  content: string,
  { place, problem, literals, periodName, numberHint }: SentenceRequest,
): void {
  // The first year of an era is written without a digit
  if (!/[\p{N}元]/u.test(content)) return;
  const unlisted = literals.reduce(withoutLiteral, content);
  const rest = unlisted.replaceAll(typedPeriods, (typed) => {
    problem({
      place,
      what: `period "${typed}" is typed in "${shorten(content)}"`,
      hint: periodHint(typed, periodName?.(typed)),
    });
    return " ";
  });
  for (const [digits] of rest.matchAll(/[A-Za-z]*\p{N}(?:[A-Za-z\p{N}]|[.,](?=\p{N}))*%?/gu)) {
    problem({
      place,
      what: `unbound number "${digits}" in "${shorten(content)}"`,
      hint: numberHint ?? `ask the ledger for it with a helper, or list it in literals.yaml with a reason`,
    });
  }
}

/** A literal is a name: "R2" is none in "R20" and "R2.5". */
function withoutLiteral(text: string, literal: string): string {
  return text.replaceAll(literal, (found, at: number) => {
    const [before, after] = [text.slice(0, at), text.slice(at + found.length)];
    const isPart =
      (/^\p{N}/u.test(found) && /\p{N}[.,]?$/u.test(before)) ||
      (/\p{N}$/u.test(found) && /^[.,]?\p{N}/u.test(after));
    return isPart ? found : " ";
  });
}

/** The plain text of runs, for titles, alternative texts and metadata; without the places where a line may break. */
export function plainText(runs: Runs): string {
  return runs
    .map((run) => {
      if (typeof run === "string") return run;
      if ("strong" in run) return plainText(run.strong);
      if ("aside" in run) return plainText(run.aside);
      return "note" in run ? "" : run.text;
    })
    .join("")
    .replaceAll("\u200b", "");
}

/** Turns `**…**` into strong runs; the markers may stand in different strings around figures. */
function strengthen(runs: Runs): Runs {
  const result: Run[] = [];
  let strong: Run[] | undefined;
  for (const run of runs) {
    if (typeof run !== "string") {
      (strong ?? result).push(run);
      continue;
    }
    run.split("**").forEach((piece, index) => {
      if (index > 0) {
        if (strong === undefined) strong = [];
        else {
          result.push({ strong });
          strong = undefined;
        }
      }
      if (piece !== "") (strong ?? result).push(piece);
    });
  }
  if (strong !== undefined) result.push("**", ...strong);
  return result;
}

/** A period of the past may have been left behind, or meant: both are said. */
function periodHint(typed: string, name: string | undefined): string {
  const own = `{{period "current"}}`;
  if (name === undefined)
    return `write ${own} or {{period "year" form="year"}}, so that it moves with the document`;
  if (name === typed) return `write ${own} or {{period "${typed}"}}, so that it moves with the document`;
  if (!/ - /.test(name)) return `write {{period "${name}"}}, so that it moves with the document`;
  const [family] = name.split(" - ");
  return `write {{period "${family}"}} if the document's own period is meant, {{period "${name}"}} if the earlier one is`;
}
