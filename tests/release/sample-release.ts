import { createHash } from "node:crypto";
import { formatManifest, identify, type Manifest } from "../../src/release/manifest.ts";
import { emptyLog, logLine, readLog, type LogRecord } from "../../src/release/release-log.ts";

const sha256 = (data: string): string => createHash("sha256").update(data).digest("hex");

export const sampleContents = {
  "acme-deck.en.pdf": "%PDF- the deck",
  "acme-deck.en.trace.json": "{}",
  "message/en.json": "a message",
};

/** A release of an invented company whose files are no real ones. */
export function sampleManifest(changes: Partial<Manifest> = {}): Manifest {
  return identify({
    format: "kessan-release",
    version: 1,
    name: "acme-deck",
    company: "acme",
    period: "2Q06",
    asOf: "2006-11-09",
    embargo: { written: "2006-11-09T15:00+09:00", instant: "2006-11-09T06:00:00Z" },
    correction: null,
    approvals: { needed: 2, by: [] },
    mail: { allowedDomains: null, mostRecipients: 1000 },
    documents: [
      { name: "deck", lang: "en", title: "Results", file: "acme-deck.en.pdf", pages: 3, figures: 17 },
    ],
    messages: [{ lang: "en", file: "message/en.json", figures: 2 }],
    accepted: [],
    files: Object.entries(sampleContents).map(([path, content]) => ({
      path,
      bytes: content.length,
      sha256: sha256(content),
    })),
    inputs: [],
    program: { kessan: "0.1.0", node: "v24.0.0", browser: "HeadlessChrome/153.0.8010.0" },
    fonts: [],
    ...changes,
  });
}

/** A record of the sample's log. */
export function approved(manifest: Manifest, name: string, changes: Partial<LogRecord> = {}): LogRecord {
  return {
    kind: "approved",
    name,
    manifest: sha256(formatManifest(manifest)),
    user: name.toLowerCase(),
    host: "desk",
    at: "2006-11-09T05:00:00.000Z",
    ...changes,
  } as LogRecord;
}

/** What a log begins with. */
export function sealed(manifest: Manifest): LogRecord {
  const { name: _, ...record } = approved(manifest, "Mori") as Extract<
    LogRecord,
    { readonly kind: "approved" }
  >;
  return { ...record, kind: "sealed" };
}

/** The files of the sample's folder. */
export function sampleFolder(
  manifest: Manifest,
  records: readonly LogRecord[] = [],
): Readonly<Record<string, string>> {
  return {
    ...sampleContents,
    "manifest.json": formatManifest(manifest),
    "log.jsonl": logOf([sealed(manifest), ...records]),
  };
}

export function logOf(records: readonly LogRecord[]): string {
  let text = "";
  for (const record of records)
    text += logLine(text === "" ? emptyLog : readLog({ text, file: "log.jsonl" }), record);
  return text;
}
