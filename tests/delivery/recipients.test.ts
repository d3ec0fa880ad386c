import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRecipients, type ListRules } from "../../src/delivery/recipients.ts";
import { errorOf } from "../facts/error-of.ts";

const rules: ListRules = { languages: ["de", "en", "ja"], mostRecipients: 10 };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, changed: Partial<ListRules> = {}) =>
  readRecipients({ bytes: bytesOf(text), file: "list.csv" }, { ...rules, ...changed });
const HEAD = "address,name,language,group\n";
const messageOf = (rows: string, changed: Partial<ListRules> = {}) =>
  errorOf(() => read(HEAD + rows, changed));

describe("a list of recipients", () => {
  test("gives recipients in its order, with the hash of its bytes", () => {
    const text =
      "group, name ,address,language,unsubscribe\n" +
      "analysts, Jürgen Groß ,J.Gross@Bücher.Example,de,https://example.com/u/1\n" +
      "\n" +
      ',"Sato, Aiko",sato@example.org,ja,\n';
    expect(read(text)).toEqual({
      recipients: [
        {
          address: "J.Gross@xn--bcher-kva.example",
          folded: "j.gross@xn--bcher-kva.example",
          name: "Jürgen Groß",
          lang: "de",
          group: "analysts",
          unsubscribe: "https://example.com/u/1",
          line: 2,
        },
        {
          address: "sato@example.org",
          folded: "sato@example.org",
          name: "Sato, Aiko",
          lang: "ja",
          group: "",
          line: 4,
        },
      ],
      sha256: createHash("sha256").update(text).digest("hex"),
      counts: [
        { lang: "de", group: "analysts", recipients: 1 },
        { lang: "ja", group: "", recipients: 1 },
      ],
    });
  });

  test("counts recipients by language and group, sorted", () => {
    const rows = ["a,ja,press", "b,en,press", "c,en,analysts", "d,ja,press", "e,en,"].map((row) => {
      const [local, lang, group] = row.split(",");
      return `${local}@example.com,,${lang},${group}\n`;
    });
    expect(read(HEAD + rows.join("")).counts).toEqual([
      { lang: "en", group: "", recipients: 1 },
      { lang: "en", group: "analysts", recipients: 1 },
      { lang: "en", group: "press", recipients: 1 },
      { lang: "ja", group: "press", recipients: 2 },
    ]);
  });

  test("may hold any domain where the company allows all, and what is allowed this once where it does not", () => {
    const rows = `${HEAD}a@example.com,,en,\nb@münchen.de,,en,\n`;
    expect(read(rows).recipients).toHaveLength(2);
    const once = { allowedDomains: ["example.com"], extraDomains: ["MÜNCHEN.de"] };
    expect(read(rows, once).recipients).toHaveLength(2);
  });

  test("is refused with all its faults at once", () => {
    expect(
      messageOf(
        "a@example.com,,en,\n" +
          'nobody,"Bob\nBcc: c@example.com",fr,\n' +
          "A@Example.com,,jp,press\n" +
          "b@exmaple.com,,en-US,\n",
        { allowedDomains: ["example.com"], mostRecipients: 3 },
      ),
    ).toBe(
      [
        'list.csv:3:1 expected an address such as name@example.com, got "nobody": it has no @',
        'list.csv:3:8 line break U+000A in "Bob Bcc: c@example.com"',
        "  hint: remove it",
        'list.csv:4:21 no message is in "fr"',
        "  hint: the release has messages in de, en, ja",
        'list.csv:5:16 unknown language "jp"',
        '  hint: did you mean "ja"?',
        'list.csv:5:1 "A@example.com" is also at list.csv:2:1',
        "  hint: write each recipient once",
        "list.csv:6:1 the company does not mail to exmaple.com",
        '  hint: did you mean "example.com"? if not, add it to allowedDomains below mail: in company.yaml, or allow it this once with --allow-domain exmaple.com',
        'list.csv:6:16 unknown language "en-US"',
        '  hint: did you mean "en"?',
        "list.csv has 4 recipients, and the company allows 3",
        "  hint: raise mostRecipients below mail: in company.yaml if that is meant",
      ].join("\n"),
    );
  });

  test("says which columns are missing or unknown", () => {
    expect(errorOf(() => read("adress,name,language,x-note\na@example.com,,en,\n"))).toBe(
      [
        'list.csv:1 no column "address"',
        "  hint: a list has the columns address, name, language, group and, if it needs it, unsubscribe",
        'list.csv:1 no column "group"',
        "  hint: a list has the columns address, name, language, group and, if it needs it, unsubscribe",
        'list.csv:1:1 unknown column "adress"',
        '  hint: did you mean "address"?',
        'list.csv:1:22 unknown column "x-note"',
        "  hint: leave it out",
      ].join("\n"),
    );
  });

  test("asks for a language", () => {
    expect(messageOf("a@example.com,,,\n")).toBe(
      "list.csv:2:16 expected a language, got nothing\n  hint: the release has messages in de, en, ja",
    );
  });

  test("refuses names that are too long, encoded, or a formula", () => {
    expect(
      messageOf(
        `a@example.com,${"x".repeat(201)},en,\nb@example.com,x =?utf-8?q?y?=,en,\nc@example.com,=1+1,en,\n`,
      ),
    ).toBe(
      [
        'list.csv:4:15 formula in CSV: "=1+1"',
        "  hint: write its value",
        `list.csv:2:15 "${"x".repeat(57)}..." has 201 characters, and 200 are the most`,
        'list.csv:3:15 an encoded word in "x =?utf-8?q?y?="',
        "  hint: write it as it is to be read",
      ].join("\n"),
    );
  });

  test("refuses a bad URL for leaving it", () => {
    const text = "address,name,language,group,unsubscribe\na@example.com,,en,,http://example.com/u\n";
    expect(errorOf(() => read(text))).toBe(
      'list.csv:2:20 expected an https: or mailto: URL, got "http://example.com/u": it begins with neither',
    );
  });

  test("refuses a domain that is allowed this once and is none", () => {
    expect(messageOf("a@example.com,,en,\n", { allowedDomains: ["example.com"], extraDomains: ["x"] })).toBe(
      'expected a domain such as example.com, got "x": its domain has no top-level domain such as .com',
    );
  });
});

