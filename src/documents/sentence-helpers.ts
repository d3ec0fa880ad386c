import { moneyUnit, parseUnit, type Unit } from "../facts/unit.ts";
import { Exact } from "../figures/exact.ts";
import type { Figure } from "../figures/figure.ts";
import { roundFigure, type Display } from "../figures/rounding.ts";
import type { MoveStyle, NumberForm, PeriodStyle } from "../locales/locale.ts";
import { suggest, type Place } from "../problem.ts";
import { comparisonRun, compareWith } from "./comparison.ts";
import { askFigure, askPeriod, printFigure, type Context, type Decision } from "./context.ts";
import type { LabelSort } from "./labels.ts";
import { aroundNumber, moveOf } from "./move.ts";
import type { FigureRun, Runs } from "./runs.ts";
import type { HelperCall } from "./read-sentence.ts";
import { SentenceFault, type SentenceHelpers } from "./sentence.ts";

const missing: Runs = ["…"];

/** Words for an account, a member or a scenario; they are sentences themselves. */
export interface AskLabel {
  (asked: { readonly sort: LabelSort; readonly id: string; readonly short?: boolean }): Runs;
}

/** The helpers of a sentence: the only way for a number, a direction or a period into a text. */
export function sentenceHelpers(
  context: Context,
  {
    askLabel,
    place,
    marks = {},
  }: {
    readonly askLabel: AskLabel;
    readonly place: Place;
    /** Helpers of this text alone, with what each prints. */
    readonly marks?: Readonly<Record<string, string>> | undefined;
  },
): SentenceHelpers {
  const { locale } = context;
  const figureOf = (call: HelperCall): Figure | undefined => askFigure(context, text(call, 0, "a reference"));

  return {
    say: {
      /** {{figure "revenue.total@ytd|growth(-1y)"}}: the number in its own form, without a unit. Options: form, unit, decimals, absolute. */
      figure: (call) => {
        allow(call, { arguments: 1, options: ["form", "unit", "decimals", "absolute"] });
        const figure = figureOf(call);
        if (figure === undefined) return missing;
        const form = (choice(call, "form", formsOf[figure.form]) ?? figure.form) as NumberForm;
        const text = (rounded: string): string =>
          call.options["absolute"] === true && form === "points"
            ? locale.amount(rounded, figure.unit)
            : locale.number(rounded, call.options["absolute"] === true ? unsignedForm(form) : form);
        const display = { ...displayOf(call, figure), text };
        return [unsigned(call, printFigure(context, magnitude(figure, call), display))];
      },
      /** {{amount "operating-income"}}: the number with its unit, in the unit of the language's prose. Options: unit, decimals, absolute. */
      amount: (call) => {
        allow(call, { arguments: 1, options: ["unit", "decimals", "absolute"] });
        const asked = figureOf(call);
        if (asked === undefined) return missing;
        const figure = magnitude(asked, call);
        if (figure.unit.family === "ratio" || figure.unit.family === "points") {
          throw new SentenceFault(
            `amount of "${figure.id}", a ratio`,
            `write {{figure "…"}} or {{moved "…"}}`,
          );
        }
        const display = proseDisplay(context, figure, displayOf(call, figure));
        const text = (rounded: string): string => locale.amount(rounded, display.unit);
        return [unsigned(call, printFigure(context, figure, { ...display, text }))];
      },
      /** {{moved "operating-income@ytd"}}: direction and size against a year before. Options: against, as (growth, points, change), style, unit, decimals. */
      moved: (call) => {
        allow(call, { arguments: 1, options: ["against", "as", "style", "unit", "decimals"] });
        return sayMove(context, call);
      },
      /** {{label "operating-income"}}. Option: short. */
      label: (call) => {
        allow(call, { arguments: 1, options: ["short"] });
        return askLabel({
          sort: "accounts",
          id: text(call, 0, "an account"),
          short: call.options["short"] === true,
        });
      },
      /** {{member "net-chart"}}: what a segment, company or service is called. */
      member: (call) => {
        allow(call, { arguments: 1, options: [] });
        return askLabel({ sort: "members", id: text(call, 0, "a member") });
      },
      /** {{scenario "target.initial"}}: what a scenario is called. */
      scenario: (call) => {
        allow(call, { arguments: 1, options: [] });
        return askLabel({ sort: "scenarios", id: text(call, 0, "a scenario") });
      },
      /** {{company}}: the issuer's name. */
      company: (call) => {
        allow(call, { arguments: 0, options: [] });
        return [context.company.name[locale.lang] ?? ""];
      },
      /** {{period "ytd" form="name"}}: forms are short, name, range, year, head. */
      period: (call) => {
        allow(call, { arguments: 1, options: ["form"] });
        const form = choice(call, "form", ["short", "name", "range", "year", "head"]) ?? "short";
        const period = askPeriod(context, text(call, 0, "a period"));
        const sort = period.kind === "instant" ? "date" : "period";
        return [{ term: period.id, text: locale.period(period, form as PeriodStyle), sort }];
      },
      /** {{date "2006-10-01" form="long"}}: an ISO date or `date`, `end`, `opening`; forms are long, short. */
      date: (call) => {
        allow(call, { arguments: 1, options: ["form"] });
        const form = choice(call, "form", ["long", "short"]) ?? "long";
        const { end } = askPeriod(context, text(call, 0, "a date"));
        return [{ term: end, text: locale.date(end, form as "long" | "short"), sort: "date" }];
      },
      /** {{note "rate"}}: the mark of a footnote of a report or a message; its words stand under `notes` of it. */
      note: (call) => {
        allow(call, { arguments: 1, options: [] });
        const note = text(call, 0, "a footnote");
        if (context.footnotes.includes(note)) return [{ note, text: "" }];
        const hint = suggest(note, context.footnotes);
        throw new SentenceFault(
          `no footnote "${note}"`,
          hint ?? `write its words under ${context.saysAlt ? "message" : "report"}.notes.${note}`,
        );
      },
      /** {{comparison "-1y"}}: what a comparison with that base is called in a sentence: "on 2Q05". Option: period. */
      comparison: (call) => {
        allow(call, { arguments: 1, options: ["period"] });
        const period = askPeriod(context, String(call.options["period"] ?? "current"));
        const against = text(call, 0, "a base");
        return [comparisonRun(compareWith(context, { against, period, style: "sentence" }))];
      },
      /** {{claim "a" above="b"}}: prints nothing; an error where the figures contradict the wording it stands in. Options: above, below, equal: a reference, or a number in base units (yen; 0.5 for 50%). */
      claim: (call) => {
        const verdict = compare(context, call, place);
        if (verdict !== undefined && !verdict.holds) {
          throw new SentenceFault(
            `the wording claims that ${verdict.left} is ${verdict.relation} ${verdict.right}`,
            `it is ${verdict.values()}; change the wording, or choose it with {{#when}}`,
          );
        }
        return [];
      },
      /** {{recipient}}, {{reason}}: stand in the few texts of a message that may name what is known only later. */
      ...Object.fromEntries(
        Object.entries(marks).map(([name, mark]) => [
          name,
          (call: HelperCall): Runs => {
            allow(call, { arguments: 0, options: [] });
            return [mark];
          },
        ]),
      ),
    },
    decide: {
      /** {{#when "a" above="b"}}…{{else}}…{{/when}}: wording chosen by the figures. Options as for claim. */
      when: (call) => compare(context, call, place)?.holds ?? true,
    },
  };
}

