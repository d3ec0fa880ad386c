import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Browser, startBrowser } from "../../src/pdf/browser.ts";
import { loadHtml, openPage, type Page } from "../../src/pdf/page.ts";
import { finishPdf } from "../../src/pdf/finish.ts";
import { takePagePictures } from "../../src/pdf/page-pictures.ts";
import { printPdf } from "../../src/pdf/print.ts";
import { testBrowser } from "../browser.ts";
import { sampleDeck } from "./sample-deck.ts";

let browser: Browser;
let page: Page;
let trap: Server;
let url: string;
let hits: string[] = [];

beforeAll(async () => {
  browser = startBrowser(testBrowser());
  trap = createServer((request, response) => {
    hits.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
  page = await openPage(browser, { width: 1280, height: 720 });
});

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => trap.close(resolve));
});

beforeEach(() => {
  hits = [];
});

const contentPolicy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">`;

/** Loads and prints a slide; gives the message of what was refused. */
async function refusal(slide: string, head = ""): Promise<string> {
  const html = await sampleDeck({ slides: [slide], head, characters: "x" });
  try {
    await loadHtml(page, html);
    await printPdf(page, { pages: 1 });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

test("the trap sees a request", async () => {
  await fetch(`${url}/control`);
  expect(hits).toEqual(["/control"]);
});

function asksFor(path: string): string {
  return [
    `the document asks for "${url}${path}", which lies outside of it`,
    "  hint: pictures and fonts are put into the document as data",
  ].join("\n");
}

const refused: Record<string, (url: string) => string> = {
  picture: (u) => `<img alt="" src="${u}/a">`,
  "picture for a sharper screen": (u) => `<img alt="" srcset="${u}/a 1x">`,
  "picture that loads late": (u) => `<p style="height: 9000px"></p><img alt="" loading="lazy" src="${u}/a">`,
  background: (u) => `<p style="background: url(${u}/a)">x</p>`,
  "background on paper": (u) => `<style media="print">p { background: url(${u}/a) }</style><p>x</p>`,
  "picture before a text": (u) => `<style>p::before { content: url(${u}/a) }</style><p>x</p>`,
  "imported style sheet": (u) => `<style>@import url("${u}/a");</style>`,
  font: (u) =>
    `<style>@font-face { font-family: F; src: url(${u}/a) }</style><p style="font-family: F">x</p>`,
  "picture in a drawing": (u) => `<svg><image href="${u}/a" width="9" height="9"/></svg>`,
  "part of another drawing": (u) => `<svg><use href="${u}/a"/></svg>`,
};

describe.each([
  ["with a content policy", contentPolicy],
  ["without a content policy", ""],
])("%s", (_, policy) => {
  test.each(Object.keys(refused))("refuses a remote %s, and nothing leaves", async (kind) => {
    expect(await refusal(refused[kind]!(url), policy)).toContain(asksFor("/a"));
    expect(hits).toEqual([]);
  });

  test.each(["prefetch", "preload", "stylesheet", "modulepreload", "preconnect", "icon"])(
    "refuses a link of the kind %s, and nothing leaves",
    async (kind) => {
      const link = `<link rel="${kind}" href="${url}/a" as="image">`;
      expect(await refusal("x", policy + link)).toMatch(/holds "<link rel="\w+" href=".*\/a" as="image">"/);
      expect(hits).toEqual([]);
    },
  );

  test.each([
    ["iframe", "src"],
    ["embed", "src"],
    ["object", "data"],
    ["video", "poster"],
  ])("refuses %s, and nothing leaves", async (tag, attribute) => {
    expect(await refusal(`<${tag} ${attribute}="${url}/a"></${tag}>`, policy)).toContain(
      `the document holds "<${tag} ${attribute}="${url}/a">`,
    );
    expect(hits).toEqual([]);
  });

  test.each([0, 1])("refuses a document that leaves after %d s, and nothing leaves", async (seconds) => {
    const refresh = `<meta http-equiv="Refresh" content="${seconds};url=${url}/away?figure=811">`;
    expect(await refusal("x", policy + refresh)).toMatch(
      /the document asks for ".*\/away\?figure=811", which lies outside|the document holds "<meta http-equiv="Refresh"/,
    );
    expect(hits).toEqual([]);
  });

  test("refuses a file of this machine", async () => {
    const file = pathToFileURL("/etc/hostname").href;
    expect(await refusal(`<img alt="Logo" src="${file}">`, policy)).toContain(
      `the document asks for "${file}", which lies outside of it`,
    );
  });

  test("runs no script", async () => {
    const script = `document.documentElement.dataset.ran = "yes"`;
    const slide = `<script>${script}</script><img alt="Logo" src="data:," onerror='${script}'>`;
    expect(await refusal(slide, policy)).toBe(
      [
        'the document holds "<script></script>", which has no place on paper',
        'the picture "Logo" cannot be read',
      ].join("\n"),
    );
    expect(await page.tab.evaluate("document.documentElement.dataset.ran ?? 'no'")).toBe("no");
  });
});

test("refuses a path as the source of a picture", async () => {
  expect(await refusal(`<img alt="Logo" src="assets/logo.png">`)).toBe('the picture "Logo" cannot be read');
});

test("names a font that cannot be read", async () => {
  const font = `<style>@font-face { font-family: Broken; font-weight: 600; src: url(data:font/ttf;base64,AAAA) }</style>`;
  expect(await refusal("x", font)).toBe('the font "Broken 600 normal" cannot be read');
});

test("takes the next document after one that left or was refused", async () => {
  expect(await refusal("x", `<meta http-equiv="refresh" content="0;url=${url}/away">`)).not.toBe("");
  expect(await refusal(`<img alt="" src="${url}/a">`)).not.toBe("");
  expect(await refusal("<p>x</p>", contentPolicy)).toBe("");
});

test("counts the printed pages", async () => {
  await loadHtml(page, await sampleDeck({ slides: ["<p>x</p>", "<p>x</p>"] }));
  await expect(printPdf(page, { pages: 3 })).rejects.toThrow("expected 3 printed pages, one a slide, got 2");
});

test("a page is on paper and without a network for every document", async () => {
  const conditions = () =>
    page.tab.evaluate(() => ({ paper: matchMedia("print").matches, online: navigator.onLine }));
  for (const characters of ["a", "b"]) {
    await loadHtml(page, await sampleDeck({ slides: [`<p>${characters}</p>`], characters }));
    expect(await conditions()).toEqual({ paper: true, online: false });
  }
});

describe("a document that differs in a slide from the one before", () => {
  const slides = ["<h1>One</h1><p>a</p>", "<h1>Two</h1><ul><li>b</li></ul>", "<h1>Three</h1><p>c</p>"];
  const characters = "OneTwoThreeFourabcd";
  const deck = (changed: string): Promise<string> =>
    sampleDeck({ slides: [slides[0]!, changed, slides[2]!], characters });
  const mark = (): Promise<unknown> => page.tab.evaluate("document.body.dataset.kept = 'yes'");
  const isKept = async (): Promise<boolean> =>
    (await page.tab.evaluate("document.body.dataset.kept ?? 'no'")) === "yes";
  const metadata = {
    title: "",
    author: "",
    subject: "",
    keywords: [],
    lang: "en",
    producer: "",
    creator: "",
  };
  const print = async (): Promise<Uint8Array> =>
    finishPdf(await printPdf(page, { pages: 3 }), { ...metadata, date: "2026-11-21" });

  test("is given that slide, and prints the bytes of one that was loaded", async () => {
    await loadHtml(page, await deck(slides[1]!));
    await mark();
    await loadHtml(page, await deck("<h1>Four</h1><p>d</p>"));
    expect(await isKept()).toBe(true);
    await page.tab.evaluate("delete document.body.dataset.kept");
    const patched = await print();
    page.held = undefined;
    await loadHtml(page, await deck("<h1>Four</h1><p>d</p>"));
    expect(Buffer.compare(patched, await print())).toBe(0);
  });

  test("is refused for what it asks for, and the next one is loaded as a whole", async () => {
    await loadHtml(page, await deck(slides[1]!));
    await mark();
    await expect(deck(`<img alt="" src="${url}/late">`).then((html) => loadHtml(page, html))).rejects.toThrow(
      asksFor("/late"),
    );
    expect(hits).toEqual([]);
    await loadHtml(page, await deck(slides[1]!));
    expect(await isKept()).toBe(false);
  });

  test("is refused for a picture in it that cannot be read", async () => {
    await loadHtml(page, await deck(slides[1]!));
    const broken = '<img alt="Logo" src="data:image/png;base64,AAAA">';
    await expect(deck(broken).then((html) => loadHtml(page, html))).rejects.toThrow(
      'the picture "Logo" cannot be read',
    );
  });

  test("is loaded as a whole where the page that is open has other slides than it was given", async () => {
    await loadHtml(page, await deck(slides[1]!));
    await page.tab.evaluate("document.querySelector('section').remove()");
    await mark();
    await loadHtml(page, await deck("<h1>Two</h1>"));
    expect(await isKept()).toBe(false);
  });

  test("is loaded as a whole after pictures were taken with styles of their own", async () => {
    await loadHtml(page, await deck(slides[1]!));
    await takePagePictures(page, { selector: ".slide", styles: ".slide { color: red }", scale: 0.1 });
    await loadHtml(page, await deck(slides[1]!));
    expect(await page.tab.evaluate("getComputedStyle(document.querySelector('.slide')).color")).toBe(
      "rgb(0, 0, 0)",
    );
  });
});
