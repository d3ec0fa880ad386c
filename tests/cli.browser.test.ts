import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { deckFiles } from "./memory-build.ts";
import { runKessan } from "./run-kessan.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";
import { wrapBrowser, type WrappedBrowser } from "./wrapped-browser.ts";

/** The invented company on disk, and a folder of its own for what is temporary. */
function workplace(): {
  readonly root: string;
  readonly deck: string;
  readonly env: { readonly TMPDIR: string };
} {
  const root = temporaryFolder(
    Object.fromEntries(Object.entries(deckFiles).map(([path, text]) => [`acme/${path}`, text])),
  );
  const TMPDIR = join(root, "tmp");
  mkdirSync(TMPDIR);
  return { root, deck: join(root, "acme/documents/deck"), env: { TMPDIR } };
}

function wrapped(root: string, whenPrinting: "dies" | "hangs"): WrappedBrowser {
  const browser = wrapBrowser(root, whenPrinting);
  onTestFinished(() => browser.close());
  return browser;
}

describe("kessan build", () => {
  test("prints the same bytes in another time zone, language and folder, and leaves nothing behind", async () => {
    const { root, deck, env } = workplace();
    const print = async (cwd: string, more: Readonly<Record<string, string>>): Promise<Buffer> => {
      const args = ["build", deck, "--lang", "ja", "--out", join(root, "out")];
      const { code, out, err } = await runKessan(args, { cwd, env: { ...env, ...more } });
      expect([code, err]).toEqual([0, ""]);
      expect(out).toMatch(
        /^file +pages +figures +size +seconds\n\S*out\/acme-deck\.ja\.pdf +3 +17 +\d+ kB +\d+\.\d\d\n\S*out\/acme-deck\.tieout\.html  the tie-out report\n$/,
      );
      expect(readdirSync(env.TMPDIR)).toEqual([]);
      const written = ["acme-deck.ja.pdf", "acme-deck.ja.trace.json", "acme-deck.tieout.html"];
      expect(readdirSync(join(root, "out"))).toEqual(written);
      return Buffer.concat(written.map((name) => readFileSync(join(root, "out", name))));
    };
    const here = await print(root, { TZ: "Asia/Tokyo", LANG: "ja_JP.UTF-8" });
    const there = await print("/", { TZ: "America/New_York", LANG: "C", LC_ALL: "de_DE.UTF-8" });
    expect(here.subarray(0, 5).toString()).toBe("%PDF-");
    expect(there.equals(here)).toBe(true);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "that %s ends while it prints takes the browser with it and leaves nothing",
    async (signal, code) => {
      const { root, deck, env } = workplace();
      const browser = wrapped(root, "hangs");
      const args = ["build", deck, "--lang", "en", "--out", join(root, "out"), "--browser", browser.program];
      const ended = await runKessan(args, {
        env,
        started: (child) => void browser.printing.then(() => child.kill(signal)),
      });
      expect(ended).toEqual({ code, signal: null, out: "", err: "" });
      await browser.gone;
      expect(readdirSync(env.TMPDIR)).toEqual([]);
      expect(existsSync(join(root, "out"))).toBe(false);
    },
  );

  test("ends with 2 and no stack where the browser dies twice", async () => {
    const { root, deck, env } = workplace();
    const browser = wrapped(root, "dies");
    const args = ["build", deck, "--lang", "en", "--out", join(root, "out"), "--browser", browser.program];
    const { code, out, err } = await runKessan(args, { env });
    expect([code, out, err]).toEqual([
      2,
      "",
      "deck (en) could not be printed in two tries: the browser is gone while printing 3 pages: it was ended by SIGKILL\n" +
        "nothing was written; the input is not at fault\n",
    ]);
    expect(readdirSync(env.TMPDIR)).toEqual([]);
    expect(existsSync(join(root, "out"))).toBe(false);
  });

  test("says the last words of a browser that cannot start", async () => {
    const { root, deck, env } = workplace();
    const program = join(root, "chrome");
    writeFileSync(
      program,
      "#!/bin/sh\necho 'error while loading shared libraries: libnss3.so' >&2\nexit 127\n",
      { mode: 0o755 },
    );
    const { code, err } = await runKessan(["build", deck, "--out", join(root, "out"), "--browser", program], {
      env,
    });
    expect([code, err]).toEqual([
      1,
      `${program} the browser cannot start: it ended with exit code 127\n  error while loading shared libraries: libnss3.so\n` +
        `  hint: "npm run setup" finds out what this machine's browser needs\n1 problem\n`,
    ]);
    expect(readdirSync(env.TMPDIR)).toEqual([]);
    expect(existsSync(join(root, "out"))).toBe(false);
  });
});
