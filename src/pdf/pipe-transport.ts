import type { Readable, Writable } from "node:stream";
import type { ConnectionTransport } from "puppeteer";

/** Puppeteer's line to a browser over two pipes: messages of JSON, each with a NUL behind it. */
export function pipeTransport({ toBrowser, fromBrowser }: BrowserPipes): ConnectionTransport {
  const transport: ConnectionTransport = {
    send(message) {
      toBrowser.write(`${message}\0`);
    },
    close() {
      fromBrowser.removeAllListeners();
      // The browser goes away with its pipes: what is still to be written has no reader
      for (const pipe of [toBrowser, fromBrowser]) pipe.on("error", () => {});
    },
  };
  let pending: Buffer[] = [];
  fromBrowser.on("data", (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      const message = Buffer.concat([...pending, chunk.subarray(start, end)]).toString("utf8");
      pending = [];
      start = end + 1;
      // Puppeteer awaits between two messages: each gets a turn of its own
      setImmediate(() => transport.onmessage?.(message));
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  });
  fromBrowser.on("close", () => transport.onclose?.());
  return transport;
}

export interface BrowserPipes {
  readonly toBrowser: Writable;
  readonly fromBrowser: Readable;
}
