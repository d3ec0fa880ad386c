import type { Files } from "../effects.ts";
import { parseCsv, type Cell } from "../facts/csv.ts";
import { parseUnit, type Unit } from "../facts/unit.ts";
import { decodeText, quote } from "../facts/text.ts";
import { Exact, overlap, powerOfTen } from "../figures/exact.ts";
import type { Figure } from "../figures/figure.ts";
import type { Ledger } from "../figures/ledger.ts";
import { formatReference, isReference, parseReference, type Reference } from "../figures/reference.ts";
import { factsBehind } from "../figures/relations.ts";
import { locales } from "../locales/index.ts";
import { collect, failOn, formatPlace, KessanError, suggest, type Place, type Problem } from "../problem.ts";
import type { Override } from "../documents/overrides.ts";
import { agrees, type Agreement } from "./agrees.ts";
import type { Finding } from "./finding.ts";
import { nearReferences } from "./near-references.ts";
import type { PublishedVerdict } from "./published-verdict.ts";
import { readNumber, type PrintedNumber } from "./read-number.ts";
import { writeLike } from "./write-like.ts";

/** Figures that were printed elsewhere: a file of `published/` in a company folder. */
export interface PublishedTable {
  /** The file's name without its ending: "2q06-results". */
  readonly name: string;
  readonly rows: readonly PublishedRow[];
}

/** A printed figure, and the figure that it should be. */
export interface PublishedRow {
  /** Where in the publication: "slide 3". */
  readonly where: string;
  /** What it is called there. */
  readonly label: string;
  /** As printed. */
  readonly text: string;
  readonly read: PrintedNumber;
  /** The reference as written. */
  readonly figure: string;
  /** Set where words and no sign give the direction. */
  readonly direction?: "up" | "down";
  /** What a dash says. */
  readonly dash: "nothing" | "zero";
  /** What the number is printed in, where the publication says so beside it; else the figure's own unit. */
  readonly unit?: Unit;
  /** The language that the text is written in, where one is named; else marks are those of English. */
  readonly lang?: string;
  /** The cells of the text and of the reference. */
  readonly place: Place;
  readonly figurePlace: Place;
}

const folder = "published";
const languages = locales.map(({ lang }) => lang);
const needed = ["where", "label", "text", "figure"] as const;
const optional = ["direction", "dash", "lang", "unit"] as const;

/**
 * Reads the tables of published figures of a company folder: `published/*.csv` with the columns where, label, text, figure,
 * and, where they are needed, direction (up, down), dash (nothing, zero), lang (de: a point groups thousands)
 * and unit (JPY thousand, where the figure's own is another). Throws a
 * KessanError with the problems of all.
 */
export async function readPublished(files: Files): Promise<readonly PublishedTable[]> {
  const problems: Problem[] = [];
  const tables: PublishedTable[] = [];
  const paths = (await files.list(folder)).filter((path) => !/\/\.|\.md$/.test(path));
  for (const path of paths) {
    const file = files.display(path);
    await collect(problems, async () => {
      if (!path.endsWith(".csv")) {
        const hint = "save it as CSV in UTF-8, or move it out of published/";
        throw new KessanError([{ place: { file }, what: "expected a file that ends in .csv", hint }]);
      }
      const bytes = (await files.read(path)) ?? new Uint8Array();
      const csv = parseCsv({ text: decodeText({ bytes, file, megabytes: 50 }), file });
      const { rows, problems: faults } = readRows(csv, file);
      problems.push(...csv.problems, ...faults);
      tables.push({ name: path.slice(folder.length + 1, -".csv".length), rows });
    });
  }
  failOn(problems);
  return tables;
}

