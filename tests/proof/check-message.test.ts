import { beforeAll, describe, expect, test } from "vitest";
import type { Document } from "../../src/documents/document.ts";
import { readHouseStyle } from "../../src/lay-out.ts";
import { findLocale } from "../../src/locales/index.ts";
import { checkMessage, type MessageStray } from "../../src/proof/check-message.ts";
import { greetingMark } from "../../src/release/sealed-message.ts";
import { writeMessage, type WrittenMessage } from "../../src/write-message.ts";
import { planMessage } from "../documents/sample-message.ts";
import { problemsOf, programTemplates } from "../memory-build.ts";
import { memoryFiles } from "../memory-files.ts";

const attachments = [{ title: "Results of 2Q06", name: "acme-deck.en.pdf" }];
const literals = [{ text: "M2M", reason: "name of a product" }];
const places = { structure: () => ({ file: "outline.yaml" }), words: () => ({ file: "text.yaml" }) };

/** Writes a message of the invented company, with templates of its own in front of the program's. */
async function write(
  document: Document,
  templates: Readonly<Record<string, string>> = {},
): Promise<WrittenMessage> {
  const own = Object.entries(templates).map(([path, text]) => [`templates/${path}`, text]);
  const style = await readHouseStyle(memoryFiles(Object.fromEntries(own), "acme"), programTemplates);
  const locale = findLocale(document.lang);
  return writeMessage({ layout: { ...style, document, locale, places }, literals, attachments });
}

let document: Document;
let written: WrittenMessage;
beforeAll(async () => {
  ({ document } = (await planMessage()).plan);
  written = await write(document);
});

/** What is told of a message with a template in which something is replaced. */
async function told(path: string, from: string, to: string): Promise<string> {
  const before = new TextDecoder().decode(await programTemplates.read(path));
  if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
  const message = await problemsOf(write(document, { [path]: before.replace(from, () => to) }));
  return message.replaceAll("\u00a0", " ");
}

/** What is found in the finished bodies when something in one of them is replaced. */
function found(
  part: "subject" | "text" | "html",
  from: string,
  to: string,
): readonly (readonly [MessageStray["part"], MessageStray["sort"], string])[] {
  const tampered = { ...written, [part]: written[part].replace(from, () => to) };
  if (tampered[part] === written[part]) throw new Error(`the ${part} has no ${from}`);
  const { strays } = checkMessage({
    document,
    ...tampered,
    greeting: greetingMark,
    literals,
    attached: attachments.flatMap(({ title, name }) => [title, name]),
  });
  return strays.map(({ part, sort, text }) => [part, sort, text.replaceAll("\u00a0", " ")]);
}

const lost = (part: string, text: string, figure: string): string =>
  `text.yaml the ${part} does not show "${text}" for ${figure} where it is planned\n` +
  "  hint: see whether a template leaves it out, changes it, or prints it in another order";
const unbound = (part: string, text: string, within: string): string =>
  `text.yaml the ${part} shows the number "${text}", which is no figure: "${within}"\n` +
  "  hint: a template or a label types it: print a figure, or list it in literals.yaml with a reason";

describe("a message that is read back", () => {
  test("is in plain text as it is planned", () => {
    expect(written.subject).toBe("Acme: revenues down 2.5% on 1H05");
    expect(written.text.replaceAll("\u00a0", " ")).toBe(`{{greeting}}

Revenues came to JPY 1,951 million[1], down 2.5% on 1H05.

- M2M grew
- Operating income was (15) million

Results of 1H06
JPY million

                                    1H06                    1H05
                  April – September 2006  April – September 2005
                                  Result                  Result    YoY
-----------------------------------------------------------------------
Revenues                          1,951                   2,000   −2.5%
Operating income                    (15)                    (30)   n.m.

JPY million

Service A by quarter

Columns: Service A brought JPY 700 million in 2Q06.

[1] Revenues of 1H06 were JPY 1,951 million.

Attached:
- Results of 2Q06
  acme-deck.en.pdf

Kind regards,
Acme Corp.

--------------------
You asked for this message.
`);
  });

  test("says what its other numbers are", () => {
    const said = new Set(written.numbers.map(({ is, of }) => `${is} ${of}`));
    expect([...said]).toEqual(["note basis", "period 1H05", "literal M2M", "period 1H06", "period 2Q06"]);
  });

  test("holds no class, no style sheet and no mark of a figure", () => {
    expect(written.html).not.toMatch(/class=|<style|data-|<data/);
    expect(written.html).toContain('<span style="color: #B84E19;">−2.5%</span>');
    expect(written.html).toContain('alt="Columns: Service A brought JPY\u00a0700\u00a0million in 2Q06."');
  });

  test("is as whole in Japanese", async () => {
    const { document } = (await planMessage({}, "ja")).plan;
    const { text } = await write(document);
    expect(text).toContain("営業利益            △15            △30          －");
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(text).not.toMatch(/[^\S\n]$/m);
  });
});

