import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { askCompany } from "../src/ask-company.ts";
import { checkPaths } from "../src/check.ts";
import { initCompany, type InitRequest } from "../src/init-company.ts";
import { locales } from "../src/locales/index.ts";
import { months } from "../src/locales/en.ts";
import { newFolder } from "../src/output-folder.ts";
import { memoryBuild, problemsOf, programTemplates } from "./memory-build.ts";
import { runKessan } from "./run-kessan.ts";

const base = mkdtempSync(join(tmpdir(), "kessan-test-"));
afterAll(() => rmSync(base, { recursive: true }));
/** A new folder; tests run side by side here, so that it goes when all of them have ended. */
const temporaryFolder = (): string => mkdtempSync(join(base, "root-"));

const acme = {
  folder: "acme",
  id: "acme",
  name: "Acme plc",
  currency: "EUR",
  fiscalYearEnds: "December",
  languages: ["en"],
} satisfies InitRequest;
const flags = [
  ["--id", "acme"],
  ["--name", "Acme plc"],
  ["--currency", "EUR"],
  ["--fiscal-year-ends", "December"],
  ["--languages", "en,de"],
].flat();

/** The files that a start writes, by path. */
async function started(change: Partial<InitRequest> = {}): Promise<Readonly<Record<string, string>>> {
  const { effects, written } = memoryBuild();
  await initCompany({ ...acme, ...change }, { templates: programTemplates, folder: () => effects.outputs });
  return Object.fromEntries([...written].map(([path, text]) => [path, String(text)]));
}

/** What a strict check of such a company finds. */
async function checked(change: Partial<InitRequest>) {
  const { effects } = memoryBuild({ folders: { acme: await started(change) } });
  const { companies } = await checkPaths({ paths: ["acme"], strict: true }, effects);
  const { documents, warnings, ...company } = companies[0]!;
  expect(warnings).toEqual([]);
  return {
    ...company,
    documents: documents.map(({ lang, slides, dropped, unsettled, findings }) => {
      expect({ dropped, unsettled, findings }).toEqual({ dropped: [], unsettled: [], findings: [] });
      return [lang, slides];
    }),
  };
}

describe("a company that was started", () => {
  test.each([["en"], ["ja"], ["de"], ["ja", "en"], ["de", "en", "ja"]])(
    "has no problem, finding or warning in %s %s %s",
    async (...given) => {
      const languages = given.filter((lang) => lang !== undefined);
      expect(await checked({ languages })).toEqual({
        company: "acme",
        facts: 30,
        derivable: { typed: 10, settled: 0, derived: 25 },
        documents: [
          ...languages.toSorted().map((lang) => [lang, 4]),
          ...languages.toSorted().map((lang) => [lang, 4]),
        ],
        leftOut: [],
      });
    },
  );

  test.each(months)("can end its fiscal year in %s", async (fiscalYearEnds) => {
    const { documents } = await checked({ fiscalYearEnds, languages: ["en", "de", "ja"] });
    expect(documents).toHaveLength(6);
  });

  test.each(["USD", "JPY", "GBP", "CHF", "KWD"])("can count in %s", async (currency) => {
    const { documents } = await checked({ currency, languages: ["en", "de", "ja"] });
    expect(documents).toHaveLength(6);
  });

  test.each(["42 Widgets", "株式会社アクメ", 'A & B: "$id" {{company}} #1', "Müller\\Söhne 'AG'"])(
    "can be called %s",
    async (name) => {
      const { documents } = await checked({ name, languages: ["en", "de", "ja"] });
      expect(documents).toHaveLength(6);
    },
  );

  test("can be started in every language that there is", async () => {
    const languages = locales.map(({ lang }) => lang);
    expect((await checked({ languages })).documents).toHaveLength(2 * languages.length);
  });

  test("has its files in the languages that were asked for, with what was given in them", async () => {
    const files = await started({ languages: ["en", "de"] });
    expect(Object.keys(files).filter((path) => !path.startsWith("schemas/"))).toEqual([
      "company.yaml",
      "accounts.yaml",
      "facts/results.csv",
      "labels.en.yaml",
      "labels.de.yaml",
      "literals.yaml",
      "documents/4q25-results/outline.yaml",
      "documents/4q25-results/text.en.yaml",
      "documents/4q25-results/text.de.yaml",
      "documents/4q25-mail/outline.yaml",
      "documents/4q25-mail/text.en.yaml",
      "documents/4q25-mail/text.de.yaml",
    ]);
    expect(files["company.yaml"]).toContain(`id: acme # begins the names of its files
name: { en: "Acme plc", de: "Acme plc" } # one a language
fiscalYear:
  endsIn: December
`);
    expect(files["facts/results.csv"]).toContain("\nexpenses,EUR thousand,start line 4,");
    expect(files["documents/4q25-results/outline.yaml"]).toContain("\ndate: 2026-02-11\n");
    for (const [path, text] of Object.entries(files)) {
      if (!path.startsWith("schemas/")) expect(text.replace("$schema=", "")).not.toContain("$");
    }
  });

  test("names in each of its YAML files the schema that lies in its folder, for editors", async () => {
    const files = await started({ languages: ["en", "de"] });
    const named = Object.entries(files).flatMap(([path, text]) => {
      const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
      return schema === undefined ? [] : [[path, join(dirname(path), schema)]];
    });
    expect(Object.fromEntries(named)).toEqual({
      "company.yaml": "schemas/company.json",
      "accounts.yaml": "schemas/accounts.json",
      "labels.en.yaml": "schemas/labels.json",
      "labels.de.yaml": "schemas/labels.json",
      "literals.yaml": "schemas/literals.json",
      "documents/4q25-results/outline.yaml": "schemas/outline.json",
      "documents/4q25-results/text.en.yaml": "schemas/text.json",
      "documents/4q25-results/text.de.yaml": "schemas/text.json",
      "documents/4q25-mail/outline.yaml": "schemas/outline.json",
      "documents/4q25-mail/text.en.yaml": "schemas/text.json",
      "documents/4q25-mail/text.de.yaml": "schemas/text.json",
    });
    for (const [path, text] of Object.entries(files)) {
      if (path.startsWith("schemas/")) expect(text).toBe(readFileSync(path, "utf8"));
    }
    for (const [, schema] of named) expect(Object.keys(files)).toContain(schema);
  });
});

