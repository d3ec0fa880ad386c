import type { Problem } from "../problem.ts";

/** Bytes of a page that a browser takes within its memory and its time. */
const mostMegabytes = 100;

/** What is wrong with a page that is too large to print; `of` is what it is called, `file` the structure of its document. */
export function checkSize(
  html: string,
  { of, file }: { readonly of: string; readonly file: string },
): readonly Problem[] {
  const megabytes = Buffer.byteLength(html) / 1e6;
  if (megabytes <= mostMegabytes) return [];
  const what = `${of} has ${megabytes.toFixed(0)} MB of HTML, more than the limit of ${mostMegabytes} MB`;
  return [{ place: { file }, what, hint: "make pictures and fonts in its styles smaller, or divide it" }];
}
