import type { Command } from "commander";
import { resolve } from "node:path";
import { failOn } from "../problem.ts";
import { asJson, print } from "./terminal.ts";

/** Adds the command that says what is in a PDF. */
export function addInspectCommand(program: Command): void {
  program
    .command("inspect")
    .description("Say what is in a PDF, whoever made it: pages, fonts, tags, sizes, and rules of PDF/UA-1.")
    .argument("<file...>", "PDFs")
    .option("--strict", "rules that fail are errors")
    .option("--json", "print all that is known as JSON")
    .addHelpText(
      "after",
      `
Examples:
  kessan inspect output/iij-2q06-results.en.pdf
  kessan inspect output/iij-2q06-results.en.pdf --json
  kessan inspect Downloads/annual-report.pdf --strict`,
    )
    .action(async (paths: readonly string[], { strict, json }: InspectOptions) => {
      const { inspectFiles } = await import("../inspect-files.ts");
      const { folderFiles } = await import("../folder-files.ts");
      const { inspected: results, problems } = await inspectFiles(
        paths.map((path) => resolve(path)),
        { files: folderFiles },
      );
      if (json) print(asJson({ results, problems }));
      else if (results.length > 0) {
        const { formatInspection } = await import("./format-inspection.ts");
        print(results.map(formatInspection).join("\n\n"));
      }
      const hasFailed = results.some(({ inspection: { rules } }) =>
        rules.some(({ outcome }) => outcome === "failed"),
      );
      if (problems.length > 0 || (strict && hasFailed)) process.exitCode = 1;
      if (!json) failOn(problems);
    });
}

interface InspectOptions {
  readonly strict?: boolean;
  readonly json?: boolean;
}
