import Handlebars from "handlebars";
import type { Files } from "../effects.ts";
import { failOn, KessanError } from "../problem.ts";
import type { Problem } from "../problem.ts";
import { checkStyles, insideProject } from "./check-markup.ts";
import { argumentAt, checkTemplate, type CheckedTemplate } from "./check-template.ts";
import { compileOptions, precompiled } from "./precompiled.ts";
import { scanMarkup } from "./scan-markup.ts";
import type { Document } from "../documents/document.ts";
import { positionOf, scanMustaches } from "./scan-mustaches.ts";
import { helperNames, registerVocabulary, TemplateFault } from "./vocabulary.ts";
import type { Printing } from "./vocabulary.ts";

/** Checked templates by name: a name is the path below the templates folder without its ending, such as "blocks/bullets". */
export interface Templates {
  readonly names: ReadonlySet<string>;
  /** Areas that a template prints, in their order; undefined if there is no such template. */
  areasOf(name: string): readonly string[] | undefined;
  /** The style sheets of a kind of document, one after the other by name: all of the styles folder but those of other kinds; of a message, of its picture and of screens their own alone. */
  cssOf(kind: Sheet): string;
  /** One template over one context. Throws a KessanError with file, line and key where the context does not have what the template prints. */
  print(name: string, context: object, printing: Printing): string;
  /** The file of a template, or of a style sheet by its path, for messages. */
  fileOf(name: string): string;
}

/**
 * Reads and checks all templates. `places` are templates folders in the order in which they are searched: a company's
 * own before the program's. Throws a KessanError with the problems of all templates.
 */
export async function loadTemplates(places: readonly Files[]): Promise<Templates> {
  const problems: Problem[] = [];
  const found = await readAll(places, problems);
  const templates = new Map(
    [...found].filter(([path]) => path.endsWith(".hbs")).map(([path, file]) => [path.slice(0, -4), file]),
  );
  const styles = [...found.entries()]
    .filter(([path]) => path.endsWith(".css"))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

  const names = new Set(templates.keys());
  const searched = (partial: string) => places.map((place) => place.display(`${partial}.hbs`));
  const checked = new Map(
    [...templates].map(([name, { file, source }]) => [
      name,
      bundled(source) ??
        checkTemplate({ file, name, source, helpers: helperNames, partials: names, searched }),
    ]),
  );
  for (const { problems: more } of checked.values()) problems.push(...more);
  for (const [, { file, source }] of styles) problems.push(...checkStyles(file, source));
  for (const [name, { alwaysCalls }] of checked) {
    for (const call of alwaysCalls) {
      const chain = chainBack(name, call.name, checked);
      if (chain === undefined) continue;
      const place = { file: templates.get(name)!.file, line: call.line, column: call.column };
      problems.push({ place, what: `recursive partial: ${chain.join(" > ")}`, hint: depthHint });
    }
  }
  const printable = new Map<string, Printable>();
  for (const [name, { file, source }] of templates) {
    if (precompiled.has(source)) {
      printable.set(name, { file, source, program: undefined });
      continue;
    }
    const inlined = await inlineImages({ file, source, places, problems });
    const program = inlined === source ? checked.get(name)!.program : undefined;
    printable.set(name, { file, source, program: program ?? inlined });
  }
  failOn(problems);
  return {
    names,
    areasOf: (name) => checked.get(name)?.areas,
    cssOf: (kind) =>
      styles
        .filter(
          ([path]) =>
            path === `styles/${kind}.css` ||
            (!alone.includes(kind) && !kinds.some((other) => path === `styles/${other}.css`)),
        )
        .map(([, { source }]) => source)
        .join("\n"),
    print: compile(printable),
    fileOf: (name) => printable.get(name)?.file ?? found.get(name)?.file ?? name,
  };
}

type Sheet = Document["kind"] | "picture" | "screen-deck" | "screen-report";

interface Source {
  readonly file: string;
  readonly source: string;
}

interface Printable extends Source {
  /** As parsed by its check; with pictures the source again, in which they are data: URLs. Undefined where it is compiled already. */
  readonly program: hbs.AST.Program | string | undefined;
}

/** What was found of a template when the program was bundled. */
function bundled(source: string): CheckedTemplate | undefined {
  const known = precompiled.get(source);
  return known && { ...known, problems: [], program: undefined };
}

const kinds: readonly Sheet[] = ["deck", "report", "message", "picture", "screen-deck", "screen-report"];
/** Not made of pages, or only what a screen needs beyond them. */
const alone: readonly Sheet[] = ["message", "picture", "screen-deck", "screen-report"];
const folders = [
  "deck",
  "deck/slides",
  "report",
  "report/sections",
  "message",
  "message/blocks",
  "parts",
  "blocks",
  "styles",
];
const depthLimit = 20;
const depthHint = `a partial may call itself only inside {{#if}} or {{#each}}; depth limit ${depthLimit}`;

