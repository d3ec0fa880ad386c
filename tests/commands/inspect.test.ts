import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFString } from "pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatInspection } from "../../src/commands/format-inspection.ts";
import { inspectPdf } from "../../src/inspect/inspect-pdf.ts";
import { makePdf, taggedHi, hi } from "../inspect/make-pdf.ts";
import { runKessan } from "../run-kessan.ts";

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "kessan-test-"));
  writeFileSync(join(root, "good.pdf"), await makePdf());
  writeFileSync(join(root, "bad.pdf"), await makePdf({ lang: null }));
  writeFileSync(join(root, "text.pdf"), "hello");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const run = (...args: readonly string[]) => runKessan(["inspect", ...args], { cwd: root });

test("tells the whole inspection as JSON", async () => {
  const { code, out, err } = await run("good.pdf", "--json");
  expect([code, err]).toEqual([0, ""]);
  const { results, problems } = JSON.parse(out) as {
    results: { path: string; inspection: object }[];
    problems: [];
  };
  expect(problems).toEqual([]);
  expect(results).toHaveLength(1);
  expect(results[0]!.path).toBe("good.pdf");
  expect(results[0]!.inspection).toEqual(await inspectPdf({ bytes: await makePdf(), file: "" }));
});

test("tells what is wrong with some files beside the others as JSON", async () => {
  const { code, out, err } = await run("gone.pdf", "good.pdf", "--json");
  const { results, problems } = JSON.parse(out) as { results: { path: string }[]; problems: object[] };
  expect([code, err]).toEqual([1, ""]);
  expect(results.map(({ path }) => path)).toEqual(["good.pdf"]);
  expect(problems).toEqual([{ place: { file: "gone.pdf" }, what: "no such file" }]);
});

test("only reports rules that fail, but with --strict", async () => {
  expect((await run("bad.pdf")).code).toBe(0);
  expect((await run("bad.pdf", "--strict")).code).toBe(1);
  expect((await run("good.pdf", "--strict")).code).toBe(0);
});

test("tells all that is wrong with several files at once, and what the others hold", async () => {
  const { code, out, err } = await run("gone.pdf", "good.pdf", "text.pdf");
  expect([code, out]).toEqual([1, (await run("good.pdf")).out]);
  expect(err).toBe(
    "gone.pdf no such file\ntext.pdf is no PDF: it does not begin with %PDF-\n  hint: name a PDF\n2 problems\n",
  );
});

test("says what a path is that is no file", async () => {
  mkdirSync(join(root, "folder.pdf"));
  execFileSync("mkfifo", [join(root, "pipe.pdf")]);
  const { code, out, err } = await run("folder.pdf", "pipe.pdf", "good.pdf/below.pdf");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe(
    "folder.pdf is a folder\n  hint: name a file in it\npipe.pdf is no plain file\ngood.pdf/below.pdf no such file\n3 problems\n",
  );
});

test("prints sections that can be read at a terminal", async () => {
  const bytes = await makePdf({
    content: `${taggedHi} ${hi}`,
    annotations: [{ Subtype: "Link", A: { S: "URI", URI: PDFString.of("https://x.test") } }],
    tags: [
      { type: "H1", mcid: 0 },
      { type: "Figure", alt: "A chart" },
      { type: "Link", annotation: 0 },
    ],
  });
  const inspection = await inspectPdf({ bytes, file: "a.pdf" });
  const shown = formatInspection({ path: "a.pdf", inspection });
  expect(shown.split("\n\n").slice(1, -2)).toEqual([
    "Metadata\n  pdfuaid:part  1\n  dc:title      Hi & ho",
    "Pages\n  1  200 × 200 pt",
    "Fonts\n  Inter  Type 0, CIDFontType2  subset  with text  2 characters  on 1 page",
    "Languages\n  en  document",
    'Tags\n  H1 "Hi"\n  Figure alt "A chart"\n  Link',
    "Reading order\n  1  H1      Hi\n  1  Figure  A chart",
    "Alternative texts\n  1  A chart",
    'Painted content\n  operators in tags 1, in artifacts 0, in neither 1\n  page 1: 1 in neither: "Hi"',
    'Links\n  1  ""  https://x.test  no Contents',
  ]);
  expect(shown).toContain(
    '  7.1-3 failed: all that is painted is tagged or an artifact\n    page 1, "Hi": 1 operator paints outside of tags and artifacts\n',
  );
  expect(shown).toContain(
    "  31 passed, 2 failed, 0 undecided, 59 not applicable; no others were looked at\n",
  );
});

test("shows the codes of characters that a file would hide or send to the terminal", async () => {
  const bytes = await makePdf({ tags: [{ type: "P", mcid: 0, alt: "a\u001b[2Jb\u202ec" }] });
  const shown = formatInspection({ path: "a.pdf", inspection: await inspectPdf({ bytes, file: "a.pdf" }) });
  expect(shown).not.toMatch(/[\u001b\u202e]/);
  expect(shown).toContain("a<U+001B>[2Jb<U+202E>c");
});
