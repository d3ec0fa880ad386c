import type { Figure } from "../figures/figure.ts";
import { roundFigure, type Display } from "../figures/rounding.ts";
import type { Move, MoveStyle } from "../locales/locale.ts";
import type { Context } from "./context.ts";
import type { FigureRun, Runs } from "./runs.ts";

/** Direction and size of a comparison as the language wants them; undefined where it has no value. */
export function moveOf(
  context: Context,
  figure: Figure,
  { style, ...display }: Display & { readonly style: MoveStyle },
): Move | undefined {
  const { value, form } = figure;
  const { text, unit } = roundFigure(figure, context.company, display);
  if (value === null || text === null || form === "level" || form === "percent") return undefined;
  return {
    direction: value.isZero() ? "none" : value.isNegative() ? "down" : "up",
    sort: form,
    size: text.replace("-", ""),
    style,
    ...(form === "change" && { unit }),
  };
}

/** Splits a phrase so that its number, with all that no space parts from it, is the figure: "rose |59.9%|", "|59.9%増|". */
export function aroundNumber(phrase: string, run: FigureRun): Runs {
  const [number] = /(?:[A-Z]{3}\u00a0)?[^ \u00a0]*\d[^ ]*/.exec(phrase) ?? [];
  if (number === undefined) return [{ ...run, text: phrase }];
  const at = phrase.indexOf(number);
  return [phrase.slice(0, at), { ...run, text: number }, phrase.slice(at + number.length)].filter(
    (part) => part !== "",
  );
}
