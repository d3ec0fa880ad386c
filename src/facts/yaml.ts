import { z } from "zod";
import { failOn, type Place, type Problem } from "../problem.ts";
import { once } from "../once.ts";
import { treeOf } from "./kept-trees.ts";
import { parseYaml, type PlacedMap, type PlacedNode } from "./parse-yaml.ts";
import { decodeText, placesIn, type NamedBytes } from "./text.ts";
import { numbersWantedAsText, schemaErrors, schemaProblems, type Path } from "./schema-problems.ts";

/** A YAML file that fits its schema. */
export interface YamlFile<T> {
  readonly value: T;
  /** Where the value at a path starts; the nearest that there is above it if the path leads nowhere. */
  placeOf(path: Path): Place;
  /** Where the key that ends the path is written; as `placeOf` in a list. */
  keyPlaceOf(path: Path): Place;
}

/**
 * A number for `readNumber`: the text of the file, with every digit. A schema that wants text gets a number's own text;
 * one that wants `z.number()` gets the number, if it is written in plain decimal.
 */
export const numberText = z
  .string({
    error: ({ input }) => `expected a number, got ${input === null ? "nothing" : `a ${kindOf(input)}`}`,
  })
  .meta({ type: ["number", "string"] });

/**
 * A YAML 1.2 file in UTF-8, up to 5 MB, that holds what the zod schema says. Anchors and aliases work; tags, merge keys,
 * directives and a second document do not. Throws a KessanError with every fault and its place; a message that a schema
 * gives itself is taken as it stands, and what follows a line break in it becomes the hint.
 */
export function readYaml<S extends z.ZodType>({
  bytes,
  file,
  schema,
}: NamedBytes & { readonly schema: S }): YamlFile<z.output<S>> {
  const text = decodeText({ bytes, file });
  const { root, problems } = treeOf(bytes, () => parseYaml({ text, file }));
  const nodeAt = nodeFinder(root);
  const places = placeFinder({ nodeAt, placeAt: placesIn({ text, file }) });
  const tree: Tree = { root: plainOf(root) };
  // A schema reads few files in a run: to make code of it takes longer than that saves
  const fit = (value: unknown) => schema.safeParse(value, { error: schemaErrors, jitless: true });
  let result = fit(tree.root);
  while (!result.success && useNumberTexts({ issues: result.error.issues, tree, nodeAt }))
    result = fit(tree.root);

  const found = [...problems];
  if (!result.success)
    found.push(...schemaProblems({ issues: result.error.issues, root: tree.root, ...places }));
  failOn(oneEachPlace(found));
  return { value: result.data as z.output<S>, ...places };
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value === "object" ? "map" : typeof value;
}

interface Tree {
  root: unknown;
}

/** What a node says, without its places. */
function plainOf(node: PlacedNode): unknown {
  if ("items" in node) return node.items.map(plainOf);
  if (!("entries" in node)) return node.value;
  const result: Record<string, unknown> = {};
  for (const { key, value } of node.entries) result[key] = plainOf(value);
  return result;
}

/** Puts the source text in the place of each number that the schema wants as text. Whether there was one. */
function useNumberTexts(of: {
  readonly issues: readonly z.core.$ZodIssue[];
  readonly tree: Tree;
  readonly nodeAt: NodeFinder;
}): boolean {
  let changed = false;
  for (const path of numbersWantedAsText({ issues: of.issues, root: of.tree.root })) {
    const { node } = of.nodeAt(path);
    if (!("value" in node) || node.source === undefined) continue;
    const keys = ["root", ...path];
    let holder: unknown = of.tree;
    for (const key of keys.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[key];
    (holder as Record<string | number, unknown>)[keys.at(-1)!] = node.source;
    changed = true;
  }
  return changed;
}

function placeFinder({
  nodeAt,
  placeAt,
}: {
  readonly nodeAt: NodeFinder;
  readonly placeAt: (offset: number) => Place;
}): {
  placeOf(path: Path): Place;
  keyPlaceOf(path: Path): Place;
} {
  return {
    placeOf(path) {
      const { node, keyAt } = nodeAt(path);
      // A value that is left out starts nowhere; its key does.
      const isLeftOut = "value" in node && node.source === "";
      return placeAt(isLeftOut ? (keyAt ?? node.at) : node.at);
    },
    keyPlaceOf(path) {
      const { node, keyAt, complete } = nodeAt(path);
      return placeAt((complete ? keyAt : undefined) ?? node.at);
    },
  };
}

/** The node at a path and where the key that leads to it starts, or the deepest above it. */
type NodeFinder = (path: Path) => {
  readonly node: PlacedNode;
  readonly keyAt: number | undefined;
  readonly complete: boolean;
};

function nodeFinder(root: PlacedNode): NodeFinder {
  const entriesOf = once(({ entries }: PlacedMap) => new Map(entries.map((entry) => [entry.key, entry])));
  return (path) => {
    let node = root;
    let keyAt: number | undefined;
    for (const step of path) {
      if ("items" in node && typeof step === "number" && step < node.items.length) {
        [node, keyAt] = [node.items[step]!, undefined];
        continue;
      }
      const entry = "entries" in node ? entriesOf(node).get(String(step)) : undefined;
      if (entry === undefined) return { node, keyAt, complete: false };
      ({ value: node, keyAt } = entry);
    }
    return { node, keyAt, complete: true };
  };
}

/** The first problem of each place: a value that is no value also breaks the schema. Several unknown keys have their own places. */
function oneEachPlace(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return problems
    .filter(({ place, what }) => {
      const where = `${place?.line}:${place?.column}`;
      const first = seen.get(where);
      seen.set(where, first ?? what);
      return first === undefined || /^(missing|unknown) key/.test(what);
    })
    .sort(
      (a, b) =>
        (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
    );
}
