import type Handlebars from "handlebars";
import { isText, type CheckedTemplate } from "./check-template.ts";

/** How the template of a name is compiled: what is missing is an error, only our own helpers are called, and plain text is not escaped. */
export function compileOptions(helpers: Iterable<string>, name: string): CompileOptions {
  return {
    noEscape: isText(name),
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
