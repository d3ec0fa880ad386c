/**
 * The floor of a cold print: a ready HTML page printed by the same browser with the same flags over a bare protocol client,
 * no library imported, the browser killed at the end. Usage: floor.ts <ready.html,…> <out.pdf> <executable> <flags as JSON>;
 * several pages are printed one after the other into the same file.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

const [, , htmlFile = "", pdfFile = "", executable = "", flagsJson = "[]"] = process.argv;
const profile = mkdtempSync(join(tmpdir(), "kessan-floor-"));
const flags = (JSON.parse(flagsJson) as string[]).map((flag) => flag.replace("{profile}", profile));
const browser = spawn(executable, flags, {
  detached: true,
  stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  env: { ...process.env, TZ: "UTC" },
});
const toBrowser = browser.stdio[3] as Writable;
const fromBrowser = browser.stdio[4] as Readable;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

let next = 1;
const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
const events = new Map<string, () => void>();
let pieces: Buffer[] = [];

fromBrowser.on("data", (chunk: Buffer) => {
  let start = 0;
  for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
    pieces.push(chunk.subarray(start, end));
    receive(JSON.parse(Buffer.concat(pieces).toString()) as Message);
    pieces = [];
    start = end + 1;
  }
  pieces.push(chunk.subarray(start));
});

function receive({ id, method, result, error }: Message): void {
  if (method !== undefined) events.get(method)?.();
  const asked = id === undefined ? undefined : waiting.get(id);
  if (asked === undefined) return;
  if (error === undefined) asked.resolve(result as never);
  else asked.reject(new Error(error.message));
}

function send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
  const id = next++;
  toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  return new Promise<T>((resolve, reject) => waiting.set(id, { resolve: resolve as never, reject }));
}

const { targetInfos } = await send<{ targetInfos: { targetId: string; type: string }[] }>(
  "Target.getTargets",
);
const { targetId } = targetInfos.find(({ type }) => type === "page")!;
const { sessionId } = await send<{ sessionId: string }>("Target.attachToTarget", { targetId, flatten: true });
const { frameTree } = await send<{ frameTree: { frame: { id: string } } }>(
  "Page.getFrameTree",
  {},
  sessionId,
);
await send("Page.enable", {}, sessionId);
const printing = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
};
for (const file of htmlFile.split(",")) {
  const loaded = new Promise<void>((resolve) => events.set("Page.loadEventFired", resolve));
  const html = readFileSync(file, "utf8");
  await send("Page.setDocumentContent", { frameId: frameTree.frame.id, html }, sessionId);
  await loaded;
  await send("Runtime.evaluate", { expression: "document.fonts.ready", awaitPromise: true }, sessionId);
  const { data } = await send<{ data: string }>("Page.printToPDF", printing, sessionId);
  writeFileSync(pdfFile, Buffer.from(data, "base64"));
}
process.kill(-browser.pid!, "SIGKILL");
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
process.exit(0);
