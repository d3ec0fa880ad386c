import { Exact } from "../../figures/exact.ts";
import type { TracedPrint } from "../trace.ts";
import { plainSpaces } from "./said.ts";
import type { HeardAnywhere, WordsContext, WordsRule } from "./rule.ts";

/** Points whose digits are not the difference of the digits of the two ratios: true, but it looks wrong. */
export const pointsDiffer: WordsRule = {
  rule: "points-differ",
  severity: "warning",
  ofDocument: (context) => {
    const { figures, printed } = context.trace;
    const prints = Map.groupBy(printed, ({ figure }) => figure);
    return Object.entries(figures).flatMap(([id, figure]): readonly HeardAnywhere[] => {
      const [now, before] = figure.derived?.from ?? [];
      if (!/(?:^|\|)points\([^()]*\)$/.test(figure.measures) || now === undefined || before === undefined)
        return [];
      for (const points of prints.get(id) ?? []) {
        const [a, b] = [now, before].map((ratio) =>
          prints.get(ratio)?.find(({ decimals }) => decimals === points.decimals),
        );
        if (a === undefined || b === undefined || figure.value === null) continue;
        const difference = shownIn(a, figures[now]!.value).minus(shownIn(b, figures[before]!.value));
        if (difference.equals(shownIn(points, figure.value))) continue;
        return [
          {
            about: id,
            slide: points.slide,
            ...placeOf(context, points),
            what: `${id} is printed as "${plainSpaces(points.text)}", but "${a.text}" less "${b.text}" is ${difference.toFixed(points.decimals)}`,
            hint: `both are right; say the ratios with one more decimal, or accept it with the reason`,
          },
        ];
      }
      return [];
    });
  },
};

/** The digits of a print as a number, with the sign of what they print. */
function shownIn({ text, decimals }: TracedPrint, value: string | null): Exact {
  const number = new Exact(text.replaceAll(/[^\d]/g, "") || "0").div(new Exact(10).pow(decimals));
  return value?.startsWith("-") ? number.neg() : number;
}

function placeOf({ said }: WordsContext, { slide, figure }: TracedPrint): Pick<HeardAnywhere, "place"> {
  const found = said.find((one) => one.slide === slide && one.figures.some(({ id }) => id === figure));
  return found === undefined ? {} : { place: found.cell };
}
