import type { Document } from "../documents/document.ts";
import { figuresOf } from "../documents/printed-figures.ts";
import { plainText } from "../documents/sentence.ts";
import { attributeOf, decodeEntities, tagsOf } from "../html/tags.ts";
import type { MessageStray } from "./check-message.ts";

/** The page that the picture of a message was taken of, with its chart in it. */
export interface PictureCheck {
  readonly document: Document;
  readonly html: string;
  readonly literals: readonly { readonly text: string }[];
}

/**
 * Reads the page of a picture back: every planned figure of its chart stands there once with exactly its text, and no other number
 * does but the periods of its columns and what its series and literals are called.
 */
export function checkPicture({ document, html, literals }: PictureCheck): readonly MessageStray[] {
  const charts = document.slides
    .flatMap(({ areas }) => Object.values(areas).flat())
    .flatMap((block) => (block.kind === "chart" ? [block] : []));
  const waiting = charts.flatMap(({ chart }) => figuresOf("", chart.panels));
  const columns = new Set(
    charts.flatMap(({ chart }) => chart.columns.map(({ id, label }) => `${id} ${label}`)),
  );
  const names = charts.flatMap(({ legend, chart }) => [
    ...legend.map(({ label }) => plainText(label)),
    ...chart.panels.flatMap(({ caption }) => caption ?? []),
  ]);
  const known = [...names, ...literals.map(({ text }) => text)].filter((text) => /\p{N}/u.test(text));
  const strays: MessageStray[] = [];
  for (const { text, figure, term } of textsIn(html)) {
    if (figure !== undefined) {
      const at = waiting.findIndex((one) => one.figure === figure && one.text === text);
      if (at !== -1) waiting.splice(at, 1);
      else strays.push({ part: "picture", sort: "unbound", text, within: figure });
      continue;
    }
    if (term !== undefined && columns.has(`${term} ${text}`)) continue;
    const rest = known.reduce((left, one) => left.replaceAll(one, " "), text);
    for (const [number] of rest.matchAll(/\p{N}+(?:[.,]\p{N}+)*/gu))
      strays.push({ part: "picture", sort: "unbound", text: number, within: text });
  }
  return [
    ...waiting.map(({ figure, text }): MessageStray => ({
      part: "picture",
      sort: "lost",
      text,
      within: figure,
    })),
    ...strays,
  ];
}

interface PaintedText {
  readonly text: string;
  readonly figure?: string;
  readonly term?: string;
}

/** The texts that the body of a page paints, each with the figure or the period that the elements around it name. */
function textsIn(html: string): readonly PaintedText[] {
  const texts: PaintedText[] = [];
  const open: { readonly name: string; readonly figure?: string; readonly term?: string }[] = [];
  let isBody = false;
  for (const tag of tagsOf(html)) {
    const text = decodeEntities(tag.text).trim();
    const { figure, term } = open.findLast((one) => one.figure !== undefined || one.term !== undefined) ?? {};
    if (isBody && text !== "") texts.push({ text, ...(figure && { figure }), ...(term && { term }) });
    if (tag.name === "body") isBody = !tag.closing;
    if (tag.closing) open.splice(open.findLastIndex(({ name }) => name === tag.name));
    else if (!/\/\s*$/.test(tag.attributes)) {
      const [figure, term] = [attributeOf(tag, "data-figure"), attributeOf(tag, "data-term")];
      open.push({ name: tag.name, ...(figure && { figure }), ...(term && { term }) });
    }
  }
  return texts;
}
