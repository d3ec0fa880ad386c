import { expect, test } from "vitest";
import { readSentence, rememberSentences } from "../../src/documents/read-sentence.ts";

const call = { name: "amount", arguments: ["cash@end"], options: { decimals: 1, absolute: true } };

test("reads words, calls and choices", () => {
  const text =
    'Cash {{amount "cash@end" decimals=1 absolute=true}}{{#when "a" above="b"}}, up{{else}}{{! no }}.{{/when}}';
  expect(readSentence(text)).toEqual([
    "Cash ",
    { call },
    {
      choice: { name: "when", arguments: ["a"], options: { above: "b" } },
      chosen: [", up"],
      otherwise: ["."],
    },
  ]);
});

test("reads a text without braces as it stands", () => {
  expect(readSentence("As {it} is")).toEqual(["As {it} is"]);
});

test("says what is wrong where it stands, and goes on", () => {
  expect(readSentence("a {{{x}}} b {{y z k=w}} c {{> d}}")).toEqual([
    "a ",
    { fault: { what: "raw output {{{…}}} is not allowed in a text" } },
    { call: { name: "x", arguments: [], options: {} } },
    " b ",
    { fault: { what: 'argument "z" of "y" is no literal', hint: 'write it in quotes: {{y "…"}}' } },
    { fault: { what: 'argument "w" of "y" is no literal', hint: 'write it in quotes: {{y "…"}}' } },
    " c ",
    { fault: { what: "PartialStatement is not allowed in a text" } },
  ]);
});

test("remembers what the last plan in a language has read, and no more", () => {
  const open = rememberSentences();
  const first = open("en")("{{a}}");
  const second = open("en");
  expect(second("{{a}}")).toBe(first);
  expect(second("{{a}}")).toBe(first);
  expect(open("ja")("{{a}}")).not.toBe(first);
  open("en")("{{b}}");
  expect(open("en")("{{a}}")).not.toBe(first);
});
