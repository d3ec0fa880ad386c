import { failOn, type Place, type Problem } from "../problem.ts";
import { captionRoom, type ColumnLabels, placeCaption, placeColumnLabels } from "./captions.ts";
import { chartHeight, panelGap } from "./chart-height.ts";
import { checkRequest, limits, panelName } from "./check-request.ts";
import { checkSpec } from "./check-spec.ts";
import { kindOf } from "./index.ts";
import type { Frame } from "./kind.ts";
import { type Crowded, placeLabels } from "./labels.ts";
import type { PanelSpec } from "./layers.ts";
import type { ChartRequest, Look, MeasureText, Panel } from "./request.ts";
import { drawScene, type Scene } from "./scene.ts";
import { type Caption, type DrawnPanel, writeSvg } from "./svg.ts";

export interface DrawOptions {
  readonly look: Look;
  readonly measure: MeasureText;
  /** Where the input asks for this chart, for messages. */
  readonly place?: Place;
}

/**
 * A chart as the text of an SVG element, complete and self-contained: the same request, look and widths give the same
 * bytes anywhere. Throws a KessanError for a request that cannot be drawn as it stands, a label or a caption without
 * room, or a limit that is passed; an Error if Vega drew other marks than were asked for.
 */
export async function drawChart(
  request: ChartRequest,
  { look, measure, place }: DrawOptions,
): Promise<string> {
  const fail = (problems: readonly Problem[]): void =>
    failOn(place === undefined ? problems : problems.map((problem) => ({ place, ...problem })));
  fail(checkRequest(request, look));

  const names = nameColumns(request, { look, measure });
  const room = request.columnLabels === "inside" && typeof names === "object" ? names.height : 0;
  const frames = request.panels.map((panel, i) =>
    frameOf(request, { panel, look, below: i === request.panels.length - 1 ? room : 0 }),
  );
  const specs = request.panels.map((panel, i) => kindOf(panel).spec(panel, frames[i]!, look));
  fail(
    frames.flatMap((frame, i) =>
      checkHeight(request.panels[i]!, frame, { look, where: panelName(request, i) }),
    ),
  );
  fail(specs.flatMap((spec, i) => checkSpec(spec, panelName(request, i))));

  const problems: Problem[] = [];
  const captions: Caption[] = [];
  const panels: DrawnPanel[] = [];
  const keep = (placed: readonly Caption[] | string, where: string): void => {
    if (typeof placed === "string")
      problems.push({ what: `${where}: ${placed}`, hint: "widen it, or say it in fewer words" });
    else captions.push(...placed);
  };
  const { width, labelWidth } = request;
  let top = 0;
  for (const [i, panel] of request.panels.entries()) {
    const where = panelName(request, i);
    const scene = await drawScene(specs[i]!);
    checkDrawn(scene, { spec: specs[i]!, panel, where });
    keep(placeCaption(panel, { top, width, labelWidth, look, measure }), where);
    const bounds = { x: -labelWidth, y: frames[i]!.top, width, height: frames[i]!.height - frames[i]!.top };
    const settled = placeLabels(scene, { bounds, look, measure });
    if ("crowded" in settled) problems.push(crowdedProblem(settled.crowded, { request, panel, where }));
    else panels.push({ ...scene, labels: settled.labels, x: labelWidth, y: top });
    top += panel.height + (i + 1 < request.panels.length ? panelGap(look) : 0);
  }
  if (typeof names === "string") keep(names, "chart");
  else if (names !== undefined)
    captions.push(...names.captions.map((caption) => ({ ...caption, y: caption.y + top - room })));
  fail(problems);

  const svg = writeSvg(
    { width, height: chartHeight(request, look), alt: request.alt, panels, captions },
    look,
  );
  const bytes = Buffer.byteLength(svg);
  if (bytes > limits.bytes)
    fail([{ what: `chart: expected at most ${limits.bytes} bytes of SVG, got ${bytes}` }]);
  return svg;
}

/** The names of the columns, as a string the fault if they have no room; undefined where a table names them. */
function nameColumns(
  { columns, columnLabels, width, labelWidth }: ChartRequest,
  { look, measure }: DrawOptions,
): ColumnLabels | string | undefined {
  if (columnLabels === false) return undefined;
  const step = (width - labelWidth) / columns.length;
  const most = columnLabels === "inside" ? 4 : 1;
  return placeColumnLabels(columns, { left: labelWidth, step, most, look, measure });
}

function frameOf(
  { width, labelWidth, columns }: ChartRequest,
  { panel, look, below }: { readonly panel: Panel; readonly look: Look; readonly below: number },
): Frame {
  return {
    columns,
    width: width - labelWidth,
    height: panel.height - below,
    top: captionRoom(panel, { labelWidth, look }),
  };
}

/** A panel needs some px for its shapes beside those for its labels. */
function checkHeight(
  panel: Panel,
  { height, top }: Frame,
  { look, where }: { readonly look: Look; readonly where: string },
): readonly Problem[] {
  const least = panel.height - height + top + Math.ceil(look.labelSize * 4) + 4;
  return panel.height >= least
    ? []
    : [{ what: `${where}: expected a height of at least ${least} px, got ${panel.height}` }];
}

/**
 * Compares what was drawn with what was asked for, by layer and by series: Vega leaves out what it does not
 * understand, and a chart without one of its bars looks right.
 */
function checkDrawn(
  scene: Scene,
  { spec, panel, where }: { readonly spec: PanelSpec; readonly panel: Panel; readonly where: string },
): void {
  const kind = kindOf(panel);
  const shapes = kind.shape === "bar" ? scene.bars : scene.points;
  const missing: string[] = [];
  const compare = (name: string, drawn: number, asked: number): void => {
    if (drawn !== asked) missing.push(`${where}: expected ${asked} ${name}, vega drew ${drawn}`);
  };
  for (const { id, label, marks } of kind.series(panel)) {
    const values = marks.filter(({ value }) => value !== null).length;
    compare(`values of "${label}"`, shapes.filter(({ row }) => row.series === id).length, values);
  }
  for (const { id, label, marks } of [...kind.series(panel), ...(kind.alsoLabelled?.(panel) ?? [])]) {
    const texts = marks.filter((mark) => mark.label !== undefined).length;
    compare(`labels of "${label}"`, scene.labels.filter(({ row }) => row.series === id).length, texts);
  }
  const rows = (type: string): number =>
    spec.layer
      .filter(({ mark }) => mark.type === type)
      .reduce((sum, { data }) => sum + data.values.length, 0);
  compare("bars", scene.bars.length, rows("bar"));
  compare("rules", scene.rules.length, rows("rule"));
  compare("points", scene.points.length, rows("point"));
  compare("texts", scene.labels.length, rows("text"));
  compare(
    "line ends",
    scene.lines.reduce((sum, { points }) => sum + points.length, 0),
    rows("line"),
  );
  if (missing.length > 0) throw new Error(missing.join("\n"));
}

function crowdedProblem(
  { label, touches }: Crowded,
  {
    request,
    panel,
    where,
  }: { readonly request: ChartRequest; readonly panel: Panel; readonly where: string },
): Problem {
  const name = ({ row }: Crowded["label"]): string => {
    const column = request.columns.find(({ id }) => id === row.column)?.label ?? row.column;
    return `"${row.label}" over "${column}"`;
  };
  const other = typeof touches === "string" ? touches : `the label ${name(touches)}`;
  const what = `${where}: no room for the label ${name(label)}: it would touch ${other}`;
  return { what, hint: `widen the chart, raise the panel from ${panel.height} px, or show fewer columns` };
}
