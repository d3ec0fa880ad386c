import Handlebars from "handlebars";
import { suggest, type Place, type Problem } from "../problem.ts";
import type { Run, Runs } from "./runs.ts";
import { typedPeriod } from "./typed-period.ts";

/** The value of a helper's argument: texts write references and options as literals. */
export type Argument = string | number | boolean;

/** What a helper is called with. */
export interface HelperCall {
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly options: Readonly<Record<string, Argument>>;
}

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
  /** What {{period}} calls a period that somebody typed: "current - 1q" for "1Q06"; undefined if the text is no id. */
  readonly periodName?: (typed: string) => string | undefined;
  /** What to do with a typed number; by default to ask the ledger for it. */
  readonly numberHint?: string;
  readonly problem: (problem: Problem) => void;
}

/**
 * A Handlebars sentence as runs. The parser is Handlebars'; what it parses is walked, not compiled, so that nothing in a
 * text is ever code. Digits outside helpers are unbound numbers unless they are part of an allowed literal.
 */
export function saySentence(request: SentenceRequest): Runs {
  const { text, place, problem, literals } = request;
  if (!text.includes("{{")) {
    checkBound(text, request);
    return strengthen([text]);
  }
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(text);
  } catch (error) {
    problem({ place, ...whyUnreadable(text, error) });
    return [];
  }
  const runs: Run[] = [];
  walk(program);
  return strengthen(runs);

  function walk(part: hbs.AST.Program): void {
    for (const statement of part.body) {
      if (statement.type === "ContentStatement") {
        const { value } = statement as hbs.AST.ContentStatement;
        checkBound(value, request);
        runs.push(value);
      } else if (statement.type === "MustacheStatement") {
        const mustache = statement as hbs.AST.MustacheStatement;
        if (!mustache.escaped) problem({ place, what: `raw output {{{…}}} is not allowed in a text` });
        const call = readCall(mustache);
        if (call !== undefined) runs.push(...guard(call, request.helpers.say, []));
      } else if (statement.type === "BlockStatement") {
        const block = statement as hbs.AST.BlockStatement;
        const call = readCall(block);
        if (call === undefined) continue;
        const chosen = guard(call, request.helpers.decide, true) ? block.program : block.inverse;
        if (chosen) walk(chosen);
      } else if (statement.type !== "CommentStatement") {
        problem({ place, what: `${statement.type} is not allowed in a text` });
      }
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

  function readCall({
    path,
    params,
    hash,
  }: Pick<hbs.AST.MustacheStatement, "path" | "params" | "hash">): HelperCall | undefined {
    const name = (path as hbs.AST.PathExpression).original;
    const options = (hash as hbs.AST.Hash | undefined)?.pairs ?? [];
    const literal = (node: hbs.AST.Expression): Argument | undefined => {
      if (node.type === "StringLiteral" || node.type === "NumberLiteral" || node.type === "BooleanLiteral") {
        return (node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral).value;
      }
      problem({
        place,
        what: `argument "${(node as hbs.AST.PathExpression).original ?? node.type}" of "${name}" is no literal`,
        hint: `write it in quotes: {{${name} "…"}}`,
      });
      return undefined;
    };
    const values = params.map(literal);
    const named = options.map(({ key, value }) => [key, literal(value)] as const);
    if (values.includes(undefined) || named.some(([, value]) => value === undefined)) return undefined;
    return {
      name,
      arguments: values as Argument[],
      options: Object.fromEntries(named) as Record<string, Argument>,
    };
  }

  function checkBound(content: string, { place, problem, periodName, numberHint }: SentenceRequest): void {
    const unlisted = literals.reduce(withoutLiteral, content);
    const rest = unlisted.replaceAll(new RegExp(typedPeriod, "g"), (typed) => {
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

function shorten(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** The block that is never closed if that is the fault, else what the parser says. */
function whyUnreadable(text: string, error: unknown): Omit<Problem, "place"> {
  const open: string[] = [];
  for (const [, mark, name] of text.matchAll(/\{\{([#/])\s*(\w+)/g)) {
    if (mark === "#") open.push(name!);
    else if (open.at(-1) === name) open.pop();
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    return { what: `{{#${unclosed}}} is never closed`, hint: `end it with {{/${unclosed}}}` };
  const fault =
    faultOfCall(text) ??
    String((error as Error).message)
      .split("\n")
      .at(-1)!
      .trim();
  return {
    what: `text cannot be read as a sentence: ${fault}`,
    hint: `write helpers as {{amount "account"}}`,
  };
}

/** What is wrong with the first helper call that is not closed as it was opened. */
function faultOfCall(text: string): string | undefined {
  for (const { 0: rest, index } of text.matchAll(/\{\{(?:(?!\{\{|\}\}).)*(\}\})?/gs)) {
    const call = rest.replace(/\}\}$/, "");
    const at = `"${shorten(text.slice(index, index + 30))}"`;
    if (!rest.endsWith("}}")) return `{{ is never closed with }} in ${at}`;
    if (text[index + rest.length] === "}" && !rest.startsWith("{{{")) return `}}} closes {{ in ${at}`;
    for (const quote of [`"`, `'`]) {
      if (call.split(quote).length % 2 === 0) return `a quote ${quote} is never closed in ${at}`;
    }
  }
  return undefined;
}
