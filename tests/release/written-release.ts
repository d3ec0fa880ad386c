import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { releaseFolder, type ReleaseFolder } from "../../src/release-folder.ts";
import { formatManifest, manifestName, sha256, type Manifest } from "../../src/release/manifest.ts";
import { sampleFiles, sampleMessages } from "../delivery/sample-mail.ts";
import { sampleManifest } from "./sample-release.ts";

/** The files of a release with e-mails in English, Japanese and German, whose PDFs are no real ones. */
export const mailedContents: ReadonlyMap<string, Uint8Array | string> = new Map<string, Uint8Array | string>([
  ...sampleFiles,
  ...[...sampleMessages].map(([lang, message]) => [`message/${lang}.json`, JSON.stringify(message)] as const),
]);

export const actor = { user: "mori", host: "desk" };

/** A release on the disk, sealed without a browser. */
export interface WrittenRelease {
  readonly folder: string;
  readonly place: ReleaseFolder;
  readonly manifest: Manifest;
}

export async function writeRelease(
  releases: string,
  {
    changes = {},
    contents = mailedContents,
    approvedBy = ["Mori", "Abe"],
  }: {
    readonly changes?: Partial<Manifest>;
    readonly contents?: ReadonlyMap<string, Uint8Array | string>;
    readonly approvedBy?: readonly string[];
  } = {},
): Promise<WrittenRelease> {
  const manifest = sampleManifest({
    messages: [...sampleMessages.keys()].map((lang) => ({ lang, file: `message/${lang}.json`, figures: 2 })),
    documents: [],
    files: [...contents].map(([path, content]) => ({
      path,
      bytes: Buffer.byteLength(content),
      sha256: sha256(content),
    })),
    ...changes,
  });
  const written = formatManifest(manifest);
  const folder = join(releases, manifest.id);
  const place = releaseFolder(folder);
  const record = { manifest: sha256(written), ...actor, at: "2006-11-09T05:00:00.000Z" };
  await place.create(new Map([...contents, [manifestName, written]]), { kind: "sealed", ...record });
  for (const name of approvedBy) await place.append(() => ({ kind: "approved", name, ...record }));
  return { folder, place, manifest };
}

/** Changes a file of a release as somebody would who may. */
export function tamper({ folder }: WrittenRelease, path: string, content: Uint8Array | string): void {
  chmodSync(join(folder, path), 0o600);
  writeFileSync(join(folder, path), content);
}
