import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type Document,
  type Node,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { z } from "zod";
import { failOn, type Place, type Problem } from "../problem.ts";
import { once } from "../once.ts";
import { decodeText, placesIn, quote, unseenCharacters, type NamedBytes } from "./text.ts";
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

const DEPTH_LIMIT = 64;
const ALIAS_LIMIT = 100;
const ALIASED_NODES_LIMIT = 10_000;
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

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
  const placeAt = placesIn({ text, file });
  const document = parseOne({ text, placeAt });
  if (isEmpty(document.contents)) failOn([{ place: { file }, what: "is empty" }]);

  const nodeAt = nodeFinder(document);
  const places = placeFinder({ nodeAt, placeAt });
  const { tree, problems } = plainTree({ document, placeAt });
  const fit = (value: unknown) => schema.safeParse(value, { error: schemaErrors });
  let result = fit(tree.root);
  while (!result.success && useNumberTexts({ issues: result.error.issues, tree, document, nodeAt }))
    result = fit(tree.root);

  if (!result.success)
    problems.push(...schemaProblems({ issues: result.error.issues, root: tree.root, ...places }));
  failOn(oneEachPlace(problems));
  return { value: result.data as z.output<S>, ...places };
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value === "object" ? "map" : typeof value;
}

type At = (offset: number) => Place;

