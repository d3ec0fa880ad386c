import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAppendFile, type AppendFile } from "../src/delivery/append-file.ts";
import { readMailStatus, resolveUnknown } from "../src/delivery/mail-status.ts";
import type { LedgerAnchor } from "../src/delivery/read-send-ledger.ts";
import { thisMachinesProcesses, type Processes } from "../src/delivery/running-process.ts";
import { sendMails, type Mailing, type MailingEffects } from "../src/delivery/send-mails.ts";
import { KessanError } from "../src/problem.ts";
import { countingDigits, ledgerIn, noon, processes, release } from "../tests/delivery/ledger-kit.ts";
import { effectsFor, handClock, mailingFor, type HandClock } from "../tests/delivery/mailing-kit.ts";
import {
  startMockServer,
  type Misbehaviour,
  type MockServer,
  type Moment,
  type Step,
} from "../tests/delivery/mock-server.ts";
import { startSender } from "../tests/delivery/run-sender.ts";
import { seeded } from "./seeded.ts";

/** How a run with a fault ended. */
export interface FaultRun {
  /** Number of reliability, and what was done: "F6 close at mail". */
  readonly fault: string;
  /** Promises that were broken. */
  readonly broken: readonly string[];
  /** Recipients that were unknown at some time, and of those the ones whose message the server had. */
  readonly unknown: number;
  readonly unknownStored: number;
  readonly stored: number;
}

/** What a fault works on: a small mailing, a server and a clock. */
interface World {
  readonly random: () => number;
  readonly folder: string;
  readonly server: MockServer;
  readonly clock: HandClock;
  mailing: Mailing;
  readonly addresses: readonly string[];
  readonly victim: string;
  /** What the server does wrong; it stops when this is cleared. */
  misbehave: ((moment: Moment) => Misbehaviour | undefined) | undefined;
  processes: Processes;
  timeout: number;
  anchors: readonly LedgerAnchor[];
  readonly broken: string[];
  /** Recipients that a person had sent again. */
  readonly retried: string[];
}

/** A fault: it acts in place of a plain first run, and says what it was. */
type Fault = (world: World) => Promise<string>;

/** One run in this process: a fault, clean runs, a person who settles what is unknown, and a look at every promise. */
export async function runFault(seed: number): Promise<FaultRun> {
  const random = seeded(seed);
  return inWorld(random, async (world) => pick(random, faults)(world));
}

/** The same with a process of its own that is killed by itself at a record, or from outside while it talks; or with two of them. */
export async function runKill(seed: number): Promise<FaultRun> {
  const random = seeded(seed);
  return inWorld(random, async (world) => {
    world.processes = thisMachinesProcesses();
    return pick(random, kills)(world);
  });
}

