import { expect, test } from "vitest";
import { hasOwnFileId, writeFileId } from "../../src/pdf/file-id.ts";
import { pdfWith } from "../proof/planned-trace.ts";

test("a finished file carries the hash of itself", async () => {
  expect(hasOwnFileId(await pdfWith(undefined))).toBe(true);
});

test("no byte of it can change unseen", async () => {
  const bytes = await pdfWith(undefined);
  const unseen = [...bytes.keys()].filter((at) => {
    const changed = Uint8Array.from(bytes);
    changed[at]! ^= 1;
    return hasOwnFileId(changed);
  });
  expect(unseen).toEqual([]);
});

test("nothing can be added to it unseen", async () => {
  const bytes = await pdfWith(undefined);
  expect(hasOwnFileId(Buffer.concat([bytes, Buffer.from("\n")]))).toBe(false);
});

test("what has no id has not its own", () => {
  expect(hasOwnFileId(Buffer.from("%PDF-1.7\n%%EOF\n"))).toBe(false);
});

test("an id is written only where its place is kept", async () => {
  const finished = await pdfWith(undefined);
  expect(() => writeFileId(finished)).toThrow("finishing gave a broken PDF");
  expect(() => writeFileId(Buffer.from("no PDF"))).toThrow("finishing gave a broken PDF");
});
