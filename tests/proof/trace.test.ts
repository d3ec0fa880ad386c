import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { traceSchema } from "../../src/proof/trace.ts";

test("docs/trace.schema.json is the schema of the trace", () => {
  const written = readFileSync(new URL("../../docs/trace.schema.json", import.meta.url), "utf8");
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(traceSchema))));
});
