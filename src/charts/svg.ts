import { hatchPath } from "./hatch.ts";
import type { Label } from "./labels.ts";
import type { Bar, Line, Point, Rule } from "./scene.ts";
import type { LabelPart, Look } from "./request.ts";

/** A text that belongs to the chart and not to a value: a caption, the name of a column. */
export interface Caption {
  readonly x: number;
  readonly y: number;
  readonly parts: readonly LabelPart[];
  readonly size: number;
  readonly weight: number;
  readonly anchor: "start" | "middle";
}

/** What a panel consists of when all labels have their place; `x` and `y` are its corner in the chart. */
export interface DrawnPanel {
  readonly x: number;
  readonly y: number;
  readonly bars: readonly Bar[];
  readonly rules: readonly Rule[];
  readonly lines: readonly Line[];
  readonly points: readonly Point[];
  readonly labels: readonly Label[];
}

/**
 * The chart as one picture for screen readers, with its figures marked by `data-figure`. Holds no ids, styles, links
 * or pictures, so that it can stand in any page and several times in one.
 */
export function writeSvg(
  {
    width,
    height,
    alt,
    panels,
    captions,
  }: {
    readonly width: number;
    readonly height: number;
    readonly alt: string;
    readonly panels: readonly DrawnPanel[];
    readonly captions: readonly Caption[];
  },
  look: Look,
): string {
  const root = element("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    role: "img",
    "aria-label": alt,
    width: px(width),
    height: px(height),
    viewBox: `0 0 ${px(width)} ${px(height)}`,
    "font-family": look.fontFamily,
    "font-size": px(look.labelSize),
    fill: look.ink,
    style: "font-variant-numeric:tabular-nums",
  });
  return `${root}${captions.map(caption).join("")}${panels.map((panel) => drawPanel(panel, look)).join("")}</svg>`;
}

function drawPanel({ x, y, bars, rules, lines, points, labels }: DrawnPanel, look: Look): string {
  return [
    element("g", { transform: `translate(${px(x)} ${px(y)})`, "text-anchor": "middle" }),
    ...bars.map((bar) => drawBar(bar, look)),
    ...rules.map(drawRule),
    ...lines.map(drawLine),
    ...points.map(drawPoint),
    ...labels.map((label) => drawLabel(label, look)),
    "</g>",
  ].join("");
}

function drawBar({ x, y, width, height, fill, row }: Bar, look: Look): string {
  const box = { x: px(x), y: px(y), width: px(width), height: px(height) };
  if (!row.hatched) return element("rect", { ...box, fill }, "/");
  // Slanted ends would stick out of the box
  const lines = element(
    "path",
    {
      d: hatchPath({ x: x + 1, y: y + 1, width: width - 2, height: height - 2 }, px),
      stroke: fill,
      "stroke-width": "1.5",
    },
    "/",
  );
  const outline = { x: x + 0.5, y: y + 0.5, width: Math.max(0, width - 1), height: Math.max(0, height - 1) };
  return [
    element("rect", { ...box, fill: look.paper }, "/"),
    lines,
    element(
      "rect",
      {
        x: px(outline.x),
        y: px(outline.y),
        width: px(outline.width),
        height: px(outline.height),
        fill: "none",
        stroke: fill,
      },
      "/",
    ),
  ].join("");
}

function drawRule({ x1, y1, x2, y2, stroke, strokeWidth }: Rule): string {
  return element(
    "path",
    { d: `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`, stroke, "stroke-width": px(strokeWidth) },
    "/",
  );
}

function drawLine({ points, stroke, strokeWidth, dash }: Line): string {
  const d = points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${px(x)} ${px(y)}`).join("");
  return element(
    "path",
    {
      d,
      fill: "none",
      stroke,
      "stroke-width": px(strokeWidth),
      "stroke-linejoin": "round",
      "stroke-dasharray": dash.length > 0 ? dash.map(px).join(" ") : undefined,
    },
    "/",
  );
}

function drawPoint({ x, y, radius, fill }: Point): string {
  return element("circle", { cx: px(x), cy: px(y), r: px(radius), fill }, "/");
}

function drawLabel({ x, y, size, colour, ground, box, anchor: { row } }: Label, look: Look): string {
  const behind = { x: px(box.x - 3), y: px(box.y - 3), width: px(box.width + 6), height: px(box.height + 6) };
  const open = element("text", {
    x: px(x),
    y: px(y),
    "font-size": size === look.labelSize ? undefined : px(size),
    "font-weight": String(row.weight),
    fill: colour === look.ink ? undefined : colour,
    "data-figure": row.figure,
  });
  return `${ground === undefined ? "" : element("rect", { ...behind, fill: ground }, "/")}${open}${escape(row.label)}</text>`;
}

function caption({ x, y, parts, size, weight, anchor }: Caption): string {
  const [only, ...others] = parts;
  const attributes = {
    x: px(x),
    y: px(y),
    "font-size": px(size),
    "font-weight": String(weight),
    "text-anchor": anchor,
    "data-term": others.length === 0 ? only?.term : undefined,
  };
  const written = (part: LabelPart): string =>
    part.term === undefined || others.length === 0
      ? escape(part.text)
      : `${element("tspan", { "data-term": part.term })}${escape(part.text)}</tspan>`;
  return `${element("text", attributes)}${parts.map(written).join("")}</text>`;
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  end: "" | "/" = "",
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escape(value)}"`],
  );
  return `<${name}${written.join("")}${end}>`;
}

/** Hundredths of a px: finer than any printer, and short. Never "-0". */
function px(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
