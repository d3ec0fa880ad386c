/** A page of a PDF as a reader of the file finds it, whoever made it. Lengths in PDF points from the lower left corner. */
export interface ReadPage {
  /** From 1. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
  /** Every glyph that is no space, in the order of painting. */
  readonly glyphs: readonly Glyph[];
}

/** A painted character; `x`, `y` is its origin on the baseline. */
export interface Glyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** Why nobody sees it, if so. */
  readonly hidden?: Hidden;
}

export type Hidden =
  | "invisible"
  | "transparent"
  | "too small to read"
  | "outside of the page"
  | "cut off"
  | "in the colour of its ground"
  | "painted over";

/** The library that reads PDFs: some 60 ms to import, so a thread that waits for its first file loads it ahead. */
export function loadReader() {
  return Promise.all([import("unpdf"), import("unpdf/pdfjs")]);
}

/**
 * Reads the text of a PDF with the place, size and colour of every glyph. The library parses the file and its fonts; the
 * operators of ISO 32000-1, 9.4 (text) and 8.4 (graphics state) are followed here. Throws what the library throws for
 * bytes that are no PDF.
 */
export async function readPages(bytes: Uint8Array): Promise<readonly ReadPage[]> {
  const [{ getDocumentProxy }, { OPS }] = await loadReader();
  // The library keeps what it is given, and takes no Buffer
  const file = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  try {
    const pages: ReadPage[] = [];
    for (let number = 1; number <= file.numPages; number++) {
      const page = await file.getPage(number);
      const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
      const operators = await page.getOperatorList();
      const sheet = { left, bottom, right, top };
      pages.push({
        page: number,
        width: right - left,
        height: top - bottom,
        glyphs: readGlyphs(operators, OPS, sheet),
      });
      page.cleanup();
    }
    return pages;
  } finally {
    await file.destroy();
  }
}

