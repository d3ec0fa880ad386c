import { runtime } from "./setup/find-node.mjs";

/** Packages that read files beside themselves, and so stay out of the bundle. */
export const readTheirFiles = ["@sparticuz/chromium", "harfbuzzjs", "subset-font"];

/** What an installed program asks for by name. All else is in its bundle. */
const needed = [
  ...readTheirFiles,
  // Its fonts
  "@expo-google-fonts/inter",
  "@expo-google-fonts/noto-sans-jp",
  // Fetches a browser where none comes with the packages
  "@puppeteer/browsers",
  // Stand in the types of the library
  "decimal.js",
  "puppeteer-core",
  "zod",
].sort();

/** package.json, of which this much matters here. */
export interface Manifest {
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** package-lock.json, of which this much matters here. */
export interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly hasInstallScript?: boolean }>
  >;
}

/**
 * The package.json that travels in the package: the versions of the lock, and only what an installed program needs. Throws an
 * Error for a package that is not there or runs a script when it is installed.
 */
export function publishedManifest<T extends Manifest>(
  { devDependencies: _, ...manifest }: T,
  { packages }: Lock,
): Omit<T, "devDependencies"> {
  const dependencies = needed.map((name) => {
    const { version, hasInstallScript = false } = packages[`node_modules/${name}`] ?? {};
    if (version === undefined) throw new Error(`package-lock.json: expected ${name}`);
    if (hasInstallScript) throw new Error(`${name} ${version} runs a script when it is installed`);
    return [name, version] as const;
  });
  return {
    ...manifest,
    engines: { node: `>=${runtime.oldest}` },
    dependencies: Object.fromEntries(dependencies),
  };
}
