/**
 * Columns that a text takes in type of one width: East Asian wide and full-width characters two (UAX #11, W and F), marks
 * none. Signs whose width is ambiguous (A) are as wide as kana in Japanese, where △ stands before a figure.
 */
export function widthOf(text: string, lang: string): number {
  let width = 0;
  for (const character of text) {
    if (unseen.test(character)) continue;
    width += wide.test(character) || (lang === "ja" && ambiguous.test(character)) ? 2 : 1;
  }
  return width;
}

/** Text filled up with spaces to so many columns; a longer one stays as it is. */
export function padded(
  text: string,
  of: { readonly to: number; readonly at: "start" | "end"; readonly lang: string },
): string {
  const room = " ".repeat(Math.max(0, of.to - widthOf(text, of.lang)));
  return of.at === "start" ? room + text : text + room;
}

/** What a line may be broken before and after: characters of scripts that are written without spaces. */
export const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const unseen = /[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]/u;

const ambiguous =
  /[\u00a7\u00b0\u00b1\u00b4\u00b6\u00d7\u00f7\u2010\u2013-\u2016\u2018\u2019\u201c\u201d\u2020-\u2022\u2025-\u2027\u2030\u2032\u2033\u203b\u2190-\u2199\u2200-\u22ff\u2460-\u24ff\u2500-\u257f\u25a0-\u25ff\u2605\u2606]/u;
