import type { Period } from "../facts/period.ts";
import { traceCalendar } from "./trace-calendar.ts";
import type { Trace } from "./trace.ts";

/** Two traces, and what a figure or period of the first is called in the second: its likeliest name first. */
export interface Alignment {
  readonly before: Trace;
  readonly after: Trace;
  readonly figuresAfter: (id: string) => readonly string[];
  readonly periodsAfter: (id: string) => readonly string[];
}

/** Figures and periods of the first trace by what they are called in the second. */
export function alignTraces(before: Trace, after: Trace): Alignment {
  const [from, to] = [traceCalendar(before), traceCalendar(after)];
  if (from === undefined || to === undefined || before.document.period === after.document.period) {
    return { before, after, figuresAfter: (id) => [id], periodsAfter: (id) => [id] };
  }
  const names = relativeNames(before, (name) => from.calendar.resolve(name, from.own));
  const periodsAfter = (id: string): readonly string[] => {
    const found = (names.get(id) ?? []).flatMap((name) => to.calendar.resolve(name, to.own)?.id ?? []);
    const ofDate = id === before.document.date ? [after.document.date] : [];
    const all = [...new Set([...found, ...ofDate])];
    return all.length > 0 ? all : [id];
  };
  const figuresAfter = (id: string): readonly string[] => {
    const figure = before.figures[id];
    if (figure === undefined) return [id];
    return periodsAfter(figure.period).map((period) => id.replace(`@${figure.period}`, `@${period}`));
  };
  return { before, after, figuresAfter, periodsAfter };
}

/** Every name of each period of a trace: in a first quarter, `current` is `ytd` too. */
function relativeNames(
  { periods }: Trace,
  resolve: (name: string) => Period | undefined,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>(
    Object.entries(periods).map(([id, name]) => [id, name === id ? [] : [name]]),
  );
  const shifts = [
    "",
    ...[1, 2, 3, 4, 5].map((count) => ` - ${count}y`),
    ...[1, 2, 3, 4].map((count) => ` - ${count}q`),
  ];
  for (const base of ["current", "ytd", "year", "end", "opening"]) {
    for (const shift of shifts) {
      const known = names.get(resolve(base + shift)?.id ?? "");
      if (known !== undefined && !known.includes(base + shift)) known.push(base + shift);
    }
  }
  return names;
}
