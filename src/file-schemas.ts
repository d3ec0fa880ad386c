import { z } from "zod";
import { confirmSchema } from "./documents/confirm.ts";
import { labelsSchema } from "./documents/labels.ts";
import { outlineSchema } from "./documents/outline.ts";
import { overridesSchema } from "./documents/overrides.ts";
import { acceptedSchema, leftOutSchema, literalsSchema } from "./documents/read-document.ts";
import { accountsSchema } from "./facts/account.ts";
import { companySchema } from "./facts/company.ts";
import { factsSchema } from "./facts/fact-yaml.ts";
import { workbookMapSchema } from "./facts/workbook-map.ts";
import { tokensSchema } from "./html/tokens.ts";

/** A JSON Schema, draft 7: the newest that editors' YAML support understands whole. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The YAML files of a company's folder that one schema is for. */
export interface FileSchema {
  /** "outline", of outline.json. */
  readonly name: string;
  /** Whether a path, relative to the company's folder, is of such a file. */
  readonly isOf: (path: string) => boolean;
  /** Of the file as it is written: a number may stand where text is wanted. Refuses less than reading does. */
  readonly schema: JsonSchema;
}

/** The schemas of all YAML files of a company, for editors: they complete keys, show what a key may hold and mark faults. */
export function fileSchemas(): readonly FileSchema[] {
  return [
    file("company", "company.yaml", companySchema),
    file("accounts", "accounts.yaml", accountsSchema),
    file("labels", /^labels\.[A-Za-z-]+\.yaml$/, labelsSchema),
    file("literals", "literals.yaml", literalsSchema),
    { ...file("brand", "brand.yaml", tokensSchema), schema: inPart(draft7("brand.yaml", tokensSchema)) },
    file("map", /^facts\/[^/]+\.map\.yaml$/, workbookMapSchema),
    file("facts", /^facts\/(?![^/]+\.map\.yaml$)[^/]+\.yaml$/, factsSchema),
    file("outline", /^documents\/[^/]+\/outline\.yaml$/, outlineSchema),
    { ...file("text", /^documents\/[^/]+\/text\.[A-Za-z-]+\.yaml$/, z.unknown()), schema: texts },
    file("accepted", /^documents\/[^/]+\/accepted\.yaml$/, acceptedSchema),
    file("overrides", /^documents\/[^/]+\/overrides\.yaml$/, overridesSchema),
    file("confirm", /^documents\/[^/]+\/confirm\.yaml$/, confirmSchema),
    file("left-out", /^documents\/[^/]+\/left-out\.yaml$/, leftOutSchema),
  ];
}

/** A schema as the text of its file. */
export function formatSchema({ schema }: FileSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The schema for a path relative to the company's folder; undefined for what is not a YAML file of a company. */
export function findFileSchema(path: string): FileSchema | undefined {
  return fileSchemas().find(({ isOf }) => isOf(path));
}

function file(name: string, of: string | RegExp, schema: z.ZodType): FileSchema {
  const isOf = (path: string): boolean => (typeof of === "string" ? path === of : of.test(path));
  return { name, isOf, schema: draft7(`${name}.yaml`, schema) };
}

function draft7(title: string, schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: "draft-7",
    // Keys with a default may be left out
    io: "input",
    reused: "ref",
    override: ({ zodSchema, jsonSchema }) => {
      // What is written as a number is taken as its text
      if (zodSchema._zod.def.type === "string" && jsonSchema.type === "string" && !jsonSchema.format) {
        (jsonSchema as { type: unknown }).type = ["string", "number"];
      }
    },
  });
  // Every key is text
  const isIdle = (key: string, value: unknown): boolean =>
    key === "propertyNames" && Object.keys(value as object).join() === "type";
  return { $schema, title, ...(without(rest, isIdle) as JsonSchema) };
}

/** The same where nothing has to be there. */
function inPart(schema: JsonSchema): JsonSchema {
  return without(schema, (key, value) => key === "required" && Array.isArray(value)) as JsonSchema;
}

/** A value without the keys that `isOut` says, however deep. */
function without(value: unknown, isOut: (key: string, value: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((entry) => without(entry, isOut));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, of]) => !isOut(key, of));
  return Object.fromEntries(kept.map(([key, of]) => [key, without(of, isOut)]));
}

/** Keys below a slide are those that its blocks ask for, which only planning knows; sentences are text all the same. */
const words = { $ref: "#/definitions/words" };
const texts: JsonSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "text.yaml",
  description:
    "Words of one language under the ids of the outline. Numbers, periods and dates come from helpers.",
  type: "object",
  additionalProperties: { type: "object", additionalProperties: words },
  definitions: {
    words: {
      anyOf: [
        { type: "string", description: "A sentence; helpers in double braces ask for figures." },
        { type: "array", items: words },
        { type: "object", additionalProperties: words },
      ],
    },
  },
};
