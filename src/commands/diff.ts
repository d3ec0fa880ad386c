import type { Command } from "commander";
import { resolve } from "node:path";
import { formatProblem, type Problem } from "../problem.ts";
import { asJson, print, tell } from "./terminal.ts";

/** Adds the command that says what differs between two documents. */
export function addDiffCommand(program: Command): void {
  program
    .command("diff")
    .description(
      "Say what differs between two documents, figure by figure and sentence by sentence, and why.",
    )
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
      const { comparePaths } = await import("../compare.ts");
      const { programEffects } = await import("../program-effects.ts");
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
        const { formatDiff } = await import("../proof/format-diff.ts");
        print(formatDiff(result));
        tell(problems.map(formatProblem));
      }
      if (problems.length > 0) process.exitCode = 1;
    });
}
