import { expect, test } from "vitest";
import { rememberFiles, type FileReader } from "../../src/facts/remember-files.ts";

const reads: string[] = [];
const ask = (read: FileReader, file: string, text: string): string =>
  read({ file, bytes: new TextEncoder().encode(text) }, () => (reads.push(`${file} ${text}`), text));

test("reads a file again when a byte of it has changed, and not before", () => {
  reads.length = 0;
  const open = rememberFiles();
  for (const text of ["one", "one", "two", "twos", "one"]) expect(ask(open(), "a", text)).toBe(text);
  expect(reads).toEqual(["a one", "a two", "a twos", "a one"]);
});

test("gives no file what another one of the same bytes was read to", () => {
  const open = rememberFiles();
  const [a, b] = ["a", "b"].map((file) => open()({ file, bytes: new Uint8Array() }, () => ({})));
  expect(a).not.toBe(b);
});

test("remembers what the last build has read, and no more", () => {
  reads.length = 0;
  const open = rememberFiles();
  ask(open(), "a", "one");
  ask(open(), "b", "one");
  ask(open(), "a", "one");
  expect(reads).toEqual(["a one", "b one", "a one"]);
});

test("a file that cannot be read takes nothing from the others", () => {
  reads.length = 0;
  const open = rememberFiles();
  const first = open();
  ask(first, "a", "one");
  const fail = (): never => {
    throw new Error("no YAML");
  };
  expect(() => first({ file: "b", bytes: new Uint8Array() }, fail)).toThrow("no YAML");
  const second = open();
  ask(second, "a", "one");
  expect(second({ file: "b", bytes: new Uint8Array() }, () => "mended")).toBe("mended");
  expect(reads).toEqual(["a one"]);
});
