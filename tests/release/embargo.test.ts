import { describe, expect, test } from "vitest";
import { embargoTime, readEmbargo } from "../../src/release/embargo.ts";

describe("an embargo is one moment", () => {
  test.each([
    ["2006-11-09T15:00+09:00", "2006-11-09T06:00:00Z"],
    ["2006-11-09T15:00:30+09:00", "2006-11-09T06:00:30Z"],
    ["2006-11-09T06:00Z", "2006-11-09T06:00:00Z"],
    ["2006-11-09T15:00[Asia/Tokyo]", "2006-11-09T06:00:00Z"],
    ["2006-11-09T15:00+09:00[Asia/Tokyo]", "2006-11-09T06:00:00Z"],
    ["2026-02-12T07:00[Europe/Berlin]", "2026-02-12T06:00:00Z"],
    ["2026-07-30T07:00[Europe/Berlin]", "2026-07-30T05:00:00Z"],
    ["2026-10-25T02:30+02:00[Europe/Berlin]", "2026-10-25T00:30:00Z"],
    ["2026-10-25T02:30+01:00[Europe/Berlin]", "2026-10-25T01:30:00Z"],
    ["2024-02-29T23:59-05:00", "2024-03-01T04:59:00Z"],
    ["2026-01-15T09:00[Etc/UTC]", "2026-01-15T09:00:00Z"],
    ["2026-01-15T09:00[Asia/Kathmandu]", "2026-01-15T03:15:00Z"],
  ])("%s", (written, instant) => {
    const read = readEmbargo(written);
    expect(read).toEqual({ embargo: { written, instant } });
    if ("embargo" in read) expect(embargoTime(read.embargo)).toBe(Date.parse(instant));
  });
});

describe("102 an embargo without its zone, or of no known form, is refused", () => {
  test.each([
    [
      "2026-11-20T15:00",
      'a time without its zone: "2026-11-20T15:00"',
      "add the offset, such as 2026-11-20T15:00+09:00, or the zone: 2026-11-20T15:00[Asia/Tokyo]",
    ],
    ["2026-11-20", 'expected a date, a time and a zone, got "2026-11-20"', example()],
    ["tomorrow", 'expected a date, a time and a zone, got "tomorrow"', example()],
    ["", 'expected a date, a time and a zone, got ""', example()],
    ["2026-11-20 15:00+09:00", 'expected a date, a time and a zone, got "2026-11-20 15:00+09:00"', example()],
    ["2026-02-30T15:00+09:00", 'there is no such time: "2026-02-30T15:00+09:00"', example()],
    ["2026-11-20T24:00+09:00", 'there is no such time: "2026-11-20T24:00+09:00"', example()],
    ["2026-11-20T15:00+15:00", 'no zone is +15:00 away: "2026-11-20T15:00+15:00"', example()],
    ["2026-11-20T15:00[Asia/Tokio]", 'unknown time zone "Asia/Tokio"', "such as Asia/Tokyo"],
    [
      "2026-11-20T15:00+08:00[Asia/Tokyo]",
      'Asia/Tokyo is not +08:00 then: "2026-11-20T15:00+08:00[Asia/Tokyo]"',
      "Asia/Tokyo has +09:00 then; leave the offset or the zone out",
    ],
  ])("%s", (written, what, hint) => {
    expect(readEmbargo(written)).toEqual({ what, hint });
  });
});

describe("103 a time that clocks show never or twice is refused", () => {
  test.each([
    [
      "2026-03-29T02:30[Europe/Berlin]",
      'clocks in Europe/Berlin never show that time: "2026-03-29T02:30[Europe/Berlin]"',
      "they are put forward over it; choose a time before or after",
    ],
    [
      "2026-10-25T02:30[Europe/Berlin]",
      'clocks in Europe/Berlin show that time twice: "2026-10-25T02:30[Europe/Berlin]"',
      "say which with the offset: +02:00 or +01:00",
    ],
    [
      "2026-11-01T01:15[America/New_York]",
      'clocks in America/New_York show that time twice: "2026-11-01T01:15[America/New_York]"',
      "say which with the offset: -04:00 or -05:00",
    ],
    [
      "2026-03-29T02:30+01:00[Europe/Berlin]",
      'Europe/Berlin is not +01:00 then: "2026-03-29T02:30+01:00[Europe/Berlin]"',
      "Europe/Berlin has no such time then; leave the offset or the zone out",
    ],
  ])("%s", (written, what, hint) => {
    expect(readEmbargo(written)).toEqual({ what, hint });
  });
});

function example(): string {
  return "write it with its offset, such as 2006-11-09T15:00+09:00";
}
