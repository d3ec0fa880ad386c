import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { openAppendFile } from "../../src/delivery/append-file.ts";
import { readMailStatus, resolveUnknown, type MailStatus } from "../../src/delivery/mail-status.ts";
import { readSendLedger, type LedgerAnchor } from "../../src/delivery/read-send-ledger.ts";
import { sendMails, type MailingProgress } from "../../src/delivery/send-mails.ts";
import { problemsOf } from "../memory-build.ts";
import { temporaryFolder } from "../scripts/temporary-folder.ts";
import { hashOf, keyOf, ledgerIn, noon, processes, quietEffects, recordsIn, release } from "./ledger-kit.ts";
import { effectsFor, handClock, mailingFor } from "./mailing-kit.ts";
import { startMockServer, type MockServer } from "./mock-server.ts";

const [ann, bob, cy] = ["ann@x.com", "bob@x.com", "cy@x.com"] as const;
const minute = 60_000;

async function serverThat(
  misbehave?: NonNullable<Parameters<typeof startMockServer>[0]>["misbehave"],
): Promise<MockServer> {
  const server = await startMockServer({ ...(misbehave && { misbehave }) });
  onTestFinished(() => server.close());
  return server;
}

function statesOf({ recipients }: MailStatus): readonly string[] {
  return recipients.map(({ address, state }) => `${address} ${state}`);
}

function gotBy(server: MockServer): readonly string[] {
  return server.stored.map(({ to }) => to);
}

test("sends everybody one message, and tells who has it since when", async () => {
  const [server, folder, events] = [await serverThat(), temporaryFolder(), [] as MailingProgress[]];
  const clock = handClock();
  const result = await sendMails(
    mailingFor([ann, bob]),
    effectsFor({
      folder,
      port: server.port,
      clock,
      progress: (event) => {
        events.push(event);
        if (event.kind === "verdict") clock.pass(1_000);
      },
    }),
  );
  expect(gotBy(server)).toEqual([ann, bob]);
  expect(statesOf(result)).toEqual(["ann@x.com accepted", "bob@x.com accepted"]);
  expect(result).toMatchObject({
    sent: 2,
    counts: { accepted: 2, unknown: 0 },
    first: "2026-11-21T12:00:00.000Z",
    last: "2026-11-21T12:00:01.000Z",
    spread: 1_000,
  });
  expect(result.stopped).toBe(undefined);
  expect(readMailStatus({ ledger: ledgerIn(folder), release: release.id }, processes())).toMatchObject({
    anchor: result.head,
    counts: { accepted: 2 },
  });
  expect(
    events.map((event) => (event.kind === "waiting" ? event.kind : `${event.kind} ${event.address}`)),
  ).toEqual(["sending ann@x.com", "verdict ann@x.com", "sending bob@x.com", "verdict bob@x.com"]);
});

test("writes down what it does step by step, with a hash of the bytes that were sent", async () => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port }));
  const records = recordsIn(ledgerIn(folder));
  expect(records.map(({ kind }) => kind)).toEqual(["open", "plan", "claim", "data", "accepted"]);
  expect(records[2]).toMatchObject({ address: ann, attempt: 1, host: "mail-1", pid: 4711, key: keyOf(ann) });
  expect(records[3]).toMatchObject({
    sha256: createHash("sha256").update(server.stored[0]!.text).digest("hex"),
    bytes: server.stored[0]!.text.length,
  });
  expect(records[4]).toMatchObject({ reply: "250 2.0.0 queued" });
});

test("tells where the ledger stands before it sends anything, and sends nothing if that cannot be noted", async () => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  const heads: LedgerAnchor[] = [];
  const noted = effectsFor({ folder, port: server.port, onBegin: (head) => void heads.push(head) });
  const unnoted = effectsFor({
    folder,
    port: server.port,
    onBegin: () => Promise.reject(new Error("read-only")),
  });
  await expect(sendMails(mailingFor([ann]), unnoted)).rejects.toThrow("read-only");
  expect(server.connections()).toBe(0);
  await sendMails(mailingFor([ann]), noted);
  expect(heads.map(({ records }) => records)).toEqual([3]);
  expect(readSendLedger({ ...ledgerIn(folder), anchors: heads }).anchor!.records).toBe(6);
});

