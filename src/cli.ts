import { Command, CommanderError, Option } from "commander";
import { resolve } from "node:path";
import type { BuildRequest, BuildResult } from "./build.ts";
import type { BuildEffects } from "./build-effects.ts";
import type { ManyRequest } from "./build-many.ts";
import type { Checked, CheckResult } from "./check.ts";
import type { ImportResult } from "./import-workbook.ts";
import type { RollResult } from "./roll-document.ts";
import type { InitResult, NewCompany } from "./init-company.ts";
import {
  failOn,
  formatProblem,
  KessanError,
  someOf,
  suggest,
  withoutDoubles,
  type Problem,
} from "./problem.ts";
import { asJson, clearProgress, counted, print, showProgress, tell } from "./commands/terminal.ts";
import { addInspectCommand } from "./commands/inspect.ts";
import { addMailCommands } from "./commands/mail.ts";
import { signals } from "./commands/signals.ts";
import { addReleaseCommands } from "./commands/release.ts";
import { formats, stages, type Format, type Stage } from "./stages.ts";
import { shownPath } from "./shown-path.ts";
import type { WatchEvent } from "./watch-build.ts";
import { version } from "./version.ts";

const program = new Command("kessan")
  .description("Earnings decks as a build product: from reported facts to PDF, every number traceable.")
  .version(version)
  .exitOverride()
  // A wrong command line is told by `fail`, as every other problem
  .configureOutput({ outputError: () => {} });

program
  .command("build")
  .description("Build documents of a company folder as PDF.")
  .argument("<document...>", "folders such as data/iij/documents/2q06-results")
  .addOption(languages())
  .option("--period <quarter>", "report another quarter than the document's own: 1Q06")
  .option("--out <folder>", "where the files go; made where it is missing", "output")
  .addOption(formatsOption())
  .addOption(new Option("--stop-after <stage>", "stop early and write what that stage gives").choices(stages))
  .option("--browser <path>", "the browser to print with")
  .option(
    "--jobs <number>",
    "build each document by itself, so many at once; one that fails does not stop the others",
    jobsNumber,
  )
  .option("--watch", "build again whenever a file of the company changes, until Ctrl-C")
  .option("--draft", "mark every page as a draft, which cannot be sealed")
  .option("--strict", "warnings are errors")
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan build data/iij/documents/2q06-results
  kessan build data/iij/documents/2q06-results --lang ja --out /tmp/decks
  kessan build data/iij/documents/2q06-results --period 1Q06
  kessan build data/iij/documents/2q06-results --format html,png
  kessan build 'data/*/documents/*' --jobs 2
  kessan build data/iij/documents/2q06-results --lang ja --watch
  kessan build data/iij/documents/2q06-results --lang en --stop-after html`,
  )
  .action(
    async (patterns: readonly string[], { lang, stopAfter, format, jobs, ...options }: BuildOptions) => {
      if (format !== undefined && stopAfter !== undefined)
        throw new KessanError([
          { what: "--format and --stop-after: a build that stops early writes what its stage gives" },
        ]);
      const { buildDocuments } = await import("./build.ts");
      const { programEffects } = await import("./program-effects.ts");
      const { findDocuments } = await import("./find-documents.ts");
      const showing = options.json !== true && process.stderr.isTTY;
      const documents = await findDocuments(patterns);
      const request = {
        ...requestOf(options),
        documents: documents.map((path) => resolve(path)),
        ...(lang !== undefined && { languages: lang }),
        ...(stopAfter !== undefined && { stopAfter }),
        ...(format !== undefined && { formats: format }),
        draft: options.draft === true,
      };
      const effects = programEffects({
        out: options.out,
        ...(options.browser !== undefined && { browser: options.browser }),
        ...(showing && { progress: showProgress }),
      });
      if (options.watch === true) {
        if (jobs !== undefined)
          throw new KessanError([{ what: "--watch and --jobs: what is watched is built together" }]);
        return watchAndTell(request, effects, options);
      }
      if (jobs !== undefined) return buildEach({ ...request, jobs }, effects, options.json === true);
      const results = await buildDocuments(request, effects);
      clearProgress();
      print(options.json ? asJson({ results }) : formatBuilt(results));
      tell([
        ...formatRemarks(results.map((result) => ({ ...result, name: result.document }))),
        ...formatWarnings(results),
      ]);
    },
  );

program
  .command("check")
  .description(
    "Check facts, texts, references, templates and layouts without printing; or a PDF against its own trace.",
  )
  .argument("<path...>", "company folders such as data/iij, documents in them, or PDFs that were built")
  .addOption(languages())
  .option("--period <quarter>", "check as if the documents reported another quarter")
  .option("--strict", "warnings are errors")
  .option("--mutate", "list facts that nothing printed shows, and facts that no check guards")
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan check data/iij
  kessan check data/iij --mutate
  kessan check output/iij-2q06-results.en.pdf
  kessan check data/iij/documents/2q06-results --json`,
  )
  .action(async (paths: readonly string[], { lang, ...options }: CheckOptions) => {
    const { checkPaths } = await import("./check.ts");
    const { programEffects } = await import("./program-effects.ts");
    const { companies, pdfs } = await checkPaths(
      {
        ...requestOf(options),
        mutate: options.mutate === true,
        paths: paths.map((path) => resolve(path)),
        ...(lang !== undefined && { languages: lang }),
      },
      programEffects({ out: "output" }),
    );
    const { formatMutation } = await import("./proof/format-mutation.ts");
    const lines = [
      ...companies.map(formatChecked),
      ...companies.flatMap(({ mutation }) => (mutation ? formatMutation(mutation).trimEnd() : [])),
      ...pdfs.map(formatCheckedPdf),
    ];
    print(options.json ? asJson({ results: [...companies, ...pdfs] }) : lines.join("\n"));
    tell(formatWarnings(companies));
  });

