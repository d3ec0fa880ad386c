import { expect, test } from "vitest";
import { readMailStatus } from "../../src/delivery/mail-status.ts";
import { openSendLedger } from "../../src/delivery/send-ledger.ts";
import { temporaryFolder } from "../scripts/temporary-folder.ts";
import { accepted, claim, data, ledgerIn, plan, processes, quietEffects, release } from "./ledger-kit.ts";

const list = ["ann@x.com", "bob@x.com", "cy@x.com"].map((address) => ({ address, folded: address }));

test("tells who is being sent a mail while somebody is at it, and that it is unknown once they are gone", () => {
  const of = ledgerIn(temporaryFolder());
  const ledger = openSendLedger(of, quietEffects());
  for (const record of [
    plan,
    claim("ann@x.com"),
    data("ann@x.com"),
    accepted("ann@x.com"),
    claim("bob@x.com"),
    data("bob@x.com"),
  ])
    ledger.append(record);
  const status = (running: readonly number[]) =>
    readMailStatus({ ledger: of, release: release.id, recipients: list }, processes({ pid: 1, running }));

  const during = status([4711]);
  expect(during.recipients.map(({ state }) => state)).toEqual(["accepted", "sending", "waiting"]);
  expect(during.sender).toMatchObject({ pid: 4711, since: "2026-11-21T12:00:00.000Z" });
  const after = status([]);
  expect(after.recipients.map(({ state }) => state)).toEqual(["accepted", "unknown", "waiting"]);
  expect(after.sender).toBe(undefined);
  ledger.close();
});

test("without a list tells of everybody that a release was begun for, and of no other release", () => {
  const of = ledgerIn(temporaryFolder());
  const ledger = openSendLedger(of, quietEffects());
  for (const record of [plan, claim("ann@x.com")]) ledger.append(record);
  ledger.close();
  const status = (id: string) => readMailStatus({ ledger: of, release: id }, processes());
  expect(status(release.id).recipients).toEqual([
    { address: "ann@x.com", state: "waiting", attempts: 1, at: "2026-11-21T12:00:00.000Z", line: 3 },
  ]);
  expect(status("acme-4q25-other").recipients).toEqual([]);
});

test("of a ledger that is not there nobody has anything", () => {
  const status = readMailStatus(
    { ledger: ledgerIn(temporaryFolder()), release: release.id, recipients: list },
    processes(),
  );
  expect(status.counts).toMatchObject({ waiting: 3, accepted: 0 });
  expect(status.anchor).toBe(undefined);
});
