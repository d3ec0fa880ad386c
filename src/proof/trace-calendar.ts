import { fiscalCalendar, type FiscalCalendar } from "../facts/calendar.ts";
import type { Period } from "../facts/period.ts";
import { formatReference, parseReference } from "../figures/reference.ts";
import type { Trace } from "./trace.ts";

/** How the periods of a trace lie to its document's own. */
export interface TraceCalendar {
  readonly calendar: FiscalCalendar;
  /** The document's own quarter: `current`. */
  readonly own: Period;
}

/** A fiscal calendar that gives a trace's periods the names that it has for them; undefined where none does. */
export function traceCalendar({ document, periods }: Trace): TraceCalendar | undefined {
  for (let month = 0; month < 12; month++) {
    for (const named of ["start", "end"] as const) {
      const calendar = fiscalCalendar({ endsIn: month + 1, named });
      const own = calendar.parse(document.period);
      if (own === undefined) return undefined;
      const fits = Object.entries(periods).every(([id, name]) => calendar.resolve(name, own)?.id === id);
      if (fits) return { calendar, own };
    }
  }
  return undefined;
}

/**
 * The canonical reference of a text as a document may write it: `operating-income@ytd|growth(-1y)`. A balance or count of a quarter
 * is that at its end. Undefined where the text is no reference, or no figure of the trace.
 */
export function findReference(text: string, trace: Trace): string | undefined {
  if (Object.hasOwn(trace.figures, text)) return text;
  const known = traceCalendar(trace);
  if (known === undefined) return undefined;
  const { calendar, own } = known;
  const scenarios = [...new Set(Object.values(trace.figures).map(({ scenario }) => scenario))];
  const reference = parseReference(text, { calendar, own, date: trace.document.date, scenarios });
  if ("fault" in reference) return undefined;
  const atEnd = { ...reference, period: calendar.end(reference.period) };
  return [reference, atEnd].map(formatReference).find((id) => Object.hasOwn(trace.figures, id));
}
