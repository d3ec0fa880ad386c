/**
 * A process that mails the release of the tests: node send-process.ts <SendOrder as JSON>. It can kill itself at a record, as a
 * machine that fails would; prints its result, or what was wrong, as JSON.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { openAppendFile } from "../../src/delivery/append-file.ts";
import { thisMachinesProcesses } from "../../src/delivery/running-process.ts";
import { sendMails } from "../../src/delivery/send-mails.ts";
import { converse } from "../../src/delivery/smtp.ts";
import { KessanError } from "../../src/problem.ts";
import { ledgerIn, release } from "./ledger-kit.ts";
import { mailingFor } from "./mailing-kit.ts";

export interface SendOrder {
  readonly folder: string;
  readonly port: number;
  readonly addresses: readonly string[];
  /** Milliseconds since 1970; long past if it is left out. */
  readonly embargo?: number;
  /** Kills itself before or after it has written its nth record of a kind. */
  readonly kill?: { readonly kind: string; readonly nth: number; readonly when: "before" | "after" };
}

const order = JSON.parse(process.argv[2]!) as SendOrder;
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());
let seen = 0;

function openFile(path: string) {
  const file = openAppendFile(path);
  return {
    ...file,
    append: (text: string) => {
      const { kill } = order;
      const isIt = kill !== undefined && text.includes(`"kind":"${kill.kind}"`) && (seen += 1) === kill.nth;
      if (isIt && kill.when === "before") process.kill(process.pid, "SIGKILL");
      file.append(text);
      if (isIt) process.kill(process.pid, "SIGKILL");
    },
  };
}

try {
  const result = await sendMails(
    mailingFor(order.addresses, { release: { ...release, embargo: order.embargo ?? 0 } }),
    {
      ledger: ledgerIn(order.folder),
      conversation: converse({ host: "127.0.0.1", port: order.port, tls: "none" }),
      clock: { wall: () => Date.now(), monotonic: () => performance.now() },
      wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {}),
      random: () => randomBytes(8).toString("hex"),
      processes: thisMachinesProcesses(),
      signal: stop.signal,
      openFile,
    },
  );
  process.stdout.write(JSON.stringify(result));
} catch (error) {
  if (!(error instanceof KessanError)) throw error;
  process.stdout.write(JSON.stringify({ refused: error.message }));
}
