import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "..", "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const stages = ["facts", "figures", "charts", "documents", "html", "pdf", "proof"];
const leaves = ["problem.ts", "effects.ts", "locales", "fonts"];
const spanning = ["cli.ts", "index.ts", "build.ts", "press.ts", "lay-out.ts", "program-effects.ts"];
const top = (file: string): string => file.split("/")[0]!;
const importsOf = (file: string, pattern = /\bfrom "(\..*?)"|\bimport\("(\..*?)"\)/g): readonly string[] =>
  [...readFileSync(join(src, file), "utf8").matchAll(pattern)].map((match) => relative(src, join(src, dirname(file), match[1] ?? match[2]!)));

test.each(files.filter((file) => !spanning.includes(file)))("%s imports only from its stage and those before it", (file) => {
  const own = top(file);
  const before = leaves.includes(own) || !stages.includes(own) ? leaves.slice(0, 2) : [...stages.slice(0, stages.indexOf(own)), ...leaves];
  const singles = own === file && !leaves.includes(own) ? files.filter((other) => !other.includes("/") && !spanning.includes(other)) : [];
  expect(importsOf(file).filter((other) => ![own, ...before, ...singles].includes(top(other)))).toEqual([]);
});

test.each(["charts", "documents/blocks", "figures/measures", "locales"])("two kinds of %s never import each other", (folder) => {
  const kinds = importsOf(`${folder}/index.ts`, /import \{.*?\} from "(\.\/.*?)"/g);
  expect(kinds.length).toBeGreaterThan(1);
  expect(kinds.flatMap((kind) => importsOf(kind).filter((other) => kinds.includes(other)).map((other) => `${kind} > ${other}`))).toEqual([]);
});
