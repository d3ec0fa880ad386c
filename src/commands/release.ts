import type { Command } from "commander";
import { resolve } from "node:path";
import { KessanError } from "../problem.ts";
import { formatApproved, formatSealed, formatShared, formatVerified } from "./format-release.ts";
import { asJson, clearProgress, print, showProgress, tell } from "./terminal.ts";

/** Adds the commands that seal, verify and approve releases. */
export function addReleaseCommands(program: Command): void {
  addSeal(program);
  addVerify(program);
  addApprove(program);
}

function addSeal(program: Command): void {
  program
    .command("seal")
    .description("Build documents strictly, with the e-mail that attaches them, and seal them as a release.")
    .argument("<document...>", "folders such as data/iij/documents/2q06-results, of one company")
    .requiredOption("--embargo <time>", "the moment before which nobody may get it, with its zone")
    .option("--out <folder>", "where releases lie, each in a folder of its own", "releases")
    .option("--correction <release>", "the folder of the release that this one corrects")
    .option("--reason <lang=text>", "why, once for each language of the e-mail", reasonOf)
    .option("--no-mail", "seal it without an e-mail")
    .option("--browser <path>", "the browser to print with")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  kessan seal data/iij/documents/2q06-results --embargo 2006-11-09T15:00+09:00
  kessan seal data/iij/documents/2q06-results --embargo "2006-11-09T15:00[Asia/Tokyo]"
  kessan seal data/iij/documents/2q06-results --embargo 2006-11-09T18:00+09:00 \\
    --correction releases/iij-2q06-results-fa55e5a3f409 \\
    --reason "en=The table of targets was corrected." --reason "ja=業績予想の表を訂正しました。"`,
    )
    .action(async (documents: readonly string[], options: SealOptions) => {
      const { sealRelease } = await import("../seal-release.ts");
      const { programEffects, releaseEffects } = await import("../program-effects.ts");
      const { out, embargo, correction, reason, mail, browser, json } = options;
      if (correction === undefined && reason !== undefined)
        throw new KessanError([
          { what: "--reason without --correction", hint: "name the release that is corrected" },
        ]);
      const showing = json !== true && process.stderr.isTTY;
      const result = await sealRelease(
        {
          documents: documents.map((path) => resolve(path)),
          releases: resolve(out),
          embargo,
          mail,
          ...(correction !== undefined && {
            correction: { of: resolve(correction), reasons: Object.fromEntries(reason ?? []) },
          }),
        },
        {
          ...programEffects({
            out,
            ...(browser !== undefined && { browser }),
            ...(showing && { progress: showProgress }),
          }),
          ...releaseEffects(),
        },
      );
      clearProgress();
      print(json ? asJson({ results: [result] }) : formatSealed(result));
    });
}

interface SealOptions {
  readonly embargo: string;
  readonly out: string;
  readonly correction?: string;
  readonly mail: boolean;
  readonly reason?: readonly (readonly [string, string])[];
  readonly browser?: string;
  readonly json?: boolean;
}

function reasonOf(
  text: string,
  before: readonly (readonly [string, string])[] = [],
): readonly (readonly [string, string])[] {
  const [, lang, reason] = /^\s*([A-Za-z-]+)\s*=\s*(.+)$/s.exec(text) ?? [];
  if (lang === undefined)
    throw new KessanError([
      {
        what: `--reason: expected a language and its text, got "${text}"`,
        hint: '--reason "en=The table of targets was corrected."',
      },
    ]);
  if (before.some(([other]) => other === lang))
    throw new KessanError([{ what: `--reason: two reasons in "${lang}"` }]);
  return [...before, [lang, reason!]];
}

function addVerify(program: Command): void {
  program
    .command("verify")
    .description("Say whether anything of a release, or of a PDF, was altered since it was sealed, and what.")
    .argument("<path>", "the folder of a release, or a PDF wherever it lies")
    .option("--releases <folder>", "where the release of a PDF is looked for", "releases")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  kessan verify releases/iij-2q06-results-fa55e5a3f409
  kessan verify Downloads/iij-2q06-results.en.pdf`,
    )
    .action(
      async (path: string, { releases, json }: { readonly releases: string; readonly json?: boolean }) => {
        const { verifyRelease } = await import("../verify-release.ts");
        const { folderFiles } = await import("../folder-files.ts");
        const { releaseFolder } = await import("../release-folder.ts");
        const result = await verifyRelease(
          { path: resolve(path), releases: resolve(releases) },
          { files: folderFiles, release: releaseFolder },
        );
        print(json ? asJson({ results: [result] }) : formatVerified(result));
      },
    );
}

function addApprove(program: Command): void {
  program
    .command("approve")
    .description("Write into the log of a release that somebody approves what was sealed.")
    .argument("<release>", "the folder of a release")
    .requiredOption("--as <name>", "who approves, as company.yaml names them")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  kessan approve releases/iij-2q06-results-fa55e5a3f409 --as "Hanako Sato"`,
    )
    .action(async (release: string, { as, json }: { readonly as: string; readonly json?: boolean }) => {
      const { approveRelease } = await import("../approve-release.ts");
      const { releaseEffects } = await import("../program-effects.ts");
      const result = await approveRelease({ release: resolve(release), name: as }, releaseEffects());
      print(json ? asJson({ results: [result] }) : formatApproved(result));
      if (!json) tell(result.shared.map(formatShared));
    });
}
