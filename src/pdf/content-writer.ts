import type { Span } from "./content-operators.ts";
import type { ContentNotes, PageContent } from "./page-content.ts";

/** How far a glyph moves the next one, in thousandths of the size, by its code. */
export type Widths = (code: number) => number;

/** Where a text's x and y axes lead on the page: the first four numbers of its matrix (ISO 32000-1, 9.4.4). */
export interface Axes {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Glyphs in one font from a place on, which is told along the axes. */
export interface Placed {
  readonly axes: Axes;
  readonly x: number;
  readonly y: number;
  readonly font: { readonly name: string; readonly size: number; readonly widths: Widths };
  /** The operator for its colour. */
  readonly fill: string | undefined;
  /** Points of a unit outside of the text. */
  readonly scale: number;
}

/** Writes a content stream, and each setting only where it changes anything. */
export interface ContentWriter {
  /** A step of the path that `paint` or `endPath` ends, or what makes a clip of it; `scale`: points of a unit. */
  step(
    name: string,
    operands: { readonly numbers: Float64Array; readonly count: number; readonly scale: number },
  ): void;
  paint(name: string, colours: Colours): void;
  endPath(isClip: boolean): void;
  /** Gives how far the glyphs lead. */
  show(codes: readonly number[], placed: Placed): number;
  /** Puts a glyph behind what was shown last, wherever that is. */
  follow(code: number): void;
  /** Begins marked content. */
  begin(operator: string): void;
  /** Ends marked content. Whether there was any to end. */
  endMarked(): boolean;
  save(): void;
  restore(): void;
  transform(operator: string): void;
  useState(operator: string): void;
  setLine(operator: string): void;
  paintObject(operator: string, settings: Colours & { readonly font: Placed["font"] | undefined }): void;
  /** The stream, and what it paints; undefined where marked content has no end. */
  end(): WrittenContent | undefined;
}

export interface WrittenContent {
  readonly bytes: Uint8Array;
  readonly content: PageContent;
}

export interface Colours {
  readonly fill: string | undefined;
  readonly stroke: string | undefined;
}

/** Opens a stream with the settings that a page begins with. `notes` take what it paints, in lines. */
export function openContentWriter(notes: ContentNotes): ContentWriter {
  const lines: string[] = [];
  const saved: { readonly set: Settings; readonly line: number; readonly painted: number }[] = [];
  let set: Settings = { fill: undefined, stroke: undefined, state: undefined, font: undefined };
  /** Objects and tags: without any, settings are for nothing. */
  let painted = 0;
  let path: string[] = [];
  let text: OpenText | undefined;
  /** The line that shows what was shown last. */
  let shownAt: number | undefined;

  return {
    step: (name, { numbers, count, scale }) => {
      const digits = digitsFor(scale);
      let line = "";
      for (let at = 0; at < count; at++) line += `${format(numbers[at]!, digits)} `;
      path.push(line + name);
    },
    paint: (name, { fill, stroke }) => {
      closeText();
      setFill(fill);
      setStroke(stroke);
      const start = lines.length;
      lines.push(...path, name);
      notes.paint({ start, end: lines.length });
      path = [];
      painted++;
    },
    endPath: (isClip) => {
      closeText();
      if (isClip) lines.push(...path, "n");
      path = [];
    },
    show,
    follow: (code) => {
      const glyph = characters[code >> 8]! + characters[code & 255]!;
      const last = (text?.shown.length ?? 0) - 1;
      if (text !== undefined && last >= 0) text.shown[last] += glyph;
      else if (shownAt !== undefined)
        lines[shownAt] = lines[shownAt]!.replace(/\)(Tj|\]TJ)$/, (end) => glyph + end);
    },
    begin: (operator) => {
      closeText();
      notes.begin(operator, { start: lines.length, end: lines.push(operator) });
      painted++;
    },
    endMarked: () => {
      closeText();
      lines.push("EMC");
      painted++;
      return notes.end();
    },
    save: () => {
      closeText();
      saved.push({ set, line: lines.length, painted });
      lines.push("q");
    },
    restore: () => {
      closeText();
      const before = saved.pop()!;
      if (before.painted === painted) lines.length = before.line;
      else lines.push("Q");
      set = before.set;
    },
    transform: (operator) => {
      closeText();
      lines.push(operator);
      // A soft mask lies where it was set
      set = { ...set, state: undefined };
    },
    useState: (operator) => {
      if (set.state === operator) return;
      closeText();
      lines.push(operator);
      set = { ...set, state: operator };
    },
    setLine: (operator) => {
      closeText();
      lines.push(operator);
      set = { ...set, state: undefined };
    },
    paintObject: (operator, { fill, stroke, font }) => {
      closeText();
      setFill(fill);
      setStroke(stroke);
      if (font !== undefined) setFont(font);
      const span = { start: lines.length, end: lines.push(operator) };
      if (operator.endsWith("Do")) notes.paintObject(operator, span);
      else notes.paint(span);
      painted++;
    },
    end: () => {
      closeText();
      if (notes.isOpen()) return undefined;
      return { bytes: Buffer.from(lines.join("\n"), "latin1"), content: inBytes(notes, lines) };
    },
  };

  function setFill(fill: string | undefined): void {
    if (fill === undefined || set.fill === fill) return;
    closeString();
    lines.push(fill);
    set = { ...set, fill };
  }

  function setStroke(stroke: string | undefined): void {
    if (stroke === undefined || set.stroke === stroke) return;
    lines.push(stroke);
    set = { ...set, stroke };
  }

  function setFont({ name, size }: Placed["font"]): void {
    const font = `/${name} ${format(size, 4)} Tf`;
    if (set.font === font) return;
    closeString();
    lines.push(font);
    set = { ...set, font };
  }

  function show(codes: readonly number[], { axes, x, y, font, fill, scale }: Placed): number {
    if (text === undefined) {
      text = { line: lines.length, axes: undefined, x: 0, y: 0, shown: [] };
      lines.push("BT");
    }
    setFill(fill);
    setFont(font);
    const unit = scale * Math.hypot(axes.a, axes.b);
    const isInLine = text.axes === axes || (text.axes !== undefined && areSame(text.axes, axes));
    if (!isInLine || Math.abs(y - text.y) * unit > level || !continueTo(text, x, font.size, unit)) {
      closeString();
      moveTo(text, axes, x, y, scale);
    }
    const { shown } = text;
    const last = shown.length - 1;
    let string = "";
    let width = 0;
    for (const code of codes) {
      string += characters[code >> 8]! + characters[code & 255]!;
      width += font.widths(code);
    }
    if (typeof shown[last] === "string") shown[last] += string;
    else shown.push(string);
    width *= font.size / 1000;
    text.x += width;
    painted++;
    return width;
  }

  /** Whether the next glyph can follow the last one, perhaps with a gap. */
  function continueTo(text: OpenText, x: number, size: number, unit: number): boolean {
    const gap = x - text.x;
    if (Math.abs(gap) * unit <= near) return true;
    const adjustment = (-gap * 1000) / size;
    if (Math.abs(adjustment) > widest) return false;
    const rounded = format(adjustment, size * unit > 15 ? 1 : 0);
    text.shown.push(Number(rounded));
    text.x -= (Number(rounded) * size) / 1000;
    return true;
  }

  function moveTo(text: OpenText, axes: Axes, x: number, y: number, scale: number): void {
    const { a, b, c, d } = axes;
    const digits = digitsFor(scale);
    const [e, f] = [format(a * x + c * y, digits), format(b * x + d * y, digits)];
    lines.push(`${format(a, 9)} ${format(b, 9)} ${format(c, 9)} ${format(d, 9)} ${e} ${f} Tm`);
    const size = a * d - b * c;
    text.axes = axes;
    text.x = (d * Number(e) - c * Number(f)) / size;
    text.y = (a * Number(f) - b * Number(e)) / size;
  }

  function closeString(): void {
    if (text === undefined || text.shown.length === 0) return;
    const parts = text.shown.map((part) => (typeof part === "number" ? short(String(part)) : `(${part})`));
    shownAt = lines.push(parts.length === 1 ? `${parts[0]}Tj` : `[${parts.join("")}]TJ`) - 1;
    text.shown = [];
  }

  function closeText(): void {
    if (text === undefined) return;
    closeString();
    notes.speak();
    notes.paint({ start: text.line, end: lines.push("ET") });
    text = undefined;
  }
}

