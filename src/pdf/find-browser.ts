import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { posix, win32 } from "node:path";
import { fileURLToPath } from "node:url";
import { KessanError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { bundledBrowserFolder, cacheFolderHere, homeFolder, noSandboxMark } from "./cache-folder.js";
import { setUpCommand } from "./set-up-command.ts";

/** The oldest major version of Chrome or Chromium that prints tags, outline and fonts as the proofs expect. */
export const oldestBrowser = 153;

/** A browser's program, ready to be started. */
export interface FoundBrowser {
  readonly executable: string;
  /** To be put in LD_LIBRARY_PATH: libraries that this machine lacks. */
  readonly libraryPath?: string;
  readonly kind: "headless-shell" | "chrome";
  /** Which place of the order gave it. */
  readonly source:
    "--browser" | "KESSAN_BROWSER" | "PUPPETEER_EXECUTABLE_PATH" | "bundled" | "puppeteer" | "system";
  /** False where set-up saw that the browser's sandbox cannot work on this machine. */
  readonly sandbox: boolean;
}

/** Where to look, and the questions put to the file system. */
export interface BrowserPlaces {
  /** The value of `--browser`. */
  readonly explicit?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The home folder; undefined where the user has none. */
  readonly home: string | undefined;
  readonly cacheDir: string;
  /** What a user types to have the browser set up. */
  readonly setUpCommand: string;
  /** Whether there is a file that this user may execute. */
  isProgram(path: string): boolean;
  exists(path: string): boolean;
  /** The names in a folder; empty if there is none. */
  list(folder: string): readonly string[];
}

/**
 * The browser to print with: the one asked for (`--browser`, KESSAN_BROWSER, PUPPETEER_EXECUTABLE_PATH), the bundled
 * headless shell, one of puppeteer's cache, one of the system. Bundled goes before installed, so that the same input
 * gives the same bytes on every machine. Throws a KessanError that names every path tried.
 */
export function findBrowser(places: BrowserPlaces): FoundBrowser {
  const asked = askedFor(places);
  if (asked !== undefined) {
    if (!places.isProgram(asked.path)) throw new KessanError([notAProgram(asked, places)]);
    return { executable: asked.path, source: asked.source, ...traitsOf(asked.path, places) };
  }
  const tried: string[] = [];
  for (const { paths, source, note } of candidates(places)) {
    const executable = paths.find((path) => places.isProgram(path));
    if (executable !== undefined) return { executable, source, ...traitsOf(executable, places) };
    tried.push(...(note === undefined ? paths : [note]));
  }
  throw new KessanError([
    {
      what: ["found no browser; looked for", ...tried].join("\n  "),
      hint: `run "${places.setUpCommand}", or name a Chrome or Chromium, version ${oldestBrowser} or newer, with --browser or KESSAN_BROWSER`,
    },
  ]);
}

/** Problems with the version that a started browser tells, such as `HeadlessChrome/153.0.7650.0`. */
export function checkBrowserVersion(executable: string, version: string): readonly Problem[] {
  const major = Number(/\/(\d+)\./.exec(version)?.[1] ?? /\b(\d+)\.\d/.exec(version)?.[1]);
  if (major >= oldestBrowser) return [];
  return [
    {
      place: { file: executable },
      what: `expected Chrome or Chromium ${oldestBrowser} or newer, got "${version}"`,
      hint: `run "${setUpCommand()}" for the bundled browser, or name another with --browser or KESSAN_BROWSER`,
    },
  ];
}

/** The places of the machine that runs this program. */
export function thisMachine(explicit?: string): BrowserPlaces {
  const { env, platform, arch } = process;
  const root = fileURLToPath(new URL("../..", import.meta.url));
  return {
    explicit,
    env,
    platform,
    arch,
    home: homeFolder(),
    cacheDir: cacheFolderHere(root),
    setUpCommand: setUpCommand(),
    isProgram: isExecutableFile,
    exists: (path) => exists(path),
    list,
  };
}

type Asked = {
  readonly path: string;
  readonly source: "--browser" | "KESSAN_BROWSER" | "PUPPETEER_EXECUTABLE_PATH";
};

function askedFor({ explicit, env }: BrowserPlaces): Asked | undefined {
  if (explicit !== undefined) return { path: explicit, source: "--browser" };
  for (const source of ["KESSAN_BROWSER", "PUPPETEER_EXECUTABLE_PATH"] as const) {
    const path = env[source];
    if (path !== undefined && path !== "") return { path, source };
  }
  return undefined;
}

function notAProgram({ path, source }: Asked, places: BrowserPlaces): Problem {
  return {
    what: `${source}: expected the program file of Chrome or Chromium ${oldestBrowser} or newer, found no executable file at "${path}"`,
    hint: `leave ${source} out to use the browser that "${places.setUpCommand}" unpacks`,
  };
}

interface Candidates {
  readonly paths: readonly string[];
  readonly source: "bundled" | "puppeteer" | "system";
  /** Stands for the paths in a message where they are many or none. */
  readonly note?: string;
}

function candidates(places: BrowserPlaces): readonly Candidates[] {
  const bundled: Candidates = { paths: [bundledBrowser(places)], source: "bundled" };
  const shipped = places.platform === "linux" && places.arch === "x64" ? [bundled] : [];
  return [...shipped, ...ofPuppeteer(places), ...ofSystem(places)];
}

function bundledBrowser(places: BrowserPlaces): string {
  return pathOf(places).join(places.cacheDir, bundledBrowserFolder, "chromium");
}

/** The folder that puppeteer's tools download browsers to; undefined for a user without a home. */
export function puppeteerCache(places: Pick<BrowserPlaces, "env" | "home" | "platform">): string | undefined {
  const ofUser =
    places.home === undefined ? undefined : pathOf(places).join(places.home, ".cache", "puppeteer");
  return places.env["PUPPETEER_CACHE_DIR"] || ofUser;
}

/** `<cache>/<browser>/<platform>-<version>/<browser>-<platform>/<program>`, the newest version first. */
function ofPuppeteer(places: BrowserPlaces): readonly Candidates[] {
  const { join } = pathOf(places);
  const cache = puppeteerCache(places);
  if (cache === undefined) return [];
  return ["chrome-headless-shell", "chrome"].map((browser) => {
    const folder = join(cache, browser);
    const paths = [...places.list(folder)].sort(newestFirst).flatMap((build) =>
      places
        .list(join(folder, build))
        .filter((name) => name.startsWith(`${browser}-`))
        .map((name) => join(folder, build, name, ...programOf(browser, places.platform))),
    );
    return { paths, source: "puppeteer", note: join(folder, "*") };
  });
}

function programOf(browser: string, platform: NodeJS.Platform): readonly string[] {
  if (platform === "win32") return [`${browser}.exe`];
  const isApp = platform === "darwin" && browser === "chrome";
  const program = "Google Chrome for Testing";
  return isApp ? [`${program}.app`, "Contents", "MacOS", program] : [browser];
}

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, "en", { numeric: true });
}

