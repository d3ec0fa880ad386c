import { nearest } from "../problem.ts";
import type { Account } from "./account.ts";
import type { Company } from "./company.ts";
import { findTables, type LikelyRow, type LikelyTable } from "./find-tables.ts";
import type { PeriodFinder } from "./said-period.ts";
import type { SheetCell } from "./sheet.ts";
import { comparable, textGrid } from "./sheet-table.ts";
import type { Workbook } from "./workbook.ts";

/** What things of a company are called, as `comparable` gives it, in all languages. */
export interface Names {
  /** The accounts that a label may mean: by its whole words first, then by its short ones. */
  readonly accounts: ReadonlyMap<string, readonly string[]>;
  readonly shortAccounts: ReadonlyMap<string, readonly string[]>;
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly scenarios: ReadonlyMap<string, readonly string[]>;
}

/** A mapping to begin with. */
export interface Proposal {
  /** The text of `<name>.map.yaml`. */
  readonly text: string;
  readonly tables: readonly {
    readonly sheet: string;
    readonly columns: number;
    readonly rows: number;
    readonly left: number;
  }[];
  /** What somebody has to fill in, each a line. */
  readonly open: readonly string[];
}

export interface ProposalRequest {
  readonly workbook: Workbook;
  readonly company: Company;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly names: Names;
  readonly findPeriod: PeriodFinder;
}

/** A key of the mapping with what it is, or a comment where nobody knows. */
type Entry =
  | { readonly sort: "fact" | "left"; readonly key: string; readonly value: string; readonly note?: string }
  | { readonly sort: "open"; readonly key: string; readonly note: string };

/** Proposes the mapping of a workbook: its tables as they look, heads as periods, labels as the accounts that are called so. */
export function proposeMap(request: ProposalRequest): Proposal {
  const { workbook, company, findPeriod } = request;
  const tables: { text: string; told: Proposal["tables"][number] }[] = [];
  const open: string[] = [];
  for (const name of workbook.names) {
    const sheet = workbook.sheet(name)!;
    if (sheet.isHidden) {
      open.push(`the sheet "${name}" is hidden and was not looked at`);
      continue;
    }
    const found = findTables(textGrid(sheet, workbook), { findPeriod, currency: company.currency });
    if (found.length === 0 && sheet.rows.length > 0) open.push(`no table was found in the sheet "${name}"`);
    for (const table of found) {
      const proposed = proposeTable(table, { ...request, sheet: name, isAlone: found.length === 1 });
      tables.push(proposed);
      open.push(...proposed.open);
    }
  }
  const [latest] = Object.entries(company.sources).toSorted(([, a], [, b]) => (a.date < b.date ? 1 : -1));
  if (latest === undefined) open.push("source: a source document of company.yaml that the workbook is of");
  else open.push(`source: it is taken to be ${latest[0]}, the latest of company.yaml`);
  const head =
    latest === undefined ? "# source: one of sources: in company.yaml" : `source: ${scalar(latest[0])}`;
  const body = tables.map(({ text }) => text).join("");
  return {
    text: `${head}\n${tables.length === 0 ? "tables: [] # none was found" : "tables:"}\n${body}`,
    tables: tables.map(({ told }) => told),
    open,
  };
}

interface TableRequest extends ProposalRequest {
  readonly sheet: string;
  /** Whether its sheet has no other table. */
  readonly isAlone: boolean;
}

