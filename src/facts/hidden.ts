/**
 * The first character of a text that nobody sees, or that breaks its line or turns its order round, as words for a message
 * ("control character U+000D"): controls, tab and line ends included, format characters (bidirectional, of zero width), line
 * separators, lone surrogates and U+FFFD. Undefined if there is none.
 */
export function hiddenCharacter(text: string): string | undefined {
  const found = HIDDEN.exec(text)?.[0];
  if (found === undefined) return undefined;
  const name = NAMES.find(([characters]) => characters.test(found))![1];
  return `${name} ${codeOf(found)}`;
}

/** The text with the code of each such character in its place: `a<U+202E>b`. */
export function showHidden(text: string): string {
  return text.replace(new RegExp(HIDDEN, "gu"), (character) => `<${codeOf(character)}>`);
}

/** `U+202E`. */
export function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffd]/u;

const NAMES = [
  [/[\p{Zl}\p{Zp}\r\n\u0085]/u, "line break"],
  [/\p{Cc}/u, "control character"],
  [/\p{Bidi_Control}/u, "bidirectional control character"],
  [/\p{Cf}/u, "invisible character"],
  [/\p{Cs}/u, "lone surrogate"],
  [/\ufffd/, "replacement character"],
] as const;
