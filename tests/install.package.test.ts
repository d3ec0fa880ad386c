import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildDocuments } from "../src/build.ts";
import { programEffects } from "../src/program-effects.ts";

const repository = dirname(import.meta.dirname);
const document = "documents/2q06-results";
const pdfs = ["iij-2q06-results.en.pdf", "iij-2q06-results.ja.pdf"];
const own = mkdtempSync(join(tmpdir(), "kessan-test-"));
const app = join(own, "app");
const library = `
  import { buildDocuments, programEffects, type BuildResult } from "kessan";
  const request = { documents: ["company/${document}"] };
  const results: readonly BuildResult[] = await buildDocuments(request, programEffects({ out: "by-library" }));
  console.log(results.map(({ lang, pages }) => \`\${lang} \${pages}\`).join());
`;

beforeAll(async () => {
  const [{ filename }] = JSON.parse(run(repository, "npm", "pack", "--json", "--pack-destination", own)) as [
    { readonly filename: string },
  ];
  mkdirSync(app);
  writeFileSync(join(app, "package.json"), '{ "name": "app", "type": "module" }\n');
  run(app, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", join(own, filename));
  cpSync(join(repository, "data", "iij"), join(app, "company"), { recursive: true });
  const effects = programEffects({ out: join(own, "by-repository") });
  await buildDocuments({ documents: [join(repository, "data", "iij", document)] }, effects);
});

afterAll(() => rmSync(own, { recursive: true, force: true }));

test("holds what runs, what is read and what explains, and no source or test", () => {
  expect(readdirSync(join(app, "node_modules", "kessan")).sort()).toEqual([
    "LICENSE",
    "README.md",
    "bin",
    "dist",
    "package.json",
    "schemas",
    "templates",
  ]);
});

test("brings no package that runs a script when it is installed", () => {
  const { packages } = JSON.parse(readFileSync(join(app, "node_modules", ".package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
  };
  const names = Object.keys(packages);
  expect(names).toContain("node_modules/@sparticuz/chromium");
  expect(names.filter((name) => packages[name]!.hasInstallScript)).toEqual([]);
});

test("sets the browser up at the first build, and builds the bytes that the repository builds", () => {
  expect(existsSync(join(own, "cache"))).toBe(false);
  run(app, "npx", "kessan", "build", `company/${document}`, "--out", "by-command");
  for (const pdf of pdfs) expect(bytesOf(app, "by-command", pdf)).toBe(bytesOf(own, "by-repository", pdf));
});

test("is a library with types that builds the same bytes", () => {
  writeFileSync(join(app, "use.ts"), library);
  const compilerOptions = {
    module: "nodenext",
    target: "es2024",
    strict: true,
    noEmit: true,
    types: ["node"],
    typeRoots: [join(repository, "node_modules", "@types")],
  };
  writeFileSync(join(app, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
  run(app, process.execPath, join(repository, "node_modules", "typescript", "bin", "tsc"), "--project", ".");
  expect(run(app, process.execPath, "use.ts")).toBe("en 14,ja 14\n");
  for (const pdf of pdfs) expect(bytesOf(app, "by-library", pdf)).toBe(bytesOf(own, "by-repository", pdf));
});

test("starts a company that builds, with the templates that it brings", () => {
  const answers = ["--id", "acme", "--name", "Acme plc", "--currency", "EUR", "--languages", "en"];
  run(app, "npx", "kessan", "init", "acme", ...answers, "--fiscal-year-ends", "December");
  run(app, "npx", "kessan", "build", "acme/documents/4q25-results", "--out", "acme-decks");
  expect(existsSync(join(app, "acme-decks", "acme-4q25-results.en.pdf"))).toBe(true);
});

/** Runs a program under this Node with a cache of its own; gives what it prints. Throws what it says of a fault. */
function run(cwd: string, command: string, ...args: readonly string[]): string {
  // What a surrounding npm has set up for itself would reach the one in here
  const outer = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$|^VITEST/i.test(name));
  const env = {
    ...Object.fromEntries(outer),
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
    KESSAN_CACHE: cwd === repository ? process.env["KESSAN_CACHE"] : join(own, "cache"),
  };
  const shell = process.platform === "win32" && command !== process.execPath;
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, shell, encoding: "utf8" });
  if (status !== 0) throw new Error(`${[command, ...args].join(" ")} ended with ${status}\n${stderr}`);
  return stdout;
}

function bytesOf(...path: readonly string[]): string {
  return readFileSync(join(...path)).toString("base64");
}
