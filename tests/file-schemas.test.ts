import { globSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { fileSchemas, findFileSchema, formatSchema } from "../src/file-schemas.ts";

const companies = [
  "data/example",
  "data/iij",
  "templates/company",
  ...globSync("tests/cases/*/company.yaml").map((path) => path.split(sep).slice(0, -1).join("/")),
];
const files = companies.flatMap((company) =>
  globSync("**/*.yaml", { cwd: company })
    .map((path) => path.split(sep).join("/"))
    .sort()
    .map((path) => [join(company, path), path] as const),
);

test("schemas/ holds the schemas as they follow from the program: npm run schemas writes them", () => {
  expect(Object.fromEntries(readdirSync("schemas").map((name) => [name, textOf("schemas", name)]))).toEqual(
    Object.fromEntries(fileSchemas().map((file) => [`${file.name}.json`, formatSchema(file)])),
  );
});

describe("every YAML file of the samples", () => {
  test.each(files)("%s fits its schema", (file, path) => {
    expect(faultsOf(path, parse(written(file)))).toEqual([]);
  });

  test("and of every sort that is read there is one, or the schema is tried below", () => {
    const seen = new Set(files.map(([, path]) => findFileSchema(path)?.name));
    const others = fileSchemas().filter(({ name }) => !seen.has(name));
    expect(others.map(({ name }) => name)).toEqual(["brand", "confirm"]);
  });
});

test("brand.yaml holds only what differs, and no colour that is not one", () => {
  expect(faultsOf("brand.yaml", { colour: { brand: "#7A1F2B" } })).toEqual([]);
  expect(faultsOf("brand.yaml", { colour: { brand: "red" } })).toEqual(["/colour/brand pattern"]);
  expect(faultsOf("brand.yaml", { color: {} })).toEqual([" additionalProperties"]);
});

test("confirm.yaml names what is to be confirmed", () => {
  const entry = { text: "cover.title", why: "a name", was: "Results", of: "12ab", confirmed: false };
  expect(faultsOf("documents/a/confirm.yaml", [entry])).toEqual([]);
  const { why: _, ...rest } = entry;
  expect(faultsOf("documents/a/confirm.yaml", [rest])).toEqual(["/0 required"]);
});

test.each([
  ["company.yaml", "fiscalYear: { endsIn: Marsh, named: end }", "/fiscalYear/endsIn enum"],
  ["accounts.yaml", "revenue: { kind: flow, unit: JPY, sum: [a] }", "/revenue additionalProperties"],
  ["labels.en.yaml", "accounts: { revenue: [Revenue] }", "/accounts/revenue anyOf"],
  ["literals.yaml", "- { text: '24/7', reason: said so }", "/0/text pattern"],
  ["facts/group.yaml", "facts: [{ account: revenue }]", "/facts/0 required"],
  ["facts/results.map.yaml", "tables: []", "/tables minItems"],
  ["documents/a/outline.yaml", "kind: desk", "/kind"],
  ["documents/a/text.en.yaml", "deck: { title: 2006 }", "/deck/title"],
  ["documents/a/accepted.yaml", "- { finding: a, reason: b, owner: c, date: soon }", "/0/date pattern"],
  [
    "documents/a/overrides.yaml",
    "- { figure: a, unit: JPY, printed: '1,000', reason: b }",
    "/0/printed pattern",
  ],
  ["documents/a/left-out.yaml", "- { what: a }", "/0 required"],
])("of %s a schema tells what cannot be read", (path, text, fault) => {
  expect(faultsOf(path, parse(text)).join("\n")).toContain(fault);
});

test("a number may stand where text is wanted, as it may when files are read", () => {
  const entry = { figure: "a", unit: "JPY", printed: -6888, reason: "so it was" };
  expect(faultsOf("documents/a/overrides.yaml", [entry])).toEqual([]);
});

/** What a validator says of a file that holds this, as an editor would. */
function faultsOf(path: string, value: unknown): readonly string[] {
  const { schema } = findFileSchema(path)!;
  // The date's pattern says all that its format does
  const ajv = new Ajv({ allErrors: true, strictTypes: false, formats: { date: true } });
  const isValid = ajv.compile(schema);
  isValid(value);
  return (isValid.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

/** A file with what the company gave where it is one of a company that is to be started. */
function written(file: string): string {
  const names: Readonly<Record<string, string>> = { id: "acme", names: "{ en: Acme }", date: "2026-02-11" };
  return textOf(file).replace(/\$([a-zA-Z]+)/g, (whole, key: string) =>
    file.startsWith("templates") ? (names[key] ?? "December") : whole,
  );
}

function textOf(...path: readonly string[]): string {
  return readFileSync(join(...path), "utf8");
}