type Codes = Readonly<Record<string, number>>;
type Matrix = readonly [number, number, number, number, number, number];
interface Edges {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}
/** An area that was filled, in the order of painting. */
interface Filled {
  readonly edges: Edges;
  readonly colour: string;
  readonly isOpaque: boolean;
  /** The path, which may be less than the whole of its edges, and where it lies; undefined for a picture. */
  readonly path: { readonly data: unknown; readonly matrix: Matrix } | undefined;
}
interface State {
  readonly matrix: Matrix;
  readonly clip: Edges | undefined;
  readonly colour: string;
  readonly alpha: number;
  /** What a group around it is painted with, all at once. */
  readonly groupAlpha: number;
  readonly font: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
  readonly mode: number;
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Glyphs as the library gives them; numbers between them move the next one by thousandths of the size. */
type Shown = readonly (
  number | null | { readonly unicode: string; readonly width: number; readonly isSpace: boolean }
)[];

function readGlyphs(
  { fnArray, argsArray }: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] },
  codes: Codes,
  sheet: Edges,
): readonly Glyph[] {
  const glyphs: Painted[] = [];
  const filled: (Filled & { readonly order: number })[] = [];
  const stack: State[] = [];
  let state: State = {
    matrix: identity,
    clip: undefined,
    colour: "#000000",
    alpha: 1,
    groupAlpha: 1,
    font: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
  };
  let text: Matrix = identity;
  let line: Matrix = identity;
  let clips = false;
  let order = 0;
  const set = (change: Partial<State>): void => {
    state = { ...state, ...change };
  };
  const nextLine = (x: number, y: number): void => {
    line = multiply(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const fill = (edges: Edges, path: Filled["path"], colour = state.colour): void => {
    const area = cut(edges, state.clip);
    if (area !== undefined)
      filled.push({
        edges: area,
        colour,
        isOpaque: state.alpha * state.groupAlpha === 1,
        path,
        order: order++,
      });
  };

  const does = new Map<number | undefined, (args: readonly unknown[]) => void>([
    [codes["save"], () => stack.push(state)],
    [codes["restore"], () => (state = stack.pop() ?? state)],
    [codes["transform"], (args) => set({ matrix: multiply(state.matrix, matrixOf(args)) })],
    [
      codes["paintFormXObjectBegin"],
      ([matrix, bounds]) => {
        stack.push(state);
        if (isList(matrix)) set({ matrix: multiply(state.matrix, matrixOf(matrix)) });
        if (isList(bounds)) set({ clip: cut(edgesOf(bounds, state.matrix), state.clip) ?? nowhere });
      },
    ],
    [codes["paintFormXObjectEnd"], () => (state = stack.pop() ?? state)],
    [
      codes["beginGroup"],
      () => {
        stack.push(state);
        set({ groupAlpha: state.groupAlpha * state.alpha, alpha: 1 });
      },
    ],
    [codes["endGroup"], () => (state = stack.pop() ?? state)],
    [
      codes["setGState"],
      ([entries]) => {
        for (const [key, value] of entries as readonly [string, unknown][]) {
          if (key === "ca") set({ alpha: Number(value) });
          if (key === "Font" && isList(value)) set({ font: Number(value[1]) });
        }
      },
    ],
    [codes["setFillRGBColor"], ([colour]) => set({ colour: String(colour) })],
    [codes["setFillTransparent"], () => set({ colour: "transparent" })],
    [codes["setFillColorN"], () => set({ colour: "pattern" })],
    [codes["clip"], () => (clips = true)],
    [codes["eoClip"], () => (clips = true)],
    [
      codes["constructPath"],
      ([paint, data, bounds]) => {
        if (!isList(bounds)) return;
        const edges = edgesOf(bounds, state.matrix);
        if (fills(Number(paint), codes)) fill(edges, { data, matrix: state.matrix });
        if (clips) set({ clip: cut(edges, state.clip) ?? nowhere });
        clips = false;
      },
    ],
    ...["paintImageXObject", "paintInlineImageXObject", "paintImageMaskXObject"].map(
      (name) => [codes[name], () => fill(edgesOf([0, 0, 1, 1], state.matrix), undefined, "picture")] as const,
    ),
    [codes["beginText"], () => (text = line = identity)],
    [codes["setFont"], ([, size]) => set({ font: Number(size) })],
    [codes["setTextMatrix"], (args) => (text = line = matrixOf(isList(args[0]) ? args[0] : args))],
    [codes["moveText"], ([x, y]) => nextLine(Number(x), Number(y))],
    [
      codes["setLeadingMoveText"],
      ([x, y]) => {
        set({ leading: -Number(y) });
        nextLine(Number(x), Number(y));
      },
    ],
    [codes["nextLine"], () => nextLine(0, -state.leading)],
    [codes["setCharSpacing"], ([value]) => set({ charSpacing: Number(value) })],
    [codes["setWordSpacing"], ([value]) => set({ wordSpacing: Number(value) })],
    [codes["setHScale"], ([value]) => set({ scale: Number(value) / 100 })],
    [codes["setLeading"], ([value]) => set({ leading: -Number(value) })],
    [codes["setTextRise"], ([value]) => set({ rise: Number(value) })],
    [codes["setTextRenderingMode"], ([value]) => set({ mode: Number(value) })],
    [codes["showText"], ([shown]) => show(shown as Shown)],
    [codes["showSpacedText"], ([shown]) => show(shown as Shown)],
  ]);
  fnArray.forEach((code, index) => does.get(code)?.((argsArray[index] ?? []) as readonly unknown[]));
  let before = 0;
  return glyphs.map((painted): Glyph => {
    while (before < filled.length && filled[before]!.order < painted.order) before++;
    const { text, x, y, width, size } = painted;
    const hidden = painted.hidden ?? hiddenBy(painted, before);
    return { text, x, y, width, size, ...(hidden && { hidden }) };
  });

  function show(shown: Shown): void {
    const { font, scale, charSpacing, wordSpacing, rise, matrix } = state;
    // Along the line only x grows: what a step of it is on the page is the same for all glyphs
    const [a, b, c, d, x, y] = multiply(matrix, multiply(text, [1, 0, 0, 1, 0, rise]));
    const size = Math.hypot(c, d) * font;
    const stretch = Math.hypot(a, b);
    let along = 0;
    for (const item of shown) {
      if (item === null) continue;
      if (typeof item === "number") {
        along -= (item / 1000) * font * scale;
        continue;
      }
      const width = (item.width / 1000) * font * scale;
      if (item.unicode.trim() !== "")
        note({ text: item.unicode, x: x + a * along, y: y + b * along, width: stretch * width, size });
      along += width + (charSpacing + (item.isSpace ? wordSpacing : 0)) * scale;
    }
    text = multiply(text, [1, 0, 0, 1, along, 0]);
  }

  function note({ text, x, y, width, size }: Glyph): void {
    const hidden = size < smallest ? "too small to read" : hiddenAt(x + width / 2, y + size * 0.3);
    const glyph: Painted = {
      text,
      x: x - sheet.left,
      y: y - sheet.bottom,
      width,
      size,
      order: order++,
      colour: state.colour,
      alpha: state.alpha * state.groupAlpha,
    };
    glyphs.push(hidden === undefined ? glyph : { ...glyph, hidden });
  }

  /** What hides a glyph with its middle there as it is painted. */
  function hiddenAt(x: number, y: number): Hidden | undefined {
    if (state.mode === 3 || state.mode === 7) return "invisible";
    if (state.alpha * state.groupAlpha < 0.05 || state.colour === "transparent") return "transparent";
    if (!holds(sheet, x, y)) return "outside of the page";
    return state.clip !== undefined && !holds(state.clip, x, y) ? "cut off" : undefined;
  }

  /** What the areas around a glyph do to it: the last one before it is its ground, one after it may lie over it. */
  function hiddenBy({ x, y, width, size, colour, alpha }: Painted, before: number): Hidden | undefined {
    const [middleX, middleY] = [x + sheet.left + width / 2, y + sheet.bottom + size * 0.3];
    for (let at = before; at < filled.length; at++) {
      const { edges, isOpaque, path } = filled[at]!;
      if (!isOpaque || !holds(edges, middleX, middleY)) continue;
      if (path === undefined || covers(path, middleX, middleY)) return "painted over";
    }
    for (let at = before - 1; at >= 0; at--) {
      const { edges, isOpaque, colour: ground } = filled[at]!;
      if (holds(edges, middleX, middleY))
        return isOpaque && isFaint(colour, ground, alpha) ? "in the colour of its ground" : undefined;
    }
    return isFaint(colour, paper, alpha) ? "in the colour of its ground" : undefined;
  }
}

/** Glyphs and areas are painted in turns. */
type Painted = Glyph & { readonly order: number; readonly colour: string; readonly alpha: number };

const paper = "#ffffff";

/** Points below which nobody reads a glyph: less than the smallest raised ones. */
const smallest = 3;

/** Whether a colour stands out from its ground, in any of red, green and blue, by so little that nobody sees it. */
function isFaint(colour: string, ground: string, alpha: number): boolean {
  const contrast = contrastOf(colour, ground);
  return contrast === undefined ? colour === ground : contrast * alpha < 24;
}

/** How far two colours are apart, 0 to 255; undefined for what is no plain colour. A document has few, and many glyphs. */
function contrastOf(colour: string, ground: string): number | undefined {
  const pair = `${colour} ${ground}`;
  if (!contrasts.has(pair)) {
    const [a, b] = [colour, ground].map((one) => /^#(..)(..)(..)$/.exec(one)?.slice(1));
    const apart = a?.map((part, at) =>
      Math.abs(Number.parseInt(part, 16) - Number.parseInt(b?.[at] ?? "", 16)),
    );
    if (contrasts.size > 10_000) contrasts.clear();
    contrasts.set(pair, apart === undefined || b === undefined ? undefined : Math.max(...apart));
  }
  return contrasts.get(pair);
}

const contrasts = new Map<string, number | undefined>();

function fills(paint: number, codes: Codes): boolean {
  return ["fill", "eoFill", "fillStroke", "eoFillStroke", "closeFillStroke", "closeEOFillStroke"].some(
    (name) => codes[name] === paint,
  );
}

/**
 * Whether a filled path covers a point: a line from it crosses the path an odd number of times. Curves are taken as lines
 * between their ends, which keeps them inside of rounded corners.
 */
function covers({ data, matrix }: Exclude<Filled["path"], undefined>, x: number, y: number): boolean {
  const [a, b, c, d, e, f] = matrix;
  let crossings = 0;
  let [start, last] = [undefined, undefined] as [Point | undefined, Point | undefined];
  const lineTo = (next: Point | undefined): void => {
    if (last !== undefined && next !== undefined && last[1] > y !== next[1] > y) {
      const at = last[0] + ((y - last[1]) / (next[1] - last[1])) * (next[0] - last[0]);
      if (at > x) crossings++;
    }
    last = next;
  };
  for (const [step, ends] of stepsOf(data)) {
    const next = ends && ([a * ends[0] + c * ends[1] + e, b * ends[0] + d * ends[1] + f] as const);
    if (step !== moveTo) lineTo(next ?? start);
    else {
      lineTo(start);
      start = last = next;
    }
  }
  lineTo(start);
  return crossings % 2 === 1;
}

type Point = readonly [x: number, y: number];
const moveTo = 0;
/** Numbers that follow each step of the library's paths: a move, a line, two sorts of curves, the way back to the start. */
const stepLengths = [2, 2, 6, 4, 0] as const;

/** The steps of a path, each with the point where it ends. */
function* stepsOf(data: unknown): Generator<readonly [step: number, end: Point | undefined]> {
  const path = isList(data) && data.length === 1 ? data[0] : undefined;
  if (!isList(path)) return;
  const numbers = Array.from(path, Number);
  for (let at = 0; at < numbers.length;) {
    const step = numbers[at]!;
    const length = stepLengths[step];
    if (length === undefined) return;
    at += length + 1;
    yield [step, length === 0 ? undefined : [numbers[at - 2]!, numbers[at - 1]!]];
  }
}

const nowhere: Edges = { left: 0, bottom: 0, right: 0, top: 0 };

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function matrixOf(values: readonly unknown[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(values, Number);
  return [a, b, c, d, e, f];
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** The edges of a rectangle, given by two corners, after a transformation. */
function edgesOf(bounds: readonly unknown[], [a, b, c, d, e, f]: Matrix): Edges {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = Array.from(bounds, Number);
  const corners = [
    [x1, y1],
    [x1, y2],
    [x2, y1],
    [x2, y2],
  ].map(([x, y]) => [a * x! + c * y! + e, b * x! + d * y! + f] as const);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

function cut(a: Edges, b: Edges | undefined): Edges | undefined {
  if (b === undefined) return a;
  const both = {
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
    top: Math.min(a.top, b.top),
  };
  return both.left < both.right && both.bottom < both.top ? both : undefined;
}

function holds({ left, right, bottom, top }: Edges, x: number, y: number): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}
