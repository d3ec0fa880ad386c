import type { FiscalCalendar } from "./calendar.ts";
import type { Period } from "./period.ts";

/** How the periods near a document's own lie to it, by id: "2Q05" is "current - 1y". The nearest way to say it counts. */
export function relativePeriods(calendar: FiscalCalendar, own: Period): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const note = (name: string): void => {
    const period = calendar.resolve(name, own);
    if (period !== undefined && !names.has(period.id)) names.set(period.id, name);
  };
  const bases = ["current", "ytd", "year", "end", "opening"];
  bases.forEach(note);
  for (let count = 1; count <= 5; count++) bases.forEach((base) => note(`${base} - ${count}y`));
  for (let count = 1; count <= 20; count++) ["current", "end"].forEach((base) => note(`${base} - ${count}q`));
  return names;
}
