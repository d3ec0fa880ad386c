/** About how long a text is, in ems of its size. */
export function textEms(text: string): number {
  return [...text.replace(/\s+/g, " ")].reduce(
    (sum, character) => sum + (character.codePointAt(0)! >= 0x2e80 ? 1 : 0.52),
    0,
  );
}

/** About how long the longest part of a text is that no line should break in, in ems: a word, or a run of katakana. */
export function longestWordEms(text: string): number {
  const words = text.match(/[\p{Script=Katakana}ー・]+|[^\s\u200b\u00ad\u2e80-\uffff–/-]+[-–/]?/gu) ?? [];
  return Math.max(0, ...words.map(textEms));
}
