import { Exact } from "../figures/exact.ts";
import { formatPlace } from "../problem.ts";
import type { ExplainedFigure, Explanation, FoundPlace, Origin } from "./explain.ts";
import { formatAmount, formatBounds, formatReport, sensibleDecimals } from "./figure-words.ts";
import { withEnglishMarks } from "./read-number.ts";
import {
  alignRows,
  counted,
  listed,
  pad,
  shorten,
  terminalWidth,
  unbroken,
  widthOf,
  wrap,
} from "./terminal-text.ts";

/** An explanation for a reader at a terminal of 100 columns. No line break at its end. */
export function formatExplanation(explanation: Explanation): string {
  const { figure, choices, numbers } = explanation;
  const sections = [
    howFound(explanation),
    ...(figure === undefined ? [] : figureSections(figure, explanation)),
    ...(choices.length === 0 ? [] : [choiceLines(explanation)]),
    numbers.length === 0 ? [] : numberLines(explanation),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")
    .replaceAll("\u00a0", " ");
}

function howFound({ by, query, texts, page, figure }: Explanation): readonly string[] {
  if (by !== "digits") return [];
  const on = page === undefined ? "" : ` on page ${page}`;
  const count = figure === undefined ? "these" : texts.length === 1 ? "this one" : "these, of one figure,";
  const verb = figure !== undefined && texts.length === 1 ? "has" : "have";
  return wrap(
    `No figure is printed exactly as "${query}"${on}; ${count} ${verb} its digits: ${quotedList(texts)}.`,
  );
}

function figureSections(
  figure: ExplainedFigure,
  { page, sources, document: { lang } }: Explanation,
): readonly (readonly string[])[] {
  return [
    headline(figure),
    placeLines(figure, page),
    originLines(figure),
    knownLines(figure),
    roundingLines(figure, lang),
    sources.length === 0
      ? []
      : [
          "Sources",
          ...sources.flatMap(({ id, title, date }) =>
            wrap(`${title} (${date})`, { indent: " ".repeat(id.length + 4), first: `  ${id}  ` }),
          ),
        ],
  ];
}

function headline(figure: ExplainedFigure): readonly string[] {
  const { figure: id, name, is, value } = figure;
  const amount = value === null ? "no value" : `${isExact(figure) ? "" : "about "}${amountOf(figure)}`;
  return [is === "" ? name : `${name}: ${is}`, ...alignRows([[id, "=", amount]])];
}

/** Whether what is shown of a value is all of it. */
function isExact({ value, interval, unit }: Pick<Origin, "value" | "interval" | "unit">): boolean {
  return (
    value !== null &&
    formatAmount(value, unit) === formatAmount(value, unit, sensibleDecimals(value, interval, unit))
  );
}

function amountOf({
  value,
  interval,
  unit,
  reported,
}: Pick<Origin, "value" | "interval" | "unit" | "reported">): string {
  if (value === null) return "–";
  if (reported !== undefined) return formatReport(reported.text, reported.unit);
  return formatAmount(value, unit, sensibleDecimals(value, interval, unit));
}

function placeLines(
  { places, otherPages, usedFor, figure }: ExplainedFigure,
  page: number | undefined,
): readonly string[] {
  if (places.length === 0) {
    const uses = usedFor.slice(0, mostUses);
    const rest = usedFor.length - uses.length;
    return [
      "Not printed itself; it goes into",
      ...alignRows(
        uses.map(({ figure, name }) => [name, figure]),
        "  ",
      ),
      ...(rest > 0 ? [`  and ${rest} more`] : []),
    ];
  }
  const lines = [...Map.groupBy(places, (place) => place.page).values()].flatMap((onPage) => {
    const { page, title } = onPage[0]!;
    const head = `  page ${String(page).padStart(2)}  `;
    return [
      head + shorten(title, terminalWidth - widthOf(head)),
      ...alignRows(
        onPage.map(({ text, box }) => [`"${text}"`, ...(box === null ? [] : [boxWords(box)])]),
        " ".repeat(head.length),
      ),
    ];
  });
  const on = page === undefined ? "" : ` on page ${page}`;
  const also =
    otherPages.length === 0 ? [] : [`  also on ${pagesOf(otherPages)}; ask for ${figure} without --page`];
  return [
    `Printed in ${counted(places.length, "place")}${on}`,
    ...lines,
    ...also.flatMap((line) => wrap(line, { indent: "  ", first: "" })),
  ];
}

const mostUses = 8;

function boxWords([x, y, width, height]: NonNullable<FoundPlace["box"]>): string {
  const round = (length: number): string => length.toFixed(0);
  return `${round(width)} × ${round(height)} pt at ${round(x)}, ${round(y)}`;
}

function originLines(figure: ExplainedFigure): readonly string[] {
  const { reported, derived } = figure;
  const report =
    reported === undefined
      ? []
      : [
          ...wrap(
            `  reported as ${formatReport(reported.text, reported.unit)} in ${cellWords(reported)}${restatedWords(reported)}`,
            { indent: "    ", first: "" },
          ),
        ];
  if (derived === undefined) {
    if (reported !== undefined) return ["Where it comes from", ...report];
    const why =
      figure.outcome === undefined
        ? "its source has a dash, or nothing to compute it from"
        : outcomeWords(figure.outcome);
    return ["Where it comes from", `  it has no value: ${why}`, ...treeLines(figure.sides ?? [])];
  }
  const gives = amountOf({ ...derived, unit: figure.unit });
  const verb = reported === undefined ? "follows" : "also follows";
  return [
    "Where it comes from",
    ...report,
    ...wrap(`${verb} from ${derived.formula}, which gives ${unbroken(gives)}`, {
      indent: "    ",
      first: "  ",
    }),
    ...treeLines(derived.inputs),
  ];
}

interface Branch {
  readonly name: string;
  readonly amount: string;
  readonly from: string;
}

/** Inputs as a tree; what was told once is not told again. */
function treeLines(inputs: readonly Origin[]): readonly string[] {
  if (inputs.length === 0) return [];
  const told = new Set<string>();
  const branches: Branch[] = [];
  const visit = (origin: Origin, depth: number): void => {
    const { figure, name, reported, derived } = origin;
    const isTold = told.has(figure);
    told.add(figure);
    const from =
      isTold && derived
        ? "as above"
        : reported
          ? `${cellWords(reported)}${restatedWords(reported)}`
          : derived
            ? `= ${derived.formula}`
            : "no value";
    branches.push({ name: "  ".repeat(depth + 2) + name, amount: amountOf(origin), from });
    if (!isTold) derived?.inputs.forEach((input) => visit(input, depth + 1));
  };
  inputs.forEach((input) => visit(input, 0));
  const [names, amounts] = [
    Math.min(mostName, Math.max(...branches.map(({ name }) => widthOf(name)))),
    Math.max(...branches.map(({ amount }) => widthOf(amount))),
  ];
  return branches.flatMap(({ name, amount, from }) => {
    const before = `${pad(name, names)}  ${pad(amount, amounts)}  `;
    if (widthOf(before + from) <= terminalWidth) return [before + from];
    const indent = " ".repeat(/^ */.exec(name)![0].length + 4);
    return [before.trimEnd(), ...wrap(from, { indent: `${indent}  `, first: indent })];
  });
}

const mostName = 52;

function cellWords({ cell, source }: NonNullable<Origin["reported"]>): string {
  return source === undefined ? formatPlace(cell) : `${formatPlace(cell)}, ${source}`;
}

function restatedWords({ restated, asOf }: NonNullable<Origin["reported"]>): string {
  const date = asOf === undefined ? "" : `as of ${asOf}`;
  if (!restated) return date === "" ? "" : `, ${date}`;
  return `, restated${date === "" ? "" : ` ${date}`}`;
}

function knownLines({ unit, interval, reported, derived, kind }: ExplainedFigure): readonly string[] {
  const rows: string[][] = [];
  if (reported !== undefined && interval !== null) {
    const exactly = kind === "count" ? ", as counts are" : ", as targets are";
    rows.push(["by its report", formatBounds(interval, unit) + (interval[0] === interval[1] ? exactly : "")]);
  }
  if (derived !== undefined && derived.interval !== null) {
    const agree = reported !== undefined && interval !== null ? agreement(interval, derived.interval) : "";
    rows.push(["by its inputs", formatBounds(derived.interval, unit) + agree]);
  }
  return rows.length === 0 ? [] : ["How exactly it is known", ...alignRows(rows, "  ")];
}

/** How what a source says lies to what its inputs allow. */
function agreement(report: readonly [string, string], inputs: readonly [string, string]): string {
  const [low, high, from, to] = [...report, ...inputs].map((end) => new Exact(end));
  if (low!.greaterThanOrEqualTo(from!) && high!.lessThanOrEqualTo(to!)) return "; the report lies inside";
  const isApart = high!.lessThan(from!) || low!.greaterThan(to!);
  return isApart ? "; the report contradicts that" : "; the report agrees with that";
}

function roundingLines(figure: ExplainedFigure, lang: string): readonly string[] {
  const why = Map.groupBy(figure.places, (place) => roundingWords(figure, place, lang));
  if (why.size === 0) return [];
  return [
    "How the printed digits were settled",
    ...[...why].flatMap(([words, places]) => {
      const texts = quotedList([...new Set(places.map(({ text }) => text))]);
      return wrap(`${texts}: ${words}`, { indent: "    ", first: "  " });
    }),
  ];
}

/** What settled the digits of a place, as the end of a sentence. */
function roundingWords(
  figure: ExplainedFigure,
  { by, text, rounded, reason }: FoundPlace,
  lang: string,
): string {
  const { reported, derived, value } = figure;
  const report = reported === undefined ? "" : unbroken(formatReport(reported.text, reported.unit));
  const gives = derived === undefined ? "" : unbroken(amountOf({ ...derived, unit: figure.unit }));
  const isTurned = rounded !== null && value !== null && !rounded.startsWith("-") && value.startsWith("-");
  const unsigned = isTurned ? ", without its sign" : "";
  switch (by) {
    case "fact":
      return hasDigitsOf(withEnglishMarks(text, lang), reported?.text)
        ? `printed as reported${unsigned}`
        : `rounded once from the reported ${report}${unsigned}`;
    case "derivation":
      return reported === undefined
        ? `its inputs settle every digit shown${unsigned}`
        : `its inputs settle every digit shown, so what they give is printed (${gives}), not the report${unsigned}`;
    case "report":
      return `its inputs do not settle the last digit, so the reported ${report} is printed${unsigned}`;
    case "midpoint":
      return reported === undefined
        ? `its inputs do not settle the last digit and nobody reports it, so the middle of what they allow is printed${unsigned}`
        : `rounded from the reported ${report}, which is itself rounded and does not settle the last digit shown${unsigned}`;
    case "nothing":
      return figure.outcome === undefined
        ? "there is no value to print"
        : `there is no value to print: ${outcomeWords(figure.outcome)}`;
    case "plug":
      return reason === undefined
        ? `moved by one unit of the last digit so that its column adds up; the value is ${amountOf(figure)}`
        : `printed so by an override: ${reason}; the value is ${amountOf(figure)}`;
  }
}

function hasDigitsOf(text: string, reported: string | undefined): boolean {
  const digits = (of: string): string => of.normalize("NFKC").replaceAll(/[^\d.]/g, "");
  return reported !== undefined && digits(text) === digits(reported);
}

function outcomeWords(outcome: string): string {
  const words: Readonly<Record<string, string>> = {
    "turned-to-profit": "a loss turned to a profit, which has no growth in percent",
    "turned-to-loss": "a profit turned to a loss, which has no growth in percent",
    "loss-narrowed": "the loss narrowed, which has no growth in percent",
    "loss-widened": "the loss widened, which has no growth in percent",
    unchanged: "the loss is unchanged, which has no growth in percent",
  };
  return words[outcome] ?? outcome;
}

function choiceLines({ choices, query, by, page }: Explanation): readonly string[] {
  const on = page === undefined ? "" : ` on page ${page}`;
  const count = choices.reduce((sum, { pages }) => sum + pages.length, 0);
  const head =
    by === "digits"
      ? `They are ${counted(choices.length, "figure")}:`
      : `"${query}" is printed ${counted(count, "time")}${on}, for ${counted(choices.length, "figure")}:`;
  const differ = new Set(choices.flatMap(({ texts }) => texts)).size > 1;
  const rows = choices.map(({ figure, name, texts, pages }) => ({
    figure,
    name,
    rest: [
      ...(differ ? [texts.map((text) => `"${text}"`).join(", ")] : []),
      ...(page === undefined ? [pagesOf(pages)] : []),
    ],
  }));
  const beside = alignRows(
    rows.map(({ figure, name, rest }) => [name, figure, ...rest]),
    "  ",
  );
  const below = (): readonly string[] =>
    alignRows(
      rows.map(({ name, rest }) => [name, ...rest]),
      "  ",
    ).flatMap((line, index) => [line, `    ${rows[index]!.figure}`]);
  const isWide = beside.some((line) => widthOf(line) > terminalWidth);
  return [
    head,
    ...(isWide ? below() : beside),
    "",
    ...wrap(
      page === undefined && new Set(choices.flatMap(({ pages }) => pages)).size > 1
        ? "Ask for one of them by its reference, or narrow it with --page."
        : "Ask for one of them by its reference.",
    ),
  ];
}

function numberLines({ numbers, figure, choices }: Explanation): readonly string[] {
  const rows = numbers.map(({ text, is, of, pages }) => [
    `"${text}"`,
    is === "page"
      ? "the number of the page"
      : `part of the ${is === "literal" ? `name "${of}"` : `${is} ${of}`}`,
    pagesOf(pages),
  ]);
  const isAlone = figure === undefined && choices.length === 0;
  return [isAlone ? "This is no figure:" : "It also stands in what is no figure:", ...alignRows(rows, "  ")];
}

/** "page 5", "pages 3, 5 (2×) and 7". */
function pagesOf(pages: readonly number[]): string {
  const words = [...Map.groupBy(pages, (page) => page)].map(([page, { length }]) =>
    length === 1 ? String(page) : `${page} (${length}×)`,
  );
  return `${words.length === 1 ? "page" : "pages"} ${listed(words)}`;
}

function quotedList(texts: readonly string[]): string {
  return listed(texts.map((text) => `"${text}"`));
}
