/**
 * Replaces a file by one of two contents, again and again until it is killed: node bench/racing-writer.ts <how> <file> <a> <b>.
 * `edit` writes into it, `rename` puts a new one in its place, `link` has a symbolic link lead to the other one.
 */
import { readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { seeded } from "./seeded.ts";

const [, , how, file, ...variants] = process.argv as [string, string, string, string, string, string];
const contents = variants.map((path) => readFileSync(path));
const random = seeded(process.pid);
// Between two changes, never within one
process.on("SIGTERM", () => process.exit());
for (let turn = 0; ; turn++) {
  const which = turn % 2;
  if (how === "edit") writeFileSync(file, contents[which]!);
  else {
    const beside = `${file}.new~`;
    if (how === "link") symlinkSync(variants[which]!, beside);
    else writeFileSync(beside, contents[which]!);
    renameSync(beside, file);
  }
  // Often enough that every build meets a change, and seldom enough that a file is left alone for some milliseconds
  await sleep(15 + random() * 120);
}
