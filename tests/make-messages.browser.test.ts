import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDocuments } from "../src/build.ts";
import { startDrawing, type Drawing } from "../src/drawing.ts";
import { makeMessages, type MadeMessage, type MessagesRequest } from "../src/make-messages.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { layOutAll, planAll } from "../src/plan-all.ts";
import { openBrowsers } from "../src/pdf/browsers.ts";
import { openPress, type Press } from "../src/press.ts";
import { readTrace } from "../src/proof/read-trace.ts";
import { openMemory } from "../src/remember.ts";
import { testBrowser } from "./browser.ts";
import { changed, messageFiles } from "./documents/sample-message.ts";
import { memoryBuild, problemsOf, programTemplates } from "./memory-build.ts";

const folders = {
  acme: messageFiles,
  bare: {
    ...messageFiles,
    ...Object.fromEntries(
      ["en", "ja"].map((lang) => {
        const path = `documents/mail/text.${lang}.yaml`;
        return [path, messageFiles[path]!.replace(/ {2}correction:\n.*\n.*\n/, "")];
      }),
    ),
  },
  apart: {
    ...messageFiles,
    ...changed(
      "text.ja.yaml",
      '理由：{{reason}}。営業収益は{{amount "revenue.total@ytd"}}です。',
      "理由：{{reason}}。",
    ),
  },
};
const attachments = new Map(
  ["en", "ja"].map((lang) => [lang, [{ title: "Results of 2Q06", name: `acme-deck.${lang}.pdf` }]]),
);

let press: Press;
let drawing: Drawing;
beforeAll(() => {
  press = openPress({ browsers: openBrowsers({ start: () => startBrowser(testBrowser()) }) });
  drawing = startDrawing();
});
afterAll(() => Promise.all([press.close(), drawing.close()]));

async function make(
  more: Pick<MessagesRequest, "correction"> = {},
  company: keyof typeof folders = "acme",
): Promise<readonly MadeMessage[]> {
  const { effects } = memoryBuild({ folders });
  const memory = openMemory();
  const planned = await planAll({ documents: [`${company}/documents/mail`] }, effects, { memory, drawing });
  const layouts = await layOutAll(planned, effects, memory);
  const messages = planned.map((one, index) => ({ planned: one, layout: layouts[index]! }));
  return makeMessages({ messages, press, folder: company, cidDomain: "acme.example", attachments, ...more });
}

describe("a message that is made", () => {
  let made: readonly MadeMessage[];
  beforeAll(async () => void (made = await make()));

  test("has subject, greetings, bodies and attachments in each language", () => {
    expect(made.map(({ message: { lang, subject, greeting } }) => ({ lang, subject, greeting }))).toEqual([
      {
        lang: "en",
        subject: "Acme: revenues down 2.5% on 1H05",
        greeting: { named: "Dear {{name}},", unnamed: "Dear Sir or Madam," },
      },
      {
        lang: "ja",
        subject: "営業収益前年同期比2.5%減",
        greeting: { named: "{{name}} 様", unnamed: "関係各位" },
      },
    ]);
    for (const { message, figures } of made) {
      for (const body of [message.text, message.html]) {
        expect(body.split("{{greeting}}")).toHaveLength(2);
        expect(body).toContain(`acme-deck.${message.lang}.pdf`);
      }
      expect(figures).toBe(14);
    }
  });

  test("has a picture of twice as many pixels as the HTML gives it", () => {
    const [{ message, pictures }] = made as [MadeMessage];
    const [{ cid, name, bytes }] = pictures as [MadeMessage["pictures"][number]];
    expect([cid, name]).toEqual(["acme-mail.en.quarters@acme.example", "en.quarters.png"]);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect(Buffer.from(bytes.subarray(1, 4)).toString("latin1")).toBe("PNG");
    const [, width, height] =
      /<img src="cid:acme-mail\.en\.quarters@acme\.example" alt="[^"]+" width="(\d+)" height="(\d+)"/.exec(
        message.html,
      )!;
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
    expect(Number(width)).toBe(440);
    expect(Number(height)).toBeGreaterThan(100);
  });

  test("is the same when it is made again, its picture to the last byte", async () => {
    const again = await make();
    expect(again).toEqual(made);
  });

  test("has a trace with the figures of its picture and of its alternative text", () => {
    const [{ trace }] = made as [MadeMessage];
    expect(trace.document).toMatchObject({
      name: "mail",
      kind: "message",
      title: "Acme: revenues down 2.5% on 1H05".replace("down ", "down\u00a0"),
    });
    expect(trace.pages.map(({ slide }) => slide)).toEqual(["message", "lead", "results", "quarters"]);
    const drawn = trace.printed
      .filter(({ slide }) => slide === "quarters")
      .map(({ text }) => text.replaceAll("\u00a0", " "));
    expect(drawn).toEqual(["JPY 700 million", "500", "700"]);
    expect(trace.numbers.length).toBeGreaterThan(0);
  });
});

