import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aboutThere } from "./pdf/about-there.ts";
import { decodePDFRawStream, PDFArray, PDFDocument, PDFName, type PDFRawStream } from "pdf-lib";
import { buildMany, createBuilder, type Builder } from "../src/index.ts";
import { BrowserLost, startBrowser, type Browser } from "../src/pdf/browser.ts";
import { loadHtml, openPage } from "../src/pdf/page.ts";
import { printPdf } from "../src/pdf/print.ts";
import { readPages } from "../src/proof/read-pages.ts";
import { readTrace } from "../src/proof/read-trace.ts";
import type { Trace } from "../src/proof/trace.ts";
import { testBrowser } from "./browser.ts";
import { deckFiles, memoryBuild, problemsOf, type MemoryBuild } from "./memory-build.ts";

const long = "Service A grew faster than the services around it, ".repeat(150);
const text = (lang: "en" | "ja"): string => deckFiles[`documents/deck/text.${lang}.yaml`]!;
const folders = {
  acme: deckFiles,
  small: {
    ...deckFiles,
    "company.yaml": deckFiles["company.yaml"]!.replace("id: acme", "id: small"),
    "brand.yaml": "page: { width: 1400, height: 800 }\n",
  },
  full: {
    ...deckFiles,
    "documents/deck/text.ja.yaml": text("ja").replace(
      "- 'サービスAは",
      `- '${"サービスAはほかのサービスより速く伸び、".repeat(150)}`,
    ),
  },
  split: {
    ...deckFiles,
    "documents/deck/text.ja.yaml": text("ja").replace(
      '{{moved "revenue.a" against="-1y"}}',
      '{{moved "revenue.b" against="-1y"}}',
    ),
  },
  uneven: {
    ...deckFiles,
    "templates/deck/slides/split.hbs": `{{> parts/head this}}
<div class="body columns">
<div class="area" data-area="left">{{area "left"}}</div>
<div class="area" data-area="right">{{area "right"}}</div>
</div>
<table><tr><th scope="col">Yes</th><th scope="col">No</th></tr><tr><td>Yes</td></tr></table>
{{> parts/foot this}}
`,
  },
  begun: {
    ...deckFiles,
    "company.yaml": deckFiles["company.yaml"]!.replace("id: acme", "id: begun"),
    "documents/deck/outline.yaml": `draft: true\n${deckFiles["documents/deck/outline.yaml"]}`,
  },
  worse: { ...deckFiles, "documents/deck/text.en.yaml": text("en").replace("- 'Service A", `- '${long}`) },
};
const deck = "acme/documents/deck";

/** How many of the next browsers die while they print. */
let dying = 0;
const browsers: Browser[] = [];
let build: MemoryBuild;
let builder: Builder;
let first: Uint8Array;

/** A browser whose processes are killed as soon as it was asked to print. */
function startDying(): Browser {
  const browser = startBrowser(testBrowser());
  browsers.push(browser);
  if (dying === 0) return browser;
  dying--;
  const run = browser.run.bind(browser);
  browser.run = (asked, work) =>
    run(asked, () => {
      const done = work();
      if (asked.step.startsWith("printing")) process.kill(-browser.pid!, "SIGKILL");
      return done;
    });
  return browser;
}

beforeAll(async () => {
  build = memoryBuild({ folders, startBrowser: startDying });
  builder = createBuilder(build.effects);
  await builder.build({ documents: [deck], languages: ["en"] });
  first = build.written.get("acme-deck.en.pdf") as Uint8Array;
});
afterAll(() => builder.close());

/** Builds anew what the first build gave. */
async function again(): Promise<Uint8Array> {
  build.written.clear();
  await builder.build({ documents: [deck], languages: ["en"] });
  return build.written.get("acme-deck.en.pdf") as Uint8Array;
}

