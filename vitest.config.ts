import { defineConfig } from "vitest/config";

const shared = { pool: "forks", exclude: ["node_modules/**", "tests/**/*.package.test.ts"] } as const;

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
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
