import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { testBrowser } from "./browser.ts";

/** A browser's program that does not print, and what it tells. */
export interface WrappedBrowser {
  readonly program: string;
  /** Gives its process number when it is asked to print for the first time. */
  readonly printing: Promise<number>;
  /** Settles when a browser that was asked to print is gone. */
  readonly gone: Promise<void>;
  close(): void;
}

/** Writes a program into a folder that runs the browser of the tests and, when it should print, dies or never answers. */
export function wrapBrowser(folder: string, whenPrinting: "dies" | "hangs"): WrappedBrowser {
  const { executable, libraryPath } = testBrowser();
  const socket = join(folder, "told");
  const program = join(folder, "browser.mjs");
  const env = libraryPath === undefined ? {} : { LD_LIBRARY_PATH: libraryPath };
  writeFileSync(
    program,
    `#!${process.execPath}
import { spawn } from "node:child_process";
import { connect, Socket } from "node:net";
const env = { ...process.env, ...${JSON.stringify(env)} };
const browser = spawn(${JSON.stringify(executable)}, process.argv.slice(2), { env, stdio: ["ignore", "ignore", "inherit", "pipe", "pipe"] });
const [, , , toBrowser, fromBrowser] = browser.stdio;
new Socket({ fd: 3 }).on("data", (chunk) => {
  if (!chunk.includes("Page.printToPDF")) return void toBrowser.write(chunk);
  const told = connect(${JSON.stringify(socket)}, () => {
    told.write(String(process.pid), () => {
      if (${JSON.stringify(whenPrinting)} === "dies") process.kill(-process.pid, "SIGKILL");
    });
  });
});
fromBrowser.pipe(new Socket({ fd: 4 }));
`,
  );
  chmodSync(program, 0o755);
  const printing = Promise.withResolvers<number>();
  const gone = Promise.withResolvers<void>();
  const server = createServer((connection) => {
    connection.on("data", (pid) => printing.resolve(Number(pid)));
    connection.on("error", () => {});
    connection.on("close", () => gone.resolve());
  }).listen(socket);
  return { program, printing: printing.promise, gone: gone.promise, close: () => void server.close() };
}
