import { Command, CommanderError } from "commander";
import { addBuildCommand } from "./commands/build.ts";
import { addCheckCommand } from "./commands/check.ts";
import { addDiffCommand } from "./commands/diff.ts";
import { addExplainCommand, withSigns } from "./commands/explain.ts";
import { addImportCommand } from "./commands/import.ts";
import { addInitCommand } from "./commands/init.ts";
import { addInspectCommand } from "./commands/inspect.ts";
import { addMailCommands } from "./commands/mail.ts";
import { addReleaseCommands } from "./commands/release.ts";
import { addRollCommand } from "./commands/roll.ts";
import { addSetupCommand } from "./commands/setup.ts";
import { signals } from "./commands/signals.ts";
import { asJson, clearProgress, counted, print, tell } from "./commands/terminal.ts";
import { formatProblem, KessanError, type Problem } from "./problem.ts";
import { version } from "./version.ts";

const program = new Command("kessan")
  .description("Earnings decks as a build product: from reported facts to PDF, every number traceable.")
  .version(version)
  .exitOverride()
  // A wrong command line is told by `fail`, as every other problem
  .configureOutput({ outputError: () => {} });

addBuildCommand(program);
addCheckCommand(program);
addExplainCommand(program);
addDiffCommand(program);
addImportCommand(program);
addInitCommand(program);
addRollCommand(program);
addInspectCommand(program);
addReleaseCommands(program);
addMailCommands(program);
addSetupCommand(program);

async function run(): Promise<number> {
  try {
    await program.parseAsync(withSigns(process.argv));
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return fail(error);
  }
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