/** Parses under the depth limit and throws all faults of syntax. */
function parseOne({ text, placeAt }: { readonly text: string; readonly placeAt: At }): Document.Parsed {
  const parser = new Parser();
  const tokens = [];
  const problems: Problem[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The composer recurses, so the depth is known before it starts.
    if (parser.stack.length > DEPTH_LIMIT && depthOf(parser) > DEPTH_LIMIT) {
      failOn([
        {
          place: placeAt(parser.offset - lexeme.length),
          what: `nested deeper than the depth limit ${DEPTH_LIMIT}`,
        },
      ]);
    }
  }
  for (const token of parser.end()) tokens.push(token);
  for (const token of tokens) {
    if (token.type !== "directive") continue;
    problems.push({
      place: placeAt(token.offset),
      what: `directives are not allowed: ${quote(token.source)}`,
    });
  }

  const composer = new Composer({
    version: "1.2",
    schema: "core",
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (second !== undefined) {
    problems.push({ place: placeAt(second.range[0]), what: "one document expected, another starts here" });
  }
  const lines = new Set<number>();
  for (const error of document!.errors) {
    const place = placeAt(Math.min(error.pos[0], text.length));
    // One fault often gives several errors of the parser.
    if (lines.has(place.line!)) continue;
    lines.add(place.line!);
    problems.push({
      place,
      ...syntaxFault({ message: error.message, line: text.split("\n")[place.line! - 1]! }),
    });
  }
  failOn(problems);
  return document!;
}

function depthOf(parser: Parser): number {
  return parser.stack.filter(({ type }) => ["block-map", "block-seq", "flow-collection"].includes(type))
    .length;
}

function syntaxFault({ message, line }: { readonly message: string; readonly line: string }): Problem {
  if (/^ *\t/.test(line)) return { what: "tabs are not allowed; indent with spaces" };
  const what = `not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  if (/^Nested mappings/.test(message))
    return { what, hint: "put a text that holds a colon and a space in quotes" };
  if (/block-seq-ind|Block collections/.test(message)) return { what, hint: 'put a lone "-" in quotes' };
  return { what };
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

interface Tree {
  root: unknown;
}

/**
 * The document as plain values. Numbers written in plain decimal are numbers, other numbers keep their text. Problems are
 * what no schema can see.
 */
function plainTree({ document, placeAt }: { readonly document: Document.Parsed; readonly placeAt: At }): {
  readonly tree: Tree;
  readonly problems: Problem[];
} {
  const problems: Problem[] = [];
  let [aliases, aliasedNodes] = [0, 0];
  // Looked for only where a problem stands
  const placeOf = (node: unknown): Place => placeAt((node as Node | null)?.range?.[0] ?? 0);

  function convert(node: unknown, depth: number, aliased: boolean): unknown {
    if (node === null || node === undefined) return null;
    if (aliased) aliasedNodes += 1;
    if (aliasedNodes > ALIASED_NODES_LIMIT) return null;
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > ALIAS_LIMIT) return null;
      if (depth >= DEPTH_LIMIT) {
        problems.push({ place: placeOf(node), what: `nested deeper than the depth limit ${DEPTH_LIMIT}` });
        return null;
      }
      const target = node.resolve(document);
      if (target !== undefined) return convert(target, depth + 1, true);
      problems.push({ place: placeOf(node), what: `unknown alias "*${node.source}"` });
      return null;
    }
    const tag = (node as Node).tag;
    if (tag !== undefined)
      problems.push({
        place: placeOf(node),
        what: `tags are not allowed: ${quote(tag.replace("tag:yaml.org,2002:", "!!"))}`,
      });
    if (isSeq(node)) return node.items.map((item) => convert(item, depth + 1, aliased));
    if (isMap(node)) return convertMap(node.items, depth, aliased);
    return convertScalar(node as Scalar.Parsed);
  }

  function convertMap(
    items: readonly { key: unknown; value: unknown }[],
    depth: number,
    aliased: boolean,
  ): unknown {
    const result: Record<string, unknown> = {};
    const firsts = new Map<string, unknown>();
    for (const { key, value } of items) {
      const here = (): Place => placeOf(key);
      const name = keyText(key);
      const first = name === undefined ? undefined : firsts.get(name);
      if (name === undefined) problems.push({ place: here(), what: "expected a plain key" });
      else if (RESERVED.has(name)) problems.push({ place: here(), what: `reserved key ${quote(name)}` });
      else if (name === "<<") problems.push({ place: here(), what: "merge keys are not allowed" });
      else if (first !== undefined) {
        const what = `duplicate key ${quote(name)}, first on line ${placeOf(first).line}`;
        problems.push({ place: here(), what });
      } else {
        firsts.set(name, key);
        problems.push(...unseenCharacters({ text: name, placeAt: here }));
        result[name] = convert(value, depth + 1, aliased);
      }
    }
    return result;
  }

  function convertScalar(scalar: Scalar.Parsed): unknown {
    if (typeof scalar.value === "string")
      problems.push(...unseenCharacters({ text: scalar.value, placeAt: () => placeOf(scalar) }));
    if (typeof scalar.value !== "number") return scalar.value;
    if (!Number.isFinite(scalar.value))
      problems.push({ place: placeOf(scalar), what: `${quote(scalar.source)} is not a finite number` });
    return PLAIN_NUMBER.test(scalar.source) ? scalar.value : scalar.source;
  }

  const tree: Tree = { root: convert(document.contents, 0, false) };
  if (aliases > ALIAS_LIMIT || aliasedNodes > ALIASED_NODES_LIMIT) {
    const what =
      aliases > ALIAS_LIMIT
        ? `more aliases than the alias limit ${ALIAS_LIMIT}`
        : `aliases repeat more than ${ALIASED_NODES_LIMIT} values`;
    failOn([{ place: { file: placeAt(0).file }, what }]);
  }
  return { tree, problems };
}

function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

/** Puts the source text in the place of each number that the schema wants as text. Whether there was one. */
function useNumberTexts(of: {
  readonly issues: readonly z.core.$ZodIssue[];
  readonly tree: Tree;
  readonly document: Document.Parsed;
  readonly nodeAt: NodeFinder;
}): boolean {
  let changed = false;
  for (const path of numbersWantedAsText({ issues: of.issues, root: of.tree.root })) {
    const { node: found } = of.nodeAt(path);
    const node = isAlias(found) ? found.resolve(of.document) : found;
    const source = isScalar(node) ? (node.source ?? String(node.value)) : undefined;
    if (source === undefined) continue;
    const keys = ["root", ...path];
    let holder: unknown = of.tree;
    for (const key of keys.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[key];
    (holder as Record<string | number, unknown>)[keys.at(-1)!] = source;
    changed = true;
  }
  return changed;
}

function placeFinder({ nodeAt, placeAt }: { readonly nodeAt: NodeFinder; readonly placeAt: At }): {
  placeOf(path: Path): Place;
  keyPlaceOf(path: Path): Place;
} {
  return {
    placeOf(path) {
      const { node, key } = nodeAt(path);
      // A value that is left out starts nowhere; its key does.
      const from =
        node !== undefined && !(isScalar(node) && node.source === "" && key !== undefined) ? node : key;
      return placeAt(from?.range?.[0] ?? 0);
    },
    keyPlaceOf(path) {
      const { node, key, complete } = nodeAt(path);
      return placeAt(((complete ? key : undefined) ?? node ?? key)?.range?.[0] ?? 0);
    },
  };
}

/** The node at a path and the key that leads to it, or the deepest above it. */
type NodeFinder = (path: Path) => {
  readonly node: Node | undefined;
  readonly key: Node | undefined;
  readonly complete: boolean;
};

function nodeFinder(document: Document.Parsed): NodeFinder {
  // Of a key that is written twice the first counts
  const pairsOf = once(
    ({ items }: YAMLMap) => new Map(items.toReversed().map((pair) => [keyText(pair.key), pair])),
  );
  return (path) => {
    let node = document.contents as Node | null;
    let key: Node | undefined;
    for (const step of path) {
      const holder = isAlias(node) ? node.resolve(document) : node;
      if (isSeq(holder) && typeof step === "number" && step < holder.items.length) {
        [node, key] = [holder.items[step] as Node | null, undefined];
        continue;
      }
      const pair = isMap(holder) ? pairsOf(holder).get(String(step)) : undefined;
      if (pair === undefined) return { node: node ?? undefined, key, complete: false };
      [node, key] = [pair.value as Node | null, pair.key as Node];
    }
    return { node: node ?? undefined, key, complete: true };
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
