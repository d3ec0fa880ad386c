import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderStore } from "../src/folder-store.ts";
import { releaseFolder } from "../src/release-folder.ts";
import { sweepLeftovers, temporaryName } from "../src/temporary-name.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

/** What a process that is gone has left: no system has a process of this number. */
const left = `${temporaryName().replace(`${process.pid}-`, "999999999-")}x.tmp`;

test("what a process that is gone has left is swept, and nothing of one that runs or of another machine", async () => {
  const own = `.${temporaryName()}x.tmp`;
  const others = [own, "kessan-000000-999999999-x.tmp", "kessan-notes", left.replace("999999999", "")];
  const folder = temporaryFolder(Object.fromEntries([...others, `.${left}`, left].map((name) => [name, ""])));
  mkdirSync(join(folder, `${left}-profile`));
  writeFileSync(join(folder, `${left}-profile`, "deep"), "");
  await sweepLeftovers(folder);
  expect(readdirSync(folder).toSorted()).toEqual(others.toSorted());
});

test("a release that was being made, and a kept file that was being written, are swept by the next one", async () => {
  const folder = temporaryFolder({ [`.${left}/manifest.json`]: "{}", [`store/${left}`]: "half" });
  const record = {
    kind: "sealed",
    manifest: "0".repeat(64),
    user: "mori",
    host: "desk",
    at: "2006-11-09T05:00:00.000Z",
  } as const;
  await releaseFolder(join(folder, "acme-1")).create(new Map([["manifest.json", "{}\n"]]), record);
  expect(readdirSync(folder).toSorted()).toEqual(["acme-1", "store"]);
  const store = folderStore(join(folder, "store"));
  await store.put("key", new Uint8Array([1]));
  expect(readdirSync(join(folder, "store"))).toHaveLength(1);
  expect(await store.get("key")).toEqual(Buffer.from([1]));
});
