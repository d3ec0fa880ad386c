import type { Problem } from "../problem.ts";
import { positionOf } from "./scan-mustaches.ts";

/** A rule of a style sheet for one element or one set of classes: `th`, `.total`, `td.total`. */
export interface StyleRule {
  readonly element: string;
  readonly classes: readonly string[];
  readonly declarations: string;
}

/**
 * The rules of a style sheet whose styles are to be written into elements, with what stands for `var(--name)`; and what in it
 * cannot be: other selectors, at-rules, unknown variables.
 */
export function readRules(
  source: string,
  { file, values }: { readonly file: string; readonly values: ReadonlyMap<string, string> },
): { readonly rules: readonly StyleRule[]; readonly problems: readonly Problem[] } {
  const rules: StyleRule[] = [];
  const problems: Problem[] = [];
  const css = source.replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "));
  const report = (offset: number, what: string, hint: string): void => {
    problems.push({ place: { file, ...positionOf(css, offset) }, what, hint });
  };
  const cannot = (start: number, what: string): void =>
    report(
      start,
      `"${what}" cannot be written into elements`,
      "write one element with or without classes: td.total; mail programs know no others",
    );
  let end = 0;
  for (const { 0: all, 1: heads, 2: body, index } of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    // Left over by the rule before: the head of an at-rule, or a bracket too many
    if (css.slice(end, index).trim() !== "")
      cannot(
        end + css.slice(end).search(/\S/),
        css
          .slice(end, index)
          .trim()
          .replace(/\s*\{$/, ""),
      );
    end = index + all.length;
    const start = index + all.search(/\S/);
    const declarations = body!
      .trim()
      .replaceAll(/\s+/g, " ")
      .replaceAll(/var\((--[\w-]+)\)/g, (written, name: string) => {
        const value = values.get(name);
        if (value === undefined)
          report(
            index + all.indexOf(written),
            `unknown variable "${name}"`,
            `they are ${[...values.keys()].join(", ")}`,
          );
        return value ?? "";
      });
    for (const head of heads!.split(",").map((one) => one.trim())) {
      const [, element, classes] = /^([a-z][a-z0-9]*)?((?:\.[\w-]+)*)$/.exec(head) ?? [];
      if (head === "" || classes === undefined) cannot(start, head);
      else rules.push({ element: element ?? "", classes: classes.split(".").slice(1), declarations });
    }
  }
  const rest = css.slice(end).trim();
  if (rest !== "") cannot(end + css.slice(end).search(/\S/), rest);
  return { rules, problems };
}

/**
 * HTML with the styles of its classes in its elements, since mail programs drop style sheets: classes, ids and `data-` attributes
 * go, and so do the elements that only marked figures and periods. What an element has in its own `style` comes last.
 */
export function inlineStyles(html: string, rules: readonly StyleRule[]): string {
  const kept: boolean[] = [];
  return html.replaceAll(
    /<(\/?)([A-Za-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g,
    (tag, slash: string, name: string, rest: string) => {
      const element = name.toLowerCase();
      const isMark = element === "data" || element === "span";
      if (slash === "/") {
        if (!isMark) return tag;
        return kept.pop() === false ? "" : "</span>";
      }
      const attributes = attributesOf(rest);
      const styles = stylesOf({ element, attributes, rules });
      const others = [...attributes].filter(
        ([key]) => !dropped.test(key) && !(element === "data" && key === "value"),
      );
      if (isMark) {
        const isKept = styles !== "" || others.length > 0;
        kept.push(isKept);
        if (!isKept) return "";
      }
      const written = [...others, ...(styles === "" ? [] : [["style", styles] as const])];
      const end = /\/\s*$/.test(rest) && !/=\s*\/\s*$/.test(rest) ? " /" : "";
      const called = isMark ? "span" : name;
      return `<${called}${written.map(([key, value]) => (value === undefined ? ` ${key}` : ` ${key}="${value}"`)).join("")}${end}>`;
    },
  );
}

const dropped = /^(?:class|id|style|data-.*)$/;

function stylesOf({
  element,
  attributes,
  rules,
}: {
  readonly element: string;
  readonly attributes: ReadonlyMap<string, string | undefined>;
  readonly rules: readonly StyleRule[];
}): string {
  const classes = new Set((attributes.get("class") ?? "").split(/\s+/));
  const found = rules
    .filter(
      (rule) =>
        (rule.element === "" || rule.element === element) && rule.classes.every((one) => classes.has(one)),
    )
    .map(({ declarations }) => declarations.replaceAll('"', "'"));
  const own = attributes.get("style");
  // The last of a property holds, and stands where it did
  const last = new Map<string, string>();
  for (const declaration of [...found, own ?? ""].flatMap((one) => one.split(";"))) {
    const property = declaration.split(":")[0]!.trim();
    last.delete(property);
    if (property !== "") last.set(property, `${declaration.trim()};`);
  }
  return [...last.values()].join(" ");
}

/** Attributes by their names, with their values as they are written; undefined for one without a value. */
function attributesOf(text: string): ReadonlyMap<string, string | undefined> {
  const found = text.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g);
  return new Map(
    [...found].map(([, name, double, single, bare]) => [
      name!.toLowerCase(),
      double ?? single?.replaceAll('"', "&quot;") ?? bare,
    ]),
  );
}
