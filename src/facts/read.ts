import type { Files } from "../effects.ts";
import { attempt, failOn, KessanError, type Problem } from "../problem.ts";
import { readAccounts, type Account } from "./account.ts";
import { fiscalCalendar } from "./calendar.ts";
import { readCompany, type Company } from "./company.ts";
import { parseCsv } from "./csv.ts";
import { addCsvFacts } from "./fact-csv.ts";
import { factRows } from "./fact-rows.ts";
import { addYamlFacts, factsSchema } from "./fact-yaml.ts";
import type { Facts, Unmapped } from "./facts.ts";
import { readAnew, type FileReader } from "./remember-files.ts";
import { decodeText, type NamedBytes } from "./text.ts";
import { readYaml } from "./yaml.ts";

const FOLDER = "facts";
const WORKBOOK = /\.xlsx$/i;
const MAP = ".map.yaml";

/**
 * Reads what a company folder reports: company.yaml, accounts.yaml and the CSV and YAML files and workbooks in facts/. Every
 * file is read once; company.yaml and accounts.yaml by `read`. Throws one KessanError with the problems of all files.
 */
export async function readFacts(files: Files, read: FileReader = readAnew): Promise<Facts> {
  const problems: Problem[] = [];
  const paths = (await files.list(FOLDER)).filter(
    // Excel leaves a file ~$name beside a workbook that is open
    (path) => !/^(\.|~\$)/.test(nameOf(path)) && !path.endsWith(".md"),
  );
  const [companyBytes, accountsBytes] = await Promise.all(["company.yaml", "accounts.yaml"].map(load));
  if (
    companyBytes === undefined &&
    accountsBytes === undefined &&
    paths.length === 0 &&
    problems.length === 0
  ) {
    const what = "is no company folder: it has no company.yaml, no accounts.yaml and no facts/";
    throw new KessanError([{ place: { file: files.display("") }, what }]);
  }
  const company = attempt(problems, () => read(needed("company.yaml", companyBytes), readCompany));
  const accounts = attempt(problems, () => read(needed("accounts.yaml", accountsBytes), readAccounts));
  const inputs = await Promise.all(paths.map(load));
  if (paths.length === 0) {
    problems.push({
      place: { file: files.display(FOLDER) },
      what: "no facts: expected CSV or YAML files or workbooks in this folder",
    });
  }

  if (company && accounts)
    problems.push(...foreignAccounts(company, accounts), ...unknownRates(company, accounts));
  const calendar = company && fiscalCalendar(company.fiscalYear);
  const rows = company && accounts && calendar && factRows({ company, calendar, accounts });
  const unmapped: Unmapped[] = [];
  // Nobody else waits for what reads workbooks
  const workbooks = paths.some((path) => WORKBOOK.test(path))
    ? await import("./fact-workbook.ts")
    : undefined;
  for (const [index, path] of paths.entries()) {
    const before = rows?.problems.length ?? 0;
    const found: Problem[] = [];
    attempt(found, () => {
      const input = needed(path, inputs[index]);
      // Without a company the cells mean nothing, but the faults of the form are told together with the rest.
      if (path.endsWith(".csv")) {
        const csv = parseCsv({ text: decodeText({ ...input, megabytes: 50 }), file: input.file });
        found.push(...csv.problems);
        if (rows !== undefined) found.push(...addCsvFacts({ csv, calendar: calendar!, rows }));
      } else if (WORKBOOK.test(path)) {
        const map = mapOf(path);
        found.push(...map.problems);
        if (map.input === undefined || company === undefined || rows === undefined) return;
        const added = workbooks!.addWorkbookFacts({ workbook: input, map: map.input, company, rows });
        found.push(...added.problems);
        unmapped.push(...added.unmapped);
      } else if (path.endsWith(MAP)) {
        if (paths.some((other) => WORKBOOK.test(other) && mapPath(other) === path)) return;
        const workbook = nameOf(path).replace(MAP, ".xlsx");
        found.push({ place: { file: input.file }, what: `maps no workbook: ${workbook} is not beside it` });
      } else if (path.endsWith(".yaml")) {
        const yaml = readYaml({ ...input, schema: factsSchema });
        if (rows !== undefined) found.push(...addYamlFacts({ yaml, rows }));
      } else {
        const isWorkbook = /\.(xls|xlsb|xlsm|xltx|ods|numbers)$/i.test(path);
        found.push({
          place: { file: input.file },
          what: "expected a file that ends in .csv, .yaml or .xlsx",
          hint: isWorkbook
            ? "open it in its program and save it as .xlsx"
            : "save it as CSV in UTF-8, or move it out of facts/",
        });
      }
    });
    problems.push(...inOrder([...found, ...(rows?.problems.slice(before) ?? [])]));
  }
  failOn(problems);
  if (rows!.facts.length === 0) {
    failOn([
      { place: { file: files.display(FOLDER) }, what: "no facts: the files in this folder have no values" },
    ]);
  }
  return { company: company!, calendar: calendar!, accounts: accounts!, facts: rows!.facts, unmapped };

  function mapOf(path: string): {
    readonly input?: NamedBytes | undefined;
    readonly problems: readonly Problem[];
  } {
    const index = paths.indexOf(mapPath(path));
    if (index !== -1) return { input: inputs[index], problems: [] };
    const [file, into] = [files.display(path), files.display("")];
    const what = `a workbook without its mapping ${nameOf(mapPath(path))}`;
    return {
      problems: [{ place: { file }, what, hint: `kessan import ${file} --into ${into} proposes one` }],
    };
  }

  async function load(path: string): Promise<NamedBytes | undefined> {
    try {
      const bytes = await files.read(path);
      return bytes && { bytes, file: files.display(path) };
    } catch (error) {
      if (!(error instanceof KessanError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  }

  function needed(path: string, input: NamedBytes | undefined): NamedBytes {
    const file = files.display(path);
    const told = problems.some(({ place }) => place?.file === file);
    if (input === undefined) throw new KessanError(told ? [] : [{ place: { file }, what: "is missing" }]);
    return input;
  }
}

/** Where the mapping of a workbook lies. */
export function mapPath(workbook: string): string {
  return workbook.replace(WORKBOOK, MAP);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
  );
}

/** Rates that no account of kind rate holds. */
function unknownRates({ rates }: Company, accounts: ReadonlyMap<string, Account>): readonly Problem[] {
  return Object.entries(rates).flatMap(([currency, id]): Problem[] => {
    const account = accounts.get(id);
    if (account?.kind === "rate") return [];
    const what = account === undefined ? `unknown account "${id}"` : `account "${id}" is a ${account.kind}`;
    return [
      {
        what: `company.yaml: rate of ${currency}: ${what}`,
        hint: "write one in accounts.yaml: { kind: rate, unit: JPY per USD, decimals: 2 }",
      },
    ];
  });
}

/** Accounts in another currency than the company reports in. */
function foreignAccounts({ currency }: Company, accounts: ReadonlyMap<string, Account>): readonly Problem[] {
  return [...accounts.values()]
    .filter(({ unit }) => unit.family === "money" && unit.currency !== currency)
    .map(({ id, unit, place }) => ({
      place,
      what: `account "${id}" is in ${unit.currency}, but the company reports in ${currency}`,
      hint: `write its unit in ${currency}, or mend currency in company.yaml`,
    }));
}