function proposeTable(
  table: LikelyTable,
  request: TableRequest,
): { readonly text: string; readonly told: Proposal["tables"][number]; readonly open: readonly string[] } {
  const { sheet, isAlone } = request;
  // A table whose title alone says its period must not be taken for that of another
  const isDated = [...table.columns.values()].some((head) => request.findPeriod(head) !== undefined);
  const columns = onceEach(
    [...table.columns].map(([column, head]) =>
      columnEntry(head, {
        request,
        context: isDated ? "" : (table.title ?? ""),
        cells: table.rows.flatMap(({ values }) => values.filter((cell) => cell.column === column)),
      }),
    ),
  );
  // What a column that is left out computes says nothing of its rows
  const isLeft = (column: number): boolean =>
    columns.some(({ sort, key }) => sort === "left" && key === table.columns.get(column));
  const lines = table.rows.map((row) => ({
    ...row,
    values: row.values.filter(({ column }) => !isLeft(column)),
  }));
  const groups = Map.groupBy(
    lines.filter(({ values }) => values.length > 0),
    ({ section }) => (section === undefined ? undefined : comparable(section)),
  );
  const sections = new Map(
    [...groups].map(([section, rows]) => [
      section,
      onceEach(rows.map((row) => rowEntry(row, { request, among: rows }))),
    ]),
  );
  const entries = [...columns, ...[...sections.values()].flat()];
  const open = entries.flatMap((entry) =>
    entry.sort === "open" ? [`${sheet}: "${entry.key}" (${entry.note})`] : [],
  );
  const unit =
    table.unit === undefined
      ? "    # unit: such as JPY million; no cell says it\n"
      : `    unit: { text: ${scalar(table.unit.text)}, is: ${scalar(table.unit.unit.name)} }\n`;
  if (table.unit === undefined) open.push(`${sheet}: the unit, which no cell says`);
  const title =
    table.title !== undefined && (!isAlone || !isDated) ? `    title: ${scalar(table.title)}\n` : "";
  const rows = [...sections].map(([section, own]) => {
    const start =
      section === undefined ? "      - labels:" : `      - section: ${scalar(section)}\n        labels:`;
    return `${start}${linesOf(own, "          ")}`;
  });
  return {
    text:
      `  - sheet: ${scalar(sheet)}\n${title}    headRows: ${table.headRows}\n${unit}` +
      `    columns:${linesOf(columns, "      ")}    rows:\n${rows.join("")}`,
    told: {
      sheet,
      columns: columns.filter(({ sort }) => sort === "fact").length,
      rows:
        entries.filter(({ sort }) => sort === "fact").length -
        columns.filter(({ sort }) => sort === "fact").length,
      left: entries.filter(({ sort }) => sort === "left").length,
    },
    open,
  };
}

/** A map has a key once: what is left out twice is said once, what is a fact twice is open. */
function onceEach(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Map<string, Entry>();
  return entries.flatMap((entry): readonly Entry[] => {
    const key = comparable(entry.key);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, entry);
    if (first === undefined || entry.sort === "open") return [entry];
    return entry.sort === "left" && first.sort === "left"
      ? []
      : [{ sort: "open", key: entry.key, note: "stands twice: tell them apart in the workbook" }];
  });
}

/** Entries of a map; one where all are open is empty, with the open ones as comments. */
function linesOf(entries: readonly Entry[], indent: string): string {
  const isEmpty = entries.every(({ sort }) => sort === "open");
  const lines = entries.map((entry) => {
    if (entry.sort === "open") return `${indent}# ${scalar(entry.key)}: # ${entry.note}`;
    return `${indent}${scalar(entry.key)}: ${entry.value}${entry.note === undefined ? "" : ` # ${entry.note}`}`;
  });
  return `${isEmpty ? " {}" : ""}\n${lines.join("\n")}\n`;
}

const CHANGES =
  /前年|前期比|前四半期比|増減|伸び率|成長率|構成比|yoy|qoq|y\/y|q\/q|change|growth|% of|share|達成率|進捗|veränderung|veränd\.|abweichung|wachstum|anteil|ggü\.|gegenüber/i;
const TARGETS =
  /計画|予想|予算|目標|見通し|target|plan|forecast|budget|outlook|prognose|ausblick|(?<!er)ziel/i;
const PARENT = /単体|個別|単独|non-?consolidated|parent|einzelabschluss/i;
const DERIVED = "{ leave: the ledger derives it }";
const COMPUTED = "{ leave: the sheet computes it }";

/** What a column is by its head. */
function columnEntry(
  head: string,
  of: { readonly request: TableRequest; readonly context: string; readonly cells: readonly SheetCell[] },
): Entry {
  const { request, cells } = of;
  if (CHANGES.test(head) || isComputedPercent(cells)) return { sort: "left", key: head, value: DERIVED };
  const period = request.findPeriod(`${of.context} ${head}`.trim());
  if (period === undefined) return { sort: "open", key: head, note: "which period is it?" };
  const scenario = scenarioIn(head, request);
  if (scenario === undefined) return { sort: "open", key: head, note: `${period.id}/<scenario>` };
  const basis = PARENT.test(head) ? "/non-consolidated" : "";
  const said = `${period.id}${scenario === "actual" && basis === "" ? "" : `/${scenario}`}${basis}`;
  return { sort: "fact", key: head, value: said };
}

/** The scenario that a head names; undefined where it is a target, and which of them is open. */
function scenarioIn(head: string, { names, company }: TableRequest): string | undefined {
  const text = comparable(head).toLowerCase();
  const named = [...names.scenarios]
    .filter(([name]) => text.includes(name.toLowerCase()))
    .toSorted(([a], [b]) => b.length - a.length)[0]?.[1];
  if (named?.length === 1) return named[0];
  if (!TARGETS.test(head)) return "actual";
  return company.scenarios.length === 1 ? company.scenarios[0] : undefined;
}

