import { expect, test } from "vitest";
import { scanContent } from "../../src/pdf/page-content.ts";
import { tidyContent } from "../../src/pdf/tidy-content.ts";

/** Glyphs of F1 and F2 are as wide as their size, those of F3 half of it. */
const widths = new Map([
  ["F1", () => 1000],
  ["F2", () => 1000],
  ["F3", () => 500],
]);

const of = {
  widthsOf: (font: string) => widths.get(font),
  isTaggedForm: (name: string) => name === "Tagged",
};

/** The content tidied, in one line, with each code of two bytes as its number; undefined if it has to stay. */
function tidy(content: string): string | undefined {
  const tidied = tidyContent(Buffer.from(content, "latin1"), of);
  return tidied && Buffer.from(tidied.bytes).toString("latin1").replaceAll("\n", " ").replaceAll("\0", "");
}

const text = (shown: string) => `BT /F1 10 Tf 1 0 0 -1 5 50 Tm ${shown} ET`;

test("puts glyphs that stand one after another into one string", () => {
  const glyphs = "<0041> Tj 9.9999 0 Td <0042> Tj 10.00012 0 Td <00430044> Tj";
  expect(tidy(text(glyphs))).toBe("BT /F1 10 Tf 1 0 0 -1 5 50 Tm (ABCD)Tj ET");
});

test("keeps gaps between glyphs, and lets small ones not add up", () => {
  expect(tidy(text("<0041> Tj 12 0 Td <0042> Tj"))).toBe("BT /F1 10 Tf 1 0 0 -1 5 50 Tm [(A)-200(B)]TJ ET");
  const steps = Array.from({ length: 9 }, () => "10.005 0 Td <0042> Tj").join(" ");
  expect(tidy(text(`<0041> Tj ${steps}`))).toContain("[(ABB)-2(BBBB)-1(BB)-1(B)]TJ");
});

test("goes on in a line where a text before it ended, in another font too", () => {
  const rest =
    "BT /F3 10 Tf 1 0 0 -1 5 50 Tm 10.0001 0 Td <0042> Tj ET BT /F1 10 Tf 1 0 0 -1 20 50 Tm <0043> Tj ET";
  expect(tidy(`${text("<0041> Tj")} ${rest}`)).toBe(
    "BT /F1 10 Tf 1 0 0 -1 5 50 Tm (A)Tj /F3 10 Tf (B)Tj /F1 10 Tf (C)Tj ET",
  );
});

test("sets a place anew for another line, another direction and a wide gap", () => {
  for (const [matrix, written] of [
    ["1 0 0 -1 15 60.0049", "1 0 0 -1 15 60"],
    ["0 1 1 0 5 50", "0 1 1 0 5 50"],
    ["1 0 0 -1 500 50", "1 0 0 -1 500 50"],
  ])
    expect(tidy(`${text("<0041> Tj")} BT /F1 10 Tf ${matrix} Tm <0042> Tj ET`)).toBe(
      `BT /F1 10 Tf 1 0 0 -1 5 50 Tm (A)Tj ${written} Tm (B)Tj ET`,
    );
});

test("ends a text where tags do", () => {
  const tagged = (mcid: number, content: string) => `/P <</MCID ${mcid}>>BDC ${content} EMC`;
  expect(tidy(`${tagged(0, text("<0041> Tj"))} ${tagged(1, text("<0042> Tj"))}`)).toBe(
    "/P <</MCID 0>>BDC BT /F1 10 Tf 1 0 0 -1 5 50 Tm (A)Tj ET EMC /P <</MCID 1>>BDC BT 1 0 0 -1 5 50 Tm (B)Tj ET EMC",
  );
});

test("writes codes that mean something in a string with a backslash", () => {
  expect(tidy(text("<00280029005C000D000A> Tj"))).toContain("(\\(\\)\\\\\\r )Tj");
});

