import type {
  Move,
  MoveStyle,
  NumberForm,
  Outcome,
  PeriodForm,
  PeriodStyle,
  UnitForm,
} from "../../src/locales/locale.ts";

const money = (name: string, power: number): UnitForm => ({ name, family: "money", currency: "JPY", power });

export const yen = money("JPY", 0);
export const thousands = money("JPY thousand", 3);
export const myriads = money("JPY 10 thousand", 4);
export const millions = money("JPY million", 6);
export const oku = money("JPY 100 million", 8);
export const billions = money("JPY billion", 9);
export const trillions = money("JPY trillion", 12);
export const dollars: UnitForm = { name: "USD million", family: "money", currency: "USD", power: 6 };
export const francs: UnitForm = { name: "CHF million", family: "money", currency: "CHF", power: 6 };
/** EUR, thousand EUR and so on. */
export const euros = (power: number): UnitForm => ({
  name: `EUR in 10^${power}`,
  family: "money",
  currency: "EUR",
  power,
});
export const percent: UnitForm = { name: "%", family: "ratio", power: -2 };
export const times: UnitForm = { name: "times", family: "ratio", power: 0 };
export const points: UnitForm = { name: "points", family: "points", power: -2 };
export const bandwidth: UnitForm = { name: "Gbps", family: "plain", power: 0 };
export const contracts: UnitForm = { name: "contracts", family: "plain", power: 0 };
export const employees: UnitForm = { name: "employees", family: "plain", power: 0 };

/** Units that every language has words for. */
export const units = [
  yen,
  thousands,
  millions,
  billions,
  trillions,
  dollars,
  francs,
  percent,
  times,
  points,
  bandwidth,
  contracts,
  employees,
];

const fiscal = { fiscalYear: 2006, fiscalYearEnd: "2007-03-31" };

export const quarter: PeriodForm = {
  ...fiscal,
  id: "2Q06",
  kind: "quarter",
  index: 2,
  start: "2006-07-01",
  end: "2006-09-30",
};
export const lastQuarter: PeriodForm = {
  ...fiscal,
  id: "4Q06",
  kind: "quarter",
  index: 4,
  start: "2007-01-01",
  end: "2007-03-31",
};
export const firstHalf: PeriodForm = {
  ...fiscal,
  id: "1H06",
  kind: "half",
  index: 1,
  start: "2006-04-01",
  end: "2006-09-30",
};
export const secondHalf: PeriodForm = {
  ...fiscal,
  id: "2H06",
  kind: "half",
  index: 2,
  start: "2006-10-01",
  end: "2007-03-31",
};
export const nineMonths: PeriodForm = {
  ...fiscal,
  id: "9M06",
  kind: "nine-months",
  index: 1,
  start: "2006-04-01",
  end: "2006-12-31",
};
export const year: PeriodForm = {
  ...fiscal,
  id: "FY2006",
  kind: "year",
  index: 1,
  start: "2006-04-01",
  end: "2007-03-31",
};
export const instant: PeriodForm = {
  ...fiscal,
  id: "2006-09-30",
  kind: "instant",
  index: 2,
  start: "2006-09-30",
  end: "2006-09-30",
};

export const periods = [quarter, lastQuarter, firstHalf, secondHalf, nineMonths, year, instant];

export const numberForms: readonly NumberForm[] = ["level", "change", "percent", "growth", "points"];
export const moveStyles: readonly MoveStyle[] = ["verb", "adverb", "noun"];
export const periodStyles: readonly PeriodStyle[] = ["short", "name", "range", "year"];
export const outcomes: readonly Outcome[] = [
  "turned-to-profit",
  "turned-to-loss",
  "loss-narrowed",
  "loss-widened",
  "unchanged",
];

export const growth = (direction: Move["direction"], size: string, style: MoveStyle = "verb"): Move => ({
  direction,
  sort: "growth",
  size,
  style,
});
export const pointsMove = (direction: Move["direction"], size: string, style: MoveStyle = "verb"): Move => ({
  direction,
  sort: "points",
  size,
  style,
});
export const changeBy = (
  direction: Move["direction"],
  size: string,
  unit: UnitForm,
): Omit<Move, "style"> => ({
  direction,
  sort: "change",
  size,
  unit,
});
