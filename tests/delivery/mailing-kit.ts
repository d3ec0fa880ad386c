import { setTimeout as sleep } from "node:timers/promises";
import type { Mailing, MailingEffects, MailingProgress } from "../../src/delivery/send-mails.ts";
import { converse } from "../../src/delivery/smtp.ts";
import { countingDigits, hashOf, ledgerIn, noon, processes, release } from "./ledger-kit.ts";

/** A clock that moves only by waiting, and when it is set. */
export interface HandClock {
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  readonly monotonic: () => number;
  /** Lets time pass. */
  pass(milliseconds: number): void;
  /** Puts the wall clock forward, or back. */
  jump(milliseconds: number): void;
}

export function handClock(start = noon): HandClock {
  let [passed, jumped] = [0, 0];
  return {
    wall: () => start + passed + jumped,
    monotonic: () => passed,
    pass: (milliseconds) => void (passed += milliseconds),
    jump: (milliseconds) => void (jumped += milliseconds),
  };
}

/** The release for some recipients. */
export function mailingFor(addresses: readonly string[], change: Partial<Mailing> = {}): Mailing {
  return {
    release,
    list: hashOf(addresses.join()),
    from: "ir@acme.com",
    recipients: addresses.map((address) => ({ address, folded: address.toLowerCase() })),
    compose: async (index, { messageId, date }) =>
      Buffer.from(
        [
          `Message-ID: ${messageId}`,
          `Date: ${date.toUTCString()}`,
          `To: ${addresses[index]}`,
          "",
          "hi",
          "",
        ].join("\r\n"),
      ),
    ...change,
  };
}

/** Effects that are real towards the server and the disk, and by hand in all else. */
export function effectsFor({
  folder,
  port,
  clock = handClock(),
  events = [],
  timeout = 15_000,
  ...change
}: {
  readonly folder: string;
  readonly port: number;
  readonly clock?: HandClock;
  readonly events?: MailingProgress[];
  readonly timeout?: number;
} & Partial<MailingEffects>): MailingEffects {
  return {
    ledger: ledgerIn(folder),
    conversation: converse(
      { host: "127.0.0.1", port, tls: "none" },
      { commandTimeout: timeout, endTimeout: timeout },
    ),
    wait: async (milliseconds) => {
      clock.pass(milliseconds);
      await sleep(0);
    },
    random: countingDigits(),
    processes: processes(),
    signal: new AbortController().signal,
    progress: (event) => void events.push(event),
    ...change,
    clock,
  };
}
