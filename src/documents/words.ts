import type { Place } from "../problem.ts";
import type { Context } from "./context.ts";
import type { Runs } from "./runs.ts";
import { say } from "./say.ts";

type Path = readonly (string | number)[];

/** A text file of a document: words of one language, as read. */
export interface TextFile {
  readonly file: string;
  readonly lang: string;
  readonly value: Readonly<Record<string, unknown>>;
  placeOf(path: Path): Place;
  /** Where the key that ends the path is written. */
  keyPlaceOf(path: Path): Place;
}

/** The words under one key of a text file. Every key that is asked for and missing is a problem that names it. */
export interface Words {
  readonly path: Path;
  /** A key as messages name it. */
  nameOf(key: string | number): string;
  /** Where a key is written; where its holder is, if it is missing. */
  placeOf(key: string | number): Place;
  has(key: string | number): boolean;
  /** One sentence. */
  runs(key: string | number): Runs;
  /** One sentence, or nothing. */
  optional(key: string | number): Runs;
  /** A list of sentences; a single one counts as a list. Empty if `optional` and missing. */
  list(key: string | number, options?: { readonly optional: boolean }): readonly Runs[];
  /** The words below a key, whether or not there are any. */
  child(key: string | number): Words;
  /** The entries of a list, each as words; a plain sentence is the words' own `self`. */
  children(key: string | number): readonly Words[];
  /** The sentence itself where these words are one. */
  self(): Runs | undefined;
  /** The same words where no figure may stand: every figure and every typed number in them is a problem. */
  withoutFigures(): Words;
  /** Keys that nobody asked for, as paths; so that a misspelt key does not vanish. */
  unused(): readonly Path[];
}

/** Opens the words under `path`. */
export function openWords(context: Context, file: TextFile, path: Path): Words {
  const asked = new Set<string>();
  return open(path, true);

  function open(path: Path, figures: boolean): Words {
    const here = valueAt(path);
    const at = (key: string | number): Path => [...path, key];
    const sentence = (path: Path, value: unknown): Runs => {
      asked.add(name(path));
      if (typeof value === "string") {
        return say(context, { key: name(path), text: value, place: file.placeOf(path), figures });
      }
      context.found.problems.push({
        place: file.placeOf(path),
        what: `${name(path)}: expected a sentence, got ${Array.isArray(value) ? "a list" : "keys"}`,
      });
      return [];
    };
    const missing = (path: Path): readonly never[] => {
      context.found.problems.push({ place: { file: file.file }, what: `missing text ${name(path)}` });
      return [];
    };
    return {
      path,
      nameOf: (key) => name(at(key)),
      placeOf: (key) => file.keyPlaceOf(at(key)),
      has: (key) => valueAt(at(key)) !== undefined,
      runs: (key) =>
        valueAt(at(key)) === undefined ? missing(at(key)) : sentence(at(key), valueAt(at(key))),
      optional: (key) => (valueAt(at(key)) === undefined ? [] : sentence(at(key), valueAt(at(key)))),
      list: (key, { optional } = { optional: false }) => {
        const value = valueAt(at(key));
        if (value === undefined) return optional ? [] : missing(at(key));
        if (!Array.isArray(value)) return [sentence(at(key), value)];
        asked.add(name(at(key)));
        return value.map((entry, index) => sentence([...at(key), index], entry));
      },
      child: (key) => open(at(key), figures),
      children: (key) => {
        const value = valueAt(at(key));
        if (value === undefined) missing(at(key));
        asked.add(name(at(key)));
        return Array.isArray(value) ? value.map((_, index) => open([...at(key), index], figures)) : [];
      },
      self: () => (typeof here === "string" ? sentence(path, here) : undefined),
      withoutFigures: () => open(path, false),
      unused: () => leavesOf(here, path).filter((leaf) => !asked.has(name(leaf))),
    };
  }

  function valueAt(path: Path): unknown {
    return path.reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string | number, unknown>)[key]
          : undefined,
      file.value,
    );
  }
}

/** A path as messages write it: `results-half.drivers.2`; list entries count from 1. */
export function name(path: Path): string {
  return path.map((key) => (typeof key === "number" ? key + 1 : key)).join(".");
}

/** The paths of all sentences below a value. */
export function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => leavesOf(entry, [...path, index]));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, [...path, key]));
  }
  return value === undefined ? [] : [path];
}