program
  .command("explain")
  .description("Say where a printed number comes from: its cells, formula, rounding and every place.")
  .argument("<file>", "a PDF that kessan has built, its .trace.json, or a document's folder")
  .argument("<number>", "as it is printed, or a reference")
  .option("--page <number>", "only what stands on this page", pageNumber)
  .option("--lang <language>", "the language of a document's folder; the first that prints it if left out")
  .option("--json", "print the explanation as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan explain output/iij-2q06-results.en.pdf +59.9%
  kessan explain output/iij-2q06-results.en.pdf 5.8% --page 5
  kessan explain output/iij-2q06-results.ja.pdf 8.1億円
  kessan explain data/iij/documents/2q06-results "operating-income@ytd|growth(-1y)"`,
  )
  .action(async (file: string, query: string, { page, lang, json }: ExplainOptions) => {
    const { explainPath } = await import("./explain.ts");
    const { programEffects } = await import("./program-effects.ts");
    const result = await explainPath(
      {
        path: resolve(file),
        query,
        ...(page !== undefined && { page }),
        ...(lang !== undefined && { language: lang }),
      },
      programEffects({ out: "output" }),
    );
    if (json) return print(asJson({ results: [result] }));
    const { formatExplanation } = await import("./proof/format-explanation.ts");
    print(
      [...(result.altered ? [formatAltered(result.file), ""] : []), formatExplanation(result)].join("\n"),
    );
  });

program
  .command("diff")
  .description("Say what differs between two documents, figure by figure and sentence by sentence, and why.")
  .argument("<before>", "a PDF that kessan has built, its .trace.json, or a document's folder")
  .argument("<after>", "another one: a later draft, another quarter, or another language")
  .option("--json", "print the differences as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan diff old/iij-2q06-results.en.pdf output/iij-2q06-results.en.pdf
  kessan diff output/iij-2q06-results.en.pdf data/iij/documents/2q06-results
  kessan diff output/iij-2q06-results.en.pdf output/iij-2q06-results.ja.pdf`,
  )
  .action(async (before: string, after: string, { json }: { readonly json?: boolean }) => {
    const { comparePaths } = await import("./compare.ts");
    const { programEffects } = await import("./program-effects.ts");
    const result = await comparePaths(
      { before: resolve(before), after: resolve(after) },
      programEffects({ out: "output" }),
    );
    const problems = result.altered.map((file): Problem => ({
      place: { file },
      what: "is not as kessan wrote it: its trace was compared, and not what it shows",
      hint: `kessan check ${file} says what it shows`,
    }));
    if (json) print(asJson({ results: [result], problems }));
    else {
      const { formatDiff } = await import("./proof/format-diff.ts");
      print(formatDiff(result));
      tell(problems.map(formatProblem));
    }
    if (problems.length > 0) process.exitCode = 1;
  });