interface Settings extends Colours {
  /** Operators. */
  readonly state: string | undefined;
  readonly font: string | undefined;
}

/** A text that has been begun, with the place of the next glyph as a reader of the stream computes it. */
interface OpenText {
  /** That of its beginning. */
  readonly line: number;
  axes: Axes | undefined;
  x: number;
  y: number;
  /** Strings, and between them gaps in thousandths of the size. */
  shown: (string | number)[];
}

/** What was noted in lines, by their bytes. */
function inBytes({ marks, untagged }: PageContent, lines: readonly string[]): PageContent {
  const starts = [0];
  for (const [index, line] of lines.entries()) starts.push(starts[index]! + line.length + 1);
  const span = ({ start, end }: Span): Span => ({ start: starts[start]!, end: starts[end]! - 1 });
  return { marks: marks.map((mark) => ({ ...mark, ...span(mark) })), untagged: untagged.map(span) };
}

/** Points by which a glyph may be off its place along the line, and across it. */
const [near, level] = [0.0125, 0.006];

/** Thousandths of the size up to which a gap is one of the text, such as between letters; beyond it a new place is told. */
const widest = 3000;

export function areSame(one: Axes, other: Axes): boolean {
  return one.a === other.a && one.b === other.b && one.c === other.c && one.d === other.d;
}