describe("a start that cannot be made", () => {
  const withFolder = (request: InitRequest): Promise<string> =>
    problemsOf(initCompany(request, { templates: programTemplates, folder: newFolder }));

  test("is told all that is wrong at once", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "old.txt"), "");
    const wrong = {
      folder,
      id: "Ac me",
      name: "42",
      currency: "EUX",
      fiscalYearEnds: "Dezember",
      languages: ["en", "fr", "en"],
    };
    expect((await withFolder(wrong)).replaceAll(folder, "acme")).toBe(`acme is not empty
  hint: name a new folder
--id: expected an id, got "Ac me"
  hint: ids are lower-case letters, digits and hyphens: acme
--name: expected a name of one line with a letter in it, got "42"
--currency: unknown currency "EUX"
  hint: did you mean "EUR"?
--fiscal-year-ends: unknown month "Dezember"
  hint: did you mean "December"?
--languages: "en" is listed twice
  hint: delete one
--languages: unknown language "fr"
  hint: known are "en", "ja", "de"`);
    expect(readdirSync(folder)).toEqual(["old.txt"]);
  });

  test("is told what is missing", async () => {
    const folder = join(temporaryFolder(), "acme");
    expect(await withFolder({ folder, id: "acme" })).toBe(`--name is missing
  hint: such as --name "Acme plc"
--currency is missing
  hint: such as --currency EUR
--fiscal-year-ends is missing
  hint: such as --fiscal-year-ends December
--languages is missing
  hint: such as --languages en`);
    expect(existsSync(folder)).toBe(false);
  });

  test("does not replace a file by a folder", async () => {
    const folder = join(temporaryFolder(), "acme");
    writeFileSync(folder, "");
    expect((await withFolder({ ...acme, folder })).replaceAll(folder, "acme")).toBe(
      "acme cannot write here: a file of that name is in the way (EEXIST)\n  hint: name another folder",
    );
  });

  test("leaves no folder behind where the disk takes not all of it", async () => {
    const folder = join(temporaryFolder(), "new/acme");
    const outputs = newFolder(folder);
    const files = new Map([
      ["a/b.txt", "whole"],
      ["a/b.txt/c.txt", "below a file"],
    ]);
    expect((await problemsOf(outputs.write(files))).replaceAll(folder, "acme")).toBe(
      "acme/a/b.txt/c.txt cannot write here: a file of that name is in the way (EEXIST)\n  hint: name another folder",
    );
    expect(existsSync(join(folder, ".."))).toBe(false);
    mkdirSync(folder, { recursive: true });
    await problemsOf(outputs.write(files));
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("questions", () => {
  test("are asked for what is left out, again until an answer can be taken", async () => {
    const answers = ["", "Acme plc", "euro", "EUR", "", "en, fr", "de, en"];
    const said: string[] = [];
    const request = await askCompany(
      { folder: "new/my-company" },
      {
        ask: async (question) => {
          said.push(question);
          return answers.shift()!;
        },
        tell: (lines) => said.push(...lines),
      },
    );
    expect(request).toEqual({ ...acme, folder: "new/my-company", id: "my-company", languages: ["de", "en"] });
    expect(said).toEqual([
      "Id, which begins the names of files [my-company]: ",
      "Name [Acme plc]: ",
      "Currency [EUR]: ",
      'unknown currency "euro"\n  hint: did you mean "EUR"?',
      "Currency [EUR]: ",
      "Month in which the fiscal year ends [December]: ",
      "Languages of the deck, of en, ja, de [en]: ",
      'unknown language "fr"\n  hint: known are "en", "ja", "de"',
      "Languages of the deck, of en, ja, de [en]: ",
    ]);
  });
});

describe.concurrent("kessan init", () => {
  test("writes a company that can be checked and built at once", async ({ expect }) => {
    const root = temporaryFolder();
    expect(await runKessan(["init", "new/acme", ...flags], { cwd: root })).toEqual({
      code: 0,
      signal: null,
      out: `new/acme/company.yaml
new/acme/accounts.yaml
new/acme/facts/results.csv
new/acme/labels.en.yaml
new/acme/labels.de.yaml
new/acme/literals.yaml
new/acme/documents/4q25-results/outline.yaml
new/acme/documents/4q25-results/text.en.yaml
new/acme/documents/4q25-results/text.de.yaml
new/acme/documents/4q25-mail/outline.yaml
new/acme/documents/4q25-mail/text.en.yaml
new/acme/documents/4q25-mail/text.de.yaml
new/acme/schemas

All figures in it are invented. Next:
  kessan check new/acme
  kessan build new/acme/documents/4q25-results
`,
      err: "",
    });
    expect(readdirSync(join(root, "new/acme")).filter((name) => name.startsWith("."))).toEqual([]);
    expect(await runKessan(["check", "new/acme"], { cwd: root })).toEqual({
      code: 0,
      signal: null,
      out: `acme: 30 facts, no contradictions; 25 printed figures derived, 10 typed that follow from others, 0 of them though their inputs settle them
4q25-mail (de): 4 parts, 16 figures
4q25-mail (en): 4 parts, 16 figures
4q25-results (de): 4 slides, 72 figures
4q25-results (en): 4 slides, 72 figures
`,
      err: "",
    });
    const build = ["build", "new/acme/documents/4q25-results", "--stop-after", "html"];
    const { code, err } = await runKessan(build, { cwd: root });
    expect([code, err]).toEqual([0, ""]);
    expect(readdirSync(join(root, "output"))).toEqual([
      "acme-4q25-results.de.html",
      "acme-4q25-results.en.html",
    ]);
  });

  test("fills an empty folder, and gives the result as data", async ({ expect }) => {
    const root = temporaryFolder();
    mkdirSync(join(root, "acme"));
    const { code, out, err } = await runKessan(["init", ".", "--json", ...flags], {
      cwd: join(root, "acme"),
    });
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({
      results: [{ company: ".", document: "documents/4q25-results" }],
      problems: [],
    });
    expect(readFileSync(join(root, "acme/company.yaml"), "utf8")).toContain("\nid: acme");
  });

  test("ends with 1 and asks nobody where it has no terminal", async ({ expect }) => {
    const root = temporaryFolder();
    mkdirSync(join(root, "acme"));
    writeFileSync(join(root, "acme", ".hidden"), "");
    const without = flags.slice(0, -2);
    expect(await runKessan(["init", "acme", ...without], { cwd: root })).toEqual({
      code: 1,
      signal: null,
      out: "",
      err: `acme is not empty
  hint: name a new folder
--languages is missing
  hint: such as --languages en
2 problems
`,
    });
    expect(readdirSync(join(root, "acme"))).toEqual([".hidden"]);
  });
});

/** Runs a command as on a terminal, with what is typed there. */
const onTerminal = (command: string, { cwd, typed }: { readonly cwd: string; readonly typed: string }) =>
  spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd,
    input: typed,
    encoding: "utf8",
    timeout: 15_000,
  });

