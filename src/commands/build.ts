import { Option, type Command } from "commander";
import { resolve } from "node:path";
import type { BuildRequest } from "../build.ts";
import type { BuildEffects } from "../build-effects.ts";
import type { ManyRequest } from "../build-many.ts";
import { keepHeapSmall } from "../keep-heap-small.ts";
import { failOn, formatProblem, KessanError, suggest } from "../problem.ts";
import { shownPath } from "../shown-path.ts";
import { formats, stages, type Format, type Stage } from "../stages.ts";
import type { WatchEvent } from "../watch-build.ts";
import { askedOf, languagesOption, listOf, type DocumentOptions } from "./document-options.ts";
import { formatBuilt } from "./format-built.ts";
import { formatRemarks } from "./format-remarks.ts";
import { asJson, clearProgress, counted, print, showProgress, tell } from "./terminal.ts";

/** Adds the command that builds documents: once, each by itself, or whenever a file changes. */
export function addBuildCommand(program: Command): void {
  program
    .command("build")
    .description("Build documents of a company folder as PDF.")
    .argument("<document...>", "folders such as data/iij/documents/2q06-results")
    .addOption(languagesOption())
    .option("--period <quarter>", "report another quarter than the document's own: 1Q06")
    .option("--out <folder>", "where the files go; made where it is missing", "output")
    .addOption(formatsOption())
    .addOption(
      new Option("--stop-after <stage>", "stop early and write what that stage gives").choices(stages),
    )
    .option("--browser <path>", "the browser to print with")
    .option(
      "--jobs <number>",
      "build each document by itself, so many at once; one that fails does not stop the others",
      jobsNumber,
    )
    .option("--watch", "build again whenever a file of the company changes, until Ctrl-C")
    .option("--quick", "a draft to look at, soon: words and languages not compared, pages not read back")
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
  kessan build data/iij/documents/2q06-results --lang ja --watch --quick
  kessan build data/iij/documents/2q06-results --lang en --stop-after html`,
    )
    .action(
      async (patterns: readonly string[], { lang, stopAfter, format, jobs, ...options }: BuildOptions) => {
        if (format !== undefined && stopAfter !== undefined)
          throw new KessanError([
            { what: "--format and --stop-after: a build that stops early writes what its stage gives" },
          ]);
        if (options.quick === true && options.strict === true)
          throw new KessanError([{ what: "--quick and --strict: a quick build looks for no warnings" }]);
        const { buildDocuments } = await import("../build.ts");
        const { programEffects } = await import("../program-effects.ts");
        const { findDocuments } = await import("../find-documents.ts");
        const showing = options.json !== true && process.stderr.isTTY;
        const documents = await findDocuments(patterns);
        const request = {
          ...askedOf(options),
          documents: documents.map((path) => resolve(path)),
          ...(lang !== undefined && { languages: lang }),
          ...(stopAfter !== undefined && { stopAfter }),
          ...(format !== undefined && { formats: format }),
          draft: options.draft === true,
          quick: options.quick === true,
        };
        const effects = {
          ...programEffects({
            out: options.out,
            ...(options.browser !== undefined && { browser: options.browser }),
            ...(showing && { progress: showProgress }),
          }),
          saveMemory: keepHeapSmall,
        };
        if (jobs !== undefined || options.watch === true) keepHeapSmall();
        if (options.watch === true) {
          if (jobs !== undefined)
            throw new KessanError([{ what: "--watch and --jobs: what is watched is built together" }]);
          return watchAndTell(request, effects, options);
        }
        if (jobs !== undefined) return buildEach({ ...request, jobs }, effects, options.json === true);
        const results = await buildDocuments(request, effects);
        clearProgress();
        print(options.json ? asJson({ results }) : formatBuilt(results));
        tell(formatRemarks(results));
      },
    );
}

interface BuildOptions extends DocumentOptions {
  readonly json?: boolean;
  readonly out: string;
  readonly stopAfter?: Stage;
  readonly format?: readonly Format[];
  readonly jobs?: number;
  readonly watch?: boolean;
  readonly browser?: string;
  readonly draft?: boolean;
  readonly quick?: boolean;
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

function jobsNumber(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new KessanError([
    { what: `--jobs: expected a number from 1 to 99, got "${text}"`, hint: "as many as there are cores" },
  ]);
}

/** Builds each document by itself, and says at the end which could not be built. */
async function buildEach(request: ManyRequest, effects: BuildEffects, json: boolean): Promise<void> {
  const { buildMany } = await import("../build-many.ts");
  const { built, failed } = await buildMany(request, effects);
  clearProgress();
  const problems = failed.flatMap((one) => one.problems);
  if (json) print(asJson({ results: built, problems }));
  else {
    if (built.length > 0) print(formatBuilt(built));
    tell([
      ...formatRemarks(built),
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
  const { watchBuild } = await import("../watch-build.ts");
  const { signal } = new AbortController();
  const told = (event: WatchEvent): void => {
    clearProgress();
    if (json) print(JSON.stringify(event));
    else if (event.kind === "failed") tell(event.problems.map(formatProblem));
    else {
      print(`${event.results.map(({ file }) => file).join(", ")}: ${event.seconds.toFixed(2)} s`);
      tell(formatRemarks(event.results));
    }
  };
  await watchBuild(request, effects, { out, signal, told });
}
