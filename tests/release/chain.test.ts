import { describe, expect, test } from "vitest";
import { z } from "zod";
import { formatLink, noRecord, readChain } from "../../src/release/chain.ts";

const schema = z.strictObject({ said: z.string() });

function chain(...words: readonly string[]): string {
  let text = "";
  for (const said of words) {
    const { links } = readChain({ text, file: "log.jsonl", schema });
    text += formatLink(links.at(-1)?.hash ?? noRecord, { said });
  }
  return text;
}
const read = (text: string) => {
  const { links, problem } = readChain({ text, file: "log.jsonl", schema });
  return { said: links.map(({ record }) => record.said), problem };
};
const hint = "somebody has changed the file, or it was cut off: nothing from here on is believed";
const whole = chain("one", "two", "three");
const lines = whole.split("\n");

test("reads what was written, each record with its line and its hash", () => {
  expect(read(whole)).toEqual({ said: ["one", "two", "three"], problem: undefined });
  const { links } = readChain({ text: whole, file: "log.jsonl", schema });
  expect(links.map(({ line }) => line)).toEqual([1, 2, 3]);
  expect(links[0]!.hash).toBe(JSON.parse(lines[1]!).after);
  expect(read("")).toEqual({ said: [], problem: undefined });
});

describe("believes nothing from the first fault on", () => {
  test.each([
    ["a changed record", whole.replace('"one"', '"eno"'), [], 1, "is not as it was written"],
    [
      "a changed last record",
      whole.replace('"three"', '"eerht"'),
      ["one", "two"],
      3,
      "is not as it was written",
    ],
    [
      "a changed hash",
      whole.replace('"after"', '"After"'),
      [],
      1,
      "does not follow from the record before it",
    ],
    [
      "a record that is gone",
      [lines[0], lines[2], ""].join("\n"),
      ["one"],
      2,
      "does not follow from the record before it",
    ],
    [
      "a first record that is gone",
      [lines[1], lines[2], ""].join("\n"),
      [],
      1,
      "does not follow from the record before it",
    ],
    [
      "records that changed places",
      [lines[1], lines[0], ""].join("\n"),
      [],
      1,
      "does not follow from the record before it",
    ],
    [
      "a record twice",
      `${whole}${lines[2]}\n`,
      ["one", "two", "three"],
      4,
      "does not follow from the record before it",
    ],
    ["a record cut off", whole.slice(0, -4), ["one", "two"], 3, "ends in the middle of a record"],
    ["an empty line", `${lines[0]}\n\n`, ["one"], 2, "is no record"],
    ["no JSON", `${lines[0]}\nnothing\n`, ["one"], 2, "is no record"],
    ["a list", `${lines[0]}\n[]\n`, ["one"], 2, "is no record"],
    ["another kind", formatLink(noRecord, { did: "one" }), [], 1, "is no record of this kind"],
  ])("%s", (_, text, said, line, what) => {
    expect(read(text)).toEqual({ said, problem: { place: { file: "log.jsonl", line }, what, hint } });
  });
});
