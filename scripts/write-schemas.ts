import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileSchemas, formatSchema } from "../src/file-schemas.ts";

// Writes schemas/*.json, which travel in the package.
const folder = join(dirname(import.meta.dirname), "schemas");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const file of fileSchemas()) writeFileSync(join(folder, `${file.name}.json`), formatSchema(file));
