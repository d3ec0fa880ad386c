import { dirname, relative } from "node:path";
import type { LedgerAnchor } from "./delivery/read-send-ledger.ts";
import type { MailableRelease, PreparedMailing } from "./prepare-mailing.ts";
import { KessanError } from "./problem.ts";
import type { Actor } from "./release/release-log.ts";

/** Where the ledger of a release stands. */
export interface LedgerNote extends Pick<MailableRelease, "place"> {
  /** SHA-256 of the release's manifest. */
  readonly manifest: string;
  readonly ledger: Pick<PreparedMailing["ledger"], "path">;
  readonly step: "begun" | "ended";
  readonly anchor: LedgerAnchor;
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Writes into the log of a release where its ledger stands, so that a ledger that is cut, gone or another one is noticed. Throws a
 * KessanError where the release was mailed with another ledger.
 */
export function noteLedger({ place, manifest, ledger, step, anchor, actor, now }: LedgerNote): Promise<void> {
  const { ledger: id, records: count, head } = anchor;
  return place.append(({ records }) => {
    const other = records.find((record) => record.kind === "mailed" && record.ledger !== id);
    if (other !== undefined)
      throw new KessanError([
        {
          place: { file: place.files.display("") },
          what: `was mailed with another ledger at ${other.at}`,
          hint: "mail it with that one: without it somebody could get it twice",
        },
      ]);
    const file = relative(dirname(place.path), ledger.path);
    const at = new Date(now).toISOString();
    return { kind: "mailed", step, file, ledger: id, records: count, head, manifest, ...actor, at };
  });
}