/** Of a file of styles, which may hold pictures and fonts: a browser loads so much within its time. */
const mostMegabytes = 20;

async function readAll(places: readonly Files[], problems: Problem[]): Promise<ReadonlyMap<string, Source>> {
  const read = await Promise.all(
    places.flatMap((place) =>
      folders.map(async (folder) => {
        const paths = (await place.list(folder)).filter((path) => /\.(?:hbs|css)$/.test(path));
        return Promise.all(
          paths.map(async (path) => ({ path, file: place.display(path), bytes: await place.read(path) })),
        );
      }),
    ),
  );
  const found = new Map<string, Source>();
  for (const { path, file, bytes } of read.flat()) {
    if (found.has(path) || bytes === undefined) continue;
    if (bytes.length > mostMegabytes * 1e6) {
      const what = `has ${(bytes.length / 1e6).toFixed(0)} MB, more than the limit of ${mostMegabytes} MB`;
      problems.push({ place: { file }, what, hint: "make pictures and fonts in it smaller" });
      continue;
    }
    try {
      found.set(path, { file, source: new TextDecoder("utf-8", { fatal: true }).decode(bytes) });
    } catch {
      problems.push({ place: { file }, what: "expected UTF-8 text" });
    }
  }
  return found;
}

/** The partials from `name` over `first` back to `name`, each called whatever the data; undefined if they do not come back. */
function chainBack(
  name: string,
  first: string,
  checked: ReadonlyMap<string, { readonly alwaysCalls: readonly { readonly name: string }[] }>,
): readonly string[] | undefined {
  const seen = new Set<string>();
  const follow = (at: string): readonly string[] | undefined => {
    if (at === name) return [at];
    if (seen.has(at)) return undefined;
    seen.add(at);
    for (const call of checked.get(at)?.alwaysCalls ?? []) {
      const rest = follow(call.name);
      if (rest !== undefined) return [at, ...rest];
    }
    return undefined;
  };
  const rest = follow(first);
  return rest === undefined ? undefined : [name, ...rest];
}

const imageTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  svg: "image/svg+xml",
};
const imageBytes = 2_000_000;
const imageSide = 8_000;

