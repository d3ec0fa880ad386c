import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.ts";
import { documentFiles, filesWith, messageOf } from "./sample-document.ts";

const outline = documentFiles["documents/deck/outline.yaml"]!;
const read = (changes: Readonly<Record<string, string>>) =>
  messageOf(readDocument(filesWith(changes), "deck"));

describe("readDocument", () => {
  test("finds the languages by their text files", async () => {
    const { texts, literals } = await readDocument(filesWith(), "deck");
    expect([...texts.keys()]).toEqual(["en", "ja"]);
    expect(literals).toEqual([{ text: "M2M", reason: "name of a product" }]);
  });

  test("names the keys that one language has and another lacks", async () => {
    const japanese = documentFiles["documents/deck/text.ja.yaml"]!;
    const lacking = japanese.replace(/ {2}subtitle.*\n/, "").replace("  subject: 四半期決算\n", "");
    expect(await read({ "documents/deck/text.ja.yaml": lacking })).toBe(
      "acme/documents/deck/text.ja.yaml missing texts that en has: deck.subject, results.subtitle",
    );
  });

  test("names words of a slide that the outline does not have", async () => {
    const text = documentFiles["documents/deck/text.en.yaml"]!.replace("results:", "result:");
    const japanese = documentFiles["documents/deck/text.ja.yaml"]!.replace("results:", "result:");
    expect(await read({ "documents/deck/text.en.yaml": text, "documents/deck/text.ja.yaml": japanese })).toBe(
      `acme/documents/deck/text.en.yaml:11:1 no slide "result" in the outline of deck
  hint: did you mean "results"?
acme/documents/deck/text.ja.yaml:11:1 no slide "result" in the outline of deck
  hint: did you mean "results"?`,
    );
  });

  test("names an unknown kind of block and an unknown key, with their places", async () => {
    const wrong = outline
      .replace("kind: results-table", "kind: result-table")
      .replace("kind: cover", "kind: cover\n        heigth: 3");
    expect(await read({ "documents/deck/outline.yaml": wrong })).toMatchInlineSnapshot(`
      "acme/documents/deck/outline.yaml:9:9 unknown key "heigth"
        hint: known keys: kind, id, area
      acme/documents/deck/outline.yaml:15:15 unknown kind "result-table"
        hint: did you mean "results-table"?"
    `);
  });

  test("says so where a document does not exist", async () => {
    expect(await messageOf(readDocument(filesWith(), "dek"))).toBe(
      "acme/documents/dek/outline.yaml no such file",
    );
  });

  test("needs the labels of every language", async () => {
    expect(await read({ "labels.ja.yaml": undefined as never })).toBe("acme/labels.ja.yaml no such file");
  });

  test("refuses a finding that two entries accept", async () => {
    const entry = "- { finding: stale-date deck.title en, reason: checked, owner: IR, date: 2006-11-06 }\n";
    const files = filesWith({ "documents/deck/accepted.yaml": entry + entry });
    expect(await messageOf(readDocument(files, "deck"))).toBe(
      `acme/documents/deck/accepted.yaml:2:3 "stale-date deck.title en" is accepted already, at acme/documents/deck/accepted.yaml:1:3
  hint: keep one of the two`,
    );
  });
});
