import { expect, test } from "vitest";
import { cacheFolder } from "../../src/pdf/cache-folder.js";
import type { CachePlaces } from "../../src/pdf/cache-folder.js";

const linux: CachePlaces = {
  env: {},
  platform: "linux",
  home: "/home/u",
  root: "/work",
  canWrite: () => true,
};

test("KESSAN_CACHE decides, even where it cannot be written", () => {
  const env = { KESSAN_CACHE: "/there", XDG_CACHE_HOME: "/xdg" };
  expect(cacheFolder({ ...linux, env, canWrite: () => false })).toBe("/there");
});

test("lies where the system keeps caches", () => {
  expect(cacheFolder(linux)).toBe("/home/u/.cache/kessan");
  expect(cacheFolder({ ...linux, env: { XDG_CACHE_HOME: "/xdg" } })).toBe("/xdg/kessan");
  expect(cacheFolder({ ...linux, platform: "darwin", home: "/Users/u" })).toBe(
    "/Users/u/Library/Caches/kessan",
  );
  const windows = { ...linux, platform: "win32", env: { LOCALAPPDATA: "C:\\L" } } as const;
  expect(cacheFolder(windows)).toBe("C:\\L\\kessan\\Cache");
});

test("a relative XDG_CACHE_HOME does not count", () => {
  expect(cacheFolder({ ...linux, env: { XDG_CACHE_HOME: "cache" } })).toBe("/home/u/.cache/kessan");
});

test("lies in the program's folder for a user without a home, or with one that cannot be written", () => {
  expect(cacheFolder({ ...linux, home: undefined })).toBe("/work/.cache");
  expect(cacheFolder({ ...linux, canWrite: () => false })).toBe("/work/.cache");
});
