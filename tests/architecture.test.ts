import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const stages = [
  "facts",
  "figures",
  "charts",
  "documents",
  "html",
  "pdf",
  "inspect",
  "proof",
  "release",
  "delivery",
];
const leaves = ["problem.ts", "effects.ts", "on-disk.ts", "once.ts", "temporary-name.ts", "locales", "fonts"];
/** At the top, but below all stages; every other file there puts stages together. */
const ground =
  /^(effects|find-document|find-documents|find-message|folder-files|folder-store|make-folder|on-disk|once|output-folder|problem|read-path|remember|shown-path|stages|temporary-name|version)\.ts$/;
const top = (file: string): string => file.split("/")[0]!;
const imports = (file: string, pattern = /\bfrom "(\..*?)"|\bimport\("(\..*?)"\)/g): readonly string[] =>
  [...readFileSync(join(src, file), "utf8").matchAll(pattern)].map(([, from, lazy]) =>
    relative(src, join(src, dirname(file), from ?? lazy!)),
  );

test.each(files.filter((file) => (file.includes("/") && top(file) !== "commands") || ground.test(file)))(
  "%s imports only what comes before it",
  (file) => {
    const before = [...stages.slice(0, Math.max(0, stages.indexOf(top(file)))), ...leaves];
    const allowed = stages.includes(top(file))
      ? before
      : [
          ...["problem.ts", "effects.ts", "shown-path.ts", "find-document.ts"],
          ...["make-folder.ts", "on-disk.ts", "temporary-name.ts"],
        ];
    const others = imports(file).map(top);
    expect(others.filter((other) => other !== top(file) && !allowed.includes(other))).toEqual([]);
  },
);

test.each(["charts", "documents/blocks", "figures/measures", "inspect/rules", "locales"])(
  "no kind of %s imports another",
  (folder) => {
    const kinds = imports(`${folder}/index.ts`, /import \{.*?\} from "(\.\/.*?)"/g);
    expect(kinds.length).toBeGreaterThan(1);
    expect(kinds.flatMap((kind) => imports(kind).filter((other) => kinds.includes(other)))).toEqual([]);
  },
);

test("cli.ts has its commands from src/commands, and nothing else imports one", () => {
  expect(readFileSync(join(src, "cli.ts"), "utf8")).not.toContain(".command(");
  const commands = imports("cli.ts", /import \{ add.*?\} from "(\..*?)"/g);
  expect(commands.length).toBeGreaterThan(5);
  expect(
    files.filter((file) => file !== "cli.ts" && imports(file).some((one) => commands.includes(one))),
  ).toEqual([]);
});
