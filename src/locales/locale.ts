/**
 * How one language writes numbers, periods, directions and table heads. A leaf: it is given plain data and finished
 * decimals ("-1234.5", already rounded), and gives strings. It computes nothing.
 */
export interface Locale {
  /** BCP 47; the `lang` of the document and the suffix of its files. */
  readonly lang: string;
  /** Faces in the order CSS tries them; each is a face that src/fonts knows. */
  readonly faces: readonly ("inter" | "noto-sans-jp")[];
  /** CSS line-height of running text. */
  readonly leading: number;

  /**
   * A rounded decimal in one of the forms a deck needs; "0" and "-0.0" print 0 and 0.0 without a sign. Throws a TypeError
   * for anything but a plain decimal: "NaN", "1e3", "1,234" and "" are faults of the program.
   */
  number(rounded: string, form: NumberForm): string;
  /** What stands where no value exists: "–", "－". */
  readonly none: string;
  /** What stands in a table where a comparison has no meaning (growth from a loss). */
  readonly notMeaningful: string;
  /**
   * An amount in a sentence with its unit: "JPY 26,444 million" (no-break spaces between), "264.4億円". Throws a TypeError
   * where the language has no word for the unit's power of ten.
   */
  amount(rounded: string, unit: UnitForm): string;
  /**
   * The unit in which sentences give an amount that tables give in `unit`. `magnitude` is the exact amount in base units
   * (yen) as a plain decimal, its sign ignored: 億円 with one decimal, but 5,500万円 below 1億円. Throws a TypeError where
   * `magnitude` is not a plain decimal.
   */
  proseUnit(unit: UnitForm, magnitude?: string): ProseUnit;
  /** The unit as it stands at the head of a table: "JPY million", "単位：百万円". */
  unitHead(unit: UnitForm): string;
  /** The name of a unit over a column: "JPY thousand". */
  unitName(unit: UnitForm): string;

  /**
   * Direction and size of a move in a sentence, the direction taken by the caller from the sign of the exact value. A move
   * whose size rounds to zero is "little changed" and not "unchanged". Throws a TypeError for a size with a sign, for a
   * size without a direction, and for a change without its unit.
   */
  moved(move: Move): string;
  /**
   * Words for a comparison that has no percentage: "turned to profit", "赤字縮小". With a `style` they stand where `moved`
   * would: "showed a narrower loss" for a verb.
   */
  outcome(outcome: Outcome, style?: MoveStyle): string;

  /** A period or date in words. A date is written the same in every style but `year`. */
  period(period: PeriodForm, form: PeriodStyle): string;
  /** An ISO date in full: "November 9, 2006", "2006年11月9日"; `short` without the year: "8/3", "8月3日". Throws a TypeError for no date. */
  date(iso: string, style?: "long" | "short"): string;
  /**
   * A comparison as a column head or in a sentence: "YoY", "前年同四半期比", "vs initial target". Throws a TypeError for a
   * comparison with a scenario that has no label, or with a period that is not given.
   */
  comparison(comparison: Comparison, style: "head" | "sentence"): string;
  /**
   * A comparison under a key figure: "+21.3% YoY", "前年同期比 21.3%増". `number` is the finished number of the move, or the words
   * for a comparison that has none: "turned to profit YoY", "前年同期比 黒字転換".
   */
  compared(comparison: { readonly number: string; readonly name: string; readonly move?: Move }): string;
  /** Words that a plan needs of its own accord. */
  readonly terms: Terms;
  /** What the links between footnotes and their marks are called. */
  readonly notes: NoteWords;
  /** What a chart shows, for readers who cannot see it. All parts are finished, or marks that are finished later. */
  readonly chart: ChartWords;
}

export interface NoteWords {
  /** Where a mark leads: "Note 1". */
  to(number: string): string;
  /** Where the number of a footnote leads: "Back to the text of note 1". */
  back(number: string): string;
}

export interface ChartWords {
  /** "Revenues from 1Q04 to 2Q06: JPY 14,007 million in 2Q06, up 17.4% on 2Q05; highest …; lowest ….": a sentence. */
  line(line: ChartLine): string;
  /** Every value of a line: a sentence. */
  values(name: string, values: readonly ChartValue[]): string;
  /** Between two sentences. */
  readonly between: string;
  /** What stands between name and value, between two of them, and at the end: "Volume: +1,234; Prices: −56." */
  readonly list: { readonly pair: string; readonly between: string; readonly end: string };
}

export interface ChartValue {
  readonly value: string;
  readonly period: string;
}

export interface ChartLine {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  /** In the last period. */
  readonly value: string;
  readonly move?: { readonly move: string; readonly base: string };
  readonly highest?: ChartValue;
  readonly lowest?: ChartValue;
}

/** level: (1,234) or △1,234; change: +1,234; percent: 18.3%; growth: +17.4%; points: +1.5 points. */
export type NumberForm = "level" | "change" | "percent" | "growth" | "points";

export interface UnitForm {
  readonly name: string;
  readonly family: "money" | "ratio" | "points" | "plain";
  readonly currency?: string;
  readonly power: number;
}

/** `decimals` is absent where a sentence keeps those of the table. */
export interface ProseUnit {
  readonly power: number;
  readonly decimals?: number;
}

export interface Move {
  readonly direction: "up" | "down" | "none";
  readonly sort: "growth" | "points" | "change";
  /** Absolute size, rounded, in the form of `number` without sign ("59.9"); unit only for `change`. */
  readonly size: string;
  readonly unit?: UnitForm;
  readonly style: MoveStyle;
}

/** verb: "rose 59.9%"; adverb: "up 59.9%"; noun: "an increase of 59.9%". Japanese gives the same for all. */
export type MoveStyle = "verb" | "adverb" | "noun";

export type Outcome = "turned-to-profit" | "turned-to-loss" | "loss-narrowed" | "loss-widened" | "unchanged";

export interface PeriodForm {
  readonly id: string;
  readonly kind: "quarter" | "half" | "nine-months" | "year" | "instant";
  readonly fiscalYear: number;
  readonly index: number;
  readonly start: string;
  readonly end: string;
  readonly fiscalYearEnd: string;
}

/**
 * short: "2Q06"; name: "second quarter of FY2006", "2007年3月期 第2四半期"; range: "July – September 2006"; year: "FY2006";
 * head: short and range together, "2Q06 (July – September 2006)", or the date.
 */
export type PeriodStyle = "short" | "name" | "range" | "year" | "head";

export interface Comparison {
  readonly against: "year" | "quarter" | "year-end" | "period" | "scenario";
  /** The label of the scenario where `against` is one. */
  readonly scenario?: string;
  /** The kind of the period that is compared. */
  readonly kind: PeriodForm["kind"];
  /** The period that is compared against: "on 2Q05" in sentences. Needed where `against` is `period`, which has no other name. */
  readonly base?: PeriodForm;
}

export interface Terms {
  /** Head of a column of changes. */
  readonly change: string;
  /** The note under visible sums that do not add up. */
  readonly footing: string;
  /** Across every page of a document that may not go out. */
  readonly draft: string;
}
