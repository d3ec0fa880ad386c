import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/facts/text.ts";
import { errorOf } from "./error-of.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => decodeText({ bytes, file: "figures.csv" });
const messageOf = (bytes: Uint8Array) => errorOf(() => decode(bytes));

describe("decoding", () => {
  test("accepts a byte order mark and CRLF", () => {
    expect(decode(utf8("\ufeffa,b\r\n1,2\r\n"))).toBe("a,b\n1,2\n");
  });

  test("refuses an empty file, and one of spaces", () => {
    expect(messageOf(utf8(""))).toBe("figures.csv is empty");
    expect(messageOf(utf8("\ufeff \r\n\r\n"))).toBe("figures.csv is empty");
  });

  test("names UTF-16 by its byte order mark", () => {
    expect(messageOf(new Uint8Array([0xff, 0xfe, 0x61, 0]))).toBe(
      "figures.csv:1:1 is not UTF-8: byte 0 is 0xFF; it looks like UTF-16LE\n  hint: save the file as UTF-8",
    );
    expect(messageOf(new Uint8Array([0xfe, 0xff, 0, 0x61]))).toBe(
      "figures.csv:1:1 is not UTF-8: byte 0 is 0xFE; it looks like UTF-16BE\n  hint: save the file as UTF-8",
    );
  });

  test("names UTF-16 without a byte order mark", () => {
    expect(messageOf(new Uint8Array([0x61, 0, 0x2c, 0]))).toBe(
      "figures.csv:1:2 is not UTF-8: byte 1 is 0x00; it looks like UTF-16LE\n  hint: save the file as UTF-8",
    );
  });

  test("names Shift_JIS with the first bad byte", () => {
    // "a,b" and then 売上高
    const bytes = new Uint8Array([...utf8("a,b\r\nx,"), 0x94, 0x84, 0x8f, 0xe3, 0x8d, 0x82]);
    expect(messageOf(bytes)).toBe(
      "figures.csv:2:3 is not UTF-8: byte 7 is 0x94; it looks like Shift_JIS\n  hint: save the file as UTF-8",
    );
  });

  test("tells EUC-JP from Shift_JIS", () => {
    // 売上高
    expect(messageOf(new Uint8Array([0xc7, 0xe4, 0xbe, 0xe5, 0xb9, 0xe2]))).toBe(
      "figures.csv:1:1 is not UTF-8: byte 0 is 0xC7; it looks like EUC-JP\n  hint: save the file as UTF-8",
    );
  });

  test("names a western single-byte encoding", () => {
    expect(messageOf(new Uint8Array([...utf8("caf"), 0xe9]))).toBe(
      "figures.csv:1:4 is not UTF-8: byte 3 is 0xE9; it looks like Windows-1252\n  hint: save the file as UTF-8",
    );
  });

  test("names a lone surrogate", () => {
    expect(messageOf(new Uint8Array([0x61, 0xed, 0xa0, 0x80]))).toBe(
      "figures.csv:1:2 is not UTF-8: byte 1 is 0xED; it looks like a lone surrogate U+D800\n  hint: save the file as UTF-8",
    );
  });

  test("names controls and bidirectional controls with their places", () => {
    expect(messageOf(utf8("a\u0007b\r\n\u202ec\ufeff\ufffd"))).toBe(
      [
        "figures.csv:1:2 control character U+0007",
        "  hint: remove it",
        "figures.csv:2:1 bidirectional control character U+202E",
        "  hint: remove it",
        "figures.csv:2:3 byte order mark inside the text U+FEFF",
        "  hint: remove it",
        "figures.csv:2:4 replacement character U+FFFD",
        "  hint: remove it",
      ].join("\n"),
    );
  });

  test("refuses a file over its limit", () => {
    expect(messageOf(new Uint8Array(5_000_001).fill(0x61))).toBe("figures.csv is larger than 5 MB");
  });
});
