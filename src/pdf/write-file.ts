import type { PDFContext, PDFDict, PDFObject, PDFRef } from "pdf-lib";
import { pack } from "./pack.ts";

type PdfLib = typeof import("pdf-lib");

/**
 * The bytes of a file that holds all objects of a document, numbered from 1 without gaps in the order that they had, those that can be in
 * streams (ISO 32000-1, 7.5.7), with a table that tells each object's place by what changes from the one before (7.4.4.4 and 7.5.8).
 * The library would list every gap of the numbers in plain text. Streams may get their content until `filled` is done. Takes the
 * document's objects: it cannot be used any more.
 */
export async function writeFile(
  pdfLib: PdfLib,
  context: PDFContext,
  filled?: Promise<void>,
): Promise<Uint8Array> {
  const { PDFArray, PDFDict, PDFHeader, PDFName, PDFObjectStream, PDFRawStream, PDFRef, PDFStream } = pdfLib;
  const objects = context.enumerateIndirectObjects();
  const numbers = new Map(objects.map(([ref], index) => [ref, PDFRef.of(index + 1)]));
  const renumbered = new Set<PDFObject>();
  for (const [, object] of objects) renumber(object);
  const { Root, Info, ID } = context.trailerInfo;

  const parts: Uint8Array[] = [];
  let length = 0;
  const write = (part: string | Uint8Array): void => {
    const bytes = typeof part === "string" ? Buffer.from(part, "latin1") : part;
    parts.push(bytes);
    length += bytes.length;
  };
  const places: Place[] = [];
  const writeObject = (number: number, object: PDFObject): void => {
    places[number] = [1, length, 0];
    const bytes = new Uint8Array(object.sizeInBytes());
    object.copyBytesInto(bytes, 0);
    write(`${number} 0 obj\n`);
    write(bytes);
    write("\nendobj\n");
  };

  const header = PDFHeader.forVersion(1, 7);
  const top = new Uint8Array(header.sizeInBytes());
  header.copyBytesInto(top, 0);
  write(top);
  write("\n");
  const simple: [PDFRef, PDFObject][] = [];
  for (const [index, [, object]] of objects.entries()) {
    if (!(object instanceof PDFStream)) simple.push([PDFRef.of(index + 1), object]);
  }
  const streams: Promise<PDFObject>[] = [];
  for (let at = 0; at < simple.length; at += objectsPerStream) {
    const some = simple.slice(at, at + objectsPerStream);
    const stream = PDFObjectStream.withContextAndObjects(context, some, false);
    for (const [index, [{ objectNumber }]] of some.entries())
      places[objectNumber] = [2, objects.length + 1 + streams.length, index];
    streams.push(packed(stream.dict, stream.getUnencodedContents()));
  }
  await filled;
  for (const [index, [, object]] of objects.entries()) {
    if (object instanceof PDFStream) writeObject(index + 1, object);
  }
  let next = objects.length + 1;
  for (const stream of await Promise.all(streams)) writeObject(next++, stream);

  const start = length;
  places[0] = [0, 0, 65535];
  places[next] = [1, start, 0];
  const table = context.obj({
    Type: "XRef",
    Size: next + 1,
    W: [...widths],
    DecodeParms: { Predictor: 12, Columns: rowLength },
    ...(Root && { Root: renamed(Root) }),
    ...(Info && { Info: renamed(Info) }),
    ...(ID && { ID: renamed(ID) }),
  });
  writeObject(next, await packed(table, differences(places)));
  write(`startxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts, length);

  async function packed(dict: PDFDict, content: Uint8Array): Promise<PDFObject> {
    dict.set(PDFName.of("Filter"), PDFName.of("FlateDecode"));
    return PDFRawStream.of(dict, await pack(content));
  }

  function renamed(object: PDFObject): PDFObject {
    // What leads to no object stands for null (ISO 32000-1, 7.3.10), and must not lead to another one
    return object instanceof PDFRef ? (numbers.get(object) ?? pdfLib.PDFNull) : object;
  }

  function renumber(object: PDFObject): void {
    const holder = object instanceof PDFStream ? object.dict : object;
    if (!(holder instanceof PDFDict || holder instanceof PDFArray) || renumbered.has(holder)) return;
    renumbered.add(holder);
    if (holder instanceof PDFArray) {
      for (let at = 0; at < holder.size(); at++) {
        const item = holder.get(at);
        if (item instanceof PDFRef) holder.set(at, renamed(item));
        else renumber(item);
      }
      return;
    }
    for (const [key, value] of holder.entries()) {
      if (value instanceof PDFRef) holder.set(key, renamed(value));
      else renumber(value);
    }
  }
}

/** More make the file little smaller, and a reader unpack more for one object. */
const objectsPerStream = 200;

/** Kind of an entry, then its place or the number of its stream, then its index there (ISO 32000-1, table 18). */
type Place = readonly [number, number, number];
const widths = [1, 4, 2] as const;
const rowLength = 7;

/** The rows of a table, each as what is added to the one above (PNG's filter "up"). */
function differences(places: readonly Place[]): Uint8Array {
  const rows = Buffer.alloc(places.length * rowLength);
  places.forEach(([kind, place, index], at) => {
    rows.writeUInt8(kind, at * rowLength);
    rows.writeUInt32BE(place, at * rowLength + 1);
    rows.writeUInt16BE(index, at * rowLength + 5);
  });
  const filtered = Buffer.alloc(places.length * (rowLength + 1));
  for (let row = 0; row < places.length; row++) {
    const to = row * (rowLength + 1);
    filtered[to] = 2;
    for (let i = 0; i < rowLength; i++) {
      const at = row * rowLength + i;
      filtered[to + 1 + i] = rows[at]! - (row === 0 ? 0 : rows[at - rowLength]!);
    }
  }
  return filtered;
}
