import { chartHeight } from "../charts/chart-height.ts";
import { slideNouns, type Document, type Slide } from "../documents/document.ts";
import type { Locale } from "../locales/locale.ts";
import { attempt, failOn, KessanError, suggest, withoutDoubles } from "../problem.ts";
import type { Place, Problem } from "../problem.ts";
import { blocksOf } from "./blocks-of.ts";
import type { PlacedBlock } from "./blocks-of.ts";
import { divide, mostSlides } from "./divide.ts";
import { textEms } from "./ems.ts";
import { chartMark, fontsMark } from "./fill.ts";
import { linkParts } from "./link-parts.ts";
import { pageProblems } from "./page-problems.ts";
import { attributeOf, tagsOf } from "./tags.ts";
import type { Templates } from "./templates.ts";
import { look, tokensCss } from "./tokens.ts";
import type { Tokens } from "./tokens.ts";

export interface Rendering {
  /** No message, which has no pages. */
  readonly document: Document;
  readonly locale: Pick<Locale, "lang" | "faces" | "leading">;
  readonly templates: Templates;
  readonly tokens: Tokens;
  /** Where the layout of a slide is asked for, for messages. */
  readonly placeOf?: (slide: string) => Place;
}

/** Where the templates of a kind of document stand. */
export const shells = {
  deck: { shell: "deck/deck", layouts: "deck/slides/" },
  report: { shell: "report/report", layouts: "report/sections/" },
} as const;

/** A document rendered: as one page of HTML, and as the pages that it is printed from, of which a large deck has several. */
export interface Rendered {
  readonly page: string;
  /** In their order; the one page itself where one is enough. */
  readonly parts: readonly Part[];
}

/** Some slides of a deck in a page of their own, or a whole document. */
export interface Part {
  readonly page: string;
  /** The ids of its slides. */
  readonly slides: readonly string[];
}

/**
 * One page of HTML: a `section` a slide or section of the report, no script, nothing loaded; marks stand where `fillPage` puts charts and fonts. A deck
 * of more than `most` slides also comes in parts. Throws a KessanError with the
 * problems of all slides: unknown layouts, blocks and areas, and what templates ask for and blocks do not have.
 */
export function renderHtml(
  { document, locale, templates, tokens, placeOf }: Rendering,
  { most = mostSlides }: { readonly most?: number } = {},
): Rendered {
  if (document.kind === "message") throw new TypeError("a message has no pages");
  const placed = blocksOf(document);
  const chartLook = look(tokens, locale);
  const charts = new Map(
    placed.map(({ id, block }) => [
      id,
      "chart" in block ? chartMark(id, chartHeight(block.chart, chartLook)) : "",
    ]),
  );
  const { shell, layouts } = shells[document.kind];
  const noun = slideNouns[document.kind];
  failOn(
    document.slides.flatMap((slide) =>
      layoutProblems({ slide, noun, layouts, placed, templates }).map((problem) => ({
        ...(placeOf !== undefined && { place: placeOf(slide.id) }),
        ...problem,
      })),
    ),
  );

  const problems: Problem[] = [];
  const slides = new Map<string, string>();
  const contexts = document.slides.map((slide) => {
    const own = placed.filter((block) => block.slide === slide);
    const blocks = own.map((block) => ({
      area: block.area,
      html: attempt(problems, () => renderBlock(block, { templates, charts })) ?? "",
    }));
    const areas = new Map<string, string>();
    for (const { area, html } of blocks) areas.set(area, (areas.get(area) ?? "") + html);
    const layout = layouts + slide.layout;
    const context = { ...slide, isSub: slide.level === 2 };
    const html =
      attempt(problems, () =>
        fillCells(
          templates.print(layout, context, { of: `${noun} "${slide.id}"`, chain: [], finished: { areas } }),
        ),
      ) ?? "";
    const file = templates.fileOf(layout);
    problems.push(
      ...pageProblems({ of: `${noun} "${slide.id}"`, above: (slide.level ?? 1) - 1, file, html }),
    );
    slides.set(slide.id, html);
    return { ...context, ...(document.kind === "deck" && { words: fullestArea(blocks) }) };
  });
  failOn(withoutDoubles(problems));

  const styles = `<style>\n${fontsMark}\n${tokensCss(tokens, { ...locale, kind: document.kind })}\n${templates.cssOf(document.kind)}\n</style>`;
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">`;
  const printShell = (shown: readonly (typeof contexts)[number][]): string =>
    templates.print(
      shell,
      { ...document, lang: locale.lang, slides: shown },
      { of: "the document", chain: [], finished: { slides, styles, policy } },
    );
  const page = printShell(contexts);
  failOn(shellProblems(page, { file: templates.fileOf(shell), policy, slides: document.slides.length }));
  const groups = document.kind === "deck" ? divide(contexts, most) : [contexts];
  const pages = groups.length > 1 ? linkParts(groups.map(printShell)) : [page];
  const parts = pages.map((page, index) => ({ page, slides: groups[index]!.map(({ id }) => id) }));
  return { page, parts };
}

/** An empty cell gets a space: the browser leaves it out of the tags otherwise, and the cells after it move to other columns. */
function fillCells(html: string): string {
  return html.replaceAll(/(<t[dh](?:\s[^>]*)?>)\s*(?=<\/t[dh]>)/g, "$1&nbsp;");
}

/** Of every page that the browser shows. */
export const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

