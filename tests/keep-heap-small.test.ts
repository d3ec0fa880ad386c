import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const library = fileURLToPath(new URL("../src/keep-heap-small.ts", import.meta.url));

/** MB that a process takes for its heap at most, which holds some 250 MB and replaces them again and again. */
function heapOf(first: string): number {
  const program = `
    import { keepHeapSmall } from ${JSON.stringify(library)};
    ${first};
    const held = [];
    let most = 0;
    for (let at = 0; at < 2_000_000; at++) {
      held[at % 300_000] = new Array(100).fill(at);
      if (at % 5_000 === 0) most = Math.max(most, process.memoryUsage().heapTotal);
    }
    console.log(most / 1e6);
  `;
  return Number(
    execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" }),
  );
}

test("a process that keeps its heap small takes less for the same work", () => {
  expect(heapOf("keepHeapSmall()")).toBeLessThan(0.75 * heapOf(""));
});
