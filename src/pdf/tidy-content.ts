import {
  hexDigit,
  latin1,
  numberOf,
  readOperators,
  skipSpace,
  wordEnd,
  type Span,
} from "./content-operators.ts";
import { areSame, openContentWriter, type Axes, type Widths, type WrittenContent } from "./content-writer.ts";
import type { GlyphTexts } from "./glyph-texts.ts";
import { openNotes } from "./page-content.ts";
import { isBrokenAtSpace } from "../html/wrapped-words.ts";

/**
 * A content stream that paints the same in fewer bytes, with what is known of it: the browser places every glyph on its own, sets both
 * colours for each object and writes numbers to a millionth. Tags and the order of painting stay; no glyph moves by more than 0.02 pt, no
 * line by more than 0.01. `widthsOf` says of the name of a font how wide its glyphs are, `isTaggedForm` of that of an external object
 * whether it has tags of its own. Where `textsOf` says what the glyphs of a font stand for, and `blockOf` which paragraph or the like a piece
 * of marked content belongs to, the spaces come back that the browser leaves out where it breaks a line. Undefined where anything in the stream
 * is not understood: it has to stay as it is.
 */
export function tidyContent(
  bytes: Uint8Array,
  {
    widthsOf,
    isTaggedForm,
    textsOf = () => undefined,
    blockOf = () => undefined,
  }: {
    readonly widthsOf: (font: string) => Widths | undefined;
    readonly isTaggedForm: (name: string) => boolean;
    readonly textsOf?: (font: string) => GlyphTexts | undefined;
    readonly blockOf?: (mcid: number) => object | undefined;
  },
): WrittenContent | undefined {
  const all = latin1(bytes, 0, bytes.length);
  const writer = openContentWriter(openNotes(isTaggedForm));
  const saved: State[] = [];
  let state: State = { scale: 1, fill: undefined, stroke: undefined, font: undefined };
  let isPathOpen = false;
  let clips: "W" | "W*" | undefined;
  let text: Text | undefined;

  const fonts = new Map<string, State["font"]>();
  const numbers = new Float64Array(6);
  const codes: number[] = [];
  /** The block of each piece of marked content that is open. */
  const blocks: (object | undefined)[] = [];
  let last: Shown | undefined;
  let isUnderstood = true;
  const broken = readOperators(bytes, (name, start, end) => (isUnderstood = read(name, start, end)));
  if (!isUnderstood || broken !== undefined) return undefined;
  if (saved.length > 0 || isPathOpen || text !== undefined) return undefined;
  return writer.end();

  /** Whether the operator was understood. */
  function read(name: string, start: number, end: number): boolean {
    const operands = end - name.length;
    const count = pathSteps.get(name);
    if (count !== undefined) {
      if (text !== undefined || numbersOf(start, operands) !== count) return false;
      isPathOpen = true;
      writer.step(name, { numbers, count, scale: state.scale });
      return true;
    }
    switch (name) {
      case "W":
      case "W*":
        clips = name;
        return isPathOpen && end - start === name.length;
    }
    if (isPathOpen) {
      const paint = paints.get(name);
      if (paint === undefined || end - start !== name.length) return false;
      if (clips !== undefined) writer.step(clips, { numbers, count: 0, scale: 1 });
      if (name === "n") writer.endPath(clips !== undefined);
      else
        writer.paint(name, {
          fill: paint.fills ? state.fill : undefined,
          stroke: paint.strokes ? state.stroke : undefined,
        });
      isPathOpen = false;
      clips = undefined;
      return true;
    }
    switch (name) {
      case "Tj":
        return show(start, operands);
      case "Td":
        if (text === undefined || numbersOf(start, operands) !== 2) return false;
        text.x += numbers[0]!;
        text.y += numbers[1]!;
        text.along = 0;
        return true;
      case "Tm":
        return text !== undefined && numbersOf(start, operands) === 6 && setMatrix(text);
      case "Tf":
        return setFont(all.slice(start, end));
      case "BT":
        if (text !== undefined) return false;
        text = { axes: identity, x: 0, y: 0, along: 0 };
        return true;
      case "ET":
        if (text === undefined) return false;
        text = undefined;
        return true;
      case "rg":
      case "g":
      case "k":
      case "cs":
        state.fill = all.slice(start, end);
        return true;
      case "RG":
      case "G":
      case "K":
      case "CS":
        state.stroke = all.slice(start, end);
        return true;
      case "sc":
      case "scn": {
        const space = spaceOf(state.fill);
        state.fill = `${space}\n${all.slice(start, end)}`;
        return space !== undefined;
      }
      case "SC":
      case "SCN": {
        const space = spaceOf(state.stroke);
        state.stroke = `${space}\n${all.slice(start, end)}`;
        return space !== undefined;
      }
    }
    // What follows has no place within a text
    if (text !== undefined) return false;
    switch (name) {
      case "BDC":
      case "BMC": {
        const operator = all.slice(start, end);
        const mcid = /\/MCID\s+(\d+)/.exec(operator)?.[1];
        blocks.push(mcid === undefined ? undefined : blockOf(Number(mcid)));
        writer.begin(operator);
        return true;
      }
      case "EMC":
        blocks.pop();
        return start === operands && writer.endMarked();
      case "q":
        saved.push({ ...state });
        writer.save();
        return true;
      case "Q": {
        const before = saved.pop();
        if (before === undefined) return false;
        state = before;
        writer.restore();
        return true;
      }
      case "cm": {
        if (numbersOf(start, operands) !== 6) return false;
        const [a, b, c, d] = [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!];
        state.scale = state.scale * Math.max(Math.hypot(a, b), Math.hypot(c, d));
        writer.transform(all.slice(start, end));
        return true;
      }
      case "gs":
        writer.useState(all.slice(start, end));
        return true;
      case "w":
      case "J":
      case "j":
      case "M":
      case "d":
      case "i":
      case "ri":
        writer.setLine(all.slice(start, end));
        return true;
      case "Do":
      case "sh":
        writer.paintObject(all.slice(start, end), state);
        return true;
    }
    return false;
  }

  /** Reads the operands, and gives how many there are; -1 where one is no number. */
  function numbersOf(start: number, end: number): number {
    return parseNumbers(bytes, { start, end }, numbers);
  }

  function setMatrix(text: Text): boolean {
    const a = numbers[0]!;
    const b = numbers[1]!;
    const c = numbers[2]!;
    const d = numbers[3]!;
    const e = numbers[4]!;
    const f = numbers[5]!;
    const size = a * d - b * c;
    if (size === 0) return false;
    const { axes } = text;
    if (axes.a !== a || axes.b !== b || axes.c !== c || axes.d !== d) text.axes = { a, b, c, d };
    // Places are told along the axes of the text, in which lines are level
    text.x = (d * e - c * f) / size;
    text.y = (a * f - b * e) / size;
    text.along = 0;
    return true;
  }

  function setFont(operands: string): boolean {
    const known = fonts.get(operands);
    if (known !== undefined) {
      state.font = known;
      return true;
    }
    const [, name, size] = /^\/([^\s/()<>[\]{}%]+)\s+(-?[\d.]+)\s+Tf$/.exec(operands) ?? [];
    const widths = name === undefined ? undefined : widthsOf(name);
    if (name === undefined || widths === undefined || Number(size) === 0) return false;
    state.font = { name, size: Number(size), widths, texts: textsOf(name) };
    fonts.set(operands, state.font);
    return true;
  }

  function show(start: number, end: number): boolean {
    const { font, scale, fill } = state;
    if (text === undefined || font === undefined) return false;
    if (!parseCodes(bytes, { start, end }, codes)) return false;
    const { axes, x, y, along } = text;
    const place = { block: blocks.at(-1), font, axes, y };
    spaceLines(place);
    text.along += writer.show(codes, { axes, x: x + along, y, font, fill, scale });
    if (codes.length > 0) {
      const before = codes.length > 1 ? codes.at(-2) : last?.code;
      last = { ...place, code: codes.at(-1)!, ...(before !== undefined && { before }) };
    }
    return true;
  }

  /** Puts a space behind what was shown last where a line of the same block was broken at one. */
  function spaceLines({ block, font, axes, y }: Omit<Shown, "code" | "before">): void {
    const first = codes[0];
    const space = last?.font.texts?.space;
    if (last === undefined || first === undefined || space === undefined || block === undefined) return;
    const isNextLine =
      last.block === block &&
      (last.axes === axes || areSame(last.axes, axes)) &&
      Math.abs(y - last.y) > last.font.size / 2;
    if (!isNextLine) return;
    const { textOf } = last.font.texts!;
    const [ending, beginning] = [textOf(last.code), font.texts?.textOf(first)];
    const before = last.before === undefined ? undefined : textOf(last.before);
    if (ending === undefined || beginning === undefined) return;
    if (isBrokenAtSpace({ last: ending, next: beginning, ...(before !== undefined && { before }) }))
      writer.follow(space);
  }
}

