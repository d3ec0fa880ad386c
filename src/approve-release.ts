import { hiddenCharacter } from "./facts/hidden.ts";
import { quote } from "./facts/text.ts";
import { failOn, type Problem } from "./problem.ts";
import type { ReleaseFolder } from "./release-folder.ts";
import { checkApproval, countApprovals, sharedLogins, type Approvals } from "./release/approvals.ts";
import { checkRelease, openRelease } from "./release/check-release.ts";
import type { Manifest } from "./release/manifest.ts";
import type { Actor } from "./release/release-log.ts";

/** Who approves what. */
export interface ApproveRequest {
  /** The folder of a release. */
  readonly release: string;
  /** As the company names them. */
  readonly name: string;
}

/** The outside world of approving. */
export interface ApproveEffects {
  readonly release: (folder: string) => ReleaseFolder;
  readonly actor: Actor;
  readonly now: () => Date;
}

/** How a release stands after an approval. */
export interface ApproveResult {
  readonly release: string;
  readonly manifest: Manifest;
  readonly approvals: Approvals;
  /** Names that approved from one login of one host. */
  readonly shared: readonly (readonly string[])[];
}

/**
 * Writes into the log of a release that somebody approves what was sealed. Throws a KessanError for a release of which anything
 * was altered, and for somebody who may not approve, or did already.
 */
export async function approveRelease(
  { release: folder, name }: ApproveRequest,
  { release: open, actor, now }: ApproveEffects,
): Promise<ApproveResult> {
  const written = name.normalize("NFC").replaceAll(/ +/g, " ").trim();
  failOn(nameProblems(written));
  const place = open(folder);
  const release = await openRelease(place.files);
  failOn(await checkRelease(release));
  const { manifest, hash } = release;
  let approvals = release.approvals;
  await place.append(({ records }) => {
    const before = countApprovals(manifest, { manifest: hash, records });
    const fault = checkApproval({ name: written, user: actor.user }, manifest, before);
    failOn(fault === undefined ? [] : [fault]);
    const at = now().toISOString();
    const record = { kind: "approved" as const, name: written, manifest: hash, ...actor, at };
    approvals = countApprovals(manifest, { manifest: hash, records: [...records, record] });
    return record;
  });
  return {
    release: place.files.display(""),
    manifest,
    approvals,
    shared: sharedLogins(approvals).map((same) => same.map((one) => one.name)),
  };
}

function nameProblems(name: string): readonly Problem[] {
  const hint = 'such as --as "Hanako Sato"';
  if (name === "") return [{ what: "--as is empty: expected the name of somebody", hint }];
  if (name.length > 100 || hiddenCharacter(name) !== undefined)
    return [{ what: `--as: expected a name of one line, got ${quote(name)}`, hint }];
  return [];
}