program
  .command("import")
  .description("Take an Excel workbook into a company's facts, with a mapping of its tables to begin with.")
  .argument("<workbook>", "a file that ends in .xlsx")
  .requiredOption("--into <company>", "the company's folder, such as data/iij")
  .option("--force", "replace the workbook and the mapping that are there")
  .option("--dry-run", "print the mapping and write nothing")
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan import results.xlsx --into data/iij --dry-run
  kessan import results.xlsx --into data/iij
  kessan import data/iij/facts/results.xlsx --into data/iij`,
  )
  .action(async (workbook: string, { into, force, dryRun, json }: ImportOptions) => {
    const { importWorkbook } = await import("./import-workbook.ts");
    const { folderFiles } = await import("./folder-files.ts");
    const { outputFolder } = await import("./output-folder.ts");
    const result = await importWorkbook(
      { workbook: resolve(workbook), into: resolve(into), force: force === true, dryRun: dryRun === true },
      { files: folderFiles, outputs: outputFolder },
    );
    print(json ? asJson({ results: [result] }) : dryRun ? result.map.trimEnd() : formatImported(result));
    if (json) return;
    if (dryRun) tell(formatOpen(result));
    tell(result.problems.map((problem) => `to mend: ${formatProblem(problem)}`));
  });

program
  .command("init")
  .description("Start a company: its folder with few invented figures and a small deck that builds at once.")
  .argument("<folder>", "the company's folder: not there yet, or empty")
  .option("--id <id>", "begins the names of its files, such as acme")
  .option("--name <name>", 'such as "Acme plc"')
  .option("--currency <code>", "ISO 4217, such as EUR")
  .option("--fiscal-year-ends <month>", "such as December")
  .option("--languages <languages>", "of the deck, separated by commas", listOf)
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
What is left out is asked for on a terminal.

Examples:
  kessan init ../acme
  kessan init ../acme --id acme --name "Acme plc" --currency EUR --fiscal-year-ends December --languages en,de`,
  )
  .action(async (folder: string, { json, ...given }: InitOptions) => {
    const { findInitProblems, initCompany } = await import("./init-company.ts");
    const { newFolder } = await import("./output-folder.ts");
    const { programTemplates } = await import("./program-effects.ts");
    const effects = { templates: programTemplates, folder: newFolder };
    let request = { folder, ...given };
    if (process.stdin.isTTY && json !== true) {
      failOn(await findInitProblems(request, effects, { asks: true }));
      const { askCompany, askOnTerminal } = await import("./ask-company.ts");
      request = await askOnTerminal((ask) => askCompany(request, { ask, tell }));
    }
    const result = await initCompany(request, effects);
    print(json ? asJson({ results: [result] }) : formatStarted(result));
  });