function ofSystem(places: BrowserPlaces): readonly Candidates[] {
  const { env, home, platform } = places;
  const { join, delimiter } = pathOf(places);
  if (platform === "darwin") {
    const folders = ["/Applications", ...(home === undefined ? [] : [join(home, "Applications")])];
    return folders.flatMap((folder) =>
      ["Google Chrome", "Chromium"].map((name) => ({
        paths: [join(folder, `${name}.app`, "Contents", "MacOS", name)],
        source: "system" as const,
      })),
    );
  }
  if (platform === "win32") {
    const folders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => env[name] ?? []);
    const programs = [
      ["Google", "Chrome", "Application", "chrome.exe"],
      ["Chromium", "Application", "chrome.exe"],
      ["Microsoft", "Edge", "Application", "msedge.exe"],
    ];
    const paths = programs.flatMap((program) => folders.map((folder) => join(folder, ...program)));
    return [{ paths, source: "system" }];
  }
  const names = [
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
  ];
  // npm puts folders of packages in front while it runs a script.
  const folders = (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && !folder.includes("node_modules"));
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [
    { paths, source: "system", note: `${names.join(", ")} in ${folders.join(delimiter)}` },
    { paths: ["/opt/google/chrome/chrome"], source: "system" },
  ];
}

function traitsOf(
  executable: string,
  places: BrowserPlaces,
): Pick<FoundBrowser, "kind" | "libraryPath" | "sandbox"> {
  const { dirname, join } = pathOf(places);
  const isBundled = executable === bundledBrowser(places);
  const libraryPath = join(dirname(executable), "lib");
  return {
    kind: isBundled || /headless[-_]shell/.test(executable) ? "headless-shell" : "chrome",
    sandbox: !places.exists(join(places.cacheDir, noSandboxMark)),
    ...(isBundled && places.exists(libraryPath) ? { libraryPath } : {}),
  };
}

function pathOf({ platform }: Pick<BrowserPlaces, "platform">): typeof posix {
  return platform === "win32" ? win32 : posix;
}

function isExecutableFile(path: string): boolean {
  return exists(path, constants.X_OK) && statSync(path).isFile();
}

function exists(path: string, mode = constants.F_OK): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
