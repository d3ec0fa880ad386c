import type { TracedFigure } from "../trace.ts";
import type { Heard, Speech, WordsRule } from "./rule.ts";
import { marks, quoteText, type Said } from "./said.ts";

/** A figure right after the name of another account: "Operating income JPY 14,007 million", where that is revenue. */
export const labelDiffers: WordsRule = {
  rule: "label-differs",
  severity: "warning",
  ofSentence: (said, context) =>
    said.figures.flatMap(({ id, text, traced }, index): readonly Heard[] => {
      // What a member is called stands in the text more often than its account
      if (traced === undefined || traced.member !== undefined) return [];
      const named = namedBefore(said, index, context);
      const last = named.at(-1);
      if (last === undefined || !context.language.between.test(last.after)) return [];
      if (named.some(({ accounts }) => isOf(traced, accounts, named.length, context))) return [];
      return [
        {
          about: `${id} ${last.label}`,
          what: `"${text}" in ${quoteText(said.text, text)} follows "${last.label}", but it is ${id}`,
          hint: `name what it is, or ask for ${last.accounts.join(" or ")}`,
        },
      ];
    }),
};

/** Whether the words right before a figure are its name. */
export function isNamed(said: Said, index: number, speech: Speech): boolean {
  const { traced } = said.figures[index]!;
  const last = namedBefore(said, index, speech).at(-1);
  if (traced === undefined || last === undefined || !speech.language.between.test(last.after)) return false;
  return last.accounts.includes(traced.account);
}

interface Named {
  readonly label: string;
  readonly accounts: readonly string[];
  /** The words from the name to the figure. */
  readonly after: string;
}

/** The accounts that the words of the same clause name between the figure before and this one, in their order. */
function namedBefore({ typed }: Said, index: number, { names, language }: Speech): readonly Named[] {
  const piece = typed.split(marks.figure)[index]!;
  const clause = piece.split(/[。；;]|\. /).at(-1)!;
  const found = [...clause.matchAll(names.pattern)];
  // "811 million of operating income, and": the name belongs to the figure before it
  const before = index > 0 && clause === piece ? language.belongs.exec(clause)?.[0].length : undefined;
  return found
    .filter((match) => match.index !== before)
    .map(({ 0: label, index }) => ({
      label,
      accounts: names.accountsOf(label),
      after: clause.slice(index + label.length),
    }));
}

/** Whether a name may stand for a figure: its account, one that it is a kind of, or one of those that it is made of. */
function isOf(
  { account, measures, derived }: TracedFigure,
  accounts: readonly string[],
  count: number,
  { trace }: Speech,
): boolean {
  const isKind = (name: string): boolean =>
    name === account || account.startsWith(`${name}.`) || name.startsWith(`${account}.`);
  if (accounts.some((name) => isKind(name) || measures.includes(`(${name})`))) return true;
  const operands = (derived?.from ?? []).map((id) => trace.figures[id]?.account);
  return count > 1 && accounts.some((name) => operands.includes(name));
}
