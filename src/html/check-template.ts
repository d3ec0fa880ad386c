import Handlebars from "handlebars";
import type { Problem } from "../problem.ts";
import { suggest } from "../problem.ts";
import { checkMarkup, checkText } from "./check-markup.ts";
import { positionOf, scanMustaches } from "./scan-mustaches.ts";
import type { Mustache } from "./scan-mustaches.ts";

export interface TemplateCheck {
  /** As the user would type it. */
  readonly file: string;
  /** Its path below the templates folder, without its ending. */
  readonly name: string;
  readonly source: string;
  /** Names of all helpers. */
  readonly helpers: ReadonlySet<string>;
  /** Names of all templates. */
  readonly partials: ReadonlySet<string>;
  /** Where a partial of that name would be looked for. */
  readonly searched: (partial: string) => readonly string[];
}

export interface CheckedTemplate {
  readonly problems: readonly Problem[];
  /** The template as Handlebars parsed it; undefined if it has a fault. */
  readonly program: hbs.AST.Program | undefined;
  /** Areas that `{{area "name"}}` prints, in order. */
  readonly areas: readonly string[];
  /** Partials that are called whatever the data. */
  readonly alwaysCalls: readonly { readonly name: string; readonly line: number; readonly column: number }[];
}

/** Everything that can be known to be wrong with one template before it is used; all problems at once, in the order of the file. */
export function checkTemplate(check: TemplateCheck): CheckedTemplate {
  const { file, source } = check;
  const { mustaches, unended } = scanMustaches(source);
  const structure = [
    ...unended.map((offset) => problem(file, source, offset, '"{{" is never closed with "}}"')),
    ...checkBlocks(file, source, mustaches),
    ...mustaches.flatMap((mustache) => checkKind(file, source, mustache)),
  ];
  const names = {
    problems: [] as Problem[],
    areas: [] as string[],
    alwaysCalls: [] as CheckedTemplate["alwaysCalls"][number][],
  };
  const program = structure.length === 0 ? parse(file, source, names.problems) : undefined;
  if (program !== undefined) walk(program, { ...check, ...names, always: true });
  const markup = isText(check.name) ? checkText(file, source) : checkMarkup(file, source);
  const problems = [...structure, ...names.problems, ...markup];
  return { problems: inOrder(problems), program, areas: names.areas, alwaysCalls: names.alwaysCalls };
}

/** Whether a template of that name prints plain text: `message/message.text`. */
export function isText(name: string): boolean {
  return name.endsWith(".text");
}

