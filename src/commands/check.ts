import type { Command } from "commander";
import { resolve } from "node:path";
import type { Checked } from "../check.ts";
import { askedOf, languagesOption, type DocumentOptions } from "./document-options.ts";
import { formatChecked } from "./format-checked.ts";
import { formatWarnings } from "./format-remarks.ts";
import { asJson, counted, print, tell } from "./terminal.ts";

/** Adds the command that checks companies and documents without printing, and PDFs against their traces. */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description(
      "Check facts, texts, references, templates and layouts without printing; or a PDF against its own trace.",
    )
    .argument("<path...>", "company folders such as data/iij, documents in them, or PDFs that were built")
    .addOption(languagesOption())
    .option("--period <quarter>", "check as if the documents reported another quarter")
    .option("--strict", "warnings are errors")
    .option("--mutate", "list facts that nothing printed shows, and facts that no check guards")
    .option("--details", "list what is else only counted: what was accepted, adjusted or left out")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  kessan check data/iij
  kessan check data/iij --details
  kessan check data/iij --mutate
  kessan check output/iij-2q06-results.en.pdf
  kessan check data/iij/documents/2q06-results --json`,
    )
    .action(async (paths: readonly string[], { lang, ...options }: CheckOptions) => {
      const { checkPaths } = await import("../check.ts");
      const { programEffects } = await import("../program-effects.ts");
      const { companies, pdfs } = await checkPaths(
        {
          ...askedOf(options),
          mutate: options.mutate === true,
          paths: paths.map((path) => resolve(path)),
          ...(lang !== undefined && { languages: lang }),
        },
        programEffects({ out: "output" }),
      );
      const { formatMutation } = await import("../proof/format-mutation.ts");
      const lines = [
        ...companies.flatMap((company) => formatChecked(company, { details: options.details === true })),
        ...companies.flatMap(({ mutation }) => (mutation ? formatMutation(mutation).trimEnd() : [])),
        ...pdfs.map(formatCheckedPdf),
      ];
      print(options.json ? asJson({ results: [...companies, ...pdfs] }) : lines.join("\n"));
      tell(formatWarnings(companies));
    });
}

interface CheckOptions extends DocumentOptions {
  readonly mutate?: boolean;
  readonly details?: boolean;
  readonly json?: boolean;
}

function formatCheckedPdf({ file, pages, figures }: Checked["pdfs"][number]): string {
  return `${file}: as kessan wrote it; ${counted(pages, "page")}, ${counted(figures, "figure")}, each where its trace says`;
}
