import { describe, expect, test } from "vitest";
import { readCompany } from "../../src/facts/company.ts";
import { errorOf } from "./error-of.ts";

const COMPANY = `id: iij
name: { en: Internet Initiative Japan Inc., ja: 株式会社インターネットイニシアティブ }
fiscalYear: { endsIn: March, named: start }
currency: JPY
rounding: { amount: halfUp, percent: truncate, footing: footnote }
numbers: { grouping: ",", negative: [parentheses, triangle] }
scenarios: [target.initial, target.revised]
sources:
  2q06: { title: Results for 2Q06, date: 2006-11-09 }
`;
const read = (text: string) => readCompany({ bytes: new TextEncoder().encode(text), file: "company.yaml" });
const messageOf = (...change: [string, string]) => errorOf(() => read(COMPANY.replace(...change)));

describe("company.yaml", () => {
  test("gives the company, points rounded as percents unless it says otherwise", () => {
    expect(read(COMPANY)).toEqual({
      id: "iij",
      name: { en: "Internet Initiative Japan Inc.", ja: "株式会社インターネットイニシアティブ" },
      fiscalYear: { endsIn: 3, named: "start" },
      currency: "JPY",
      rounding: { amount: "halfUp", percent: "truncate", points: "truncate", footing: "footnote" },
      grouping: true,
      negativeStyles: ["parentheses", "triangle"],
      scenarios: ["target.initial", "target.revised"],
      rates: {},
      approvals: { needed: 2, by: [] },
      sources: { "2q06": { title: "Results for 2Q06", date: "2006-11-09" } },
    });
  });

  test("may leave out numbers, scenarios and sources", () => {
    expect(read(COMPANY.replace(/numbers:[\s\S]*$/, ""))).toMatchObject({
      grouping: false,
      negativeStyles: [],
      scenarios: [],
      sources: {},
    });
  });

  test("says who approves a release, and who mails it to whom", () => {
    const written = `release: { approvals: { needed: 1, by: [{ name: Aiko Sato, user: asato }, { name: Ken Mori }] } }
mail: { from: { name: { en: Example IR }, address: ir@example.com }, allowedDomains: [example.com] }
`;
    expect(read(COMPANY + written)).toMatchObject({
      approvals: { needed: 1, by: [{ name: "Aiko Sato", user: "asato" }, { name: "Ken Mori" }] },
      mail: {
        from: { name: { en: "Example IR" }, address: "ir@example.com" },
        allowedDomains: ["example.com"],
        mostRecipients: 1000,
      },
    });
  });

  test("reads the addresses and domains of its mail to punycode", () => {
    const written = `mail: { from: { name: { en: IR }, address: IR@Bücher.Example }, replyTo: Ask@Example.com, allowedDomains: [MÜNCHEN.de] }\n`;
    expect(read(COMPANY + written).mail).toEqual({
      from: { name: { en: "IR" }, address: "IR@xn--bcher-kva.example" },
      replyTo: "Ask@example.com",
      allowedDomains: ["xn--mnchen-3ya.de"],
      mostRecipients: 1000,
    });
  });

  test("refuses addresses, domains and names of its mail that are none, all at once", () => {
    const written = `mail:
  from: { name: { en: "IR\\nBcc: x@example.com" }, address: Example IR <ir@example.com> }
  replyTo: ir@exаmple.com
  allowedDomains: [example.com, "*.example.org"]
`;
    expect(errorOf(() => read(COMPANY + written))).toBe(
      [
        'company.yaml:11:23 line break U+000A in "IR Bcc: x@example.com"',
        "  hint: remove it",
        'company.yaml:11:60 expected an address such as name@example.com, got "Example IR <ir@example.com>": it stands in angle brackets',
        "  hint: write the address alone, without name and brackets",
        'company.yaml:12:12 expected an address such as name@example.com, got "ir@exаmple.com": its domain mixes scripts in "exаmple" and is xn--exmple-4nf.com in punycode',
        "  hint: a letter in it may only look like the right one: type the domain anew",
        'company.yaml:13:33 expected a domain such as example.com, got "*.example.org": "*" stands in its domain',
      ].join("\n"),
    );
  });

  test("refuses a currency that is none", () => {
    expect(messageOf("JPY", "JPN")).toBe(
      'company.yaml:4:11 unknown currency "JPN"\n  hint: did you mean "JPY"?',
    );
  });

  test("refuses a month that is none", () => {
    expect(messageOf("March", "Mars")).toBe(
      'company.yaml:3:23 expected one of "January", "February", "March", "April", "May", "June", "July", "August", ' +
        '"September", "October", "November", "December", got "Mars"\n  hint: did you mean "March"?',
    );
  });

  test("refuses rounding that is missing", () => {
    expect(messageOf("amount: halfUp, ", "")).toBe('company.yaml:5:11 missing key "amount"');
  });

  test("refuses ids in another form", () => {
    expect(messageOf("2q06:", "2Q06:")).toBe(
      'company.yaml:9:3 expected an id, got "2Q06"\n' +
        "  hint: ids are lower-case letters, digits and hyphens, with dots between: revenue.total",
    );
  });

  test("refuses the scenario actual, and one that is listed twice", () => {
    expect(messageOf("target.revised", "actual, target.initial")).toBe(
      'company.yaml:7:29 scenario "actual" is always there; leave it out\n' +
        'company.yaml:7:37 scenario "target.initial" is listed twice',
    );
  });
});
