import { checkRequest } from "./charts/check-request.ts";
import type { Document, Slide } from "./documents/document.ts";
import type { DrawingOrder } from "./drawing.ts";
import type { Files } from "./effects.ts";
import { decodeText } from "./facts/text.ts";
import { blocksOf } from "./html/blocks-of.ts";
import { checkSize } from "./html/check-size.ts";
import { renderPicture } from "./html/render-message.ts";
import { renderHtml, type Part } from "./html/render.ts";
import { loadTemplates, type Templates } from "./html/templates.ts";
import { look, readTokens, type Tokens, type TokenSource } from "./html/tokens.ts";
import type { Locale } from "./locales/locale.ts";
import { failOn, KessanError, type Place, type Problem } from "./problem.ts";

/** The templates and tokens that a company prints with. */
export interface HouseStyle {
  readonly templates: Templates;
  readonly tokens: Tokens;
}

/** A document with all that its page is rendered from but charts and fonts. */
export interface Layout extends HouseStyle {
  readonly document: Document;
  readonly locale: Locale;
  readonly places: SlidePlaces;
  /** What is being drawn for it. */
  readonly drawn: readonly Promise<ReadonlyMap<string, string>>[];
}

/** A layout with its pages: marks stand where charts and fonts will be. */
export interface LaidOut extends Layout {
  /** Of a message: the page that its picture is taken of; empty where it has none. */
  readonly page: string;
  /** What is printed of it, one after the other; of a message nothing. */
  readonly parts: readonly Part[];
}

/** Where the input says what stands on a slide, for messages. */
export interface SlidePlaces {
  /** In the outline. */
  readonly structure: (slide: string) => Place;
  /** In the texts of the document's language. */
  readonly words: (slide: string) => Place;
}

/**
 * Reads the templates and tokens of a company: its own `templates` and `brand.yaml` go before the program's templates
 * folder. Throws a KessanError with every fault of either.
 */
export async function readHouseStyle(company: Files, program: Files): Promise<HouseStyle> {
  const [templates, tokens] = await Promise.allSettled([
    loadTemplates([below(company, "templates"), program]),
    tokenSources(company, program).then((sources) => readTokens(...sources)),
  ]);
  if (templates.status === "fulfilled" && tokens.status === "fulfilled") {
    return { templates: templates.value, tokens: tokens.value };
  }
  const problems: Problem[] = [];
  for (const part of [templates, tokens]) {
    if (part.status === "fulfilled") continue;
    if (!(part.reason instanceof KessanError)) throw part.reason;
    problems.push(...part.reason.problems);
  }
  throw new KessanError(problems);
}

/** What a drawer is asked for: the charts of slides, by the id of their block. */
export function orderCharts(
  slides: readonly Slide[],
  { tokens, locale, places }: Pick<Layout, "tokens" | "locale" | "places">,
): DrawingOrder {
  const charts = blocksOf({ slides }).flatMap(({ id, slide, block }) =>
    "chart" in block
      ? [{ id, slide: slide.id, place: places.structure(slide.id), request: block.chart }]
      : [],
  );
  return { charts, look: look(tokens, locale), faces: locale.faces };
}

/**
 * Renders the page of a document but for its charts and fonts, so that every fault of its layouts and blocks, and of what
 * its charts are asked to show, is told before a browser starts. Throws a KessanError with all of them.
 */
export function layOut(layout: Layout): LaidOut {
  const { document, locale, tokens, places } = layout;
  const chartLook = look(tokens, locale);
  failOn(
    blocksOf(document).flatMap(({ slide, block }) =>
      "chart" in block
        ? checkRequest(block.chart, chartLook).map((problem) => ({
            ...problem,
            place: places.structure(slide.id),
            what: `slide "${slide.id}": ${problem.what}`,
          }))
        : [],
    ),
  );
  const rendered =
    document.kind === "message"
      ? { page: renderPicture(layout), parts: [] }
      : renderHtml({ ...layout, placeOf: places.structure });
  failOn(checkSize(rendered.page, sizeOf(layout)));
  return { ...layout, ...rendered };
}

/** What the page of a document is called where it is too large. */
export function sizeOf({ document, places }: Layout): { readonly of: string; readonly file: string } {
  return { of: `${document.name} (${document.lang})`, file: places.structure("").file };
}

async function tokenSources(company: Files, program: Files): Promise<readonly TokenSource[]> {
  const places = [
    { files: program, path: "styles/tokens.yaml" },
    { files: company, path: "brand.yaml" },
  ];
  const found = await Promise.all(
    places.map(async ({ files, path }) => {
      const bytes = await files.read(path);
      const file = files.display(path);
      return bytes === undefined ? [] : [{ file, text: decodeText({ bytes, file }) }];
    }),
  );
  return found.flat();
}

/** The files of a folder inside another. */
function below(files: Files, folder: string): Files {
  return {
    read: (path) => files.read(`${folder}/${path}`),
    list: async (path) =>
      (await files.list(`${folder}/${path}`)).map((name) => name.slice(folder.length + 1)),
    folders: (path) => files.folders(`${folder}/${path}`),
    display: (path) => files.display(`${folder}/${path}`),
  };
}