interface InitOptions extends Partial<NewCompany> {
  readonly json?: boolean;
}
program
  .command("roll")
  .description("Take a document over for another quarter, and list what a person has to confirm in it.")
  .argument("<document>", "a folder such as data/iij/documents/2q06-results")
  .requiredOption("--to <quarter>", "the quarter that the new document reports: 1Q06")
  .option("--date <date>", "the day on which it is published: 2006-08-10")
  .option("--as <name>", "the name of the new folder; the old one with the new quarter if left out")
  .option("--force", "replace the files that are there")
  .option("--dry-run", "print the list and write nothing")
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan roll data/iij/documents/2q06-results --to 1Q06 --dry-run
  kessan roll data/iij/documents/2q06-results --to 1Q06 --date 2006-08-10
  kessan roll data/iij/documents/2q06-results --to 1Q06 --date 2006-08-10 --as first-quarter`,
  )
  .action(async (document: string, { to, date, as, force, dryRun, json }: RollOptions) => {
    const { rollDocument } = await import("./roll-document.ts");
    const { folderFiles } = await import("./folder-files.ts");
    const { outputFolder } = await import("./output-folder.ts");
    const result = await rollDocument(
      {
        document: resolve(document),
        to,
        ...(date !== undefined && { date }),
        ...(as !== undefined && { as }),
        force: force === true,
        dryRun: dryRun === true,
      },
      { files: folderFiles, outputs: outputFolder },
    );
    print(json ? asJson({ results: [result] }) : dryRun ? result.confirm.trimEnd() : formatRolled(result));
    if (json) return;
    tell(result.problems.map((problem) => `to mend: ${formatProblem(problem)}`));
  });

interface RollOptions {
  readonly to: string;
  readonly date?: string;
  readonly as?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}
interface ImportOptions {
  readonly into: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}
interface ExplainOptions {
  readonly page?: number;
  readonly lang?: string;
  readonly json?: boolean;
}
interface CheckOptions {
  readonly mutate?: boolean;
  readonly lang?: readonly string[];
  readonly period?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}
interface BuildOptions extends CheckOptions {
  readonly out: string;
  readonly stopAfter?: Stage;
  readonly format?: readonly Format[];
  readonly jobs?: number;
  readonly watch?: boolean;
  readonly browser?: string;
  readonly draft?: boolean;
}

function languages(): Option {
  const told = "languages, separated by commas; all that the document has if left out";
  return new Option("--lang <languages>", told).argParser(listOf);
}

function formatsOption(): Option {
  return new Option(
    "--format <formats>",
    "pdf, html (a file for screens), png (a picture a page); separated by commas",
  ).argParser((text: string, before?: readonly Format[]): readonly Format[] => {
    const words = listOf(text, before);
    const unknown = words.filter((word) => !(formats as readonly string[]).includes(word));
    failOn(
      unknown.map((word) => ({
        what: `--format: unknown format "${word}"`,
        hint: suggest(word, formats) ?? `choose from ${formats.join(", ")}`,
      })),
    );
    return [...new Set(words as readonly Format[])];
  });
}

/** A list that is separated by commas, or given in several options. */
function listOf(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(",").map((part) => part.trim())];
}

/** Builds each document by itself, and says at the end which could not be built. */
async function buildEach(request: ManyRequest, effects: BuildEffects, json: boolean): Promise<void> {
  const { buildMany } = await import("./build-many.ts");
  const { built, failed } = await buildMany(request, effects);
  clearProgress();
  const problems = failed.flatMap((one) => one.problems);
  if (json) print(asJson({ results: built, problems }));
  else {
    if (built.length > 0) print(formatBuilt(built));
    tell([
      ...failed.flatMap((one) => [
        `${shownPath(one.document)} was not built:`,
        ...one.problems.map(formatProblem),
      ]),
      `${counted(new Set(request.documents).size - failed.length, "document")} built, ${failed.length} failed`,
    ]);
  }
  if (failed.length > 0) process.exitCode = 1;
}

/** Builds until somebody stops it. */
async function watchAndTell(
  request: BuildRequest,
  effects: BuildEffects,
  { out, json }: BuildOptions,
): Promise<void> {
  const { watchBuild } = await import("./watch-build.ts");
  const { signal } = new AbortController();
  const told = (event: WatchEvent): void => {
    clearProgress();
    if (json) print(JSON.stringify(event));
    else if (event.kind === "failed") tell(event.problems.map(formatProblem));
    else print(`${event.results.map(({ file }) => file).join(", ")}: ${event.seconds.toFixed(2)} s`);
  };
  await watchBuild(request, effects, { out, signal, told });
}

function jobsNumber(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new KessanError([
    { what: `--jobs: expected a number from 1 to 99, got "${text}"`, hint: "as many as there are cores" },
  ]);
}

function pageNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new KessanError([{ what: `--page: expected the number of a page, got "${text}"` }]);
}

function requestOf({ period, strict }: CheckOptions): { readonly period?: string; readonly strict: boolean } {
  return { ...(period !== undefined && { period }), strict: strict === true };
}

addInspectCommand(program);
addReleaseCommands(program);
addMailCommands(program);

program
  .command("setup")
  .description(
    "Find, unpack or download the browser that prints, and try it; the first build does so by itself.",
  )
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan setup`,
  )
  .action(async ({ json }: { readonly json?: boolean }) => {
    const { setUpBrowser } = await import("./browser-here.ts");
    const found = setUpBrowser();
    print(json ? asJson({ results: [found] }) : found.executable);
  });

