import { expect, onTestFinished, test } from "vitest";
import {
  converse,
  type Conversation,
  type ConversationOptions,
  type OutgoingMail,
} from "../../src/delivery/smtp.ts";
import { problemsOf } from "../memory-build.ts";
import { startMockServer, type Misbehaviour, type MockServer, type Step } from "./mock-server.ts";

const message = Buffer.from("Subject: hi\r\n\r\n.one dot\r\n..two\r\nlast\r\n");

/** A conversation with a server that misbehaves once, at a step. */
async function talkTo(
  faults: Partial<Record<Step, Misbehaviour>>,
  { extensions, ...options }: ConversationOptions & { readonly extensions?: readonly string[] } = {},
): Promise<{ readonly server: MockServer; readonly conversation: Conversation }> {
  const left = new Map(Object.entries(faults));
  const isSilent = Object.values(faults).some(({ then }) => then === "hang");
  const server = await startMockServer({
    misbehave: ({ step }) => {
      const fault = left.get(step);
      left.delete(step);
      return fault;
    },
    ...(extensions !== undefined && { extensions }),
  });
  const conversation = converse(
    { host: "127.0.0.1", port: server.port, tls: "none" },
    { commandTimeout: isSilent ? 800 : 15_000, endTimeout: isSilent ? 800 : 15_000, ...options },
  );
  onTestFinished(async () => {
    conversation.close();
    await server.close();
  });
  return { server, conversation };
}

function mail(change: Partial<OutgoingMail> = {}): OutgoingMail {
  return { from: "ir@acme.com", to: "ann@x.com", message, beforeEnd: () => {}, ...change };
}

test("hands over the bytes as they are, with dots that only travel doubled", async () => {
  const { server, conversation } = await talkTo({});
  expect(await conversation.send(mail())).toEqual({ state: "accepted", reply: "250 2.0.0 queued" });
  expect(server.stored.map(({ from, to, text }) => ({ from, to, text }))).toEqual([
    { from: "ir@acme.com", to: "ann@x.com", text: message.toString() },
  ]);
  expect(server.commands.slice(1)).toEqual([`MAIL FROM:<ir@acme.com>`, "RCPT TO:<ann@x.com>", "DATA"]);
});

test.each([
  "a".repeat(65_535),
  "a".repeat(65_536),
  "a".repeat(65_537),
  ".\r\n".repeat(70_000),
  "売上\r\n".repeat(30_000),
])("hands over long messages unchanged (%#)", async (text) => {
  const { server, conversation } = await talkTo({}, {});
  await conversation.send(mail({ message: Buffer.from(`${text}\r\n`) }));
  expect(server.stored[0]!.text === `${text}\r\n`).toBe(true);
});

test("lets the last bytes go only when the caller is ready", async () => {
  const { server, conversation } = await talkTo({});
  let seen: number | undefined;
  await conversation.send(
    mail({
      beforeEnd: async () => {
        await new Promise((later) => setTimeout(later, 50));
        seen = server.stored.length;
      },
    }),
  );
  expect(seen).toBe(0);
  expect(server.stored).toHaveLength(1);
});

test("sends nothing that the caller cannot write down", async () => {
  const { server, conversation } = await talkTo({});
  const beforeEnd = (): void => {
    throw new Error("disk full");
  };
  await expect(conversation.send(mail({ beforeEnd }))).rejects.toThrow("disk full");
  expect(await conversation.send(mail({ to: "bob@x.com" }))).toMatchObject({ state: "accepted" });
  expect(server.stored.map(({ to }) => to)).toEqual(["bob@x.com"]);
});

test("keeps a connection for some messages and makes a new one then", async () => {
  const { server, conversation } = await talkTo({}, { mostOverOne: 3 });
  for (let i = 0; i < 7; i++) await conversation.send(mail());
  expect(server.connections()).toBe(3);
  expect(server.stored).toHaveLength(7);
});

test("takes a connection that was closed meanwhile for what it is", async () => {
  const { server, conversation } = await talkTo({});
  await conversation.send(mail());
  const left = new Set(["mail"]);
  const late = await startMockServer({
    misbehave: ({ step, connections }) =>
      step === "mail" && connections === 1 && server.stored.length > 1 && left.delete(step)
        ? { then: "close" }
        : undefined,
  });
  onTestFinished(() => late.close());
  const other = converse({ host: "127.0.0.1", port: late.port, tls: "none" });
  onTestFinished(() => other.close());
  await other.send(mail());
  await conversation.send(mail());
  expect(await other.send(mail({ to: "bob@x.com" }))).toMatchObject({ state: "accepted" });
  expect(late.connections()).toBe(2);
  expect(late.stored.map(({ to }) => to)).toEqual(["ann@x.com", "bob@x.com"]);
});

