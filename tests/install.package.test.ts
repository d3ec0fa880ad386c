import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
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
import { npmEnvironment } from "../scripts/setup/npm.mjs";
import { buildDocuments } from "../src/build.ts";
import { programEffects } from "../src/program-effects.ts";

const repository = dirname(import.meta.dirname);
const own = mkdtempSync(join(tmpdir(), "kessan-test-"));
const app = join(own, "app");
const manifest = readFileSync(join(repository, "package.json"), "utf8");
const deck = "acme/documents/4q25-results";
const pdfs = ["acme-4q25-results.de.pdf", "acme-4q25-results.en.pdf"];
const library = `
  import { buildDocuments, fileSchemas, KessanError, programEffects, type BuildResult } from "kessan";
  const effects = programEffects({ out: "by-library" });
  const request = { documents: ["${deck}"] };
  const results: readonly BuildResult[] = await buildDocuments(request, effects);
  const controller = new AbortController();
  const progress = () => controller.abort("enough");
  const stopped = await buildDocuments(
    { ...request, signal: controller.signal },
    { ...programEffects({ out: "by-nobody" }), progress },
  ).catch((reason: unknown) => reason);
  const wrong = await buildDocuments({ documents: ["nowhere"] }, effects).catch((error: unknown) => error);
  console.log(results.map(({ lang, pages }) => \`\${lang} \${pages}\`).join());
  console.log(stopped, wrong instanceof KessanError, fileSchemas().length);
`;

