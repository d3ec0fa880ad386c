/** A day; `month` and `day` count from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Reads an ISO date ("2006-11-09"). Throws a TypeError for anything else, February 30 included. */
export function readCalendarDate(iso: string): CalendarDate {
  const [, year, month, day] = (/^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(iso) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || !isDay({ year, month, day })) {
    throw new TypeError(`expected a date as YYYY-MM-DD, got ${JSON.stringify(iso)}`);
  }
  return { year, month, day };
}

/** Whether the days from `start` to `end`, both inclusive, are whole months. */
export function areWholeMonths(start: CalendarDate, end: CalendarDate): boolean {
  return start.day === 1 && end.day === daysIn(end);
}

function isDay(date: CalendarDate): boolean {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= daysIn(date);
}

function daysIn({ year, month }: CalendarDate): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
