import { daysInMonth } from "../facts/iso-date.ts";
import { quote } from "../facts/text.ts";

/** The moment before which a release may reach nobody. */
export interface Embargo {
  /** As it was given: "2006-11-09T15:00+09:00[Asia/Tokyo]". */
  readonly written: string;
  /** The same moment in UTC: "2006-11-09T06:00:00Z". */
  readonly instant: string;
}

const form =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?(?:\[([A-Za-z0-9_+/-]+)\])?$/;

/**
 * An embargo as a local time with its offset, its time zone (RFC 9557), or both. Gives what is wrong with it: no zone, a day
 * or hour that does not exist, a time that clocks show never or twice in that zone, an offset that the zone does not have.
 */
export function readEmbargo(
  text: string,
): { readonly embargo: Embargo } | { readonly what: string; readonly hint: string } {
  const example = "write it with its offset, such as 2006-11-09T15:00+09:00";
  const match = form.exec(text);
  if (match === null)
    return { what: `expected a date, a time and a zone, got ${quote(text)}`, hint: example };
  const [, year, month, day, hour, minute, second = "00", offset, zone] = match;
  const parts = [year, month, day, hour, minute, second].map(Number);
  if (!exists(parts)) return { what: `there is no such time: ${quote(text)}`, hint: example };
  if (offset === undefined && zone === undefined)
    return {
      what: `a time without its zone: ${quote(text)}`,
      hint: `add the offset, such as ${text}+09:00, or the zone: ${text}[Asia/Tokyo]`,
    };
  const minutes = offset === undefined ? undefined : offsetMinutes(offset);
  if (minutes !== undefined && Math.abs(minutes) > 14 * 60)
    return { what: `no zone is ${offset} away: ${quote(text)}`, hint: example };
  // The clock's time read as if it were UTC
  const shown = Date.UTC(parts[0]!, parts[1]! - 1, parts[2]!, parts[3]!, parts[4]!, parts[5]!);
  if (zone === undefined) return { embargo: embargoAt(text, shown - minutes! * 60_000) };
  if (!isZone(zone)) return { what: `unknown time zone ${quote(zone)}`, hint: "such as Asia/Tokyo" };

  const instants = instantsOf(shown, zone);
  const offsets = instants.map((instant) => formatOffset((shown - instant) / 60_000));
  if (minutes !== undefined) {
    const instant = shown - minutes * 60_000;
    if (instants.includes(instant)) return { embargo: embargoAt(text, instant) };
    const have = offsets.length === 0 ? "no such time" : offsets.join(" and ");
    return {
      what: `${zone} is not ${offset} then: ${quote(text)}`,
      hint: `${zone} has ${have} then; leave the offset or the zone out`,
    };
  }
  const [first, last] = instants;
  if (first === undefined)
    return {
      what: `clocks in ${zone} never show that time: ${quote(text)}`,
      hint: "they are put forward over it; choose a time before or after",
    };
  if (last !== undefined)
    return {
      what: `clocks in ${zone} show that time twice: ${quote(text)}`,
      hint: `say which with the offset: ${offsets.join(" or ")}`,
    };
  return { embargo: embargoAt(text, first) };
}

/** Milliseconds since 1970 of the moment. */
export function embargoTime({ instant }: Embargo): number {
  return Date.parse(instant);
}

function embargoAt(written: string, instant: number): Embargo {
  return { written, instant: new Date(instant).toISOString().replace(".000Z", "Z") };
}

function exists([year, month, day, hour, minute, second]: readonly number[]): boolean {
  return (
    year! >= 1990 &&
    month! >= 1 &&
    month! <= 12 &&
    day! >= 1 &&
    day! <= daysInMonth(year!, month!) &&
    hour! <= 23 &&
    minute! <= 59 &&
    second! <= 59
  );
}

/** The moments at which clocks in a zone show a time: none when they are put forward over it, two when they are put back. */
function instantsOf(shown: number, zone: string): readonly number[] {
  const day = 86_400_000;
  const offsets = new Set([shown - day, shown + day].map((around) => zoneOffset(around, zone)));
  return [...offsets]
    .map((offset) => shown - offset * 60_000)
    .filter((instant) => shown - instant === zoneOffset(instant, zone) * 60_000)
    .toSorted((a, b) => a - b);
}

/** Minutes that a zone is ahead of UTC at a moment. */
function zoneOffset(instant: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")!.value;
  return offsetMinutes(name.slice("GMT".length));
}

/** Minutes of "+09:00"; of "Z" and of nothing, which is how UTC is written, 0. */
function offsetMinutes(offset: string): number {
  if (offset === "" || offset === "Z") return 0;
  const [hours, minutes] = offset.slice(1).split(":").map(Number);
  return (offset.startsWith("-") ? -1 : 1) * (hours! * 60 + minutes!);
}

function formatOffset(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
