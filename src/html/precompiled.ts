import type Handlebars from "handlebars";

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

/**
 * Compiled templates by their source. Empty here; the bundle of the program puts its own templates in, so that a cold build
 * need not compile them. A template that was changed is not found and compiled as ever.
 */
export const precompiled: ReadonlyMap<string, Parameters<typeof Handlebars.template>[0]> = new Map();