function readRows(
  { header, records, problems: faults }: ReturnType<typeof parseCsv>,
  file: string,
): { readonly rows: readonly PublishedRow[]; readonly problems: readonly Problem[] } {
  if (header.length === 0) return { rows: [], problems: [] };
  const columns = new Map(header.map(({ text }, index) => [text, index]));
  const problems = columnProblems(header);
  if (needed.some((name) => !columns.has(name))) return { rows: [], problems };
  if (records.length === 0 && faults.length === 0) problems.push({ place: { file }, what: "has no rows" });
  const seen = new Map<string, Place>();
  const rows = records.flatMap(({ cells }): PublishedRow[] => {
    const cellOf = (name: string): Cell | undefined => cells[columns.get(name) ?? -1];
    const row = readRow(cellOf, problems);
    if (row === undefined) return [];
    const key = JSON.stringify([row.where, row.label, row.figure]);
    const first = seen.get(key);
    if (first === undefined) return seen.set(key, row.place) && [row];
    const what = `${row.figure} of ${quote(row.label)}, ${row.where}, is also at ${formatPlace(first)}`;
    problems.push({ place: row.figurePlace, what, hint: "delete one, or tell them apart in label" });
    return [];
  });
  return { rows, problems };
}

function columnProblems(header: readonly Cell[]): Problem[] {
  const { file, line } = header[0]!.place;
  const known = [...needed, ...optional];
  const missing = needed.filter((name) => !header.some(({ text }) => text === name));
  const strange = header.filter(({ text }) => text !== "" && !(known as readonly string[]).includes(text));
  return [
    ...missing.map((name) => ({
      place: { file, ...(line !== undefined && { line }) },
      what: `no column ${quote(name)}`,
      hint: `a table of published figures has ${needed.join(", ")}, and may have ${optional.slice(0, -1).join(", ")} and ${optional.at(-1)}`,
    })),
    ...strange.map(({ text, place }) => ({
      place,
      what: `unknown column ${quote(text)}`,
      hint: suggest(text, known) ?? `columns are ${known.join(", ")}`,
    })),
  ];
}

/** A row; undefined, and problems, where a cell is at fault. */
function readRow(cellOf: (name: string) => Cell | undefined, problems: Problem[]): PublishedRow | undefined {
  const before = problems.length;
  const textOf = (name: string): string => cellOf(name)?.text.trim() ?? "";
  const refuse = (name: string, what: string, hint?: string): void =>
    void problems.push({ place: cellOf(name)!.place, what, ...(hint !== undefined && { hint }) });
  const [where, label, text, figure] = needed.map(textOf) as [string, string, string, string];
  for (const name of needed) if (textOf(name) === "") refuse(name, `no ${name}`, hints[name]);
  const lang = choose("lang", languages);
  const read = readNumber(text, lang);
  if (text !== "" && read === undefined)
    refuse("text", `expected a number or a dash as printed, got ${quote(text)}`);
  if (figure !== "" && !isReference(figure))
    refuse("figure", `expected account[member]@period/scenario/basis|measure(against), got ${quote(figure)}`);
  else if (figure !== "" && !figure.includes("@"))
    refuse(
      "figure",
      `${quote(figure)} names no period`,
      `write one: ${figure.replace(/(?=[/|]|$)/, "@2Q06")}`,
    );
  const direction = choose("direction", ["up", "down"]);
  const dash = choose("dash", ["nothing", "zero"]);
  if (read !== undefined && direction !== undefined && (read.sign === "said" || read.value === null))
    refuse(
      "direction",
      `direction ${quote(direction)} beside ${quote(text)}`,
      "it is for a number without a sign",
    );
  if (read !== undefined && dash !== undefined && read.value !== null)
    refuse("dash", `dash ${quote(dash)} beside ${quote(text)}`, "it says what a printed dash means");
  const unit = unitOf();
  if (read === undefined || problems.length > before) return undefined;
  return {
    where,
    label,
    text,
    read,
    figure,
    ...(direction !== undefined && { direction: direction as "up" | "down" }),
    dash: (dash ?? "nothing") as "nothing" | "zero",
    ...(lang !== undefined && { lang }),
    ...(unit !== undefined && { unit }),
    place: cellOf("text")!.place,
    figurePlace: cellOf("figure")!.place,
  };

  function unitOf(): Unit | undefined {
    if (textOf("unit") === "") return undefined;
    const unit = parseUnit(textOf("unit"));
    if (!("what" in unit)) return unit;
    refuse("unit", unit.what, unit.hint);
    return undefined;
  }

  function choose(name: string, choices: readonly string[]): string | undefined {
    const choice = textOf(name);
    if (choice === "" || choices.includes(choice)) return choice === "" ? undefined : choice;
    refuse(name, `expected ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}, got ${quote(choice)}`);
    return undefined;
  }
}

