import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publishedManifest, type Lock, type Manifest } from "../../scripts/published-manifest.ts";
import { restoreManifest, wholeManifest } from "../../scripts/whole-manifest.mjs";
import { temporaryFolder } from "./temporary-folder.ts";

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const manifest = read("package.json") as Manifest;
const lock = read("package-lock.json") as Lock;

describe("publishedManifest", () => {
  test("is that of the repository, but for Node and packages", () => {
    const { engines, dependencies, devDependencies: _, ...rest } = manifest;
    expect(publishedManifest(manifest, lock)).toEqual({
      ...rest,
      engines: { node: ">=22.18.0" },
      dependencies: expect.not.objectContaining({ puppeteer: expect.anything() }),
    });
    expect([engines.node, dependencies["puppeteer"]]).toEqual([">=20", "25.16.0"]);
  });

  test("has the versions that the repository is tested with", () => {
    const { dependencies } = publishedManifest(manifest, lock);
    expect(dependencies["puppeteer-core"]).toBe(manifest.dependencies["puppeteer"]);
    const shared = Object.entries(dependencies).filter(([name]) => name in manifest.dependencies);
    expect(shared.length).toBe(Object.keys(dependencies).length - 1);
    expect(Object.fromEntries(shared)).toEqual(
      Object.fromEntries(shared.map(([name]) => [name, manifest.dependencies[name]])),
    );
  });

  test("refuses a package that runs a script when it is installed", () => {
    const packages = {
      ...lock.packages,
      "node_modules/zod": { version: "4.6.7", hasInstallScript: true },
    };
    expect(() => publishedManifest(manifest, { packages })).toThrow(
      "zod 4.6.7 runs a script when it is installed",
    );
  });

  test("refuses a package that is not there", () => {
    const { "node_modules/zod": _, ...packages } = lock.packages;
    expect(() => publishedManifest(manifest, { packages })).toThrow("package-lock.json: expected zod");
  });
});

describe("restoreManifest", () => {
  const whole = '{ "name": "whole", "devDependencies": {} }';
  const after = (files: Readonly<Record<string, string>>): readonly unknown[] => {
    const root = temporaryFolder(files);
    restoreManifest(root);
    return [
      (read(join(root, "package.json")) as { name: string }).name,
      existsSync(join(root, wholeManifest)),
    ];
  };

  test("puts back what npm has packed another one in place of", () => {
    expect(after({ "package.json": '{ "name": "cut" }', [wholeManifest]: whole })).toEqual(["whole", false]);
  });

  test("leaves one that is whole, and forgets what was kept", () => {
    const edited = whole.replace("whole", "edited");
    expect(after({ "package.json": edited, [wholeManifest]: whole })).toEqual(["edited", false]);
    expect(after({ "package.json": edited })).toEqual(["edited", false]);
  });
});
