import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * The licences of the packages that bundled files come from, as their authors want them to travel with copies. `inputs` are
 * paths below `root`. Throws an Error for a package that does not say its licence.
 */
export function licencesOf({
  root,
  inputs,
}: {
  readonly root: string;
  readonly inputs: readonly string[];
}): string {
  const folders = new Set(
    inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.replaceAll("\\", "/")) ?? []),
  );
  const sections = [...folders].map((folder) => {
    const path = join(root, folder);
    const { name, version, license } = JSON.parse(
      readFileSync(join(path, "package.json"), "utf8"),
    ) as PackageManifest;
    if (license === undefined) throw new Error(`${name} ${version} does not say its licence`);
    const texts = readdirSync(path)
      .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file) && existsSync(join(path, file)))
      .sort()
      .map((file) => readFileSync(join(path, file), "utf8").trim());
    return [`${name} ${version} (${license})`, ...texts].join("\n\n");
  });
  const first = "The files beside this one hold code of these packages.";
  return `${[first, ...sections.sort()].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