test("sends nobody anything twice, whatever their number of runs", async () => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port }));
  const more = await sendMails(
    mailingFor([ann, bob, "Ann@x.com"]),
    effectsFor({ folder, port: server.port }),
  );
  expect(more).toMatchObject({ sent: 1, counts: { accepted: 3 } });
  const records = recordsIn(ledgerIn(folder)).length;
  const none = await sendMails(mailingFor([ann, bob]), effectsFor({ folder, port: server.port }));
  expect(none).toMatchObject({ sent: 0, counts: { accepted: 2 } });
  expect(recordsIn(ledgerIn(folder))).toHaveLength(records);
  expect(gotBy(server)).toEqual([ann, bob]);
});

test("the message of a recipient has the same id and date in every attempt", async () => {
  let tries = 0;
  const server = await serverThat(({ step }) =>
    step === "end" && (tries += 1) === 1 ? { reply: "451 later", store: true } : undefined,
  );
  const folder = temporaryFolder();
  await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port, delays: [] }));
  const clock = handClock(noon + 86_400_000);
  await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port, clock }));
  const [first, second] = server.stored.map(({ text }) => text);
  expect(first).toBe(second);
  expect(first).toContain(
    `Message-ID: <${keyOf(ann).slice(0, 32)}@acme.com>\r\nDate: Sat, 21 Nov 2026 12:00:00 GMT`,
  );
});

test.each([
  [-1_000, "2026-11-21T11:59:59.000Z"],
  [-1, "2026-11-21T11:59:59.999Z"],
])("sends nothing %i ms after the embargo, and touches no ledger", async (after, now) => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  const mailing = mailingFor([ann], { release: { ...release, embargo: noon } });
  const clock = handClock(noon + after);
  expect(await problemsOf(sendMails(mailing, effectsFor({ folder, port: server.port, clock })))).toBe(
    `nothing is sent before 2026-11-21T12:00:00.000Z, and it is ${now}`,
  );
  expect(server.connections()).toBe(0);
  expect(existsSync(ledgerIn(folder).path)).toBe(false);
});

test.each([0, 1_000])("sends %i ms after the embargo", async (after) => {
  const server = await serverThat();
  const mailing = mailingFor([ann], { release: { ...release, embargo: noon } });
  const clock = handClock(noon + after);
  await sendMails(mailing, effectsFor({ folder: temporaryFolder(), port: server.port, clock }));
  expect(gotBy(server)).toEqual([ann]);
});

test.each([
  ["back", -3_600_000, "2026-11-21T11:00:00.000Z"],
  ["forward", 3_600_000, "2026-11-21T13:00:00.000Z"],
])("stops where the clock is put %s", async (way, jump, now) => {
  const [server, folder, clock] = [await serverThat(), temporaryFolder(), handClock()];
  const progress = (event: MailingProgress): void => {
    if (event.kind === "verdict") clock.jump(jump);
  };
  const result = await sendMails(
    mailingFor([ann, bob]),
    effectsFor({ folder, port: server.port, clock, progress }),
  );
  expect(result.stopped).toEqual([
    {
      what: `the clock was put ${way} by 3600 s while mailing, to ${now}`,
      hint: "see that it is right, and start again: nobody gets it twice",
    },
  ]);
  expect(statesOf(result)).toEqual(["ann@x.com accepted", "bob@x.com waiting"]);
  expect(recordsIn(ledgerIn(folder)).at(-1)!.kind).toBe("stopped");
});

test("stops where the clock is put back while the server lets us wait for the go-ahead", async () => {
  const clock = handClock();
  const server = await serverThat(({ step }) => {
    if (step === "data") clock.jump(-3_600_000);
    return undefined;
  });
  const result = await sendMails(
    mailingFor([ann]),
    effectsFor({ folder: temporaryFolder(), port: server.port, clock }),
  );
  expect(statesOf(result)).toEqual(["ann@x.com waiting"]);
  expect(server.stored).toEqual([]);
});

