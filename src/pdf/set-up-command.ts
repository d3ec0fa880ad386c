import { existsSync } from "node:fs";

/** What a user types to have the browser set up: it lies with the sources where there are sources, else in the package. */
export function setUpCommand(): string {
  return existsSync(new URL("../../scripts/setup.mjs", import.meta.url))
    ? "npm run setup"
    : "npx kessan setup";
}
