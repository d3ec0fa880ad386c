import { existsSync, readdirSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../scripts/temporary-folder.ts";
import { ledgerIn, recordsIn } from "./ledger-kit.ts";
import { startMockServer, type MockServer } from "./mock-server.ts";
import { startSender } from "./run-sender.ts";

const addresses = ["ann@x.com", "bob@x.com"];

async function serverThat(
  misbehave?: NonNullable<Parameters<typeof startMockServer>[0]>["misbehave"],
): Promise<MockServer> {
  const server = await startMockServer({ ...(misbehave && { misbehave }) });
  onTestFinished(() => server.close());
  return server;
}

test.each([
  ["before", "open", "accepted"],
  ["after", "open", "accepted"],
  ["after", "plan", "accepted"],
  ["before", "claim", "accepted"],
  ["after", "claim", "accepted"],
  ["before", "data", "accepted"],
  ["after", "data", "unknown"],
  ["before", "accepted", "unknown"],
  ["after", "accepted", "accepted"],
] as const)(
  "a sender that is killed %s it writes %s leaves ann %s to the next one",
  async (when, kind, state) => {
    const [server, folder] = [await serverThat(), temporaryFolder()];
    const order = { folder, port: server.port, addresses };
    expect((await startSender({ ...order, kill: { kind, nth: 1, when } }).ended).signal).toBe("SIGKILL");
    const { result } = await startSender(order).ended;
    expect(result!.recipients.map((one) => one.state)).toEqual([state, "accepted"]);
    const gotIt = server.stored.map(({ to }) => to);
    expect(gotIt.filter((to) => to === "bob@x.com")).toHaveLength(1);
    expect(gotIt.filter((to) => to === "ann@x.com")).toHaveLength(
      kind === "data" && when === "after" ? 0 : 1,
    );
    expect(readdirSync(folder)).toEqual(["ledger.jsonl"]);
  },
);

test("of two senders at once one mails, and the other says who does", async () => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  const order = { folder, port: server.port, addresses };
  const first = startSender(order);
  const second = startSender(order);
  const runs = await Promise.all([first.ended, second.ended]);
  // Where one was over before the other began, that one found nothing to do
  const refused = runs.findIndex((run) => run.refused !== undefined);
  if (refused === -1) expect(runs.map(({ result }) => result!.sent).toSorted()).toEqual([0, 2]);
  else
    expect(runs[refused]!.refused).toContain(
      `ledger.jsonl.lock is held by process ${refused === 0 ? second.pid : first.pid} on `,
    );
  expect(server.stored.map(({ to }) => to)).toEqual(addresses);
});

test("a sender that is stopped finishes with whom it is at, and begins nobody new", async () => {
  let stop = (): void => {};
  const server = await serverThat(({ step }) => {
    if (step === "data") stop();
    return undefined;
  });
  const folder = temporaryFolder();
  const sender = startSender({ folder, port: server.port, addresses });
  stop = () => process.kill(sender.pid, "SIGTERM");
  const { result } = await sender.ended;
  // The signal may come a moment late
  expect(result!.counts.accepted + result!.counts.waiting).toBe(2);
  expect(server.stored).toHaveLength(result!.counts.accepted);
  expect(existsSync(`${ledgerIn(folder).path}.lock`)).toBe(false);
  expect(recordsIn(ledgerIn(folder)).at(-1)!.kind).toBe(result!.counts.waiting > 0 ? "stopped" : "accepted");
});