test("a server that is not there is waited for, and nobody's tries are used up", async () => {
  let refusals = 3;
  const server = await serverThat(({ step }) =>
    step === "connect" && refusals-- > 0 ? { then: "close" } : undefined,
  );
  const [folder, clock] = [temporaryFolder(), handClock()];
  const result = await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port, clock }));
  expect(result.recipients).toMatchObject([{ state: "accepted", attempts: 1 }]);
  expect(clock.monotonic()).toBe((1 + 2 + 5) * minute);
});

test("stops where the server stays away, and says so", async () => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  const { port } = server;
  await server.close();
  const result = await sendMails(mailingFor([ann]), effectsFor({ folder, port }));
  expect(result.stopped).toEqual([
    {
      what: `no connection to 127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port}`,
      hint: "start again when the server is there",
    },
  ]);
  expect(statesOf(result)).toEqual(["ann@x.com waiting"]);
});

test("who is greylisted comes last, and gets it once", async () => {
  const seen = new Set<string>();
  const server = await serverThat(({ step, to }) => {
    if (step !== "rcpt" || to !== ann || seen.has(to)) return undefined;
    seen.add(to);
    return { reply: "450 4.2.0 greylisted" };
  });
  const [folder, clock] = [temporaryFolder(), handClock()];
  const result = await sendMails(
    mailingFor([ann, bob, cy]),
    effectsFor({ folder, port: server.port, clock }),
  );
  expect(gotBy(server)).toEqual([bob, cy, ann]);
  expect(result.recipients[0]).toMatchObject({ state: "accepted", attempts: 2 });
  expect(clock.monotonic()).toBe(minute);
});

test("gives up who is deferred for too long, until the next run", async () => {
  let isBusy = true;
  const server = await serverThat(({ step }) =>
    step === "end" && isBusy ? { reply: "451 4.3.0 busy" } : undefined,
  );
  const [folder, clock] = [temporaryFolder(), handClock()];
  const result = await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port, clock }));
  expect(result.recipients).toMatchObject([{ state: "deferred", attempts: 6, reply: "451 4.3.0 busy" }]);
  expect(clock.monotonic()).toBe((1 + 2 + 5 + 15 + 30) * minute);
  isBusy = false;
  const again = await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port, clock }));
  expect(again.recipients).toMatchObject([{ state: "accepted", attempts: 7 }]);
});

test("one of ten is refused, and nine have it", async () => {
  const all = Array.from({ length: 10 }, (_, index) => `r${index}@x.com`);
  const server = await serverThat(({ step, to }) =>
    step === "rcpt" && to === "r4@x.com" ? { reply: "550 5.1.1 no such user" } : undefined,
  );
  const folder = temporaryFolder();
  const result = await sendMails(mailingFor(all), effectsFor({ folder, port: server.port }));
  expect(result.counts).toMatchObject({ accepted: 9, refused: 1 });
  expect(result.recipients[4]).toMatchObject({ state: "refused", reply: "550 5.1.1 no such user" });
  await sendMails(mailingFor(all), effectsFor({ folder, port: server.port }));
  expect(server.commands.filter((command) => command.includes("r4@"))).toHaveLength(1);
});

test.each([true, false])(
  "who may have it is left alone until a person says how it is (stored: %s)",
  async (store) => {
    let isCut = true;
    const server = await serverThat(({ step }) => {
      const cut = step === "end" && isCut;
      if (cut) isCut = false;
      return cut ? { then: "close", store } : undefined;
    });
    const folder = temporaryFolder();
    const send = () => sendMails(mailingFor([ann, bob]), effectsFor({ folder, port: server.port }));
    expect(statesOf(await send())).toEqual(["ann@x.com unknown", "bob@x.com accepted"]);
    expect(statesOf(await send())).toEqual(["ann@x.com unknown", "bob@x.com accepted"]);
    expect(gotBy(server)).toEqual(store ? [ann, bob] : [bob]);

    const { status } = resolveUnknown(
      {
        ledger: ledgerIn(folder),
        release: release.id,
        recipient: { address: ann, folded: ann },
        as: store ? "delivered" : "retry",
        by: "Erika Muster",
        note: "asked by telephone",
      },
      quietEffects(),
    );
    expect(status).toMatchObject({
      state: store ? "accepted" : "waiting",
      resolved: { by: "Erika Muster", note: "asked by telephone" },
    });
    expect(statesOf(await send())).toEqual(["ann@x.com accepted", "bob@x.com accepted"]);
    expect(gotBy(server).toSorted()).toEqual([ann, bob]);
  },
);

