import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { bundledBrowserFolder, noSandboxMark } from "../../src/pdf/cache-folder.js";
import { startBrowser } from "../../src/pdf/browser.ts";
import { findBrowser, oldestBrowser, puppeteerCache, thisMachine } from "../../src/pdf/find-browser.ts";
import { formatProblem, KessanError } from "../../src/problem.ts";
import { capture } from "./child.mjs";
import { fillFolder } from "./fill-folder.mjs";
import { untar } from "./untar.mjs";

/** What is downloaded where no browser comes with the packages. */
const downloaded = "chrome-headless-shell@156.0.8078.47";

const require = createRequire(import.meta.url);
const places = thisMachine();
const { cacheDir, env, platform, arch } = places;
const bundled = join(cacheDir, bundledBrowserFolder);

process.exitCode = await setUpBrowser();

/** Finds, unpacks or downloads a browser that prints; gives the exit code and tells on standard error why there is none. */
async function setUpBrowser(): Promise<number> {
  const isAsked = Boolean(env["KESSAN_BROWSER"] || env["PUPPETEER_EXECUTABLE_PATH"]);
  const hasBundled = platform === "linux" && arch === "x64";
  const attempts = isAsked ? [tryFound] : [...(hasBundled ? [tryBundled] : []), tryFound, tryDownloaded];
  const failures = new Set<string>();
  for (const attempt of attempts) {
    const failure = await attempt().catch((error: unknown) =>
      isAsked ? messageOf(error) : withoutHint(error),
    );
    if (failure === undefined) return 0;
    failures.add(failure);
  }
  if (!isAsked) {
    failures.add(
      `  hint: install one (Debian, Ubuntu: apt-get install --no-install-recommends chromium), or name a Chrome or Chromium, version ${oldestBrowser} or newer, with KESSAN_BROWSER`,
    );
  }
  console.error([...failures].join("\n"));
  return 1;
}

type Failure = string | undefined;

async function tryBundled(): Promise<Failure> {
  if (existsSync(bundled)) {
    if ((await tryToPrint(join(bundled, "chromium"))) === undefined) return undefined;
    rmSync(bundled, { recursive: true, force: true });
  }
  await fillFolder({ folder: bundled, megabytes: 300, fill: unpackBundled });
  return undefined;
}

/** The browser, and its libraries only where it does not start without them. */
async function unpackBundled(made: string): Promise<void> {
  // The package shows only its program
  const packed = join(dirname(require.resolve("@sparticuz/chromium")), "..", "bin");
  const executable = join(made, "chromium");
  await pipeline(
    createReadStream(join(packed, "chromium.br"), { highWaterMark: 1 << 20 }),
    createBrotliDecompress({ chunkSize: 1 << 20 }),
    createWriteStream(executable, { mode: 0o755 }),
  );
  let failure = await tryToPrint(executable);
  if (failure !== undefined && /shared librar/.test(failure)) {
    const source = createReadStream(join(packed, "al2023.tar.br")).pipe(createBrotliDecompress());
    await untar({ source, place: (name) => join(made, name) });
    failure = await tryToPrint(executable);
  }
  if (failure !== undefined) throw new Error(failure);
}

async function tryFound(): Promise<Failure> {
  const { executable } = findBrowser(places);
  const failure = await tryToPrint(executable);
  if (failure === undefined) writeFileSync(join(cacheDir, "browser-found"), executable);
  return failure;
}

async function tryDownloaded(): Promise<Failure> {
  const cache = puppeteerCache(places);
  if (cache === undefined) return "expected a home folder or PUPPETEER_CACHE_DIR to download a browser to";
  const manifest = require.resolve("@puppeteer/browsers/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: string };
  const args = [join(dirname(manifest), bin), "install", downloaded, "--path", cache];
  const { code, out, err } = await capture({ command: process.execPath, args, env, seconds: 60 });
  if (code !== 0) return `${downloaded} could not be downloaded\n${lastLines(err || out)}`;
  return tryFound();
}

/** With the browser's sandbox; without, and leaving a mark for later runs, only where the sandbox cannot work. */
async function tryToPrint(executable: string): Promise<Failure> {
  const mark = join(cacheDir, noSandboxMark);
  rmSync(mark, { force: true });
  const failure = await print(executable, { sandbox: process.getuid?.() !== 0 });
  if (failure === undefined || !/sandbox/i.test(failure)) return failure;
  if ((await print(executable, { sandbox: false })) !== undefined) return failure;
  writeFileSync(mark, "");
  console.log("this machine does not allow the browser's sandbox; it runs without");
  return undefined;
}

/** Prints a page; gives the browser's last words if that does not make a PDF. */
async function print(executable: string, { sandbox }: { readonly sandbox: boolean }): Promise<Failure> {
  const libraryPath = join(dirname(executable), "lib");
  const browser = startBrowser({ executable, sandbox, ...(existsSync(libraryPath) ? { libraryPath } : {}) });
  try {
    const tab = await browser.openTab();
    const pdf = await browser.run({ step: "printing a page", seconds: 30 }, () => tab.pdf());
    const begin = Buffer.from(pdf.subarray(0, 5)).toString("latin1");
    return begin === "%PDF-"
      ? undefined
      : `${executable}: printed a page that is no PDF: it begins "${begin}"`;
  } catch (error) {
    return withoutHint(error);
  } finally {
    await browser.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function withoutHint(error: unknown): string {
  return error instanceof KessanError
    ? error.problems
        .map(({ place, what }) => formatProblem(place === undefined ? { what } : { place, what }))
        .join("\n")
    : messageOf(error);
}

function lastLines(text: string): string {
  const told = text.split("\n").filter((line) => line.trim() !== "" && !/^\s+at /.test(line));
  return told.slice(-2).join("\n").replace(/^/gm, "  ");
}