async function run(): Promise<number> {
  try {
    await program.parseAsync(withSigns(process.argv));
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return fail(error);
  }
}

/** A number to explain may begin with a minus: the sign of that name makes no option of it, and is compared alike. */
function withSigns(args: readonly string[]): readonly string[] {
  if (args[2] !== "explain") return args;
  return args.map((arg) => arg.replace(/^-(?=[\d.])/, "\u2212"));
}

/** Says what went wrong, and gives the exit code: 1 if the input is at fault, 2 if we are. */
async function fail(error: unknown): Promise<number> {
  clearProgress();
  if (error instanceof CommanderError) {
    // Help and version were printed already
    if (!/^(error|kessan): /.test(error.message)) return error.exitCode;
    return tellProblems([usageProblem(error)]);
  }
  if (error instanceof KessanError) return tellProblems(error.problems);

  const { BrowserLost } = await import("./pdf/browser.ts");
  const [what, after] =
    error instanceof BrowserLost
      ? [error.message, "nothing was written; the input is not at fault"]
      : [
          String((error as Error)?.stack ?? error),
          "this is a fault of kessan, not of the input; nothing was written",
        ];
  if (wantsJson()) print(asJson({ problems: [{ what: String((error as Error)?.message ?? error) }] }));
  tell([what, after]);
  return 2;
}

function tellProblems(problems: readonly Problem[]): number {
  if (wantsJson()) print(asJson({ problems }));
  tell([...problems.map(formatProblem), counted(problems.length, "problem")]);
  return 1;
}

/** Options may not have been read when something fails. */
function wantsJson(): boolean {
  return process.argv.includes("--json");
}

/** What commander says of a wrong command line, in the form of our problems. */
function usageProblem({ message }: CommanderError): Problem {
  const [first = "", near] = message.replace(/^error: /, "").split("\n");
  const [what = "", choices] = first.replaceAll("'", '"').split(". ");
  const command = program.commands.map((one) => one.name()).find((name) => name === process.argv[2]);
  const help = `${["kessan", command, "--help"].filter(Boolean).join(" ")} tells what there is`;
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(near ?? "")?.[1];
  const hint =
    meant === undefined
      ? choices?.replace(/^Allowed choices are (.*)\.$/, "choose from $1")
      : `did you mean "${meant}"?`;
  return { what, hint: hint ?? help };
}

function formatBuilt(results: readonly BuildResult[]): string {
  const rows = results.map(({ file, pages, figures, bytes, seconds }) => [
    file,
    pages === undefined ? "" : String(pages),
    String(figures),
    `${(bytes / 1000).toFixed(0)} kB`,
    seconds.toFixed(2),
  ]);
  const head = ["file", "pages", "figures", "size", "seconds"];
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ");
  const reports = new Set(results.flatMap(({ report }) => report ?? []));
  return [line(head), ...rows.map(line), ...[...reports].map((file) => `${file}  the tie-out report`)].join(
    "\n",
  );
}

function formatChecked({ company, facts, derivable, documents, leftOut }: CheckResult): string {
  return [
    `${company}: ${counted(facts, "fact")}, no contradictions; ${counted(derivable.derived, "printed figure")} derived, ` +
      `${derivable.typed} typed that follow from others, ${derivable.settled} of them though their inputs settle them`,
    ...documents.flatMap((document) => [
      `${document.name} (${document.lang}): ${counted(document.slides, "slide")}, ${counted(document.figures, "figure")}`,
      ...(document.unsettled.length === 0
        ? []
        : [`  printed from the middle of their interval: ${document.unsettled.join(", ")}`]),
    ]),
    ...formatRemarks(documents),
    ...formatProof(documents),
    ...leftOut.map(({ what, why }) => `left out: ${what}, because ${why}`),
  ].join("\n");
}

