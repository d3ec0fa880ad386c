import { describe, expect, test } from "vitest";
import { hiddenCharacter, showHidden } from "../../src/facts/hidden.ts";
import { quote } from "../../src/facts/text.ts";

describe("characters that cannot be seen", () => {
  test.each([
    ["a\r\nb", "line break U+000D"],
    ["a\u2028b", "line break U+2028"],
    ["a\u0085b", "line break U+0085"],
    ["a\tb", "control character U+0009"],
    ["\0", "control character U+0000"],
    ["a\u202eb", "bidirectional control character U+202E"],
    ["a\u061cb", "bidirectional control character U+061C"],
    ["a\u200bb", "invisible character U+200B"],
    ["a\u{e0041}b", "invisible character U+E0041"],
    ["\ud800", "lone surrogate U+D800"],
    ["\ufffd", "replacement character U+FFFD"],
  ])("are told: %j", (text, said) => {
    expect(hiddenCharacter(text)).toBe(said);
  });

  test("are not those of names in any script", () => {
    // The third has a selector of the form of its first character, as Japanese names do.
    for (const name of ["Jürgen Groß", "山田　太郎", "葛\u{e0100}城 一", "한지민", "O'Neil, Ltd.", "𠮷野"])
      expect(hiddenCharacter(name)).toBeUndefined();
  });

  test("are shown by their code", () => {
    expect(showHidden("a\u202e\ud800b")).toBe("a<U+202E><U+D800>b");
    expect(quote("to:\r\n\u001b[31m\ufeffx")).toBe('"to: <U+001B>[31m<U+FEFF>x"');
  });
});
