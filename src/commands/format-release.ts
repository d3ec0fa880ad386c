import type { ApproveResult } from "../approve-release.ts";
import type { Approvals } from "../release/approvals.ts";
import type { Manifest } from "../release/manifest.ts";
import type { SealResult } from "../seal-release.ts";
import type { VerifyResult } from "../verify-release.ts";
import { commandLine, counted } from "./terminal.ts";

/** What was sealed, and what comes next. */
export function formatSealed({ folder, isNew, manifest }: SealResult): string {
  const { documents, messages, accepted, approvals } = manifest;
  const languages = messages.map(({ lang }) => lang);
  const silent = [...new Set(documents.map(({ lang }) => lang))].filter((lang) => !languages.includes(lang));
  return [
    isNew ? folder : `${folder}  sealed before: nothing has changed`,
    ...documents.map(
      ({ file, pages, figures }) => `  ${file}: ${counted(pages, "page")}, ${counted(figures, "figure")}`,
    ),
    ...messages.map(({ lang, figures }) => `  e-mail in ${lang}: ${counted(figures, "figure")}`),
    ...(messages.length === 0
      ? ["  without an e-mail: it can be approved, and not mailed"]
      : silent.map((lang) => `  no e-mail in ${lang}: nobody can be mailed to in it`)),
    ...accepted.map(({ finding, reason, owner }) => `  accepted: ${finding}: ${reason} (${owner})`),
    `  ${formatEmbargo(manifest)}`,
    ...(manifest.correction === null ? [] : [`  corrects ${manifest.correction.of.join(", ")}`]),
    `  ${counted(approvals.needed, "approval")} needed: ${commandLine("approve", folder)} --as <name>`,
  ].join("\n");
}

/** That nothing was altered. */
export function formatVerified({ file, release, manifest, approvals }: VerifyResult): string {
  const files = counted(manifest.files.length, "file");
  return [
    file === release ? `${file}: as it was sealed, ${files}` : `${file}: as it was sealed in ${release}`,
    `  ${formatEmbargo(manifest)}`,
    `  ${formatApprovals(approvals)}`,
  ].join("\n");
}

/** Who has approved so far. */
export function formatApproved({ release, approvals }: ApproveResult): string {
  return `${release}: ${formatApprovals(approvals)}`;
}

/** "1 of 2 approvals: Mori (mori@desk, 2006-11-09T05:00:00.000Z); Sato, Abe may approve". */
export function formatApprovals({ needed, given, missing }: Approvals): string {
  const who = given.map(({ name, user, host, at }) => `${name} (${user}@${host}, ${at})`);
  const isEnough = given.length >= needed;
  return [
    `${given.length} of ${counted(needed, "approval")}${who.length === 0 ? "" : `: ${who.join(", ")}`}`,
    ...(isEnough || missing === undefined ? [] : [`${missing.join(", ")} may approve`]),
  ].join("; ");
}

/** "embargo 2006-11-09T15:00+09:00, that is 2006-11-09T06:00:00Z". */
export function formatEmbargo({ embargo: { written, instant } }: Pick<Manifest, "embargo">): string {
  return written === instant ? `embargo ${written}` : `embargo ${written}, that is ${instant}`;
}

/** A warning of names that approved from one login. */
export function formatShared(names: readonly string[]): string {
  return `warning: ${names.join(" and ")} approved from one login: company.yaml can name the login of each`;
}