function formatImported(result: ImportResult): string {
  const { written = [], tables, facts } = result;
  return [
    ...written,
    ...tables.map(
      ({ sheet, columns, rows, left }) =>
        `${sheet}: ${counted(columns, "column")} and ${counted(rows, "row")} are mapped, ${left} left out`,
    ),
    `${counted(facts, "fact")} as it stands`,
    ...formatOpen(result),
  ].join("\n");
}

function formatRolled({ name, written = [], toConfirm, remarks, dropped }: RollResult): string {
  return [
    ...written,
    ...remarks,
    ...formatRemarks([{ name, dropped, adjusted: [] }]),
    toConfirm.length === 0 ? "nothing is to confirm" : `to confirm in ${written[0]} before it may be built:`,
    ...toConfirm.map(({ key, why }) => `  ${key}: ${why}`),
  ].join("\n");
}

function formatStarted({ company, document, written }: InitResult): string {
  return [
    ...written,
    "",
    "All figures in it are invented. Next:",
    `  kessan check ${company}`,
    `  kessan build ${document}`,
  ].join("\n");
}

function formatOpen({ open }: ImportResult): readonly string[] {
  return open.length === 0 ? [] : ["to fill in or to look at:", ...open.map((line) => `  ${line}`)];
}

function formatCheckedPdf({ file, pages, figures }: Checked["pdfs"][number]): string {
  return `${file}: as kessan wrote it; ${counted(pages, "page")}, ${counted(figures, "figure")}, each where its trace says`;
}

/** What documents were held against, and what somebody has accepted; the same in all languages is said once. */
function formatProof(documents: CheckResult["documents"]): readonly string[] {
  const lines = documents.flatMap(({ name, findings, published }) => [
    ...(published.length === 0
      ? []
      : [
          `${name}: ${counted(published.length, "published figure")}, ${published.filter(agrees).length} agree` +
            overridden(published),
        ]),
    ...findings.flatMap(({ id, accepted }) =>
      accepted === undefined
        ? []
        : [`${name}: accepted: ${id}: ${accepted.reason} (${accepted.owner}, ${accepted.date})`],
    ),
  ]);
  return [...new Set(lines)];
}

/** How many published figures the document prints as they were published though the ledger gives others. */
function overridden(published: CheckResult["documents"][number]["published"]): string {
  const count = published.filter(({ verdict }) => verdict === "override").length;
  return count === 0 ? "" : `, ${count} by an override`;
}

function agrees({ verdict }: CheckResult["documents"][number]["published"][number]): boolean {
  return verdict === "exact" || verdict === "interval";
}

/** What became otherwise than the document asks for; the same in all languages is said once. */
function formatRemarks(
  documents: readonly (Pick<BuildResult, "dropped" | "adjusted"> & { readonly name: string })[],
): readonly string[] {
  const dropped = new Map<string, Set<string>>();
  for (const { name, dropped: slides } of documents) {
    for (const { slide, missing } of slides) {
      const key = `${name}: slide "${slide}" is dropped`;
      dropped.set(key, new Set([...(dropped.get(key) ?? []), ...missing]));
    }
  }
  const adjusted = documents.flatMap(({ name, adjusted: figures }) =>
    figures.map(
      ({ figure, from, to, reason = "so that its sum adds up" }) =>
        `${name}: ${figure} is printed as ${to}, not ${from}: ${reason}`,
    ),
  );
  return [
    ...[...dropped].map(([what, facts]) => `${what}: nobody reports ${someOf([...facts])}`),
    ...new Set(adjusted),
  ];
}

/** Warnings are of the facts: every document of a company has the same. */
function formatWarnings(results: readonly { readonly warnings: readonly Problem[] }[]): readonly string[] {
  return withoutDoubles(results.flatMap(({ warnings }) => warnings)).map(
    (warning) => `warning: ${formatProblem(warning)}`,
  );
}

function formatAltered(file: string): string {
  return `warning: ${file} is not as kessan wrote it: what it shows may differ from what is told here`;
}

// The browser and files that are being written go as this process ends
for (const [signal, code] of Object.entries(signals)) {
  process.on(signal, () => {
    clearProgress();
    process.exit(code);
  });
}
for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads may stop reading: `kessan check data/iij | head -1`
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
process.on("uncaughtException", (error) => void fail(error).then((code) => process.exit(code)));

process.exitCode = await run();
