import { expect, test } from "vitest";
import { formatTrace } from "../../src/proof/build-trace.ts";
import { readTrace } from "../../src/proof/read-trace.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { problemsOf } from "../memory-build.ts";
import { pdfWith, sampleTrace } from "./planned-trace.ts";

const trace = await sampleTrace();
const json = formatTrace(trace);

const told = (content: string | Uint8Array, file = "deck.pdf"): Promise<string> =>
  problemsOf(readTrace({ bytes: Buffer.from(content), file }));

/** The text of the sample's trace with other values at its top. */
const jsonWith = (changes: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...(JSON.parse(json) as Trace), ...changes });

const nameOurs = "\n  hint: name a PDF that kessan build has written, or the .trace.json file beside it";
const fetchAgain = "\n  hint: copy it again from where it came";

test("a PDF gives the trace that it carries, and is as kessan wrote it", async () => {
  expect(await readTrace({ bytes: await pdfWith(trace), file: "deck.pdf" })).toEqual({
    trace,
    altered: false,
  });
});

test("the file beside the PDF gives the same, with a byte order mark too", async () => {
  expect(await readTrace({ bytes: Buffer.from(json), file: "deck.trace.json" })).toEqual({
    trace,
    altered: false,
  });
  expect(await readTrace({ bytes: Buffer.from(`\ufeff${json}`), file: "deck.trace.json" })).toEqual({
    trace,
    altered: false,
  });
});

test("leaves the bytes that it is given", async () => {
  const bytes = await pdfWith(trace);
  const copy = Uint8Array.from(bytes);
  await readTrace({ bytes, file: "deck.pdf" });
  expect(Buffer.compare(bytes, copy)).toBe(0);
});

test("an altered PDF is read and said to be altered", async () => {
  const bytes = Buffer.from(await pdfWith(trace));
  bytes.write("b", bytes.indexOf("a picture"));
  expect(await readTrace({ bytes, file: "deck.pdf" })).toEqual({ trace, altered: true });
});

test.each([
  ["", "an empty file"],
  ["Revenues rose\nby 9%", 'a text that begins with "Revenues rose"'],
  ["<!DOCTYPE html><title>Sign in</title>", "an HTML page"],
  ["PK\u0003\u0004…", "a zip archive or an Office document"],
  [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), "a binary file"],
])("refuses %j, which is no PDF", async (content, what) => {
  expect(await told(content)).toBe(`deck.pdf expected a PDF or a trace, got ${what}${nameOurs}`);
});

test("refuses a PDF that is cut off, and one that cannot be read", async () => {
  const bytes = await pdfWith(trace);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  expect(await told(half)).toBe(
    `deck.pdf is cut off: it ends after ${half.length} bytes without the end of a PDF${fetchAgain}`,
  );
  expect(await told(Buffer.concat([half, Buffer.from("%%EOF\n")]))).toBe(
    `deck.pdf cannot be read as a PDF: Invalid PDF structure${fetchAgain}`,
  );
});

test("refuses a PDF that kessan did not make", async () => {
  expect(await told(await pdfWith(undefined, { producer: "Other 1.0" }))).toBe(
    `deck.pdf is no PDF of kessan: it was made by "Other 1.0", and has no attachment trace.json${nameOurs}`,
  );
  expect(await told(await pdfWith(undefined, { producer: "" }))).toBe(
    `deck.pdf is no PDF of kessan: it does not say what made it, and has no attachment trace.json${nameOurs}`,
  );
});

test("refuses a PDF of kessan without its trace", async () => {
  expect(await told(await pdfWith(undefined))).toBe(
    "deck.pdf is a PDF of kessan whose attachment trace.json is gone\n" +
      "  hint: name the .trace.json file beside the first PDF, or build the document again",
  );
});

test("refuses a PDF that asks for a password", async () => {
  expect(await told(lockedPdf)).toBe(
    "deck.pdf is protected by a password\n  hint: name the PDF as kessan build has written it",
  );
});

test("says which version a trace has, and which kessan reads it", async () => {
  expect(await told(await pdfWith(jsonWith({ version: 2 })))).toBe(
    "deck.pdf its trace is of version 2; this kessan reads version 1\n  hint: read it with the newer kessan that wrote it",
  );
  expect(await told(jsonWith({ version: 0 }), "deck.trace.json")).toBe(
    "deck.trace.json is of version 0; this kessan reads version 1\n" +
      "  hint: build the document again, or read it with the older kessan that wrote it",
  );
});

test("refuses broken JSON and JSON that is no trace", async () => {
  expect(await told('{"format": "kessan-trace", ', "deck.trace.json")).toMatch(
    /^deck\.trace\.json is broken JSON: .*\n {2}hint: copy it again from where it came$/,
  );
  expect(await told(await pdfWith("{}"))).toBe(
    `deck.pdf its trace is JSON, but no trace: its "format" is not "kessan-trace"${nameOurs}`,
  );
  expect(await told(await pdfWith("null"))).toBe(
    `deck.pdf its trace is JSON, but no trace: its "format" is not "kessan-trace"${nameOurs}`,
  );
});

test("names the first three faults of a trace, and counts the others", async () => {
  const pages = [1, 2].map((page) => ({ page: String(page), slide: "a", title: "A", width: 960 }));
  expect(await told(jsonWith({ pages, sources: [] }), "deck.trace.json")).toBe(
    'deck.trace.json pages[0].page expected a number, got "1"\n' +
      'deck.trace.json pages[0].height missing key "height"\n' +
      'deck.trace.json pages[1].page expected a number, got "2"\n' +
      "deck.trace.json has 2 more such faults",
  );
});

/** A page that only a user's password opens: the key of no password does not fit. */
const lockedPdf = pdfOf([
  "<< /Type /Catalog /Pages 2 0 R >>",
  "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
  `<< /Filter /Standard /V 1 /R 2 /O <${"11".repeat(32)}> /U <${"22".repeat(32)}> /P -4 >>`,
]);

function pdfOf(objects: readonly string[]): string {
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const id = `<${"00".repeat(16)}>`;
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Encrypt ${objects.length} 0 R /ID [${id} ${id}] >>`;
  return `${text}${table}${trailer}\nstartxref\n${text.length}\n%%EOF\n`;
}

const [first, second] = Object.keys(trace.figures) as [string, string];
const figuresWith = (id: string, changes: object): Partial<Trace> => ({
  figures: { ...trace.figures, [id]: { ...trace.figures[id]!, ...changes } },
});
const from = (...ids: readonly string[]): object => ({ derived: { formula: "a + b", from: ids } });

test.each([
  [figuresWith(first, from("cash@1Q99")), `${first} follows from "cash@1Q99", which is not in its figures`],
  [
    {
      figures: {
        ...figuresWith(first, from(second)).figures,
        [second]: { ...trace.figures[second]!, ...from(first) },
      },
    },
    `${first} follows from itself`,
  ],
  [figuresWith(first, { places: [99_999] }), `${first} is not what is printed at place 99999`],
  [figuresWith(first, { value: "much" }), `"much" of ${first} is no decimal`],
  [
    { printed: [{ ...trace.printed[0]!, figure: "cash@1Q99" }] },
    'it prints "cash@1Q99", which is not in its figures',
  ],
])("refuses a trace that contradicts itself: %#", async (changes, fault) => {
  expect(await told(jsonWith(changes), "deck.trace.json")).toBe(
    `deck.trace.json contradicts itself: ${fault}${fetchAgain}`,
  );
});
