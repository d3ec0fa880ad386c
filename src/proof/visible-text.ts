import { attributeOf, decodeEntities, tagsOf } from "../html/tags.ts";

/** What of an e-mail's HTML is seen or heard. */
export interface Visible {
  /** Without tags, head and comments, a line for each box. */
  readonly text: string;
  /** Attributes that are read aloud or shown. */
  readonly attributes: readonly string[];
  /** Tags that mail programs must not be sent. */
  readonly foreign: readonly string[];
}

/** Stands in the text before and after what is raised: the number of a footnote is no digit of the figure before it. */
export const raised = "\u2063";
const inline = /^(?:a|abbr|b|em|i|small|span|strong|sub|u|wbr|data)$/;
const forbidden =
  /^(?:script|style|form|input|button|svg|link|base|iframe|object|embed|video|audio|canvas|template)$/;

/** HTML as its reader gets it, and what in it mail programs must not be sent. */
export function visibleText(html: string): Visible {
  let text = "";
  let isHead = false;
  const attributes: string[] = [];
  const foreign: string[] = [];
  for (const tag of tagsOf(html)) {
    if (!isHead) text += decodeEntities(tag.text).replaceAll(/\s*\n\s*/g, " ");
    if (tag.name === "head") isHead = !tag.closing;
    if (tag.name === "sup") text += raised;
    else if (!inline.test(tag.name)) text += "\n";
    if (tag.closing) continue;
    if (forbidden.test(tag.name) || isRemote(tag.attributes)) foreign.push(`<${tag.name}${tag.attributes}>`);
    for (const name of ["alt", "title", "aria-label", "summary"]) {
      const value = attributeOf(tag, name);
      if (value !== undefined) attributes.push(decodeEntities(value));
    }
  }
  return { text, attributes, foreign };
}

/** Whether a tag loads anything but a part of its own mail, or holds data. */
function isRemote(attributes: string): boolean {
  return (
    /\s(?:src|srcset|background|poster|href|action|data)\s*=(?!\s*["']?cid:)/i.test(attributes) ||
    /url\(|\son\w+\s*=/i.test(attributes)
  );
}
