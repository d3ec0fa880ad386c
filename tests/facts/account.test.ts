import { describe, expect, test } from "vitest";
import { readAccounts } from "../../src/facts/account.ts";
import { errorOf } from "./error-of.ts";

const read = (text: string) => readAccounts({ bytes: new TextEncoder().encode(text), file: "accounts.yaml" });
const messageOf = (text: string) => errorOf(() => read(text));

const ACCOUNTS = `revenue.connectivity: { kind: flow, unit: JPY million, favourable: up }
revenue.vas-other: { kind: flow, unit: JPY million }
revenue.total:
  kind: flow
  unit: 百万円
  parts: [revenue.connectivity, revenue.vas-other]
cost.total: { kind: flow, unit: JPY million, favourable: down }
gross-margin: { kind: flow, unit: JPY million, difference: [revenue.total, cost.total] }
gross-margin-ratio: { kind: ratio, unit: "%", ratio: [gross-margin, revenue.total] }
ebitda: { kind: flow, unit: JPY million, parts: [gross-margin], nonGaap: { comparable: gross-margin }, marginOf: revenue.total }
ownership: { kind: ratio, unit: "%", members: [iij-tech, net-care], decimals: 2 }
eps: { kind: per-share, unit: JPY }
backbone: { kind: rate, unit: Gbps }
`;

