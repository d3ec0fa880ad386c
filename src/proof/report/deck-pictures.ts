import { familiesOf, renameFamilies, scopeCss, type ScopedCss } from "./scope-css.ts";

/** The slides of a deck or the pages of a report, to be shown small inside another. */
export interface DeckPictures {
  readonly css: ScopedCss;
  /** The families of the fonts that the page brought with it, as they are called now. */
  readonly families: readonly string[];
  /** The section of each page, in their order: without ids, links and whatever else points at an id. */
  readonly pages: readonly string[];
}

/** Takes the slides and styles out of a deck's page. Nothing of it reaches out of the elements that match `selector`. */
export function takePictures(
  page: string,
  of: { readonly selector: string; readonly suffix: string },
): DeckPictures {
  const styles = [...page.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, css]) => css!).join("\n");
  const families = familiesOf(styles);
  const body = page.slice(Math.max(0, page.indexOf("<body"))).replace(/<(script|style)\b[^]*?<\/\1>/gi, "");
  return {
    css: scopeCss(styles, of),
    families: families.map((family) => family + of.suffix),
    pages: [...sectionsOf(body, (value) => renameFamilies(value, families, of.suffix))],
  };
}

/** Elements that could load, send or leave: a picture needs none of them. */
const foreign = /^(link|base|meta|iframe|frame|object|embed|video|audio|form|input|button)$/i;

/** Attributes that name an id, lead somewhere or run; `value` is the exact value, which the trace holds. */
const pointing =
  /^(id|headers|for|name|value|href|xlink:href|tabindex|autofocus|contenteditable|aria-.*|on.*)$/i;

/** The sections of slides or pages, in one pass over the tags. */
function* sectionsOf(body: string, rename: (value: string) => string): Generator<string> {
  const tag = /<!--[^]*?-->|<(\/?)([A-Za-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
  let isInside = false;
  let depth = 0;
  let parts: string[] = [];
  let last = 0;
  for (let found = tag.exec(body); found !== null; found = tag.exec(body)) {
    const [, slash = "", name, attributes = ""] = found;
    const text = body.slice(last, found.index);
    last = tag.lastIndex;
    const isSection = name?.toLowerCase() === "section";
    if (!isInside) {
      isInside = isSection && /\sdata-slide="|\sclass="page"/.test(attributes);
      if (!isInside) continue;
      depth = 0;
      parts = [];
    } else parts.push(text);
    if (isSection) depth += slash === "" ? 1 : -1;
    if (name !== undefined && !foreign.test(name)) {
      parts.push(`<${slash}${name}${attributes === "" ? "" : keep(attributes, rename)}>`);
    }
    if (depth > 0) continue;
    yield parts.join("");
    isInside = false;
  }
}

/** The attributes that a picture may have; in them only, and not in text, does the name of a family ask for it. */
function keep(attributes: string, rename: (value: string) => string): string {
  return attributes.replace(
    /\s+([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g,
    (attribute, name: string) => {
      if (pointing.test(name)) return "";
      return name === "style" || name === "font-family" ? rename(attribute) : attribute;
    },
  );
}
