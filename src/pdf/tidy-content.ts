import { latin1, operatorsOf, type Operator } from "./content-operators.ts";
import { openContentWriter, type Axes, type Widths } from "./content-writer.ts";

/**
 * A content stream that paints the same in fewer bytes: the browser places every glyph on its own, sets both colours for each
 * object and writes numbers to a millionth. Tags and the order of painting stay; no glyph moves by more than 0.02 pt, no line by more than 0.01. `widthsOf` says of
 * the name of a font how wide its glyphs are. Undefined where anything in the stream is not understood: it has to stay as it is. Throws for
 * bytes that are no content stream.
 */
export function tidyContent(
  bytes: Uint8Array,
  widthsOf: (font: string) => Widths | undefined,
): Uint8Array | undefined {
  const all = latin1(bytes, 0, bytes.length);
  const writer = openContentWriter();
  const saved: State[] = [];
  let state: State = { scale: 1, fill: undefined, stroke: undefined, font: undefined };
  let isPathOpen = false;
  let clips: "W" | "W*" | undefined;
  let text: Text | undefined;

  const fonts = new Map<string, State["font"]>();
  const numbers = new Float64Array(6);
  for (const operator of operatorsOf(bytes)) if (!read(operator)) return undefined;
  if (saved.length > 0 || isPathOpen || text !== undefined) return undefined;
  return writer.end();

  /** Whether the operator was understood. */
  function read(operator: Operator): boolean {
    const { name, start, end } = operator;
    const count = pathSteps.get(name);
    if (count !== undefined) {
      if (text !== undefined || numbersOf(operator) !== count) return false;
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
        return show(start, end - name.length);
      case "Td":
        if (text === undefined || numbersOf(operator) !== 2) return false;
        text.x += numbers[0]!;
        text.y += numbers[1]!;
        text.along = 0;
        return true;
      case "Tm":
        return text !== undefined && numbersOf(operator) === 6 && setMatrix(text);
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
      case "BMC":
      case "EMC":
        writer.tag(all.slice(start, end));
        return true;
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
        if (numbersOf(operator) !== 6) return false;
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
  function numbersOf({ name, start, end }: Operator): number {
    return parseNumbers(bytes, start, end - name.length, numbers);
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
    state.font = { name, size: Number(size), widths };
    fonts.set(operands, state.font);
    return true;
  }

  function show(start: number, end: number): boolean {
    const { font, scale, fill } = state;
    if (text === undefined || font === undefined) return false;
    const codes = parseCodes(bytes, start, end);
    if (codes === undefined) return false;
    const { axes, x, y, along } = text;
    text.along += writer.show(codes, { axes, x: x + along, y, font, fill, scale });
    return true;
  }
}

/** What the next object is painted with. Operators for colours are kept as they are; undefined stands for what a page begins with. */
interface State {
  /** Points of a unit. */
  scale: number;
  fill: string | undefined;
  stroke: string | undefined;
  font: { readonly name: string; readonly size: number; readonly widths: Widths } | undefined;
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
function parseNumbers(bytes: Uint8Array, start: number, end: number, into: Float64Array): number {
  let count = 0;
  for (let at = start; at < end;) {
    const first = bytes[at]!;
    if (first === 32 || first === 10 || first === 13) {
      at++;
      continue;
    }
    const isNegative = first === minus;
    if (isNegative) at++;
    let value = 0;
    let decimals = -1;
    let digits = 0;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte >= 48 && byte <= 57) {
        value = value * 10 + (byte - 48);
        digits++;
        if (decimals >= 0) decimals++;
      } else if (byte === point && decimals < 0) decimals = 0;
      else break;
    }
    const isRead =
      digits > 0 && digits <= 15 && (at === end || bytes[at] === 32 || bytes[at] === 10 || bytes[at] === 13);
    if (!isRead) return -1;
    const size = decimals > 0 ? value / powers[decimals]! : value;
    if (count === into.length) return -1;
    into[count++] = isNegative ? -size : size;
  }
  return count;
}

const minus = 45;
const point = 46;
const powers = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** The codes of two bytes of a string in hexadecimal digits; undefined for any other operand. */
function parseCodes(bytes: Uint8Array, start: number, end: number): readonly number[] | undefined {
  while (end > start && bytes[end - 1] === 32) end--;
  if (bytes[start] !== 60 || bytes[end - 1] !== 62 || (end - start - 2) % 4 !== 0) return undefined;
  const codes: number[] = [];
  for (let at = start + 1; at < end - 1; at += 4) {
    let code = 0;
    for (let i = at; i < at + 4; i++) {
      const digit = digitOf(bytes[i]!);
      if (digit < 0) return undefined;
      code = code * 16 + digit;
    }
    codes.push(code);
  }
  return codes;
}

function digitOf(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
