import type { Command } from "commander";
import { resolve } from "node:path";
import { KessanError } from "../problem.ts";
import { asJson, print } from "./terminal.ts";

/** Adds the command that says where a printed number comes from. */
export function addExplainCommand(program: Command): void {
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
      const { explainPath } = await import("../explain.ts");
      const { programEffects } = await import("../program-effects.ts");
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
      const { formatExplanation } = await import("../proof/format-explanation.ts");
      print(
        [...(result.altered ? [formatAltered(result.file), ""] : []), formatExplanation(result)].join("\n"),
      );
    });
}

/** A number to explain may begin with a minus: the sign of that name makes no option of it, and is compared alike. */
export function withSigns(args: readonly string[]): readonly string[] {
  if (args[2] !== "explain") return args;
  return args.map((arg) => arg.replace(/^-(?=[\d.])/, "\u2212"));
}

interface ExplainOptions {
  readonly page?: number;
  readonly lang?: string;
  readonly json?: boolean;
}

function pageNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new KessanError([{ what: `--page: expected the number of a page, got "${text}"` }]);
}

function formatAltered(file: string): string {
  return `warning: ${file} is not as kessan wrote it: what it shows may differ from what is told here`;
}
