import { createHash } from "node:crypto";
import type { DrawingOrder } from "./drawing.ts";
import type { Store } from "./effects.ts";
import { faceVersion, type FaceName } from "./fonts/faces.ts";

/** Charts that were drawn before, found by all that they are drawn from: request, look, fonts and code. Never by their age. */
export interface KeptCharts {
  /** The charts of an order that are kept, as SVG by their id. */
  find(order: DrawingOrder): Promise<ReadonlyMap<string, string>>;
  keep(order: DrawingOrder, drawn: ReadonlyMap<string, string>): Promise<void>;
  /** Whether charts of documents of this name were kept before: then most of them are likely to be found. */
  wereKept(name: string): Promise<boolean>;
  /** Says so for the next run. */
  noteKept(name: string): Promise<void>;
}

export interface KeptChartsOptions {
  /** Where charts are kept between runs; only in this process without it. A damaged entry counts as none. */
  readonly store?: Store;
  /** Stands for the code that draws; empty keeps nothing between runs. */
  readonly code: string;
}

/** In this process, so that a builder that goes on for days does not grow. */
const most = 500;

export function keepCharts({ store, code }: KeptChartsOptions): KeptCharts {
  const lasting = code === "" ? undefined : store;
  const own = new Map<string, string>();
  const note = (key: string, svg: string): void => {
    own.delete(key);
    own.set(key, svg);
    if (own.size > most) own.delete(own.keys().next().value!);
  };
  const versions = new Map<FaceName, string>();
  const versionOf = (face: FaceName): string => {
    const version = versions.get(face) ?? faceVersion(face);
    versions.set(face, version);
    return version;
  };
  /** What a chart is drawn from, as a key. Its id, its slide and its place are only said in messages. */
  const keysOf = ({ look, faces }: DrawingOrder) => {
    const shared = JSON.stringify({ code, look, faces: faces.map((face) => [face, versionOf(face)]) });
    return ({ request }: DrawingOrder["charts"][number]): string =>
      createHash("sha256").update(shared).update("\n").update(JSON.stringify(request)).digest("hex");
  };
  const recall = async (key: string): Promise<string | undefined> => {
    const bytes = own.has(key) ? undefined : await lasting?.get(key);
    const svg = bytes === undefined ? own.get(key) : new TextDecoder().decode(bytes);
    if (svg !== undefined) note(key, svg);
    return svg;
  };

  const markOf = (name: string): string => `charts were kept of ${name} by ${code}`;
  return {
    wereKept: async (name) => (await lasting?.get(markOf(name))) !== undefined,
    noteKept: async (name) => lasting?.put(markOf(name), new Uint8Array()),
    find: async (order) => {
      const keyOf = keysOf(order);
      const found = await Promise.all(
        order.charts.map(async (chart) => [chart.id, await recall(keyOf(chart))] as const),
      );
      return new Map(found.flatMap(([id, svg]) => (svg === undefined ? [] : [[id, svg]])));
    },
    keep: async (order, drawn) => {
      const keyOf = keysOf(order);
      await Promise.all(
        order.charts.map(async (chart) => {
          const key = keyOf(chart);
          const svg = drawn.get(chart.id)!;
          note(key, svg);
          await lasting?.put(key, new TextEncoder().encode(svg));
        }),
      );
    },
  };
}