/** Decimals that tell hundredths of a point. */
function digitsFor(scale: number): number {
  if (scale > 0.1 && scale <= 1) return 2;
  return scale > 0 ? Math.min(9, Math.max(0, Math.ceil(Math.log10(scale * 100)))) : 9;
}

const powers = Array.from({ length: 10 }, (_, power) => 10 ** power);

/** A number as short as it can be. What is not zero stays so: a line of no width is none. */
function format(number: number, digits: number): string {
  if (Number.isInteger(number)) return String(number);
  const power = powers[digits]!;
  const rounded = Math.round(number * power);
  const size = Math.abs(rounded);
  // Small ones would be written with an exponent
  if (size / power < 1e-5) return short(number.toFixed(9).replace(/\.?0+$/, ""));
  if (size > 1e15) return short(String(rounded / power));
  // Whole numbers are written several times as fast as others
  const whole = Math.floor(size / power);
  let rest = size - whole * power;
  let length = digits;
  for (; rest !== 0 && rest % 10 === 0; length--) rest /= 10;
  const decimals = rest === 0 ? "" : `.${String(rest).padStart(length, "0")}`;
  return `${rounded < 0 ? "-" : ""}${whole === 0 ? "" : whole}${decimals}`;
}

function short(number: string): string {
  if (number === "-0") return "0";
  return number.startsWith("0.")
    ? number.slice(1)
    : number.startsWith("-0.")
      ? `-${number.slice(2)}`
      : number;
}

/** Bytes as they stand within a string (ISO 32000-1, 7.3.4.2): they take half the place of digits. */
const characters = Array.from({ length: 256 }, (_, byte) => {
  const is = String.fromCharCode(byte);
  if (byte === 13) return "\\r";
  return is === "(" || is === ")" || is === "\\" ? `\\${is}` : is;
});
