import type { Problem } from "../problem.ts";
import { scanMarkup } from "./scan-markup.ts";

/** What a reader without eyes would miss on a printed slide: headings that skip a level, tables without head cells, pictures without alt. */
export function pageProblems({
  slide,
  file,
  html,
}: {
  readonly slide: string;
  readonly file: string;
  readonly html: string;
}): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (what: string) => problems.push({ place: { file }, what: `slide "${slide}": ${what}` });
  let level = 0;
  let table: { heads: number } | undefined;
  for (const token of scanMarkup(html)) {
    if (token.kind === "text") continue;
    if (token.kind === "close") {
      if (token.tag === "table" && table?.heads === 0) report("a table has no head cells (th)");
      if (token.tag === "table") table = undefined;
      continue;
    }
    const heading = /^h([1-6])$/.exec(token.tag)?.[1];
    if (heading !== undefined) {
      if (Number(heading) > level + 1)
        report(
          level === 0
            ? `the first heading is ${token.tag}: expected h1`
            : `${token.tag} follows h${level}: expected h${level + 1}`,
        );
      level = Number(heading);
    }
    if (token.tag === "table") table = { heads: 0 };
    if (token.tag === "th" && table !== undefined) table.heads++;
    if (token.tag === "img" && !token.attributes.some(({ name }) => name === "alt"))
      report("a picture has no alt");
  }
  return problems;
}