const close = { then: "close" } as const;
test.each<[string, Step, Misbehaviour]>([
  ["before its greeting", "connect", close],
  ["after EHLO", "ehlo", close],
  ["after MAIL", "mail", close],
  ["after RCPT", "rcpt", close],
  ["after DATA", "data", close],
  ["in silence before its greeting", "connect", { then: "hang" }],
  ["in silence after RCPT", "rcpt", { then: "hang" }],
  ["with a reset after MAIL", "mail", { then: "reset" }],
])("a server that is gone %s has nothing: deferred, and the next try arrives", async (_, step, fault) => {
  for (const extensions of [["PIPELINING"], []]) {
    const { server, conversation } = await talkTo({ [step]: fault }, { extensions });
    expect(await conversation.send(mail())).toMatchObject({ state: "deferred" });
    expect(await conversation.send(mail())).toMatchObject({ state: "accepted" });
    expect(server.stored).toHaveLength(1);
  }
});

test("a server that is gone in the middle of a long message has nothing", async () => {
  const { server, conversation } = await talkTo({ body: { then: "reset" } });
  let isReady = false;
  const long = Buffer.from(`${"x".repeat(20_000_000)}\r\n`);
  const verdict = await conversation.send(mail({ message: long, beforeEnd: () => void (isReady = true) }));
  expect({ verdict: verdict.state, isReady }).toEqual({ verdict: "deferred", isReady: false });
  expect(server.stored).toEqual([]);
});

test("a message that was begun over a connection that was kept is not begun again by itself", async () => {
  const server = await startMockServer({
    misbehave: ({ step, to }) => (step === "body" && to === "bob@x.com" ? { then: "reset" } : undefined),
  });
  const conversation = converse({ host: "127.0.0.1", port: server.port, tls: "none" });
  onTestFinished(async () => {
    conversation.close();
    await server.close();
  });
  await conversation.send(mail());
  const long = Buffer.from(`${"x".repeat(20_000_000)}\r\n`);
  expect(await conversation.send(mail({ to: "bob@x.com", message: long }))).toMatchObject({
    state: "deferred",
  });
  expect(server.connections()).toBe(1);
});

test.each<[string, Misbehaviour]>([
  ["drops the connection, and has stored it", { ...close, store: true }],
  ["drops the connection, and has not stored it", close],
  ["resets the connection, and has stored it", { then: "reset", store: true }],
  ["falls silent, and has stored it", { then: "hang", store: true }],
  ["falls silent, and has not stored it", { then: "hang" }],
])("unknown is what a server has that after the message %s", async (_, end) => {
  const { conversation } = await talkTo({ end });
  expect((await conversation.send(mail())).state).toBe("unknown");
});

test("a reset after the server has said yes changes nothing", async () => {
  const { server, conversation } = await talkTo({ end: { reply: "250 OK", then: "reset", store: true } });
  expect(await conversation.send(mail())).toEqual({ state: "accepted", reply: "250 OK" });
  await new Promise((later) => setTimeout(later, 50));
  expect(await conversation.send(mail({ to: "bob@x.com" }))).toMatchObject({ state: "accepted" });
  expect(server.stored).toHaveLength(2);
});

test.each<[Step, string, string]>([
  ["rcpt", "450 4.2.0 greylisted", "deferred"],
  ["rcpt", "550 5.1.1 no such user", "refused"],
  ["data", "421 4.3.2 shutting down", "deferred"],
  ["data", "503 5.5.1 bad sequence", "deferred"],
  ["data", "554 5.7.1 no", "refused"],
  ["mail", "451 4.3.0 later", "deferred"],
  ["mail", "552 5.3.4 too big", "refused"],
  ["end", "451 4.3.0 later", "deferred"],
  ["end", "421 4.3.2 shutting down", "deferred"],
  ["end", "554 5.7.1 spam", "refused"],
])("after %s, %s is %s, and the next message arrives", async (step, reply, state) => {
  for (const extensions of [["PIPELINING"], []]) {
    const { server, conversation } = await talkTo({ [step]: { reply } }, { extensions });
    expect(await conversation.send(mail())).toEqual({ state, reply });
    expect(await conversation.send(mail({ to: "bob@x.com" }))).toMatchObject({ state: "accepted" });
    expect(server.stored.map(({ to }) => to)).toEqual(["bob@x.com"]);
  }
});

test("a yes before the end of the message is none", async () => {
  const { server, conversation } = await talkTo({ data: { reply: "354 go\r\n250 stored already" } });
  let isReady = false;
  expect(await conversation.send(mail({ beforeEnd: () => void (isReady = true) }))).toEqual({
    state: "deferred",
    reply: 'expected no reply before the end of the message, got "250 stored already"',
  });
  expect(isReady).toBe(false);
  expect(server.stored).toEqual([]);
});