/** What was shown last, and where. */
interface Shown {
  readonly block: object | undefined;
  readonly font: NonNullable<State["font"]>;
  readonly axes: Axes;
  readonly y: number;
  readonly code: number;
  /** The code before. */
  readonly before?: number;
}

/** What the next object is painted with. Operators for colours are kept as they are; undefined stands for what a page begins with. */
interface State {
  /** Points of a unit. */
  scale: number;
  fill: string | undefined;
  stroke: string | undefined;
  font:
    | {
        readonly name: string;
        readonly size: number;
        readonly widths: Widths;
        readonly texts: GlyphTexts | undefined;
      }
    | undefined;
}

interface Text {
  axes: Axes;
  x: number;
  y: number;
  /** What was shown since the place was set, in its units. */
  along: number;
}

const identity: Axes = { a: 1, b: 0, c: 0, d: 1 };

/** Numbers that each step of a path has. */
const pathSteps: ReadonlyMap<string, number> = new Map([
  ["m", 2],
  ["l", 2],
  ["c", 6],
  ["v", 4],
  ["y", 4],
  ["h", 0],
  ["re", 4],
]);

const fill = { fills: true, strokes: false };
const stroke = { fills: false, strokes: true };
const both = { fills: true, strokes: true };
const paints: ReadonlyMap<string, typeof fill> = new Map([
  ["f", fill],
  ["F", fill],
  ["f*", fill],
  ["S", stroke],
  ["s", stroke],
  ["B", both],
  ["B*", both],
  ["b", both],
  ["b*", both],
  ["n", { fills: false, strokes: false }],
]);

