import { readableOn } from "./colour.ts";
import type { Anchor, Bar, Box, Line, Scene } from "./scene.ts";
import type { Look, MeasureText } from "./request.ts";

/** A text where it stands: the middle of its baseline, in px. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  /** Set where the text stands on slanted lines: a ground of this colour parts it from them. */
  readonly ground?: string | undefined;
  readonly box: Box;
  readonly anchor: Anchor;
}

/** A label that found no room, and what it would touch at the place it likes best. */
export interface Crowded {
  readonly label: Anchor;
  readonly touches: Anchor | "a bar" | "the line" | "the edge of the panel";
}

/** px; no label of a chart is set smaller. */
export const smallestLabel = 10;

/**
 * Gives every label of a panel a place where it touches no other, no bar and no line. Labels move first, then all of
 * the panel become smaller together, down to 10 px. What cannot be placed is returned, never dropped.
 */
export function placeLabels(
  scene: Scene,
  { bounds, look, measure }: { readonly bounds: Box; readonly look: Look; readonly measure: MeasureText },
): { readonly labels: readonly Label[] } | { readonly crowded: Crowded } {
  const anchors = [...scene.labels].sort((a, b) => a.x - b.x);
  let crowded: Crowded | undefined;
  for (let size = look.labelSize; size >= Math.min(smallestLabel, look.labelSize); size -= 0.5) {
    const found = placeAt(anchors, { scene, bounds, look, measure, size });
    if ("labels" in found) return found;
    crowded ??= found.crowded;
  }
  return { crowded: crowded! };
}

interface Task {
  readonly scene: Scene;
  readonly bounds: Box;
  readonly look: Look;
  readonly measure: MeasureText;
  readonly size: number;
}

/** Depth first, from the left: a label without room makes the one before it try its next place. */
function placeAt(
  anchors: readonly Anchor[],
  task: Task,
): { readonly labels: readonly Label[] } | { readonly crowded: Crowded } {
  const choices = anchors.map((anchor) => placesOf(anchor, task));
  const free = choices.map((places) => places.filter(({ label }) => obstacleOf(label, task) === undefined));
  const placed: Label[] = [];
  let deepest = 0;
  let steps = 0;

  const place = (i: number, effort: number): boolean => {
    deepest = Math.max(deepest, i);
    if (i === anchors.length) return true;
    for (const { label, cost } of free[i]!) {
      if (cost > effort) continue;
      if (++steps > 4000) return false;
      if (placed.some((other) => overlap(label.box, other.box, labelGap))) continue;
      placed.push(label);
      if (place(i + 1, effort)) return true;
      placed.pop();
    }
    return false;
  };

  const none = free.findIndex((places) => places.length === 0);
  // Little by little, so that two neighbours move a bit each before one moves far
  for (const effort of none < 0 ? efforts : []) {
    steps = 0;
    if (place(0, effort)) return { labels: placed };
  }
  const at = none < 0 ? deepest : none;
  const favourite = choices[at]![0]!.label;
  const neighbour = choices
    .filter((_, i) => i !== at)
    .map((places) => places[0]!.label)
    .find((other) => overlap(favourite.box, other.box, labelGap));
  const touches = obstacleOf(favourite, task) ?? neighbour?.anchor ?? "the edge of the panel";
  return { crowded: { label: anchors[at]!, touches } };
}

/** A place that a label may take, and what that costs: 0 at its favourite place, about 1 for each px away from it. */
interface Choice {
  readonly label: Label;
  readonly cost: number;
}

/** Where a label may stand, the best place first. */
function placesOf(anchor: Anchor, task: Task): readonly Choice[] {
  const { size, look, measure } = task;
  const { x, y, row } = anchor;
  const width = measure(row.label, { size, weight: row.weight });
  const at = (dx: number, baseline: number, cost: number): Choice => {
    const box = {
      x: x + dx - width / 2,
      y: baseline - ascent * size,
      width,
      height: (ascent + descent) * size,
    };
    return {
      label: { x: x + dx, y: baseline, size, colour: look.ink, anchor, box },
      cost: Math.abs(dx) + cost,
    };
  };
  const sideways =
    row.lean === 0 ? [0, -3, 3, -6, 6, -9, 9] : [0, 2, 4, 6, 8, 10, 12, 14].map((dx) => dx * row.lean);
  const above = (gap: number): number => y - gap;
  const below = (gap: number): number => y + gap + ascent * size;

  switch (row.place) {
    case "above":
    case "below": {
      const outside = row.place === "above" ? above : below;
      return [0, 1, 2, 3].flatMap((n) => sideways.map((dx) => at(dx, outside(5 + n * 1.1 * size), 20 * n)));
    }
    case "over":
    case "under": {
      const [first, second] = row.place === "over" ? [above, below] : [below, above];
      return [0, 3, 6, 9, 12].flatMap((far) =>
        sideways.flatMap((dx) => [at(dx, first(7 + far), far), at(dx, second(7 + far), far + 2)]),
      );
    }
    case "inside":
      return insidePlaces(anchor, task);
  }
}

