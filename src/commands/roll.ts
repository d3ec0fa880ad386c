import type { Command } from "commander";
import { resolve } from "node:path";
import { formatProblem } from "../problem.ts";
import type { RollResult } from "../roll-document.ts";
import { formatDropped } from "./format-remarks.ts";
import { asJson, print, tell } from "./terminal.ts";

/** Adds the command that takes a document over for another quarter. */
export function addRollCommand(program: Command): void {
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
      const { rollDocument } = await import("../roll-document.ts");
      const { folderFiles } = await import("../folder-files.ts");
      const { outputFolder } = await import("../output-folder.ts");
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
}

interface RollOptions {
  readonly to: string;
  readonly date?: string;
  readonly as?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

function formatRolled({ name, written = [], toConfirm, remarks, dropped }: RollResult): string {
  return [
    ...written,
    ...remarks,
    ...formatDropped([{ name, dropped }]),
    toConfirm.length === 0 ? "nothing is to confirm" : `to confirm in ${written[0]} before it may be built:`,
    ...toConfirm.map(({ key, why }) => `  ${key}: ${why}`),
  ].join("\n");
}
