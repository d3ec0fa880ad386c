import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packagesAreCurrent } from "../../scripts/setup/packages.mjs";
import { temporaryFolder } from "./temporary-folder.ts";

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly integrity?: string; readonly hasInstallScript?: boolean }>
  >;
}

describe("package-lock.json", () => {
  const text = readFileSync("package-lock.json", "utf8");
  const { "": _root, ...packages } = (JSON.parse(text) as Lock).packages;

  test("names no registry", () => {
    expect(text).not.toContain('"resolved"');
  });

  test("carries the hash of every package", () => {
    expect(Object.keys(packages).filter((path) => packages[path]!.integrity === undefined)).toEqual([]);
  });

  test("has no package whose install script is not known to be needless", () => {
    // esbuild's only checks what npm installed; puppeteer's downloads a browser, which set-up does instead.
    const known = ["node_modules/esbuild", "node_modules/puppeteer"];
    expect(Object.keys(packages).filter((path) => packages[path]!.hasInstallScript)).toEqual(known);
  });
});

describe("packagesAreCurrent", () => {
  const lock = JSON.stringify({
    packages: {
      "": {},
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "2.0.0", optional: true },
    },
  });
  const installed = (version: string) => JSON.stringify({ packages: { "node_modules/a": { version } } });

  test("believes what npm noted of its own install, and its own stamp after that", () => {
    const root = temporaryFolder({
      "package-lock.json": lock,
      "node_modules/.package-lock.json": installed("1.0.0"),
    });
    expect(packagesAreCurrent(root)).toBe(true);
    rmSync(join(root, "node_modules", ".package-lock.json"));
    expect(packagesAreCurrent(root)).toBe(true);
  });

  test("sees that the lock has changed since", () => {
    const root = temporaryFolder({
      "package-lock.json": lock,
      "node_modules/.package-lock.json": installed("1.0.0"),
    });
    expect(packagesAreCurrent(root)).toBe(true);
    writeFileSync(join(root, "package-lock.json"), lock.replace("1.0.0", "1.0.1"));
    expect(packagesAreCurrent(root)).toBe(false);
  });

  test("sees another version, a missing package and a missing folder", () => {
    const other = temporaryFolder({
      "package-lock.json": lock,
      "node_modules/.package-lock.json": installed("1.0.1"),
    });
    const none = JSON.stringify({ packages: {} });
    const without = temporaryFolder({ "package-lock.json": lock, "node_modules/.package-lock.json": none });
    const bare = temporaryFolder({ "package-lock.json": lock });
    expect([other, without, bare].map(packagesAreCurrent)).toEqual([false, false, false]);
  });
});
