import type { PDFDocument, PDFDict, PDFRawStream, PDFRef } from "pdf-lib";
import { pack } from "./pack.ts";

type PdfLib = typeof import("pdf-lib");

/** A file that travels inside the PDF, as data that belongs to the document. */
export interface Attachment {
  /** ASCII. */
  readonly name: string;
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array;
  readonly mimeType: string;
  readonly description: string;
  /** Data: what the document shows; supplement: more than it shows (ISO 32000-2, table 43). */
  readonly relationship: "Data" | "Supplement";
}

/**
 * Puts files into a document that has none (ISO 32000-2, 7.11.4 and 14.13). Their objects are there when it returns, their packed content
 * when it is done.
 */
export async function attachFiles(
  pdfLib: PdfLib,
  { context, catalog }: PDFDocument,
  { attachments, date }: { readonly attachments: readonly Attachment[]; readonly date: Date },
): Promise<void> {
  if (attachments.length === 0) return;
  const { PDFName, PDFString, PDFHexString, PDFDict } = pdfLib;
  const contents = attachments.map(({ content }) =>
    typeof content === "string" ? Buffer.from(content) : content,
  );
  const streams: PDFRawStream[] = [];
  const specifications = attachments.map(
    ({ name, mimeType, description, relationship }, index): [string, PDFRef] => {
      const dict = context.obj({
        Type: "EmbeddedFile",
        Subtype: mimeType,
        Filter: "FlateDecode",
        Length: 0,
        Params: {
          Size: contents[index]!.length,
          CreationDate: PDFString.fromDate(date),
          ModDate: PDFString.fromDate(date),
        },
      }) as PDFDict;
      const stream = pdfLib.PDFRawStream.of(dict, new Uint8Array());
      streams.push(stream);
      const file = context.register(stream);
      const specification = context.obj({
        Type: "Filespec",
        F: PDFString.of(name),
        UF: PDFHexString.fromText(name),
        EF: { F: file, UF: file },
        Desc: PDFHexString.fromText(description),
        AFRelationship: relationship,
      });
      return [name, context.register(specification)];
    },
  );
  const names = specifications
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, ref]) => [PDFHexString.fromText(name), ref]);
  const tree = catalog.lookupMaybe(PDFName.of("Names"), PDFDict) ?? (context.obj({}) as PDFDict);
  tree.set(PDFName.of("EmbeddedFiles"), context.obj({ Names: names }));
  catalog.set(PDFName.of("Names"), tree);
  catalog.set(PDFName.of("AF"), context.obj(specifications.map(([, ref]) => ref)));
  // Their length is written with them
  const fill = async (stream: Mutable<PDFRawStream>, content: Uint8Array): Promise<void> => {
    stream.contents = await pack(content);
  };
  await Promise.all(streams.map((stream, index) => fill(stream, contents[index]!)));
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
