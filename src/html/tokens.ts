import { LineCounter, parseDocument } from "yaml";
import type { Document as YamlDocument } from "yaml";
import { z } from "zod";
import type { Document as PlannedDocument } from "../documents/document.ts";
import type { Look } from "../charts/request.ts";
import { faces } from "../fonts/faces.ts";
import type { Locale } from "../locales/locale.ts";
import { failOn, suggest } from "../problem.ts";
import type { Place, Problem } from "../problem.ts";

const colour = z
  .string()
  .regex(/^#[0-9A-Fa-f]{6}$/, "expected a colour as six hexadecimal digits, such as #0B3C6F");
const length = z.number().positive();
const weight = z.int().min(100).max(900);
const face = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u, "expected the name of a font family");

const pageBox = z.strictObject({ width: length, height: length, margin: z.number().nonnegative() });

/** styles/tokens.yaml; of it a company's brand.yaml holds what differs. */
export const tokensSchema = z.strictObject({
  colour: z.strictObject({
    ink: colour,
    muted: colour,
    brand: colour,
    blue: colour,
    sky: colour,
    accent: colour,
    grey: colour,
    rule: colour,
    highlight: colour,
    paper: colour,
    good: colour,
    bad: colour,
  }),
  /** Of charts, from the bottom of a stack up. */
  series: z.array(colour).min(1),
  /** How much of its colour a column of an earlier period keeps, 0 to 1. */
  past: z.number().min(0).max(1),
  /** px; of a slide. */
  page: pageBox,
  /** px; of a sheet of a report. */
  sheet: pageBox,
  /** px. */
  size: z.strictObject({
    title: length,
    subtitle: length,
    body: length,
    table: length,
    dataTable: length,
    chartLabel: length,
    note: length,
    minimum: length,
  }),
  weight: z.strictObject({ regular: weight, strong: weight, bold: weight }),
  face: z.strictObject({ latin: face, japanese: face }),
});

/** Every colour, size (px), weight and face of the pages and charts. */
export type Tokens = z.infer<typeof tokensSchema>;

export interface TokenSource {
  readonly file: string;
  readonly text: string;
}

/** Tokens from YAML; a later source (a company's brand) replaces single values of an earlier one. Throws a KessanError with every fault. */
export function readTokens(...sources: readonly TokenSource[]): Tokens {
  const parsed = sources.map(parse);
  failOn(parsed.flatMap(({ problems }) => problems));
  const merged = parsed.map(({ yaml }) => yaml.toJS() as unknown).reduce(merge, {});
  const result = tokensSchema.safeParse(merged, { jitless: true });
  if (!result.success) failOn(result.error.issues.flatMap((issue) => describe(issue, parsed)));
  const tokens = result.data!;
  failOn([...otherFaces(tokens, parsed), ...legibility(tokens, parsed)]);
  return tokens;
}

/** The tokens as CSS: custom properties, the page box, and a class for each colour of a series. */
export function tokensCss(
  tokens: Tokens,
  locale: Pick<Locale, "faces" | "leading"> & { readonly kind: PlannedDocument["kind"] },
): string {
  const px = (group: string, values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([name, value]) => `--${group}-${name}: ${value}px;`);
  const plain = (group: string, values: Readonly<Record<string, string | number>>) =>
    Object.entries(values).map(([name, value]) => `--${group}-${name}: ${value};`);
  const page = pageOf(tokens, locale.kind);
  return [
    `@page { size: ${page.width}px ${page.height}px; margin: 0; }`,
    ":root {",
    ...plain("colour", tokens.colour),
    ...plain("series", Object.fromEntries(tokens.series.entries())),
    ...px("page", page),
    ...px("size", tokens.size),
    ...plain("weight", tokens.weight),
    `--face: ${families(tokens, locale)};`,
    `--leading: ${locale.leading};`,
    "}",
    ...tokens.series.map((_, index) => `.key-${index} { background: var(--series-${index}); }`),
  ].join("\n");
}

/** The size of a page of a kind of document, in px. */
export function pageOf({ page, sheet }: Tokens, kind: PlannedDocument["kind"]): Tokens["page"] {
  return kind === "report" ? sheet : page;
}

/** How charts look in a document of this language. */
export function look(tokens: Tokens, locale: Pick<Locale, "faces">): Look {
  const { ink, muted, rule, paper, good, bad, accent } = tokens.colour;
  return {
    ink,
    muted,
    rule,
    paper,
    good,
    bad,
    accent,
    series: tokens.series,
    past: tokens.past,
    labelSize: tokens.size.chartLabel,
    weight: tokens.weight,
    fontFamily: families(tokens, locale),
  };
}

