import type Handlebars from "handlebars";
import type { Runs } from "../documents/runs.ts";
import type { FigureTable } from "../documents/table.ts";
import { longestWordEms, textEms } from "./ems.ts";
import { hanging, isRuns, runsHtml } from "./runs-html.ts";
import type { Hang } from "./runs-html.ts";
import { linesOf, runsText } from "./text-lines.ts";
import { figureTableText } from "./text-table.ts";

/** What the helpers of one print reach: given with each call, so that templates keep no state. */
export interface Printing {
  /** Whose context is printed, for messages: `slide "revenues"`. */
  readonly of: string;
  /** Templates that called each other up to here. */
  readonly chain: readonly string[];
  /** Of what is printed; needed for plain text, whose lines are as long as their characters are wide. */
  readonly lang?: string;
  /** What the helpers `area`, `slide`, `svg`, `picture`, `styles`, `policy` and `greeting` print. */
  readonly finished: {
    readonly areas?: ReadonlyMap<string, string>;
    readonly slides?: ReadonlyMap<string, string>;
    readonly charts?: ReadonlyMap<string, string>;
    readonly pictures?: ReadonlyMap<string, string>;
    readonly styles?: string;
    readonly policy?: string;
    readonly greeting?: string;
  };
}

/** A template asks for what is not there, or prints what is no text. `its argument` in `what` is replaced by the path in the template. */
export class TemplateFault extends Error {
  readonly what: string;
  /** Line from 1, column from 0, as Handlebars counts. */
  readonly start: { readonly line: number; readonly column: number } | undefined;

  constructor(what: string, start?: { readonly line: number; readonly column: number }) {
    super(what);
    this.name = "TemplateFault";
    this.what = what;
    this.start = start;
  }
}

/** The helpers that templates may use. */
export const helperNames: ReadonlySet<string> = new Set([
  "area",
  "cell",
  "each",
  "fullest",
  "given",
  "greeting",
  "if",
  "labelled",
  "lines",
  "longest",
  "one-line",
  "pairs",
  "picture",
  "plus",
  "policy",
  "runs",
  "slide",
  "spans",
  "styles",
  "svg",
  "text-table",
  "unless",
  "widest",
]);

/** Registers the helpers in an environment of Handlebars and removes those that templates do not need. */
export function registerVocabulary(environment: typeof Handlebars): void {
  const safe = (html: string) => new environment.SafeString(html);
  const each = environment.helpers["each"]!;

  const helpers: Record<string, (...call: never[]) => unknown> = {
    /** {{runs label}}: text with its figures. */
    runs: (value: unknown, options: Options) => safe(runsHtml(needRuns(value, options))),
    /** {{cell this}}: as runs, for a right-aligned column: closing brackets hang; with percent=true the % too. */
    cell: (value: unknown, options: Options) => safe(runsHtml(needRuns(value, options), hangOf(options))),
    /** {{area "main"}}: the blocks of an area. */
    area: (name: string, options: Options) => safe(finished(options, "areas", name)),
    /** {{svg id}}: the drawn chart of the block with that id. */
    svg: (id: unknown, options: Options) => safe(finished(options, "charts", String(need(id, options)))),
    /** {{slide}}: the slide in the shell's loop. */
    slide: function (this: { readonly id: string }, options: Options) {
      return safe(finished(options, "slides", this.id));
    },
    styles: (options: Options) =>
      safe(printing(options).finished.styles ?? fail("styles stand in the shell only", options)),
    policy: (options: Options) =>
      safe(printing(options).finished.policy ?? fail("policy stands in the shell only", options)),
    /** {{picture id}}: the picture of the chart of the block with that id, in a message. */
    picture: (id: unknown, options: Options) =>
      safe(finished(options, "pictures", String(need(id, options)))),
    /** {{greeting}}: where a message greets its recipient. */
    greeting: (options: Options) =>
      safe(
        printing(options).finished.greeting ??
          fail("greeting stands in the shell of a message only", options),
      ),

    /** {{lines text first="- " rest="  " last="]"}}: as plain text in lines of 76 columns. */
    lines: (value: unknown, options: Options) => {
      const style = Object.fromEntries(
        Object.entries(options.hash).map(([name, text]) => [name, String(text)]),
      );
      const runs = typeof value === "string" ? [value] : needRuns(value, options);
      return safe(linesOf(runs, { ...style, lang: printing(options).lang ?? "" }).join("\n"));
    },
    /** {{one-line text}}: as plain text on one line, however long. */
    "one-line": (value: unknown, options: Options) => safe(runsText(needRuns(value, options))),
    /** {{text-table this}}: a table of figures as plain text. */
    "text-table": (value: unknown, options: Options) =>
      safe(figureTableText(need(value, options) as FigureTable, printing(options).lang ?? "")),

    /** {{#if path}}: as Handlebars', but a path that does not exist is an error, and 0 is something. */
    if: function (this: unknown, value: unknown, options: Options) {
      return isSomething(need(value, options)) ? options.fn(this) : options.inverse(this);
    },
    unless: function (this: unknown, value: unknown, options: Options) {
      return isSomething(need(value, options)) ? options.inverse(this) : options.fn(this);
    },
    /** {{#given path}}: for what a block may leave out. */
    given: function (this: unknown, value: unknown, options: Options) {
      return value !== undefined && isSomething(value) ? options.fn(this) : options.inverse(this);
    },
    each: function (this: unknown, list: unknown, options: Options) {
      return each.call(this, need(list, options), options) as unknown;
    },
    /** {{#pairs cells columns as |cell column|}}: two lists of one length side by side, with @first. */
    pairs: function (this: unknown, first: unknown, second: unknown, options: Options) {
      const [left, right] = [needList(first, options), needList(second, options)];
      if (left.length !== right.length) {
        fail(`its argument has ${left.length} entries and its partner ${right.length}`, options);
      }
      return left
        .map((value, index) =>
          options.fn(this, {
            data: { ...(options.data as object), first: index === 0 },
            blockParams: [value, right[index]],
          }),
        )
        .join("");
    },
    /** {{#spans groups columns as |group own|}}: each group with the columns under it. */
    spans: function (this: unknown, groups: unknown, columns: unknown, options: Options) {
      const [heads, all] = [
        needList(groups, options) as readonly { readonly span: number }[],
        needList(columns, options),
      ];
      const total = heads.reduce((sum, { span }) => sum + span, 0);
      if (total !== all.length) fail(`its argument spans ${total} columns of ${all.length}`, options);
      let from = 0;
      return heads
        .map((group) =>
          options.fn(this, {
            data: options.data,
            blockParams: [group, all.slice(from, (from += group.span))],
          }),
        )
        .join("");
    },
    /** (labelled groups): whether any group has a label. */
    labelled: (groups: unknown, options: Options) =>
      (needList(groups, options) as readonly { readonly label: readonly unknown[] }[]).some(
        ({ label }) => label.length > 0,
      ),
    /** {{longest stages}}: length in ems of the longest word in its argument. For layout only. */
    longest: (value: unknown, options: Options) =>
      Math.max(1, ...textsIn(need(value, options)).map(longestWordEms)).toFixed(2),
    /** {{fullest stages}}: ems of text that the boxes of the fullest stage need, each as many as the longest of them. For layout only. */
    fullest: (stages: unknown, options: Options) => {
      const list = needList(stages, options) as readonly { readonly boxes: readonly unknown[] }[];
      const lengths = list.flatMap(({ boxes }) => textsIn(boxes).map((text) => boxes.length * textEms(text)));
      return Math.max(1, ...lengths).toFixed(2);
    },
    /** {{plus columns.length 1}}: for spans of cells. */
    plus: (a: unknown, b: unknown, options: Options) => Number(need(a, options)) + Number(need(b, options)),
    /** {{widest rows percent=true}}: width of the widest cell in digits, without what hangs. For layout only. */
    widest: (rows: unknown, options: Options) => {
      const list = needList(rows, options) as readonly { readonly cells: readonly unknown[] }[];
      const cells = list.flatMap(({ cells: own }) => own.map((cell) => digits(cell, hangOf(options))));
      return Math.max(1, ...cells).toFixed(2);
    },
  };
  for (const name of ["blockHelperMissing", "helperMissing", "log", "lookup", "with"])
    environment.unregisterHelper(name);
  for (const [name, helper] of Object.entries(helpers))
    environment.registerHelper(name, helper as Handlebars.HelperDelegate);
}

