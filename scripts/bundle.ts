import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import Handlebars from "handlebars";
import { checkTemplate } from "../src/html/check-template.ts";
import { compileOptions } from "../src/html/precompiled.ts";
import { helperNames } from "../src/html/vocabulary.ts";
import { formatProblem } from "../src/problem.ts";
import { licencesOf } from "./licences.ts";
import { readTheirFiles } from "./published-manifest.ts";
import { inPage } from "../src/proof/report/in-page.ts";
import { bundleStamp, noteBundle } from "./setup/bundle-stamp.mjs";

const root = dirname(import.meta.dirname);
const dist = join(root, "dist");

/** What is started or imported from outside, by its name in the bundle. */
const entries = {
  kessan: "src/cli.ts",
  index: "src/index.ts",
  "cache-folder": "src/pdf/cache-folder.js",
  "drawing-thread": "src/drawing-thread.ts",
  "reading-thread": "src/reading-thread.ts",
  "set-up-browser": "scripts/setup/browser.ts",
};
/** Where a module starts another one, that one lies beside it in the bundle. */
const startedUrl = /new URL\("([^"]+\.ts)", import\.meta\.url\)/;

/** A module of ours goes on finding its templates and fonts from where its source lies. */
const ownUrl: Plugin = {
  name: "own-url",
  setup({ onLoad }) {
    onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
      const source = relative(root, path).split(sep).join("/");
      if (!source.startsWith("src/")) return undefined;
      const text = readFileSync(path, "utf8");
      if (!text.includes("import.meta.url")) return undefined;
      const started = startedUrl.exec(text)?.[1];
      if (started !== undefined) {
        const target = relative(root, join(dirname(path), started))
          .split(sep)
          .join("/");
        const entry = Object.entries(entries).find(([, file]) => file === target)?.[0];
        if (entry === undefined) throw new Error(`${source} starts ${target}, which is not bundled`);
        const beside = `new URL("./${entry}.js", import.meta.url)`;
        return { contents: text.replace(startedUrl, beside), loader: "ts" };
      }
      const url = `new URL(${JSON.stringify(`../${source}`)}, import.meta.url).href`;
      return {
        contents: text.replaceAll("import.meta.url", `(${url})`),
        loader: path.endsWith(".ts") ? "ts" : "js",
      };
    });
  },
};

/** The program's own templates, compiled: what `precompiled` holds in the bundle. */
const ownTemplates: Plugin = {
  name: "own-templates",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]html[\\/]precompiled\.ts$/ }, ({ path }) => {
      const files = globSync("**/*.hbs", { cwd: join(root, "templates") }).sort();
      const partials = new Set(files.map((file) => file.split(sep).join("/").slice(0, -".hbs".length)));
      const entries = files.map((file) => {
        const source = readFileSync(join(root, "templates", file), "utf8");
        const name = file.split(sep).join("/").slice(0, -".hbs".length);
        const check = { file, name, source, helpers: helperNames, partials, searched: () => [] };
        const { problems, areas, alwaysCalls } = checkTemplate(check);
        if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
        if (/<(?:img|image)\b/.test(source))
          throw new Error(`${file}: a template of the program holds a picture`);
        const template = String(Handlebars.precompile(source, compileOptions(helperNames, name)));
        const found = JSON.stringify({ areas, alwaysCalls }).slice(1, -1);
        return `[${JSON.stringify(source)}, { ${found}, template: ${template} }]`;
      });
      const text = readFileSync(path, "utf8");
      const contents = text.replace(/= new Map\(\);/, () => `= new Map([${entries.join(",\n")}] as never);`);
      if (contents === text) throw new Error(`${path}: expected an empty map to fill`);
      return { contents, loader: "ts" };
    });
  },
};

/** Which code a hash stands for that keeps apart what is kept between runs. */
const hashedCode = {
  "src/drawing-code.ts": "src/drawing-thread.ts",
  "src/facts/parsing-code.ts": "src/facts/parse-yaml.ts",
};

/** Puts in their place hashes over all of that code, and over what it finds outside of the bundle. */
const codeHashes: Plugin = {
  name: "code-hashes",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:drawing|parsing)-code\.ts$/ }, async ({ path }) => {
      const source = relative(root, path).split(sep).join("/") as keyof typeof hashedCode;
      const { outputFiles } = await build({
        ...shared,
        entryPoints: [join(root, hashedCode[source])],
        plugins: [ownUrl],
      });
      const hash = createHash("sha256");
      for (const { contents } of outputFiles) hash.update(contents);
      for (const name of readTheirFiles)
        hash.update(readFileSync(join(root, "node_modules", name, "package.json")));
      const text = readFileSync(path, "utf8");
      const contents = text.replace('= "";', `= "${hash.digest("hex")}";`);
      if (contents === text) throw new Error(`${path}: expected an empty text to fill`);
      return { contents, loader: "ts" };
    });
  },
};

/** The report's script is printed as its source: the bundle prints what the program prints that runs from its sources. */
const sameScript: Plugin = {
  name: "same-script",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]proof[\\/]report[\\/]in-page\.ts$/ }, () => ({
      contents: `export const inPage = { toString: () => ${JSON.stringify(inPage.toString())} };`,
    }));
  },
};

const shared = {
  outdir: dist,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node22",
  // An imported package of CommonJS would give its names only below `default`.
  mainFields: ["module", "main"],
  external: readTheirFiles,
  alias: {
    // Its build for Node awaits the optional package canvas, which would make every importer wait.
    "vega-canvas": inPackage("vega-canvas", "build/vega-canvas.browser.js"),
    // The part that speaks with a browser that runs: with what finds, downloads and starts one it takes three times as long to load.
    puppeteer: inPackage("puppeteer-core", "lib/puppeteer/puppeteer-core-browser.js"),
  },
  banner: {
    js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`,
  },
  logLevel: "silent",
  write: false,
} as const satisfies BuildOptions;

const stamp = bundleStamp(root);
const { outputFiles, metafile } = await build({
  ...shared,
  entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
  splitting: true,
  plugins: [ownTemplates, codeHashes, ownUrl, sameScript],
  metafile: true,
}).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});

// In this order a program that starts meanwhile finds the old bundle whole, the new one whole, or none.
mkdirSync(dist, { recursive: true });
rmSync(join(dist, "stamp"), { force: true });
write(join(dist, "LICENCES.txt"), licencesOf({ root, inputs: Object.keys(metafile.inputs) }));
const entry = join(dist, "kessan.js");
for (const { path, contents } of outputFiles) {
  if (path !== entry) write(path, contents);
}
for (const { path, contents } of outputFiles) {
  if (path === entry) write(path, contents);
}
removeOldChunks(new Set(outputFiles.map(({ path }) => basename(path))));
noteBundle(root, stamp);

function inPackage(name: string, file: string): string {
  return join(root, "node_modules", name, file);
}

function write(path: string, contents: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

/** A run that began before may still ask for its chunks. */
function removeOldChunks(current: ReadonlySet<string>): void {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(dist)) {
    const path = join(dist, name);
    if (
      /\.(js|tmp)$/.test(name) &&
      !current.has(name) &&
      existsSync(path) &&
      statSync(path).mtimeMs < anHourAgo
    )
      rmSync(path);
  }
}
