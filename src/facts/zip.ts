import { crc32, inflateRawSync } from "node:zlib";
import { KessanError, type Problem } from "../problem.ts";
import { quote, type NamedBytes } from "./text.ts";

/** The files in a zip archive. */
export interface Archive {
  readonly names: readonly string[];
  /** The bytes of a file, held against their size and CRC; undefined if there is none. Throws a KessanError. */
  read(name: string): Uint8Array | undefined;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

const MOST_ENTRIES = 1_000;
const MOST_MEGABYTES = 100;
/** What is packed tighter than this, and large, was made to fill the memory. */
const MOST_RATIO = 200;
const MEGABYTE = 1_000_000;

/**
 * Opens a zip archive (PKWARE APPNOTE 6.3) by its central directory. Throws a KessanError if it is cut off, or would unpack
 * to more than a workbook does.
 */
export function openZip({ bytes, file }: NamedBytes): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directory(view, bytes, file);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: [...byName.keys()],
    read(name) {
      const entry = byName.get(name);
      return entry && unpack(entry, { view, bytes, file });
    },
  };
}

function directory(view: DataView, bytes: Uint8Array, file: string): readonly Entry[] {
  const end = endOfArchive(view);
  if (end === undefined) {
    throw cutOff(file, `${bytes.length} bytes without the end of a zip archive`);
  }
  const [count, length, from] = [
    view.getUint16(end + 10, true),
    view.getUint32(end + 12, true),
    view.getUint32(end + 16, true),
  ];
  if (count === 0xffff || from === 0xffffffff) {
    throw fault(file, "is a zip64 archive, which a workbook of this size is not", SAVE_AGAIN);
  }
  if (from + length > end) throw cutOff(file, "the table of its parts is not where it should be");
  if (count > MOST_ENTRIES) {
    throw fault(file, `has ${count} parts, more than the limit of ${MOST_ENTRIES}`);
  }
  const entries: Entry[] = [];
  for (let at = from; entries.length < count;) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) {
      throw cutOff(file, `its table of parts ends after ${entries.length} of ${count}`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (entries.some((entry) => entry.name === name)) throw fault(file, `holds ${quote(name)} twice`);
    entries.push({
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  checkSizes(entries, file);
  return entries;
}

/** The offset of the end record, which a comment of up to 65,535 bytes may follow. */
function endOfArchive(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) <= view.byteLength)
      return at;
  }
  return undefined;
}

function checkSizes(entries: readonly Entry[], file: string): void {
  for (const { name, packed, size } of entries) {
    const ratio = Math.round(size / Math.max(1, packed));
    if (size > MEGABYTE && ratio > MOST_RATIO) {
      throw fault(
        file,
        `${quote(name)} unpacks to ${ratio} times its size, more than the limit of ${MOST_RATIO}`,
      );
    }
  }
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST_MEGABYTES * MEGABYTE) {
    const megabytes = Math.ceil(total / MEGABYTE);
    throw fault(file, `unpacks to ${megabytes} MB, more than the limit of ${MOST_MEGABYTES} MB`);
  }
}

function unpack(entry: Entry, { view, bytes, file }: NamedBytes & { readonly view: DataView }): Uint8Array {
  const { name, at, packed, size } = entry;
  if ((entry.flags & 1) !== 0) throw fault(file, `${quote(name)} is encrypted`, "save it without a password");
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) {
    throw damaged(file, `${quote(name)} does not begin where it should`);
  }
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packed > bytes.length) throw damaged(file, `${quote(name)} ends too early`);
  const content = inflate(entry, bytes.subarray(from, from + packed), file);
  if (content.length !== size) {
    throw damaged(file, `${quote(name)} has ${content.length} bytes, expected ${size}`);
  }
  if (crc32(content) !== entry.crc) throw damaged(file, `${quote(name)} does not fit its checksum`);
  return content;
}

function inflate({ name, method, size }: Entry, packed: Uint8Array, file: string): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw fault(file, `${quote(name)} is packed in a way that no workbook is`, SAVE_AGAIN);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw damaged(
      file,
      isTooLarge
        ? `${quote(name)} unpacks to more than the ${size} bytes that it declares`
        : `${quote(name)} cannot be unpacked`,
    );
  }
}

const SAVE_AGAIN = "open it in its program and save it as .xlsx";

function cutOff(file: string, why: string): KessanError {
  return fault(file, `is cut off: ${why}`, "copy it again from where it came");
}

function damaged(file: string, why: string): KessanError {
  return fault(file, `is damaged: ${why}`, "copy it again from where it came");
}

function fault(file: string, what: string, hint?: string): KessanError {
  const problem: Problem = { place: { file }, what, ...(hint !== undefined && { hint }) };
  return new KessanError([problem]);
}
