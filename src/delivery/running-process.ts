import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Which process of which machine: enough to tell later whether it still runs. */
export interface ProcessIdentity {
  readonly host: string;
  /** Of the machine since it was last started; empty where it cannot be known. */
  readonly boot: string;
  /** The set of processes that `pid` counts in; empty where it cannot be known. */
  readonly space: string;
  readonly pid: number;
  /** When the process was started, in ticks since the boot; empty where it cannot be known. */
  readonly started: string;
}

/** The processes of a machine, as far as one of them can see. */
export interface Processes {
  readonly me: ProcessIdentity;
  /** Whether a process certainly runs no more. One of another machine or container may, for all we know. */
  isGone(other: ProcessIdentity): boolean;
}

/** The processes of this machine. What a process is since it was started is known on Linux only; elsewhere its number has to do. */
export function thisMachinesProcesses(): Processes {
  const me: ProcessIdentity = {
    host: hostname(),
    boot: readQuietly("/proc/sys/kernel/random/boot_id").trim(),
    space: linkQuietly("/proc/self/ns/pid"),
    pid: process.pid,
    started: statOf(process.pid)?.started ?? "",
  };
  return {
    me,
    isGone: (other) => {
      if (other.host !== me.host) return false;
      if (other.boot !== me.boot) return true;
      if (other.space !== me.space) return false;
      if (me.boot === "") return !answers(other.pid);
      const stat = statOf(other.pid);
      return stat === undefined || stat.started !== other.started || "ZX".includes(stat.state);
    },
  };
}

function statOf(pid: number): { readonly state: string; readonly started: string } | undefined {
  // The name of the program, in brackets, may hold spaces and brackets itself
  const fields = readQuietly(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, "")
    .split(" ");
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined ? undefined : { state, started };
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function linkQuietly(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
