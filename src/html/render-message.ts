import type { Document } from "../documents/document.ts";
import type { Locale } from "../locales/locale.ts";
import { attempt, failOn, withoutDoubles, type Problem } from "../problem.ts";
import { chartHeight } from "../charts/chart-height.ts";
import { blocksOf, type PlacedBlock } from "./blocks-of.ts";
import { chartMark, fontsMark } from "./fill.ts";
import { inlineStyles, readRules } from "./inline-styles.ts";
import { contentPolicy } from "./render.ts";
import { escapeHtml } from "./runs-html.ts";
import type { Templates } from "./templates.ts";
import { look, styleValues, tokensCss, type Tokens } from "./tokens.ts";

/** What the bodies of a message are rendered from. */
export interface MessageRendering {
  readonly document: Document;
  readonly locale: Pick<Locale, "lang" | "faces" | "leading">;
  readonly templates: Templates;
  readonly tokens: Tokens;
  /** What both bodies hold where a recipient is greeted: plain text that needs no escaping. */
  readonly greeting: string;
  /** What travels with it, in order: the title of each document, and the name of its file. */
  readonly attachments: readonly { readonly title: string; readonly name: string }[];
  /** The picture of its chart: URL, and size in CSS px. */
  readonly picture?: { readonly url: string; readonly width: number; readonly height: number };
}

/** The two bodies of an e-mail. */
export interface RenderedMessage {
  /** Lines of 76 columns where its tables leave room for that; without spaces at the ends of lines. */
  readonly text: string;
  /** Styles are in its elements; it holds no style sheet, no class and nothing that is loaded. */
  readonly html: string;
}

/** The chart of a message with its id: what becomes its picture. Undefined where it has none. */
export function chartOf(document: Pick<Document, "slides">): PlacedBlock | undefined {
  return blocksOf(document).find(({ block }) => block.kind === "chart");
}

/** Renders the bodies of a message. Throws a KessanError with what templates ask for and the message does not have, and with styles that cannot be written into elements. */
export function renderMessage(rendering: MessageRendering): RenderedMessage {
  const { locale, templates, tokens } = rendering;
  const [file, css] = [templates.fileOf("styles/message.css"), templates.cssOf("message")];
  const { rules, problems } = readRules(css, { file, values: styleValues(tokens, locale) });
  failOn(problems);
  const html = print(rendering, "html");
  const text = print(rendering, "text");
  return { text: tidy(text), html: inlineStyles(html, rules).replaceAll(/\n{2,}/g, "\n") };

  function tidy(text: string): string {
    const lines = text.replaceAll(/[^\S\n]+$/gm, "").replaceAll(/\n{3,}/g, "\n\n");
    return `${lines.trim()}\n`;
  }
}

/** The page that the picture of a message's chart is taken of; marks stand where the chart and the fonts will be. */
export function renderPicture({
  document,
  locale,
  templates,
  tokens,
}: Pick<MessageRendering, "document" | "locale" | "templates" | "tokens">): string {
  const placed = chartOf(document);
  if (placed?.block.kind !== "chart") return "";
  const { id, block } = placed;
  const css = `${tokensCss(tokens, { ...locale, kind: document.kind })}\n${templates.cssOf("picture")}`;
  // Panels of one series each say its name themselves
  const isNamed = block.chart.panels.every((panel) => "caption" in panel && panel.caption !== undefined);
  const charts = new Map([[id, chartMark(id, chartHeight(block.chart, look(tokens, locale)))]]);
  return templates.print(
    "message/picture.html",
    { ...block, legend: isNamed ? [] : block.legend, id, lang: locale.lang, title: document.title },
    {
      of: "the picture",
      chain: [],
      finished: {
        charts,
        styles: `<style>\n${fontsMark}\n${css}\n</style>`,
        policy: `<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">`,
      },
    },
  );
}

function print(
  { document, locale, templates, greeting, attachments, picture }: MessageRendering,
  form: "html" | "text",
): string {
  const { lang } = locale;
  const problems: Problem[] = [];
  const placed = blocksOf(document);
  const pictures = new Map(placed.map(({ id, block }) => [id, pictureHtml(block, picture)]));
  const sections = document.slides.slice(1);
  const slides = new Map<string, string>();
  for (const section of sections) {
    const of = `section "${section.id}"`;
    const blocks = placed
      .filter(({ slide }) => slide === section)
      .map(({ id, block }) => {
        const name = `message/blocks/${block.kind}.${form}`;
        const printing = { of: `block "${id}"`, chain: [], lang, finished: { pictures } };
        return attempt(problems, () => templates.print(name, { ...block, id }, printing).trimEnd()) ?? "";
      });
    const areas = new Map([["main", blocks.join(form === "text" ? "\n\n" : "\n")]]);
    const { title, subtitle, unit } = section;
    const headed = title.length > 0 || subtitle.length > 0 || unit !== "";
    const printed =
      attempt(problems, () =>
        templates.print(
          `message/section.${form}`,
          { ...section, headed },
          { of, chain: [], lang, finished: { areas } },
        ),
      ) ?? "";
    slides.set(section.id, printed.trim());
  }
  failOn(withoutDoubles(problems));
  const footnotes = document.footnotes.map((note) => ({ ...note, mark: `[${note.number}] ` }));
  return templates.print(
    `message/message.${form}`,
    { ...document, lang, slides: sections, footnotes, attachments },
    { of: "the message", chain: [], lang, finished: { slides, greeting } },
  );
}

function pictureHtml(block: PlacedBlock["block"], picture: MessageRendering["picture"]): string {
  if (block.kind !== "chart") return "";
  const { url = "cid:", width = block.chart.width, height = 0 } = picture ?? {};
  const alt = escapeHtml(block.chart.alt.trim());
  return `<img class="picture" src="${escapeHtml(url)}" alt="${alt}" width="${width}" height="${height}" style="max-width: ${width}px">`;
}