/** By the number that they have in the list of bad inputs. */
describe("bad lists", () => {
  test.each([
    ["83", "an empty file", () => errorOf(() => read("")), "list.csv is empty"],
    [
      "83",
      "nobody",
      () => messageOf(""),
      "list.csv has no recipients\n  hint: write one in a row below the head",
    ],
    [
      "84",
      "one recipient in two spellings",
      () => messageOf("Bob@münchen.de,,en,\nbob@XN--MNCHEN-3YA.DE,,en,\n"),
      'list.csv:3:1 "bob@xn--mnchen-3ya.de" is also at list.csv:2:1\n  hint: write each recipient once',
    ],
    [
      "85",
      "two addresses in a cell",
      () => messageOf('"a@x.com,b@y.com",,en,\n'),
      'list.csv:2:1 expected an address such as name@example.com, got "a@x.com,b@y.com": it holds more than one address\n' +
        "  hint: write one address in a row",
    ],
    [
      "86",
      "a quoted local part",
      () => messageOf('"""a b""@x.com",,en,\n'),
      'list.csv:2:1 expected an address such as name@example.com, got ""a b"@x.com": it is quoted\n' +
        "  hint: quoted addresses are not taken: ask for another one",
    ],
    [
      "87",
      "a comment",
      () => messageOf("a@x.com(c)y.com,,en,\n"),
      'list.csv:2:1 expected an address such as name@example.com, got "a@x.com(c)y.com": it holds a comment\n' +
        "  hint: write the address without the brackets",
    ],
    [
      "88",
      "a line break inside",
      () => messageOf('"a@x.com\nRCPT TO:<e@y.com>",,en,\n'),
      'list.csv:2:1 expected an address such as name@example.com, got "a@x.com RCPT TO:<e@y.com>": line break U+000A in it\n' +
        "  hint: remove it",
    ],
    [
      "88",
      "a carriage return inside",
      () => messageOf('"a@x.com\rb",,en,\n'),
      "list.csv:2:9 control character U+000D\n  hint: remove it",
    ],
    [
      "89",
      "no top-level domain, a space, and too many characters",
      () => messageOf(`a@x,,en,\na b@x.com,,en,\n${"a".repeat(320)}@x.com,,en,\n`),
      [
        'list.csv:2:1 expected an address such as name@example.com, got "a@x": its domain has no top-level domain such as .com',
        'list.csv:3:1 expected an address such as name@example.com, got "a b@x.com": a space stands in it',
        "  hint: remove it",
        `list.csv:4:1 expected an address such as name@example.com, got "${"a".repeat(57)}...": more than 64 characters stand before the @`,
      ].join("\n"),
    ],
    [
      "90",
      "a Cyrillic letter in the domain",
      () => messageOf("a@exаmple.com,,en,\n"),
      'list.csv:2:1 expected an address such as name@example.com, got "a@exаmple.com": its domain mixes scripts in "exаmple" ' +
        "and is xn--exmple-4nf.com in punycode\n  hint: a letter in it may only look like the right one: type the domain anew",
    ],
    [
      "91",
      "a domain that is not allowed",
      () => messageOf("a@elsewhere.test,,en,\n", { allowedDomains: ["example.com"] }),
      "list.csv:2:1 the company does not mail to elsewhere.test\n" +
        "  hint: add it to allowedDomains below mail: in company.yaml, or allow it this once with --allow-domain elsewhere.test",
    ],
    [
      "92",
      "too many recipients",
      () => messageOf("a@x.com,,en,\nb@x.com,,en,\n", { mostRecipients: 1 }),
      "list.csv has 2 recipients, and the company allows 1\n  hint: raise mostRecipients below mail: in company.yaml if that is meant",
    ],
    [
      "93",
      "a name that turns its order round",
      () => messageOf("a@x.com,Bob\u202emoc,en,\n"),
      "list.csv:2:12 bidirectional control character U+202E\n  hint: remove it",
    ],
    [
      "93",
      "a name of two lines",
      () => messageOf('a@x.com,"Bob\nBcc: b@y.com",en,\n'),
      'list.csv:2:9 line break U+000A in "Bob Bcc: b@y.com"\n  hint: remove it',
    ],
  ])("%s: %s", (_number, _title, message, said) => {
    expect(message()).toBe(said);
  });
});

test.each([
  ["example/mailing/investors.csv", ["de", "en", "ja"], 12],
  ["iij/mailing/press.csv", ["en", "ja"], 6],
])("the sample %s is a list without faults", (path, languages, most) => {
  const file = join(import.meta.dirname, "../../data", path);
  const list = readRecipients({ bytes: readFileSync(file), file }, { languages, mostRecipients: most });
  expect([...new Set(list.recipients.map(({ lang }) => lang))].sort()).toEqual(languages);
  expect(list.recipients.every(({ folded }) => /@example\.(com|net|org)$/.test(folded))).toBe(true);
});
