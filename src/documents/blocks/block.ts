import type { z } from "zod";
import type { Place } from "../../problem.ts";
import type { Context } from "../context.ts";
import { SentenceFault } from "../sentence.ts";
import type { Words } from "../words.ts";

/** What a block is planned from: its request in the outline, and the words under its id. */
export interface BlockRequest<Request> {
  readonly request: Request;
  readonly words: Words;
  readonly context: Context;
  /** Place of a part of the request in the outline. */
  placeOf(path: readonly (string | number)[]): Place;
}

/** One kind of block: what the outline may ask of it, and how it is planned. */
export interface BlockKind<Schema extends z.ZodType = z.ZodType, Planned = unknown> {
  readonly kind: string;
  /** Of the outline's entry without kind, id and area. */
  readonly schema: Schema;
  readonly plan: (request: BlockRequest<z.output<Schema>>) => Planned;
}

/** Ties a kind's schema to the request that its plan receives. */
export function defineBlock<Schema extends z.ZodType, Planned>(
  kind: BlockKind<Schema, Planned>,
): BlockKind<Schema, Planned> {
  return kind;
}

/** Does one part of a plan; what is wrong with it becomes a problem at its place in the outline, and the others go on. */
export function attempt<T>(
  { context, placeOf }: Pick<BlockRequest<unknown>, "context" | "placeOf">,
  path: readonly (string | number)[],
  part: () => T,
): T | undefined {
  try {
    return part();
  } catch (error) {
    if (!(error instanceof SentenceFault)) throw error;
    const { message, hint } = error;
    context.found.problems.push({
      place: placeOf(path),
      what: message,
      ...(hint === undefined ? {} : { hint }),
    });
    return undefined;
  }
}
