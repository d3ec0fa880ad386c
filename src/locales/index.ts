import { KessanError, suggest } from "../problem.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";
import type { Locale } from "./locale.ts";

/** Every language a document can be built in. */
export const locales: readonly Locale[] = [en, ja, de];

/** The locale of a language tag, "en", "ja" or "de". Throws a KessanError where there is none. */
export function findLocale(lang: string): Locale {
  const found = locales.find((locale) => locale.lang === lang);
  if (found !== undefined) return found;
  throw new KessanError([{ what: `unknown locale ${JSON.stringify(lang)}`, hint: nearest(lang) }]);
}

/** Two tags of two letters are always near each other by distance: only one with the same first letter is meant. */
function nearest(lang: string): string {
  const known = locales.map((locale) => locale.lang);
  const language = lang.toLowerCase().split(/[-_]/)[0] ?? "";
  const candidates = known.filter((tag) => tag.charAt(0) === language.charAt(0));
  return suggest(language, candidates) ?? `known are ${known.map((tag) => `"${tag}"`).join(", ")}`;
}