interface Options extends Handlebars.HelperOptions {
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } };
}

function printing(options: Options): Printing {
  return (options.data as { readonly printing: Printing }).printing;
}

function fail(what: string, options: Options): never {
  throw new TemplateFault(what, options.loc?.start);
}

function need(value: unknown, options: Options): unknown {
  return value === undefined ? fail("has no its argument", options) : value;
}

function needList(value: unknown, options: Options): readonly unknown[] {
  return Array.isArray(need(value, options))
    ? (value as readonly unknown[])
    : fail("expected a list, its argument is none", options);
}

function needRuns(value: unknown, options: Options) {
  return isRuns(need(value, options))
    ? (value as Parameters<typeof runsHtml>[0])
    : fail("its argument is no text", options);
}

function finished(options: Options, part: "areas" | "slides" | "charts" | "pictures", key: string): string {
  return (
    printing(options).finished[part]?.get(key) ?? fail(`no ${part.slice(0, -1)} "${key}" to print`, options)
  );
}

function isSomething(value: unknown): boolean {
  return !(
    value === null ||
    value === undefined ||
    value === false ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

function hangOf(options: Options): Hang {
  return options.hash["percent"] === true ? "percent" : "bracket";
}

/** Every text in a part of a block. */
function textsIn(value: unknown): readonly string[] {
  if (isRuns(value)) return [textOf(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** With the places where a line may break. */
function textOf(runs: Runs): string {
  return runs
    .map((run) => {
      if (typeof run === "string") return run;
      if ("strong" in run) return textOf(run.strong);
      return "aside" in run ? textOf(run.aside) : run.text;
    })
    .join("");
}

/** Width of a cell's text in digits of the same size. */
function digits(cell: unknown, hang: Hang): number {
  if (typeof cell === "string") return textDigits(cell);
  if (Array.isArray(cell)) return cell.reduce((sum: number, run) => sum + digits(run, hang), 0);
  if (typeof cell !== "object" || cell === null) return 0;
  if ("strong" in cell) return digits(cell.strong, hang);
  if ("aside" in cell) return 0.8 * digits(cell.aside, hang) + 0.6;
  const { text } = cell as { readonly text: string };
  return textDigits(text.slice(0, text.length - hanging(text, hang).length));
}

function textDigits(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\d+−–-]/.test(character) ? 1 : /[.,()]/.test(character) ? 0.5 : 1.5),
    0,
  );
}
