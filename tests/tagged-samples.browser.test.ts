import { PDFDocument, PDFName } from "pdf-lib";
import { getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, test } from "vitest";
import { builtSample } from "./built-sample.ts";
import { recalculate } from "./proof/recalculate.ts";
import { readTags, tagsWith, type ReadTag, type ReadTags } from "./pdf/read-tags.ts";

const samples = [
  ["iij-2q06-results.en", "data/iij/documents/2q06-results", 6],
  ["iij-1h10-release.ja", "data/iij/documents/1h10-release", 0],
  ["nordlicht-4q25-results.de", "data/example/documents/4q25-results", 7],
] as const;

describe.each(samples)("the tags of %s", (name, document, charts) => {
  let tags: ReadTags;
  beforeAll(async () => {
    const { written } = await builtSample(document);
    tags = await readTags(written.get(`${name}.pdf`)!);
  });

  test("hold everything that is painted", () => {
    expect(tags.untagged).toBe(0);
  });

  test("say what each part is, and nothing twice", () => {
    expect(tagsWith(tags, "NonStruct")).toEqual([]);
    for (const { kids } of tagsWith(tags, "LI")) expect(rolesOf(kids)).toEqual(["LBody"]);
    for (const { kids } of tagsWith(tags, "TR")) expect([...rolesOf(kids), "TD"]).toSatisfy(areCells);
    const content = tags.pages.flatMap((page) => contentOf(page));
    expect(new Set(content).size).toBe(content.length);
    expect(content.length).toBeGreaterThan(100);
  });

  test("have one figure a chart, with its words", () => {
    const figures = tagsWith(tags, "Figure");
    expect(figures).toHaveLength(charts);
    for (const { alt } of figures) expect(alt).toMatch(/\S/);
  });

  test("leave the headings as they are in the outline, a first one before the second ones", () => {
    const levels = tags.pages.flatMap((page) => headingsOf(page));
    expect(levels[0]).toBe("H1");
    expect(new Set(levels).difference(new Set(["H1", "H2"])).size).toBe(0);
  });
});

describe("a report", () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    const { written } = await builtSample("data/iij/documents/1h10-release");
    bytes = written.get("iij-1h10-release.en.pdf")!;
  });

  test("has notes for its footnotes, linked with their marks both ways", async () => {
    const tags = await readTags(bytes);
    const notes = tagsWith(tags, "Note");
    expect(notes.length).toBeGreaterThan(2);
    for (const note of notes) expect(rolesOf(note.kids)[0]).toBe("Link");
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const links = document.getPages().flatMap((page) => {
      const list = page.node.Annots();
      return Array.from({ length: list?.size() ?? 0 }, (_, index) => String(list!.lookup(index)));
    });
    const places = new Set(links.map((link) => /\/Dest \/(\S+)/.exec(link)![1]!));
    for (const place of places)
      expect(places.has(place.replace(/^(?:note|mark)/, (side) => (side === "note" ? "mark" : "note")))).toBe(
        true,
      );
    expect(links.every((link) => link.includes("/Contents <"))).toBe(true);
    expect(document.catalog.has(PDFName.of("Dests"))).toBe(true);
  });

  test("holds a workbook whose statements are recalculated to what it holds", async () => {
    const file = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
    const attached = (await file.getAttachments()) as Record<string, { readonly content: Uint8Array }>;
    await file.destroy();
    expect(Object.keys(attached).sort()).toEqual(["data-book.xlsx", "figures.csv", "trace.json"]);
    const cells = recalculate(attached["data-book.xlsx"]!.content);
    const live = cells.filter(({ formula }) => formula !== undefined);
    expect(live.length).toBeGreaterThan(1000);
    for (const { held, result } of live)
      expect(Math.abs(held - result)).toBeLessThan(1e-9 * Math.max(1, Math.abs(held)));
  });
});

function rolesOf(kids: ReadTag["kids"]): readonly string[] {
  return kids.map((kid) => (typeof kid === "string" ? "" : kid.role));
}

function areCells(roles: readonly string[]): boolean {
  return roles.every((role) => role === "TH" || role === "TD");
}

function contentOf(tag: ReadTag): readonly string[] {
  return tag.kids.flatMap((kid) => (typeof kid === "string" ? [kid] : contentOf(kid)));
}

function headingsOf(tag: ReadTag): readonly string[] {
  if (/^H\d$/.test(tag.role)) return [tag.role];
  return tag.kids.flatMap((kid) => (typeof kid === "string" ? [] : headingsOf(kid)));
}
