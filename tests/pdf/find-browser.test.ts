import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bundledBrowserFolder } from "../../src/pdf/cache-folder.js";
import { checkBrowserVersion, findBrowser } from "../../src/pdf/find-browser.ts";
import type { BrowserPlaces } from "../../src/pdf/find-browser.ts";
import { KessanError, formatProblem } from "../../src/problem.ts";

const bundled = "/cache/chromium-153.0.0-linux-x64/chromium";
const shell =
  "/home/u/.cache/puppeteer/chrome-headless-shell/linux-156.0.1/chrome-headless-shell-linux64/chrome-headless-shell";
const chromeOfPuppeteer = "/home/u/.cache/puppeteer/chrome/linux-156.0.1/chrome-linux64/chrome";

describe("findBrowser on Linux", () => {
  const everything = ["/asked", "/b", "/c", bundled, shell, chromeOfPuppeteer, "/usr/bin/chromium"];

  test("takes places in a fixed order, each only where those before it have nothing", () => {
    const env = { KESSAN_BROWSER: "/b", PUPPETEER_EXECUTABLE_PATH: "/c" };
    const found = [
      findBrowser(linux(everything, { env, explicit: "/asked" })),
      findBrowser(linux(everything, { env })),
      findBrowser(linux(everything, { env: { PUPPETEER_EXECUTABLE_PATH: "/c" } })),
      ...[3, 4, 5, 6].map((from) => findBrowser(linux(everything.slice(from)))),
    ];
    expect(found.map(({ source, executable, kind }) => [source, executable, kind])).toEqual([
      ["--browser", "/asked", "chrome"],
      ["KESSAN_BROWSER", "/b", "chrome"],
      ["PUPPETEER_EXECUTABLE_PATH", "/c", "chrome"],
      ["bundled", bundled, "headless-shell"],
      ["puppeteer", shell, "headless-shell"],
      ["puppeteer", chromeOfPuppeteer, "chrome"],
      ["system", "/usr/bin/chromium", "chrome"],
    ]);
  });

  test("takes Google Chrome of the system before Chromium, wherever they lie in PATH", () => {
    const found = findBrowser(linux(["/usr/local/bin/chromium", "/usr/bin/google-chrome"]));
    expect(found.executable).toBe("/usr/bin/google-chrome");
  });

  test("takes the newest version that puppeteer has, by number", () => {
    const of = (version: string) => `/pc/chrome/linux-${version}/chrome-linux64/chrome`;
    const places = linux([of("99.0.9"), of("156.0.10"), of("156.0.9")], {
      env: { PUPPETEER_CACHE_DIR: "/pc" },
    });
    expect(findBrowser(places).executable).toBe(of("156.0.10"));
  });

  test("gives the libraries that set-up unpacked beside the bundled browser", () => {
    const lib = "/cache/chromium-153.0.0-linux-x64/lib";
    expect(findBrowser(linux([bundled, lib])).libraryPath).toBe(lib);
    expect(findBrowser(linux([bundled]))).not.toHaveProperty("libraryPath");
  });

  test("tells that the sandbox cannot work where set-up left its mark", () => {
    expect(findBrowser(linux([bundled])).sandbox).toBe(true);
    expect(findBrowser(linux([bundled, "/cache/no-browser-sandbox"])).sandbox).toBe(false);
  });

  test("passes the bundled browser by on another processor", () => {
    expect(findBrowser(linux([bundled, "/usr/bin/chromium"], { arch: "arm64" })).source).toBe("system");
  });

  test("treats an empty variable as not set", () => {
    expect(findBrowser(linux([bundled], { env: { KESSAN_BROWSER: "" } })).source).toBe("bundled");
  });

  test.each(["--browser", "KESSAN_BROWSER", "PUPPETEER_EXECUTABLE_PATH"] as const)(
    "never falls back from a wrong %s",
    (source) => {
      const asked = source === "--browser" ? { explicit: "/nope" } : { env: { [source]: "/nope" } };
      expect(messageOf(() => findBrowser(linux(everything, asked)))).toBe(
        `${source}: expected the program file of Chrome or Chromium 153 or newer, found no executable file at "/nope"
  hint: leave ${source} out to use the browser that "npm run setup" unpacks`,
      );
    },
  );

  test("names every place and the mend if there is no browser", () => {
    expect(messageOf(() => findBrowser(linux([])))).toBe(
      `found no browser; looked for
  /cache/chromium-153.0.0-linux-x64/chromium
  /home/u/.cache/puppeteer/chrome-headless-shell/*
  /home/u/.cache/puppeteer/chrome/*
  google-chrome, google-chrome-stable, chromium-headless-shell, chromium, chromium-browser in /usr/local/bin:/usr/bin
  /opt/google/chrome/chrome
  hint: run "npm run setup", or name a Chrome or Chromium, version 153 or newer, with --browser or KESSAN_BROWSER`,
    );
  });
});

