import type { Loader, LoggerInterface, Scene as VegaScene, SceneGroup } from "vega";
import type { BarRow, LabelRow, PanelSpec, PointRow } from "./layers.ts";

/** What Vega drew of a panel, in px from its top left corner. */
export interface Scene {
  readonly bars: readonly Bar[];
  readonly rules: readonly Rule[];
  readonly lines: readonly Line[];
  readonly points: readonly Point[];
  readonly labels: readonly Anchor[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Bar extends Box {
  readonly fill: string;
  readonly row: BarRow;
}
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly stroke: string;
  readonly strokeWidth: number;
}
export interface Line {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly dash: readonly number[];
}
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: string;
  readonly row: PointRow;
}
/** A text at the place that its value has; where it finally stands is settled later. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly row: LabelRow;
}

/** The chart libraries: some 0.2 s to import, so a thread that waits for its first chart loads them ahead. */
export function loadVega(): Promise<
  [typeof import("vega-lite"), typeof import("vega"), typeof import("vega-interpreter")]
> {
  return Promise.all([import("vega-lite"), import("vega"), import("vega-interpreter")]);
}

/**
 * Compiles a spec with Vega-Lite, runs it in Vega without a canvas and reads the marks back. Nothing is loaded and no
 * code is generated: expressions are interpreted from their syntax tree. Throws an Error that holds every warning:
 * Vega's answer to a field that is not there is an empty picture and a warning.
 */
export async function drawScene(spec: PanelSpec): Promise<Scene> {
  const [{ compile }, { parse, View }, { expressionInterpreter }] = await loadVega();
  const said: string[] = [];
  const logger = loggerInto(said);
  // Vega-Lite types its specs as unions of literals; PanelSpec is one of them, and checked before
  const compiled = compile(spec as unknown as Parameters<typeof compile>[0], { logger }).spec;
  const view = new View(parse(compiled, undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "none",
    logger,
    loader: closedLoader,
  });
  try {
    await view.runAsync();
    const { root } = view.scenegraph() as unknown as { readonly root: VegaScene };
    const scene = readScene(root);
    if (said.length > 0) throw new Error(`vega: ${said.join("; ")}`);
    return scene;
  } finally {
    view.finalize();
  }
}

interface Item {
  readonly x?: number;
  readonly y?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  readonly size?: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeDash?: readonly number[];
  readonly text?: string;
  readonly datum?: unknown;
}

function readScene(root: VegaScene): Scene {
  const scene = {
    bars: [] as Bar[],
    rules: [] as Rule[],
    lines: [] as Line[],
    points: [] as Point[],
    labels: [] as Anchor[],
  };
  const marks: VegaScene[] = [root];
  for (let mark = marks.shift(); mark !== undefined; mark = marks.shift()) {
    const items = mark.items as unknown as readonly Item[];
    switch (mark.marktype) {
      case "group":
        for (const group of mark.items as unknown as readonly SceneGroup[])
          marks.push(...(group.items as VegaScene[]));
        break;
      case "rect":
        scene.bars.push(...items.map(barOf));
        break;
      case "rule":
        scene.rules.push(...items.map(ruleOf));
        break;
      case "line":
        if (items.length > 0) scene.lines.push(lineOf(items));
        break;
      case "symbol":
        scene.points.push(...items.map(pointOf));
        break;
      case "text":
        scene.labels.push(...items.map(anchorOf));
        break;
      default:
        throw new Error(`vega drew a mark "${mark.marktype}" that no panel asked for`);
    }
  }
  return scene;
}

function barOf(item: Item): Bar {
  const { x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN } = item;
  return { ...finite({ x, y, width, height }), fill: item.fill!, row: item.datum as BarRow };
}

function ruleOf({ x = 0, y = 0, x2 = x, y2 = y, stroke, strokeWidth = 1 }: Item): Rule {
  return { ...finite({ x1: x, y1: y, x2, y2 }), stroke: stroke!, strokeWidth };
}

function lineOf(items: readonly Item[]): Line {
  const { stroke, strokeWidth = 1, strokeDash = [] } = items[0]!;
  return { points: items.map(placeOf), stroke: stroke!, strokeWidth, dash: strokeDash };
}

function pointOf(item: Item): Point {
  const radius = Math.sqrt((item.size ?? Number.NaN) / Math.PI);
  return { ...placeOf(item), ...finite({ radius }), fill: item.fill!, row: item.datum as PointRow };
}

function anchorOf(item: Item): Anchor {
  const row = item.datum as LabelRow;
  if (item.text !== row.label)
    throw new Error(`vega drew the text "${item.text}" where "${row.label}" was asked for`);
  return { ...placeOf(item), row };
}

function placeOf({ x = Number.NaN, y = Number.NaN }: Item): { readonly x: number; readonly y: number } {
  return finite({ x, y });
}

function finite<T extends Readonly<Record<string, number>>>(numbers: T): T {
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isFinite(value)) throw new Error(`vega drew a mark with ${name} ${value}`);
  }
  return numbers;
}

function loggerInto(said: string[]): LoggerInterface {
  const note = (...words: readonly unknown[]): LoggerInterface => {
    said.push(words.map(String).join(" "));
    return logger;
  };
  const level = ((value?: number) => (value === undefined ? 2 : logger)) as LoggerInterface["level"];
  const logger: LoggerInterface = { level, warn: note, error: note, info: () => logger, debug: () => logger };
  return logger;
}

const closedLoader = {
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
} as unknown as Loader;

function refuse(uri: unknown): never {
  throw new Error(`a chart cannot load "${String(uri)}"`);
}
