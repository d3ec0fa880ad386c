import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const block = 512;

/**
 * Unpacks plain files of a tar archive. `place` gives the path to write for the name of an entry, or undefined to
 * leave it out. Gives the names written. Throws where the archive ends before an entry does.
 */
export async function untar({ source, place }) {
  const written = [];
  let rest = Buffer.alloc(0);
  let entry; // the file being read: bytes and padding still to come
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      if (entry === undefined) {
        if (rest.length < block) break;
        entry = begin(rest.subarray(0, block));
        rest = rest.subarray(block);
      }
      const bytes = rest.subarray(0, entry.size);
      if (entry.file !== undefined) writeSync(entry.file, bytes);
      entry.size -= bytes.length;
      rest = rest.subarray(bytes.length);
      if (entry.size > 0 || rest.length < entry.padding) break;
      rest = rest.subarray(entry.padding);
      finish();
    }
  }
  if (entry?.size > 0) {
    finish();
    throw new Error("the archive ends in the middle of a file");
  }
  if (entry !== undefined) finish();
  return written;

  function begin(header) {
    const name = text(header, 0, 100);
    const prefix = text(header, 257, 5) === "ustar" ? text(header, 345, 155) : "";
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const isFile = ["0", "\0", ""].includes(String.fromCharCode(header[156]));
    const path = prefix === "" ? name : `${prefix}/${name}`;
    const target = isFile && name !== "" ? place(path) : undefined;
    if (target === undefined) return { size, padding: padding(size) };
    mkdirSync(dirname(target), { recursive: true });
    written.push(path);
    const mode = Number.parseInt(text(header, 100, 8), 8) & 0o111 ? 0o755 : 0o644;
    return { size, padding: padding(size), file: openSync(target, "wx", mode) };
  }

  function finish() {
    if (entry.file !== undefined) closeSync(entry.file);
    entry = undefined;
  }
}

function padding(size) {
  return (block - (size % block)) % block;
}

function text(header, start, length) {
  return header
    .subarray(start, start + length)
    .toString("latin1")
    .replace(/\0.*$/s, "")
    .trim();
}