describe.skipIf(onTerminal("true", { cwd: ".", typed: "" }).status !== 0)("on a terminal", () => {
  const command = `${process.execPath} ${resolve("src/cli.ts")} init acme --name "Acme plc"`;

  test("asks for what is left out", () => {
    const root = temporaryFolder();
    const { status, stdout } = onTerminal(command, { cwd: root, typed: "\n\n\nde\n" });
    expect(status).toBe(0);
    expect(stdout).toContain("Id, which begins the names of files [acme]: ");
    expect(stdout).not.toContain("Name [");
    expect(readdirSync(join(root, "acme/documents/4q25-results"))).toEqual(["outline.yaml", "text.de.yaml"]);
  });

  test("writes nothing where the user goes away, and asks nothing where the folder cannot be used", () => {
    const root = temporaryFolder();
    const away = onTerminal(command, { cwd: root, typed: "\n\u0004" });
    expect(away.stdout).toContain("ended before all was answered; nothing was written\r\n1 problem");
    expect([away.status, readdirSync(root)]).toEqual([1, []]);
    mkdirSync(join(root, "acme"));
    writeFileSync(join(root, "acme/old.txt"), "");
    const { status, stdout } = onTerminal(command, { cwd: root, typed: "\n" });
    expect([status, stdout.replaceAll("\r", "").trim()]).toEqual([
      1,
      "acme is not empty\n  hint: name a new folder\n1 problem",
    ]);
  });
});
