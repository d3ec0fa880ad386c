import type { Files, Outputs } from "./effects.ts";
import { fiscalCalendar } from "./facts/calendar.ts";
import { idText } from "./facts/id.ts";
import { quote } from "./facts/text.ts";
import { isCurrency } from "./facts/unit.ts";
import { fileSchemas, findFileSchema, formatSchema } from "./file-schemas.ts";
import { months } from "./locales/en.ts";
import { locales } from "./locales/index.ts";
import { collect, failOn, suggest, type Problem } from "./problem.ts";

/** What has to be known of a company to start it. */
export interface NewCompany {
  /** Begins the names of its files. */
  readonly id: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The month in which its fiscal year ends, in English. */
  readonly fiscalYearEnds: string;
  /** The languages of its deck. */
  readonly languages: readonly string[];
}

/** A company to start. What is left out is a problem. */
export interface InitRequest extends Partial<NewCompany> {
  /** Not there yet, or empty. */
  readonly folder: string;
}

/** What was written. */
export interface InitResult {
  /** The company's folder and the document in it, as the user would type them. */
  readonly company: string;
  readonly document: string;
  /** Its files, and the folder of the schemas that editors read. */
  readonly written: readonly string[];
}

/** The outside world of a start. */
export interface InitEffects {
  /** The program's templates. */
  readonly templates: Files;
  /** The folder that the company is to be; it is made whole or not at all. */
  readonly folder: (folder: string) => Outputs;
}

/** One thing that has to be known of a new company. */
export interface CompanyQuestion {
  readonly key: keyof NewCompany;
  readonly option: string;
  readonly words: string;
  /** What is usual, and an example where an answer is missing. */
  readonly usual: string;
  /** What is wrong with an answer; languages are separated by commas. */
  readonly problems: (answer: string) => readonly Problem[];
}

/** What has to be known, in the order in which it is asked. */
export const companyQuestions: readonly CompanyQuestion[] = [
  {
    key: "id",
    option: "--id",
    words: "Id, which begins the names of files",
    usual: "acme",
    problems: idProblems,
  },
  { key: "name", option: "--name", words: "Name", usual: "Acme plc", problems: nameProblems },
  { key: "currency", option: "--currency", words: "Currency", usual: "EUR", problems: currencyProblems },
  {
    key: "fiscalYearEnds",
    option: "--fiscal-year-ends",
    words: "Month in which the fiscal year ends",
    usual: "December",
    problems: monthProblems,
  },
  {
    key: "languages",
    option: "--languages",
    words: `Languages of the deck, of ${locales.map(({ lang }) => lang).join(", ")}`,
    usual: "en",
    problems: languageProblems,
  },
];

const DOCUMENT = "documents/4q25-results";
/** The e-mail that the deck travels with. */
const MAIL = "documents/4q25-mail";
/** The files of a company, as they are told. */
const filesOf = (languages: readonly string[]): readonly string[] => [
  "company.yaml",
  "accounts.yaml",
  "facts/results.csv",
  ...languages.map((lang) => `labels.${lang}.yaml`),
  "literals.yaml",
  ...[DOCUMENT, MAIL].flatMap((folder) => [
    `${folder}/outline.yaml`,
    ...languages.map((lang) => `${folder}/text.${lang}.yaml`),
  ]),
];

/**
 * Writes the folder of a new company: few invented figures, a deck of four slides that builds at once and an e-mail for it, with comments that
 * say what stands where. Throws a KessanError with all that is wrong with the request; nothing is written then.
 */
export async function initCompany(request: InitRequest, effects: InitEffects): Promise<InitResult> {
  failOn(await findInitProblems(request, effects));
  const company = request as NewCompany;
  const outputs = effects.folder(request.folder);
  const files = new Map<string, string>();
  for (const path of filesOf(company.languages)) {
    const bytes = await effects.templates.read(`company/${path}`);
    if (bytes === undefined) throw new Error(`no template ${effects.templates.display(`company/${path}`)}`);
    files.set(path, schemaLine(path) + fillIn(new TextDecoder().decode(bytes), company));
  }
  const schemas = fileSchemas().map((file) => [`schemas/${file.name}.json`, formatSchema(file)] as const);
  await outputs.write(new Map([...files, ...schemas]));
  return {
    company: outputs.display(""),
    document: outputs.display(DOCUMENT),
    written: [...files.keys(), "schemas"].map(outputs.display),
  };
}

