import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { cacheFolderHere } from "./src/pdf/cache-folder.js";

// Programs and threads that tests start find their code compiled, as those of bin/kessan.js do
process.env.NODE_COMPILE_CACHE ??= join(cacheFolderHere(import.meta.dirname), "compile-cache");

/** Modules are loaded once a worker and not once a file: none of ours has a state that another test could see. */
const shared = {
  pool: "forks",
  isolate: false,
  exclude: ["node_modules/**", "tests/**/*.package.test.ts"],
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "plain",
          include: ["tests/**/*.test.ts"],
          exclude: [...shared.exclude, "tests/**/*.browser.test.ts"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...shared,
          name: "browser",
          include: ["tests/**/*.browser.test.ts"],
          globalSetup: "tests/sample-shelf.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
