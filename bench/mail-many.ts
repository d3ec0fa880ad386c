/**
 * Mails a message with a PDF of 250 kB to many recipients, in a process of its own, over the loopback to a server in another:
 * node bench/mail-many.ts <recipients>. Prints `Many` as JSON.
 */
import { randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { SMTPServer } from "smtp-server";
import { thisMachinesProcesses } from "../src/delivery/running-process.ts";
import { sendMails } from "../src/delivery/send-mails.ts";
import { converse } from "../src/delivery/smtp.ts";
import { ledgerIn, release } from "../tests/delivery/ledger-kit.ts";
import { mailingFor } from "../tests/delivery/mailing-kit.ts";

export interface Many {
  readonly recipients: number;
  readonly accepted: number;
  readonly seconds: number;
  /** Bytes of one message as it travels. */
  readonly bytes: number;
  /** Memory of the process (resident set) in MB by how many had been sent. */
  readonly megabytes: Readonly<Record<number, number>>;
}

if (process.argv[2] === "server") serve();
else await mail(Number(process.argv[2] ?? 1_000));

async function mail(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kessan-many-"));
  const server = spawn(process.execPath, [fileURLToPath(import.meta.url), "server"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<number>((resolve) =>
    server.stdout.once("data", (text: Buffer) => resolve(Number(text))),
  );
  const pdf = randomBytes(250_000);
  const addresses = Array.from({ length: count }, (_, index) => `r${index}@x.com`);
  const head = mailingFor(addresses);
  let bytes = 0;
  const megabytes: Record<number, number> = {};
  const begun = performance.now();
  const result = await sendMails(
    {
      ...head,
      release: { ...release, embargo: 0 },
      // As a mail client has to do it: encoded anew for each recipient
      compose: async (index, stable) => {
        const body = pdf.toString("base64").replace(/.{76}/g, "$&\r\n");
        const message = Buffer.concat([await head.compose(index, stable), Buffer.from(`${body}\r\n`)]);
        bytes = message.length;
        return message;
      },
    },
    {
      ledger: ledgerIn(folder),
      conversation: converse({ host: "127.0.0.1", port, tls: "none" }),
      clock: { wall: () => Date.now(), monotonic: () => performance.now() },
      wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {}),
      random: () => randomBytes(8).toString("hex"),
      processes: thisMachinesProcesses(),
      signal: new AbortController().signal,
      progress: (event) => {
        if (event.kind === "sending" && [100, 500, count - 1].includes(event.done))
          megabytes[event.done] = Math.round(process.memoryUsage.rss() / 1e6);
      },
    },
  );
  const seconds = (performance.now() - begun) / 1000;
  const many: Many = { recipients: count, accepted: result.counts.accepted, seconds, bytes, megabytes };
  console.log(JSON.stringify(many));
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** A server that takes everything and keeps nothing. Prints its port. */
function serve(): void {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onData: (stream, _, done) => {
      stream.on("end", () => done(null, "queued")).resume();
    },
  });
  // Else every other reply waits 40 ms for an acknowledgement: that is of the network, not of mailing
  server.server.on("connection", (socket: Socket) => socket.setNoDelay(true));
  server.listen(0, "127.0.0.1", () => console.log((server.server.address() as AddressInfo).port));
}
