import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDrawing, type DrawingOrder } from "../src/drawing.ts";
import { folderStore } from "../src/folder-store.ts";
import { keepCharts } from "../src/kept-charts.ts";
import { columnsOf, look, requestOf } from "./charts/setting.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kessan-kept-charts-"));
});
afterEach(() => rm(folder, { recursive: true }));

function orderOf(value: number, more: Partial<DrawingOrder> = {}): DrawingOrder {
  const marks = [{ value, label: String(value), figure: "revenue" }];
  const series = { id: "revenue", label: "Revenue", colour: 0, marks };
  const request = requestOf({ kind: "columns", height: 200, series }, columnsOf("2Q06"));
  return {
    charts: [{ id: "one", slide: "first", place: { file: "outline.yaml" }, request }],
    look,
    faces: ["inter"],
    ...more,
  };
}

const drawn = new Map([["one", "<svg>drawn</svg>"]]);

describe("charts that are kept", () => {
  test("are found by another run of the same code, whatever their slide is called", async () => {
    await keepCharts({ store: folderStore(folder), code: "a" }).keep(orderOf(5), drawn);
    const [chart] = orderOf(5).charts;
    const renamed = orderOf(5, { charts: [{ ...chart!, id: "other", slide: "second" }] });
    const found = await keepCharts({ store: folderStore(folder), code: "a" }).find(renamed);
    expect([...found]).toEqual([["other", "<svg>drawn</svg>"]]);
  });

  test.each([
    ["a value", orderOf(6), "a"],
    ["a colour", orderOf(5, { look: { ...look, accent: "#000000" } }), "a"],
    ["a font", orderOf(5, { faces: ["inter", "noto-sans-jp"] }), "a"],
    ["the code that draws", orderOf(5), "b"],
  ])("are not found where %s is another", async (_, order, code) => {
    await keepCharts({ store: folderStore(folder), code: "a" }).keep(orderOf(5), drawn);
    expect(await keepCharts({ store: folderStore(folder), code }).find(order)).toEqual(new Map());
  });

  test("are drawn anew and mended where the kept one is damaged", async () => {
    const first = startDrawing({ kept: keepCharts({ store: folderStore(folder), code: "a" }) });
    const good = await first.draw(orderOf(5));
    await first.close();
    const [name] = await readdir(folder);
    const file = join(folder, name!);
    const whole = await readFile(file);
    for (const damaged of [
      whole.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
      whole.subarray(0, -1),
      whole.subarray(0, 0),
    ]) {
      await writeFile(file, damaged);
      const again = startDrawing({ kept: keepCharts({ store: folderStore(folder), code: "a" }) });
      expect(await again.draw(orderOf(5))).toEqual(good);
      await again.close();
      expect(await readFile(file)).toEqual(whole);
    }
  });

  test("are kept in the process alone where the code has no name", async () => {
    const kept = keepCharts({ store: folderStore(folder), code: "" });
    await kept.keep(orderOf(5), drawn);
    expect([...(await kept.find(orderOf(5)))]).toEqual([...drawn]);
    expect(await readdir(folder)).toEqual([]);
  });

  test("are noted by the name of their documents for the next run", async () => {
    const kept = keepCharts({ store: folderStore(folder), code: "a" });
    expect(await kept.wereKept("deck")).toBe(false);
    await kept.noteKept("deck");
    expect(await keepCharts({ store: folderStore(folder), code: "a" }).wereKept("deck")).toBe(true);
    expect(await kept.wereKept("another deck")).toBe(false);
  });
});

describe("drawing with kept charts", () => {
  test("draws what is missing among the kept ones, and keeps it", async () => {
    const kept = keepCharts({ code: "a" });
    await kept.keep(orderOf(5), drawn);
    const [five] = orderOf(5).charts;
    const [six] = orderOf(6).charts;
    const both = { ...orderOf(5), charts: [five!, { ...six!, id: "two" }] };
    const drawing = startDrawing({ kept, ahead: false });
    const charts = await drawing.draw(both);
    await drawing.close();
    expect(charts.get("one")).toBe("<svg>drawn</svg>");
    expect(charts.get("two")).toMatch(/^<svg .*>6<\/text>/s);
    expect([...(await kept.find(both))]).toEqual([...charts]);
  });
});
