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
} from "yaml";
import { failOn, type Place, type Problem } from "../problem.ts";
import { placesIn, quote, unseenCharacters } from "./text.ts";

/** A value of a YAML file with the offset at which it starts in the file's text: plain data, with nothing of the library in it. */
export type PlacedNode = PlacedScalar | PlacedList | PlacedMap;

export interface PlacedScalar {
  readonly at: number;
  /** A number is one only if it is written in plain decimal; any other is its text. */
  readonly value: string | number | boolean | null;
  /** How a number is written; empty for a value that is left out. */
  readonly source?: string;
}

export interface PlacedList {
  readonly at: number;
  readonly items: readonly PlacedNode[];
}

export interface PlacedMap {
  readonly at: number;
  /** In the order of the file, each key once. */
  readonly entries: readonly PlacedEntry[];
}

export interface PlacedEntry {
  readonly key: string;
  readonly keyAt: number;
  readonly value: PlacedNode;
}

/** What a YAML file says, and what is wrong with it that no schema can see. */
export interface ParsedYaml {
  readonly root: PlacedNode;
  readonly problems: readonly Problem[];
}

const DEPTH_LIMIT = 64;
const ALIAS_LIMIT = 100;
const ALIASED_NODES_LIMIT = 10_000;
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/**
 * Parses a YAML 1.2 text: anchors and aliases work; tags, merge keys, directives and a second document do not. Throws a KessanError
 * with all faults of syntax, and for a text that says nothing.
 */
export function parseYaml({ text, file }: { readonly text: string; readonly file: string }): ParsedYaml {
  const placeAt = placesIn({ text, file });
  const document = parseOne({ text, placeAt });
  if (isEmpty(document.contents)) failOn([{ place: { file }, what: "is empty" }]);
  return placedTree({ document, placeAt });
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

/** The document as placed nodes, and problems that no schema can see. What an alias stands for is found in its place. */
function placedTree({
  document,
  placeAt,
}: {
  readonly document: Document.Parsed;
  readonly placeAt: At;
}): ParsedYaml {
  const problems: Problem[] = [];
  let [aliases, aliasedNodes] = [0, 0];

  function convert(node: unknown, depth: number, aliased: boolean, keyAt = 0): PlacedNode {
    const at = startOf(node, keyAt);
    const nothing = { at, value: null };
    if (node === null || node === undefined) return { ...nothing, source: "" };
    if (aliased) aliasedNodes += 1;
    if (aliasedNodes > ALIASED_NODES_LIMIT) return nothing;
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > ALIAS_LIMIT) return nothing;
      if (depth >= DEPTH_LIMIT) {
        problems.push({ place: placeAt(at), what: `nested deeper than the depth limit ${DEPTH_LIMIT}` });
        return nothing;
      }
      const target = node.resolve(document);
      if (target !== undefined) return { ...convert(target, depth + 1, true), at };
      problems.push({ place: placeAt(at), what: `unknown alias "*${node.source}"` });
      return nothing;
    }
    const tag = (node as Node).tag;
    if (tag !== undefined)
      problems.push({
        place: placeAt(at),
        what: `tags are not allowed: ${quote(tag.replace("tag:yaml.org,2002:", "!!"))}`,
      });
    if (isSeq(node)) return { at, items: node.items.map((item) => convert(item, depth + 1, aliased)) };
    if (isMap(node)) return { at, entries: entriesOf(node.items, depth, aliased) };
    return scalarOf(node as Scalar.Parsed, at);
  }

  function entriesOf(
    pairs: readonly { key: unknown; value: unknown }[],
    depth: number,
    aliased: boolean,
  ): readonly PlacedEntry[] {
    const entries: PlacedEntry[] = [];
    const firsts = new Map<string, number>();
    for (const { key: keyNode, value } of pairs) {
      const keyAt = startOf(keyNode);
      const here = (): Place => placeAt(keyAt);
      const key = keyText(keyNode);
      const first = key === undefined ? undefined : firsts.get(key);
      if (key === undefined) problems.push({ place: here(), what: "expected a plain key" });
      else if (RESERVED.has(key)) problems.push({ place: here(), what: `reserved key ${quote(key)}` });
      else if (key === "<<") problems.push({ place: here(), what: "merge keys are not allowed" });
      else if (first !== undefined) {
        const what = `duplicate key ${quote(key)}, first on line ${placeAt(first).line}`;
        problems.push({ place: here(), what });
      } else {
        firsts.set(key, keyAt);
        problems.push(...unseenCharacters({ text: key, placeAt: here }));
        entries.push({ key, keyAt, value: convert(value, depth + 1, aliased, keyAt) });
      }
    }
    return entries;
  }

  function scalarOf({ value, source }: Scalar.Parsed, at: number): PlacedScalar {
    if (typeof value === "number") {
      if (!Number.isFinite(value))
        problems.push({ place: placeAt(at), what: `${quote(source)} is not a finite number` });
      return { at, value: PLAIN_NUMBER.test(source) ? value : source, source };
    }
    if (typeof value === "string")
      problems.push(...unseenCharacters({ text: value, placeAt: () => placeAt(at) }));
    return { at, value: value as string | boolean | null, ...(source === "" && { source }) };
  }

  const root = convert(document.contents, 0, false);
  if (aliases > ALIAS_LIMIT || aliasedNodes > ALIASED_NODES_LIMIT) {
    const what =
      aliases > ALIAS_LIMIT
        ? `more aliases than the alias limit ${ALIAS_LIMIT}`
        : `aliases repeat more than ${ALIASED_NODES_LIMIT} values`;
    failOn([{ place: { file: placeAt(0).file }, what }]);
  }
  return { root, problems };
}

function startOf(node: unknown, otherwise = 0): number {
  return (node as Node | null | undefined)?.range?.[0] ?? otherwise;
}

function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}
