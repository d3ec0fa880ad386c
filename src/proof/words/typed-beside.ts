import { Exact } from "../../figures/exact.ts";
import { readNumber } from "../read-number.ts";
import type { Heard, WordsRule } from "./rule.ts";
import { marks, quoteText, type SaidFigure } from "./said.ts";

/** Units and scales of any language, typed right after a figure. */
const unitAfter =
  /^ ?(?:[千百十]?[万億兆]?円|(?:thousand|million|billion|trillion|bn|mn)\b|(?:JPY|USD|EUR|yen|dollars?)\b|米ドル|ユーロ)/iu;
/** A sign that touches a figure, and no range or compound: "1Q04–" or "co-". */
const signBefore =
  /(?:^|[^\p{L}\p{N}\ue000-\ue002]|[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}])([-−‐–－△▲▼+＋±])$/u;

/** What is typed so close to a figure that it is read as a part of it: a sign, a unit, a scale. */
export const typedBeside: WordsRule = {
  rule: "typed-beside",
  severity: "error",
  ofSentence: ({ typed, text, figures }) => {
    const pieces = typed.split(marks.figure);
    return figures.flatMap((figure, index): readonly Heard[] => {
      // Between two figures a dash makes a range of them
      const before = (index > 0 ? marks.figure : "") + pieces[index]!;
      const after = pieces[index + 1]!;
      const [, sign] = signBefore.exec(before) ?? [];
      const unit = unitAfter.exec(after)?.[0];
      const where = quoteText(text, figure.text);
      return [
        ...(sign === undefined
          ? []
          : [
              {
                about: `${figure.id} ${sign}`,
                what: `"${sign}" is typed before "${figure.text}" in ${where}, which has its own sign`,
                hint: `take "${sign}" out; {{figure "…"}} and {{moved "…"}} write the sign`,
              },
            ]),
        ...(unit === undefined || isRight(figure, unit)
          ? []
          : [
              {
                about: `${figure.id} ${unit.trim()}`,
                what: `"${unit.trim()}" is typed after "${figure.text}" in ${where}, which makes another amount of it`,
                hint: `write {{amount "…"}}, which says the unit, and take "${unit.trim()}" out`,
              },
            ]),
      ];
    });
  },
};

/** Whether the figure's text and the typed unit, read together, are its value to the last digit. */
function isRight({ text, traced }: SaidFigure, unit: string): boolean {
  const read = readNumber(text + unit);
  if (traced?.value == null) return true;
  if (read?.value == null || read.power === undefined) return false;
  const apart = read.value.abs().minus(new Exact(traced.value).abs()).abs();
  return apart.lessThanOrEqualTo(read.step);
}