describe("a template that says something else", () => {
  test("types a number: it is not loaded", async () => {
    expect(await told("message/blocks/paragraph.text.hbs", "{{lines this}}", "{{lines this}} 42")).toBe(
      'acme/templates/message/blocks/paragraph.text.hbs:9:16 typed number "42" in the text of a template\n' +
        "  hint: print a figure, or write the text in the document's text file",
    );
  });

  test("hides a number from that check: it is found in the body", async () => {
    expect(
      await told("message/blocks/paragraph.html.hbs", "{{runs this}}", "{{runs this}} &#52;2"),
    ).toContain("typed number");
    expect(await told("message/blocks/paragraph.html.hbs", "{{runs this}}", "{{runs this}} &#52;&#50;")).toBe(
      unbound("HTML body", "42", "Revenues came to JPY 1,951 million\u20631\u2063, down 2.5% on 1H05. 42"),
    );
    expect(
      await told(
        "message/blocks/bullets.text.hbs",
        "{{#each items}}",
        "{{plus items.length items.length}}\n{{#each items}}",
      ),
    ).toBe(unbound("text body", "4", "4"));
  });

  test("leaves a figure out", async () => {
    const none = "{{#unless @first}}{{runs text}}{{/unless}}";
    expect(await told("message/figure-table.html.hbs", "{{runs text}}", none)).toBe(
      [
        ["1,951", "revenue.total@1H06"],
        ["(15)", "operating-income@1H06"],
      ]
        .map(([text, figure]) => lost("HTML body", text!, figure!))
        .join("\n"),
    );
  });

  test("prints figures in another order", async () => {
    const notes = "{{#each footnotes}}\n{{lines text first=mark}}\n{{/each}}";
    const { "message/message.text.hbs": text } = {
      "message/message.text.hbs": new TextDecoder().decode(
        await programTemplates.read("message/message.text.hbs"),
      ),
    };
    const moved = text.replace(notes, "").replace("{{#each slides}}", `${notes}\n{{#each slides}}`);
    const message = await problemsOf(write(document, { "message/message.text.hbs": moved }));
    expect(message.replaceAll("\u00a0", " ")).toBe(
      [
        lost("text body", "JPY 1,951 million", "revenue.total@1H06"),
        unbound("text body", "1,951", "Revenues came to JPY 1,951 million[1], down 2.5% on 1H05."),
      ].join("\n"),
    );
  });

  test("greets twice, or never", async () => {
    const places = (part: string, count: number): string =>
      `text.yaml the ${part} has ${count} places for the greeting: expected one\n  hint: write {{greeting}} once in the template`;
    expect(await told("message/message.text.hbs", "{{greeting}}\n", "")).toBe(places("text body", 0));
    expect(await told("message/message.html.hbs", "{{greeting}}", "{{greeting}} {{greeting}}")).toBe(
      places("HTML body", 2),
    );
  });

  test("brings a picture of its own", async () => {
    const shell = new TextDecoder().decode(await programTemplates.read("message/message.html.hbs"));
    const logo = shell.replace("{{companyName}}", '<img src="data:image/png;base64,AAAA" alt="">');
    expect(await problemsOf(write(document, { "message/message.html.hbs": logo }))).toBe(
      'text.yaml the HTML body holds "<img src="data:image/png;base64,AAAA" alt="">", which mail programs block or load from elsewhere\n' +
        "  hint: an e-mail holds its words, and one picture that travels with it",
    );
  });

  test("asks for what a message does not have", async () => {
    expect(await told("message/message.html.hbs", "{{companyName}}", "{{companyNmae}}")).toBe(
      'acme/templates/message/message.html.hbs:16:26 the message has no "companyNmae"',
    );
  });

  test("styles what cannot be written into elements", async () => {
    const css = new TextDecoder().decode(await programTemplates.read("styles/message.css"));
    const message = await problemsOf(
      write(document, { "styles/message.css": `${css}.letter p { color: red; }\n` }),
    );
    expect(message).toMatch(
      /^acme\/templates\/styles\/message\.css:\d+:1 "\.letter p" cannot be written into elements\n {2}hint: write one element/,
    );
  });

  test("makes a mail so long that programs cut it off", async () => {
    const long = "All of this was said before. ".repeat(4000);
    const message = await told("message/message.html.hbs", "{{companyName}}", long);
    expect(message).toMatch(
      /^text\.yaml the HTML of the message has 1\d{5} bytes: mail programs cut it off at 100000\n/,
    );
  });
});

