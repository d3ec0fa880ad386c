import type { Command } from "commander";
import { resolve } from "node:path";
import type { MailingProgress, MailingResult } from "../delivery/send-mails.ts";
import type { EmlFile } from "../delivery/write-eml.ts";
import type { MailableRelease, PreparedMailing } from "../prepare-mailing.ts";
import { attempt, failOn, formatProblem, KessanError, type Problem } from "../problem.ts";
import { asResult, formatMailing, formatSent, openProblems, progressOf } from "./format-mailing.ts";
import { findObstacles } from "../find-obstacles.ts";
import { formatApprovals } from "./format-release.ts";
import { addStatusCommands } from "./mail-status.ts";
import { signals } from "./signals.ts";
import { asJson, clearProgress, commandLine, counted, print, showProgress, tell } from "./terminal.ts";

/** Adds the command that mails a release, and those that say and settle who has it. */
export function addMailCommands(program: Command): void {
  const mail = program
    .command("mail")
    .description("Say who would get a release; write its e-mails as files; or send them.")
    .argument("<release>", "the folder of a release")
    .option("--list <file>", "recipients: CSV with address, name, language, group")
    .option("--allow-domain <domain>", "a domain that company.yaml does not allow, this once", collected)
    .option("--eml <folder>", "write one file a recipient for a mail program; a new folder")
    .option("--draft", "as unsent drafts (with --eml)")
    .option("--blank", "one draft a language, to nobody yet (with --eml)")
    .option("--send", "send over SMTP, with the code of the dry run")
    .option("--confirm <code>", "the code that the dry run printed")
    .option("--late", "send though the embargo ended more than seven days ago")
    .option("--smtp-file <file>", "the mail server: YAML that only you can read, in place of KESSAN_SMTP_…")
    .option("--ledger <file>", "who was sent what; mail-ledger.jsonl beside the release if left out")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Without --eml and --send nothing is written and nothing is sent.

Examples:
  kessan mail releases/iij-2q06-results-fa55e5a3f409 --list data/iij/mailing/press.csv
  kessan mail releases/iij-2q06-results-fa55e5a3f409 --list data/iij/mailing/press.csv --eml mails --draft
  KESSAN_SMTP_HOST=mail.example.com KESSAN_SMTP_USER=ir KESSAN_SMTP_PASSWORD=… \\
    kessan mail releases/iij-2q06-results-fa55e5a3f409 --list data/iij/mailing/press.csv --send --confirm 0123456789ab
  kessan mail status releases/iij-2q06-results-fa55e5a3f409`,
    )
    .action(mailAction);
  addStatusCommands(mail);
}

interface MailOptions {
  readonly list?: string;
  readonly allowDomain?: readonly string[];
  readonly eml?: string;
  readonly draft?: boolean;
  readonly blank?: boolean;
  readonly send?: boolean;
  readonly confirm?: string;
  readonly late?: boolean;
  readonly smtpFile?: string;
  readonly ledger?: string;
  readonly json?: boolean;
}

async function mailAction(folder: string, options: MailOptions): Promise<void> {
  const problems = optionProblems(options);
  if (problems.length > 0) throw new KessanError(problems);
  const { list, allowDomain, ledger, eml, blank, draft, send } = options;
  const { openMailable, prepareMailing } = await import("../prepare-mailing.ts");
  const release = resolve(folder);
  if (blank) {
    const mailable = await openMailable(release, await effects());
    const { writeBlankFiles } = await import("../write-mail-files.ts");
    return writeFiles({ mailable, files: writeBlankFiles(mailable), result: {} }, options);
  }
  const mailing = await prepareMailing(
    {
      release,
      list: resolve(list!),
      ...(allowDomain && { allowDomains: allowDomain }),
      ...(ledger !== undefined && { ledger: resolve(ledger) }),
    },
    await effects(),
  );
  if (eml !== undefined) {
    const { writeMailFiles } = await import("../write-mail-files.ts");
    const files = writeMailFiles(mailing, { draft: draft === true });
    return writeFiles({ mailable: mailing, files, result: asResult(mailing) }, options, mailing.warnings);
  }
  return send ? sendNow(mailing, options) : dryRun(mailing, { ...options, release: folder });
}

function optionProblems(options: MailOptions): readonly Problem[] {
  const { list, eml, draft, blank, send, confirm, late, smtpFile } = options;
  const problems: Problem[] = [];
  const report = (what: string, hint?: string): void =>
    void problems.push({ what, ...(hint !== undefined && { hint }) });
  if (list === undefined && !blank) report("no --list: nobody to mail to", "name a CSV file of recipients");
  if (list !== undefined && blank) report("--list and --blank: drafts to nobody have no recipients");
  if (eml !== undefined && send) report("--eml and --send: files are written, or mails are sent");
  if (eml === undefined && draft) report("--draft without --eml", "name the folder of the drafts");
  if (eml === undefined && blank) report("--blank without --eml", "name the folder of the drafts");
  if (send && (confirm ?? "") === "")
    report("--send without --confirm", "run it without --send, look, and give the code that it prints");
  if (!send && confirm !== undefined) report("--confirm without --send");
  if (!send && late) report("--late without --send");
  if (!send && smtpFile !== undefined) report("--smtp-file without --send");
  return problems;
}

/** Who would get what, and what stands in the way. */
function dryRun(
  mailing: PreparedMailing,
  { release, list, allowDomain, ledger, json }: MailOptions & { readonly release: string },
): void {
  const obstacles = findObstacles(mailing, {}, Date.now());
  if (json)
    return print(asJson({ results: [{ ...asResult(mailing), obstacles }], problems: mailing.warnings }));
  const options = [
    ...(allowDomain ?? []).flatMap((domain) => ["--allow-domain", domain]),
    ...(ledger === undefined ? [] : ["--ledger", ledger]),
  ];
  print(
    [
      ...formatMailing(mailing),
      "",
      ...(obstacles.length === 0
        ? ["Nothing was sent. To send it:"]
        : [
            "Nothing was sent, and this is in the way:",
            ...obstacles.map(formatProblem),
            "",
            "To send it then:",
          ]),
      `  ${commandLine("mail", release, "--list", list!, ...options, "--send", "--confirm", mailing.code)}`,
    ].join("\n"),
  );
  tell(mailing.warnings.map((warning) => `warning: ${formatProblem(warning)}`));
}

async function writeFiles(
  {
    mailable,
    files,
    result,
  }: { readonly mailable: MailableRelease; readonly files: AsyncIterable<EmlFile>; readonly result: object },
  { eml, draft, blank, json }: MailOptions,
  warnings: readonly Problem[] = [],
): Promise<void> {
  const { newFolder } = await import("../output-folder.ts");
  const { outsideOf } = await import("../prepare-mailing.ts");
  failOn(outsideOf(mailable.place.path, { path: resolve(eml!), what: "the e-mails" }));
  const folder = newFolder(resolve(eml!), { isPrivate: true });
  const written: string[] = [];
  async function* entries() {
    for await (const { name, bytes } of files) {
      written.push(folder.display(name));
      yield [name, bytes] as const;
    }
  }
  await folder.write(entries());
  if (json) return print(asJson({ results: [{ ...result, written }], problems: warnings }));
  const { approvals, manifest } = mailable.release;
  print(`${folder.display("")}: ${counted(written.length, draft || blank ? "draft" : "message")}`);
  tell([
    ...warnings.map((warning) => `warning: ${formatProblem(warning)}`),
    ...(approvals.given.length < approvals.needed ? [`warning: ${formatApprovals(approvals)}`] : []),
    ...(Date.parse(manifest.embargo.instant) > Date.now()
      ? [`warning: nobody may get them before ${manifest.embargo.written}`]
      : []),
  ]);
}

async function sendNow(mailing: PreparedMailing, options: MailOptions): Promise<void> {
  const { sendMailing } = await import("../send-mailing.ts");
  const { readSmtpSettings } = await import("../delivery/smtp-settings.ts");
  const { converse } = await import("../delivery/smtp.ts");
  const { confirm, late, smtpFile, json } = options;
  const said = { confirm: confirm!, late: late === true };
  // All that is wrong is told at once, also of the server
  const problems = [...findObstacles(mailing, said, Date.now())];
  const settings = attempt(problems, () =>
    readSmtpSettings({ env: process.env, ...(smtpFile !== undefined && { smtpFile: resolve(smtpFile) }) }),
  );
  if (settings === undefined || problems.length > 0) throw new KessanError(problems);
  const stopping = stopOnSignals();
  try {
    const showing = json !== true && process.stderr.isTTY;
    const result = await sendMailing(
      mailing,
      { ...said, ...(settings.dkim && { dkim: settings.dkim }) },
      {
        ...(await effects()),
        conversation: converse(settings),
        signal: stopping.signal,
        ...(showing && { progress: (event: MailingProgress) => showProgress(progressOf(event)) }),
      },
    );
    clearProgress();
    tellSent(mailing, result, json === true);
    if (stopping.signal.aborted) process.exitCode = stopping.exitCode();
  } finally {
    stopping.done();
  }
}

function tellSent(mailing: PreparedMailing, result: MailingResult, json: boolean): void {
  const { manifest } = mailing.release;
  const problems = [...(result.stopped ?? []), ...openProblems(result.recipients, mailing)];
  if (json) print(asJson({ results: [{ release: manifest.id, ...result }], problems }));
  else {
    print(formatSent(mailing, result));
    tell(problems.map(formatProblem));
  }
  if (problems.length > 0) process.exitCode = 1;
}

/** The first signal ends the run when whoever is under way is done; the second one at once. */
function stopOnSignals(): {
  readonly signal: AbortSignal;
  readonly exitCode: () => number;
  readonly done: () => void;
} {
  const controller = new AbortController();
  let exitCode = 0;
  const before = signalNames.map((name) => process.listeners(name));
  const stops = signalNames.map((name) => () => {
    exitCode = signals[name];
    if (controller.signal.aborted) process.exit(exitCode);
    clearProgress();
    tell(["stopping: whoever is being sent it gets it whole; once more ends at once"]);
    controller.abort();
  });
  signalNames.forEach((name, index) => process.removeAllListeners(name).on(name, stops[index]!));
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    done: () =>
      signalNames.forEach((name, index) => {
        process.removeListener(name, stops[index]!);
        for (const listener of before[index]!) process.on(name, listener as () => void);
      }),
  };
}

const signalNames = Object.keys(signals) as readonly (keyof typeof signals)[];

async function effects() {
  const { mailingEffects } = await import("../program-effects.ts");
  return mailingEffects();
}

function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
