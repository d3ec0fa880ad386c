import { decodeEntities } from "./tags.ts";

/** Every character that a finished page can print, once, sorted by code point: texts, labels of charts, and `content` of its styles. */
export function charactersOf(html: string): string {
  const styles = [...html.matchAll(/<style\b[^>]*>([^]*?)<\/style>/g)].flatMap(([, css]) => contents(css!));
  const body = html.replaceAll(/<style\b[^>]*>[^]*?<\/style>|<!--[^]*?-->/g, "");
  const printed = body.replaceAll(/<[/!A-Za-z](?:[^>"']|"[^"]*"|'[^']*')*>/g, "");
  const texts = [...styles, decodeEntities(printed)];
  const characters = new Set(texts.join("").replace(/[\n\r\t]/g, ""));
  return [...characters].toSorted((a, b) => a.codePointAt(0)! - b.codePointAt(0)!).join("");
}

function contents(css: string): string[] {
  return [...css.matchAll(/content\s*:\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, double, single]) =>
    (double ?? single ?? "").replace(/\\([0-9a-fA-F]{1,6})\s?/g, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    ),
  );
}