/** What stands for `var(--name)` where styles are written into elements: colours, sizes (px), weights, and faces with what programs have in their place. */
export function styleValues(
  tokens: Tokens,
  locale: Pick<Locale, "faces" | "leading">,
): ReadonlyMap<string, string> {
  const { colour, size, weight } = tokens;
  const others = { inter: ["Helvetica", "Arial"], "noto-sans-jp": ["Hiragino Sans", "Yu Gothic", "Meiryo"] };
  const faces = locale.faces.flatMap((name) => others[name]).map((name) => `"${name}"`);
  return new Map([
    ...Object.entries(colour).map(([name, value]) => [`--colour-${name}`, value] as const),
    ...Object.entries(size).map(([name, value]) => [`--size-${name}`, `${value}px`] as const),
    ...Object.entries(weight).map(([name, value]) => [`--weight-${name}`, String(value)] as const),
    ["--face", [families(tokens, locale), ...faces, "sans-serif"].join(", ")],
    ["--leading", String(locale.leading)],
  ]);
}

function families(tokens: Tokens, locale: Pick<Locale, "faces">): string {
  const names = { inter: tokens.face.latin, "noto-sans-jp": tokens.face.japanese } as const;
  return locale.faces.map((name) => `"${names[name]}"`).join(", ");
}

interface Parsed {
  readonly file: string;
  readonly yaml: YamlDocument;
  readonly lines: LineCounter;
  readonly problems: readonly Problem[];
}

function parse({ file, text }: TokenSource): Parsed {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = yaml.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return {
      place: { file, line, column: col },
      what: error.message.charAt(0).toLowerCase() + error.message.slice(1),
    };
  });
  if (problems.length === 0 && !isRecord(yaml.toJS() as unknown)) {
    problems.push({ place: { file }, what: "expected tokens by name, got no mapping" });
  }
  return { file, yaml, lines, problems };
}

function merge(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over))
    result[key] = key in result ? merge(result[key], value) : value;
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(issue: z.core.$ZodIssue, parsed: readonly Parsed[]): Problem[] {
  const name = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const shape = issue.path.reduce<unknown>(
      (at, key) => (at as { shape: Record<PropertyKey, unknown> }).shape[key],
      tokensSchema,
    );
    const known = Object.keys((shape as { shape: object }).shape);
    return issue.keys.map((key) => {
      const hint = suggest(key, known);
      const place = placeOf([...issue.path, key], parsed);
      return {
        place,
        what: `unknown token "${[...issue.path, key].join(".")}"`,
        ...(hint === undefined ? {} : { hint }),
      };
    });
  }
  const value = parsed
    .map(({ yaml }) => yaml.getIn(issue.path) as unknown)
    .findLast((found) => found !== undefined);
  const got = value === undefined ? "it is missing" : `got ${JSON.stringify(value)}`;
  const expected = issue.message.replace(/^Invalid input: /, "").replace(/, received .*$/, "");
  return [
    {
      place: placeOf(issue.path, parsed),
      what: `${name}: ${expected.charAt(0).toLowerCase()}${expected.slice(1)}, ${got}`,
    },
  ];
}

function placeOf(path: readonly PropertyKey[], parsed: readonly Parsed[]): Place {
  for (let depth = path.length; depth > 0; depth--) {
    const found = parsed.findLast(({ yaml }) => yaml.hasIn(path.slice(0, depth)));
    if (found === undefined) continue;
    const node = found.yaml.getIn(path.slice(0, depth), true) as
      { range?: readonly number[] | null } | undefined;
    if (node?.range == null) return { file: found.file };
    const { line, col } = found.lines.linePos(node.range[0]!);
    return { file: found.file, line, column: col };
  }
  return { file: parsed.at(-1)!.file };
}

/** Only the fonts of the program are put into a document. */
function otherFaces({ face }: Tokens, parsed: readonly Parsed[]): Problem[] {
  const roles = [
    ["latin", faces.inter.family],
    ["japanese", faces["noto-sans-jp"].family],
  ] as const;
  return roles
    .filter(([role, family]) => face[role] !== family)
    .map(([role, family]) => ({
      place: placeOf(["face", role], parsed),
      what: `face.${role}: expected "${family}", got "${face[role]}"`,
      hint: "a document holds its fonts, and these are the ones that come with kessan",
    }));
}

/** WCAG 2.2, 1.4.3: text needs 4.5 : 1 against what it stands on; and no size below the minimum. */
function legibility(tokens: Tokens, parsed: readonly Parsed[]): Problem[] {
  const problems: Problem[] = [];
  for (const text of ["ink", "muted", "brand", "good", "bad"] as const) {
    for (const ground of ["paper", "highlight"] as const) {
      const ratio = contrast(tokens.colour[text], tokens.colour[ground]);
      if (ratio >= 4.5) continue;
      problems.push({
        place: placeOf(["colour", text], parsed),
        what: `colour.${text}: expected a contrast of 4.5 : 1 or more on colour.${ground}, got ${(Math.floor(ratio * 100) / 100).toFixed(2)} : 1`,
      });
    }
  }
  for (const [name, size] of Object.entries(tokens.size)) {
    if (size >= tokens.size.minimum) continue;
    problems.push({
      place: placeOf(["size", name], parsed),
      what: `size.${name}: expected at least size.minimum, ${tokens.size.minimum} px, got ${size}`,
    });
  }
  return problems;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
