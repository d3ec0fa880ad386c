import { createFonts, type Fonts } from "../../src/fonts/load.ts";
import { cutFont } from "../../src/fonts/cut.ts";
import { faces, type FaceName } from "../../src/fonts/faces.ts";

export interface SampleDeck {
  /** Contents of the slides; each becomes `section.slide` with the id "s1", "s2" and so on. */
  readonly slides: readonly string[];
  readonly head?: string;
  readonly lang?: string;
  /** Characters that the fonts are cut to instead of those of the slides. */
  readonly characters?: string;
}

let loaded: Promise<Fonts> | undefined;

/** A self-contained deck of 1280 x 720 px slides with fonts cut to it. */
export async function sampleDeck({
  slides,
  head = "",
  lang = "en",
  characters,
}: SampleDeck): Promise<string> {
  const fonts = await (loaded ??= createFonts());
  const text = characters ?? slides.join("");
  const rules = await Promise.all(
    (["inter", "noto-sans-jp"] as const).flatMap((face) =>
      ([400, 600] as const).map((weight) => fontRule(fonts, { face, weight, characters: text })),
    ),
  );
  const sections = slides.map(
    (slide, i) => `<section class="slide" data-slide="s${i + 1}">${slide}</section>`,
  );
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>Sample</title>
<style>
${rules.join("\n")}
@page { size: 1280px 720px; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { font: 16px/1.4 "Inter", "Noto Sans JP" }
.slide { position: relative; width: 1280px; height: 720px; padding: 40px 64px; overflow: hidden; break-after: page }
.slide:last-child { break-after: auto }
data { white-space: nowrap }
table { border-collapse: collapse; table-layout: fixed; width: 600px }
</style>${head}</head><body>${sections.join("\n")}</body></html>`;
}

type Cut = { readonly face: FaceName; readonly weight: 400 | 600; readonly characters: string };

async function fontRule(fonts: Fonts, { face, weight, characters }: Cut): Promise<string> {
  const bytes = Buffer.from(await cutFont(fonts, { face, weight, characters }));
  const src = `url(data:font/ttf;base64,${bytes.toString("base64")})`;
  return `@font-face { font-family: "${faces[face].family}"; font-weight: ${weight}; src: ${src} }`;
}

/** A slide with a heading, a table of figures, a sentence and a chart, as decks have them. */
export function resultsSlide({ rows = 12, title = "Operating income rose 81.8%" } = {}): string {
  const names = ["売上高", "営業利益", "経常利益", "Revenues", "Cost of sales", "△ Net loss"];
  const body = Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: 5 }, (_, column) => {
      const value = (row + 1) * 1234 + column * 77;
      return `<td><data data-figure="account-${row}@${column + 1}Q06" value="${value}">${value.toLocaleString("en")}</data></td>`;
    });
    return `<tr><th scope="row">${names[row % names.length]}</th>${cells.join("")}</tr>`;
  });
  const head = Array.from({ length: 5 }, (_, column) => `<th scope="col">${column + 1}Q06</th>`).join("");
  const bars = Array.from({ length: 5 }, (_, bar) => {
    const height = 40 + bar * 20;
    return `<rect x="${bar * 60}" y="${160 - height}" width="40" height="${height}" fill="#1F78B4"/><text x="${bar * 60 + 20}" y="${150 - height}" text-anchor="middle" font-size="12" data-figure="chart@${bar + 1}Q06">${height}</text>`;
  });
  return `<header><h1 style="font-size:27px">${title}</h1></header>
<div data-area="main" style="width:600px"><div data-block="results-table"><table><thead><tr><th scope="col">JPY million</th>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div></div>
<div data-area="side" style="position:absolute;left:720px;top:120px;width:480px"><div data-block="chart"><svg role="img" aria-label="Revenues by quarter" width="300" height="160" viewBox="0 0 300 160" font-family="Inter">${bars.join("")}</svg></div>
<p data-block="paragraph">営業利益 rose to <data data-figure="operating-income@ytd" value="811">811</data>, <b style="font-weight:600">the best half</b> so far.</p></div>`;
}
