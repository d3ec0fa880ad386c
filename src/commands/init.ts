import type { Command } from "commander";
import type { InitResult, NewCompany } from "../init-company.ts";
import { failOn } from "../problem.ts";
import { listOf } from "./document-options.ts";
import { asJson, print, tell } from "./terminal.ts";

/** Adds the command that starts a company. */
export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description(
      "Start a company: its folder with few invented figures and a small deck that builds at once.",
    )
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
      const { findInitProblems, initCompany } = await import("../init-company.ts");
      const { newFolder } = await import("../output-folder.ts");
      const { programTemplates } = await import("../program-effects.ts");
      const effects = { templates: programTemplates, folder: newFolder };
      let request = { folder, ...given };
      if (process.stdin.isTTY && json !== true) {
        failOn(await findInitProblems(request, effects, { asks: true }));
        const { askCompany, askOnTerminal } = await import("../ask-company.ts");
        request = await askOnTerminal((ask) => askCompany(request, { ask, tell }));
      }
      const result = await initCompany(request, effects);
      print(json ? asJson({ results: [result] }) : formatStarted(result));
    });
}

interface InitOptions extends Partial<NewCompany> {
  readonly json?: boolean;
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