test("sets a colour where it is painted with, and once", () => {
  expect(tidy("1 0 0 RG 1 0 0 rg 0 0 5 5 re f 1 0 0 RG 1 0 0 rg 6 0 5 5 re f")).toBe(
    "1 0 0 rg 0 0 5 5 re f 6 0 5 5 re f",
  );
  expect(tidy("1 0 0 RG 0 1 0 rg 0 0 5 5 re S 0 0 5 5 re B")).toBe(
    "1 0 0 RG 0 0 5 5 re S 0 1 0 rg 0 0 5 5 re B",
  );
  expect(tidy("q 1 0 0 rg 0 0 5 5 re f Q q 1 0 0 rg 0 0 5 5 re f Q 0 0 5 5 re f")).toBe(
    "q 1 0 0 rg 0 0 5 5 re f Q q 1 0 0 rg 0 0 5 5 re f Q 0 0 5 5 re f",
  );
  expect(tidy("/Pattern CS/Pattern cs/P6 SCN/P6 scn 0 0 5 5 re f")).toBe("/Pattern cs /P6 scn 0 0 5 5 re f");
});

test("sets both colours and the font for an object that may be painted with them", () => {
  expect(tidy("1 0 0 RG 0 1 0 rg /X1 Do")).toBe("0 1 0 rg 1 0 0 RG /X1 Do");
  expect(tidy("BT /F1 9 Tf ET /X1 Do")).toBe("/F1 9 Tf /X1 Do");
});

test("sets what a picture of settings holds again after it may have changed", () => {
  expect(tidy("/G3 gs 0 0 5 5 re f /G3 gs 0 0 5 5 re f")).toBe("/G3 gs 0 0 5 5 re f 0 0 5 5 re f");
  for (const between of ["/G4 gs", "2 w", "2 0 0 2 0 0 cm"])
    expect(tidy(`/G3 gs ${between} /G3 gs 0 0 5 5 re f`)).toBe(`/G3 gs ${between} /G3 gs 0 0 5 5 re f`);
});

test("rounds places to hundredths of a point, and nothing to zero", () => {
  expect(tidy("64.123456 0.004 m -0.51 100.999 l S")).toBe("64.12 .004 m -.51 101 l S");
  expect(tidy("q 50 0 0 50 0 0 cm 1.23456 2.0001 m 3 4 l S Q")).toBe(
    "q 50 0 0 50 0 0 cm 1.2346 2.0001 m 3 4 l S Q",
  );
  expect(tidy(".23999999 0 0 -.23999999 0 540 cm 0 0 1 1 re f")).toBe(
    ".23999999 0 0 -.23999999 0 540 cm 0 0 1 1 re f",
  );
});

test("leaves out what is saved and restored with nothing painted between, but no tags", () => {
  expect(tidy("q 0 0 5 5 re W n q 2 0 0 2 0 0 cm Q Q 0 0 1 1 re f")).toBe("0 0 1 1 re f");
  expect(tidy("q 0 0 5 5 re W* n 0 0 1 1 re f Q")).toBe("q 0 0 5 5 re W* n 0 0 1 1 re f Q");
  expect(tidy("/P BMC q EMC /P BMC Q EMC")).toBe("/P BMC q EMC /P BMC Q EMC");
});

test("knows of what it has written which marks it has, and what is untagged", () => {
  for (const content of [
    "0 0 5 5 re f /Logo Do /Tagged Do /Sh1 sh",
    `${text("<0041> Tj")} /P <</MCID 3 >>BDC ${text("<0042> Tj")} EMC ${text("<0043> Tj")}`,
    "/P <</MCID 0 >>BDC 1 0 0 rg 0 0 5 5 re f /Span BMC /Im Do EMC EMC /Artifact BMC 0 0 5 5 re f EMC",
    "q 0 0 5 5 re W n q Q 0 0 1 1 re f Q 0 0 m 5 5 l 6 6 l S",
    "/P <</MCID 0 >>BDC EMC /Span BMC 0 0 1 1 re f EMC q 2 w Q 0 0 2 2 re B",
  ]) {
    const { bytes, content: known } = tidyContent(Buffer.from(content, "latin1"), of)!;
    const { marks, untagged } = scanContent(bytes, of.isTaggedForm);
    expect([content, known]).toEqual([content, { marks, untagged }]);
  }
});