test("a no in the middle of the message is one, and the rest is kept back", async () => {
  const { server, conversation } = await talkTo({ data: { reply: "354 go\r\n552 5.3.4 too big" } });
  expect(await conversation.send(mail())).toEqual({ state: "refused", reply: "552 5.3.4 too big" });
  expect(await conversation.send(mail())).toMatchObject({ state: "accepted" });
  expect(server.stored).toHaveLength(1);
});

test("does not listen to a reply without end", async () => {
  const { conversation } = await talkTo({
    end: { reply: `250-${"x".repeat(20_000)}\r\n250-more`, store: true },
  });
  expect(await conversation.send(mail())).toEqual({
    state: "unknown",
    reply: "Server response exceeds maximum allowed size",
  });
});

test("wants the reply that lets a message begin", async () => {
  const { conversation } = await talkTo({ data: { reply: "250 OK" } });
  expect(await conversation.send(mail())).toEqual({
    state: "deferred",
    reply: 'expected 354 in reply to DATA, got "250 OK"',
  });
});

test("a message over the server's limit is refused with both sizes before it is begun", async () => {
  const { server, conversation } = await talkTo({}, { extensions: ["SIZE 1000", "PIPELINING"] });
  const long = Buffer.from(`${"x".repeat(1_999)}\r\n`);
  expect(await conversation.send(mail({ message: long }))).toEqual({
    state: "refused",
    reply: "the message has 2,001 bytes, and 127.0.0.1 takes at most 1,000",
  });
  expect(await conversation.send(mail())).toMatchObject({ state: "accepted" });
  expect(server.commands.filter((command) => command.startsWith("MAIL"))).toEqual([
    "MAIL FROM:<ir@acme.com> SIZE=38",
  ]);
});

test("stops where a server takes no mail of the sender, or nobody's", async () => {
  const first = await talkTo({ mail: { reply: "550 5.7.1 not you" } });
  expect(await problemsOf(first.conversation.send(mail()))).toBe(
    '127.0.0.1 takes no mail from "ir@acme.com": "550 5.7.1 not you"',
  );
  const second = await talkTo({ connect: { reply: "554 no service", then: "close" } });
  expect(await problemsOf(second.conversation.send(mail()))).toBe(
    `127.0.0.1:${second.server.port} turns us away: "554 no service"`,
  );
});

test("says why there is no connection for now", async () => {
  const { server, conversation } = await talkTo({ connect: { reply: "421 busy", then: "close" } });
  expect(await conversation.open()).toBe(`no connection to 127.0.0.1:${server.port}: "421 busy"`);
  expect(await conversation.open()).toBe(undefined);
  await server.close();
  const gone = converse({ host: "127.0.0.1", port: server.port, tls: "none" });
  expect(await gone.open()).toBe(
    `no connection to 127.0.0.1:${server.port}: connect ECONNREFUSED 127.0.0.1:${server.port}`,
  );
});

test("speaks in the clear to this machine only", async () => {
  expect(() => converse({ host: "mail.acme.com", port: 25, tls: "none" })).toThrow(
    "mail to mail.acme.com would not be encrypted",
  );
  const { server } = await talkTo({});
  const conversation = converse({ host: "localhost", port: server.port, tls: "none" });
  onTestFinished(() => conversation.close());
  expect(await conversation.open()).toBe(undefined);
});

test("does not wait for a connection once it is told to give up", async () => {
  const { server, conversation } = await talkTo({ connect: { then: "hang" } }, { commandTimeout: 60_000 });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  expect(await conversation.open(stop.signal)).toBe(
    `no connection to 127.0.0.1:${server.port}: stopped before there was one`,
  );
});

test("gives up when it is told to: unknown if the message was let go, deferred if not", async () => {
  for (const [step, state] of [
    ["rcpt", "deferred"],
    ["end", "unknown"],
  ] as const) {
    const stop = new AbortController();
    const { conversation } = await talkTo(
      { [step]: { then: "hang" } },
      { commandTimeout: 9_000, endTimeout: 9_000 },
    );
    setTimeout(() => stop.abort(), 150);
    expect(await conversation.send(mail({ signal: stop.signal }))).toEqual({
      state,
      reply: "stopped before the server replied",
    });
  }
});

test.each([
  ["a@x.com> SIZE=1", "no address for an envelope"],
  ["a@x.com\r\nRCPT TO:<e@y.com>", "no address for an envelope"],
  ["a b@x.com", "no address for an envelope"],
])("never puts %j into a command", async (to, fault) => {
  const { server, conversation } = await talkTo({});
  await expect(conversation.send(mail({ to }))).rejects.toThrow(fault);
  expect(server.commands).toEqual([]);
});

test.each(["a\nb\r\n", "a\rb\r\n", "a"])(
  "sends no message that would be changed on its way: %j",
  async (text) => {
    const { conversation } = await talkTo({});
    await expect(conversation.send(mail({ message: Buffer.from(text) }))).rejects.toThrow("message");
  },
);