describe("a body that is not what was planned", () => {
  test.each([
    [
      "text",
      "2,000",
      "2,001",
      [
        ["text body", "lost", "2,000"],
        ["text body", "unbound", "2,001"],
      ],
    ],
    [
      "text",
      "(15)",
      "15",
      [
        ["text body", "lost", "(15)"],
        ["text body", "unbound", "15"],
      ],
    ],
    [
      "text",
      "−2.5%",
      "2.5%",
      [
        ["text body", "lost", "−2.5%"],
        ["text body", "unbound", "2.5"],
      ],
    ],
    ["text", "M2M", "M3M", [["text body", "unbound", "3"]]],
    [
      "text",
      "1,951                   2,000",
      "2,000                   1,951",
      [
        ["text body", "lost", "1,951"],
        ["text body", "unbound", "1,951"],
      ],
    ],
    [
      "text",
      "  1,951",
      "(1,951)",
      [
        ["text body", "lost", "1,951"],
        ["text body", "unbound", "1,951"],
      ],
    ],
    [
      "text",
      " 2,000",
      "−2,000",
      [
        ["text body", "lost", "2,000"],
        ["text body", "unbound", "2,000"],
      ],
    ],
    [
      "text",
      "JPY\u00a0700",
      "JPY\u00a01,700",
      [
        ["text body", "lost", "JPY 700 million"],
        ["text body", "unbound", "1,700"],
      ],
    ],
    [
      "text",
      "1H05.",
      "2H05.",
      [
        ["text body", "unbound", "2"],
        ["text body", "unbound", "05"],
      ],
    ],
    ["html", ">2,000<", "><", [["HTML body", "lost", "2,000"]]],
    [
      "html",
      "(30)",
      "(3)",
      [
        ["HTML body", "lost", "(30)"],
        ["HTML body", "unbound", "3"],
      ],
    ],
    ["html", ">Attached:<", ' title="in 3 files">Attached:<', [["HTML body", "unbound", "in 3 files"]]],
    [
      "html",
      "brought JPY\u00a0700",
      "brought JPY\u00a0701",
      [["HTML body", "unbound", "Columns: Service A brought JPY 701 million in 2Q06."]],
    ],
    ["html", "<h2", "<style></style><h2", [["HTML body", "foreign", "<style>"]]],
    ["html", "<h2", '<p background="x.png"></p><h2', [["HTML body", "foreign", '<p background="x.png">']]],
    [
      "html",
      "<h2",
      '<img src="https://a.example/x.png"><h2',
      [["HTML body", "foreign", '<img src="https://a.example/x.png">']],
    ],
    ["html", "<h2", '<p onclick="go()"></p><h2', [["HTML body", "foreign", '<p onclick="go()">']]],
    [
      "subject",
      "2.5%",
      "2.6%",
      [
        ["subject", "lost", "2.5%"],
        ["subject", "unbound", "2.6"],
      ],
    ],
  ] as const)("is found: %s, %s to %s", (part, from, to, strays) => {
    expect(found(part, from, to)).toEqual(strays);
  });
});
