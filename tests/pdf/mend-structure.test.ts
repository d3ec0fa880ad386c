import { PDFRef } from "pdf-lib";
import { expect, test } from "vitest";
import { mendStructure } from "../../src/pdf/mend-structure.ts";
import { isElement, type Element, type Kid } from "../../src/pdf/structure.ts";

const page = PDFRef.of(1);

/** An element; a number is content, below zero such as shows no text. */
function el(type: string, ...kids: readonly (Element | number)[]): Element {
  return { type, kids: kids.map((kid) => (typeof kid === "number" ? { mcid: kid, page } : kid)) };
}

/** "P[1 Span[2]]" */
function shown(kid: Kid): string {
  if (!isElement(kid)) return "mcid" in kid ? String(kid.mcid) : "link";
  return `${kid.type}[${kid.kids.map(shown).join(" ")}]`;
}

/** The mended tree of a document whose only page holds these. */
function mended(...kids: readonly (Element | number)[]): string {
  const tree = [el("Document", el("NonStruct", ...kids))];
  const [root] = mendStructure(tree, ({ mcid }) => mcid >= 0);
  return root === undefined ? "" : root.kids.map(shown).join(" ");
}

const text = (mcid: number): Element => el("NonStruct", mcid);

test("makes a section of a page and a paragraph of text that is in none", () => {
  expect(mended(el("H1", text(0)), el("NonStruct", text(1), text(2)))).toBe("Sect[H1[0] P[1 2]]");
});

test("takes out what says nothing: frames, backgrounds, elements left without content", () => {
  expect(mended(-1, el("NonStruct", el("NonStruct", -2, el("P", -3, text(0)))), el("P", -4))).toBe(
    "Sect[P[0]]",
  );
});

test("keeps blocks apart that stood in frames of their own, and joins the text of one line", () => {
  expect(mended(el("NonStruct", el("NonStruct", text(0)), el("NonStruct", text(1))))).toBe("Sect[P[0] P[1]]");
  expect(mended(el("P", text(0), el("NonStruct", text(1)), text(2)))).toBe("Sect[P[0 1 2]]");
});

test("gives list items labels and bodies, lists in lists too", () => {
  const inner = el("L", el("LI", text(3)));
  expect(mended(el("L", el("LI", el("Lbl", text(0)), text(1)), el("LI", text(2), inner)))).toBe(
    "Sect[L[LI[Lbl[0] LBody[1]] LI[LBody[P[2] L[LI[LBody[3]]]]]]]",
  );
  expect(mended(el("L", el("LI", el("NonStruct", text(0)), el("NonStruct", text(1)))))).toBe(
    "Sect[L[LI[LBody[P[0] P[1]]]]]",
  );
  expect(mended(el("L", text(0), el("LI", text(1))))).toBe("Sect[L[LI[LBody[0]] LI[LBody[1]]]]");
});

test("makes one figure of a picture and its parts, and keeps what is drawn in it", () => {
  const chart = { ...el("Figure", el("Figure", -1, 0), el("NonStruct", text(1))), hasAlt: true };
  expect(mended(chart)).toBe("Sect[Figure[-1 0 1]]");
});

test("makes no figure of a frame around one", () => {
  const chart = { ...el("Figure", 0), hasAlt: true };
  expect(mended(el("Figure", chart, el("Caption", text(1))))).toBe("Sect[Div[Figure[0] Caption[1]]]");
});

test("keeps empty cells, and rows in their table", () => {
  const row = el("TR", el("TH", -1, text(0)), el("TD", -2));
  expect(mended(el("Table", -3, el("NonStruct", row)))).toBe("Sect[Table[TR[TH[0] TD[]]]]");
});

test("makes notes of what stands aside", () => {
  expect(mended(el("Aside", el("Link", text(0)), text(1)))).toBe("Sect[Note[Link[0] 1]]");
});
