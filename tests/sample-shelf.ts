import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder in which built samples lie for all files of tests: see `built-sample.ts`. */
    readonly shelf: string;
  }
}

/** Makes the shelf before the first test of a run, and takes it away after the last one. */
export default function setUp(project: TestProject): () => void {
  const shelf = mkdtempSync(join(tmpdir(), "kessan-samples-"));
  project.provide("shelf", shelf);
  return () => rmSync(shelf, { recursive: true, force: true });
}
