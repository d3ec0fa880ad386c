import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname } from "node:path";

/** Runs a program and gives its exit code and what it printed; `seconds` ends it after that time. Never throws. */
export function capture({ command, args, cwd, env, seconds, shell = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (err += text));
    const timer = seconds && setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    const done = (code, why) => {
      clearTimeout(timer);
      resolve({ code, out, err: why === undefined ? err : `${err}${why}` });
    };
    child.on("error", (error) => done(1, error.message));
    child.on("close", (code, signal) => done(code ?? 1, signal ? `ended by ${signal}` : undefined));
  });
}

/** Runs a program in the place of this one: same input and output, signals handed on; gives the exit code. */
export function runInstead({ command, args, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: "inherit" });
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    // A terminal sends Ctrl-C to parent and child alike; handed on it would arrive twice.
    const handOn = (signal) => (signal === "SIGINT" && process.stdin.isTTY) || child.kill(signal);
    for (const signal of signals) process.on(signal, handOn);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const name of signals) process.off(name, handOn);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/**
 * The environment for the pinned Node: it goes first in PATH, the cache folder is fixed, and what would load foreign
 * code into it is taken away, which `tell` reports.
 */
export function environmentFor({ node, cacheDir, env, tell }) {
  const { NODE_OPTIONS, LD_PRELOAD, ...rest } = env;
  for (const [name, value] of Object.entries({ NODE_OPTIONS, LD_PRELOAD })) {
    if (value) tell(`ignoring ${name}="${value}"`);
  }
  const path = Object.keys(rest).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return { ...rest, [path]: [dirname(node), rest[path]].join(delimiter), KESSAN_CACHE: cacheDir };
}
