import type { Command } from "commander";
import { resolve } from "node:path";
import type { MailState, RecipientStatus } from "../delivery/mail-status.ts";
import type { MailingProgress, MailingResult } from "../delivery/send-mails.ts";
import type { EmlFile } from "../delivery/write-eml.ts";
import type { Resolution } from "../delivery/send-record.ts";
import { quote } from "../facts/text.ts";
import { formatProblem, KessanError, type Problem } from "../problem.ts";
import type { MailableRelease, PreparedMailing } from "../prepare-mailing.ts";
import type { ReleaseStatus } from "../settle-mailing.ts";
import { formatApprovals, formatEmbargo } from "./release.ts";
import { asJson, clearProgress, counted, print, showProgress, tell } from "./terminal.ts";

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
  addStatus(mail);
  addResolve(mail);
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
  if (send && confirm === undefined)
    report("--send without --confirm", "run it without --send, look, and give the code that it prints");
  if (!send && confirm !== undefined) report("--confirm without --send");
  if (!send && late) report("--late without --send");
  if (!send && smtpFile !== undefined) report("--smtp-file without --send");
  return problems;
}

/** Who would get what, and what stands in the way. */
function dryRun(
  mailing: PreparedMailing,
  { release, list, allowDomain, json }: MailOptions & { readonly release: string },
): void {
  if (json) return print(asJson({ results: [asResult(mailing)], problems: mailing.warnings }));
  const domains = (allowDomain ?? []).map((domain) => ` --allow-domain ${domain}`).join("");
  print(
    [
      ...formatMailing(mailing),
      "",
      "Nothing was sent. To send it:",
      `  kessan mail ${release} --list ${list}${domains} --send --confirm ${mailing.code}`,
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
  const { findObstacles } = await import("../send-mailing.ts");
  const { confirm, late, smtpFile, json } = options;
  const said = { confirm: confirm!, late: late === true };
  // All that is wrong is told at once, also of the server
  const problems = [...findObstacles(mailing, said, Date.now())];
  const settings = await problemsInto(problems, () =>
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
    if (stopping.signal.aborted) process.exitCode = 130;
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

function formatSent({ release: { manifest }, ledger }: PreparedMailing, result: MailingResult): string {
  const { sent, recipients, counts } = result;
  const had = counts.accepted - sent;
  const first = recipients.find(({ state }) => state === "accepted");
  if (sent === 0 && had === recipients.length && first !== undefined)
    return `${manifest.id}: everybody on the list has it, the first since ${first.at} (${ledger.file}:${first.line}); nothing was sent`;
  const others = had > 0 ? `; ${had} had it` : "";
  return `${manifest.id}: sent to ${sent} of ${recipients.length}${others}${formatSpread(result)}`;
}

/** Whoever does not have it after a run, and what to do. */
function openProblems(
  recipients: readonly RecipientStatus[],
  { place, ledger }: PreparedMailing,
): readonly Problem[] {
  const folder = place.files.display("");
  const hints: Partial<Record<MailState, (address: string) => string>> = {
    unknown: (address) =>
      `ask whether it arrived; then kessan mail resolve ${folder} ${address} --delivered (or --retry) --as <name>`,
    refused: (address) =>
      `mend the list, or kessan mail resolve ${folder} ${address} --retry --as <name> to try it again`,
    deferred: () => "the next run tries it again",
    waiting: () => "the next run sends it",
  };
  return recipients.flatMap(({ address, state, reply, line }) => {
    const hint = hints[state];
    if (hint === undefined) return [];
    const what = `${quote(address)}: ${stateWords[state]}${reply === undefined ? "" : `: ${reply}`}`;
    const place = line === undefined ? {} : { place: { file: ledger.file, line } };
    return [{ ...place, what, hint: hint(address) }];
  });
}

const stateWords: Readonly<Record<MailState, string>> = {
  accepted: "has it",
  refused: "the server refused it",
  deferred: "the server did not take it yet",
  unknown: "may have it, and may not",
  sending: "is being sent it",
  waiting: "was not sent it",
  gone: "was given up",
};

function addStatus(mail: Command): void {
  mail
    .command("status")
    .description("Say who has a release and who has not, and the time from the first to the last.")
    .argument("<release>", "the folder of a release")
    .option("--ledger <file>", "who was sent what; mail-ledger.jsonl beside the release if left out")
    .option("--json", "print the result as JSON")
    .action(async (release: string, _: unknown, command: Command) => {
      // The same options are those of the command above too, which takes them first
      const { ledger, json } = command.optsWithGlobals<MailOptions>();
      const { readReleaseStatus } = await import("../settle-mailing.ts");
      const status = await readReleaseStatus(
        { release: resolve(release), ...(ledger !== undefined && { ledger: resolve(ledger) }) },
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
      const status = await settleRecipient(
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
          ? asJson({ results: [status] })
          : `${status.address}: ${resolvedWords[said[0]!]}, says ${options.as}`,
      );
    });
}

interface ResolveOptions {
  readonly delivered?: boolean;
  readonly retry?: boolean;
  readonly gone?: boolean;
  readonly as: string;
  readonly note: string;
  readonly ledger?: string;
  readonly json?: boolean;
}

const resolvedWords: Readonly<Record<Resolution, string>> = {
  delivered: "has it",
  retry: "will be sent it by the next run",
  gone: "is given up",
};

function formatMailing({
  release,
  list,
  messages,
  sizes,
  status,
  ledger,
}: PreparedMailing): readonly string[] {
  const { manifest, approvals, files } = release;
  const states = new Map(status.recipients.map((one) => [one.address, one.state]));
  const rows = list.recipients.map(({ address, name, lang, group }) => [
    address,
    name,
    lang,
    group,
    kilobytes(sizes.get(lang)!),
    stateWords[states.get(address)!],
  ]);
  const used = [...messages.values()].filter(({ lang }) => list.recipients.some((one) => one.lang === lang));
  return [
    `${files.display("")} to ${list.file}: ${counted(list.recipients.length, "recipient")}`,
    ...table([
      ["language", "group", "recipients"],
      ...list.counts.map(({ lang, group, recipients }) => [lang, group, String(recipients)]),
    ]),
    "",
    ...used.flatMap(({ lang, subject, from, attachments }) => [
      `${lang}: ${subject}`,
      `    from ${from.name} <${from.address}>, attaches ${attachments.map(({ name }) => name).join(", ")}`,
    ]),
    "",
    ...table([["address", "name", "language", "group", "size", ledger.file], ...rows]),
    "",
    `${formatEmbargo(manifest)}: ${Date.parse(manifest.embargo.instant) > Date.now() ? "nothing is sent before" : "it has passed"}`,
    formatApprovals(approvals),
  ];
}

function formatStatus(status: ReleaseStatus): string {
  const { manifest, recipients, counts, ledger, isSending } = status;
  const open = recipients.filter(({ state }) => state !== "accepted");
  const summary = (Object.entries(counts) as [MailState, number][])
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  return [
    `${manifest.id} by ${ledger}: ${recipients.length === 0 ? "was sent to nobody" : summary.join(", ")}${formatSpread(status)}`,
    ...(isSending ? ["it is being sent at the moment"] : []),
    ...open.map(
      ({ address, state, reply }) =>
        `  ${address}: ${stateWords[state]}${reply === undefined ? "" : `: ${reply}`}`,
    ),
  ].join("\n");
}

function formatSpread({ first, last, spread }: Pick<MailingResult, "first" | "last" | "spread">): string {
  if (first === undefined || spread === undefined) return "";
  return `; the first at ${first}, the last at ${last}, ${(spread / 1000).toFixed(1)} s after it`;
}

/** What a program that reads the dry run needs: everything but the bytes. */
function asResult({ release, list, messages, sizes, status, code, ledger }: PreparedMailing) {
  return {
    release: release.manifest.id,
    code,
    list: { file: list.file, sha256: list.sha256, counts: list.counts },
    recipients: list.recipients.map((recipient, index) => ({
      ...recipient,
      bytes: sizes.get(recipient.lang)!,
      state: status.recipients[index]!.state,
    })),
    messages: [...messages.values()].map(({ lang, subject, from, attachments }) => ({
      lang,
      subject,
      from,
      attachments,
    })),
    embargo: release.manifest.embargo,
    approvals: release.approvals,
    ledger: ledger.file,
  };
}

function progressOf(event: MailingProgress): { readonly stage: string; readonly detail: string } {
  if (event.kind === "sending") return { stage: `${event.done + 1}/${event.of}`, detail: event.address };
  if (event.kind === "verdict") return { stage: event.state, detail: event.address };
  return { stage: `waiting ${Math.round(event.milliseconds / 1000)} s`, detail: event.why };
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => columns(row[column]!))));
  const pad = (cell: string, column: number): string => {
    const space = " ".repeat(widths[column]! - columns(cell));
    // Numbers to the right
    return /^\d/.test(cell) ? space + cell : cell + space;
  };
  return rows.map((row) => `  ${row.map(pad).join("  ")}`.trimEnd());
}

/** Columns of a terminal: East Asian letters take two. */
function columns(text: string): number {
  return [...text].reduce(
    (sum, letter) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        letter,
      )
        ? 2
        : 1),
    0,
  );
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}

async function problemsInto<T>(problems: Problem[], read: () => T): Promise<T | undefined> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** The first signal ends the run when whoever is under way is done; the second one at once. */
function stopOnSignals(): { readonly signal: AbortSignal; readonly done: () => void } {
  const controller = new AbortController();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const others = signals.map((signal) => process.listeners(signal));
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    clearProgress();
    tell(["stopping: whoever is being sent it gets it whole; once more ends at once"]);
    controller.abort();
  };
  for (const signal of signals) process.removeAllListeners(signal).on(signal, stop);
  return {
    signal: controller.signal,
    done: () =>
      signals.forEach((signal, index) => {
        process.removeListener(signal, stop);
        for (const listener of others[index]!) process.on(signal, listener as () => void);
      }),
  };
}

async function effects() {
  const { mailingEffects } = await import("../program-effects.ts");
  return mailingEffects();
}

function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
