import { randomBytes } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { acquireLock, readHolder, type LockRequest } from "../../src/delivery/lock.ts";
import { thisMachinesProcesses } from "../../src/delivery/running-process.ts";
import { temporaryFolder } from "../scripts/temporary-folder.ts";
import { processes } from "./ledger-kit.ts";

function requestIn(folder: string, change: Partial<LockRequest> = {}): LockRequest {
  return {
    path: join(folder, "lock"),
    file: "lock",
    now: "2026-11-21T12:00:00.000Z",
    random: () => randomBytes(8).toString("hex"),
    processes: processes(),
    ...change,
  };
}

test("a lock of a process that is gone goes to one of those who want it", async () => {
  const folder = temporaryFolder();
  const request = requestIn(folder);
  const mine = thisMachinesProcesses();
  const gone = { me: { ...mine.me, started: "1" }, isGone: mine.isGone };
  for (let round = 0; round < 20; round++) {
    acquireLock({ ...request, processes: gone });
    const tries = [0, 1, 2].map(() => {
      try {
        return acquireLock({ ...request, processes: mine });
      } catch {
        return undefined;
      }
    });
    const held = tries.filter((one) => one !== undefined);
    expect(held).toHaveLength(1);
    held[0]!.release();
    expect(readdirSync(folder)).toEqual([]);
  }
});

test("does not judge a process of another machine", () => {
  const folder = temporaryFolder();
  const elsewhere = { me: { ...processes().me, host: "mail-2" }, isGone: () => true };
  acquireLock(requestIn(folder, { processes: elsewhere }));
  const mine = processes();
  const here = { ...mine, isGone: (other: typeof mine.me) => other.host === mine.me.host };
  expect(() => acquireLock(requestIn(folder, { processes: here }))).toThrow(
    "lock is held by process 4711 on mail-2 since 2026-11-21T12:00:00.000Z\n" +
      "  hint: whether it still runs can only be seen on mail-2; if it does not, remove the file",
  );
});

test("of two that want the lock of a process that is gone, the one that holds its guard gets it", () => {
  const folder = temporaryFolder();
  const isGone = (other: { readonly pid: number }): boolean => other.pid === 1;
  const of = (pid: number) => ({ me: { ...processes().me, pid }, isGone });
  acquireLock(requestIn(folder, { processes: of(1), random: () => "dead" }));
  // Somebody is just replacing it
  const guard = acquireLock(requestIn(folder, { path: join(folder, "lock.dead"), processes: of(2) }));
  expect(() => acquireLock(requestIn(folder, { processes: of(3) }))).toThrow(
    "lock is held by process 2 on mail-1",
  );
  guard.release();
  const lock = acquireLock(requestIn(folder, { processes: of(3) }));
  expect(readHolder(requestIn(folder))!.pid).toBe(3);
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test("does not remove the lock of somebody else", () => {
  const folder = temporaryFolder();
  const lock = acquireLock(requestIn(folder));
  acquireLock(requestIn(folder, { processes: { ...processes({ pid: 4712 }), isGone: () => true } }));
  lock.release();
  expect(readHolder(requestIn(folder))!.pid).toBe(4712);
});

test("refuses a file that is no lock", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "lock"), "");
  expect(() => acquireLock(requestIn(folder))).toThrow(
    "lock is no lock of kessan\n  hint: remove it if no kessan is running",
  );
});