/** The operator that chose the colour space, where one did. */
function spaceOf(colour: string | undefined): string | undefined {
  const [space] = colour?.split("\n") ?? [];
  return space !== undefined && /\bcs$/i.test(space) ? space : undefined;
}

/** Reads numbers into the list, and gives how many; -1 where anything else stands between them. */
function parseNumbers(bytes: Uint8Array, { start, end }: Span, into: Float64Array): number {
  let count = 0;
  for (let at = skipSpace(bytes, start); at < end; at = skipSpace(bytes, at)) {
    const from = at;
    at = wordEnd(bytes, at);
    const number = numberOf(bytes, from, at);
    if (Number.isNaN(number) || count === into.length) return -1;
    into[count++] = number;
  }
  return count;
}

/** Reads the codes of two bytes of a string in hexadecimal digits into the list. Whether that is all that there is. */
function parseCodes(bytes: Uint8Array, { start, end }: Span, into: number[]): boolean {
  while (end > start && bytes[end - 1] === 32) end--;
  if (bytes[start] !== 60 || bytes[end - 1] !== 62 || (end - start - 2) % 4 !== 0) return false;
  into.length = 0;
  for (let at = start + 1; at < end - 1; at += 4) {
    let code = 0;
    for (let i = at; i < at + 4; i++) {
      const digit = hexDigit(bytes[i]!);
      if (digit < 0) return false;
      code = code * 16 + digit;
    }
    into.push(code);
  }
  return true;
}
