import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes what a benchmark has printed to a file beside it, under its title and the day. */
export function saveResults(file: string, title: string, lines: readonly string[]): void {
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(join(import.meta.dirname, file), `# ${title}, ${today}\n\n${lines.join("\n")}\n`);
}
