/** About how long a text is, in ems of its size. */
export function textEms(text: string): number {
  return [...text.replace(/\s+/g, " ")].reduce(
    (sum, character) => sum + (character.codePointAt(0)! >= 0x2e80 ? 1 : 0.52),
    0,
  );
}

/** About how long the longest part of a text is that no line should break in, in ems: a word, or what katakana may not be cut to. */
export function longestWordEms(text: string): number {
  const words = text.match(/[^\s\u00ad\u200b\u2e80-\uffff–/-]+[–/-]?/gu) ?? [];
  const katakana = text.match(/[\p{Script=Katakana}ー]+/gu) ?? [];
  return Math.max(0, ...words.map(textEms), ...katakana.map((run) => Math.min(run.length, katakanaMost)));
}

/** A longer run of katakana is a compound, and breaks. */
const katakanaMost = 9;