/** The path of the first argument of the mustache at a place, for messages of helpers. Lines from 1, columns from 0, as Handlebars counts. */
export function argumentAt(
  source: string,
  start: { readonly line: number; readonly column: number },
): string | undefined {
  const offset =
    source
      .split("\n")
      .slice(0, start.line - 1)
      .join("\n").length +
    (start.line > 1 ? 1 : 0) +
    start.column;
  const text = source.slice(offset);
  return (
    /^(?:\{\{~?#?|\()\s*[\w-]+\s+([^\s})|]+)/.exec(text)?.[1] ??
    /^\{\{~?else\s+\w+\s+([^\s})|]+)/.exec(text)?.[1]
  );
}

function problem(file: string, source: string, offset: number, what: string, hint?: string): Problem {
  return { place: { file, ...positionOf(source, offset) }, what, ...(hint === undefined ? {} : { hint }) };
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    ({ place: a }, { place: b }) => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0),
  );
}

function checkBlocks(file: string, source: string, mustaches: readonly Mustache[]): Problem[] {
  const problems: Problem[] = [];
  const open: Mustache[] = [];
  for (const mustache of mustaches) {
    if (mustache.kind === "open" || mustache.kind === "partial-block") open.push(mustache);
    if (mustache.kind !== "close") continue;
    const opener = open.findLastIndex(({ name }) => name === mustache.name);
    if (opener === -1) {
      const last = open.at(-1);
      const expected = last === undefined ? "no block is open" : `the open block is ${show(source, last)}`;
      problems.push(
        problem(file, source, mustache.start, `"{{/${mustache.name}}}" closes nothing: ${expected}`),
      );
    } else {
      for (const unclosed of open.splice(opener).slice(1))
        problems.push(neverClosed(file, source, unclosed, mustache));
    }
  }
  return [...problems, ...open.map((unclosed) => neverClosed(file, source, unclosed))];
}

function neverClosed(file: string, source: string, opener: Mustache, before?: Mustache): Problem {
  const { line, column } = before === undefined ? { line: 0, column: 0 } : positionOf(source, before.start);
  const where = before === undefined ? "the end of the file" : `"{{/${before.name}}}" at ${line}:${column}`;
  const what = `"${source.slice(opener.start, opener.end)}" is never closed: expected "{{/${opener.name}}}" before ${where}`;
  return problem(file, source, opener.start, what);
}

function show(source: string, mustache: Mustache): string {
  const { line, column } = positionOf(source, mustache.start);
  return `"${source.slice(mustache.start, mustache.end)}" at ${line}:${column}`;
}

function checkKind(file: string, source: string, mustache: Mustache): Problem[] {
  const text = source.slice(mustache.start, mustache.end);
  switch (mustache.kind) {
    case "raw":
      return [
        problem(
          file,
          source,
          mustache.start,
          `raw output not allowed: "${text}"`,
          `write {{${mustache.name}}}`,
        ),
      ];
    case "decorator":
      return [problem(file, source, mustache.start, `decorators are not allowed: "${text}"`)];
    case "partial-block":
      return [
        problem(
          file,
          source,
          mustache.start,
          `partial blocks are not allowed: "${text}"`,
          `write {{> ${mustache.name} this}}`,
        ),
      ];
    default:
      return [];
  }
}

function parse(file: string, source: string, problems: Problem[]): hbs.AST.Program | undefined {
  try {
    return Handlebars.parse(source);
  } catch (error) {
    const { message, lineNumber, column } = error as Error & { lineNumber?: number; column?: number };
    const line = lineNumber ?? Number(/on line (\d+)/.exec(message)?.[1] ?? Number.NaN);
    const place = {
      file,
      ...(Number.isNaN(line) ? {} : { line }),
      ...(column === undefined ? {} : { column: column + 1 }),
    };
    const got = /got '(\w+)'/.exec(message)?.[1];
    problems.push({
      place,
      what: got === undefined ? message.split("\n")[0]! : `this mustache does not parse: unexpected ${got}`,
    });
    return undefined;
  }
}

interface Walk extends TemplateCheck {
  readonly problems: Problem[];
  readonly areas: string[];
  readonly alwaysCalls: { name: string; line: number; column: number }[];
  /** Whether this part is printed whatever the data. */
  readonly always: boolean;
}

function walk(program: hbs.AST.Program, context: Walk): void {
  for (const statement of program.body) {
    switch (statement.type) {
      case "MustacheStatement":
        checkCall(statement as hbs.AST.MustacheStatement, context, false);
        break;
      case "BlockStatement": {
        const block = statement as hbs.AST.BlockStatement;
        checkCall(block, context, true);
        for (const part of [block.program, block.inverse])
          if (part != null) walk(part, { ...context, always: false });
        break;
      }
      case "PartialStatement":
        checkPartial(statement as hbs.AST.PartialStatement, context);
        break;
    }
  }
}

type Call = Pick<hbs.AST.MustacheStatement, "path" | "params" | "hash" | "loc">;

function checkCall(call: Call | hbs.AST.SubExpression, context: Walk, mustBeHelper: boolean): void {
  const { file, helpers, problems } = context;
  const path = call.path as hbs.AST.PathExpression;
  const place = { file, line: call.loc.start.line, column: call.loc.start.column + 1 };
  const isCall = mustBeHelper || call.params.length > 0 || call.hash !== undefined;
  if (isCall && !helpers.has(path.original)) {
    const hint = suggest(path.original, helpers);
    problems.push({
      place,
      what: `unknown helper "${path.original}"`,
      ...(hint === undefined ? {} : { hint }),
    });
  }
  if (path.original === "area" && isCall) {
    const [name] = call.params;
    if (name?.type === "StringLiteral") context.areas.push((name as hbs.AST.StringLiteral).value);
    else problems.push({ place, what: 'expected the name of an area in quotes: {{area "main"}}' });
  }
  const values = [
    ...call.params,
    ...((call.hash as hbs.AST.Hash | undefined)?.pairs.map(({ value }) => value) ?? []),
  ];
  for (const value of values)
    if (value.type === "SubExpression") checkCall(value as hbs.AST.SubExpression, context, true);
}

function checkPartial(statement: hbs.AST.PartialStatement, context: Walk): void {
  const { file, partials, problems, searched } = context;
  const place = { file, line: statement.loc.start.line, column: statement.loc.start.column + 1 };
  if (statement.name.type === "SubExpression") {
    problems.push({ place, what: "a partial must be named in the template: a computed name is not allowed" });
    return;
  }
  const name = (statement.name as hbs.AST.PathExpression).original;
  if (!partials.has(name)) {
    const near = suggest(name, partials);
    const hint = [`searched ${searched(name).join(", ")}`, ...(near === undefined ? [] : [near])].join("; ");
    problems.push({ place, what: `missing partial "${name}"`, hint });
  } else if (context.always) {
    context.alwaysCalls.push({ name, line: place.line, column: place.column });
  }
}