function layoutProblems({
  slide,
  noun,
  layouts,
  placed,
  templates,
}: {
  readonly slide: Slide;
  readonly noun: string;
  readonly layouts: string;
  readonly placed: readonly PlacedBlock[];
  readonly templates: Templates;
}): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (what: string, hint?: string) =>
    problems.push({ what: `${noun} "${slide.id}": ${what}`, ...(hint === undefined ? {} : { hint }) });
  const named = (folder: string) =>
    [...templates.names].filter((name) => name.startsWith(folder)).map((name) => name.slice(folder.length));

  const own = placed.filter((block) => block.slide === slide);
  for (const { block } of own) {
    const kind: string = block.kind;
    if (!templates.names.has(`blocks/${kind}`))
      report(`unknown block "${kind}"`, suggest(kind, named("blocks/")));
  }
  const areas = templates.areasOf(layouts + slide.layout);
  if (areas === undefined) {
    report(`unknown layout "${slide.layout}"`, suggest(slide.layout, named(layouts)));
    return problems;
  }
  const filled = new Set(own.map(({ area }) => area));
  for (const area of filled) {
    if (!areas.includes(area))
      report(`layout "${slide.layout}" has no area "${area}"`, `its areas are ${areas.join(", ")}`);
  }
  for (const area of areas) {
    if (!filled.has(area))
      report(`area "${area}" of layout "${slide.layout}" is empty`, `its areas are ${areas.join(", ")}`);
  }
  return problems;
}

function renderBlock(
  { id, slide, block }: PlacedBlock,
  { templates, charts }: { readonly templates: Templates; readonly charts: ReadonlyMap<string, string> },
): string {
  const name = `blocks/${block.kind}`;
  const html = templates.print(
    name,
    { ...block, id, titleId: `${slide.id}.title` },
    { of: `block "${id}"`, chain: [], finished: { charts } },
  );
  const carriesId = tagsOf(html).some((tag) => attributeOf(tag, "id") === id);
  if (!carriesId) {
    const place = { file: templates.fileOf(name) };
    throw new KessanError([
      {
        place,
        what: "no element carries the id of the block",
        hint: 'write id="{{id}}" on the outermost element',
      },
    ]);
  }
  return html;
}

/** How much running text the fullest area of a slide holds, for style sheets to choose a size of type that fills it. */
interface Words {
  /** Length of the text in ems of its size. */
  readonly ems: number;
  /** Ends of lines that the text itself makes: points, paragraphs, headings. */
  readonly breaks: number;
  /** px of the area's height that charts and tables beside the text take, about. */
  readonly taken: number;
}

/** Only blocks of the class "words" count as text; they say how much of it there is, tables and charts size themselves. */
function fullestArea(blocks: readonly { readonly area: string; readonly html: string }[]): Words {
  const areas = Object.values(Object.groupBy(blocks, ({ area }) => area)).map((own) =>
    wordsOf(own!.map(({ html }) => html)),
  );
  const texts = areas.filter(({ breaks }) => breaks > 0);
  return {
    ems: Math.max(1, ...texts.map(({ ems }) => Math.round(ems))),
    breaks: Math.max(1, ...texts.map(({ breaks }) => Math.round(breaks))),
    taken: Math.max(0, ...texts.map(({ taken }) => taken)),
  };
}

/** px between two blocks, about. */
const gap = 20;
/** px of a row of a table beside text, about. */
const row = 30;

function wordsOf(blocks: readonly string[]): Words {
  let [ems, breaks, taken] = [0, 0, gap * (blocks.length - 1)];
  for (const html of blocks) {
    const isText = /^\s*<\w+[^>]*\bclass="[^"]*\bwords\b/.test(html);
    for (const tag of tagsOf(html)) {
      if (isText) ems += textEms(tag.text);
      if (tag.closing) continue;
      if (isText) breaks += lineEnds[tag.name] ?? 0;
      else if (tag.name === "svg") taken += Number(attributeOf(tag, "height") ?? 0);
      else if (tag.name === "tr" || tag.name === "h2") taken += row;
    }
  }
  return { ems, breaks, taken };
}

/** A label and its value stand beside each other, with a rule under them. */
const lineEnds: Readonly<Record<string, number>> = { h2: 1, h3: 1, li: 1, p: 1, dt: 0.5, dd: 1.2 };

/** A company's own shell must keep what the printing relies on. */
function shellProblems(
  page: string,
  { file, policy, slides }: { readonly file: string; readonly policy: string; readonly slides: number },
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (what: string, hint: string) => problems.push({ place: { file }, what, hint });
  const tags = [...tagsOf(page)].filter(({ closing }) => !closing);
  const sections = tags.filter((tag) => attributeOf(tag, "data-slide") !== undefined);
  if (!page.includes(policy))
    report("the shell does not print the content policy", "write {{policy}} in its head");
  if (!tags.some(({ name }) => name === "style"))
    report("the shell does not print the styles", "write {{styles}} in its head");
  if (!tags.some((tag) => tag.name === "html" && (attributeOf(tag, "lang") ?? "") !== "")) {
    report("the shell has no lang", 'write <html lang="{{lang}}">');
  }
  if (sections.length !== slides) {
    report(
      `expected ${slides} elements with data-slide, got ${sections.length}`,
      'write data-slide="{{id}}" in {{#each slides}}',
    );
  }
  return problems;
}
