import type Handlebars from "handlebars";
import type { CheckedTemplate } from "./check-template.ts";

/** How every template is compiled: what is missing is an error, and only our own helpers are called. */
export function compileOptions(helpers: Iterable<string>): CompileOptions {
  return {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries([...helpers].map((helper) => [helper, true])),
    explicitPartialContext: true,
  };
}

type CompileOptions = Parameters<typeof Handlebars.precompile>[1] & object;

/** A template that was checked and compiled when the program was bundled. It holds no picture. */
export interface Precompiled {
  readonly template: Parameters<typeof Handlebars.template>[0];
  readonly areas: CheckedTemplate["areas"];
  readonly alwaysCalls: CheckedTemplate["alwaysCalls"];
}

/**
 * Checked and compiled templates by their source. Empty here; the bundle of the program puts its own templates in, so that
 * a cold build need not check and compile them. A template that was changed is not found, and checked and compiled as ever.
 */
export const precompiled: ReadonlyMap<string, Precompiled> = new Map();
