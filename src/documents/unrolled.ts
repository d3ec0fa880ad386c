import Handlebars from "handlebars";
import type { FiscalCalendar } from "../facts/calendar.ts";
import type { Period } from "../facts/period.ts";
import { relativePeriods } from "../facts/relative-periods.ts";
import type { Confirmable, Confirmables } from "./confirm.ts";

/** From so many words of its own on, a text counts as prose, and not as a label or a heading whose figures move by themselves. */
const PROSE = 5;
/** So many Han characters and hiragana count as one word; a run of katakana is one. */
const CHARACTERS_OF_A_WORD = 3;

/** What a document says of its own quarter, and what it may say of any. */
export interface OldDocument {
  readonly has: Confirmables;
  readonly literals: readonly string[];
  readonly calendar: FiscalCalendar;
  /** The quarter that it reports. */
  readonly own: Period;
}

/** Something that no machine can roll to another quarter, and why. */
export interface Unrolled extends Confirmable {
  readonly sort: "text" | "outline";
  readonly why: string;
}

/**
 * What of a document a person has to look at when it is to report another quarter: texts with prose, claims, fixed periods and
 * dates, quotations or literals with digits, in any language, and parts of the outline that name a fixed period.
 */
export function findUnrolled({ has, literals, calendar, own }: OldDocument): readonly Unrolled[] {
  const names = relativePeriods(calendar, own);
  const fixed = (text: string): readonly string[] =>
    fixedPeriods(text).map((id) => {
      const relative = names.get(id.toUpperCase());
      const said = relative === undefined ? "" : ` (${relative} of ${own.id})`;
      return `the fixed ${/-/.test(id) ? "date" : "period"} ${id}${said}`;
    });
  const texts = [...has.text.values()].flatMap((text) => {
    const parts = text.written.map(({ lang, text: written }) => ({ lang, ...partsOf(written) }));
    const prose = parts
      .map(({ lang, words }) => ({ lang, count: countWords(words) }))
      .filter(({ count }) => count >= PROSE);
    const digits = literals.filter((literal) => /\p{N}/u.test(literal));
    const why = [
      ...(prose.length === 0
        ? []
        : [`free words (${prose.map(({ lang, count }) => `${count} in ${lang}`).join(", ")})`]),
      ...(parts.some(({ claims }) => claims)
        ? ["a claim, of which the figures prove only the direction"]
        : []),
      ...parts.flatMap(({ calls }) => calls.flatMap(fixed)),
      ...(parts.some(({ words }) => QUOTATION.test(words)) ? ["a quotation"] : []),
      ...digits.filter((literal) => parts.some(({ words }) => words.includes(literal))).map(asLiteral),
    ];
    return why.length === 0 ? [] : [{ ...text, sort: "text" as const, why: [...new Set(why)].join("; ") }];
  });
  const outline = [...has.outline.values()].flatMap((part) => {
    const why = [
      ...part.written.flatMap(({ text }) => fixed(text)),
      ...(part.key.startsWith("attaches.") ? ["a document that the message attaches"] : []),
    ];
    return why.length === 0 ? [] : [{ ...part, sort: "outline" as const, why: [...new Set(why)].join("; ") }];
  });
  return [...texts, ...outline];
}

function asLiteral(literal: string): string {
  return `the literal "${literal}"`;
}

const PERIOD =
  /(?<![\p{L}\p{N}])(?:[1-4]Q\d{2}|[12]H\d{2}|9M\d{2}|FY\d{4}|\d{4}-\d{2}-\d{2})(?![\p{L}\p{N}])/giu;

/** Ids of periods and dates in a reference, a period or a name. */
function fixedPeriods(text: string): readonly string[] {
  return [...text.matchAll(PERIOD)].map(([id]) => id);
}

// A single closing quotation mark is an apostrophe as well, a straight one in a text is either
const QUOTATION =
  /["“”„«»‹›‘「」『』]|(?<!\p{L})(?:said|says|sagte|sagt|erklärte|erklärt)(?!\p{L})|と(?:述べ|語)/iu;

/** The words of a sentence outside helper calls, what its calls are given, and whether it claims something. */
function partsOf(text: string): {
  readonly words: string;
  readonly calls: readonly string[];
  readonly claims: boolean;
} {
  const words: string[] = [];
  const calls: string[] = [];
  let claims = false;
  const call = ({
    path,
    params,
    hash,
  }: Pick<hbs.AST.MustacheStatement, "path" | "params" | "hash">): void => {
    claims ||= (path as hbs.AST.PathExpression).original === "claim";
    const options = (hash as hbs.AST.Hash | undefined)?.pairs.map(({ value }) => value) ?? [];
    for (const node of [...params, ...options])
      if (node.type === "StringLiteral") calls.push((node as hbs.AST.StringLiteral).value);
  };
  const walk = ({ body }: hbs.AST.Program): void => {
    for (const statement of body) {
      if (statement.type === "ContentStatement") words.push((statement as hbs.AST.ContentStatement).value);
      if (statement.type === "MustacheStatement") call(statement as hbs.AST.MustacheStatement);
      if (statement.type !== "BlockStatement") continue;
      const block = statement as hbs.AST.BlockStatement;
      call(block);
      walk(block.program);
      // Not there where the block has no else
      if (block.inverse as hbs.AST.Program | undefined) walk(block.inverse);
    }
  };
  try {
    walk(Handlebars.parse(text));
  } catch {
    // A build tells what is wrong with it
    return { words: text, calls: [text], claims: false };
  }
  return { words: words.join(" "), calls, claims };
}

function countWords(words: string): number {
  const characters = words.match(/[\p{Script=Han}\p{Script=Hiragana}々]/gu)?.length ?? 0;
  const katakana = words.match(/[\p{Script=Katakana}ー]+/gu)?.length ?? 0;
  const others = words
    .replaceAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]+/gu, " ")
    .match(/\p{L}[\p{L}\p{M}\p{N}.&’'/-]*/gu);
  return (others?.length ?? 0) + katakana + Math.floor(characters / CHARACTERS_OF_A_WORD);
}
