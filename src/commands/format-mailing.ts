import type { MailState, RecipientStatus } from "../delivery/mail-status.ts";
import type { MailingProgress, MailingResult } from "../delivery/send-mails.ts";
import { quote } from "../facts/text.ts";
import type { PreparedMailing } from "../prepare-mailing.ts";
import type { Problem } from "../problem.ts";
import type { ReleaseStatus } from "../settle-mailing.ts";
import { formatApprovals, formatEmbargo } from "./format-release.ts";
import { asTable, commandLine, counted } from "./terminal.ts";

/** Who would get what, and how the release stands. */
export function formatMailing({
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
    ...asTable([
      ["language", "group", "recipients"],
      ...list.counts.map(({ lang, group, recipients }) => [lang, group, String(recipients)]),
    ]),
    "",
    ...used.flatMap(({ lang, subject, from, attachments }) => [
      `${lang}: ${subject}`,
      `    from ${from.name} <${from.address}>, attaches ${attachments.map(({ name }) => name).join(", ")}`,
    ]),
    "",
    ...asTable([["address", "name", "language", "group", "size", ledger.file], ...rows]),
    "",
    `${formatEmbargo(manifest)}: ${Date.parse(manifest.embargo.instant) > Date.now() ? "nothing is sent before" : "it has passed"}`,
    formatApprovals(approvals),
  ];
}

/** What a run did. */
export function formatSent(
  { release: { manifest }, ledger }: PreparedMailing,
  result: MailingResult,
): string {
  const { sent, recipients, counts } = result;
  const had = counts.accepted - sent;
  const first = recipients.find(({ state }) => state === "accepted");
  if (sent === 0 && had === recipients.length && first !== undefined)
    return `${manifest.id}: everybody on the list has it, the first since ${first.at} (${ledger.file}:${first.line}); nothing was sent`;
  const others = had > 0 ? `; ${had} had it` : "";
  return `${manifest.id}: sent to ${sent} of ${recipients.length}${others}${formatSpread(result)}`;
}

/** Whoever does not have it after a run, and what to do. */
export function openProblems(
  recipients: readonly RecipientStatus[],
  { place, ledger }: PreparedMailing,
): readonly Problem[] {
  const folder = place.files.display("");
  const hints: Partial<Record<MailState, (address: string) => string>> = {
    unknown: (address) =>
      `ask whether it arrived; then ${commandLine("mail", "resolve", folder, address)} --delivered (or --retry) --as <name>`,
    refused: (address) =>
      `mend the list, or ${commandLine("mail", "resolve", folder, address)} --retry --as <name> to try it again`,
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

/** Who has a release and who has not, those first who do not. */
export function formatStatus(status: ReleaseStatus): string {
  const { manifest, recipients, counts, ledger, isSending } = status;
  const summary = (Object.entries(counts) as [MailState, number][])
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const [have, others] = [true, false].map((has) =>
    recipients.filter(({ state }) => (state === "accepted") === has),
  );
  return [
    `${manifest.id} by ${ledger}: ${recipients.length === 0 ? "was sent to nobody" : summary.join(", ")}${formatSpread(status)}`,
    ...(isSending ? ["it is being sent at the moment"] : []),
    ...formatLastRun(status),
    ...others!.map(
      ({ address, state, reply }) =>
        `  ${address}: ${stateWords[state]}${reply === undefined ? "" : `: ${reply}`}`,
    ),
    ...have!.map(({ address, at, resolved }) =>
      resolved === undefined
        ? `  ${address}: has it since ${at}`
        : `  ${address}: has it, says ${resolved.by}${resolved.note === "" ? "" : ` (${resolved.note})`}`,
    ),
  ].join("\n");
}

/** What the last run left undone, as far as the ledger knows. */
function formatLastRun({ lastRun, recipients }: ReleaseStatus): readonly string[] {
  if (lastRun === undefined) return [];
  const { recipients: listed, stopped } = lastRun;
  const never = listed - recipients.length;
  return [
    ...(stopped === undefined ? [] : [`the last run ended early: ${stopped}`]),
    ...(never > 0
      ? [`its list had ${listed} recipients: ${never} of them were never begun (--list says who)`]
      : []),
  ];
}

/** What a program that reads the dry run needs: everything but the bytes. */
export function asResult({ release, list, messages, sizes, status, code, ledger }: PreparedMailing) {
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

/** An event of a run as a line that the next one replaces. */
export function progressOf(event: MailingProgress): { readonly stage: string; readonly detail: string } {
  if (event.kind === "sending") return { stage: `${event.done + 1}/${event.of}`, detail: event.address };
  if (event.kind === "verdict") return { stage: event.state, detail: event.address };
  return { stage: `waiting ${Math.round(event.milliseconds / 1000)} s`, detail: event.why };
}

function formatSpread({ first, last, spread }: Pick<MailingResult, "first" | "last" | "spread">): string {
  if (first === undefined || spread === undefined) return "";
  return `; the first at ${first}, the last at ${last}, ${(spread / 1000).toFixed(1)} s after it`;
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

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}