/** In the middle of its bar, smaller if that lets it in, or else beside the bar. */
function insidePlaces(anchor: Anchor, { scene, size, look, measure }: Task): readonly Choice[] {
  const { x, y, row } = anchor;
  const bar = barUnder(anchor, scene.bars) ?? { x, y, width: 0, height: 0 };
  const at = (
    dx: number,
    own: { readonly size: number; readonly colour: string; readonly ground?: string | undefined },
  ): Label => {
    const width = measure(row.label, { size: own.size, weight: row.weight });
    const height = capHeight * own.size;
    const offset = Math.sign(dx) * ((bar.width + width) / 2 + 4);
    const box = { x: x + offset - width / 2, y: y - height / 2, width, height };
    return { x: x + offset, y: y + height / 2, anchor, box, ...own };
  };
  const colour = readableOn(row.ground ?? look.paper, [look.paper, look.ink, "#000000"]);
  const ground = scene.bars.some((one) => one === bar && one.row.hatched) ? look.paper : undefined;
  const inside = [size, Math.min(size, smallestLabel)]
    .map((one) => at(0, { size: one, colour, ground }))
    .filter(({ box }) => box.width + 4 <= bar.width && box.height + 3 <= bar.height);
  const beside = [1, -1].map((side) => at(side, { size, colour: look.ink }));
  return [...inside, ...beside].map((label, i) => ({ label, cost: i }));
}

/** What a label would touch that is not a label. */
function obstacleOf(label: Label, { scene, bounds }: Task): Exclude<Crowded["touches"], Anchor> | undefined {
  const { box } = label;
  const own = label.anchor.row.place === "inside" ? barUnder(label.anchor, scene.bars) : undefined;
  if (
    scene.bars.some((bar) => (bar !== own || !within(box, bar)) && bar.height > 0 && overlap(box, bar, 0.5))
  ) {
    return "a bar";
  }
  if (scene.lines.some((line) => crosses(line, box)) || scene.points.some((point) => near(point, box)))
    return "the line";
  if (
    box.x < bounds.x - 0.5 ||
    box.y < bounds.y - 0.5 ||
    box.x + box.width > bounds.x + bounds.width + 0.5 ||
    box.y + box.height > bounds.y + bounds.height + 0.5
  ) {
    return "the edge of the panel";
  }
  return undefined;
}

function barUnder({ x, y, row }: Anchor, bars: readonly Bar[]): Bar | undefined {
  return bars.find(
    (bar) =>
      bar.row.series === row.series &&
      bar.row.column === row.column &&
      x >= bar.x &&
      x <= bar.x + bar.width &&
      y >= bar.y - 0.01 &&
      y <= bar.y + bar.height + 0.01,
  );
}

/** Across only: the box of a text is higher than the figures in it. */
function within(box: Box, bar: Box): boolean {
  return box.x >= bar.x && box.x + box.width <= bar.x + bar.width;
}

function overlap(one: Box, other: Box, gap: number): boolean {
  return (
    one.x < other.x + other.width + gap &&
    other.x < one.x + one.width + gap &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function near(point: { readonly x: number; readonly y: number; readonly radius: number }, box: Box): boolean {
  const { x, y, radius } = point;
  return overlap({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }, box, 0);
}

function crosses({ points, strokeWidth }: Line, box: Box): boolean {
  return points.slice(1).some((end, i) => segmentMeets(points[i]!, end, grown(box, strokeWidth / 2 + 0.5)));
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Liang and Barsky: the part of the segment that lies between the box's edges, if any. */
function segmentMeets(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  box: Box,
): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  for (const [direction, distance] of [
    [-dx, from.x - box.x],
    [dx, box.x + box.width - from.x],
    [-dy, from.y - box.y],
    [dy, box.y + box.height - from.y],
  ] as const) {
    if (direction === 0 && distance < 0) return false;
    if (direction < 0) enter = Math.max(enter, distance / direction);
    if (direction > 0) leave = Math.min(leave, distance / direction);
  }
  return enter <= leave;
}

/** Parts of an em, for figures, brackets and Japanese: above and below the baseline. */
const ascent = 0.78;
const descent = 0.16;
const capHeight = 0.73;
/** px between two labels that stand beside each other. */
const labelGap = 3;
/** How far labels may go, tried in this order; the last lets all places in. */
const efforts = [0, 2, 4, 6, 9, 12, 16, 24, 100];
