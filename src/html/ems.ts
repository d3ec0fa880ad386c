/** About how long a text is, in ems of its size; places where a line may break take no room. */
export function textEms(text: string): number {
  return [...text.replace(/[\u00ad\u200b]/g, "").replace(/\s+/g, " ")].reduce(
    (sum, character) => sum + (character.codePointAt(0)! >= 0x2e80 ? 1 : 0.52),
    0,
  );
}

/** About how long the longest part of a text is that no line should break in, in ems: a word, or katakana and kanji without kana between them. */
export function longestWordEms(text: string): number {
  const words = text.match(/[^\s\u00ad\u200b\u2e80-\uffff–/-]+[–/-]?/gu) ?? [];
  const compounds = text.match(/[\p{Script=Katakana}\p{Script=Han}ー]+/gu) ?? [];
  return Math.max(0, ...words.map(textEms), ...compounds.map(({ length }) => Math.min(length, compoundMost)));
}

/** A longer compound may break anywhere. */
const compoundMost = 14;
