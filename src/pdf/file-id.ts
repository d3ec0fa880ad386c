import { createHash } from "node:crypto";

/** Hexadecimal digits of a file id. */
export const fileIdLength = 32;

/** What stands in the place of an id until the file's hash is known. */
export const emptyFileId = "0".repeat(fileIdLength);

/** The id that a finished file carries twice, and where: offsets of its first digits. */
interface FileId {
  readonly at: readonly [number, number];
  readonly text: string;
}

/** Puts the hash of the whole file in the two places kept for its id. Throws if the file is broken or has no such places. */
export function writeFileId(bytes: Uint8Array): Uint8Array {
  const file = asBuffer(bytes);
  const found = isWhole(file) ? findFileId(file) : undefined;
  if (found?.text !== emptyFileId) throw new Error("finishing gave a broken PDF");
  const id = hashOf(file);
  for (const at of found.at) file.write(id, at, "latin1");
  return bytes;
}

/** True where the file's id is the hash of all its other bytes: not one of them has changed since it was finished. */
export function hasOwnFileId(bytes: Uint8Array): boolean {
  const found = findFileId(asBuffer(bytes));
  if (found === undefined) return false;
  const copy = Buffer.from(bytes);
  for (const at of found.at) copy.write(emptyFileId, at, "latin1");
  return hashOf(copy) === found.text;
}

function hashOf(file: Buffer): string {
  return createHash("sha256").update(file).digest("hex").slice(0, fileIdLength).toUpperCase();
}

/** The last id of the file, as pdf-lib writes it; undefined where there is none, or its two halves differ. */
function findFileId(file: Buffer): FileId | undefined {
  const from = file.lastIndexOf(idStart);
  if (from === -1) return undefined;
  const [first, second] = [from + idStart.length, from + idStart.length + fileIdLength + between.length];
  const text = file.toString("latin1", first, first + fileIdLength);
  const rest = file.toString("latin1", first + fileIdLength, second + fileIdLength);
  return /^[0-9A-F]+$/.test(text) && rest === between + text ? { at: [first, second], text } : undefined;
}

const idStart = "/ID [ <";
const between = "> <";

/** Whether it begins as a PDF, and its end names a table of objects that lies in it, before the id. */
function isWhole(file: Buffer): boolean {
  const end = file.subarray(-64).toString("latin1");
  const tableAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1]);
  return (
    file.toString("latin1", 0, 5) === "%PDF-" && tableAt < file.length && file.lastIndexOf(idStart) >= tableAt
  );
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
