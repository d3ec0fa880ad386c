import type { Command } from "commander";
import { resolve } from "node:path";
import type { Checked, CheckResult } from "../check.ts";
import { askedOf, languagesOption, type DocumentOptions } from "./document-options.ts";
import { formatRemarks, formatWarnings } from "./format-remarks.ts";
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
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  kessan check data/iij
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
        ...companies.map(formatChecked),
        ...companies.flatMap(({ mutation }) => (mutation ? formatMutation(mutation).trimEnd() : [])),
        ...pdfs.map(formatCheckedPdf),
      ];
      print(options.json ? asJson({ results: [...companies, ...pdfs] }) : lines.join("\n"));
      tell(formatWarnings(companies));
    });
}

interface CheckOptions extends DocumentOptions {
  readonly mutate?: boolean;
  readonly json?: boolean;
}

function formatChecked({ company, facts, derivable, documents, leftOut }: CheckResult): string {
  return [
    `${company}: ${counted(facts, "fact")}, no contradictions; ${counted(derivable.derived, "printed figure")} derived, ` +
      `${derivable.typed} typed that follow from others, ${derivable.settled} of them though their inputs settle them`,
    ...documents.flatMap((document) => [
      `${document.name} (${document.lang}): ${counted(document.slides, "slide")}, ${counted(document.figures, "figure")}`,
      ...(document.unsettled.length === 0
        ? []
        : [`  printed from the middle of their interval: ${document.unsettled.join(", ")}`]),
    ]),
    ...formatRemarks(documents),
    ...formatProof(documents),
    ...leftOut.map(({ what, why }) => `left out: ${what}, because ${why}`),
  ].join("\n");
}

function formatCheckedPdf({ file, pages, figures }: Checked["pdfs"][number]): string {
  return `${file}: as kessan wrote it; ${counted(pages, "page")}, ${counted(figures, "figure")}, each where its trace says`;
}

/** What documents were held against, and what somebody has accepted; the same in all languages is said once. */
function formatProof(documents: CheckResult["documents"]): readonly string[] {
  const lines = documents.flatMap(({ name, findings, published }) => [
    ...(published.length === 0
      ? []
      : [
          `${name}: ${counted(published.length, "published figure")}, ${published.filter(agrees).length} agree` +
            overridden(published),
        ]),
    ...findings.flatMap(({ id, accepted }) =>
      accepted === undefined
        ? []
        : [`${name}: accepted: ${id}: ${accepted.reason} (${accepted.owner}, ${accepted.date})`],
    ),
  ]);
  return [...new Set(lines)];
}

/** How many published figures the document prints as they were published though the ledger gives others. */
function overridden(published: CheckResult["documents"][number]["published"]): string {
  const count = published.filter(({ verdict }) => verdict === "override").length;
  return count === 0 ? "" : `, ${count} by an override`;
}

function agrees({ verdict }: CheckResult["documents"][number]["published"][number]): boolean {
  return verdict === "exact" || verdict === "interval";
}
