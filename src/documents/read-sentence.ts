import Handlebars from "handlebars";
import type { Problem } from "../problem.ts";

/** The value of a helper's argument: texts write references and options as literals. */
export type Argument = string | number | boolean;

/** What a helper is called with. */
export interface HelperCall {
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly options: Readonly<Record<string, Argument>>;
}

/** A part of a sentence: its own words, a call that prints, a choice between wordings, or what is wrong there. */
export type SentencePart =
  | string
  | { readonly call: HelperCall }
  | { readonly choice: HelperCall; readonly chosen: ReadSentence; readonly otherwise: ReadSentence }
  | { readonly fault: Omit<Problem, "place"> };
export type ReadSentence = readonly SentencePart[];

/** Reads sentences; the same text gives the same object while it is remembered. */
export type SentenceReader = (text: string) => ReadSentence;

/** Reads a text. The parser is Handlebars', and knows neither which helpers there are nor what they are asked. */
export function readSentence(text: string): ReadSentence {
  if (!text.includes("{{")) return [text];
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(text);
  } catch (error) {
    return [{ fault: whyUnreadable(text, error) }];
  }
  return partsOf(program);
}

/**
 * Opens a reader for each plan in a language, which remembers what the plan before it in that language has read and no
 * more: texts that are made of figures change with them.
 */
export function rememberSentences(): (lang: string) => SentenceReader {
  const last = new Map<string, Map<string, ReadSentence>>();
  return (lang) => {
    const before = last.get(lang);
    const read = new Map<string, ReadSentence>();
    last.set(lang, read);
    return (text) => {
      let sentence = read.get(text);
      if (sentence === undefined) read.set(text, (sentence = before?.get(text) ?? readSentence(text)));
      return sentence;
    };
  };
}

function partsOf({ body }: hbs.AST.Program): ReadSentence {
  return body.flatMap((statement): ReadSentence => {
    if (statement.type === "ContentStatement") return [(statement as hbs.AST.ContentStatement).value];
    if (statement.type === "MustacheStatement") {
      const mustache = statement as hbs.AST.MustacheStatement;
      const raw = { fault: { what: `raw output {{{…}}} is not allowed in a text` } };
      const called = readCall(mustache);
      return [...(mustache.escaped ? [] : [raw]), ...("call" in called ? [called] : called.faults)];
    }
    if (statement.type === "BlockStatement") {
      const { program, inverse, ...block } = statement as hbs.AST.BlockStatement;
      const called = readCall(block);
      if (!("call" in called)) return called.faults;
      const [chosen, otherwise] = [program, inverse].map((part) => (part ? partsOf(part) : []));
      return [{ choice: called.call, chosen: chosen!, otherwise: otherwise! }];
    }
    if (statement.type === "CommentStatement") return [];
    return [{ fault: { what: `${statement.type} is not allowed in a text` } }];
  });
}

function readCall({
  path,
  params,
  hash,
}: Pick<hbs.AST.MustacheStatement, "path" | "params" | "hash">):
  { readonly call: HelperCall } | { readonly faults: ReadSentence } {
  const name = (path as hbs.AST.PathExpression).original;
  const faults: SentencePart[] = [];
  const literal = (node: hbs.AST.Expression): Argument => {
    if (node.type === "StringLiteral" || node.type === "NumberLiteral" || node.type === "BooleanLiteral") {
      return (node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral).value;
    }
    const what = `argument "${(node as hbs.AST.PathExpression).original ?? node.type}" of "${name}" is no literal`;
    faults.push({ fault: { what, hint: `write it in quotes: {{${name} "…"}}` } });
    return "";
  };
  const given = params.map(literal);
  const pairs = (hash as hbs.AST.Hash | undefined)?.pairs ?? [];
  const options = Object.fromEntries(pairs.map(({ key, value }) => [key, literal(value)]));
  return faults.length > 0 ? { faults } : { call: { name, arguments: given, options } };
}

/** The beginning of a text on one line, for a message. */
export function shorten(text: string): string {
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