describe("findBrowser elsewhere", () => {
  test("finds Chrome in the applications of macOS, the user's own last", () => {
    const own = "/Users/u/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    const shared = "/Applications/Chromium.app/Contents/MacOS/Chromium";
    const mac = { platform: "darwin", arch: "arm64", home: "/Users/u" } as const;
    expect(findBrowser(linux([own, shared], mac)).executable).toBe(shared);
    expect(findBrowser(linux([own], mac)).executable).toBe(own);
  });

  test("finds puppeteer's Chrome for Testing inside its application on macOS", () => {
    const app = "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing";
    const path = `/Users/u/.cache/puppeteer/chrome/mac_arm-156.0.1/chrome-mac-arm64/${app}`;
    const found = findBrowser(linux([path], { platform: "darwin", arch: "arm64", home: "/Users/u" }));
    expect(found).toEqual({ executable: path, source: "puppeteer", kind: "chrome", sandbox: true });
  });

  test("finds Chrome, and Edge after it, in the program folders of Windows", () => {
    const edge = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";
    const chrome = "C:\\Users\\u\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe";
    const env = {
      PROGRAMFILES: "C:\\Program Files",
      "PROGRAMFILES(X86)": "C:\\Program Files (x86)",
      LOCALAPPDATA: "C:\\Users\\u\\AppData\\Local",
    };
    const windows = {
      platform: "win32",
      arch: "x64",
      home: "C:\\Users\\u",
      cacheDir: "C:\\cache",
      env,
    } as const;
    expect(findBrowser(linux([edge, chrome], windows)).executable).toBe(chrome);
    expect(findBrowser(linux([edge], windows)).executable).toBe(edge);
  });

  test("works for a user without a home", () => {
    expect(findBrowser(linux(["/usr/bin/chromium"], { home: undefined })).source).toBe("system");
  });
});

describe("checkBrowserVersion", () => {
  test.each(["HeadlessChrome/153.0.8010.0", "Chrome/154.0.1.2", "Chromium 156.0.8078.79"])(
    "takes %s",
    (version) => {
      expect(checkBrowserVersion("/b", version)).toEqual([]);
    },
  );

  test("refuses an old browser", () => {
    expect(checkBrowserVersion("/b", "Chrome/120.0.1.2").map(formatProblem)).toEqual([
      `/b expected Chrome or Chromium 153 or newer, got "Chrome/120.0.1.2"
  hint: run "npm run setup" for the bundled browser, or name another with --browser or KESSAN_BROWSER`,
    ]);
  });

  test("refuses what tells no version", () => {
    expect(checkBrowserVersion("/b", "").map(({ what }) => what)).toEqual([
      'expected Chrome or Chromium 153 or newer, got ""',
    ]);
  });
});

test("the folder of the bundled browser carries the version of its package", () => {
  const manifest = readFileSync("node_modules/@sparticuz/chromium/package.json", "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  expect(bundledBrowserFolder).toBe(`chromium-${version}-linux-x64`);
});

/** Places of a Linux machine where these files are, unless told otherwise. */
function linux(files: readonly string[], other: Partial<BrowserPlaces> = {}): BrowserPlaces {
  const separator = other.platform === "win32" ? "\\" : "/";
  return {
    platform: "linux",
    arch: "x64",
    home: "/home/u",
    cacheDir: "/cache",
    setUpCommand: "npm run setup",
    ...other,
    env: { PATH: "/usr/local/bin:/usr/bin:/work/node_modules/.bin", ...other.env },
    isProgram: (path) => files.includes(path),
    exists: (path) => files.includes(path),
    list: (folder) => [
      ...new Set(
        files
          .filter((file) => file.startsWith(folder + separator))
          .map((file) => file.slice(folder.length + 1).split(separator)[0]!),
      ),
    ],
  };
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
  throw new Error("expected a KessanError");
}
