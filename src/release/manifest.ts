import { createHash } from "node:crypto";
import { z } from "zod";
import { quote } from "../facts/text.ts";
import { schemaErrors, schemaProblems } from "../facts/schema-problems.ts";
import { KessanError } from "../problem.ts";
import { readEmbargo } from "./embargo.ts";

const sha256Text = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.strictObject({ path: z.string(), bytes: z.int(), sha256: sha256Text });

/** manifest.json of a release: what it holds and what it was made of, and nothing of when, where and by whom it was sealed. */
export const manifestSchema = z.strictObject({
  format: z.literal("kessan-release"),
  version: z.literal(1),
  /** The name, and the first digits of a hash of all that follows. */
  id: z.string(),
  /** The company and its documents: "iij-2q06-results". What is mailed under one name is mailed once, unless it is corrected. */
  name: z.string(),
  company: z.string(),
  /** Id of the quarter that the documents report. */
  period: z.string(),
  /** ISO date of the documents: they know no later facts. */
  asOf: z.string(),
  embargo: z.strictObject({ written: z.string(), instant: z.string() }),
  /** The releases that this one corrects, the last one first, and why, by language. */
  correction: z
    .strictObject({ of: z.array(z.string()), reasons: z.record(z.string(), z.string()) })
    .nullable(),
  approvals: z.strictObject({
    needed: z.int(),
    by: z.array(z.strictObject({ name: z.string(), user: z.string().optional() })),
  }),
  /** Whom it may be mailed to; null where it cannot be mailed. */
  mail: z
    .strictObject({ allowedDomains: z.array(z.string()).nullable(), mostRecipients: z.int() })
    .nullable(),
  documents: z.array(
    z.strictObject({
      name: z.string(),
      lang: z.string(),
      title: z.string(),
      file: z.string(),
      pages: z.int(),
      figures: z.int(),
    }),
  ),
  messages: z.array(z.strictObject({ lang: z.string(), file: z.string(), figures: z.int() })),
  /** What somebody has judged and taken on. */
  accepted: z.array(
    z.strictObject({
      document: z.string(),
      finding: z.string(),
      reason: z.string(),
      owner: z.string(),
      date: z.string(),
    }),
  ),
  /** Every file of the release but this one and its log. */
  files: z.array(file),
  /** Every file that was read: of the company, and of the program's templates. */
  inputs: z.array(file.extend({ of: z.enum(["company", "templates"]) })),
  /** What made it. Other versions may give other bytes from the same input. */
  program: z.strictObject({ kessan: z.string(), node: z.string(), browser: z.string() }),
  fonts: z.array(z.strictObject({ name: z.string(), version: z.string(), sha256: sha256Text })),
});

export type Manifest = z.output<typeof manifestSchema>;

/** The name of the file in a release. */
export const manifestName = "manifest.json";

/** A manifest with its id. */
export function identify(manifest: Omit<Manifest, "id">): Manifest {
  // In the order of the schema, whatever the order they were given in
  const whole = manifestSchema.parse({ ...manifest, id: "" });
  return { ...whole, id: `${whole.name}-${sha256(JSON.stringify(whole)).slice(0, 12)}` };
}

/** The file. The same manifest gives the same bytes. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Reads the file. Throws a KessanError for what is no manifest, and for one whose id is not that of what it says. */
export function readManifest({
  bytes,
  file,
}: {
  readonly bytes: Uint8Array;
  readonly file: string;
}): Manifest {
  const place = { file };
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new KessanError([{ place, what: `is broken JSON: ${(error as Error).message}`, hint: copyAgain }]);
  }
  const read = manifestSchema.safeParse(root, { error: schemaErrors });
  if (!read.success) {
    const placeOf = (path: readonly (string | number)[]) => ({
      file: [file, path.join(".")].join(" ").trim(),
    });
    throw new KessanError(
      schemaProblems({ issues: read.error.issues.slice(0, 3), root, placeOf, keyPlaceOf: placeOf }),
    );
  }
  const { id, ...rest } = read.data;
  const moment = readEmbargo(rest.embargo.written);
  if ("what" in moment || moment.embargo.instant !== rest.embargo.instant)
    throw new KessanError([
      {
        place,
        what: `its embargo ${quote(rest.embargo.written)} is not ${quote(rest.embargo.instant)}`,
        hint: copyAgain,
      },
    ]);
  const own = identify(rest).id;
  if (own === id && formatManifest(read.data) === new TextDecoder().decode(bytes)) return read.data;
  throw new KessanError([
    {
      place,
      what:
        own === id
          ? "was written anew: its bytes are not those that were sealed"
          : `was changed: it says that it is ${id}, and what it holds is ${own}`,
      hint: copyAgain,
    },
  ]);
}

/** SHA-256 in hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

const copyAgain = "copy the release again from where it was sealed, or seal it anew";
