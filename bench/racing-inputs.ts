import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDocuments, createBuilder, KessanError, programEffects, type Builder } from "../src/index.ts";
import { inventedDeck, writeFiles } from "./invented-decks.ts";
import type { FaultRun, World } from "./fault-world.ts";

const hows = ["edit", "rename", "link"] as const;
const [one, other] = [inventedDeck(1), inventedDeck(2)];
const text = one["documents/deck/text.en.yaml"]!;
/** Both contents of a file; what one of them says stands in many places. */
const inputs: Readonly<Record<string, readonly [string, string]>> = {
  "facts/facts.csv": [one["facts/facts.csv"]!, other["facts/facts.csv"]!],
  "documents/deck/text.en.yaml": [text, text.replaceAll("Service A", "Service Alpha")],
  "labels.en.yaml": [one["labels.en.yaml"]!, one["labels.en.yaml"]!.replaceAll("Service", "Business")],
  "brand.yaml": [
    `series: ["#7A1F2B"]\ncolour: { brand: "#7A1F2B" }\n`,
    `series: ["#1F7A2B"]\ncolour: { brand: "#1F7A2B" }\n`,
  ],
};
const writer = fileURLToPath(new URL("racing-writer.ts", import.meta.url));

/** Builds while somebody replaces a file, `runs` times for each file and way; by a builder that stays and by new ones. */
export async function runRaces(world: World, runs: number): Promise<readonly FaultRun[]> {
  const done: FaultRun[] = [];
  for (const [path, contents] of Object.entries(inputs))
    for (const how of hows) {
      const folder = join(world.root, `race-${done.length}`);
      writeFiles(folder, one);
      const variants = contents.map((content, index) => {
        const file = join(folder, "variants", String(index));
        mkdirSync(join(folder, "variants"), { recursive: true });
        writeFileSync(file, content);
        return file;
      });
      done.push(...(await race({ folder, path, how, variants, runs })));
      rmSync(folder, { recursive: true });
    }
  return done;
}

interface Race {
  readonly folder: string;
  readonly path: string;
  readonly how: string;
  readonly variants: readonly string[];
  readonly runs: number;
}

async function race({ folder, path, how, variants, runs }: Race): Promise<readonly FaultRun[]> {
  const [file, out] = [join(folder, path), join(folder, "out")];
  const effects = programEffects({ out });
  const request = { documents: [join(folder, "documents/deck")], languages: ["en"] };
  const pdf = async (build: Builder["build"]): Promise<Buffer> => {
    const [result] = await build(request);
    return readFileSync(join(out, result!.file.slice(result!.file.lastIndexOf("/") + 1)));
  };
  const warm = createBuilder(effects);
  const right: Buffer[] = [];
  for (const variant of variants) {
    writeFileSync(file, readFileSync(variant));
    right.push(await pdf(warm.build));
  }
  const done: FaultRun[] = [];
  const note = async (build: Builder["build"], who: string, allowed: readonly Buffer[]): Promise<void> => {
    const fault = `F17 ${path.slice(path.lastIndexOf("/") + 1)}, ${how}, ${who}`;
    try {
      const bytes = await pdf(build);
      const isRight = allowed.some((one) => one.equals(bytes));
      done.push({ fault, outcome: "same file", broken: isRight ? [] : ["is the file of neither content"] });
    } catch (error) {
      if (!(error instanceof KessanError)) throw error;
      // A writer that is held up between emptying a file and filling it leaves an empty one: that is told, too
      const isTold = error.problems.every(
        ({ what }) => what === "was changed while it was read" || (how === "edit" && what === "is empty"),
      );
      done.push({ fault, outcome: "old file, one error", broken: isTold ? [] : [error.message] });
    }
  };
  const racing = spawn(process.execPath, [writer, how, file, ...variants], { stdio: "inherit" });
  try {
    for (let run = 0; run < runs; run++) await note(warm.build, "a warm builder", right);
    for (let run = 0; run < Math.ceil(runs / 5); run++)
      await note((asked) => buildDocuments(asked, effects), "a new one", right);
  } finally {
    racing.kill("SIGTERM");
    await new Promise((resolve) => racing.once("exit", resolve));
  }
  // What lies there at rest is what is built
  const last = readFileSync(file);
  await note(
    warm.build,
    "at rest",
    right.filter((_, index) => readFileSync(variants[index]!).equals(last)),
  );
  await warm.close();
  return done;
}
