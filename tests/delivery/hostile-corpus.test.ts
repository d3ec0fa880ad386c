import { afterAll, beforeAll, expect, test } from "vitest";
import { composeMail } from "../../src/delivery/compose-mail.ts";
import { readRecipients } from "../../src/delivery/recipients.ts";
import { converse, type Conversation } from "../../src/delivery/smtp.ts";
import { KessanError } from "../../src/problem.ts";
import { hostileAddresses } from "../facts/hostile-addresses.ts";
import { injectedFields, injections } from "./injections.ts";
import { startRealServer, type RealServer } from "./real-server.ts";

let server: RealServer;
let conversation: Conversation;
beforeAll(async () => {
  server = await startRealServer();
  conversation = converse({ host: "127.0.0.1", port: server.port, tls: "none" });
});
afterAll(async () => {
  conversation.close();
  await server.close();
});

const good = { from: "ir@example.com", message: Buffer.from("Subject: x\r\n\r\nx\r\n"), beforeEnd: () => {} };
const white = new Set(["ir@example.com ", " ir@example.com"]);
const send = (mail: { readonly from?: string; readonly to: string; readonly message?: Uint8Array }) =>
  conversation.send({ ...good, ...mail });

test("of 400 hostile addresses and more none gets onto a list, and none of them through to a server", async () => {
  expect(hostileAddresses.length).toBeGreaterThanOrEqual(400);
  const rules = { languages: ["en"], mostRecipients: 1000 };
  for (const address of hostileAddresses) {
    const cell = `"${address.replaceAll('"', '""')}"`;
    const bytes = new TextEncoder().encode(`address,name,language,group\n${cell},,en,\n`);
    const read = () => readRecipients({ bytes, file: "list.csv" }, rules);
    // White space around a cell is none of it
    if (white.has(address)) expect(read().recipients[0]!.address).toBe("ir@example.com");
    else expect(read, JSON.stringify(address)).toThrow(KessanError);
    await expect(send({ to: address }), JSON.stringify(address)).rejects.toThrow(
      "no address for an envelope",
    );
    await expect(send({ to: "ann@example.com", from: address })).rejects.toThrow(
      "no address for an envelope",
    );
  }
  expect(server.named).toEqual([]);
  await send({ to: "ann@example.com" });
  expect(server.named).toEqual(["ann@example.com"]);
});

test("of 50 injections into each of 6 fields none becomes a mail that could be sent", async () => {
  expect([injections.length, injectedFields.length]).toEqual([50, 6]);
  const before = server.taken.length;
  let refused = 0;
  for (const { field, inject } of injectedFields) {
    for (const injection of injections) {
      const sent = composeMail(inject(injection)).then((message) => send({ to: "ann@example.com", message }));
      await expect(sent, `${field} ${JSON.stringify(injection)}`).rejects.toThrow(KessanError);
      refused += 1;
    }
  }
  expect(refused).toBe(300);
  expect(server.taken).toHaveLength(before);
});
