import { expect, test } from "vitest";
import { checkHeaderText } from "../../src/delivery/check-header-text.ts";

test.each(["", "Gráinne O'Neil", "髙橋 由美子", "a = b ? c", "x".repeat(200), "𠮷".repeat(200)])(
  "words of a header may be %j",
  (text) => {
    expect(checkHeaderText(text)).toBeUndefined();
  },
);

test.each([
  ["a\r\nBcc: b@x.com", { what: 'line break U+000D in "a Bcc: b@x.com"', hint: "remove it" }],
  ["a\u202eb", { what: 'bidirectional control character U+202E in "a<U+202E>b"', hint: "remove it" }],
  ["=?utf-8?q?x?=", { what: 'an encoded word in "=?utf-8?q?x?="', hint: "write it as it is to be read" }],
  ["x".repeat(201), { what: `"${"x".repeat(57)}..." has 201 characters, and 200 are the most` }],
])("words of a header are refused: %j", (text, problem) => {
  expect(checkHeaderText(text)).toEqual(problem);
});
