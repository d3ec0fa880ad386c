import { describe, expect, test } from "vitest";
import { correctLetter, recipientMark } from "../../src/documents/letter.ts";
import { outlineStrings } from "../../src/documents/outline.ts";
import { plainText } from "../../src/documents/sentence.ts";
import { messageOf } from "./sample-document.ts";
import { changed, messageFiles, planMessage } from "./sample-message.ts";

const plain = (runs: Parameters<typeof plainText>[0]): string => plainText(runs).replaceAll("\u00a0", " ");
const planned = async (file: string, from: string, to: string): Promise<string> =>
  messageOf(planMessage(changed(file, from, to)));

describe("a message", () => {
  test("has a letter around its sections, and the letter's subject for a title", async () => {
    const { document } = (await planMessage()).plan;
    expect(document.slides.map(({ id, number, layout }) => [id, number, layout])).toEqual([
      ["message", 1, "message"],
      ["lead", 2, "section"],
      ["results", 3, "section"],
      ["quarters", 4, "section"],
    ]);
    const { greeting, closing } = document.letter!;
    expect(greeting).toEqual({ named: `Dear ${recipientMark},`, unnamed: "Dear Sir or Madam," });
    expect(closing.map(plain)).toEqual(["Kind regards,", "Acme Corp."]);
    expect(document.title).toBe("Acme: revenues down\u00a02.5% on 1H05");
    expect([document.subject, document.keywords, document.foot]).toEqual([document.title, [], []]);
  });

  test("prints figures of its subject, sections, alternative text, picture and notes, in that order", async () => {
    const { document } = (await planMessage()).plan;
    expect(
      document.figures.map(({ slide, figure, text }) => [slide, figure, text.replaceAll("\u00a0", " ")]),
    ).toEqual([
      ["message", "revenue.total@1H06|growth(-1y)", "2.5%"],
      ["lead", "revenue.total@1H06", "JPY 1,951 million"],
      ["lead", "revenue.total@1H06|growth(-1y)", "2.5%"],
      ["lead", "operating-income@1H06", "(15)"],
      ["results", "revenue.total@1H06", "1,951"],
      ["results", "revenue.total@1H05", "2,000"],
      ["results", "revenue.total@1H06|growth(-1y)", "−2.5%"],
      ["results", "operating-income@1H06", "(15)"],
      ["results", "operating-income@1H05", "(30)"],
      ["results", "operating-income@1H06|growth(-1y)", "n.m."],
      ["quarters", "revenue.a@2Q06", "JPY 700 million"],
      ["quarters", "revenue.a@1Q06", "500"],
      ["quarters", "revenue.a@2Q06", "700"],
      ["lead", "revenue.total@1H06", "JPY 1,951 million"],
    ]);
  });

  test("corrects an earlier one with another subject and a notice that says why", async () => {
    const letter = correctLetter((await planMessage()).plan.document.letter!, "a wrong unit in a table")!;
    expect(plain(letter.subject)).toBe("Correction: results of 1H06");
    expect(plain(letter.notice)).toBe(
      "Correction. The earlier message is replaced: a wrong unit in a table. Revenues are JPY 1,951 million.",
    );
  });

  test("cannot correct anything without words for it", async () => {
    const without = Object.fromEntries(
      ["en", "ja"].map((lang) => {
        const path = `documents/mail/text.${lang}.yaml`;
        return [path, messageFiles[path]!.replace(/ {2}correction:\n.*\n.*\n/, "")];
      }),
    );
    const { document } = (await planMessage(without)).plan;
    expect(correctLetter(document.letter!, "a slip")).toBeUndefined();
  });

  test("names what it attaches where somebody has to confirm it", async () => {
    const { source } = await planMessage();
    expect(outlineStrings(source.outline.value)[0]).toEqual({
      key: "attaches.1",
      path: ["attaches", 0],
      text: "deck",
    });
  });

  test.each([
    [
      "{{recipient}} in a subject",
      "text.en.yaml",
      "subject: 'Acme:",
      "subject: '{{recipient}}:",
      'acme/documents/mail/text.en.yaml:2:12 unknown helper "recipient"\n' +
        "  hint: helpers are figure, amount, moved, label, member, scenario, company, period, date, note, comparison, claim",
    ],
    [
      "{{reason}} in a greeting",
      "text.en.yaml",
      "unnamed: 'Dear Sir or Madam,'",
      "unnamed: 'Dear {{reason}},'",
      'acme/documents/mail/text.en.yaml:3:54 unknown helper "reason"\n' +
        "  hint: helpers are figure, amount, moved, label, member, scenario, company, period, date, note, comparison, claim",
    ],
    [
      "a greeting without a place for the name",
      "text.en.yaml",
      "Dear {{recipient}},",
      "Dear friend,",
      "acme/documents/mail/text.en.yaml:3:15 expected {{recipient}} once in message.greeting.named\n" +
        '  hint: it stands for the name: "Dear {{recipient}},"',
    ],
    [
      "a figure in a greeting",
      "text.en.yaml",
      "Dear Sir or Madam,",
      'To the owners of {{amount "cash@end"}},',
      "acme/documents/mail/text.en.yaml:3:45 a figure in a greeting: expected words",
    ],
    [
      "a typed number in the close",
      "text.en.yaml",
      "'Kind regards,'",
      "'Tel. 5259'",
      'acme/documents/mail/text.en.yaml:5:13 unbound number "5259" in "Tel. 5259"\n' +
        "  hint: ask the ledger for it with a helper, or list it in literals.yaml with a reason",
    ],
  ])("refuses %s", async (_, file, from, to, message) => {
    expect(await planned(file, from, to)).toBe(message);
  });

  test("refuses a text that no letter has", async () => {
    const added = Object.fromEntries(
      ["en", "ja"].map((lang) => {
        const path = `documents/mail/text.${lang}.yaml`;
        return [path, messageFiles[path]!.replace("  attached:", "  signature: IR\n  attached:")];
      }),
    );
    expect(await messageOf(planMessage(added))).toBe(
      "acme/documents/mail/text.en.yaml:4:14 a message has no text message.signature\n" +
        "  hint: it has subject, greeting, attached, closing, foot, correction and notes",
    );
  });

  test.each([
    [
      "a block that no e-mail shows",
      "- kind: bullets",
      "- { kind: cover }",
      'acme/documents/mail/outline.yaml:9:17 a block of kind "cover" in a message\n' +
        "  hint: an e-mail shows paragraph, key-figures, bullets, results-table, chart, statement-extract, text-table, label-values; what it attaches may show more",
    ],
    [
      "a second chart",
      "- kind: bullets",
      "- { kind: chart, periods: last 2, width: 440, panels: [{ kind: columns, height: 120, of: revenue.b }] }",
      "acme/documents/mail/outline.yaml:24:17 a second chart in a message\n" +
        "  hint: an e-mail shows one picture; the others are in what it attaches",
    ],
    [
      "an area",
      "- kind: bullets",
      "- { kind: bullets, area: left }",
      'acme/documents/mail/outline.yaml:9:32 area "left" in a message, which has none\n  hint: leave it out',
    ],
    [
      "a section that is called as the letter is",
      "- id: lead",
      "- id: message",
      'acme/documents/mail/outline.yaml:6:9 "message" is the e-mail itself\n  hint: give the section another id',
    ],
    [
      "a document that the company does not have",
      "attaches: [deck]",
      "attaches: [dekc]",
      'acme/documents/mail/outline.yaml:4:12 no document "dekc" to attach\n  hint: did you mean "deck"?',
    ],
    [
      "itself as an attachment",
      "attaches: [deck]",
      "attaches: [mail]",
      'acme/documents/mail/outline.yaml:4:12 no document "mail" to attach\n  hint: the company has deck',
    ],
    [
      "the same attachment twice",
      "attaches: [deck]",
      "attaches: [deck, deck]",
      'acme/documents/mail/outline.yaml:4:18 "deck" is attached already',
    ],
    [
      "no attachment",
      "attaches: [deck]",
      "attaches: []",
      "acme/documents/mail/outline.yaml:4:11 expected at least 1 entry, got an empty list",
    ],
  ])("refuses %s", async (_, from, to, message) => {
    expect(await planned("outline.yaml", from, to)).toBe(message);
  });

  test("refuses a language in which what it attaches is not written", async () => {
    const { "documents/deck/text.ja.yaml": _, ...rest } = messageFiles;
    const { readDocument } = await import("../../src/documents/read-document.ts");
    const { memoryFiles } = await import("../memory-files.ts");
    expect(await messageOf(readDocument(memoryFiles(rest, "acme"), "mail"))).toBe(
      'acme/documents/mail/outline.yaml:4:12 document "deck" has no texts in "ja", in which the message is written\n' +
        "  hint: each language of a message attaches its documents in that language",
    );
  });
});
