import { isOpen } from "../judge.ts";
import { cellText, pageOf, settledNames } from "./html.ts";
import { findingId } from "./findings.ts";
import { type Model } from "./model.ts";

/** What the panel of a figure is built from in the page: plain data with finished strings. */
export interface PanelData {
  readonly langs: readonly string[];
  /** "JPY million, 0 decimals". */
  readonly roundings: readonly string[];
  readonly slides: readonly { readonly page: number; readonly id: string }[];
  readonly figures: readonly PanelFigure[];
  /** By document: what it prints, in the order of its trace. */
  readonly prints: readonly (readonly PanelPrint[])[];
  /** By the index of a finding. */
  readonly findings: readonly { readonly id: string; readonly text: string; readonly state: string }[];
}

export interface PanelFigure {
  readonly ref: string;
  readonly labels: readonly (string | null)[];
  /** In the figure's unit, all digits. */
  readonly value: string;
  readonly interval?: string;
  /** What the cell says, the cell, and the document and page it was taken from. */
  readonly reported?: {
    readonly text: string;
    readonly cell: string;
    readonly source?: string;
    readonly note?: string;
  };
  /** `from`: indices of figures. */
  readonly derived?: {
    readonly formula: string;
    readonly from: readonly number[];
    readonly value?: string;
    readonly interval?: string;
  };
  readonly outcome?: string;
  readonly findings?: readonly number[];
}

/** Index of the figure (-1 if there is none), of the slide, the text, how it is settled, the index of its rounding, what was rounded if it is not the value. */
export type PanelPrint = readonly [
  figure: number,
  slide: number,
  text: string,
  by: string,
  rounding: number,
  value?: string,
];

/** The data of all panels. */
export function panelData(model: Model): PanelData {
  const { amounts, figures } = model;
  const slideIndex = new Map(model.slides.map(({ id, index }) => [id, index]));
  const roundings: string[] = [];
  const roundingOf = (unit: string, decimals: number): number => {
    const name = `${unit}, ${decimals === 1 ? "1 decimal" : `${decimals} decimals`}`;
    const known = roundings.indexOf(name);
    return known === -1 ? roundings.push(name) - 1 : known;
  };
  return {
    langs: model.langs,
    roundings,
    slides: model.slides.map((slide) => ({ page: pageOf(slide), id: slide.id })),
    figures: [...figures.values()].map(({ reference, traced, labels, findings }): PanelFigure => {
      const { unit, reported, derived } = traced;
      const notes = [
        ...(reported?.restated === true ? ["restated"] : []),
        ...(reported?.asOf === undefined ? [] : [`as of ${reported.asOf}`]),
      ];
      const interval = amounts.interval(traced.interval, unit, 8);
      const inner = amounts.interval(derived?.interval, unit, 8);
      return {
        ref: reference,
        labels: labels.map((label) => label ?? null),
        value: amounts.value(traced.value, unit),
        ...(interval !== "" && { interval }),
        ...(reported && {
          reported: {
            text: `${reported.text} ${reported.unit}`,
            cell: cellText(reported.cell),
            ...(reported.source !== undefined && { source: reported.source }),
            ...(notes.length > 0 && { note: notes.join(", ") }),
          },
        }),
        ...(derived && {
          derived: {
            formula: derived.formula,
            from: derived.from.flatMap((from) => figures.get(from)?.index ?? []),
            ...(derived.value !== undefined && { value: amounts.value(derived.value, unit, 8) }),
            ...(inner !== "" && { interval: inner }),
          },
        }),
        ...(traced.outcome !== undefined && { outcome: traced.outcome }),
        ...(findings.length > 0 && { findings: findings.map(({ index }) => index) }),
      };
    }),
    prints: model.traces.map(({ printed }) =>
      printed.map(({ figure, slide, text, by, decimals, unit, value }): PanelPrint => {
        const found = figures.get(figure);
        const start = [
          found?.index ?? -1,
          slideIndex.get(slide) ?? -1,
          text,
          settledNames[by],
          roundingOf(unit, decimals),
        ] as const;
        return value === undefined || found === undefined
          ? start
          : [...start, amounts.value(value, found.traced.unit)];
      }),
    ),
    findings: model.findings.map((finding) => ({
      id: findingId(finding),
      text: finding.what,
      state: isOpen(finding) ? finding.severity : "accepted",
    })),
  };
}

/** JSON that no end tag or comment can get out of. */
export function dataJson(data: PanelData): string {
  return JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
}