test("settles nothing that is settled, and tells how it is", async () => {
  const server = await serverThat(({ step, to }) =>
    step === "rcpt" && to === bob ? { reply: "550 5.1.1 no such user" } : undefined,
  );
  const folder = temporaryFolder();
  await sendMails(mailingFor([ann, bob]), effectsFor({ folder, port: server.port }));
  const resolve = (address: string, as: "delivered" | "retry", by = "Erika Muster"): Promise<string> =>
    problemsOf(
      (async () =>
        resolveUnknown(
          {
            ledger: ledgerIn(folder),
            release: release.id,
            recipient: { address, folded: address },
            as,
            by,
            note: "",
          },
          quietEffects(),
        ))(),
    );
  expect(await resolve(ann, "retry")).toBe(
    'ledger.jsonl:5 "ann@x.com" has it since 2026-11-21T12:00:00.000Z: there is nothing to settle',
  );
  expect(await resolve(bob, "delivered")).toBe(
    'ledger.jsonl:7 "bob@x.com" was refused at 2026-11-21T12:00:00.000Z: it cannot be delivered\n' +
      "  hint: it can be sent again: retry",
  );
  expect(await resolve("anne@x.com", "retry")).toBe(
    'ledger.jsonl nothing of acme-4q25-0123456789ab was ever begun for "anne@x.com"\n  hint: did you mean "ann@x.com"?',
  );
  expect(await resolve(bob, "retry", " ")).toBe("nobody is named who says so\n  hint: name a person");
});

test("who was refused gets it when a person frees them", async () => {
  let isUnknown = true;
  const server = await serverThat(({ step, to }) =>
    step === "rcpt" && to === ann && isUnknown ? { reply: "550 5.1.1 no such user" } : undefined,
  );
  const folder = temporaryFolder();
  await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port }));
  isUnknown = false;
  const recipient = { address: ann, folded: ann };
  resolveUnknown(
    { ledger: ledgerIn(folder), release: release.id, recipient, as: "retry", by: "Erika Muster", note: "" },
    quietEffects(),
  );
  const result = await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port }));
  expect(result.recipients).toMatchObject([{ state: "accepted", attempts: 2 }]);
});

test("refuses another release of the name, unless it corrects what went out", async () => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  await sendMails(mailingFor([ann, bob]), effectsFor({ folder, port: server.port }));
  const other = { ...release, id: "acme-4q25-ffffffffffff", manifest: hashOf("other") };
  const send = (corrects: readonly string[]) =>
    sendMails(
      mailingFor([ann], { release: { ...other, corrects } }),
      effectsFor({ folder, port: server.port }),
    );
  expect(await problemsOf(send([]))).toBe(
    'ledger.jsonl:5 "acme-4q25" went out as acme-4q25-0123456789ab, to "ann@x.com" at 2026-11-21T12:00:00.000Z\n' +
      "  hint: what differs from it can only go out as its correction: kessan seal --correction acme-4q25-0123456789ab",
  );
  expect((await send([release.id])).counts.accepted).toBe(1);
  expect(gotBy(server)).toEqual([ann, bob, ann]);
  const old = sendMails(mailingFor([cy]), effectsFor({ folder, port: server.port }));
  expect(await problemsOf(old)).toContain('"acme-4q25" went out as acme-4q25-ffffffffffff');
});

