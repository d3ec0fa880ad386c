import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawn } from "node:child_process";
import { crc32, deflateSync } from "node:zlib";
import { inventedDeck, writeFiles } from "./invented-decks.ts";
import type { FaultRun, World } from "./fault-world.ts";
import { treeMegabytes } from "./process-tree.ts";

/** How a huge input went. */
export interface HugeRun extends FaultRun {
  readonly seconds: number;
  /** Highest sum of the proportional set sizes of all processes. */
  readonly peakMegabytes: number;
  /** What was told, in one line. */
  readonly told: string;
}

interface Huge {
  readonly name: string;
  readonly files: () => Readonly<Record<string, string>>;
  readonly expected: "done" | "refused";
}

const kessan = fileURLToPath(new URL("../bin/kessan.js", import.meta.url));
/** More than this, and smaller machines would not do it. */
const mostMegabytes = 1_800;

const huge: readonly Huge[] = [
  { name: "facts of 1,000,000 rows", files: () => manyFacts(1_000_000), expected: "refused" },
  { name: "facts of 240,000 rows", files: () => manyFacts(240_000), expected: "done" },
  { name: "500 slides", files: () => inventedDeck(1, { slides: 500 }), expected: "done" },
  { name: "2,001 slides", files: () => inventedDeck(1, { slides: 2_001 }), expected: "refused" },
  { name: "200 charts", files: () => inventedDeck(1, { slides: 202 }), expected: "done" },
  { name: "a picture of 14 MB in a company's styles", files: () => picture(14_000_000), expected: "done" },
  {
    name: "a picture of 50 MB in a company's styles",
    files: () => picture(50_000_000),
    expected: "refused",
  },
];

/** Builds documents of huge inputs as the command line does. */
export async function* runHuge(world: World): AsyncGenerator<HugeRun> {
  for (const one of huge) {
    const folder = mkdtempSync(join(world.root, "huge-"));
    writeFiles(join(folder, "acme"), one.files());
    mkdirSync(join(folder, "tmp"));
    const begun = performance.now();
    const parts = [
      kessan,
      "build",
      join(folder, "acme/documents/deck"),
      "--lang",
      "en",
      "--out",
      join(folder, "out"),
    ];
    const child = spawn(process.execPath, parts, {
      env: { ...world.env, TMPDIR: join(folder, "tmp") },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let [err, peakMegabytes] = ["", 0];
    child.stderr.on("data", (chunk: Buffer) => (err += String(chunk)));
    const sampling = setInterval(
      () => (peakMegabytes = Math.max(peakMegabytes, treeMegabytes(child.pid!))),
      100,
    );
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    clearInterval(sampling);
    const told = err.split("\n")[0]!.replace(`${folder}/`, "");
    const outcome = code === 0 ? "done" : "refused";
    const broken = [
      ...(outcome === one.expected &&
      (code === 0 || (code === 1 && told.includes("limit")) || /at most 2000/.test(told))
        ? []
        : [`ended with ${code}: ${err.slice(0, 500)}`]),
      ...(peakMegabytes > mostMegabytes ? [`took ${peakMegabytes.toFixed(0)} MB`] : []),
    ];
    rmSync(folder, { recursive: true });
    yield {
      fault: `F18 ${one.name}`,
      outcome,
      broken,
      seconds: (performance.now() - begun) / 1000,
      peakMegabytes,
      told: code === 0 ? "" : told,
    };
  }
}

/** Balances of many members on many days. */
function manyFacts(rows: number): Readonly<Record<string, string>> {
  const days = 10_000;
  const members = Array.from({ length: Math.ceil(rows / days) }, (_, index) => `m${index}`);
  const dates = Array.from({ length: days }, (_, day) =>
    new Date(Date.UTC(1975, 0, 1 + day)).toISOString().slice(0, 10),
  );
  const files = inventedDeck(1);
  const lines = members.flatMap((member) =>
    dates.map((date, day) => `balance,${member},JPY,deck 1,${date},${1000 + (day % 97)}`),
  );
  return {
    ...files,
    "accounts.yaml": `${files["accounts.yaml"]}balance: { kind: stock, unit: JPY, favourable: up, members: [${members.join(", ")}] }\n`,
    "facts/many.csv": `account,member,unit,source,period,value\n${lines.slice(0, rows).join("\n")}\n`,
  };
}

/** A picture of noise behind the cover, of so many bytes. */
function picture(bytes: number): Readonly<Record<string, string>> {
  const [width, height] = [4_000, Math.floor(bytes / 12_001)];
  const rows = Buffer.concat(
    Array.from({ length: height }, () => Buffer.concat([Buffer.alloc(1), randomBytes(3 * width)])),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 0 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  const css = `.slide:first-child::before { content: ""; position: absolute; inset: 0; background: url(data:image/png;base64,${png.toString("base64")}) 0 0 / 100px; }\n`;
  return { ...inventedDeck(1), "templates/styles/brand.css": css };
}
