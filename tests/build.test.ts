import { describe, expect, test } from "vitest";
import type { Document } from "../src/documents/document.ts";
import type { Files } from "../src/effects.ts";
import { buildDocuments, checkPaths, createBuilder, folderFiles, KessanError } from "../src/index.ts";
import { messageFiles } from "./documents/sample-message.ts";
import { deckFiles, memoryBuild, problemsOf } from "./memory-build.ts";

const text = (lang: "en" | "ja"): string => deckFiles[`documents/deck/text.${lang}.yaml`]!;
const facts = deckFiles["facts/facts.csv"]!;
const deck = "acme/documents/deck";

/** Builds the deck of the invented company with files replaced, up to the documents. */
async function documentsOf(
  changes: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, Document>> {
  const { effects, written } = memoryBuild({ folders: { acme: { ...deckFiles, ...changes } } });
  await buildDocuments({ documents: [deck], stopAfter: "documents" }, effects);
  return new Map(
    [...written.values()]
      .map((content) => JSON.parse(String(content)) as Document)
      .map((document) => [document.lang, document]),
  );
}

/** What a build of the deck with files replaced says, after making sure that it left no trace. */
async function refusal(
  changes: Readonly<Record<string, string | Uint8Array>>,
  request: Partial<Parameters<typeof buildDocuments>[0]> = {},
): Promise<string> {
  const { effects, written, events } = memoryBuild({ folders: { acme: { ...deckFiles, ...changes } } });
  const said = await problemsOf(buildDocuments({ documents: [deck], ...request }, effects));
  expect(written.size).toBe(0);
  expect(events).not.toContain("write");
  expect(events).not.toContain("start browser");
  return said;
}

describe("buildDocuments", () => {
  test("writes every language of a document under the names of company, document and language", async () => {
    const { effects, written } = memoryBuild();
    const results = await buildDocuments({ documents: [deck], stopAfter: "documents" }, effects);
    expect([...written.keys()]).toEqual(["acme-deck.en.documents.json", "acme-deck.ja.documents.json"]);
    expect(
      results.map(({ file, document, lang, pages, figures }) => ({ file, document, lang, pages, figures })),
    ).toEqual([
      { file: "acme-deck.en.documents.json", document: "deck", lang: "en", pages: undefined, figures: 17 },
      { file: "acme-deck.ja.documents.json", document: "deck", lang: "ja", pages: undefined, figures: 17 },
    ]);
  });

  test("starts no browser for HTML", async () => {
    const { effects, written, events } = memoryBuild();
    await buildDocuments({ documents: [deck], languages: ["en"], stopAfter: "html" }, effects);
    expect(events).toEqual(["check", "write"]);
    expect(String(written.get("acme-deck.en.html"))).toContain('<section class="slide');
  });

  test("builds a document that is named twice once, and a language that is asked for twice", async () => {
    const { effects, written } = memoryBuild();
    const documents = [deck, `${deck}/`, `./${deck}`, "acme//documents/./deck"];
    const folders = (folder: string) => effects.files(folder.replace(/^\.\//, ""));
    const results = await buildDocuments(
      { documents, languages: ["en", "en"], stopAfter: "documents" },
      { ...effects, files: folders },
    );
    expect(results.map(({ file }) => file)).toEqual(["acme-deck.en.documents.json"]);
    expect(written.size).toBe(1);
  });

  test("names the file after another quarter when one is asked for, and says what is dropped", async () => {
    const { effects, written } = memoryBuild();
    const [result] = await buildDocuments(
      { documents: [deck], languages: ["en"], period: "1Q06", stopAfter: "documents" },
      effects,
    );
    expect([...written.keys()]).toEqual(["acme-deck@1Q06.en.documents.json"]);
    expect(result?.dropped.map(({ slide }) => slide)).toEqual(["results", "quarters"]);
  });

  test("writes nothing when one of two languages fails", async () => {
    expect(await refusal({ "documents/deck/text.ja.yaml": text("ja").replace("moved", "moove") })).toBe(
      'acme/documents/deck/text.ja.yaml:12:10 unknown helper "moove"\n  hint: did you mean "moved"?',
    );
  });

  test("writes nothing when one of two documents fails", async () => {
    const { effects, events } = memoryBuild();
    const message = await problemsOf(
      buildDocuments({ documents: [deck, "acme/documents/dek"], stopAfter: "documents" }, effects),
    );
    expect(message).toBe('acme/documents/dek no such document\n  hint: did you mean "deck"?');
    expect(events).toEqual([]);
  });

  test("says the problems that two documents share once", async () => {
    const two = Object.fromEntries(
      Object.entries(deckFiles).map(([path, content]) => [
        path.replace("documents/deck", "documents/second"),
        content,
      ]),
    );
    const broken = {
      ...deckFiles,
      ...two,
      "facts/facts.csv": facts.replace(
        "revenue.total,,JPY million,,deck slide 1,1000,2000",
        "revenue.total,,JPY million,,deck slide 1,1000,2009",
      ),
    };
    const { effects } = memoryBuild({ folders: { acme: broken } });
    const message = await problemsOf(buildDocuments({ documents: [deck, "acme/documents/second"] }, effects));
    expect(message.match(/revenue\.total@1H05 is reported as/g)).toHaveLength(1);
  });

  test("checks the places of all files before anything is rendered, and writes after everything is", async () => {
    const { effects, events } = memoryBuild();
    const progress: string[] = [];
    await buildDocuments(
      { documents: [deck], stopAfter: "html" },
      { ...effects, progress: ({ stage }) => void (progress.push(stage), events.push(stage)) },
    );
    expect(events).toEqual(["read", "plan", "plan", "check", "render", "render", "write"]);
  });

  test("refuses an output folder before a browser starts", async () => {
    const { effects, events } = memoryBuild();
    const outputs = {
      ...effects.outputs,
      check: () => Promise.reject(new KessanError([{ what: "the disk is full" }])),
    };
    expect(await problemsOf(buildDocuments({ documents: [deck] }, { ...effects, outputs }))).toBe(
      "the disk is full",
    );
    expect(events).toEqual([]);
  });
});

describe("an input error starts no browser", () => {
  test("when the template of a company is broken", async () => {
    expect(await refusal({ "templates/blocks/bullets.hbs": '<div id="{{id}}">{{#if heading}}</div>' })).toBe(
      'acme/templates/blocks/bullets.hbs:1:18 "{{#if heading}}" is never closed: expected "{{/if}}" before the end of the file',
    );
  });

  test("when the brand and a template are broken, and says both", async () => {
    expect(
      await refusal({
        "templates/blocks/bullets.hbs": "{{{id}}}",
        "brand.yaml": "colour: { brnd: '#000000' }\n",
      }),
    ).toBe(
      'acme/templates/blocks/bullets.hbs:1:1 raw output not allowed: "{{{id}}}"\n  hint: write {{id}}\n' +
        'acme/brand.yaml:1:17 unknown token "colour.brnd"\n  hint: did you mean "brand"?',
    );
  });

  test("when a layout is unknown, and names its place once for both languages", async () => {
    const outline = deckFiles["documents/deck/outline.yaml"]!.replace("layout: single", "layout: singel");
    expect(await refusal({ "documents/deck/outline.yaml": outline })).toBe(
      'acme/documents/deck/outline.yaml:10:13 slide "results": unknown layout "singel"\n  hint: did you mean "single"?',
    );
  });

  test("when a block stands in an area that its layout does not have", async () => {
    const outline = deckFiles["documents/deck/outline.yaml"]!.replace("area: right", "area: rigth");
    expect(await refusal({ "documents/deck/outline.yaml": outline })).toBe(
      'acme/documents/deck/outline.yaml:21:13 slide "quarters": layout "split" has no area "rigth"\n' +
        "  hint: its areas are left, right\n" +
        'acme/documents/deck/outline.yaml:21:13 slide "quarters": area "right" of layout "split" is empty\n' +
        "  hint: its areas are left, right",
    );
  });

  test("when a chart asks for a colour that the look does not have", async () => {
    const outline = deckFiles["documents/deck/outline.yaml"]!.replace(
      "of: revenue.a }",
      "of: revenue.a, colour: 9 }",
    );
    expect(await refusal({ "documents/deck/outline.yaml": outline })).toBe(
      'acme/documents/deck/outline.yaml:21:13 slide "quarters": chart panel 1 (columns): "A" wants colour 9, but the look has 6 (from 0)',
    );
  });

  test("when there is a text file of a language that the program does not have", async () => {
    expect(
      await refusal({
        "documents/deck/text.jp.yaml": text("ja"),
        "labels.jp.yaml": deckFiles["labels.ja.yaml"]!,
      }),
    ).toBe('acme/documents/deck/text.jp.yaml unknown locale "jp"\n  hint: did you mean "ja"?');
  });

  test("when a language is asked for that the document does not have", async () => {
    const { "documents/deck/text.ja.yaml": _, ...files } = deckFiles;
    const { effects, events } = memoryBuild({ folders: { acme: files } });
    expect(await problemsOf(buildDocuments({ documents: [deck], languages: ["en", "ja"] }, effects))).toBe(
      'document "deck" has no texts in "ja"\n  hint: it has en',
    );
    expect(events).toEqual([]);
  });

  test("when a path names a company, or nothing", async () => {
    const { effects } = memoryBuild();
    expect(await problemsOf(buildDocuments({ documents: ["acme"] }, effects))).toBe(
      "acme is a company folder, not a document\n  hint: name acme/documents/deck",
    );
    expect(await problemsOf(buildDocuments({ documents: ["elsewhere"] }, effects))).toBe(
      "elsewhere is no document\n  hint: name a folder such as data/iij/documents/2q06-results",
    );
    expect(await problemsOf(buildDocuments({ documents: ["elsewhere/documents/deck"] }, effects))).toBe(
      "elsewhere is no company folder: it has no company.yaml, no accounts.yaml and no facts/",
    );
  });
});

describe("a changed fact", () => {
  test("changes every place that shows it, in both languages, and no other", async () => {
    // Service A of 2Q06, and what follows from it by hand: 700 -> 720, its half, the total and the total's half
    const changed = facts
      .replace(
        "revenue.a,,JPY million,,deck slide 1,600,1100,500,700,1200",
        "revenue.a,,JPY million,,deck slide 1,600,1100,500,720,1220",
      )
      .replace("1000,2000,950,1001,1951", "1000,2000,950,1021,1971");
    const [before, after] = [
      await documentsOf(),
      await documentsOf({
        "facts/facts.csv": changed,
        "facts/reported.csv": deckFiles["facts/reported.csv"]!.replace("16.6", "20.0"),
      }),
    ];
    const changes = {
      en: [
        ["results", "revenue.total@1H06|growth(-1y)", "2.5%", "1.5%"], // title
        ["results", "revenue.a@1H06", "1,200", "1,220"],
        ["results", "revenue.a@1H06|growth(-1y)", "+9.1%", "+10.9%"],
        ["results", "revenue.total@1H06", "1,951", "1,971"],
        ["results", "revenue.total@1H06|growth(-1y)", "−2.5%", "−1.5%"],
        ["quarters", "revenue.a@2Q06", "JPY\u00a0700\u00a0million", "JPY\u00a0720\u00a0million"], // title
        ["quarters", "revenue.a@2Q06", "700", "720"], // label of the chart
        ["quarters", "revenue.a@2Q06|growth(-1y)", "16.6%", "20.0%"], // sentence
      ],
      ja: [
        ["results", "revenue.total@1H06|growth(-1y)", "2.5%減", "1.5%減"],
        ["results", "revenue.a@1H06", "1,200", "1,220"],
        ["results", "revenue.a@1H06|growth(-1y)", "9.1%", "10.9%"],
        ["results", "revenue.total@1H06", "1,951", "1,971"],
        ["results", "revenue.total@1H06|growth(-1y)", "△2.5%", "△1.5%"],
        ["quarters", "revenue.a@2Q06", "7.0億円", "7.2億円"],
        ["quarters", "revenue.a@2Q06", "700", "720"],
        ["quarters", "revenue.a@2Q06|growth(-1y)", "16.6%増", "20.0%増"],
      ],
    };
    for (const lang of ["en", "ja"] as const) {
      const [was, is] = [before.get(lang)!, after.get(lang)!];
      expect(is.figures.map(({ figure }) => figure)).toEqual(was.figures.map(({ figure }) => figure));
      const shown = is.figures.map(({ slide, figure, text }, index) => [
        slide,
        figure,
        was.figures[index]!.text,
        text,
      ]);
      expect(shown.filter(([, , old, now]) => old !== now)).toEqual(changes[lang]);
    }
  });

  test("is refused where the total was not changed with it", async () => {
    const changed = facts.replace("500,700,1200", "500,720,1220");
    expect(await refusal({ "facts/facts.csv": changed })).toBe(
      "acme/facts/facts.csv:4:56 revenue.total@2Q06 is reported as 1001 JPY million, but revenue.a@2Q06 + revenue.b@2Q06 " +
        "gives 1020: a difference of -19, more than the precision of the facts allows\n" +
        "  hint: revenue.a@2Q06 is 720 JPY million (acme/facts/facts.csv:2:51); revenue.b@2Q06 is 300 JPY million (acme/facts/facts.csv:3:50)\n" +
        "acme/facts/facts.csv:4:61 revenue.total@1H06 is reported as 1951 JPY million, but revenue.a@1H06 + revenue.b@1H06 " +
        "gives 1970: a difference of -19, more than the precision of the facts allows\n" +
        "  hint: revenue.a@1H06 is 1220 JPY million (acme/facts/facts.csv:2:55); revenue.b@1H06 is 750 JPY million (acme/facts/facts.csv:3:54)\n" +
        "acme/facts/reported.csv:2:43 revenue.a@2Q06|growth(-1y) is reported as 16.6 %, but revenue.a@2Q06 / revenue.a@2Q05 - 1 " +
        "gives 20.0: a difference of -3.4, more than the precision of the facts allows\n" +
        "  hint: revenue.a@2Q06 is 720 JPY million (acme/facts/facts.csv:2:51); revenue.a@2Q05 is 600 JPY million (acme/facts/facts.csv:2:38)",
    );
  });
});

describe("createBuilder", () => {
  test("gives the same bytes whatever it built before", async () => {
    const fresh = memoryBuild();
    await buildDocuments({ documents: [deck], languages: ["ja"], stopAfter: "html" }, fresh.effects);
    const used = memoryBuild();
    const builder = createBuilder(used.effects);
    await builder.build({ documents: [deck], languages: ["en"], stopAfter: "html", period: "2Q06" });
    await builder.build({ documents: [deck], languages: ["ja"], stopAfter: "html" });
    await builder.build({ documents: [deck], languages: ["ja"], stopAfter: "html" });
    await builder.close();
    expect(used.written.get("acme-deck.ja.html")).toBe(fresh.written.get("acme-deck.ja.html"));
  });

  test("sees every change of the input between two builds", async () => {
    const acme: Record<string, string> = { ...deckFiles };
    const { effects, written } = memoryBuild({ folders: { acme } });
    const builder = createBuilder(effects);
    const request = { documents: [deck], languages: ["en"], stopAfter: "html" } as const;
    const html = async (changes: Readonly<Record<string, string>>): Promise<string> => {
      Object.assign(acme, changes);
      await builder.build(request);
      return String(written.get("acme-deck.en.html"));
    };
    const replaced = (path: string, from: string, to: string): Readonly<Record<string, string>> => ({
      [path]: acme[path]!.replace(from, to),
    });
    expect(await html({})).not.toMatch(
      /#004400|Firm A|<ol |second sheet|1,250|Acme Holdings| earned |1,951\.0/,
    );
    expect(await html({ "brand.yaml": "colour: { brand: '#004400' }\n" })).toContain(
      "--colour-brand: #004400;",
    );
    expect(await html({ "templates/styles/z.css": "/* second sheet */\n" })).toContain("second sheet");
    expect(await html({ "templates/blocks/bullets.hbs": '<ol id="{{id}}"></ol>' })).toContain("<ol ");
    expect(await html(replaced("labels.en.yaml", "Service A", "Firm A"))).toContain("Firm A");
    expect(await html(replaced("company.yaml", "Acme Corp.", "Acme Holdings"))).toContain("Acme Holdings");
    expect(await html(replaced("documents/deck/text.en.yaml", " brought ", " earned "))).toContain(
      " earned ",
    );
    expect(
      await html(replaced("accounts.yaml", "revenue.total: {", "revenue.total: { decimals: 1,")),
    ).toContain("1,951.0");
    const [name, part] = ["facts/facts.csv", "revenue.a,,JPY million,target.initial,deck slide 1,,,,,"];
    expect(await html(replaced(name, `${part}1150`, `${part}1250`))).toContain("1,250");
    const broken = { ...acme };
    Object.assign(acme, replaced("accounts.yaml", "revenue.a: {", "revenue.x: {"));
    expect(await problemsOf(builder.build(request))).toContain('unknown account "revenue.a"');
    expect(await html(broken)).toContain("1,250");
    delete acme["templates/blocks/bullets.hbs"];
    delete acme["brand.yaml"];
    expect(await html({})).not.toMatch(/<ol |#004400/);
    await builder.close();
  });

  test("goes on after a build that failed", async () => {
    const { effects, written } = memoryBuild();
    const builder = createBuilder(effects);
    const failed = builder.build({ documents: ["acme/documents/none"], stopAfter: "documents" });
    const built = builder.build({ documents: [deck], languages: ["en"], stopAfter: "documents" });
    expect(await problemsOf(failed)).toBe("acme/documents/none no such document\n  hint: there are deck");
    await built;
    await builder.close();
    expect([...written.keys()]).toEqual(["acme-deck.en.documents.json"]);
  });

  test("builds one after the other, so that two builds do not share a page", async () => {
    const { effects } = memoryBuild();
    const running: string[] = [];
    const builder = createBuilder({
      ...effects,
      progress: ({ stage, detail }) => void running.push(detail ?? stage),
    });
    await Promise.all(
      ["en", "ja"].map((lang) => builder.build({ documents: [deck], languages: [lang], stopAfter: "html" })),
    );
    await builder.close();
    expect(running).toEqual(["read", "deck en", "deck en", "read", "deck ja", "deck ja"]);
  });
});

describe("an input that changes while it is built", () => {
  const colours = ["#7a1f2b", "#1f7a2b"] as const;
  const brandOf = (colour: string): string => `series: ["${colour}"]\ncolour: { brand: "${colour}" }\n`;

  test("is what was read first: each file is read once a build, also by a warm builder", async () => {
    const { effects, written } = memoryBuild();
    let reads: string[] = [];
    const files = (folder: string): Files => {
      const own = effects.files(folder);
      const note = (path: string): void => void reads.push(`${folder}/${path}`);
      // Each read of the brand finds the other one
      const brand = (): Uint8Array =>
        new TextEncoder().encode(
          brandOf(colours[reads.filter((path) => path.endsWith("brand.yaml")).length % 2]!),
        );
      return {
        ...own,
        read: async (path) => (note(path), path === "brand.yaml" ? brand() : own.read(path)),
        list: async (path) => (note(`${path}/*`), own.list(path)),
      };
    };
    const builder = createBuilder({ ...effects, files });
    for (const round of [1, 2, 3]) {
      reads = round % 2 === 0 ? ["brand.yaml"] : [];
      await builder.build({ documents: [deck], languages: ["en"], stopAfter: "html" });
      expect(reads.filter((path, index) => reads.indexOf(path) !== index)).toEqual([]);
      const html = String(written.get("acme-deck.en.html")).toLowerCase();
      const found = colours.map((colour) => html.split(colour).length - 1);
      expect(found.filter((count) => count > 1)).toHaveLength(1);
      expect(found).toContain(0);
    }
    await builder.close();
  });
});

describe("templates and brand", () => {
  const htmlOf = async (changes: Readonly<Record<string, string>>): Promise<string> => {
    const { effects, written } = memoryBuild({ folders: { acme: { ...deckFiles, ...changes } } });
    await buildDocuments({ documents: [deck], languages: ["en"], stopAfter: "html" }, effects);
    return String(written.get("acme-deck.en.html"));
  };

  test("of a company go before the program's", async () => {
    const html = await htmlOf({
      "templates/blocks/bullets.hbs": '<ol id="{{id}}">{{#each items}}<li>{{runs text}}</li>{{/each}}</ol>',
    });
    expect(html).toContain('<ol id="quarters.right.1"><li>Service A rose ');
    expect(await htmlOf({})).not.toContain("<ol ");
  });

  test("of a company change the colour of pages and charts", async () => {
    const html = await htmlOf({ "brand.yaml": "colour: { brand: '#004400' }\nseries: ['#335577']\n" });
    expect(html).toContain("--colour-brand: #004400;");
    expect(html).toContain("--series-0: #335577;");
    expect(html).toMatch(/<svg.*#335577/s);
  });

  test("in a layout of the company's own need no entry anywhere", async () => {
    const outline = deckFiles["documents/deck/outline.yaml"]!.replace("layout: single", "layout: own");
    const html = await htmlOf({
      "documents/deck/outline.yaml": outline,
      "templates/deck/slides/own.hbs":
        '<h1 id="{{id}}.title">{{runs title}}</h1><main class="own">{{area "main"}}</main>',
    });
    expect(html).toContain('<main class="own">');
  });
});

describe("checkPaths", () => {
  test("checks a company once, however its documents are named", async () => {
    const { effects, events } = memoryBuild();
    const { companies } = await checkPaths({ paths: ["acme", "acme/", deck, `${deck}/`] }, effects);
    expect(companies).toHaveLength(1);
    expect(
      companies[0]?.documents.map(({ name, lang, slides, figures }) => [name, lang, slides, figures]),
    ).toEqual([
      ["deck", "en", 3, 17],
      ["deck", "ja", 3, 17],
    ]);
    expect(events).toEqual([]);
  });

  test("finds what only a template or a layout would tell", async () => {
    const outline = deckFiles["documents/deck/outline.yaml"]!.replace("layout: single", "layout: singel");
    const { effects } = memoryBuild({
      folders: { acme: { ...deckFiles, "documents/deck/outline.yaml": outline } },
    });
    expect(await problemsOf(checkPaths({ paths: ["acme"] }, effects))).toBe(
      'acme/documents/deck/outline.yaml:10:13 slide "results": unknown layout "singel"\n  hint: did you mean "single"?',
    );
  });

  test("takes a company folder that lies in a folder called documents", async () => {
    const { effects } = memoryBuild({ folders: { "home/documents/acme": deckFiles } });
    const [result] = (await checkPaths({ paths: ["home/documents/acme"] }, effects)).companies;
    expect(result?.company).toBe("acme");
  });

  test("checks a company that has no documents yet", async () => {
    const files = Object.fromEntries(
      Object.entries(deckFiles).filter(([path]) => !path.startsWith("documents/")),
    );
    const { effects } = memoryBuild({ folders: { acme: files } });
    expect((await checkPaths({ paths: ["acme"] }, effects)).companies[0]?.documents).toEqual([]);
  });

  test("says the problems of all companies at once", async () => {
    const { effects } = memoryBuild();
    expect(await problemsOf(checkPaths({ paths: ["acme/documents/dck", "none"] }, effects))).toBe(
      'acme/documents/dck no such document\n  hint: did you mean "deck"?\n' +
        "none is no company folder: it has no company.yaml, no accounts.yaml and no facts/",
    );
  });
});

describe("a message", () => {
  test("can be stopped after its plan and after its bodies, without a browser", async () => {
    const { effects, written, events } = memoryBuild({ folders: { acme: messageFiles } });
    const documents = ["acme/documents/mail"];
    await buildDocuments({ documents, languages: ["en"], stopAfter: "documents" }, effects);
    await buildDocuments({ documents, languages: ["en"], stopAfter: "html" }, effects);
    expect([...written.keys()]).toEqual([
      "acme-mail.en.documents.json",
      "acme-mail.en.html",
      "acme-mail.en.txt",
    ]);
    expect(String(written.get("acme-mail.en.txt"))).toContain(
      "- Results of second quarter of FY2006\n  acme-deck.en.pdf\n",
    );
    expect(events).not.toContain("start browser");
  });

  test("that is a draft says so, and names drafts", async () => {
    const { effects, written } = memoryBuild({ folders: { acme: messageFiles } });
    await buildDocuments(
      { documents: ["acme/documents/mail"], languages: ["ja"], stopAfter: "html", draft: true },
      effects,
    );
    const text = String(written.get("acme-mail.draft.ja.txt"));
    expect(text.split("\n")[0]).toBe("未定稿");
    expect(text).toContain("acme-deck.draft.ja.pdf");
  });

  test("is held to its templates by a check", async () => {
    const shell = "<html><body>{{greeting}}{{#each slides}}{{slide}}{{/each}}{{slides.length}}</body></html>";
    const folder = { ...messageFiles, "templates/message/message.html.hbs": shell };
    const { effects } = memoryBuild({ folders: { acme: folder } });
    const message = await problemsOf(checkPaths({ paths: ["acme"], languages: ["en"] }, effects));
    expect(message.replaceAll("\u00a0", " ")).toBe(
      `acme/documents/mail/text.en.yaml:1:1 the HTML body does not show "JPY 1,951 million" for revenue.total@1H06 where it is planned
  hint: see whether a template leaves it out, changes it, or prints it in another order
acme/documents/mail/text.en.yaml:1:1 the HTML body shows the number "3", which is no figure: "3"
  hint: a template or a label types it: print a figure, or list it in literals.yaml with a reason`,
    );
  });
});

describe("the sample of the repository", () => {
  test("is without a fault from facts to layouts", async () => {
    const { effects } = memoryBuild();
    const [result] = (await checkPaths({ paths: ["data/iij"] }, { ...effects, files: folderFiles }))
      .companies;
    expect(result?.company).toBe("iij");
    expect(result?.documents.map(({ name, lang, slides }) => [name, lang, slides])).toEqual([
      ["1h07-results", "en", 20],
      ["1h07-results", "ja", 20],
      ["1h10-release", "en", 40],
      ["1h10-release", "ja", 40],
      ["2q06-mail", "en", 5],
      ["2q06-mail", "ja", 5],
      ["2q06-results", "en", 14],
      ["2q06-results", "ja", 14],
    ]);
    expect(result?.warnings).toEqual([]);
  });

  test("is built for another quarter, without the slides whose facts that quarter lacks", async () => {
    const { effects, written } = memoryBuild();
    const results = await buildDocuments(
      { documents: ["data/iij/documents/2q06-results"], period: "1Q06", stopAfter: "documents" },
      { ...effects, files: folderFiles },
    );
    const names = ["en", "ja"].map((lang) => `iij-2q06-results@1Q06.${lang}.documents.json`);
    expect([...written.keys()]).toEqual(names);
    for (const { file, dropped } of results) {
      const { slides } = JSON.parse(String(written.get(file))) as Document;
      expect(dropped.map(({ slide }) => slide)).toContain("results-half");
      expect(slides.map(({ id }) => id)).toContain("results-quarter");
      expect(slides.length + dropped.length).toBe(14);
    }
  });
});
