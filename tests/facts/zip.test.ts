import { describe, expect, test } from "vitest";
import { openZip } from "../../src/facts/zip.ts";
import { errorOf } from "./error-of.ts";
import { makeZip } from "./make-workbook.ts";

const open = (bytes: Uint8Array) => openZip({ bytes, file: "a.xlsx" });
const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
const parts = { "a.xml": "<a>営業収益</a>", "b/c.xml": "x".repeat(5000) };
const again = "\n  hint: copy it again from where it came";

/** The archive with a field of its end record (or of another record) overwritten. */
function changed(change: (bytes: Buffer<ArrayBuffer>) => void): Uint8Array {
  const bytes = Buffer.from(makeZip(parts));
  change(bytes);
  return bytes;
}
const centralAt = (bytes: Buffer) => bytes.indexOf("PK\u0001\u0002");
const endAt = (bytes: Buffer) => bytes.indexOf("PK\u0005\u0006");

describe("an archive", () => {
  test("gives the bytes of its files by name", () => {
    const archive = open(makeZip(parts));
    expect(archive.names).toEqual(["a.xml", "b/c.xml"]);
    expect(text(archive.read("a.xml"))).toBe(parts["a.xml"]);
    expect(text(archive.read("b/c.xml"))).toBe(parts["b/c.xml"]);
    expect(archive.read("none.xml")).toBeUndefined();
  });

  test("may have a comment at its end", () => {
    const bytes = changed((all) => all.writeUInt16LE(5, endAt(all) + 20));
    expect(open(Buffer.concat([bytes, Buffer.from("hello")])).names).toHaveLength(2);
  });

  test("that is cut anywhere is refused, and never gives other bytes", () => {
    const whole = makeZip(parts);
    for (let length = 0; length < whole.length; length++) {
      expect(errorOf(() => open(whole.subarray(0, length)))).toBe(
        `a.xlsx is cut off: ${length} bytes without the end of a zip archive${again}`,
      );
    }
  });

  test("with any one byte changed gives the same files or an error, but never other files", () => {
    const whole = makeZip(parts);
    let refused = 0;
    for (let at = 0; at < whole.length; at++) {
      const bytes = Uint8Array.from(whole);
      bytes[at]! ^= 0x55;
      try {
        const archive = open(bytes);
        for (const name of archive.names) {
          const content = text(archive.read(name));
          expect([parts["a.xml"], parts["b/c.xml"]]).toContain(content);
        }
      } catch (error) {
        if (!/^a\.xlsx (is|has|holds|"|unpacks)/.test((error as Error).message)) throw error;
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(whole.length / 3);
  });

  test("whose file does not fit its checksum is refused with the name of the file", () => {
    const bytes = changed((all) => all.writeUInt32LE(7, centralAt(all) + 16));
    expect(errorOf(() => open(bytes).read("a.xml"))).toBe(
      `a.xlsx is damaged: "a.xml" does not fit its checksum${again}`,
    );
  });

  test("that unpacks to far more than its size is refused with the ratio and the limit", () => {
    const bomb = makeZip({ "xl/a.xml": Buffer.alloc(3_000_000) });
    expect(errorOf(() => open(bomb))).toBe(
      'a.xlsx "xl/a.xml" unpacks to 1026 times its size, more than the limit of 200',
    );
  });

  test("that declares less than it unpacks to is refused without being unpacked", () => {
    const bytes = Buffer.from(makeZip({ "a.xml": Buffer.alloc(3_000_000) }));
    bytes.writeUInt32LE(9, centralAt(bytes) + 24);
    expect(errorOf(() => open(bytes).read("a.xml"))).toBe(
      `a.xlsx is damaged: "a.xml" unpacks to more than the 9 bytes that it declares${again}`,
    );
  });

  test("that unpacks to more than 100 MB, or has more than 1,000 files, is refused", () => {
    const large = changed((all) => {
      all.writeUInt32LE(120_000_000, centralAt(all) + 24);
      all.writeUInt32LE(1_000_000, centralAt(all) + 20);
    });
    expect(errorOf(() => open(large))).toBe("a.xlsx unpacks to 121 MB, more than the limit of 100 MB");
    const many = makeZip(Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`${at}`, ""])));
    expect(errorOf(() => open(many))).toBe("a.xlsx has 1001 parts, more than the limit of 1000");
  });

  test("that holds a name twice, or is encrypted, is refused", () => {
    const twice = changed((all) => all.write("b/c.xml", all.lastIndexOf("b/c.xml")));
    const second = makeZip({ "aa.xml": "1", "ab.xml": "2" });
    Buffer.from(second.buffer).write("aa", Buffer.from(second.buffer).lastIndexOf("ab.xml"));
    expect(open(twice).names).toHaveLength(2);
    expect(errorOf(() => open(second))).toBe('a.xlsx holds "aa.xml" twice');
    const locked = changed((all) => all.writeUInt16LE(1, centralAt(all) + 8));
    expect(errorOf(() => open(locked).read("a.xml"))).toBe(
      'a.xlsx "a.xml" is encrypted\n  hint: save it without a password',
    );
  });
});
