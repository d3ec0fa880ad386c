import { spawn } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

test("tells in one line that nothing is set up yet", async () => {
  const root = program({});
  expect(await run({ root, args: ["build"] })).toEqual({
    code: 2,
    out: "",
    err: `kessan is not set up: run "npm run setup" or "npm start" in ${root}/\n`,
  });
});

test("runs the program from its sources, with its arguments, where the bundle is stale", async () => {
  const root = program({
    "src/cli.ts":
      "const words: string[] = process.argv.slice(2); console.log(words.join()); process.exitCode = 3;",
    "dist/kessan.js": 'console.log("stale");',
    "dist/stamp": "of other sources",
  });
  expect(await run({ root, args: ["a", "b c"] })).toEqual({ code: 3, out: "a,b c\n", err: "" });
  expect(existsSync(join(root, "cache", "compile-cache"))).toBe(true);
});

test("starts anew without the options for Node that surround it, and says so", async () => {
  const root = program({
    "src/cli.ts": "console.log(process.env.NODE_OPTIONS, process.env.KESSAN_LAUNCHED);",
  });
  const ran = await run({ root, args: [], env: { NODE_OPTIONS: "--no-deprecation" } });
  expect(ran).toEqual({
    code: 0,
    out: "undefined undefined\n",
    err: 'kessan: ignoring NODE_OPTIONS="--no-deprecation"\n',
  });
});

test("an installed package says which Node it needs", async () => {
  const manifest = JSON.stringify({ type: "module", engines: { node: ">=99.0.0" } });
  const root = temporaryFolder({ "package.json": manifest });
  cpSync("bin", join(root, "bin"), { recursive: true });
  expect(await run({ root, args: ["build"] })).toEqual({
    code: 2,
    out: "",
    err: `kessan: expected Node 99.0.0 or newer, this is ${process.version}\n`,
  });
});

test("an installed package runs its bundle, and keeps what is compiled in the cache folder", async () => {
  const manifest = JSON.stringify({ type: "module", engines: { node: ">=22.18.0" } });
  const root = temporaryFolder({
    "package.json": manifest,
    "dist/kessan.js": "console.log(process.argv.slice(2).join());",
  });
  cpSync("bin", join(root, "bin"), { recursive: true });
  cpSync("src/pdf/cache-folder.js", join(root, "dist", "cache-folder.js"));
  expect(await run({ root, args: ["a", "b c"] })).toEqual({ code: 0, out: "a,b c\n", err: "" });
  expect(existsSync(join(root, "cache", "compile-cache"))).toBe(true);
});

test("hands a signal on and ends with the program's exit code", async () => {
  const root = program({
    "src/cli.ts": `process.on("SIGTERM", () => process.exit(143)); setInterval(() => {}, 1000); console.log("ready");`,
  });
  const env = { NODE_OPTIONS: "--no-deprecation" };
  const ran = await run({ root, args: [], env, onOutput: (child) => child.kill("SIGTERM") });
  expect(ran.code).toBe(143);
});

/** The launcher with these files as its program; set up if there are any. */
function program(files: Readonly<Record<string, string>>): string {
  const isSetUp = Object.keys(files).length > 0;
  const packages = isSetUp ? { "node_modules/.package-lock.json": "{}", "package-lock.json": "{}" } : {};
  const root = temporaryFolder({ "package.json": '{"type":"module"}', ...packages, ...files });
  for (const part of ["bin", "scripts", "src/pdf/cache-folder.js"]) {
    cpSync(part, join(root, part), { recursive: true });
  }
  return root;
}

interface Run {
  readonly root: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly onOutput?: (child: ReturnType<typeof spawn>) => void;
}

function run({ root, args, env, onOutput }: Run): Promise<{ code: number | null; out: string; err: string }> {
  const { NODE_OPTIONS: _, NODE_COMPILE_CACHE: __, ...rest } = process.env;
  const child = spawn(process.execPath, [join(root, "bin", "kessan.js"), ...args], {
    env: { ...rest, KESSAN_CACHE: join(root, "cache"), ...env },
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    onOutput?.(child);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}