describe("accounts.yaml", () => {
  test("gives the accounts in order, with their defaults and places", () => {
    const accounts = read(ACCOUNTS);
    expect([...accounts.keys()].slice(0, 3)).toEqual([
      "revenue.connectivity",
      "revenue.vas-other",
      "revenue.total",
    ]);
    expect(accounts.get("revenue.total")).toEqual({
      id: "revenue.total",
      kind: "flow",
      unit: { name: "JPY million", family: "money", currency: "JPY", power: 6 },
      decimals: 0,
      favourable: "neither",
      members: [],
      definition: { kind: "parts", of: ["revenue.connectivity", "revenue.vas-other"] },
      place: { file: "accounts.yaml", line: 3, column: 1 },
    });
    expect(accounts.get("ebitda")).toMatchObject({
      nonGaap: { comparable: "gross-margin" },
      marginOf: "revenue.total",
    });
    expect(accounts.get("gross-margin-ratio")?.definition).toEqual({
      kind: "ratio",
      of: ["gross-margin", "revenue.total"],
    });
    expect(
      ["gross-margin-ratio", "ownership", "eps", "backbone"].map((id) => accounts.get(id)?.decimals),
    ).toEqual([1, 2, 2, 1]);
  });

  test("reads sums that are only checked, with what is taken off", () => {
    const accounts = read(
      "cash: { kind: stock, unit: JPY million, movedBy: [inflow, -outflow] }\n" +
        "assets: { kind: stock, unit: JPY million, equals: [[cash, -debt], [debt]] }\n" +
        "debt: { kind: stock, unit: JPY thousand }\n" +
        "inflow: { kind: flow, unit: JPY million }\noutflow: { kind: flow, unit: JPY million }\n",
    );
    expect(accounts.get("cash")).toMatchObject({
      movedBy: [
        { account: "inflow", sign: 1 },
        { account: "outflow", sign: -1 },
      ],
    });
    expect(accounts.get("assets")?.equals).toEqual([
      [
        { account: "cash", sign: 1 },
        { account: "debt", sign: -1 },
      ],
      [{ account: "debt", sign: 1 }],
    ]);
    expect(accounts.get("assets")?.definition).toBeUndefined();
  });

  test("refuses sums of unknown accounts, of the account itself and of one account twice", () => {
    expect(
      messageOf(
        "assets: { kind: stock, unit: JPY, equals: [[debt, -equty], [assets], [debt, -debt]] }\n" +
          "debt: { kind: stock, unit: JPY }\nequity: { kind: stock, unit: JPY, movedBy: [incme] }\n" +
          "income: { kind: flow, unit: JPY }\n",
      ),
    ).toBe(
      [
        'accounts.yaml:1:51 assets: unknown account "equty"',
        '  hint: did you mean "equity"?',
        'accounts.yaml:3:45 equity: unknown account "incme"',
        '  hint: did you mean "income"?',
        "accounts.yaml:1:61 assets: it stands in its own equals",
        'accounts.yaml:1:77 assets: "debt" is listed twice',
      ].join("\n"),
    );
  });

  test("refuses sums of another kind or unit", () => {
    expect(
      messageOf(
        "income: { kind: flow, unit: JPY, movedBy: [costs] }\ncosts: { kind: flow, unit: JPY, equals: [[cash, staff]] }\n" +
          "cash: { kind: stock, unit: JPY, movedBy: [costs, debt] }\ndebt: { kind: stock, unit: JPY }\n" +
          "staff: { kind: flow, unit: hours }\n",
      ),
    ).toBe(
      [
        "accounts.yaml:1:34 income: only a stock is moved by flows, this one is a flow",
        'accounts.yaml:2:43 costs: expected a flow in equals, got "cash", a stock',
        'accounts.yaml:2:49 costs is in JPY, but "staff" is in hours',
        'accounts.yaml:3:50 cash: expected a flow in movedBy, got "debt", a stock',
      ].join("\n"),
    );
  });

  test("refuses names of accounts that do not exist", () => {
    expect(
      messageOf(
        "revenue: { kind: flow, unit: JPY }\n" +
          "total: { kind: flow, unit: JPY, parts: [reveune], marginOf: x, nonGaap: { comparable: totl } }\n",
      ),
    ).toBe(
      [
        'accounts.yaml:2:41 total: unknown account "reveune"',
        '  hint: did you mean "revenue"?',
        'accounts.yaml:2:61 total: unknown account "x"',
        'accounts.yaml:2:87 total: unknown account "totl"',
        '  hint: did you mean "total"?',
      ].join("\n"),
    );
  });

  test("names the chain of definitions that go round", () => {
    const flow = (parts: string) => `{ kind: flow, unit: JPY, parts: [${parts}] }`;
    expect(
      messageOf(`x: ${flow("b")}\na: ${flow("c")}\nb: ${flow("a")}\nc: ${flow("b")}\nd: ${flow("d")}\n`),
    ).toBe(
      "accounts.yaml:2:1 definition goes round: a -> c -> b -> a\naccounts.yaml:5:1 definition goes round: d -> d",
    );
  });

  test("refuses two definitions, and a ratio on another kind", () => {
    expect(
      messageOf("a: { kind: flow, unit: JPY }\nb: { kind: flow, unit: JPY, parts: [a], ratio: [a, a] }\n"),
    ).toBe(
      [
        "accounts.yaml:2:41 b: expected one of parts, difference, ratio, product and quotient, got parts and ratio",
        "accounts.yaml:2:41 b: only an account of kind ratio follows from a ratio, this one is a flow",
        'accounts.yaml:2:52 b: "a" is listed twice',
      ].join("\n"),
    );
  });

  test.each([
    ["a: { kind: flow, unit: '%' }", `accounts.yaml:1:24 a: a flow cannot be in "%"; its kind may be ratio`],
    ["a: { kind: ratio, unit: JPY }", 'accounts.yaml:1:25 a: a ratio is in "%", got "JPY"'],
    ["a: { kind: count, unit: JPY }", 'accounts.yaml:1:25 a: a count is in a plain unit, got "JPY"'],
    [
      "a: { kind: per-share, unit: shares }",
      'accounts.yaml:1:29 a: a per-share account is in money, got "shares"',
    ],
    [
      "a: { kind: flow, unit: JPN million }",
      'accounts.yaml:1:24 unknown currency "JPN" in the unit "JPN million"\n  hint: did you mean "JPY"?',
    ],
    ["a: { kind: flow }", 'accounts.yaml:1:4 missing key "unit"'],
    [
      "Revenue: { kind: flow, unit: JPY }",
      'accounts.yaml:1:1 expected an id, got "Revenue"\n' +
        "  hint: ids are lower-case letters, digits and hyphens, with dots between: revenue.total",
    ],
    [
      "a: { kind: flwo, unit: JPY }",
      'accounts.yaml:1:12 expected one of "flow", "stock", "ratio", "per-share", "count", "rate", "average", got "flwo"\n' +
        '  hint: did you mean "flow"?',
    ],
    ["a: { kind: flow, unit: JPY, decimals: -1 }", "accounts.yaml:1:39 expected at least 0, got -1"],
    [
      "a: { kind: flow, unit: JPY, difference: [a] }",
      "accounts.yaml:1:41 expected at least 2 entries, got 1",
    ],
  ])("refuses %s", (text, message) => {
    expect(messageOf(text)).toBe(message);
  });
});
