import { quote } from "../facts/text.ts";
import { suggest, type Problem } from "../problem.ts";
import type { Manifest } from "./manifest.ts";
import type { Actor, LogRecord } from "./release-log.ts";

/** An approval that counts. */
export type Approval = Extract<LogRecord, { readonly kind: "approved" }>;

/** How a release stands with those who have to approve it. */
export interface Approvals {
  readonly needed: number;
  /** One a name, in the order in which they were given. */
  readonly given: readonly Approval[];
  /** Names that may still approve; undefined where anybody may. */
  readonly missing?: readonly string[];
}

/** The approvals in a log that count: of this manifest, by somebody who may, each name once. */
export function countApprovals(
  { approvals: { needed, by } }: Manifest,
  { manifest, records }: { readonly manifest: string; readonly records: readonly LogRecord[] },
): Approvals {
  const given = new Map<string, Approval>();
  for (const record of records) {
    if (record.kind !== "approved" || record.manifest !== manifest) continue;
    if (findFault({ name: record.name, user: record.user, by }) !== undefined) continue;
    const key = folded(record.name);
    if (!given.has(key)) given.set(key, record);
  }
  const missing = by.map(({ name }) => name).filter((name) => !given.has(folded(name)));
  return { needed, given: [...given.values()], ...(by.length > 0 && { missing }) };
}

/** Why somebody may not approve a release, or not again; undefined if they may. */
export function checkApproval(
  { name, user }: Pick<Actor, "user"> & { readonly name: string },
  { approvals: { by } }: Manifest,
  { given }: Approvals,
): Problem | undefined {
  const fault = findFault({ name, user, by });
  if (fault !== undefined) return fault;
  const before = given.find((other) => folded(other.name) === folded(name));
  return before && { what: `${quote(name)} has approved it already, at ${before.at}` };
}

/** Names that approved from one login of one host: whether they are two people, only the company knows. */
export function sharedLogins({ given }: Approvals): readonly (readonly Approval[])[] {
  return [...Map.groupBy(given, ({ user, host }) => `${user}@${host}`).values()].filter(
    (same) => same.length > 1,
  );
}

/** Names that differ only in case and spaces are one person's. */
function folded(name: string): string {
  return name.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
}

function findFault({
  name,
  user,
  by,
}: {
  readonly name: string;
  readonly user: string;
  readonly by: Manifest["approvals"]["by"];
}): Problem | undefined {
  if (by.length === 0) return undefined;
  const entry = by.find((one) => folded(one.name) === folded(name));
  if (entry === undefined) {
    const names = by.map((one) => one.name);
    return {
      what: `${quote(name)} is not among those who approve`,
      hint: suggest(name, names) ?? `company.yaml names ${names.join(", ")}`,
    };
  }
  if (entry.user === undefined || entry.user === user) return undefined;
  return {
    what: `${quote(name)} approves as the user ${quote(entry.user)}, and this is ${quote(user)}`,
    hint: "approvals come from an account of one's own",
  };
}
