import { crc32, deflateRawSync } from "node:zlib";

/** A file in an archive; the path is ASCII. */
export interface ZipPart {
  readonly path: string;
  readonly text: string;
}

/** A zip archive (PKWARE APPNOTE 6.3) of texts in UTF-8. Its dates are the first that the format has: the same parts give the same bytes. */
export function writeZip(parts: readonly ZipPart[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, text } of parts) {
    const [name, bytes] = [Buffer.from(path, "latin1"), Buffer.from(text)];
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(version, 0);
    common.writeUInt16LE(deflated, 4);
    common.writeUInt16LE(firstDate, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    files.push(Buffer.from("PK\x03\x04", "latin1"), common, name, packed);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, name);
    at += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, listed, end]);
}

const version = 20;
const deflated = 8;
/** January 1, 1980. */
const firstDate = 0x21;
