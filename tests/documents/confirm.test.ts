import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.ts";
import { documentFiles, filesWith, messageOf, planSample } from "./sample-document.ts";

const CONFIRM = "documents/deck/confirm.yaml";
const EN = "documents/deck/text.en.yaml";
const JA = "documents/deck/text.ja.yaml";
const english = documentFiles[EN]!;

/** Entries of the file as a person writes them, with what is given replaced or added; null removes a key. */
const entry = (changes: Readonly<Record<string, string | null>>): string => {
  const all = { why: "free words (1 in en)", was: "Words", of: "abcdefgh", confirmed: "false", ...changes };
  const lines = Object.entries(all).flatMap(([key, value]) => (value === null ? [] : `${key}: ${value}`));
  return `- ${lines.join("\n  ")}\n`;
};
const confirmed = { confirmed: "true", by: "A. Person", on: "2026-08-07" };
/** What planning says of the deck with this confirm.yaml, "" if nothing. */
const planning = (confirm: string, changes: Readonly<Record<string, string>> = {}, lang = "en") =>
  planSample({ [CONFIRM]: confirm, ...changes }, { lang }).then(
    () => "",
    (error: Error) => error.message,
  );
/** The hash of what stands under a key now. */
const hashOf = async (
  named: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>> = {},
  languages?: readonly string[],
): Promise<string> => {
  const files = filesWith({ ...changes, [CONFIRM]: entry(named) });
  return (await readDocument(files, "deck", languages)).confirmations[0]!.now!.of;
};

describe("a document with confirm.yaml", () => {
  test("needs every entry confirmed, each at its place", async () => {
    const title = await hashOf({ text: "results.title" });
    const unit = await hashOf({ outline: "results.unit" });
    const open =
      entry({ text: "results.title", of: title }) +
      entry({ outline: "results.unit", of: unit, why: '"the fixed period 1Q04"' });
    expect(await planning(open)).toBe(
      `acme/documents/deck/confirm.yaml:4:14 results.title has to be confirmed for 2Q06: free words (1 in en)
  hint: check acme/documents/deck/text.en.yaml:12:10, acme/documents/deck/text.ja.yaml:12:10; then write confirmed: true, by: <name>, on: <date>
acme/documents/deck/confirm.yaml:9:14 results.unit has to be confirmed for 2Q06: the fixed period 1Q04
  hint: check acme/documents/deck/outline.yaml:11:11; then write confirmed: true, by: <name>, on: <date>`,
    );
    expect(
      await planning(
        entry({ text: "results.title", of: title, ...confirmed }) +
          entry({ outline: "results.unit", of: unit, ...confirmed }),
      ),
    ).toBe("");
    expect(await planning("[]")).toBe("");
  });

  test("tells the hash of words that were mended before they are confirmed", async () => {
    const mended = { [EN]: english.replace("subject: Quarterly results", "subject: First quarter") };
    const before = await hashOf({ text: "deck.subject" });
    const after = await hashOf({ text: "deck.subject" }, mended);
    expect(await planning(entry({ text: "deck.subject", of: before }), mended)).toBe(
      `acme/documents/deck/confirm.yaml:4:14 deck.subject has to be confirmed for 2Q06: free words (1 in en)
  hint: check acme/documents/deck/text.en.yaml:3:12, acme/documents/deck/text.ja.yaml:3:12; then write confirmed: true, by: <name>, on: <date>, of: ${after} for the words as they are now`,
    );
  });

  test("has to be confirmed again where words of any language changed since, also when another language is asked for", async () => {
    const of = await hashOf({ text: "results.subtitle" });
    const changes = { [JA]: documentFiles[JA]!.replace("業績・", "決算・") };
    const now = await hashOf({ text: "results.subtitle" }, changes, ["en"]);
    expect(now).not.toBe(of);
    const list = entry({ text: "results.subtitle", of, ...confirmed });
    const message = `acme/documents/deck/confirm.yaml:3:7 results.subtitle was changed since it was confirmed by A. Person on 2026-08-07
  hint: check acme/documents/deck/text.en.yaml:13:13, acme/documents/deck/text.ja.yaml:13:13; then write of: ${now} for the words as they are now, and who confirms them on which day`;
    expect(await planning(list, changes)).toBe(message);
    expect(await planning(list, changes, "ja")).toBe(message);
    expect(await planning(entry({ text: "results.subtitle", ...confirmed, of: now }), changes)).toBe("");
  });

  test("names entries whose words are gone, and one that is there twice", async () => {
    const keywords = entry({
      text: "deck.keywords.1",
      of: await hashOf({ text: "deck.keywords.1" }),
      ...confirmed,
    });
    expect(
      await planning(
        entry({ text: "deck.keywords.2", ...confirmed }) +
          entry({ text: "results.chart.panels.alt" }) +
          entry({ outline: "results.results-table.periods" }) +
          keywords +
          keywords,
      ),
    ).toBe(
      `acme/documents/deck/confirm.yaml:5:9 no language has deck.keywords.2 any more
  hint: remove the entry
acme/documents/deck/confirm.yaml:12:9 no language has results.chart.panels.alt any more
  hint: remove the entry
acme/documents/deck/confirm.yaml:17:12 the outline does not have results.results-table.periods any more
  hint: remove the entry
acme/documents/deck/confirm.yaml:29:9 deck.keywords.1 is listed already, at acme/documents/deck/confirm.yaml:22:9
  hint: keep one of the two`,
    );
  });

  test("refuses what is no confirmation", async () => {
    expect(
      await messageOf(
        readDocument(
          filesWith({
            [CONFIRM]:
              entry({ text: "deck.title", confirmed: "true" }) +
              entry({ text: "deck.title", outline: "results.unit" }) +
              entry({}) +
              entry({ text: "deck.title", confirmed: "yes" }) +
              entry({ text: "deck.title", ...confirmed, on: "yesterday", bye: "x" }) +
              entry({ text: "deck.title", of: null }),
          }),
          "deck",
        ),
      ),
    ).toBe(
      `acme/documents/deck/confirm.yaml:4:14 confirmed, but by whom and when is not said: by and on
  hint: write by: <name> and on: <date>
acme/documents/deck/confirm.yaml:6:3 expected one of "text" and "outline"
  hint: name what has to be confirmed by its key
acme/documents/deck/confirm.yaml:12:3 expected one of "text" and "outline"
  hint: name what has to be confirmed by its key
acme/documents/deck/confirm.yaml:19:14 expected true or false, got "yes"
acme/documents/deck/confirm.yaml:27:7 expected a date such as 2006-11-09, got "yesterday"
acme/documents/deck/confirm.yaml:28:3 unknown key "bye"
  hint: did you mean "by"?
acme/documents/deck/confirm.yaml:29:3 missing key "of"`,
    );
  });
});
