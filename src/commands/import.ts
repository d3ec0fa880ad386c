import type { Command } from "commander";
import { resolve } from "node:path";
import type { ImportResult } from "../import-workbook.ts";
import { formatProblem } from "../problem.ts";
import { asJson, counted, print, tell } from "./terminal.ts";

/** Adds the command that takes a workbook into a company's facts. */
export function addImportCommand(program: Command): void {
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
      const { importWorkbook } = await import("../import-workbook.ts");
      const { folderFiles } = await import("../folder-files.ts");
      const { outputFolder } = await import("../output-folder.ts");
      const result = await importWorkbook(
        { workbook: resolve(workbook), into: resolve(into), force: force === true, dryRun: dryRun === true },
        { files: folderFiles, outputs: outputFolder },
      );
      print(json ? asJson({ results: [result] }) : dryRun ? result.map.trimEnd() : formatImported(result));
      if (json) return;
      if (dryRun) tell(formatOpen(result));
      tell(result.problems.map((problem) => `to mend: ${formatProblem(problem)}`));
    });
}

interface ImportOptions {
  readonly into: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
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

function formatOpen({ open }: ImportResult): readonly string[] {
  return open.length === 0 ? [] : ["to fill in or to look at:", ...open.map((line) => `  ${line}`)];
}
