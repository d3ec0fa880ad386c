import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { pack } from "../../src/pdf/pack.ts";

test("packs bytes so that they come out again, smaller than they were", async () => {
  const bytes = Buffer.from("0 0 m 100 0 l S\n".repeat(1000), "latin1");
  const packed = await pack(bytes);
  expect(packed.length).toBeLessThan(bytes.length / 10);
  expect(inflateSync(packed).equals(bytes)).toBe(true);
});

test("packs many at once, each by itself", async () => {
  const many = Array.from({ length: 50 }, (_, index) => Buffer.alloc(1000 + index, index));
  const packed = await Promise.all(many.map(pack));
  expect(packed.map((bytes) => Buffer.compare(inflateSync(bytes), many[packed.indexOf(bytes)]!))).toEqual(
    Array(50).fill(0),
  );
});

test("packs the same bytes the same way, whatever else is packed beside them", async () => {
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * index) % 251));
  const [first, second] = await Promise.all([pack(bytes), pack(bytes), pack(Buffer.alloc(1e6))]);
  expect(Buffer.from(first).equals(second)).toBe(true);
});
