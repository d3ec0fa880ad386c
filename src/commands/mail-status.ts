import type { Command } from "commander";
import { resolve } from "node:path";
import type { Resolution } from "../delivery/send-record.ts";
import { formatProblem, KessanError } from "../problem.ts";
import { formatStatus } from "./format-mailing.ts";
import { asJson, print, tell } from "./terminal.ts";

/** Adds the commands below `mail` that say and settle who has a release. */
export function addStatusCommands(mail: Command): void {
  addStatus(mail);
  addResolve(mail);
}

function addStatus(mail: Command): void {
  mail
    .command("status")
    .description("Say who has a release and who has not, and the time from the first to the last.")
    .argument("<release>", "the folder of a release")
    .option("--list <file>", "those who are to have it; only those who were begun if left out")
    .option("--ledger <file>", "who was sent what; mail-ledger.jsonl beside the release if left out")
    .option("--json", "print the result as JSON")
    .action(async (release: string, _: unknown, command: Command) => {
      // The same options are those of the command above too, which takes them first
      const { ledger, list, json } = command.optsWithGlobals<StatusOptions>();
      const { readReleaseStatus } = await import("../settle-mailing.ts");
      const status = await readReleaseStatus(
        {
          release: resolve(release),
          ...(ledger !== undefined && { ledger: resolve(ledger) }),
          ...(list !== undefined && { list: resolve(list) }),
        },
        await effects(),
      );
      print(json ? asJson({ results: [status] }) : formatStatus(status));
    });
}

function addResolve(mail: Command): void {
  mail
    .command("resolve")
    .description(
      "Settle by somebody's word whether a recipient has a release, where the program cannot know.",
    )
    .argument("<release>", "the folder of a release")
    .argument("<address>", "of the recipient")
    .option("--delivered", "it arrived")
    .option("--retry", "it did not: the next run sends it")
    .option("--gone", "nobody shall get it there")
    .requiredOption("--as <name>", "who says so")
    .option("--note <text>", "how it is known", "")
    .option("--ledger <file>", "who was sent what; mail-ledger.jsonl beside the release if left out")
    .option("--json", "print the result as JSON")
    .action(async (release: string, address: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ResolveOptions>();
      const said = (["delivered", "retry", "gone"] as const).filter((word) => options[word]);
      if (said.length !== 1)
        throw new KessanError([
          {
            what: `expected one of --delivered, --retry and --gone, got ${said.length === 0 ? "none" : said.map((word) => `--${word}`).join(" and ")}`,
          },
        ]);
      const { settleRecipient } = await import("../settle-mailing.ts");
      const { ledger, json } = options;
      const { status, warnings } = await settleRecipient(
        {
          release: resolve(release),
          address,
          as: said[0]! as Resolution,
          by: options.as,
          note: options.note,
          ...(ledger !== undefined && { ledger: resolve(ledger) }),
        },
        await effects(),
      );
      print(
        json
          ? asJson({ results: [status], problems: warnings })
          : `${status.address}: ${resolvedWords[said[0]!]}, says ${options.as}`,
      );
      if (!json) tell(warnings.map((warning) => `warning: ${formatProblem(warning)}`));
    });
}

interface StatusOptions {
  readonly list?: string;
  readonly ledger?: string;
  readonly json?: boolean;
}

interface ResolveOptions extends StatusOptions {
  readonly delivered?: boolean;
  readonly retry?: boolean;
  readonly gone?: boolean;
  readonly as: string;
  readonly note: string;
}

const resolvedWords: Readonly<Record<Resolution, string>> = {
  delivered: "has it",
  retry: "will be sent it by the next run",
  gone: "is given up",
};

async function effects() {
  const { mailingEffects } = await import("../program-effects.ts");
  return mailingEffects();
}