function sayMove(context: Context, call: HelperCall): Runs {
  const style = (choice(call, "style", ["verb", "adverb", "noun"]) ?? "verb") as MoveStyle;
  const asked = text(call, 0, "a reference");
  let reference = asked;
  if (/\|(?:growth|points|change)\(/.test(asked)) {
    const ignored = ["against", "as"].find((option) => call.options[option] !== undefined);
    if (ignored !== undefined) {
      throw new SentenceFault(
        `option "${ignored}" of helper "moved" beside "${asked}"`,
        `say it once: in the reference, or as an option`,
      );
    }
  } else {
    const level = askFigure(context, asked);
    if (level === undefined) return missing;
    const sort =
      choice(call, "as", ["growth", "points", "change"]) ?? (level.kind === "ratio" ? "points" : "growth");
    reference = `${asked}|${sort}(${call.options["against"] ?? "-1y"})`;
  }
  const figure = askFigure(context, reference);
  if (figure === undefined) return missing;
  const said = displayOf(call, figure);
  const display = figure.form === "change" ? proseDisplay(context, figure, said) : said;
  const run = printFigure(context, figure, display);
  const move = moveOf(context, figure, { ...display, style });
  if (move !== undefined) return aroundNumber(context.locale.moved(move), { run, move });
  return figure.outcome === undefined
    ? [run]
    : [{ ...run, text: context.locale.outcome(figure.outcome, style) }];
}

/** The unit and decimals in which sentences of the language give an amount of this size. */
function proseDisplay({ locale }: Context, figure: Figure, said: Display): Required<Display> {
  const prose = locale.proseUnit(said.unit ?? figure.unit, figure.value?.abs().toFixed() ?? "0");
  const { currency, power } = figure.unit;
  // The unit's name goes into the trace, so it must be that of the digits
  const scaled =
    currency === undefined || prose.power === power ? figure.unit : moneyUnit(currency, prose.power);
  return {
    unit: said.unit ?? scaled,
    decimals: said.decimals ?? (said.unit === undefined ? prose.decimals : undefined) ?? figure.decimals,
  };
}

interface Verdict {
  readonly holds: boolean;
  readonly left: string;
  readonly right: string;
  readonly relation: string;
  readonly values: () => string;
}

const relations: Readonly<
  Record<string, { readonly words: string; readonly holds: (order: number) => boolean }>
> = {
  above: { words: "above", holds: (order) => order > 0 },
  below: { words: "below", holds: (order) => order < 0 },
  equal: { words: "equal to", holds: (order) => order === 0 },
};

/**
 * Undefined where a fact is missing; the slide is then dropped or fails anyway. Throws a SentenceFault where there is
 * nothing to compare: a growth from a loss is neither above nor below anything.
 */
function compare(context: Context, call: HelperCall, place: Place): Verdict | undefined {
  allow(call, { arguments: 1, options: Object.keys(relations) });
  const [[relation, against], more] = [
    Object.entries(call.options)[0] ?? [],
    Object.keys(call.options).length > 1,
  ];
  if (relation === undefined || against === undefined || more) {
    throw new SentenceFault(`"${call.name}" takes one of ${Object.keys(relations).join(", ")}`);
  }
  const left = askFigure(context, text(call, 0, "a reference"));
  const number = /^-?\d+(\.\d+)?$/.test(String(against)) ? new Exact(String(against)) : undefined;
  const right = number === undefined ? askFigure(context, String(against)) : undefined;
  if (left === undefined || (number === undefined && right === undefined)) return undefined;
  if (right !== undefined && !areAlike(left.unit, right.unit)) {
    throw new SentenceFault(
      `${left.id} is in ${left.unit.name} and cannot be compared with ${right.id} in ${right.unit.name}`,
    );
  }
  const value = valueOf(left);
  const bound = number ?? valueOf(right!);
  const { words, holds } = relations[relation]!;
  const shown = (figure: Figure): string => {
    const { text: rounded, unit } = roundFigure(figure, context.company, { decimals: figure.decimals + 1 });
    return `${rounded} ${unit.name}`;
  };
  const isSo = holds(value.comparedTo(bound));
  context.found.decisions.push({
    place,
    left: left.id,
    relation: relation as Decision["relation"],
    right: right?.id ?? String(against),
    holds: isSo,
  });
  return {
    holds: isSo,
    left: left.id,
    right: right?.id ?? String(against),
    relation: words,
    values: () => `${shown(left)} against ${right === undefined ? String(against) : shown(right)}`,
  };
}

function valueOf({ id, value, outcome }: Figure): Exact {
  if (value !== null) return value;
  const why = outcome === undefined ? "" : ` (${outcome.replaceAll("-", " ")})`;
  throw new SentenceFault(
    `${id} has no value to compare${why}`,
    `compare the figures that it is made of, or say it with {{moved}}`,
  );
}

/** The form without a plus of its own: a fall told by its size is no rise. */
function unsignedForm(form: NumberForm): NumberForm {
  return form === "growth" ? "percent" : form === "change" ? "level" : form;
}

/** A number shown without its sign has no direction to colour. */
function unsigned({ options }: HelperCall, { tone, ...run }: FigureRun): FigureRun {
  return options["absolute"] === true || tone === undefined ? run : { ...run, tone };
}

function magnitude(figure: Figure, call: HelperCall): Figure {
  if (call.options["absolute"] !== true || figure.value === null || !figure.value.isNegative()) return figure;
  const { reported, derived } = figure;
  return {
    ...figure,
    value: figure.value.abs(),
    ...(reported && { reported: { ...reported, value: reported.value.abs() } }),
    ...(derived && {
      derived: {
        ...derived,
        value: derived.value.abs(),
        interval: derived.interval && { lo: derived.interval.hi.neg(), hi: derived.interval.lo.neg() },
      },
    }),
  };
}

/** The forms in which a figure may be asked for: none in which its number would say something else. */
const formsOf: Readonly<Record<Figure["form"], readonly NumberForm[]>> = {
  level: ["level", "change"],
  change: ["change", "level"],
  percent: ["percent", "level"],
  growth: ["growth", "percent", "level"],
  points: ["points", "change", "level"],
};

/** Unit and decimals as a call asks for them. Throws a SentenceFault for a unit that measures something else. */
function displayOf({ options }: HelperCall, figure: Figure): Display {
  const unit = options["unit"] === undefined ? undefined : parseUnit(String(options["unit"]));
  if (unit !== undefined && "what" in unit) throw new SentenceFault(unit.what, unit.hint);
  if (unit !== undefined && !areAlike(unit, figure.unit)) {
    throw new SentenceFault(`${figure.id} is in ${figure.unit.name} and cannot be shown in ${unit.name}`);
  }
  const decimals = options["decimals"];
  if (decimals !== undefined && !(Number.isInteger(decimals) && Number(decimals) >= 0)) {
    throw new SentenceFault(`expected decimals to be a whole number, got "${decimals}"`);
  }
  return { ...(unit && { unit }), ...(decimals !== undefined && { decimals: Number(decimals) }) };
}

/** Whether values of two units differ by a power of ten at most. */
function areAlike(a: Unit, b: Unit): boolean {
  return a.family === b.family && (a.family === "money" ? a.currency === b.currency : a.name === b.name);
}

function text(call: HelperCall, index: number, what: string): string {
  const value = call.arguments[index];
  if (typeof value === "string" && value !== "") return value;
  throw new SentenceFault(`helper "${call.name}" expects ${what}`, `write {{${call.name} "…"}}`);
}

function choice(
  { name, options }: HelperCall,
  option: string,
  choices: readonly string[],
): string | undefined {
  const value = options[option];
  if (value === undefined || (typeof value === "string" && choices.includes(value)))
    return value as string | undefined;
  throw new SentenceFault(
    `unknown ${option} "${value}" of helper "${name}"`,
    `it is one of ${choices.join(", ")}`,
  );
}

function allow(
  call: HelperCall,
  allowed: { readonly arguments: number; readonly options: readonly string[] },
): void {
  if (call.arguments.length > allowed.arguments) {
    throw new SentenceFault(
      `helper "${call.name}" takes ${allowed.arguments} argument(s), got ${call.arguments.length}`,
    );
  }
  const strange = Object.keys(call.options).find((option) => !allowed.options.includes(option));
  if (strange !== undefined) {
    const known = allowed.options.length > 0 ? `options are ${allowed.options.join(", ")}` : "it takes none";
    throw new SentenceFault(`unknown option "${strange}" of helper "${call.name}"`, known);
  }
}