const hints: Readonly<Record<(typeof needed)[number], string>> = {
  where: "name the place in the publication, such as slide 3",
  label: "write what the figure is called there",
  text: "write the number as it is printed",
  figure: "write its reference, such as revenue.total@2Q06",
};

/** What is known of published figures after they were held against the ledger. */
export interface PublishedCheck {
  /** One a row, in their order. */
  readonly verdicts: readonly PublishedVerdict[];
  /** Of those that are wrong or that nobody reports. */
  readonly findings: readonly Finding[];
}

/**
 * Holds published figures against the ledger: a printed value agrees if some value that its inputs allow rounds to it. For
 * a wrong one the nearest other figure is looked for that the printed text would be right for. One that the document
 * prints as published, by an override, is not wrong. Throws a KessanError with every reference that names what the company
 * does not have.
 */
export function checkPublished(
  tables: readonly PublishedTable[],
  ledger: Ledger,
  overrides: readonly Override[] = [],
): PublishedCheck {
  const problems: Problem[] = [];
  const asked = tables.flatMap(({ name, rows }) =>
    rows.flatMap((row) => {
      const found = ask(row, ledger);
      if (!("fault" in found)) return [{ table: name, row, ...found }];
      const { fault, hint } = found;
      problems.push({ place: row.figurePlace, what: fault, ...(hint !== undefined && { hint }) });
      return [];
    }),
  );
  failOn(problems);
  const places = Map.groupBy(asked, ({ table, row }) => JSON.stringify([table, row.where]));
  let budget = mostCandidates;
  const judged = asked.map((one): PublishedVerdict => {
    const verdict = judge(one);
    if (verdict.verdict !== "wrong") return verdict;
    const override = overrides.find((each) => printsAs(each, one));
    if (override !== undefined) return { ...verdict, verdict: "override", reason: override.reason };
    const beside = places.get(JSON.stringify([one.table, one.row.where]))!;
    const { explainedBy, tried } = explain(one, { beside, ledger, most: Math.min(budget, mostOfOne) });
    budget -= tried;
    return { ...verdict, ...(explainedBy !== undefined && { explainedBy }) };
  });
  return { verdicts: judged, findings: judged.flatMap((verdict, at) => findingOf(verdict, asked[at]!)) };
}

/** Whether an override prints a figure as it was published. */
function printsAs(override: Override, { row: { read, unit }, figure }: Asked): boolean {
  return (
    override.figure === figure?.id &&
    override.unit === (unit ?? figure.unit).name &&
    read.value?.equals(override.printed) === true
  );
}

/** The figure of a published row, and whether the row would be found wrong were the facts those of another ledger. */
export interface PublishedGuard {
  readonly reference: Reference;
  readonly isWrongIn: (ledger: Ledger) => boolean;
}

/** The rows that agree with the ledger: each guards the facts behind its figure. */
export function publishedGuards(
  tables: readonly PublishedTable[],
  ledger: Ledger,
): readonly PublishedGuard[] {
  return tables.flatMap(({ name, rows }) =>
    rows.flatMap((row): readonly PublishedGuard[] => {
      const asked = ask(row, ledger);
      if ("fault" in asked || asked.figure === undefined) return [];
      const isWrong = (figure: Figure | undefined): boolean =>
        judge({ table: name, row, reference: asked.reference, figure }).verdict === "wrong";
      if (isWrong(asked.figure)) return [];
      const isWrongIn = (other: Ledger): boolean => {
        const found = other.find(asked.reference);
        return "figure" in found && isWrong(found.figure);
      };
      return [{ reference: asked.reference, isWrongIn }];
    }),
  );
}

/** Enough for every near figure of an account; a table of another company must not take minutes. */
const mostOfOne = 1_500;
const mostCandidates = 30_000;

