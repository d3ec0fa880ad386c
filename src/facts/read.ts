import type { Files } from "../effects.ts";
import { failOn, KessanError, type Problem } from "../problem.ts";
import { readAccounts, type Account } from "./account.ts";
import { fiscalCalendar } from "./calendar.ts";
import { readCompany, type Company } from "./company.ts";
import { parseCsv } from "./csv.ts";
import { addCsvFacts } from "./fact-csv.ts";
import { factRows } from "./fact-rows.ts";
import { addYamlFacts, factsSchema } from "./fact-yaml.ts";
import type { Facts } from "./facts.ts";
import { decodeText, type NamedBytes } from "./text.ts";
import { readYaml } from "./yaml.ts";

const FOLDER = "facts";

/**
 * Reads what a company folder reports: company.yaml, accounts.yaml and the CSV and YAML files in facts/. Every file is
 * read once. Throws one KessanError with the problems of all files.
 */
export async function readFacts(files: Files): Promise<Facts> {
  const problems: Problem[] = [];
  const paths = (await files.list(FOLDER)).filter(
    (path) => !nameOf(path).startsWith(".") && !path.endsWith(".md"),
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
  const company = attempt(problems, () => readCompany(needed("company.yaml", companyBytes)));
  const accounts = attempt(problems, () => readAccounts(needed("accounts.yaml", accountsBytes)));
  const inputs = await Promise.all(paths.map(load));
  if (paths.length === 0) {
    problems.push({
      place: { file: files.display(FOLDER) },
      what: "no facts: expected CSV or YAML files in this folder",
    });
  }

  if (company && accounts) problems.push(...foreignAccounts(company, accounts));
  const calendar = company && fiscalCalendar(company.fiscalYear);
  const rows = company && accounts && calendar && factRows({ company, calendar, accounts });
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
      } else if (path.endsWith(".yaml")) {
        const yaml = readYaml({ ...input, schema: factsSchema });
        if (rows !== undefined) found.push(...addYamlFacts({ yaml, rows }));
      } else {
        const what = "expected a file that ends in .csv or .yaml";
        found.push({
          place: { file: input.file },
          what,
          hint: "save it as CSV in UTF-8, or move it out of facts/",
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
  return { company: company!, calendar: calendar!, accounts: accounts!, facts: rows!.facts };

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

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function attempt<T>(problems: Problem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
  );
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
