import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { createBuilder, programEffects } from "../src/index.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { testBrowser } from "./browser.ts";
import { runKessan, type RunOptions } from "./run-kessan.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const root = join(import.meta.dirname, "..");
const deck = join(root, "data/example/documents/4q25-results");

/** SHA-256 of every file of a folder, by name. */
function hashesIn(folder: string): Readonly<Record<string, string>> {
  const hash = (name: string) =>
    createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex");
  return Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, hash(name)]),
  );
}

/** What a build in a process of its own gives. */
async function built(options: RunOptions & { readonly document?: string } = {}) {
  const out = join(temporaryFolder(), "decks");
  const { document = deck, ...rest } = options;
  const { code, err } = await runKessan(
    ["build", document, "--lang", "ja", "--format", "pdf,html,png", "--out", out],
    rest,
  );
  expect([code, err]).toEqual([0, "4 figures adjusted: kessan check --details lists them\n"]);
  return hashesIn(out);
}

let first: Readonly<Record<string, string>>;
test("a build gives PDFs, pages, pictures, traces and a report", async () => {
  first = await built();
  expect(Object.keys(first)).toHaveLength(3 + 11 + 1);
});

test("two builds at once, in other time zones, languages, folders, homes, masks, without a cache, give the same bytes", async () => {
  const elsewhere = temporaryFolder();
  cpSync(join(root, "data/example"), join(elsewhere, "firma", "x"), { recursive: true });
  const home = temporaryFolder();
  mkdirSync(join(home, "tmp"));
  const [moved, another] = await Promise.all([
    built({
      cwd: join(elsewhere, "firma"),
      document: join("x/documents", basename(deck)),
      env: { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", LANGUAGE: "ar" },
    }),
    built({
      env: {
        TZ: "America/Lima",
        HOME: home,
        USER: "somebody",
        LOGNAME: "somebody",
        TMPDIR: join(home, "tmp"),
        KESSAN_BROWSER: testBrowser().executable,
        NODE_COMPILE_CACHE: join(home, "code"),
      },
      shell: "umask 077",
    }),
  ]);
  expect(moved).toEqual(first);
  expect(another).toEqual(first);
});

test("a builder that made other documents before gives the same bytes", async () => {
  const out = join(temporaryFolder(), "decks");
  const effects = { ...programEffects({ out }), startBrowser: () => startBrowser(testBrowser()) };
  const builder = createBuilder(effects);
  try {
    const release = join(root, "data/iij/documents/2q06-results");
    await builder.build({ documents: [release], languages: ["en"] });
    await builder.build({ documents: [deck], languages: ["ja"], formats: ["pdf", "html", "png"] });
  } finally {
    await builder.close();
  }
  const hashes = hashesIn(out);
  // The script of the report is that of the running program, which the tests compile in another way
  for (const [name, hash] of Object.entries(first).filter(([name]) => !name.endsWith(".tieout.html")))
    expect([name, hashes[name]]).toEqual([name, hash]);
});
