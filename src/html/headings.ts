import { decodeEntities, tagsOf } from "./tags.ts";
import { isBrokenAtSpace } from "./wrapped-words.ts";

/** The texts of a page's headings (h1 to h6) in their order, each in one line. */
export function headingsOf(html: string): readonly string[] {
  const headings: string[] = [];
  let open: string | undefined;
  for (const { name, closing, text } of tagsOf(html)) {
    if (open !== undefined) open += text;
    if (name === "br" && open !== undefined) open += "\n";
    if (!/^h[1-6]$/.test(name)) continue;
    if (closing && open !== undefined) headings.push(inOneLine(decodeEntities(open)));
    open = closing ? undefined : "";
  }
  return headings;
}

function inOneLine(text: string): string {
  const lines = text.split(/\s*\n\s*/).filter((line) => line !== "");
  const joined = lines.reduce((before, line) => {
    const [last, one] = [...before].toReversed();
    const isSpaced = isBrokenAtSpace({
      last: last!,
      next: [...line][0]!,
      ...(one !== undefined && { before: one }),
    });
    return before + (isSpaced ? " " : "") + line;
  }, lines.shift() ?? "");
  return joined.replaceAll(/\s+/g, " ").trim();
}