describe("a message of a corrected release", () => {
  const reasons = { en: "a wrong unit in one table", ja: "表の単位の誤り" };

  test("has another subject, and says why, with its figures proved", async () => {
    const [english, japanese] = (await make({ correction: { reasons } })) as [MadeMessage, MadeMessage];
    expect(english.message.subject).toBe("Correction: results of 1H06");
    const first = english.message.text.split("\n\n")[1]!.replaceAll(/\s+/g, " ");
    expect(first).toBe(
      "Correction. The earlier message is replaced: a wrong unit in one table. Revenues are JPY 1,951 million.",
    );
    expect(english.message.html).toContain(
      "<strong>Correction.</strong> The earlier message is replaced: a wrong unit",
    );
    expect(japanese.message.text).toContain("理由：表の単位の誤り。");
    expect(english.figures).toBe(14);
    expect(english.trace.printed[0]).toMatchObject({ slide: "message", figure: "revenue.total@1H06" });
  });

  test.each([
    [
      { en: "of 3 slips", ja: reasons.ja },
      'the reason in "en" holds the number "3"\n  hint: figures stand in the message\'s text, where they are checked',
    ],
    [
      { en: reasons.en },
      'no reason for the correction in "ja"\n  hint: the mail says it in each of its languages',
    ],
    [
      { en: "a slip\nBcc: x", ja: "{{name}}" },
      'the reason in "en" is not plain text of one line: "a slip Bcc: x"\n' +
        "  hint: write it without line breaks, signs that control direction, and {{\n" +
        'the reason in "ja" is not plain text of one line: "{{name}}"\n' +
        "  hint: write it without line breaks, signs that control direction, and {{",
    ],
  ])("is refused with the reasons %j", async (reasons, message) => {
    expect(await problemsOf(make({ correction: { reasons } }))).toBe(message);
  });

  test("needs words for it", async () => {
    expect(await problemsOf(make({ correction: { reasons } }, "bare"))).toBe(
      ["en", "ja"]
        .map(
          (lang) =>
            `bare/documents/mail/text.${lang}.yaml:1:1 "mail" has no words for a correction\n` +
            "  hint: write message.correction with a subject and a text; {{reason}} stands for the reason",
        )
        .join("\n"),
    );
  });

  test("gives the same figures in all its languages", async () => {
    expect(await problemsOf(make({ correction: { reasons } }, "apart"))).toContain(
      'slide "message" prints in en but not in ja: revenue.total@1H06',
    );
  });
});

test("a number that a template puts into the picture is found", async () => {
  const picture = new TextDecoder().decode(await programTemplates.read("message/picture.html.hbs"));
  const own = picture.replace("{{svg id}}", "{{svg id}}<p>&#52;&#50;</p>");
  const { effects } = memoryBuild({
    folders: { acme: { ...messageFiles, "templates/message/picture.html.hbs": own } },
    startBrowser: () => startBrowser(testBrowser()),
  });
  const building = buildDocuments({ documents: ["acme/documents/mail"], languages: ["en"] }, effects);
  expect(await problemsOf(building)).toBe(
    'acme/documents/mail/text.en.yaml:19:1 the picture shows the number "42", which is no figure: "42"\n' +
      "  hint: a template or a label types it: print a figure, or list it in literals.yaml with a reason",
  );
});

test("a message is built for a look at it, with its picture in it", async () => {
  const { effects, written } = memoryBuild({ folders, startBrowser: () => startBrowser(testBrowser()) });
  const results = await buildDocuments({ documents: ["acme/documents/mail"], languages: ["en"] }, effects);
  expect([...written.keys()]).toEqual(["acme-mail.en.html", "acme-mail.en.txt", "acme-mail.en.trace.json"]);
  expect(results.map(({ file, figures, report }) => [file, figures, report])).toEqual([
    ["acme-mail.en.html", 14, undefined],
  ]);
  const html = String(written.get("acme-mail.en.html"));
  expect(html).toMatch(/<img src="data:image\/png;base64,iVBOR/);
  expect(html).toContain("Dear Sir or Madam,");
  expect(String(written.get("acme-mail.en.txt"))).toMatch(/^Dear Sir or Madam,\n\nRevenues came to/);
  const bytes = new TextEncoder().encode(String(written.get("acme-mail.en.trace.json")));
  const { trace } = await readTrace({ bytes, file: "acme-mail.en.trace.json" });
  expect(trace.printed).toHaveLength(14);
});

test("a picture is taken in another browser where the first dies", async () => {
  const dying = startBrowser(testBrowser());
  const run = dying.run.bind(dying);
  dying.run = (asked, work) =>
    run(asked, () => {
      if (asked.step === "taking a picture") process.kill(-dying.pid!, "SIGKILL");
      return work();
    });
  const browsers = [dying];
  const { effects, written } = memoryBuild({
    folders,
    startBrowser: () => browsers.pop() ?? startBrowser(testBrowser()),
  });
  await buildDocuments({ documents: ["acme/documents/mail"], languages: ["en"] }, effects);
  expect(browsers).toEqual([]);
  expect(String(written.get("acme-mail.en.html"))).toContain("data:image/png;base64,iVBOR");
});

test("a deck and a message are built with one browser", async () => {
  let started = 0;
  const { effects, written } = memoryBuild({
    folders,
    startBrowser: () => {
      started++;
      return startBrowser(testBrowser());
    },
  });
  await buildDocuments(
    { documents: ["acme/documents/mail", "acme/documents/deck"], languages: ["ja"] },
    effects,
  );
  expect([...written.keys()].sort()).toEqual([
    "acme-deck.ja.pdf",
    "acme-deck.ja.trace.json",
    "acme-deck.tieout.html",
    "acme-mail.ja.html",
    "acme-mail.ja.trace.json",
    "acme-mail.ja.txt",
  ]);
  expect(started).toBe(1);
});