beforeAll(async () => {
  const [{ filename }] = JSON.parse(run(repository, "npm", "pack", "--json", "--pack-destination", own)) as [
    { readonly filename: string },
  ];
  mkdirSync(app);
  writeFileSync(join(app, "package.json"), '{ "name": "app", "type": "module" }\n');
  run(app, "npm", "install", "--no-audit", "--no-fund", join(own, filename));
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

test("leaves the repository as it was", () => {
  expect(readFileSync(join(repository, "package.json"), "utf8")).toBe(manifest);
  expect(existsSync(join(repository, "package.json.whole"))).toBe(false);
});

test("brings no package that runs a script when it is installed", () => {
  const { packages } = JSON.parse(readFileSync(join(app, "node_modules", ".package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
  };
  const names = Object.keys(packages);
  expect(names).toContain("node_modules/@sparticuz/chromium");
  expect(names.filter((name) => packages[name]!.hasInstallScript)).toEqual([]);
});

test("starts a company, sets the browser up at its first build, and builds the bytes that the repository builds", async () => {
  const answers = ["--id", "acme", "--name", "Acme plc", "--currency", "EUR", "--languages", "en,de"];
  run(app, "npx", "kessan", "init", "acme", ...answers, "--fiscal-year-ends", "December");
  expect(existsSync(join(own, "cache", "cut-fonts"))).toBe(false);
  run(app, "npx", "kessan", "build", deck, "--out", "by-command");
  const effects = programEffects({ out: join(own, "by-repository") });
  await buildDocuments({ documents: [join(app, deck)] }, effects);
  for (const pdf of pdfs) expect(hashOf(app, "by-command", pdf)).toBe(hashOf(own, "by-repository", pdf));
});

test("tells what it has set up, and keeps to it", () => {
  const executable = run(app, "npx", "kessan", "setup").trim();
  expect(existsSync(executable)).toBe(true);
  if (process.platform === "linux" && process.arch === "x64") {
    expect(dirname(dirname(executable))).toBe(join(own, "cache"));
  }
});

test("inspects what it has built", () => {
  const told = run(app, "npx", "kessan", "inspect", ...pdfs.map((pdf) => `by-command/${pdf}`), "--json");
  const { results } = JSON.parse(told) as {
    readonly results: readonly { readonly inspection: { readonly rules: readonly { outcome: string }[] } }[];
  };
  expect(results).toHaveLength(2);
  expect(results[0]!.inspection.rules.length).toBeGreaterThan(80);
});

test("builds many documents at once, in all formats, and one of them with all that a large deck has", async () => {
  cpSync(join(repository, "data", "iij"), join(app, "iij"), { recursive: true });
  const large = "iij/documents/2q06-results";
  run(
    app,
    ...["npx", "kessan", "build", deck, large, "--lang", "en", "--out", "many"],
    ...["--jobs", "2", "--format", "pdf,html,png"],
  );
  const formats = ["pdf", "html", "png"] as const;
  const effects = programEffects({ out: join(own, "by-repository") });
  await buildDocuments({ documents: [join(app, large)], languages: ["en"], formats }, effects);
  const pages = Array.from({ length: 14 }, (_, index) => `${String(index + 1).padStart(2, "0")}.png`);
  for (const ending of ["pdf", "html", "trace.json", ...pages]) {
    const name = `iij-2q06-results.en.${ending}`;
    expect(hashOf(app, "many", name), name).toBe(hashOf(own, "by-repository", name));
  }
  expect(existsSync(join(app, "many", "acme-4q25-results.en.01.png"))).toBe(true);
});

test("seals a release and makes its e-mails", () => {
  const embargo = "2006-11-09T15:00[Asia/Tokyo]";
  run(app, "npx", "kessan", "seal", "iij/documents/2q06-results", "--embargo", embargo);
  const [id] = readdirSync(join(app, "releases"));
  run(app, "npx", "kessan", "verify", `releases/${id}`);
  run(
    app,
    ...["npx", "kessan", "mail", `releases/${id}`, "--list", "iij/mailing/press.csv"],
    ...["--eml", "mails", "--draft"],
  );
  expect(readdirSync(join(app, "mails"))).toHaveLength(6);
});

test("watches", async () => {
  const child = spawn(
    process.execPath,
    [join(app, "node_modules", "kessan", "bin", "kessan.js"), "build", deck, "--lang", "en", "--watch"],
    { cwd: app, env: environment(app), stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = new Promise((resolve) => child.once("close", resolve));
  const told = nextText(child.stdout);
  try {
    expect(await told()).toContain("acme-4q25-results.en.pdf");
    const outline = join(app, deck, "outline.yaml");
    writeFileSync(outline, `${readFileSync(outline, "utf8")}\n# changed\n`);
    expect(await told()).toContain("acme-4q25-results.en.pdf");
  } finally {
    child.kill("SIGINT");
    await ended;
  }
});

test("is a library with types that builds the same bytes and can be stopped", () => {
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
  expect(run(app, process.execPath, "use.ts")).toBe("de 4,en 4\nenough true 13\n");
  for (const pdf of pdfs) expect(hashOf(app, "by-library", pdf)).toBe(hashOf(own, "by-repository", pdf));
  expect(existsSync(join(app, "by-nobody"))).toBe(false);
});

/** Runs a program under this Node with caches of its own; gives what it prints. Throws what it says of a fault. */
function run(cwd: string, command: string, ...args: readonly string[]): string {
  const shell = process.platform === "win32" && command !== process.execPath;
  const options = { cwd, env: environment(cwd), shell, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0)
    throw new Error(`${[command, ...args].join(" ")} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

function environment(cwd: string): NodeJS.ProcessEnv {
  const cache = join(own, "cache");
  const outer = npmEnvironment({ env: process.env, cacheDir: cache, canWrite: () => true });
  const { NODE_OPTIONS: _, ...env } = Object.fromEntries(
    Object.entries(outer).filter(([name]) => !name.startsWith("VITEST")),
  );
  return {
    ...env,
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
    ...(cwd !== repository && { KESSAN_CACHE: cache, npm_config_cache: join(own, "npm") }),
  };
}

/** Waits for the next text of a stream. */
function nextText(stream: NodeJS.ReadableStream): () => Promise<string> {
  const texts = stream.setEncoding("utf8")[Symbol.asyncIterator]();
  return async () => String((await texts.next()).value);
}

function hashOf(...path: readonly string[]): string {
  return createHash("sha256")
    .update(readFileSync(join(...path)))
    .digest("hex");
}