async function inWorld(random: () => number, act: (world: World) => Promise<string>): Promise<FaultRun> {
  const folder = mkdtempSync(join(tmpdir(), "kessan-mail-"));
  const addresses = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, index) => `r${index}@x.com`);
  const clock = handClock();
  const early: string[] = [];
  const server = await startMockServer({
    misbehave: (moment) => world.misbehave?.(moment),
    ...(random() < 0.3 && { extensions: [] }),
    onStore: ({ to }) => {
      if (noon + clock.monotonic() < world.mailing.release.embargo) early.push(to);
    },
  });
  const world: World = {
    random,
    folder,
    server,
    clock,
    mailing: mailingFor(addresses),
    addresses,
    victim: pick(random, addresses),
    misbehave: undefined,
    processes: processes(),
    timeout: 5_000,
    anchors: [],
    broken: [],
    retried: [],
  };
  try {
    const fault = await act(world);
    const { unknown, unknownStored } = await recover(world);
    world.broken.push(...early.map((to) => `${to} was stored before the embargo`));
    return { fault, broken: world.broken, unknown, unknownStored, stored: server.stored.length };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Clean runs until there is nothing left to do, with a person in between; every promise is looked at on the way. */
async function recover(world: World): Promise<{ readonly unknown: number; readonly unknownStored: number }> {
  const { random, retried, broken } = world;
  world.misbehave = undefined;
  world.processes = world.processes.me.host === "mail-1" ? processes() : world.processes;
  world.timeout = 5_000;
  look(world, "after the fault");
  const refused = refusedBy(world);
  await send(world);
  look(world, "after a clean run");
  await send(world);
  look(world, "after a second one");
  for (const address of refused)
    if (!refusedBy(world).includes(address) || gotBy(world, address) > 0)
      broken.push(`${address} was refused, and sent it again`);
  const unknown = statusOf(world).recipients.filter(({ state }) => state === "unknown");
  const had = unknown.filter(({ address }) => gotBy(world, address) > 0);
  for (const { address } of unknown) {
    // Somebody who is asked may be wrong: then a second mail is theirs
    const as = gotBy(world, address) > 0 && random() > 0.1 ? "delivered" : "retry";
    if (as === "retry") retried.push(address);
    const recipient = { address, folded: address };
    const effects = { wall: world.clock.wall, processes: world.processes, random: countingDigits() };
    resolveUnknown(
      { ledger: ledgerIn(world.folder), release: release.id, recipient, as, by: "Erika Muster", note: "" },
      effects,
    );
  }
  await send(world);
  look(world, "at the end");
  for (const { address, state } of statusOf(world).recipients) {
    if (state !== "accepted" && state !== "refused") broken.push(`${address} ends as ${state}`);
    if (state === "accepted" && gotBy(world, address) === 0) broken.push(`${address} never got it`);
  }
  return { unknown: unknown.length, unknownStored: had.length };
}

/** Whether ledger and server agree: what the server has is known, what is said to be there is there, and nothing is twice. */
function look(world: World, when: string): void {
  const { broken, retried } = world;
  for (const { address, state, resolved } of statusOf(world).recipients) {
    const got = gotBy(world, address);
    const allowed = 1 + retried.filter((one) => one === address).length;
    if (got > allowed) broken.push(`${when}: ${address} got it ${got} times`);
    if (got > 0 && !["accepted", "unknown"].includes(state) && !retried.includes(address))
      broken.push(`${when}: ${address} has it and is ${state}`);
    if (got === 0 && state === "accepted" && resolved === undefined)
      broken.push(`${when}: ${address} is accepted and has nothing`);
  }
}

function statusOf({ folder, addresses, processes }: World) {
  const recipients = addresses.map((address) => ({ address, folded: address }));
  return readMailStatus({ ledger: ledgerIn(folder), release: release.id, recipients }, processes);
}

function refusedBy(world: World): readonly string[] {
  const { recipients } = statusOf(world);
  return recipients.filter(({ state }) => state === "refused").map(({ address }) => address);
}

function gotBy({ server }: World, address: string): number {
  return server.stored.filter(({ to }) => to === address).length;
}

/** A run. Gives what refused it, if anything did. */
async function send(
  { mailing, folder, server, clock, timeout, processes: own, anchors, random }: World,
  change: Partial<Omit<MailingEffects, "clock">> = {},
): Promise<string | undefined> {
  try {
    await sendMails(
      mailing,
      effectsFor({
        folder,
        port: server.port,
        clock,
        timeout,
        processes: own,
        random: () => Math.floor(random() * 2 ** 48).toString(16),
        ledger: { ...ledgerIn(folder), anchors },
        ...change,
      }),
    );
    return undefined;
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    if (error instanceof Crash) return undefined;
    throw error;
  }
}

class Crash extends Error {}

const kinds = ["open", "plan", "claim", "data", "accepted"] as const;
const beforeEnd = ["connect", "ehlo", "mail", "rcpt", "data", "body"] as const;

/** Once, at a step, and from RCPT on with the victim only. */
function once(world: World, step: Step, fault: Misbehaviour): void {
  let isDone = false;
  const isEarly = step === "connect" || step === "ehlo" || step === "mail";
  world.misbehave = (moment) => {
    if (isDone || moment.step !== step || (!isEarly && moment.to !== world.victim)) return undefined;
    isDone = true;
    return fault;
  };
}

const faults: readonly Fault[] = [
  async (world) => {
    const [step, then] = [
      pick(world.random, beforeEnd),
      pick(world.random, ["close", "close", "reset", "hang"] as const),
    ];
    if (then === "hang") world.timeout = 60;
    if (step === "body") lengthen(world);
    once(world, step, { then });
    await send(world);
    return `F6 ${then} at ${step}`;
  },
  async (world) => {
    const [store, then] = [world.random() < 0.5, pick(world.random, ["close", "reset", "hang"] as const)];
    if (then === "hang") world.timeout = 60;
    once(world, "end", { then, store });
    await send(world);
    return `F7 ${then} after the dot, ${store ? "stored" : "not stored"}`;
  },
  async (world) => {
    once(world, "end", {
      reply: "250 2.0.0 queued",
      then: pick(world.random, ["close", "reset"] as const),
      store: true,
    });
    await send(world);
    if (statusOf(world).recipients.some(({ state }) => state !== "accepted"))
      world.broken.push("a lost connection after the reply changed something");
    return "F7 gone after 250";
  },
  async (world) => {
    const [step, reply] = pick(world.random, [
      ["rcpt", "450 4.2.0 greylisted"],
      ["mail", "451 4.3.0 later"],
      ["data", "421 4.3.2 shutting down"],
      ["data", "451 4.3.0 later"],
      ["end", "451 4.3.0 later"],
      ["end", "421 4.3.2 shutting down"],
    ] as const);
    once(world, step, { reply });
    await send(world);
    if (statusOf(world).recipients.some(({ state }) => state !== "accepted"))
      world.broken.push(`${reply} at ${step} was not got over`);
    return `F8 ${reply.slice(0, 3)} at ${step}`;
  },
  async (world) => {
    const step = pick(world.random, ["rcpt", "data", "end"] as const);
    once(world, step, { reply: "550 5.1.1 no" });
    await send(world);
    const { recipients } = statusOf(world);
    if (
      recipients.some(({ address, state }) => state !== (address === world.victim ? "refused" : "accepted"))
    )
      world.broken.push(`550 at ${step} is not what the status says`);
    return `F9 550 at ${step}`;
  },
  async (world) => {
    const [kind, when] = [pick(world.random, kinds), pick(world.random, ["before", "after"] as const)];
    const nth =
      kind === "open" || kind === "plan" ? 1 : 1 + Math.floor(world.random() * world.addresses.length);
    await send(world, { openFile: crashing({ kind, when, nth }) });
    return `F12 crash ${when} ${kind}`;
  },
  async (world) => {
    const running = [4711, 4712];
    const runs = [4711, 4712].map((pid) => send(world, { processes: processes({ pid, running }) }));
    const refused = (await Promise.all(runs)).filter((one) => one !== undefined);
    if (refused.length !== 1 || !refused[0]!.includes("is held by process"))
      world.broken.push(`of two senders ${2 - refused.length} went on`);
    return "F14 two senders";
  },
  async (world) => {
    const { random, clock } = world;
    const early = pick(random, [1, 500, 1_000, 1 + Math.floor(random() * 3_600_000)]);
    const embargo = noon + early;
    world.mailing = { ...world.mailing, release: { ...release, embargo } };
    if ((await send(world)) === undefined) world.broken.push("a run began before the embargo");
    clock.pass(early - 1);
    if ((await send(world)) === undefined) world.broken.push("a run began 1 ms before the embargo");
    clock.pass(1);
    await send(world);
    return "F15 started before the embargo";
  },
  async (world) => {
    const { random, clock, server } = world;
    const size = pick(random, [5_000, 60_000, 3_600_000]) * (random() < 0.5 ? -1 : 1);
    const step = pick(random, ["mail", "data", "end"] as const);
    let stored: number | undefined;
    world.misbehave = (moment) => {
      if (moment.step !== step || stored !== undefined || (step !== "mail" && moment.to !== world.victim))
        return undefined;
      stored = server.stored.length + (step === "end" ? 1 : 0);
      clock.jump(size);
      return undefined;
    };
    await send(world);
    if (server.stored.length !== stored) world.broken.push("a run went on though the clock jumped");
    const refused = await send(world);
    if (size < 0 && refused === undefined && stored! > 0)
      world.broken.push("a clock behind the ledger was taken");
    clock.jump(-size);
    // What was written while the clock was ahead keeps later runs from beginning until it is past
    if (size > 0) clock.pass(size);
    return `F15 clock ${size < 0 ? "back" : "forward"} at ${step}`;
  },
  async (world) => {
    const { random, clock, victim } = world;
    let isFirst = true;
    world.misbehave = ({ step, to }) =>
      step === "rcpt" && to === victim && isFirst ? { reply: "450 4.2.0 later" } : undefined;
    const size = pick(random, [5_000, 3_600_000]);
    const wait = async (milliseconds: number): Promise<void> => {
      isFirst = false;
      clock.pass(milliseconds);
      clock.jump(-size);
    };
    await send(world, { wait });
    if (gotBy(world, victim) > 0)
      world.broken.push("a run went on though the clock was put back while it waited");
    clock.jump(size);
    return "F15 clock back while waiting";
  },
  async (world) => {
    const [kind, nth] = [pick(world.random, kinds), 1 + Math.floor(world.random() * world.addresses.length)];
    await send(world, {
      openFile: crashing({ kind, when: "after", nth: kind === "open" || kind === "plan" ? 1 : nth }),
    });
    const { path } = ledgerIn(world.folder);
    const bytes = readFileSync(path);
    const last = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
    writeFileSync(path, bytes.subarray(0, last + 1 + Math.floor(world.random() * (bytes.length - last - 1))));
    return `F16 torn at ${kind}`;
  },
  async (world) => {
    await send(world, crashHalfWay(world));
    const { path } = ledgerIn(world.folder);
    const whole = readFileSync(path);
    const bytes = Buffer.from(whole);
    const at = Math.floor(world.random() * bytes.length);
    bytes[at]! ^= 1 << Math.floor(world.random() * 7);
    writeFileSync(path, bytes);
    const before = world.server.stored.length;
    const refused = await send(world);
    if (refused === undefined) {
      if (!readFileSync(path, "utf8").includes('"kind":"repaired"'))
        world.broken.push("a changed ledger was taken");
      return "F16 flipped bit, taken for a torn end";
    }
    if (world.server.stored.length !== before)
      world.broken.push("something was sent with a ledger that was changed");
    writeFileSync(path, whole);
    return "F16 flipped bit, refused";
  },
  async (world) => {
    await send(world, crashHalfWay(world));
    const { path } = ledgerIn(world.folder);
    const whole = readFileSync(path, "utf8");
    const { anchor } = statusOf(world) as { readonly anchor?: LedgerAnchor };
    world.anchors = [anchor!];
    const lines = whole.trimEnd().split("\n");
    const isDeleted = world.random() < 0.5 || lines.length === 1;
    if (isDeleted) rmSync(path);
    else
      writeFileSync(
        path,
        `${lines.slice(0, 1 + Math.floor(world.random() * (lines.length - 1))).join("\n")}\n`,
      );
    const before = world.server.stored.length;
    if ((await send(world)) === undefined) world.broken.push("a ledger that was cut was taken");
    if (world.server.stored.length !== before)
      world.broken.push("something was sent with a ledger that was cut");
    writeFileSync(path, whole, { mode: 0o600 });
    return `F16 ledger ${isDeleted ? "deleted" : "cut"}`;
  },
  async (world) => {
    const room = 1 + Math.floor(world.random() * (600 + 1_300 * world.addresses.length));
    await send(world, { openFile: full(room) });
    return "F16 disk full";
  },
  async (world) => {
    const stop = new AbortController();
    const step = pick(world.random, ["connect", "ehlo", "mail", "rcpt", "data", "body", "end"] as const);
    const then = pick(world.random, ["hang", undefined] as const);
    once(world, step, { ...(then && { then }), store: then === undefined || world.random() < 0.5 });
    const fault = world.misbehave!;
    world.misbehave = (moment) => {
      const planned = fault(moment);
      if (planned !== undefined) stop.abort();
      return then === undefined ? undefined : planned;
    };
    const wait = (_: number, signal: AbortSignal): Promise<void> =>
      then === "hang"
        ? Promise.resolve()
        : new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    await send(world, { signal: stop.signal, wait });
    return `F20 stopped at ${step}${then === "hang" ? ", server silent" : ""}`;
  },
];

const kills: readonly Fault[] = [
  async (world) => {
    const [kind, when] = [pick(world.random, kinds), pick(world.random, ["before", "after"] as const)];
    const nth =
      kind === "open" || kind === "plan" ? 1 : 1 + Math.floor(world.random() * world.addresses.length);
    const { folder, server, addresses } = world;
    const { signal } = await startSender({ folder, port: server.port, addresses, kill: { kind, when, nth } })
      .ended;
    if (signal !== "SIGKILL") world.broken.push("the process was not killed");
    catchUp(world);
    return `F12 SIGKILL ${when} ${kind}`;
  },
  async (world) => {
    const signal = pick(world.random, ["SIGKILL", "SIGTERM"] as const);
    const step = pick(world.random, ["connect", "ehlo", "mail", "rcpt", "data", "end"] as const);
    let stop = (): void => {};
    let isDone = false;
    world.misbehave = (moment) => {
      if (moment.step === step && !isDone) {
        isDone = true;
        stop();
      }
      return undefined;
    };
    const sender = startSender({ folder: world.folder, port: world.server.port, addresses: world.addresses });
    stop = () => process.kill(sender.pid, signal);
    await sender.ended;
    catchUp(world);
    return `F20 ${signal} at ${step}`;
  },
  async (world) => {
    const sent = await race(world);
    if (sent !== world.addresses.length) world.broken.push(`two processes sent ${sent}`);
    catchUp(world);
    return "F14 two processes";
  },
  async (world) => {
    const { folder, server, addresses } = world;
    // Its lock is left behind, and both want it
    const kill = { kind: "claim", when: "after", nth: 1 } as const;
    await startSender({ folder, port: server.port, addresses, kill }).ended;
    const sent = await race(world);
    if (sent !== addresses.length) world.broken.push(`two processes after a kill sent ${sent}`);
    catchUp(world);
    return "F14 two processes, a stale lock";
  },
];

/** Makes the messages so long that a connection can be lost in the middle of one. */
function lengthen(world: World): void {
  const { compose } = world.mailing;
  const rest = Buffer.from(`${"x".repeat(76)}\r\n`.repeat(100_000));
  const long: Mailing["compose"] = async (index, stable) =>
    Buffer.concat([await compose(index, stable), rest]);
  world.mailing = { ...world.mailing, compose: long };
}

/** Two processes at once, one of which has to be told that the other is at it, unless it comes when that one is done. Gives how many they sent. */
async function race({ folder, server, addresses, broken }: World): Promise<number> {
  const order = { folder, port: server.port, addresses };
  const runs = await Promise.all([startSender(order).ended, startSender(order).ended]);
  for (const { refused } of runs)
    if (refused !== undefined && !refused.includes("is held by process")) broken.push(refused);
  return runs.reduce((sum, { result }) => sum + (result?.sent ?? 0), 0);
}

/** Puts the clock of the world where that of the processes was. */
function catchUp({ clock }: World): void {
  if (Date.now() > clock.wall()) clock.pass(Date.now() - clock.wall() + 1);
}

function crashHalfWay({ random, addresses }: World): Pick<MailingEffects, "openFile"> {
  const kind = pick(random, ["claim", "data", "accepted"] as const);
  return { openFile: crashing({ kind, when: "after", nth: 1 + Math.floor(random() * addresses.length) }) };
}

/** A file whose program ends before or after the nth record of a kind. */
function crashing(at: { readonly kind: string; readonly when: "before" | "after"; readonly nth: number }) {
  let seen = 0;
  return (path: string): AppendFile => {
    const file = openAppendFile(path);
    return {
      ...file,
      append: (text) => {
        const isIt = text.includes(`"kind":"${at.kind}"`) && (seen += 1) === at.nth;
        if (isIt && at.when === "before") throw new Crash();
        file.append(text);
        if (isIt) throw new Crash();
      },
    };
  };
}

/** A file on a disk with room for so many bytes; the record that is too much may leave a part of itself. */
function full(room: number) {
  let left = room;
  return (path: string): AppendFile => {
    const file = openAppendFile(path);
    return {
      ...file,
      append: (text) => {
        left -= text.length;
        if (left >= 0) return file.append(text);
        if (room % 2 === 0)
          writeFileSync(path, text.slice(0, Math.max(1, left + text.length)), { flag: "a" });
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), {
          code: "ENOSPC",
          syscall: "write",
        });
      },
    };
  };
}

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}