/** How often each page draws an artifact that is not the browser's. */
function marksOf(pdf: PDFDocument): readonly number[] {
  return pdf.getPages().map((page) => {
    const contents = page.node.get(PDFName.of("Contents"));
    const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
    const texts = streams.map((stream) => {
      const raw = page.node.context.lookup(stream) as PDFRawStream;
      return Buffer.from(decodePDFRawStream(raw).decode()).toString("latin1");
    });
    return texts.filter((text) => /^\/Artifact BMC\s+q\s+\/DraftMark gs/m.test(text)).length;
  });
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe("a builder", () => {
  test("prints a slide a page", async () => {
    build.written.clear();
    const [result] = await builder.build({ documents: [deck], languages: ["ja"] });
    expect([result?.file, result?.pages, result?.figures]).toEqual(["acme-deck.ja.pdf", 3, 17]);
    expect(
      Buffer.from(build.written.get("acme-deck.ja.pdf") as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  });

  test("gives the same bytes after another document, with one browser", async () => {
    expect(Buffer.from(await again()).equals(first)).toBe(true);
    expect(browsers).toHaveLength(1);
  });

  test("gives the bytes of a new builder after words and figures have changed", async () => {
    const files: Record<string, string> = { ...deckFiles };
    const open = (): MemoryBuild =>
      memoryBuild({ folders: { acme: files }, startBrowser: () => startBrowser(testBrowser()) });
    const print = async (by: Builder, { written }: MemoryBuild): Promise<Uint8Array> => {
      await by.build({ documents: [deck], languages: ["en"] });
      return written.get("acme-deck.en.pdf") as Uint8Array;
    };
    const edit = (path: string, from: string, to: string): void => {
      expect(files[path]).toContain(from);
      files[path] = files[path]!.replaceAll(from, to);
    };
    const kept = open();
    const staying = createBuilder(kept.effects);
    await print(staying, kept);
    // Of the same characters, so that the fonts stay the same
    for (const change of [
      () => edit("documents/deck/text.en.yaml", "Service A brought", "Service A thought"),
      () => edit("documents/deck/text.en.yaml", "Service A thought", "<Ω> Service A brought"),
    ]) {
      change();
      const rebuilt = await print(staying, kept);
      const anew = open();
      const fresh = createBuilder(anew.effects);
      expect(Buffer.compare(rebuilt, await print(fresh, anew))).toBe(0);
      await fresh.close();
    }
    await staying.close();
  });

  test("prints a page of another size, and the first size after it as before", async () => {
    build.written.clear();
    await builder.build({ documents: ["small/documents/deck"], languages: ["en"] });
    const pdf = Buffer.from(build.written.get("small-deck.en.pdf") as Uint8Array).toString("latin1");
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    expect(Buffer.from(await again()).equals(first)).toBe(true);
  });
});

describe("a draft", () => {
  test("says so on its pages, in its name and in its trace, and prints what the document prints", async () => {
    build.written.clear();
    const [result] = await builder.build({ documents: [deck], languages: ["en"], draft: true });
    expect([result!.file, result!.report]).toEqual(["acme-deck.draft.en.pdf", "acme-deck.draft.tieout.html"]);
    const traceOf = async (bytes: Uint8Array): Promise<Trace> =>
      (await readTrace({ bytes, file: "deck.pdf" })).trace;
    const pdf = build.written.get("acme-deck.draft.en.pdf") as Uint8Array;
    const [before, draft] = [await traceOf(first), await traceOf(pdf)];
    expect(draft).toEqual({ ...before, document: { ...before.document, draft: true } });
    expect(marksOf(await PDFDocument.load(first))).toEqual([0, 0, 0]);
    expect(marksOf(await PDFDocument.load(pdf))).toEqual([1, 1, 1]);
    expect(await readPages(pdf)).toEqual(await readPages(first));
  });

  test("is what its outline says", async () => {
    build.written.clear();
    await builder.build({ documents: ["begun/documents/deck"], languages: ["ja"] });
    expect([...build.written.keys()]).toEqual([
      "begun-deck.draft.ja.pdf",
      "begun-deck.draft.ja.trace.json",
      "begun-deck.draft.tieout.html",
    ]);
  });
});

describe("a quick build", () => {
  test("gives a draft with its trace, without a report and with nothing proved or read back", async () => {
    build.written.clear();
    const [draft] = await builder.build({ documents: [deck], languages: ["en"], draft: true });
    const proved = build.written.get("acme-deck.draft.en.pdf");
    build.written.clear();
    const [quick] = await builder.build({ documents: [deck], languages: ["en"], quick: true });
    const { report, ...rest } = draft!;
    expect({ ...quick!, seconds: 0 }).toEqual({ ...rest, seconds: 0, findings: [], warnings: [] });
    expect(report).toBe("acme-deck.draft.tieout.html");
    expect([...build.written.keys()]).toEqual(["acme-deck.draft.en.pdf", "acme-deck.draft.en.trace.json"]);
    expect(build.written.get("acme-deck.draft.en.pdf")).toEqual(proved);
  });

  test("tells what its pages print wrong, and not where languages differ", async () => {
    const quick = { quick: true } as const;
    await builder.build({ documents: ["split/documents/deck"], ...quick });
    expect(await problemsOf(builder.build({ documents: ["full/documents/deck"], ...quick }))).toMatch(
      /^full\/documents\/deck\/text\.ja\.yaml:\d+:\d+ slide "quarters": bullets in "right" .* is cut off/,
    );
  });
});

test("a page that breaks what every PDF promises is told, and nothing is written", async () => {
  build.written.clear();
  expect(await problemsOf(builder.build({ documents: ["uneven/documents/deck"], languages: ["en"] }))).toBe(
    "acme-deck.en.pdf fails PDF/UA-1 7.2-43, all rows of a table have as many columns: page 3, Document/Sect[3]/Table: row 2 has 1 columns, and row 1 has 2\n  hint: mend the template that prints it; kessan inspect lists every object",
  );
  expect(build.written.size).toBe(0);
});

describe("many documents", () => {
  test("are built each by itself: one that fails does not stop the others", async () => {
    build.written.clear();
    const told: string[] = [];
    browsers.length = 0;
    const documents = [deck, "split/documents/deck", "small/documents/deck", deck, "begun/documents/deck"];
    const { built, failed } = await buildMany(
      { documents, languages: ["en", "ja"], jobs: 2 },
      build.effects,
      (one) => told.push(one),
    );
    expect(built.map(({ file }) => file)).toEqual([
      "acme-deck.en.pdf",
      "acme-deck.ja.pdf",
      "small-deck.en.pdf",
      "small-deck.ja.pdf",
      "begun-deck.draft.en.pdf",
      "begun-deck.draft.ja.pdf",
    ]);
    expect(failed.map(({ document, problems }) => [document, problems.length > 0])).toEqual([
      ["split/documents/deck", true],
    ]);
    expect(told.toSorted()).toEqual([...new Set(documents)].toSorted());
    expect(browsers).toHaveLength(1);
    expect(Buffer.from(build.written.get("acme-deck.en.pdf") as Uint8Array).equals(first)).toBe(true);
    expect([...build.written.keys()].filter((name) => name.startsWith("split"))).toEqual([]);
  });

  test("of which a browser dies twice are told, and the others are built", async () => {
    build.written.clear();
    dying = 2;
    const { built, failed } = await buildMany(
      { documents: [deck, "small/documents/deck"], languages: ["en"], jobs: 1 },
      build.effects,
    );
    expect(failed.map(({ document }) => document)).toEqual([deck]);
    expect(built.map(({ file }) => file)).toEqual(["small-deck.en.pdf"]);
  });
});

describe("other formats", () => {
  test("a picture a page, and one file for screens, beside the PDF and in place of it", async () => {
    build.written.clear();
    const formats = ["pdf", "html", "png"] as const;
    const [result] = await builder.build({ documents: [deck], languages: ["en"], formats });
    const pictures = ["01", "02", "03"].map((page) => `acme-deck.en.${page}.png`);
    const others = ["acme-deck.en.trace.json", "acme-deck.tieout.html"];
    expect([...build.written.keys()]).toEqual([
      "acme-deck.en.pdf",
      "acme-deck.en.html",
      ...pictures,
      ...others,
    ]);
    expect(result!.file).toBe("acme-deck.en.pdf");
    expect(Buffer.from(build.written.get("acme-deck.en.pdf") as Uint8Array).equals(first)).toBe(true);
    for (const name of pictures) {
      const picture = Buffer.from(build.written.get(name) as Uint8Array);
      expect(picture.subarray(1, 4).toString()).toBe("PNG");
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1920, 1080]);
    }
    const before = pictures.map((name) => Buffer.from(build.written.get(name) as Uint8Array));
    const page = String(build.written.get("acme-deck.en.html"));

    build.written.clear();
    const [again] = await builder.build({ documents: [deck], languages: ["en"], formats: ["png", "html"] });
    expect([...build.written.keys()]).toEqual([...pictures, "acme-deck.en.html", ...others]);
    expect(again!.file).toBe("acme-deck.en.01.png");
    expect(pictures.map((name) => Buffer.from(build.written.get(name) as Uint8Array))).toEqual(before);
    expect(build.written.get("acme-deck.en.html")).toBe(page);
  });

  test("the file for screens needs nothing else, and prints what the PDF prints", async () => {
    build.written.clear();
    await builder.build({ documents: [deck], languages: ["ja"], formats: ["pdf", "html"] });
    const html = String(build.written.get("acme-deck.ja.html"));
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html.replaceAll(/url\(["']?data:/g, "")).not.toMatch(/url\(|<script|<link|src="http/);
    const browser = startBrowser(testBrowser());
    try {
      const page = await openPage(browser, { width: 1280, height: 720 });
      await loadHtml(page, html);
      const printed = await readPages(await printPdf(page, { pages: 3 }));
      const finished = await readPages(build.written.get("acme-deck.ja.pdf") as Uint8Array);
      expect(finished).toEqual(aboutThere(printed));
    } finally {
      await browser.close();
    }
  });

  test("a draft is marked in them as well", async () => {
    build.written.clear();
    const formats = ["html", "png"] as const;
    await builder.build({ documents: [deck], languages: ["en"], formats, draft: true });
    const draft = build.written.get("acme-deck.draft.en.01.png") as Uint8Array;
    expect(String(build.written.get("acme-deck.draft.en.html"))).toMatch(
      /\.slide\[data-slide\]::after \{ content: ""/,
    );
    build.written.clear();
    await builder.build({ documents: [deck], languages: ["en"], formats: ["png"] });
    expect(Buffer.from(draft).equals(build.written.get("acme-deck.en.01.png") as Uint8Array)).toBe(false);
  });
});

describe("58 what does not fit its slide", () => {
  test("is told with the place of the words and how far it reaches, and nothing is written", async () => {
    build.written.clear();
    const message = await problemsOf(
      builder.build({ documents: ["worse/documents/deck"], languages: ["en"] }),
    );
    expect(message).toMatch(
      /^worse\/documents\/deck\/text\.en\.yaml:14:1 slide "quarters": bullets in "right" \("Service A grew faster than.*"\) reaches \d+(\.\d)? px beyond the bottom of .*\n {2}hint: shorten it, or give it a larger area or another layout$/,
    );
    expect(build.written.size).toBe(0);
  });

  test("in one language keeps the other from being written", async () => {
    build.written.clear();
    const message = await problemsOf(builder.build({ documents: ["full/documents/deck"] }));
    expect(message).toMatch(
      /^full\/documents\/deck\/text\.ja\.yaml:14:1 slide "quarters": bullets in "right"/,
    );
    expect(message).not.toContain("text.en.yaml");
    expect(build.written.size).toBe(0);
  });
});

test("languages that print other figures are told while the browser prints, and nothing is written", async () => {
  build.written.clear();
  expect(await problemsOf(builder.build({ documents: ["split/documents/deck"] }))).toContain(
    'slide "quarters" prints in en but not in ja: revenue.a@2Q06|growth(-1y)',
  );
  expect(build.written.size).toBe(0);
});

describe("a browser that is killed while it prints", () => {
  test("is replaced once, and the bytes are the same", async () => {
    await builder.close();
    builder = createBuilder(build.effects);
    browsers.length = 0;
    dying = 1;
    expect(Buffer.from(await again()).equals(first)).toBe(true);
    expect(browsers).toHaveLength(2);
    expect(isAlive(browsers[0]!.pid!)).toBe(false);
  });

  test("twice is told, with nothing written, and the builder goes on", async () => {
    await builder.close();
    builder = createBuilder(build.effects);
    browsers.length = 0;
    dying = 2;
    build.written.clear();
    const lost = await builder
      .build({ documents: [deck], languages: ["en"] })
      .catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(BrowserLost);
    expect((lost as Error).message).toBe(
      "deck (en) could not be printed in two tries: the browser is gone while printing 3 pages: it was ended by SIGKILL",
    );
    expect(build.written.size).toBe(0);
    expect(browsers.map(({ pid }) => isAlive(pid!))).toEqual([false, false]);
    expect(Buffer.from(await again()).equals(first)).toBe(true);
  });
});