interface Asked {
  readonly table: string;
  readonly row: PublishedRow;
  readonly reference: Reference;
  /** Undefined where nobody reports what it takes. */
  readonly figure: Figure | undefined;
}

function ask(
  { figure: text }: PublishedRow,
  ledger: Ledger,
): Pick<Asked, "reference" | "figure"> | { readonly fault: string; readonly hint?: string } {
  const { calendar, company } = ledger.facts;
  const own = calendar.parse("1Q00")!;
  const reference = parseReference(text, { calendar, own, date: own.end, scenarios: company.scenarios });
  if ("fault" in reference) return reference;
  const [, period = ""] = /@([^/|]+)/.exec(text) ?? [];
  if (reference.period.id !== period.trim())
    return {
      fault: `expected a period such as 2Q06, got ${quote(period)} in ${quote(text)}`,
      hint: "a published figure is of one period, whatever a document reports",
    };
  const found = ledger.find(reference);
  if ("fault" in found) return { ...found, fault: `${found.fault} in ${quote(text)}` };
  return { reference, figure: "figure" in found ? found.figure : undefined };
}

function judge({ table, row, reference, figure }: Asked): PublishedVerdict {
  const { place, where, label, text } = row;
  const about = { table, place, where, label, text, figure: figure?.id ?? formatReference(reference) };
  if (figure === undefined) return { ...about, verdict: "missing", should: null };
  const found = known(figure).map((of) => compare(row, figure, of));
  const { exact, should } = found[0]!;
  const verdict = !found.every(({ agrees }) => agrees) ? "wrong" : exact ? "exact" : "interval";
  return { ...about, verdict, should: should && writeFor(row, figure, should) };
}

/**
 * What a printed figure has to agree with: what the ledger gives and, where that is a report, what its inputs give. The
 * report may be the very print that is held against it, and a report that slipped inside its bounds is not in its inputs.
 * Inputs that contradict the report are a fault of their own.
 */
function known(figure: Figure): readonly Pick<Figure, "value" | "interval">[] {
  const { derived, reported } = figure;
  if (derived?.interval == null || reported === undefined) return [figure];
  return overlap(reported.interval, derived.interval) ? [figure, derived] : [figure];
}

function compare(
  { read, direction, dash, unit: printedIn }: PublishedRow,
  { unit: own, decimals }: Figure,
  { value, interval }: Pick<Figure, "value" | "interval">,
): Agreement {
  const unit = printedIn ?? own;
  const worth = powerOfTen(read.power === undefined ? unit.power : 0);
  // A dash has no digits of its own
  const step = read.value === null ? powerOfTen(unit.power - decimals) : read.step.times(worth);
  const size = read.value && read.value.times(worth);
  const printed = size && direction === "down" ? size.neg() : size;
  const found = agrees({ printed, step, value, interval, dash });
  const isOfUnit = unit.family === own.family && unit.currency === own.currency;
  return isOfUnit && isAlike(read, unit) ? found : { ...found, agrees: false, exact: false };
}

/** Whether a text may be of a unit, whatever its scale. */
function isAlike({ family, currency }: PrintedNumber, unit: Unit): boolean {
  return (family ?? unit.family) === unit.family && (currency ?? unit.currency) === unit.currency;
}

/** The right value as the publication would have printed it. */
function writeFor(
  { text, read, direction, lang, unit: printedIn }: PublishedRow,
  figure: Figure,
  value: Exact,
): string {
  const unit = printedIn ?? figure.unit;
  const isUsable = isAlike(read, unit) && read.value !== null;
  const like = isUsable ? text : plainForm(figure, lang);
  const reading = isUsable ? read : readNumber(like, lang)!;
  const own = reading.power === undefined ? value.div(powerOfTen(unit.power)) : value;
  const falls = direction === "down" && own.isNegative();
  const rises = direction === "up" && !own.isNegative();
  if (direction !== undefined && !falls && !rises) {
    return `${own.isNegative() ? "−" : "+"}${writeLike(like, reading, own.abs(), lang)}`;
  }
  return writeLike(like, reading, falls ? own.abs() : own, lang);
}