test("leaves a stream as it is that holds anything else than it knows", () => {
  for (const content of [
    "BX 0 0 5 5 re f EX",
    "0 0 5 re f",
    "0 0 5 5 re q f Q",
    "q 0 0 5 5 re f",
    "0 0 5 5 re f Q",
    "0 0 m",
    "0 0 5 5 re f EMC",
    "/P BMC 0 0 5 5 re f",
    "0 0 5 5 re f (a",
    "(1) 0 5 5 re f",
    "1e3 0 5 5 re f",
    "BI /W 1 /H 1 ID x EI",
    ".5 scn 0 0 5 5 re f",
    text("[<0041>] TJ"),
    text("2 Tr <0041> Tj"),
    text("(A) Tj"),
    text("<41> Tj"),
    text("/P BMC <0041> Tj EMC"),
    "BT /F9 10 Tf 1 0 0 1 0 0 Tm <0041> Tj ET",
    "BT 1 0 0 1 0 0 Tm <0041> Tj ET",
    "BT /F1 10 Tf 0 0 0 0 5 50 Tm <0041> Tj ET",
  ])
    expect([content, tidy(content)]).toEqual([content, undefined]);
});

/** Codes stand for their characters; 32 is the space. Pieces 0 and 1 belong to one paragraph, 2 to another. */
const [paragraph, other] = [{}, {}];
const read = {
  ...of,
  textsOf: () => ({ textOf: (code: number) => String.fromCharCode(code), space: 32 }),
  blockOf: (mcid: number) => (mcid < 2 ? paragraph : other),
};

/** Lines of text, each in a piece of marked content and so many points below the first, as they are shown. */
function wrapped(...lines: readonly (readonly [mcid: number, y: number, words: string])[]): string {
  const codes = (words: string): string =>
    [...words].map((one) => one.charCodeAt(0).toString(16).padStart(4, "0")).join("");
  const content = lines.map(
    ([mcid, y, words]) =>
      `/P <</MCID ${mcid}>>BDC BT /F1 10 Tf 1 0 0 -1 5 ${50 + y} Tm <${codes(words)}> Tj ET EMC`,
  );
  const { bytes } = tidyContent(Buffer.from(content.join(" "), "latin1"), read)!;
  return [
    ...Buffer.from(bytes)
      .toString("latin1")
      .replaceAll("\0", "")
      .matchAll(/\(([^)]*)\)/g),
  ]
    .map(([, shown]) => shown)
    .join("|");
}

test("puts the space back at which a line was broken, in one piece and between two of one block", () => {
  expect(wrapped([0, 0, "to"], [0, 15, "be"])).toBe("to |be");
  expect(wrapped([0, 0, "to"], [1, 15, "be"], [1, 30, "or"])).toBe("to |be |or");
});

test("puts no space between blocks, within a line, and where one is printed", () => {
  expect(wrapped([1, 0, "to"], [2, 15, "be"])).toBe("to|be");
  expect(wrapped([0, 0, "to"], [1, 0, "be"])).toBe("to|be");
  expect(wrapped([0, 0, "to "], [0, 15, "be"])).toBe("to |be");
});

test("puts the space back where the line before ends within a text that goes on", () => {
  const content =
    "/P <</MCID 0>>BDC BT /F1 10 Tf 1 0 0 -1 5 50 Tm <0061> Tj 12 0 Td <0062> Tj 1 0 0 -1 5 70 Tm <0063> Tj ET EMC";
  const { bytes } = tidyContent(Buffer.from(content, "latin1"), read)!;
  expect(Buffer.from(bytes).toString("latin1").replaceAll("\0", "")).toContain("[(a)-200(b )]TJ");
});
