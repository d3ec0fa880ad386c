import type { Files, Outputs } from "./effects.ts";
import { readAccounts, type Account } from "./facts/account.ts";
import { fiscalCalendar } from "./facts/calendar.ts";
import { readCompany } from "./facts/company.ts";
import { addWorkbookFacts } from "./facts/fact-workbook.ts";
import { factRows } from "./facts/fact-rows.ts";
import { proposeMap, type Names, type Proposal } from "./facts/propose-map.ts";
import { mapPath } from "./facts/read.ts";
import { periodFinder } from "./facts/said-period.ts";
import { comparable } from "./facts/sheet-table.ts";
import { openWorkbook } from "./facts/workbook.ts";
import { readYaml } from "./facts/yaml.ts";
import { labelsSchema } from "./documents/labels.ts";
import { collect, failOn, KessanError, type Problem } from "./problem.ts";
import { requirePath } from "./read-path.ts";

/** A workbook to take into a company's folder. */
export interface ImportRequest {
  /** The path of the workbook. */
  readonly workbook: string;
  /** The company's folder. */
  readonly into: string;
  /** Replace the workbook and the mapping that are there. */
  readonly force?: boolean;
  /** Write nothing. */
  readonly dryRun?: boolean;
}

/** What was proposed, and written where it was. */
export interface ImportResult {
  readonly map: string;
  readonly tables: Proposal["tables"];
  /** How many facts the mapping gives as it stands. */
  readonly facts: number;
  /** What somebody has to fill in or look at. */
  readonly open: readonly string[];
  /** What is wrong with the cells that the mapping names. */
  readonly problems: readonly Problem[];
  /** Missing where nothing was written. */
  readonly written?: readonly string[];
}

/** The outside world of an import. */
export interface ImportEffects {
  readonly files: (folder: string) => Files;
  /** The folder that the workbook and its mapping go to. */
  readonly outputs: (folder: string) => Outputs;
}

/**
 * Proposes the mapping of a workbook and puts both into the facts of a company. Throws a KessanError where the workbook or the
 * company cannot be read, and where it would replace something unasked.
 */
export async function importWorkbook(request: ImportRequest, effects: ImportEffects): Promise<ImportResult> {
  const input = await requirePath(request.workbook, effects.files);
  const name = nameOf(request.workbook);
  if (!/\.xlsx$/i.test(name)) {
    const what = "expected a workbook that ends in .xlsx";
    throw new KessanError([
      { place: { file: input.file }, what, hint: "open it in its program and save it as .xlsx" },
    ]);
  }
  const own = effects.files(request.into);
  const { company, accounts, names } = await readNames(own);
  const map = mapPath(name);
  if (request.force !== true && request.dryRun !== true) await refuseToReplace([name, map], own, input.file);

  const calendar = fiscalCalendar(company.fiscalYear);
  const findPeriod = periodFinder({ calendar, fiscalYear: company.fiscalYear });
  const workbook = openWorkbook(input);
  const { text, tables, open } = proposeMap({ workbook, company, accounts, names, findPeriod });
  const rows = factRows({ company, calendar, accounts });
  const problems: Problem[] = [];
  const bytes = new TextEncoder().encode(text);
  if (tables.length > 0) {
    await collect(problems, async () => {
      const file = own.display(`facts/${map}`);
      const found = addWorkbookFacts({ workbook: input, map: { bytes, file }, company, rows });
      problems.push(...found.problems, ...rows.problems);
    });
  }
  const result = { map: text, tables, facts: rows.facts.length, open, problems };
  if (request.dryRun === true) return result;
  if (tables.length === 0) {
    const what = "no table was found: rows of numbers beside labels, with heads above";
    throw new KessanError([{ place: { file: input.file }, what, hint: "write its mapping by hand" }]);
  }
  const outputs = effects.outputs(`${request.into}/facts`);
  await outputs.check([name, map]);
  await outputs.write(
    new Map([...(isIn(input.file, name, own) ? [] : [[name, input.bytes] as const]), [map, bytes]]),
  );
  return { ...result, written: [name, map].map((file) => own.display(`facts/${file}`)) };
}

/** Whether the workbook lies where it is to go. */
function isIn(file: string, name: string, own: Files): boolean {
  return file === own.display(`facts/${name}`);
}

async function refuseToReplace(names: readonly string[], own: Files, from: string): Promise<void> {
  const there = new Set(await own.list("facts"));
  const files = names.map((name) => ({ path: `facts/${name}`, file: own.display(`facts/${name}`) }));
  failOn(
    files
      .filter(({ path, file }) => there.has(path) && file !== from)
      .map(({ file }) => ({ place: { file }, what: "is already there", hint: "--force replaces it" })),
  );
}

/** The company, and what its accounts, members and scenarios are called in every language. */
async function readNames(own: Files): Promise<{
  readonly company: ReturnType<typeof readCompany>;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly names: Names;
}> {
  const problems: Problem[] = [];
  const read = async <T>(
    path: string,
    parse: (input: { bytes: Uint8Array; file: string }) => T,
  ): Promise<T> => {
    const bytes = await own.read(path);
    const file = own.display(path);
    if (bytes === undefined) throw new KessanError([{ place: { file }, what: "is missing" }]);
    return parse({ bytes, file });
  };
  let company: ReturnType<typeof readCompany> | undefined;
  let accounts: ReadonlyMap<string, Account> | undefined;
  await collect(problems, async () => void (company = await read("company.yaml", readCompany)));
  await collect(problems, async () => void (accounts = await read("accounts.yaml", readAccounts)));
  const names = {
    accounts: new Map<string, string[]>(),
    shortAccounts: new Map<string, string[]>(),
    members: new Map<string, string[]>(),
    scenarios: new Map<string, string[]>(),
  };
  const add = (to: Map<string, string[]>, label: string, ids: readonly string[]): void => {
    const key = comparable(label);
    to.set(key, [...new Set([...(to.get(key) ?? []), ...ids])]);
  };
  for (const id of accounts?.keys() ?? []) add(names.accounts, id, [id]);
  for (const path of (await own.list("")).filter((path) => /^labels\.[^.]+\.yaml$/.test(path))) {
    await collect(problems, async () => {
      const { value } = await read(path, (input) => readYaml({ ...input, schema: labelsSchema }));
      const words = (entry: (typeof value.accounts)[string]): readonly [string, string | undefined] =>
        typeof entry === "string" ? [entry, undefined] : [entry.label, entry.short];
      for (const [id, entry] of Object.entries(value.accounts)) {
        if (accounts?.has(id) !== true) continue;
        // A workbook may hold what a line item was called before
        const was = typeof entry === "string" ? [] : (entry.was ?? []);
        for (const [label, short] of [words(entry), ...was.map(words)]) {
          add(names.accounts, label, [id]);
          if (short !== undefined) add(names.shortAccounts, short, [id]);
        }
      }
      for (const [member, entry] of Object.entries(value.members)) {
        const ids = [...(accounts?.values() ?? [])]
          .filter(({ members }) => members.includes(member))
          .map(({ id }) => `${id}[${member}]`);
        for (const label of words(entry)) if (label !== undefined) add(names.members, label, ids);
      }
      for (const [scenario, entry] of Object.entries(value.scenarios))
        for (const label of words(entry)) if (label !== undefined) add(names.scenarios, label, [scenario]);
    });
  }
  failOn(problems);
  return { company: company!, accounts: accounts!, names };
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
