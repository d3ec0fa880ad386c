import { createHash } from "node:crypto";
import type { Files, Store } from "../effects.ts";
import type { ParsedYaml, PlacedNode } from "./parse-yaml.ts";
import { parsingCode } from "./parsing-code.ts";

/** What is known of the bytes of a file: its tree, or how to keep the one that it turns out to have. */
type Known = { readonly root: PlacedNode } | { readonly keep: (root: PlacedNode) => void };

/** By the array that holds them: whoever reads a file hands it on. */
const known = new WeakMap<Uint8Array, Known>();

/** A shorter file is parsed in the time in which its tree is found. */
const fewestBytes = 1_000;

/**
 * The same files; of a YAML file that was parsed before, in this run or another, the tree is taken from the store: parsing is a third of
 * the time in which a company is read. Trees are found by the bytes of the file and the code that parses, never by name or age.
 */
export function keepTrees(
  files: Files,
  { store, code = parsingCode }: { readonly store: Store; readonly code?: string },
): Files {
  if (code === "") return files;
  return {
    ...files,
    read: async (path) => {
      const bytes = await files.read(path);
      if (bytes === undefined || bytes.length < fewestBytes || !path.endsWith(".yaml")) return bytes;
      const key = createHash("sha256").update(`tree by ${code}\n`).update(bytes).digest("hex");
      const kept = await store.get(key);
      known.set(
        bytes,
        kept === undefined
          ? { keep: (root) => void store.put(key, Buffer.from(JSON.stringify(root))) }
          : { root: JSON.parse(new TextDecoder().decode(kept)) as PlacedNode },
      );
      return bytes;
    },
  };
}

/** The tree of a file: a kept one, or what `parse` gives, which is kept if nothing is wrong with it. */
export function treeOf(bytes: Uint8Array, parse: () => ParsedYaml): ParsedYaml {
  const before = known.get(bytes);
  if (before !== undefined && "root" in before) return { root: before.root, problems: [] };
  const parsed = parse();
  if (parsed.problems.length === 0) before?.keep(parsed.root);
  return parsed;
}