/** The source with each picture of the templates folder as a data: URL, since a page loads nothing. */
async function inlineImages({
  file,
  source,
  places,
  problems,
}: Source & { readonly places: readonly Files[]; readonly problems: Problem[] }): Promise<string> {
  let result = "";
  let last = 0;
  for (const token of scanMarkup(scanMustaches(source).masked)) {
    if (token.kind !== "open" || (token.tag !== "img" && token.tag !== "image")) continue;
    for (const { name, value, valueStart } of token.attributes) {
      if (!/^(?:src|href|xlink:href)$/i.test(name) || /^data:/i.test(value)) continue;
      const path = insideProject(value);
      if (path === undefined || path === "" || /[\uE000\uE001]/.test(value)) continue;
      const report = (what: string, hint?: string) =>
        problems.push({
          place: { file, ...positionOf(source, valueStart) },
          what,
          ...(hint === undefined ? {} : { hint }),
        });
      const type = imageTypes[path.split(".").at(-1)!.toLowerCase()];
      const bytes = await readFirst(places, path);
      if (type === undefined) report(`expected a .png, .jpg or .svg picture, got "${value}"`);
      else if (bytes === undefined) {
        report(
          `missing picture "${value}"`,
          `searched ${places.map((place) => place.display(path)).join(", ")}`,
        );
      } else if (bytes.length > imageBytes)
        report(`picture "${value}" has ${bytes.length} bytes; at most ${imageBytes} are allowed`);
      else if (type === "image/png" && pngSide(bytes) > imageSide) {
        report(`picture "${value}" is ${pngSide(bytes)} px long; at most ${imageSide} are allowed`);
      } else if (type === "image/svg+xml" && numberIn(bytes) !== undefined) {
        report(
          `picture "${value}" shows the number "${numberIn(bytes)}", which nothing can check`,
          "print numbers in the page; make the letters of a logo paths",
        );
      } else {
        result += `${source.slice(last, valueStart)}data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
        last = valueStart + value.length;
      }
    }
  }
  return result + source.slice(last);
}

async function readFirst(places: readonly Files[], path: string): Promise<Uint8Array | undefined> {
  for (const place of places) {
    const bytes = await place.read(path);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}

/** The first text with a number that an SVG paints; its title and description are not painted. */
function numberIn(bytes: Uint8Array): string | undefined {
  const unseen = /<!--[^]*?-->|<(style|title|desc|metadata)\b[^]*?<\/\1\s*>/gi;
  const seen = new TextDecoder().decode(bytes).replaceAll(unseen, "");
  const texts = seen.matchAll(/>([^<>]*)(?=<)/g);
  return [...texts].map(([, text]) => text!.trim()).find((text) => /\p{N}|&#/u.test(text));
}

/** px; the longer side of a PNG, from its IHDR chunk. */
function pngSide(bytes: Uint8Array): number {
  if (bytes.length < 24) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Math.max(view.getUint32(16), view.getUint32(20));
}

/** Own environment, each template compiled once. */
function compile(templates: ReadonlyMap<string, Printable>): Templates["print"] {
  const environment = Handlebars.create();
  registerVocabulary(environment);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const copies = new WeakMap<object, object>();
  for (const [name, template] of templates) {
    const { program, source } = template;
    const delegate =
      program === undefined
        ? environment.template(precompiled.get(source)!.template)
        : environment.compile(program, compileOptions(helperNames, name));
    compiled.set(name, delegate);
    environment.registerPartial(name, (context: object, options?: Handlebars.RuntimeOptions) => {
      const printing = (options?.data as { printing: Printing }).printing;
      return guard(name, template, { ...printing, chain: [...printing.chain, name] }, (deeper) =>
        delegate(context, { ...options, data: { ...(options?.data as object), printing: deeper } }),
      );
    });
  }
  return (name, context, printing) => {
    const template = templates.get(name);
    if (template === undefined) throw new Error(`no template "${name}"`);
    return guard(name, template, { ...printing, chain: [name] }, (own) =>
      compiled.get(name)!(refuseToPrint(context, copies), { data: { printing: own } }),
    );
  };
}

/** Runs a template; what it throws about its input comes out as a KessanError with the place in the template. */
function guard(
  name: string,
  template: Printable,
  printing: Printing,
  run: (printing: Printing) => string,
): string {
  if (printing.chain.length > depthLimit) {
    const what = `recursive partial: ${printing.chain.slice(-4).join(" > ")}: depth limit ${depthLimit} reached`;
    throw new KessanError([{ place: { file: template.file }, what }]);
  }
  try {
    return run(printing);
  } catch (error) {
    if (error instanceof TemplateFault)
      throw new KessanError([{ ...locate(template, error), what: nameArgument(template, error) }], {
        cause: error,
      });
    const { message, lineNumber, column } = error as Error & { lineNumber?: number; column?: number };
    const nowhere = /^Cannot read properties of (?:undefined|null) \(reading '(.+)'\)$/.exec(message)?.[1];
    if (nowhere !== undefined && /\n\s+at lookupProperty\b/.test((error as Error).stack ?? "")) {
      const what = `${subject(printing)} has nothing to read "${nowhere}" from`;
      throw new KessanError(
        [{ place: { file: template.file, ...placeOfPath(template.source, nowhere) }, what }],
        { cause: error },
      );
    }
    const key = /^"([^"]*)" not defined/.exec(message)?.[1];
    if (key === undefined || lineNumber === undefined) throw error;
    const place = { file: template.file, line: lineNumber, column: (column ?? 0) + 1 };
    throw new KessanError([{ place, what: `${subject(printing)} has no "${key}"` }], { cause: error });
  }

  function subject({ of }: Printing): string {
    return of === "" ? name : of;
  }
  function nameArgument({ source }: Printable, { what, start }: TemplateFault): string {
    const argument = start === undefined ? undefined : argumentAt(source, start);
    return `${subject(printing)}: ${argument === undefined ? what : what.replace("its argument", `"${argument}"`)}`;
  }
}

/** Where the one mustache stands that reads a path ending in `key`; nothing if there are several. */
function placeOfPath(source: string, key: string): { readonly line?: number; readonly column?: number } {
  const reading = scanMustaches(source).mustaches.filter(({ start, end }) =>
    new RegExp(`[.\\/]${key.replace(/\W/g, "\\$&")}(?![\\w-])`).test(source.slice(start, end)),
  );
  return reading.length === 1 ? positionOf(source, reading[0]!.start) : {};
}

/**
 * The same data, whose lists and objects refuse to be printed as text: Handlebars would print "[object Object]". What was copied
 * before is not copied again: a block is part of its slide, and a slide of its document.
 */
function refuseToPrint<Value>(value: Value, copies: WeakMap<object, object>): Value {
  if (typeof value !== "object" || value === null) return value;
  let copy = copies.get(value);
  if (copy === undefined) {
    if (Array.isArray(value)) {
      copy = value.map((item: unknown) => refuseToPrint(item, copies));
      Object.defineProperty(copy, "toHTML", { value: refuse });
    } else {
      const parts = new Unprintable() as Unprintable & Record<string, unknown>;
      for (const key of Object.keys(value)) {
        parts[key] = refuseToPrint((value as Record<string, unknown>)[key], copies);
      }
      copy = parts;
    }
    copies.set(value, copy);
  }
  return copy as Value;
}

/** What Handlebars asks whatever it prints. */
class Unprintable {
  toHTML(): never {
    return refuse();
  }
}

function refuse(): never {
  throw new TemplateFault("prints a list or an object: expected {{runs path}}");
}

function locate({ file }: Printable, { start }: TemplateFault): Pick<Problem, "place"> {
  return { place: start === undefined ? { file } : { file, line: start.line, column: start.column + 1 } };
}
