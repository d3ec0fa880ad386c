import { defineConfig } from "vitest/config";

/** `npm run test:package`: packing makes the bundle anew, which tests that run the program must not meet. */
export default defineConfig({
  test: { include: ["tests/**/*.package.test.ts"], testTimeout: 120_000, hookTimeout: 240_000 },
});