/** How a table prints a figure of some form, with zeros for digits. */
function plainForm({ form, decimals }: Figure, lang: string | undefined): string {
  const locale = locales.find((each) => each.lang === lang);
  const zeros = new Exact(0).toFixed(decimals);
  // A zero has no sign of its own
  return `${signs[form]}${locale === undefined ? `${zeros}${ends[form]}` : locale.number(zeros, form)}`;
}

const signs: Readonly<Record<Figure["form"], string>> = {
  level: "",
  percent: "",
  change: "+",
  growth: "+",
  points: "+",
};
const ends: Readonly<Record<Figure["form"], string>> = {
  level: "",
  percent: "%",
  change: "",
  growth: "%",
  points: " points",
};

/** The nearest other figure that the printed text is right for, digit for digit. */
function explain(
  { row, reference, figure }: Asked,
  of: { readonly beside: readonly Asked[]; readonly ledger: Ledger; readonly most: number },
): { readonly explainedBy?: string; readonly tried: number } {
  if (row.read.value === null || row.read.value.isZero()) return { tried: 0 };
  let tried = 0;
  const candidates = function* (): Generator<Reference> {
    yield* nearReferences(reference, of.ledger.facts);
    // A neighbour's number in the wrong row or column
    yield* of.beside.map((other) => other.reference);
  };
  for (const candidate of candidates()) {
    if (tried++ >= of.most) break;
    const found = of.ledger.find(candidate);
    if (!("figure" in found) || found.figure.value === null || found.figure.id === figure?.id) continue;
    const other = found.figure;
    // A bare number is in the unit of its row, and nobody writes a plus before a share or a level
    if (row.read.family === undefined && other.unit.name !== figure!.unit.name) continue;
    if (/^[+＋]/.test(row.text) && (other.form === "level" || other.form === "percent")) continue;
    if (compare(row, other, other).exact) return { explainedBy: other.id, tried };
  }
  return { tried };
}

function findingOf(verdict: PublishedVerdict, { row, figure }: Asked): readonly Finding[] {
  const { table, place, where, label, text } = verdict;
  if (verdict.verdict !== "wrong" && verdict.verdict !== "missing") return [];
  const about = {
    rule: "published" as const,
    // Another misprint in that place is a finding of its own
    id: `published ${table} ${where} ${verdict.figure} ${text}`,
    place,
  };
  const said = `published ${table}, ${where}: ${quote(text)} for ${label}`;
  if (verdict.verdict === "missing") {
    const what = `${said}, but nobody reports ${verdict.figure}`;
    return [{ ...about, severity: "warning", what, hint: "report it in facts/, or take the row out" }];
  }
  const is = verdict.should === null ? noValue(figure!) : `is ${verdict.should}${boundsOf(row, figure!)}`;
  const hint =
    verdict.explainedBy === undefined ? undefined : `${quote(text)} is right for ${verdict.explainedBy}`;
  const what = `${said}, but ${verdict.figure} ${is}`;
  return [
    { ...about, severity: "error", what, ...(hint !== undefined && { hint }), cells: cellsBehind(figure!) },
  ];
}

/** Where a figure is typed: its report, and what it is derived from. */
function cellsBehind({ reported, derived, sides }: Figure): readonly Place[] {
  const facts = [
    ...(reported === undefined ? [] : [reported.fact]),
    ...(derived?.from ?? sides ?? []).flatMap(factsBehind),
  ];
  return [...new Set(facts)].map(({ place }) => place);
}

function noValue({ outcome }: Figure): string {
  return outcome === undefined ? "has no value" : `has no value (${outcome.replaceAll("-", " ")})`;
}

/** Where the inputs leave the last digit open, between what it lies; of a report only if they allow what was printed. */
function boundsOf(row: PublishedRow, figure: Figure): string {
  const { allowed, agrees } = compare(row, figure, known(figure).at(-1)!);
  if (allowed === null || row.read.value === null || allowed.lo.equals(allowed.hi)) return "";
  if (figure.reported !== undefined && !agrees) return "";
  const [least, most] = [allowed.lo, allowed.hi].map((end) => writeFor(row, figure, end));
  return ` (its inputs allow ${least} to ${most})`;
}
