import type { Problem } from "../problem.ts";
import { attributeOf, tagsOf } from "./tags.ts";

/** What a reader without eyes would miss on a printed slide: headings that skip a level, tables without head cells, pictures without alt. */
export function pageProblems({
  of,
  above,
  file,
  html,
}: {
  /** What it is called: `slide "revenues"`. */
  readonly of: string;
  /** The level of the heading that it stands under; 0 for none. */
  readonly above: number;
  readonly file: string;
  readonly html: string;
}): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (what: string) => problems.push({ place: { file }, what: `${of}: ${what}` });
  let level = above;
  let table: { heads: number } | undefined;
  for (const tag of tagsOf(html)) {
    const { name, closing } = tag;
    if (closing) {
      if (name === "table" && table?.heads === 0) report("a table has no head cells (th)");
      if (name === "table") table = undefined;
      continue;
    }
    const heading = /^h([1-6])$/.exec(name)?.[1];
    if (heading !== undefined) {
      if (Number(heading) > level + 1)
        report(
          level === above
            ? `the first heading is ${name}: expected h${above + 1}`
            : `${name} follows h${level}: expected h${level + 1}`,
        );
      level = Number(heading);
    }
    if (name === "table") table = { heads: 0 };
    if (name === "th" && table !== undefined) table.heads++;
    if (name === "img" && attributeOf(tag, "alt") === undefined) report("a picture has no alt");
  }
  return problems;
}
