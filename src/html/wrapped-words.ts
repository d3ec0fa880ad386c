/**
 * Whether a space stood where a line was broken between two characters; `before` is the one before the last. The browser does not print the
 * space that a line ends with, and who reads the tags aloud or copies them would hear the words as one.
 */
export function isBrokenAtSpace({
  before = "",
  last,
  next,
}: {
  readonly before?: string;
  readonly last: string;
  readonly next: string;
}): boolean {
  if (!isOfWords(last) || !isOfWords(next)) return false;
  // A line may end behind a hyphen or a stroke that has no space behind it
  return !/[-/\u2010-\u2015]/.test(last) || before === " ";
}

/** Scripts that have spaces between words: not that of Chinese and Japanese. */
function isOfWords(character: string): boolean {
  const code = character.codePointAt(0) ?? 0x20;
  return code > 0x20 && code !== 0xa0 && (code < 0x2e80 || (code >= 0xac00 && code <= 0xd7a3));
}
