import fc from "fast-check";
import * as pdfLib from "pdf-lib";
import { expect, test } from "vitest";
import { readPrinted } from "../../src/pdf/read-printed.ts";
import { objectsOf } from "./objects-of.ts";

/** A document with these objects, written without streams of objects. */
async function written(objects: readonly unknown[] = []): Promise<Uint8Array> {
  const document = await pdfLib.PDFDocument.create();
  for (const object of objects) document.context.register(document.context.obj(object as never));
  document.addPage().drawSquare();
  return document.save({ useObjectStreams: false });
}

function edited(bytes: Uint8Array, edit: (text: string) => string): Uint8Array {
  return Buffer.from(edit(Buffer.from(bytes).toString("latin1")), "latin1");
}

/** The same number of bytes, so that every object stays where the table says. */
function swapped(from: string, to: string): (text: string) => string {
  return (text) => {
    if (from.length !== to.length || !text.includes(from)) throw new Error(`cannot write ${to} for ${from}`);
    return text.replace(from, to);
  };
}

test("any objects are read as the library reads them", async () => {
  const text = fc.string({ maxLength: 12 });
  const leaf = fc.oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => number / 1000),
    fc.boolean(),
    fc.constant(null),
    fc.string({ minLength: 1, maxLength: 8 }).map((name) => pdfLib.PDFName.of(name.replaceAll("#", ""))),
    text.map((words) => pdfLib.PDFString.of(words.replaceAll(/[\\()]/g, "\\$&"))),
    text.map((words) => pdfLib.PDFHexString.fromText(words)),
    fc.integer({ min: 0, max: 99 }).map((number) => pdfLib.PDFRef.of(number)),
  );
  const { object } = fc.letrec<{ object: unknown }>((tie) => ({
    object: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("object"), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{0,6}$/), tie("object"), {
        maxKeys: 4,
      }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(fc.array(object, { maxLength: 6 }), async (objects) => {
      const bytes = await written(objects);
      const read = readPrinted(pdfLib, bytes);
      const loaded = await pdfLib.PDFDocument.load(bytes, { updateMetadata: false });
      expect(read === undefined ? "is not read" : objectsOf(read)).toEqual(objectsOf(loaded));
      expect(read!.context.trailerInfo.Root).toBe(loaded.context.trailerInfo.Root);
      expect(read!.context.largestObjectNumber).toBe(loaded.context.largestObjectNumber);
      expect(read!.getPageCount()).toBe(1);
    }),
    { numRuns: 200 },
  );
});

const plain = await written([{ Of: [1, 2.5] }]);

test.each<readonly [string, Uint8Array]>([
  ["nothing", new Uint8Array()],
  ["no PDF", new TextEncoder().encode("<html>")],
  ["half of one", plain.subarray(0, plain.length / 2)],
  ["one without its last line", plain.subarray(0, -6)],
  ["objects in streams", await (await pdfLib.PDFDocument.load(plain)).save()],
  ["bytes before the file", edited(plain, (text) => `\n${text}`)],
  ["a table that leads elsewhere", edited(plain, (text) => text.replace("3 0 obj", "3 0  obj"))],
  ["a comment", edited(plain, swapped("/Of [ 1", "/Of%[ 1"))],
  ["a list without its end", edited(plain, swapped("2.5 ]", "2.5  "))],
  ["a number that is none", edited(plain, swapped("2.5 ]", "2-5 ]"))],
  ["a word that is no object", edited(plain, swapped("[ 1 2.5", "[ 1 abc"))],
  [
    "a stream of unknown length",
    edited(plain, (text) =>
      text.replace(/\/Length \d+/, (all) =>
        all.replace(/\d+$/, (digits) => `/${"x".repeat(digits.length - 1)}`),
      ),
    ),
  ],
  ["a stream of another length", edited(plain, (text) => text.replace(/\/Length \d/, "/Length 9"))],
  [
    "another object in the place of its catalog",
    edited(plain, (text) => text.replace(/\/Root \d+/, "/Root 1")),
  ],
  ["an earlier version of itself", edited(plain, (text) => text.replace("/Size ", "/Prev 9 /Size "))],
  ["encryption", edited(plain, (text) => text.replace("/Size ", "/Encrypt 1 0 R /Size "))],
])("a file with %s is left to the library", (_, bytes) => {
  expect(readPrinted(pdfLib, bytes)).toBeUndefined();
});

test("what is behind no object, and an object that is free, are nothing", () => {
  const free = edited(plain, (text) =>
    text.replace(/(\d{10}) 00000 n(?= \n\d{10} 00000 n \n\ntrailer)/, "$1 00000 f"),
  );
  const [all, some] = [plain, free].map((bytes) => objectsOf(readPrinted(pdfLib, bytes)!));
  expect(some).toHaveLength(all!.length - 1);
});
