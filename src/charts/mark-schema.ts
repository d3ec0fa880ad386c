import { z } from "zod";
import type { Mark, Series } from "./request.ts";

export const markSchema: z.ZodType<Mark> = z.strictObject({
  value: z.number().nullable(),
  label: z.string().min(1).optional(),
  figure: z.string().min(1).optional(),
  exact: z.string().optional(),
  shown: z.strictObject({ unit: z.string(), decimals: z.number(), by: z.string() }).optional(),
}) as z.ZodType<Mark>;

export const seriesSchema: z.ZodType<Series> = z.strictObject({
  id: z.string().min(1),
  label: z.string(),
  colour: z.int().min(0),
  marks: z.array(markSchema),
});

/** What every panel has. */
export const panelShape = { height: z.number().positive(), caption: z.string().min(1).optional() };
