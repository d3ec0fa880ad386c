import { createServer, type AddressInfo, type Socket } from "node:net";

/** What a server does at a step in place of what it should; `store` whether it keeps the message all the same. */
export interface Misbehaviour {
  readonly reply?: string;
  readonly then?: "close" | "reset" | "hang";
  readonly store?: boolean;
}

/** Where a conversation is: `body` comes once, after the first bytes of a message. */
export type Step = "connect" | "ehlo" | "mail" | "rcpt" | "data" | "body" | "end";

/** What the server decides by. */
export interface Moment {
  readonly step: Step;
  /** Connections so far, this one included. */
  readonly connections: number;
  /** The recipient, from RCPT on. */
  readonly to: string;
}

export interface StoredMail {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A mail server that does what it is told, also what none should. */
export interface MockServer {
  readonly port: number;
  readonly stored: readonly StoredMail[];
  readonly commands: readonly string[];
  connections(): number;
  close(): Promise<void>;
}

/** Starts the server on the loopback. It keeps only the head of a message where `keep` says so. */
export async function startMockServer({
  misbehave = () => undefined,
  extensions = ["PIPELINING", "8BITMIME"],
  keep = "all",
  onStore = () => {},
}: {
  readonly misbehave?: (moment: Moment) => Misbehaviour | undefined;
  readonly extensions?: readonly string[];
  readonly keep?: "all" | "head";
  readonly onStore?: (mail: StoredMail) => void;
} = {}): Promise<MockServer> {
  const stored: StoredMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    const connection = connections;
    let [from, to, pending] = ["", "", Buffer.alloc(0)];
    let inBody = false;
    let hasBegun = false;
    let isDeaf = false;

    const write = (text: string): void => void socket.write(`${text}\r\n`);
    /** Does what is planned for a step; whether the conversation goes on as it should. */
    const goesOn = (
      step: Step,
      regular: string | undefined,
      planned = misbehave({ step, connections: connection, to }),
    ): boolean => {
      if (planned === undefined) {
        if (regular !== undefined) write(regular);
        return true;
      }
      const { reply, then } = planned;
      if (then !== undefined) isDeaf = true;
      if (then === "hang") return false;
      if (reply === undefined && then === undefined) return true;
      const finish = (): void => {
        if (then === "close") socket.destroy();
        if (then === "reset") socket.resetAndDestroy();
      };
      // What is written has to be on its way before the reset
      if (reply === undefined) finish();
      else socket.write(`${reply}\r\n`, () => (then === undefined ? undefined : setTimeout(finish, 20)));
      return false;
    };
    const store = (text: string): void => {
      const mail = {
        from,
        to,
        text: keep === "all" ? text : text.slice(0, text.indexOf("\r\n\r\n")),
        at: Date.now(),
      };
      stored.push(mail);
      onStore(mail);
    };

    const takeCommand = (command: string): void => {
      commands.push(command);
      const verb = command.slice(0, 4).toUpperCase();
      const address = /<(.*)>/.exec(command)?.[1] ?? "";
      if (verb === "EHLO")
        goesOn("ehlo", ["250-mock", ...extensions.map((name) => `250-${name}`), "250 OK"].join("\r\n"));
      else if (verb === "MAIL") {
        [from, to] = [address, ""];
        goesOn("mail", "250 2.1.0 sender OK");
      } else if (verb === "RCPT") {
        const before = to;
        to = address;
        if (!goesOn("rcpt", "250 2.1.5 recipient OK")) to = before;
      } else if (verb === "DATA") {
        // Some servers take DATA though there is no recipient, and end the empty message by themselves
        if (to === "") write("354 go ahead");
        if (to === "" || goesOn("data", "354 go ahead")) [inBody, hasBegun] = [true, to === ""];
      } else if (verb === "QUIT") socket.end("221 2.0.0 bye\r\n");
      else if (verb === "RSET") write("250 2.0.0 OK");
      else write("502 5.5.2 unknown command");
    };
    const takeBody = (): boolean => {
      if (!hasBegun && pending.length > 0) {
        hasBegun = true;
        const planned = misbehave({ step: "body", connections: connection, to });
        if (planned !== undefined && !goesOn("body", undefined, planned)) return false;
      }
      const isEmpty = pending.subarray(0, 3).toString() === ".\r\n";
      const end = isEmpty ? 0 : pending.indexOf("\r\n.\r\n");
      if (end === -1) return false;
      const body = isEmpty ? "" : pending.subarray(0, end + 2).toString("latin1");
      pending = pending.subarray(isEmpty ? 3 : end + 5);
      inBody = false;
      if (to === "") write("554 5.5.1 no recipients");
      else {
        const text = Buffer.from(body.replace(/^\.\./gm, "."), "latin1").toString("utf8");
        const planned = misbehave({ step: "end", connections: connection, to });
        if (planned === undefined || planned.store === true) store(text);
        if (planned === undefined) write("250 2.0.0 queued");
        else goesOn("end", undefined, planned);
      }
      to = "";
      return true;
    };

    const parts: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => {
      if (isDeaf) return;
      // A long body is put together once it may be whole
      if (inBody && hasBegun && !mayEnd(parts.at(-1), chunk)) return void parts.push(chunk);
      pending = Buffer.concat([pending, ...parts.splice(0), chunk]);
      for (;;) {
        if (isDeaf) return;
        if (inBody) {
          if (!takeBody()) return;
          continue;
        }
        const end = pending.indexOf("\r\n");
        if (end === -1) return;
        const command = pending.subarray(0, end).toString();
        pending = pending.subarray(end + 2);
        takeCommand(command);
      }
    });
    goesOn("connect", "220 mock ESMTP");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    port: (server.address() as AddressInfo).port,
    stored,
    commands,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function mayEnd(before: Buffer | undefined, chunk: Buffer): boolean {
  const end = Buffer.concat([before?.subarray(-4) ?? Buffer.alloc(0), chunk.subarray(-5)]);
  return end.includes("\n.\r\n") || end.toString() === ".\r\n";
}
