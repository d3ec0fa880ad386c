import { expect, test } from "vitest";
import { retagContent, scanContent } from "../../src/pdf/page-content.ts";

const scan = (content: string) => scanContent(Buffer.from(content, "latin1"), (name) => name === "Tagged");

/** The content with tags as `tags` says by the number of each piece. */
function retag(content: string, tags: Readonly<Record<number, string>> = {}): string {
  const bytes = Buffer.from(content, "latin1");
  return Buffer.from(retagContent(bytes, scan(content), (mcid) => tags[mcid])).toString("latin1");
}

test("makes an artifact of what is painted under no tag, from the first step of its path", () => {
  expect(retag("q 1 0 0 rg 0 0 5 5 re f Q")).toBe("q 1 0 0 rg /Artifact BMC\n0 0 5 5 re f\nEMC Q");
  expect(retag("0 0 m 5 5 l S")).toBe("/Artifact BMC\n0 0 m 5 5 l S\nEMC");
  expect(retag("/Logo Do")).toBe("/Artifact BMC\n/Logo Do\nEMC");
  expect(retag("BT /F1 9 Tf (a) Tj ET")).toBe("/Artifact BMC\nBT /F1 9 Tf (a) Tj ET\nEMC");
});

test("leaves alone what clips and paints nothing, an empty text, and what is tagged or an artifact already", () => {
  for (const content of [
    "0 0 5 5 re W n",
    "BT /F1 9 Tf ET",
    "/Artifact BMC 0 0 5 5 re f EMC",
    "/Artifact <</Type /Pagination>> BDC 0 0 5 5 re f EMC",
    "/Tagged Do",
  ])
    expect(retag(content)).toBe(content);
});

test("gives each piece the tag of its element, and makes an artifact of one that has none", () => {
  const content =
    "/NonStruct <</MCID 0 >>BDC\n0 0 5 5 re\nf\nEMC\n/NonStruct <</MCID 1 >>BDC\nBT (a) Tj ET\nEMC";
  expect(retag(content, { 1: "H1" })).toBe(
    "/Artifact BMC\n0 0 5 5 re\nf\nEMC\n/H1 <</MCID 1>>BDC\nBT (a) Tj ET\nEMC",
  );
});

test("puts artifacts around single strings where a text has tags within", () => {
  expect(retag("BT (a) Tj /P <</MCID 0>> BDC (b) Tj EMC ET", { 0: "P" })).toBe(
    "BT /Artifact BMC\n(a) Tj\nEMC /P <</MCID 0>>BDC (b) Tj EMC ET",
  );
});

test("knows which pieces show a text or a picture", () => {
  const { marks } = scan(
    "/P <</MCID 0>>BDC 0 0 1 1 re f EMC /P <</MCID 1>>BDC BT <00> Tj ET EMC /P <</MCID 2>>BDC /Im Do EMC /P <</MCID 3>>BDC /Span <</ActualText (x)>> BDC BT [(a)] TJ ET EMC EMC",
  );
  expect(marks.map(({ mcid, speaks }) => [mcid, speaks])).toEqual([
    [0, false],
    [1, true],
    [2, true],
    [3, true],
  ]);
});

test("takes no operator from strings, names, comments and pictures within the content", () => {
  for (const content of [
    "/P <</MCID 0>>BDC BT (f \\) S (Do) EMC) Tj ET EMC",
    "/P <</MCID 0>>BDC BT <66> Tj ET EMC % f EMC\n",
    "/P <</MCID 0>>BDC BI /W 1 /H 1 ID f S EMC\x00EIx EI EMC",
    "/P <</MCID 0>>BDC /f gs /S cs EMC",
  ])
    expect(retag(content, { 0: "P" }).replace(/<<\/MCID 0>>BDC/, "<</MCID 0>>BDC")).toBe(content);
});

test("says where content is broken", () => {
  expect(() => scan("f EMC")).toThrow("marked content ends without a beginning at 2");
  expect(() => scan("/P <</MCID 0>>BDC f")).toThrow("marked content has no end");
  expect(() => scan("BT (a Tj ET")).toThrow("what begins at 3 has no end");
});