/** What a row is by its labels. */
function rowEntry(
  row: LikelyRow,
  { request, among }: { readonly request: TableRequest; readonly among: readonly LikelyRow[] },
): Entry {
  const { accounts, names } = request;
  const isAlone = ({ text }: SheetCell): boolean =>
    among.filter(({ labels }) => labels.some((other) => comparable(other.text) === comparable(text)))
      .length === 1;
  const label = row.labels.find(isAlone) ?? row.labels[0];
  if (label === undefined) return { sort: "open", key: "", note: `row ${row.row} has no label` };
  const key = label.text.trim().replace(/\s+/g, " ");
  const where = `row ${row.row}`;
  const found = accountsOf(row, names);
  const [id] = found;
  const account = id === undefined ? undefined : accounts.get(id.split("[")[0]!);
  const isComputed = isComputedPercent(row.values);
  if (found.length > 1) return { sort: "open", key, note: `${where}; one of ${found.join(", ")}` };
  if (id === undefined || account === undefined) {
    if (isComputed) return { sort: "left", key, value: COMPUTED };
    return { sort: "open", key, note: [where, ...nearestTo(row, names)].join("; nearest ") };
  }
  if (isComputed && account.definition !== undefined) return { sort: "left", key, value: DERIVED };
  const others = row.labels.filter((other) => other !== label).map(({ text }) => comparable(text));
  const note = others.length === 0 ? {} : { note: others.join(", ") };
  const unit = account.unit.family === "money" ? undefined : account.unit.name;
  const decimals = decimalsOf(row.values);
  if (unit === undefined && decimals === undefined) return { sort: "fact", key, value: scalar(id), ...note };
  const more = [
    ...(unit === undefined ? [] : [`unit: ${scalar(unit)}`]),
    ...(decimals === undefined ? [] : [`decimals: ${decimals}`]),
  ];
  const member = /\[(.*)\]$/.exec(id)?.[1];
  const said = [
    `account: ${scalar(account.id)}`,
    ...(member === undefined ? [] : [`member: ${scalar(member)}`]),
  ];
  return { sort: "fact", key, value: `{ ${[...said, ...more].join(", ")} }`, ...note };
}

/** The accounts, with their member where there is one, that some label of a row means: whole words before short ones. */
function accountsOf(row: LikelyRow, names: Names): readonly string[] {
  const labels = row.labels.map(({ text }) => comparable(text));
  const section = row.section === undefined ? undefined : comparable(row.section);
  const under =
    section === undefined ? [] : (names.accounts.get(section) ?? names.shortAccounts.get(section) ?? []);
  const members = labels.flatMap((label) => names.members.get(label) ?? []);
  const ofMember = members.filter((id) => under.some((account) => id.startsWith(`${account}[`)));
  for (const found of [
    labels.flatMap((label) => names.accounts.get(label) ?? []),
    labels.flatMap((label) => names.shortAccounts.get(label) ?? []),
    ofMember,
  ]) {
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

function nearestTo(row: LikelyRow, names: Names): readonly string[] {
  const known = [...names.accounts.keys(), ...names.shortAccounts.keys()];
  return row.labels
    .flatMap(({ text }) => nearest(comparable(text), known, 1))
    .slice(0, 1)
    .map(
      (label) => `${(names.accounts.get(label) ?? names.shortAccounts.get(label)!).join(", ")} (${label})`,
    );
}

function isComputedPercent(cells: readonly SheetCell[]): boolean {
  return (
    cells.length > 0 &&
    cells.every(({ formula, format }) => formula !== undefined && format.sort === "percent")
  );
}

/** The decimals that a row shows, where it calculates numbers that are not whole. */
function decimalsOf(cells: readonly SheetCell[]): number | undefined {
  const isCalculated = cells.some(
    ({ formula, text, format }) =>
      formula !== undefined && (format.shift !== 0 || !Number.isInteger(Number(text))),
  );
  return isCalculated ? Math.max(...cells.map(({ format }) => format.decimals ?? 0)) : undefined;
}

/** A text as YAML writes it on one line: bare where it cannot be taken for anything else. */
function scalar(text: string): string {
  const isPlain =
    /^[\p{L}\p{N}(（][\p{L}\p{N}\p{M}ー・･ ._()（）/／：&％＆、。'’+\-]*$/u.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text) &&
    !text.endsWith(" ");
  return isPlain ? text : JSON.stringify(text);
}
