import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAddress, readDomain } from "../../src/facts/address.ts";
import { hostileAddresses } from "./hostile-addresses.ts";

/** The fault as a problem prints it. */
function faultOf(read: object): string {
  if (!("what" in read)) throw new Error(`was taken: ${JSON.stringify(read)}`);
  return [read.what, ...("hint" in read ? [`hint: ${read.hint}`] : [])].join("\n");
}
const refused = (text: string): string => faultOf(readAddress(text));
const expected = (text: string): string => `expected an address such as name@example.com, got ${text}`;

describe("an address", () => {
  test("keeps its local part as written, and is folded to know it again", () => {
    expect(readAddress("Bob.O'Neil+ir@IR.Example.COM")).toEqual({
      address: "Bob.O'Neil+ir@ir.example.com",
      folded: "bob.o'neil+ir@ir.example.com",
      domain: "ir.example.com",
    });
  });

  test.each([
    ["ir@münchen.de", "ir@xn--mnchen-3ya.de"],
    ["ir@MÜNCHEN.de", "ir@xn--mnchen-3ya.de"],
    ["ir@XN--MNCHEN-3YA.de", "ir@xn--mnchen-3ya.de"],
    ["ir@faß.de", "ir@xn--fa-hia.de"],
    ["ir@株式会社ー.jp", "ir@xn--wek891ge4kn0iwpv.jp"],
    ["ir@россия.рф", "ir@xn--h1alffa9f.xn--p1ai"],
    ["ir@βόλος.gr", "ir@xn--nxasmm1c.gr"],
  ])("has its domain in punycode: %s", (text, address) => {
    expect(readAddress(text)).toMatchObject({ address });
  });

  test("of 10,000 kinds is taken unchanged", () => {
    const atom = fc.stringMatching(/^[A-Za-z0-9#$&'*+=?^_{}~][A-Za-z0-9#$&'*+\-=?^_{}~]{0,14}$/);
    const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/);
    const address = fc
      .record({
        local: fc.array(atom, { minLength: 1, maxLength: 4 }),
        labels: fc.array(label, { minLength: 1, maxLength: 5 }),
        top: fc.stringMatching(/^[a-z]{2,12}$/),
      })
      .filter(({ local, labels }) => !/=\?|\?=/.test(local.join(".")) && !/(^|\.)xn--/.test(labels.join(".")))
      .map(({ local, labels, top }) => ({ local: local.join("."), domain: [...labels, top].join(".") }));
    fc.assert(
      fc.property(address, ({ local, domain }) => {
        const written = `${local}@${domain}`;
        expect(readAddress(written)).toEqual({ address: written, folded: written.toLowerCase(), domain });
      }),
      { numRuns: 10_000 },
    );
  });

  test("is taken up to 64 characters before the @, 63 in a part of the domain, and 254 in all", () => {
    const domain = `${"x".repeat(63)}.${"y".repeat(63)}.${"z".repeat(57)}.com`;
    const longest = `${"a".repeat(64)}@${domain}`;
    expect(longest.length).toBe(254);
    expect(readAddress(longest)).toMatchObject({ address: longest });
    expect(refused(`${"a".repeat(64)}@z${domain}`)).toContain("a part of its domain has more than 63");
    expect(refused(`${"a".repeat(64)}@${domain.replace(".com", "zzz.com")}`)).toContain(
      "it has 257 characters, and 254 are the most",
    );
  });

  test.each([
    ["", "expected an address such as name@example.com, got nothing"],
    ["ir", expected('"ir": it has no @')],
    [" ir@x.com", `${expected('" ir@x.com": a space stands around it')}\nhint: remove it`],
    [
      "a@x.com,b@y.com",
      `${expected('"a@x.com,b@y.com": it holds more than one address')}\nhint: write one address in a row`,
    ],
    [
      "Anna <a@x.com>",
      `${expected('"Anna <a@x.com>": it stands in angle brackets')}\nhint: write the address alone, without name and brackets`,
    ],
    [
      '"a b"@x.com',
      `${expected('""a b"@x.com": it is quoted')}\nhint: quoted addresses are not taken: ask for another one`,
    ],
    [
      "a@x.com(c)y.com",
      `${expected('"a@x.com(c)y.com": it holds a comment')}\nhint: write the address without the brackets`,
    ],
    [
      "a@x.com>\r\nRCPT TO:<e@y.com",
      `${expected('"a@x.com> RCPT TO:<e@y.com": line break U+000D in it')}\nhint: remove it`,
    ],
    [
      "a@x.com\u202e",
      `${expected('"a@x.com<U+202E>": bidirectional control character U+202E in it')}\nhint: remove it`,
    ],
    [
      "山田@x.com",
      `${expected('"山田@x.com": "山" stands before the @')}\nhint: only ASCII is taken there: few servers take more (SMTPUTF8)`,
    ],
    [
      "a%y.com@x.com",
      `${expected('"a%y.com@x.com": "%" stands before the @')}\nhint: some servers read it as a route, a file or a program`,
    ],
    ["a@localhost", expected('"a@localhost": its domain has no top-level domain such as .com')],
    ["a@1.2.3.4", expected('"a@1.2.3.4": its domain ends in no top-level domain such as .com')],
    ["a@[1.2.3.4]", expected('"a@[1.2.3.4]": "[" has no place in it')],
    ["a@x.com.", `${expected('"a@x.com.": its domain ends with a dot')}\nhint: remove it`],
    [
      "a@exаmple.com",
      `${expected('"a@exаmple.com": its domain mixes scripts in "exаmple" and is xn--exmple-4nf.com in punycode')}\n` +
        "hint: a letter in it may only look like the right one: type the domain anew",
    ],
    [
      "a@аррӏе.com",
      `${expected('"a@аррӏе.com": its domain looks like ASCII in "аррӏе" and is xn--80ak6aa92e.com in punycode')}\n` +
        "hint: a letter in it may only look like the right one: type the domain anew",
    ],
    ["a@ｘ.com", `${expected('"a@ｘ.com": its domain is x.com in other characters')}\nhint: write x.com`],
    ["a@xn--a.com", expected('"a@xn--a.com": its domain is broken punycode, xn--a.com')],
  ])("says what is wrong with %j", (text, said) => {
    expect(refused(text)).toBe(said);
  });
});

test("refuses more than 400 hostile addresses", () => {
  expect(hostileAddresses.length).toBeGreaterThan(400);
  expect(hostileAddresses.filter((text) => !("what" in readAddress(text)))).toEqual([]);
});

test("refuses anything with a character that is hidden, or a separator of lists and headers", () => {
  const bad = fc.constantFrom(...'\0\r\n\t\u202e\u200b ,;:<>()[]\\"@');
  fc.assert(
    fc.property(bad, fc.nat(14), (character, at) => {
      const good = "name@example.com";
      expect(readAddress(good.slice(0, at) + character + good.slice(at))).toHaveProperty("what");
    }),
  );
});

describe("a domain", () => {
  test("is read in lower case and punycode", () => {
    expect(readDomain("IR.Bücher.Example")).toEqual({ domain: "ir.xn--bcher-kva.example" });
  });

  test.each([
    ["", "expected a domain such as example.com, got nothing"],
    [
      "ir@x.com",
      'expected a domain such as example.com, got "ir@x.com": it holds an @\nhint: write what stands after the @',
    ],
    ["*.x.com", 'expected a domain such as example.com, got "*.x.com": "*" stands in its domain'],
    [
      "com",
      'expected a domain such as example.com, got "com": its domain has no top-level domain such as .com',
    ],
  ])("is refused by the rules of addresses: %j", (text, said) => {
    expect(faultOf(readDomain(text))).toBe(said);
  });
});