/** All that is wrong with a request; what is left out counts unless somebody will be asked for it. */
export async function findInitProblems(
  request: InitRequest,
  { folder }: Pick<InitEffects, "folder">,
  { asks = false }: { readonly asks?: boolean } = {},
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  await collect(problems, async () => folder(request.folder).check([]));
  for (const { key, option, usual, problems: of } of companyQuestions) {
    const given = request[key];
    const answer = typeof given === "object" ? given.join(",") : given;
    if (answer !== undefined) {
      problems.push(
        ...of(answer).map(({ what, hint }) => ({ what: `${option}: ${what}`, ...(hint && { hint }) })),
      );
    } else if (!asks) {
      const example = /\s/.test(usual) ? JSON.stringify(usual) : usual;
      problems.push({ what: `${option} is missing`, hint: `such as ${option} ${example}` });
    }
  }
  return problems;
}

/**
 * The line by which an editor finds the schema of a YAML file, for other files nothing. The schema lies in the company's folder,
 * so that it is found wherever the folder goes, and with no network.
 */
function schemaLine(path: string): string {
  const schema = findFileSchema(path);
  if (schema === undefined) return "";
  const up = "../".repeat(path.split("/").length - 1);
  return `# yaml-language-server: $schema=${up}schemas/${schema.name}.json\n`;
}

/** A file of the starter with what the company gave in the place of `$id` and its like. */
function fillIn(text: string, { id, name, currency, fiscalYearEnds, languages }: NewCompany): string {
  const scalar = JSON.stringify(name);
  const filled: Readonly<Record<string, string>> = {
    id,
    name: scalar,
    names: `{ ${languages.map((lang) => `${lang}: ${scalar}`).join(", ")} }`,
    currency,
    fiscalYearEnds,
    date: dateOf(fiscalYearEnds),
  };
  return text.replace(/\$([a-zA-Z]+)/g, (_, key: string) => {
    if (!Object.hasOwn(filled, key)) throw new Error(`a template of the starter asks for "${key}"`);
    return filled[key]!;
  });
}

/** The day of the starter's deck: some weeks after its quarter has ended. */
function dateOf(fiscalYearEnds: string): string {
  const calendar = fiscalCalendar({ endsIn: months.indexOf(fiscalYearEnds) + 1, named: "end" });
  const weeks = 6;
  const later = Date.parse(calendar.parse("4Q25")!.end) + weeks * 7 * 86_400_000;
  return new Date(later).toISOString().slice(0, 10);
}

function idProblems(id: string): readonly Problem[] {
  const { error } = idText.safeParse(id);
  if (error === undefined) return [];
  return [
    {
      what: `expected an id, got ${quote(id)}`,
      hint: "ids are lower-case letters, digits and hyphens: acme",
    },
  ];
}

function nameProblems(name: string): readonly Problem[] {
  if (/\p{L}/u.test(name) && !/\p{Cc}/u.test(name)) return [];
  return [{ what: `expected a name of one line with a letter in it, got ${quote(name)}` }];
}

function currencyProblems(currency: string): readonly Problem[] {
  if (isCurrency(currency)) return [];
  const near = suggest(currency, Intl.supportedValuesOf("currency"));
  return [
    {
      what: `unknown currency ${quote(currency)}`,
      hint: near ?? "write an ISO 4217 code, such as EUR",
    },
  ];
}

function monthProblems(month: string): readonly Problem[] {
  if (months.includes(month)) return [];
  return [
    {
      what: `unknown month ${quote(month)}`,
      hint: suggest(month, months) ?? "write its English name, such as December",
    },
  ];
}

function languageProblems(list: string): readonly Problem[] {
  const known = locales.map(({ lang }) => lang);
  const asked = list.split(",").map((lang) => lang.trim());
  return [...new Set(asked)].flatMap((lang): readonly Problem[] => {
    if (!known.includes(lang))
      return [{ what: `unknown language ${quote(lang)}`, hint: `known are ${known.map(quote).join(", ")}` }];
    const isDoubled = asked.indexOf(lang) !== asked.lastIndexOf(lang);
    return isDoubled ? [{ what: `${quote(lang)} is listed twice`, hint: "delete one" }] : [];
  });
}
