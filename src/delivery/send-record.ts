import { createHash } from "node:crypto";
import { z } from "zod";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** How a person settles what a program cannot know: it arrived, it may be sent again, or it is given up. */
const resolutions = ["delivered", "retry", "gone"] as const;

export type Resolution = (typeof resolutions)[number];

/** A record of the send ledger. `key` is that of a release and a recipient (`sendKey`). */
export const sendRecordSchema = z.discriminatedUnion("kind", [
  /** The first record, and no other one. */
  record("open", { ledger: z.string() }),
  /** A run over a list begins. */
  record("plan", {
    release: z.string(),
    name: z.string(),
    /** SHA-256 of the manifest, and of the list. */
    manifest: hash,
    list: hash,
    recipients: z.int(),
    embargo: z.string(),
    /** What the mails of this release carry in their Date header: in all plans of a release the same. */
    date: z.string(),
    /** Releases that this one corrects. */
    corrects: z.array(z.string()),
  }),
  /** A process is about to send. */
  record("claim", {
    key: hash,
    release: z.string(),
    address: z.string(),
    attempt: z.int(),
    host: z.string(),
    boot: z.string(),
    pid: z.int(),
    started: z.string(),
  }),
  /** The message is all but sent: its last bytes follow. From here on the server may have it. */
  record("data", { key: hash, sha256: hash, bytes: z.int() }),
  /** The server took it. */
  record("accepted", { key: hash, reply: z.string() }),
  /** The server did not take it, and may later. */
  record("deferred", { key: hash, reply: z.string() }),
  /** The server did not take it, and will not. */
  record("refused", { key: hash, reply: z.string() }),
  /** Whether the server took it cannot be known. */
  record("unknown", { key: hash, why: z.string() }),
  /** Somebody says how it is. */
  record("resolved", { key: hash, as: z.enum(resolutions), by: z.string(), note: z.string() }),
  /** A run ended early. */
  record("stopped", { release: z.string(), why: z.string() }),
  /** The file ended in the middle of a record: what was begun then is unknown. The bytes are kept in another file. */
  record("repaired", { kept: z.string(), bytes: z.int(), sha256: hash }),
]);

export type SendRecord = z.output<typeof sendRecordSchema>;

/** A record without what the ledger adds to it. */
export type NewSendRecord = Without<SendRecord, "number" | "at">;

/** What a release and a recipient share in the ledger: SHA-256 in hexadecimal digits. `folded` is the address as it is compared. */
export function sendKey(release: string, folded: string): string {
  return createHash("sha256").update(`${release}|mail|${folded}`).digest("hex");
}

/** The Message-ID of a recipient's mail of a release, at the sender's domain: the same in every attempt and every file. */
export function messageIdOf(release: string, folded: string, sender: string): string {
  const domain = sender.slice(sender.lastIndexOf("@") + 1);
  return `<${sendKey(release, folded).slice(0, 32)}@${domain}>`;
}

function record<K extends string, S extends z.ZodRawShape>(kind: K, shape: S) {
  // The order of the keys is that of the file
  return z.strictObject({
    number: z.int(),
    at: z.iso.datetime(),
    kind: z.literal(kind),
    ...shape,
  });
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