test("refuses another manifest under the id of a release", async () => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  await sendMails(mailingFor([ann]), effectsFor({ folder, port: server.port }));
  const changed = mailingFor([bob], { release: { ...release, manifest: hashOf("other") } });
  expect(await problemsOf(sendMails(changed, effectsFor({ folder, port: server.port })))).toBe(
    "ledger.jsonl:2 acme-4q25-0123456789ab was mailed with another manifest\n  hint: seal it anew",
  );
});

test("sends nothing once a person has stopped it, and finishes whom it was at", async () => {
  const stop = new AbortController();
  const server = await serverThat(({ step }) => {
    if (step === "data") stop.abort();
    return undefined;
  });
  const wait = (_: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  const folder = temporaryFolder();
  const result = await sendMails(
    mailingFor([ann, bob]),
    effectsFor({ folder, port: server.port, signal: stop.signal, wait }),
  );
  expect(statesOf(result)).toEqual(["ann@x.com accepted", "bob@x.com waiting"]);
  expect(result.stopped).toEqual([
    { what: "was stopped", hint: "start again to go on: nobody gets it twice" },
  ]);
});

test("whom it was at is unknown if the server does not reply within ten seconds of being stopped", async () => {
  const stop = new AbortController();
  const server = await serverThat(({ step }) => {
    if (step !== "end") return undefined;
    stop.abort();
    return { then: "hang", store: true };
  });
  const waits: number[] = [];
  const result = await sendMails(
    mailingFor([ann]),
    effectsFor({
      folder: temporaryFolder(),
      port: server.port,
      signal: stop.signal,
      timeout: 60_000,
      wait: async (milliseconds) => void waits.push(milliseconds),
    }),
  );
  expect(result.recipients).toMatchObject([{ state: "unknown", reply: "stopped before the server replied" }]);
  expect(waits).toEqual([10_000]);
});

test.each([
  ["claim", "waiting", 0],
  ["data", "waiting", 0],
  ["accepted", "unknown", 1],
])("a disk that is full at %s stops it, and ann is %s", async (kind, state, stored) => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  const openFile = (path: string) => {
    const file = openAppendFile(path);
    return {
      ...file,
      append: (text: string) => {
        if (text.includes(`"kind":"${kind}"`))
          throw Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
        file.append(text);
      },
    };
  };
  const result = await sendMails(mailingFor([ann, bob]), effectsFor({ folder, port: server.port, openFile }));
  expect(statesOf(result)).toEqual([`ann@x.com ${state}`, "bob@x.com waiting"]);
  expect(result.stopped!.map(({ what }) => what)).toEqual([
    "cannot be written: ENOSPC: no space left",
    ...(state === "unknown"
      ? ['of "ann@x.com" the ledger cannot say it, and this is what came: accepted, "250 2.0.0 queued"']
      : []),
  ]);
  expect(server.stored).toHaveLength(stored);
  const next = await sendMails(mailingFor([ann, bob]), effectsFor({ folder, port: server.port }));
  expect(statesOf(next)).toEqual([
    `ann@x.com ${stored === 1 ? "unknown" : "accepted"}`,
    "bob@x.com accepted",
  ]);
  expect(gotBy(server).toSorted()).toEqual([ann, bob]);
});

test("a torn ledger makes whoever was under way unknown, in the status too", async () => {
  const [server, folder] = [await serverThat(), temporaryFolder()];
  await sendMails(mailingFor([ann, bob]), effectsFor({ folder, port: server.port }));
  const { path } = ledgerIn(folder);
  const text = readFileSync(path, "utf8");
  const [whole, last] = [text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1), text.slice(-50, -1)];
  writeFileSync(path, whole);
  appendFileSync(path, last);
  const status = readMailStatus({ ledger: ledgerIn(folder), release: release.id }, processes());
  expect(statesOf(status)).toEqual(["ann@x.com accepted", "bob@x.com unknown"]);
  expect(readFileSync(path, "utf8")).toBe(whole + last);
  const result = await sendMails(mailingFor([ann, bob]), effectsFor({ folder, port: server.port }));
  expect(statesOf(result)).toEqual(["ann@x.com accepted", "bob@x.com unknown"]);
  expect(gotBy(server)).toEqual([ann, bob]);
});
