import { type Problem, suggest } from "../problem.ts";

/**
 * What is wrong with a Vega-Lite spec of a panel: only inline data, only the marks and settings that panels use, fields
 * that the data has, numbers where numbers are drawn. Everything that is not on a list is refused, because Vega loads
 * files and addresses, runs expressions, and draws nothing at all where it should say no.
 */
export function checkSpec(spec: unknown, where: string): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (what: string, hint?: string): void => {
    problems.push(hint === undefined ? { what: `${where}: ${what}` } : { what: `${where}: ${what}`, hint });
  };
  if (!isObject(spec)) {
    report(`expected a spec, got ${describe(spec)}`);
    return problems;
  }
  checkKeys(spec, { allowed: specKeys, holding: ["layer"], path: "", report });
  const layers = spec["layer"];
  if (!Array.isArray(layers) || layers.length === 0) report("expected layers, got none");
  else for (const [i, layer] of layers.entries()) checkLayer(layer, { path: `layer ${i + 1}`, report });
  return problems;
}

type Report = (what: string, hint?: string) => void;

interface At {
  readonly path: string;
  readonly report: Report;
}

function checkLayer(layer: unknown, { path, report }: At): void {
  if (!isObject(layer)) return report(`${path}: expected a layer, got ${describe(layer)}`);
  checkKeys(layer, { allowed: layerKeys, holding: layerKeys, path, report });
  const type = checkMark(layer["mark"], { path, report });
  const rows = checkData(layer["data"], { path, report });
  const encoding = layer["encoding"];
  if (!isObject(encoding)) return report(`${path}: expected an encoding, got ${describe(encoding)}`);
  checkKeys(encoding, { allowed: channels, holding: channels, path: `${path} encoding`, report });
  for (const [channel, definition] of Object.entries(encoding)) {
    if (!channels.includes(channel)) continue;
    if (isObject(definition))
      checkChannel(definition, { channel, rows, type, path: `${path} ${channel}`, report });
    else report(`${path} ${channel}: expected a field, got ${describe(definition)}`);
  }
}

function checkMark(mark: unknown, { path, report }: At): string | undefined {
  const type = isObject(mark) ? mark["type"] : mark;
  if (typeof type !== "string" || !marks.includes(type)) {
    const hint = typeof type === "string" ? suggest(type, marks) : undefined;
    report(`${path}: unknown mark ${describe(type)}, expected ${listed(marks)}`, hint);
    return undefined;
  }
  if (isObject(mark)) checkKeys(mark, { allowed: markKeys, path: `${path} mark`, report });
  return type;
}

function checkData(data: unknown, { path, report }: At): readonly Readonly<Record<string, unknown>>[] {
  if (!isObject(data)) {
    report(`${path}: expected data, got ${describe(data)}`);
    return [];
  }
  checkKeys(data, { allowed: ["values"], holding: ["values"], path: `${path} data`, report });
  const { values } = data;
  if (values === undefined) return [];
  if (!Array.isArray(values) || !values.every(isObject)) {
    report(`${path} data.values: expected rows, got ${describe(values)}`);
    return [];
  }
  if (values.length === 0) report(`${path} data.values: expected at least one row, got none`);
  return values;
}

function checkChannel(
  definition: Readonly<Record<string, unknown>>,
  {
    channel,
    rows,
    type,
    path,
    report,
  }: At & {
    readonly channel: string;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
    readonly type: string | undefined;
  },
): void {
  checkKeys(definition, { allowed: channelKeys, holding: ["scale"], path, report });
  const { field, scale } = definition;
  const fields = Object.keys(rows[0] ?? {});
  const numeric = definition["type"] === "quantitative" || channel === "y2";
  if (field !== undefined && rows.length > 0) {
    if (typeof field !== "string" || !fields.includes(field)) {
      const hint = typeof field === "string" ? suggest(field, fields) : undefined;
      report(`${path}: field ${describe(field)} is not in the data, which has ${fields.join(", ")}`, hint);
    } else if (numeric) {
      for (const [i, row] of rows.entries()) {
        const value = row[field];
        if (typeof value === "number" && Number.isFinite(value)) continue;
        report(`${path}: expected a number in "${field}" of row ${i + 1}, got ${describe(value)}`);
      }
    }
  }
  if (definition["type"] === "temporal")
    report(`${path}: expected ordinal periods, got type "temporal"`, utcHint);
  if (scale !== undefined && scale !== null && !isObject(scale))
    report(`${path}: expected a scale, got ${describe(scale)}`);
  if (isObject(scale)) checkScale(scale, { isBar: type === "bar" && numeric, path: `${path} scale`, report });
}

function checkScale(
  scale: Readonly<Record<string, unknown>>,
  { isBar, path, report }: At & { readonly isBar: boolean },
): void {
  checkKeys(scale, { allowed: scaleKeys, path, report });
  const { type, domain } = scale;
  if (type !== undefined && !scaleTypes.includes(String(type))) {
    report(`${path}: unknown type ${describe(type)}, expected ${listed(scaleTypes)}`);
  }
  if (!isBar || !Array.isArray(domain)) return;
  const [low, high] = [Math.min(...domain.map(Number)), Math.max(...domain.map(Number))];
  if (low > 0 || high < 0) report(`${path}: bars start at zero, got a scale from ${low} to ${high}`);
}

function checkKeys(
  object: Readonly<Record<string, unknown>>,
  {
    allowed,
    holding = [],
    path,
    report,
  }: At & {
    readonly allowed: readonly string[];
    /** Keys of objects that are checked by themselves; all others are plain values or lists of such. */
    readonly holding?: readonly string[];
  },
): void {
  for (const [key, value] of Object.entries(object)) {
    if (allowed.includes(key)) {
      if (!holding.includes(key) && !isPlain(value)) {
        report(`${path === "" ? key : `${path} ${key}`}: expected a plain value, got ${describe(value)}`);
      }
      continue;
    }
    const name = path === "" ? `"${key}"` : `${path} "${key}"`;
    report(
      `${name} is not allowed, expected ${listed(allowed)}`,
      reaching.includes(key)
        ? "a chart has only inline data: it loads and links nothing"
        : suggest(key, allowed),
    );
  }
}

/** What makes Vega reach outside, or run code. */
const reaching = [
  "url",
  "href",
  "src",
  "image",
  "signal",
  "signals",
  "params",
  "expr",
  "lookup",
  "transform",
  "format",
];

const marks = ["bar", "line", "point", "rule", "text"];
const scaleTypes = ["linear", "band", "point"];
const specKeys = ["width", "height", "padding", "autosize", "background", "layer"];
const layerKeys = ["data", "mark", "encoding"];
const markKeys = ["type", "color", "filled", "opacity", "size", "strokeDash", "strokeWidth"];
const channels = ["x", "x2", "y", "y2", "xOffset", "color", "text", "detail"];
const channelKeys = ["field", "type", "sort", "axis", "scale", "legend", "bandPosition"];
const scaleKeys = ["type", "domain", "range", "nice", "zero", "padding", "paddingInner", "paddingOuter"];
const utcHint = "a time scale shows other months in other time zones";

function listed(words: readonly string[]): string {
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value)
    ? value.every((one) => typeof one !== "object")
    : typeof value !== "object" || value === null;
}

function describe(value: unknown): string {
  return value === undefined
    ? "nothing"
    : typeof value === "number"
      ? String(value)
      : (JSON.stringify(value) ?? typeof value);
}
