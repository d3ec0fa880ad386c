import type { Document } from "./documents/document.ts";

/** The name of a file of a document in one language: "iij-2q06-results.ja.pdf". */
export function fileName(
  { company, name, lang, draft }: Pick<Document, "company" | "name" | "lang" | "draft">,
  ending: string,
): string {
  return `${company}-${name}${draft === "" ? "" : ".draft"}.${lang}.${ending}`;
}
