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
  const { form } = figure;
  const { text, unit, value } = roundFigure(figure, context.company, display);
  if (value === null || text === null || form === "level" || form === "percent") return undefined;
  return {
    direction: value.isZero() ? "none" : value.isNegative() ? "down" : "up",
    sort: form,
    size: text.replace("-", ""),
    style,
    ...(form === "change" && { unit }),
  };
}

/** Splits a phrase so that the number of the move, with all that no space parts from it, is the figure: "rose |59.9%|", "|59.9%増|". */
export function aroundNumber(
  phrase: string,
  { run, move }: { readonly run: FigureRun; readonly move: Move },
): Runs {
  const numbers = [...phrase.matchAll(/(?:[A-Z]{3}\u00a0)?[^ \u00a0]*\d[^ ]*/g)];
  // The name of what it is compared with may hold digits too
  const found = numbers.find(([text]) => digitsOf(text) === digitsOf(move.size)) ?? numbers[0];
  if (found === undefined) return [{ ...run, text: phrase }];
  const [number] = found;
  return [
    phrase.slice(0, found.index),
    { ...run, text: number },
    phrase.slice(found.index + number.length),
  ].filter((part) => part !== "");
}

/** Splits a phrase so that the words of a run are the figure: "|turned to profit| YoY". */
export function aroundWords(phrase: string, run: FigureRun): Runs {
  const at = phrase.indexOf(run.text);
  return [phrase.slice(0, at), run, phrase.slice(at + run.text.length)].filter((part) => part !== "");
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, "");
}
