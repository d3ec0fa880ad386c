/** A stylesheet that reaches no further than one element. */
export interface ScopedCss {
  /** At-rules that have no meaning inside a rule: `@font-face`, `@keyframes`, `@property`. */
  readonly top: string;
  /** One rule over the element, with all others nested in it. */
  readonly nested: string;
}

/**
 * Puts a page's stylesheet under `selector`: what it says of `:root`, `html` and `body` is said of that element, everything
 * else of what lies in it. Boxes of paper and imports are left out; families of fonts get `suffix`, so that the cut faces of
 * two documents do not mix.
 */
export function scopeCss(
  css: string,
  { selector, suffix }: { readonly selector: string; readonly suffix: string },
): ScopedCss {
  const rules = rulesOf(css);
  const families = rules.flatMap(({ prelude, body }) =>
    prelude === "@font-face" ? [/font-family:\s*["']?([^;"']+)/.exec(body ?? "")?.[1]?.trim() ?? ""] : [],
  );
  const rename = (text: string): string => renameFamilies(text, families, suffix);
  const top = rules.filter(({ prelude }) =>
    /^@(font-face|(-\w+-)?keyframes|property|counter-style)\b/.test(prelude),
  );
  return {
    top: top.map(({ prelude, body }) => `${prelude}{${rename(squeeze(body ?? ""))}}`).join("\n"),
    nested: `${selector}{\n${nest(
      rules.filter((rule) => !top.includes(rule)),
      rename,
    )}\n}`,
  };
}

/** Families in double quotes, plain or escaped as in an attribute, with the suffix after them. */
export function renameFamilies(text: string, families: readonly string[], suffix: string): string {
  return families
    .filter((family) => family !== "")
    .reduce(
      (renamed, family) =>
        renamed
          .replaceAll(`"${family}"`, `"${family}${suffix}"`)
          .replaceAll(`&quot;${family}&quot;`, `&quot;${family}${suffix}&quot;`),
      text,
    );
}

/** The families that a stylesheet brings with it. */
export function familiesOf(css: string): readonly string[] {
  return [
    ...new Set([...css.matchAll(/@font-face\s*\{\s*font-family:\s*"([^"]+)"/g)].map(([, name]) => name!)),
  ];
}

interface Rule {
  readonly prelude: string;
  /** What stands between the braces; undefined for a statement such as `@import`. */
  readonly body: string | undefined;
}

function nest(rules: readonly Rule[], rename: (text: string) => string): string {
  return rules
    .flatMap(({ prelude, body }) => {
      if (body === undefined || prelude.startsWith("@page")) return [];
      if (prelude.startsWith("@")) return [`${prelude}{\n${nest(rulesOf(body), rename)}\n}`];
      return [`${under(prelude)}{${rename(squeeze(body))}}`];
    })
    .join("\n");
}

/** A list of selectors, of which those of the whole page mean the element that all is nested in. */
function under(selectors: string): string {
  return squeeze(selectors)
    .replace(/(^|[\s,>+~(])(?:html|body|:root)(?![\w-])/g, "$1&")
    .replace(/&(?:\s*>\s*|\s+)&/g, "&");
}

/** The rules on the first level. Comments go; strings and addresses are passed over. */
function rulesOf(css: string): readonly Rule[] {
  const rules: Rule[] = [];
  const mark = /\/\*[^]*?\*\/|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|url\([^)"']*\)|[{};]/g;
  let depth = 0;
  let from = 0;
  let opened = 0;
  for (let found = mark.exec(css); found !== null; found = mark.exec(css)) {
    const [token] = found;
    if (token === "{" && depth++ === 0) opened = found.index;
    if (token === "}" && --depth === 0) {
      rules.push({ prelude: preludeOf(css.slice(from, opened)), body: css.slice(opened + 1, found.index) });
      from = mark.lastIndex;
    }
    if (token === ";" && depth === 0) {
      rules.push({ prelude: preludeOf(css.slice(from, found.index)), body: undefined });
      from = mark.lastIndex;
    }
  }
  return rules;
}

function preludeOf(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, "").trim();
}

/** Without comments, and one space for many. Data of fonts stay as they are. */
function squeeze(text: string): string {
  return text.length > 10_000
    ? text.trim()
    : text
        .replace(/\/\*[^]*?\*\//g, "")
        .replace(/\s+/g, " ")
        .trim();
}
