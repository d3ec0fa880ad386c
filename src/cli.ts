import { Command, CommanderError, Option } from "commander";
import { styleText } from "node:util";
import type { BuildRequest, BuildResult, CheckResult, Dropped } from "./build.ts";
import { stages, type Stage } from "./stages.ts";
import { KessanError, formatProblem } from "./problem.ts";

const program = new Command("kessan")
  .description("Earnings decks as a build product: from reported facts to PDF, every number traceable.")
  .version("0.1.0")
  .showHelpAfterError("(kessan --help tells what there is)")
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) });

program
  .command("build")
  .description("Build documents of a company folder as PDF.")
  .argument("<document...>", "folders such as data/iij/documents/2q06-results")
  .option("--lang <languages>", "languages, separated by commas; all that the document has if left out")
  .option("--period <quarter>", "report another quarter than the document's own: 1Q06")
  .option("--out <folder>", "where the files go", "output")
  .addOption(new Option("--stop-after <stage>", "stop early and write what that stage gives").choices(stages))
  .option("--browser <path>", "the browser to print with")
  .option("--strict", "warnings are errors")
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan build data/iij/documents/2q06-results
  kessan build data/iij/documents/2q06-results --lang ja --out /tmp/decks
  kessan build data/iij/documents/2q06-results --period 1Q06
  kessan build data/iij/documents/2q06-results --lang en --stop-after html`,
  )
  .action(async (documents: readonly string[], options: BuildOptions) => {
    const { buildDocuments } = await import("./build.ts");
    const { programEffects } = await import("./program-effects.ts");
    const request: BuildRequest = {
      documents,
      ...(options.lang !== undefined && { languages: options.lang.split(",").map((lang) => lang.trim()) }),
      ...(options.period !== undefined && { period: options.period }),
      ...(options.stopAfter !== undefined && { stopAfter: options.stopAfter }),
      strict: options.strict === true,
    };
    const effects = programEffects({
      out: options.out,
      ...(options.browser !== undefined && { browser: options.browser }),
      progress: options.json || !process.stderr.isTTY ? () => {} : showProgress,
    });
    const results = await buildDocuments(request, effects);
    clearProgress();
    if (options.json) print(JSON.stringify(results, null, 2));
    else print(formatResults(results));
    tell(results.flatMap(({ warnings, dropped }) => [...warnings.map(formatProblem), ...dropped.map(formatDropped)]));
  });

program
  .command("check")
  .description("Check facts, texts and references without printing.")
  .argument("<path...>", "company folders such as data/iij, or documents in them")
  .option("--period <quarter>", "check as if the documents reported another quarter")
  .option("--strict", "warnings are errors")
  .option("--json", "print the result as JSON")
  .addHelpText(
    "after",
    `
Examples:
  kessan check data/iij
  kessan check data/iij/documents/2q06-results --json`,
  )
  .action(async (paths: readonly string[], options: CheckOptions) => {
    const { checkPaths } = await import("./build.ts");
    const { programEffects } = await import("./program-effects.ts");
    const results = await checkPaths(
      { paths, ...(options.period !== undefined && { period: options.period }), strict: options.strict === true },
      programEffects({ out: "output", progress: () => {} }),
    );
    if (options.json) print(JSON.stringify(results, null, 2));
    else print(results.map(formatCheck).join("\n"));
  });

interface BuildOptions {
  readonly lang?: string;
  readonly period?: string;
  readonly out: string;
  readonly stopAfter?: Stage;
  readonly browser?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}
interface CheckOptions {
  readonly period?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

async function run(): Promise<number> {
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    clearProgress();
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (error instanceof KessanError) {
      if (process.argv.includes("--json")) print(JSON.stringify({ problems: error.problems }, null, 2));
      tell([error.problems.map(formatProblem).join("\n"), counted(error.problems.length, "problem")]);
      return 1;
    }
    tell([`kessan failed; this is a fault of the program, not of the input`, String((error as Error)?.stack ?? error)]);
    return 2;
  }
}

function formatResults(results: readonly BuildResult[]): string {
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
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  ");
  return [line(head), ...rows.map(line)].join("\n");
}

function formatCheck(result: CheckResult): string {
  const { company, facts, documents, warnings } = result;
  return [
    `${company}: ${counted(facts, "fact")}, no contradictions`,
    ...documents.flatMap(({ name, lang, slides, figures, unsettled, dropped }) => [
      `${name} (${lang}): ${counted(slides, "slide")}, ${counted(figures, "figure")}`,
      ...dropped.map((slide) => `  ${formatDropped(slide)}`),
      ...(unsettled.length === 0 ? [] : [`  printed from the middle of their interval: ${unsettled.join(", ")}`]),
    ]),
    ...result.leftOut.map(({ what, why }) => `left out: ${what}, because ${why}`),
    ...warnings.map((warning) => `warning: ${formatProblem(warning)}`),
  ].join("\n");
}

function formatDropped({ slide, missing }: Dropped): string {
  return `slide "${slide}" is dropped; nobody reports ${missing.join(", ")}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

let shown = false;

function showProgress({ stage, detail }: { readonly stage: string; readonly detail?: string }): void {
  shown = true;
  process.stderr.write(`\r\u001b[K${styleText("dim", detail === undefined ? stage : `${stage} ${detail}`)}`);
}

function clearProgress(): void {
  if (shown) process.stderr.write("\r\u001b[K");
  shown = false;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tell(lines: readonly string[]): void {
  if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`);
}

process.exitCode = await run();
