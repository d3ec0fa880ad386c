import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { unpackNode } from "../../scripts/setup/fetch-node.mjs";
import { temporaryFolder } from "./temporary-folder.ts";

const program = "bin/node";
const files = {
  "package/share/doc.txt": "d".repeat(1300),
  "package/bin/node": "program ".repeat(200),
  "package/include/a.h": "",
  "package/LICENSE": "l".repeat(512),
};

test("unpacks the program, executable, and the licence, and nothing else", async () => {
  const { tarball, into, integrity } = packed(gzipSync(tar(files)));
  await unpackNode({ tarball, integrity, program, into });
  expect(readFileSync(join(into, "bin/node"), "utf8")).toBe(files["package/bin/node"]);
  expect(readFileSync(join(into, "LICENSE"), "utf8")).toBe(files["package/LICENSE"]);
  expect(statSync(join(into, "bin/node")).mode & 0o111).toBe(0o111);
  expect(readdirSync(into).sort()).toEqual(["LICENSE", "bin"]);
});

test("refuses a package file that is not the expected one, and unpacks nothing of it", async () => {
  const { integrity } = packed(gzipSync(tar(files)));
  const other = packed(gzipSync(tar({ ...files, "package/bin/node": "something else" })));
  const message = `node.tgz: expected ${integrity}, got ${other.integrity}
  hint: nothing was unpacked; this is not the file that the program was tested with`;
  await expect(unpackNode({ ...other, integrity, program })).rejects.toThrow(new Error(message));
  expect(existsSync(other.into)).toBe(false);
});

test("says that an archive ends too early", async () => {
  const whole = tar(files);
  const { tarball, into, integrity } = packed(gzipSync(whole.subarray(0, whole.indexOf("program ") + 100)));
  await expect(unpackNode({ tarball, integrity, program, into })).rejects.toThrow(
    new Error("the archive ends in the middle of a file"),
  );
});

function packed(bytes: Buffer): {
  readonly tarball: string;
  readonly into: string;
  readonly integrity: string;
} {
  const folder = temporaryFolder({ "node.tgz": bytes });
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  return { tarball: join(folder, "node.tgz"), into: join(folder, "made"), integrity };
}

/** A tar archive in the form that npm writes. */
function tar(entries: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(entries).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, "latin1");
    header.write(name.includes("/bin/") ? "000755 \0" : "000644 \0", 100);
    header.write(`${text.length.toString(8).padStart(11, "0")} `, 124);
    header.write("0", 156);
    header.write("ustar\0", 257);
    return [header, Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
