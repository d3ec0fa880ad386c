import { z } from "zod";
import { type Problem, suggest } from "../problem.ts";
import { kindOf, kinds } from "./index.ts";
import type { ChartRequest, Look, Mark, Panel, Series } from "./request.ts";

/** What one chart may be at most. */
export const limits = { columns: 400, marks: 5000, labels: 1000, side: 10_000, bytes: 2_000_000 } as const;

/**
 * What is wrong with a request: its shape, values that are no numbers, marks that do not match the columns, labels
 * that are missing or stand for nothing, limits that it breaks. A chart without any of these can be drawn.
 */
export function checkRequest(request: ChartRequest, look: Look): readonly Problem[] {
  const shape = requestSchema.safeParse(request, { jitless: true });
  if (!shape.success) return problemsOf(shape.error, { input: request, where: "chart" });
  const panels = request.panels.flatMap((panel, i) => checkPanelShape(panel, panelName(request, i)));
  if (panels.length > 0) return panels;
  return [...checkSize(request), ...request.panels.flatMap((_, i) => checkPanel(request, { i, look }))];
}

/** How messages name a panel: its place, and its caption or else its kind. */
export function panelName({ panels }: ChartRequest, i: number): string {
  const panel = panels[i];
  return `chart panel ${i + 1} (${panel?.caption ?? panel?.kind})`;
}

const textSchema = z
  .string()
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), "expected text without control characters");

const requestSchema = z.strictObject({
  width: z.number().positive().max(limits.side),
  labelWidth: z.number().min(0),
  columns: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        label: textSchema,
        lines: z
          .array(z.array(z.strictObject({ text: textSchema, term: z.string().min(1).optional() })).min(1))
          .min(1)
          .optional(),
        emphasis: z.enum(["past", "current", "forecast"]),
      }),
    )
    .min(1),
  columnLabels: z.union([z.boolean(), z.literal("inside")]),
  panels: z.array(z.looseObject({ kind: z.string(), height: z.number().positive().max(limits.side) })).min(1),
  alt: textSchema.min(1),
});

function checkPanelShape(panel: Panel, where: string): readonly Problem[] {
  const words = Object.keys(kinds);
  if (!words.includes(panel.kind)) {
    const hint = suggest(panel.kind, words);
    const what = `${where}: unknown kind "${panel.kind}", expected ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
    return [hint === undefined ? { what } : { what, hint }];
  }
  const shape = kindOf(panel).schema.safeParse(panel, { jitless: true });
  return shape.success ? [] : problemsOf(shape.error, { input: panel, where });
}

function checkSize({ width, labelWidth, columns, panels }: ChartRequest): readonly Problem[] {
  const problems: Problem[] = [];
  if (labelWidth >= width)
    problems.push({ what: `chart: a label column of ${labelWidth} px leaves nothing of ${width} px` });
  const height = panels.reduce((sum, panel) => sum + panel.height, 0);
  if (height > limits.side)
    problems.push({ what: `chart: expected at most ${limits.side} px in height, got ${height}` });
  const marks = panels.reduce((sum, panel) => sum + countMarks(panel), 0);
  if (marks > limits.marks)
    problems.push({ what: `chart: expected at most ${limits.marks} marks, got ${marks}` });
  const labels = panels.reduce(
    (sum, panel) => sum + countMarks(panel, ({ label }) => label !== undefined),
    0,
  );
  if (labels > limits.labels)
    problems.push({ what: `chart: expected at most ${limits.labels} labels, got ${labels}` });
  if (columns.length > limits.columns)
    problems.push({ what: `chart: expected at most ${limits.columns} columns, got ${columns.length}` });
  for (const id of repeated(columns.map((column) => column.id)))
    problems.push({ what: `chart: column "${id}" comes twice` });
  return problems;
}

function checkPanel(
  request: ChartRequest,
  { i, look }: { readonly i: number; readonly look: Look },
): readonly Problem[] {
  const panel = request.panels[i]!;
  const kind = kindOf(panel);
  const drawn = kind.series(panel);
  const labelled = [...drawn, ...(kind.alsoLabelled?.(panel) ?? [])];
  const faults = [
    ...repeated(labelled.map(({ id }) => id)).map((id) => `series "${id}" comes twice`),
    ...drawn.flatMap((series) => colourFaults(series, look)),
    ...labelled.flatMap((series) => countFaults(series, request)),
    ...labelled.flatMap((series) => labelFaults(series, request)),
  ];
  if (!drawn.some(({ marks }) => marks.some(({ value }) => value !== null)))
    faults.push("expected at least one value, got none");
  // What a kind says of its own presumes that marks and columns agree
  if (faults.length === 0) faults.push(...(kind.faults?.(panel, request.columns) ?? []));
  return faults.map((fault) => ({ what: `${panelName(request, i)}: ${fault}` }));
}

function colourFaults({ label, colour }: Series, look: Look): readonly string[] {
  if (colour < look.series.length) return [];
  return [`"${label}" wants colour ${colour}, but the look has ${look.series.length} (from 0)`];
}

function countFaults({ label, marks }: Series, { columns }: ChartRequest): readonly string[] {
  if (marks.length === columns.length) return [];
  return [`"${label}" has ${marks.length} marks for ${columns.length} columns`];
}

/** In a series either every value has its text or none has: a gap would look like a missing value. */
function labelFaults({ label: name, marks }: Series, { columns }: ChartRequest): readonly string[] {
  const some = marks.some(({ label }) => label !== undefined);
  return marks.flatMap(({ value, label }, i) => {
    const where = `"${name}" over "${columns[i]?.label}"`;
    if (value === null && label !== undefined) return [`${where} has the label "${label}" but no value`];
    if (value !== null && label === undefined && some)
      return [`${where} has a value but no label, as others of its series have`];
    if (label !== undefined && /\p{Cc}|\p{Cs}/u.test(label))
      return [`${where}: expected a label without control characters`];
    return [];
  });
}

function countMarks(panel: Panel, counts: (mark: Mark) => boolean = () => true): number {
  return kindOf(panel)
    .series(panel)
    .reduce((sum, { marks }) => sum + marks.filter(counts).length, 0);
}

function repeated(words: readonly string[]): readonly string[] {
  return [...new Set(words.filter((word, i) => words.indexOf(word) !== i))];
}

function problemsOf(
  error: z.ZodError,
  { input, where }: { readonly input: unknown; readonly where: string },
): readonly Problem[] {
  return error.issues.map((issue) => {
    const path = issue.path.map(String);
    const at = path.length === 0 ? where : `${where} ${path.join(".")}`;
    const got = describe(
      path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], input),
    );
    switch (issue.code) {
      case "invalid_type":
        return { what: `${at}: expected ${issue.expected}, got ${got}` };
      case "invalid_value":
        return { what: `${at}: expected ${issue.values.map(String).join(", ")}, got ${got}` };
      case "unrecognized_keys":
        return { what: `${at}: unknown key ${issue.keys.map((key) => `"${key}"`).join(", ")}` };
      case "too_big":
        return { what: `${at}: expected at most ${issue.maximum}, got ${got}` };
      case "too_small":
        return {
          what: `${at}: expected ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}, got ${got}`,
        };
      default:
        return { what: `${at}: ${issue.message}` };
    }
  });
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `${value.length}`;
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
