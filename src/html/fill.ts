import type { CutFace } from "../fonts/cut-faces.ts";

/** Where the fonts will stand in the styles of a page. */
export const fontsMark = "/*kessan:fonts*/";

/** Stands for the chart of a block in a page until it is drawn; `height` in px. */
export function chartMark(id: string, height: number): string {
  return `<svg data-chart="${id}" height="${height}"></svg>`;
}

/** Puts the charts, by the id of their block, and the fonts into a rendered page. Throws an Error for a chart that is not there. */
export function fillPage(
  page: string,
  { charts, fonts }: { readonly charts: ReadonlyMap<string, string>; readonly fonts: readonly CutFace[] },
): string {
  return page
    .replace(fontsMark, () => fontsCss(fonts))
    .replaceAll(/<svg data-chart="([^"]*)"[^>]*><\/svg>/g, (_, id: string) => {
      const svg = charts.get(id);
      if (svg === undefined) throw new Error(`no chart was drawn for block "${id}"`);
      return svg;
    });
}

function fontsCss(fonts: readonly CutFace[]): string {
  return fonts
    .map(({ family, weight, bytes }) => {
      const source = `url(data:font/ttf;base64,${Buffer.from(bytes).toString("base64")}) format("truetype")`;
      return `@font-face { font-family: "${family}"; font-weight: ${weight}; font-style: normal; src: ${source}; }`;
    })
    .join("\n");
}
