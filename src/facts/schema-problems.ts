import { z } from "zod";
import { suggest, type Place, type Problem } from "../problem.ts";
import { quote } from "./text.ts";

type Issue = z.core.$ZodIssue;

/** Keys and list indices from the root of a file. */
export type Path = readonly (string | number)[];

interface Found {
  readonly issues: readonly Issue[];
  /** What was given to the schema. */
  readonly root: unknown;
  readonly placeOf: (path: Path) => Place;
  readonly keyPlaceOf: (path: Path) => Place;
}

/** What a schema found, as problems: lower case, with what was expected, what came and the nearest known word. */
export function schemaProblems({ issues, ...found }: Found): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf({ ...found, issue, above: [] }));
}

/** Paths of the numbers that stand where a schema wants text. */
export function numbersWantedAsText(of: {
  readonly issues: readonly Issue[];
  readonly root: unknown;
}): readonly Path[] {
  const paths: Path[] = [];
  const visit = (issues: readonly Issue[], above: Path): void => {
    for (const issue of issues) {
      const path = [...above, ...(issue.path as Path)];
      if (issue.code === "invalid_union") for (const branch of issue.errors) visit(branch, path);
      const wantsText =
        issue.code === "invalid_type" ? issue.expected === "string" : issue.code === "invalid_value";
      const value = valueAt(of.root, path);
      if (!wantsText || typeof value !== "number") continue;
      if (issue.code === "invalid_value" && !issue.values.includes(String(value))) continue;
      paths.push(path);
    }
  };
  visit(of.issues, []);
  return paths;
}

/** The words of our messages, as a zod error map; a hint follows a line break. */
export const schemaErrors: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${typeWord(issue.expected)}, got ${shown(issue.input)}`;
    case "invalid_value":
      return withHint(
        `expected ${values(issue.values)}, got ${shown(issue.input)}`,
        near(issue.input, issue.values),
      );
    case "unrecognized_keys":
      // The issue does not say which keys there are, and only here the schema is at hand.
      return Object.keys((issue.inst as z.ZodObject | undefined)?.shape ?? {}).join("\n");
    case "invalid_format":
      return `expected ${FORMATS[issue.format] ?? `text that matches ${issue.pattern ?? issue.format}`}, got ${shown(issue.input)}`;
    case "too_small":
      return `expected ${amount(issue, "at least", issue.minimum)}, got ${counted(issue.input)}`;
    case "too_big":
      return `expected ${amount(issue, "at most", issue.maximum)}, got ${counted(issue.input)}`;
    case "not_multiple_of":
      return `expected a multiple of ${issue.divisor}, got ${shown(issue.input)}`;
    default:
      return undefined;
  }
};

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "a map",
  record: "a map",
};

const FORMATS: Readonly<Record<string, string>> = {
  date: "a date such as 2006-11-09",
  email: "an e-mail address",
  url: "a URL",
};

function problemsOf(
  of: Omit<Found, "issues"> & { readonly issue: Issue; readonly above: Path },
): readonly Problem[] {
  const { issue, root, placeOf, keyPlaceOf } = of;
  const path = [...of.above, ...(issue.path as Path)];
  const last = path.at(-1);
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split("\n").filter((key) => key !== "");
    return issue.keys.map((key) => ({
      place: keyPlaceOf([...path, key]),
      what: `unknown key ${quote(key)}`,
      ...hint(suggest(key, known) ?? (known.length === 0 ? undefined : `known keys: ${known.join(", ")}`)),
    }));
  }
  if (issue.code !== "custom" && typeof last === "string" && valueAt(root, path) === undefined) {
    return [{ place: placeOf(path), what: `missing key ${quote(last)}` }];
  }
  if (issue.code === "invalid_union") return unionProblems({ ...of, issue, path });
  if (issue.code === "invalid_key") {
    const { what, ...rest } = split(issue.issues[0]?.message ?? "expected another key");
    return [{ place: keyPlaceOf(path), what, ...rest }];
  }
  return [{ place: placeOf(path), ...split(issue.message), ...quotesHint(issue, valueAt(root, path)) }];
}

/** Of a union, the faults of the alternative that was meant; or all alternatives, if the value is like none of them. */
function unionProblems(
  of: Omit<Found, "issues"> & {
    readonly issue: Issue & { readonly code: "invalid_union" };
    readonly path: Path;
  },
): readonly Problem[] {
  const { issue, path, root, placeOf } = of;
  const value = valueAt(root, path);
  if (issue.errors.length === 0) {
    const options = ("options" in issue ? (issue.options as readonly unknown[]) : []).map(String);
    const what = `unknown ${String(path.at(-1) ?? "value")} ${shown(value)}`;
    return [{ place: placeOf(path), what, ...hint(near(value, options) ?? `one of ${options.join(", ")}`) }];
  }
  const alike = issue.errors.filter((branch) =>
    branch.every((inner) => inner.path.length > 0 || !isMismatch(inner)),
  );
  const meant = [...alike].sort((a, b) => a.length - b.length)[0];
  if (meant !== undefined) return meant.flatMap((inner) => problemsOf({ ...of, issue: inner, above: path }));
  const words = issue.errors.flatMap((branch) =>
    branch.filter((inner) => inner.path.length === 0).map(wanted),
  );
  const options = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === "invalid_value" ? inner.values : []));
  const what = `expected ${[...new Set(words)].join(" or ")}, got ${shown(value)}`;
  return [{ place: placeOf(path), what, ...hint(near(value, options)) }];
}

function isMismatch(issue: Issue): boolean {
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}

function wanted(issue: Issue): string {
  if (issue.code === "invalid_type") return typeWord(issue.expected);
  return issue.code === "invalid_value"
    ? values(issue.values)
    : issue.message.replace(/^expected /, "").replace(/, got .*$/s, "");
}

function typeWord(expected: string): string {
  return TYPES[expected] ?? expected;
}

function values(of: readonly unknown[]): string {
  const words = of.map((value) => (typeof value === "string" ? quote(value) : String(value)));
  return words.length === 1 ? words[0]! : `one of ${words.join(", ")}`;
}

function near(value: unknown, options: readonly unknown[]): string | undefined {
  return typeof value === "string" ? suggest(value, options.map(String)) : undefined;
}

function amount({ origin }: { readonly origin: string }, how: string, count: number | bigint): string {
  const isOne = Number(count) === 1;
  if (origin === "string") return `${how} ${count} ${isOne ? "character" : "characters"}`;
  const isList = origin === "array" || origin === "set" || origin === "map";
  return isList ? `${how} ${count} ${isOne ? "entry" : "entries"}` : `${how} ${count}`;
}

/** A value of which there is too much or too little. */
function counted(value: unknown): string {
  return Array.isArray(value) && value.length > 0 ? String(value.length) : shown(value);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "object" ? "a map" : String(value);
}

function quotesHint(issue: Issue, value: unknown): { readonly hint?: string } {
  const wantsText = issue.code === "invalid_type" && issue.expected === "string";
  return wantsText && typeof value === "boolean" ? { hint: `write "${value}" in quotes if it is text` } : {};
}

function withHint(what: string, of: string | undefined): string {
  return of === undefined ? what : `${what}\n${of}`;
}

function hint(of: string | undefined): { readonly hint?: string } {
  return of === undefined ? {} : { hint: of };
}

function split(message: string): { readonly what: string; readonly hint?: string } {
  const [what = "", ...rest] = message.split("\n");
  return { what, ...hint(rest.length === 0 ? undefined : rest.join(" ")) };
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
