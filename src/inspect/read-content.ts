import type { PDFDict, PDFObject } from "pdf-lib";
import { readOperators } from "../pdf/content-operators.ts";
import type { ContentFacts, Font, Form, Mixed, Span, Untagged } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";
import { readFont, type ReadFont } from "./read-font.ts";
import { operandsIn, type Operand } from "./read-operands.ts";
import type { Piece, Structure } from "./read-structure.ts";

/** What the pages paint. */
export interface Content {
  readonly facts: ContentFacts;
  /** The text of every piece that the structure tree holds. */
  readonly texts: ReadonlyMap<Piece, string>;
  readonly fonts: readonly Font[];
  readonly forms: readonly Form[];
  /** Languages that marked content says of itself. */
  readonly languages: readonly { readonly page: number; readonly lang: string }[];
}

/**
 * Follows the operators of all pages, and of the forms that they paint: what they mark (ISO 32000-1, 14.6) and which text they show
 * within it. `pieces` are those that the structure tree holds, `languages` say which language counts there.
 */
export function readContent(
  objects: PdfObjects,
  {
    pages,
    pieces,
    languages,
    documentLanguage,
  }: {
    readonly pages: readonly PDFDict[];
    readonly pieces: Structure["pieces"];
    readonly languages: ReadonlyMap<Piece, string | undefined>;
    readonly documentLanguage: string | undefined;
  },
): Content {
  const texts = new Map<Piece, string>();
  const fonts = new Map<PDFDict, ReadFont>();
  const forms = new Map<PDFDict, Form>();
  const untagged = new Map<number, { operators: number; texts: string[]; first: string }>();
  const mixed: Mixed[] = [];
  const spans: Span[] = [];
  const spoken: { page: number; lang: string }[] = [];
  const withoutLanguage = new Map<number, string>();
  let [tagged, artifacts] = [0, 0];

  pages.forEach((page, index) => {
    const number = index + 1;
    run({
      bytes: joined(objects, page),
      resources: inherited(objects, page, "Resources"),
      page: number,
      pieces: pieces.get(String(number)),
      mark: { ...unmarked, language: documentLanguage },
      state: { font: undefined, size: 1, mode: 0 },
      depth: 0,
      repeated: false,
    });
  });
  return {
    facts: {
      tagged,
      artifacts,
      untagged: [...untagged].map(([page, { operators, texts: found, first }]): Untagged => {
        const [text = "", ...rest] = found;
        const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
        return { page, operators, sample: text === "" ? first : `"${text}"${others}` };
      }),
      mixed,
      spans,
      withoutLanguage: [...withoutLanguage].map(([page, text]) => ({ page, text })),
    },
    texts,
    fonts: [...fonts.values()].map((font) => font.describe()),
    forms: [...forms.values()],
    languages: spoken,
  };

  function run(of: Run): void {
    const { page, resources } = of;
    for (const [, font] of objects.dict(resources, "Font")?.entries() ?? []) fontOf(objects.asDict(font));
    const marks: Mark[] = [];
    let mark = of.mark;
    const saved: TextState[] = [];
    let state = of.state;
    let lineY = 0;
    let lastY: number | undefined;
    let leading = 0;

    const paint = (operator: string, text = ""): void => {
      if (mark.isArtifact) artifacts++;
      else if (mark.piece !== undefined) tagged++;
      else {
        const note = untagged.get(page) ?? { operators: 0, texts: [], first: operator };
        note.operators++;
        if (text.trim() !== "") note.texts.push(cut(text));
        untagged.set(page, note);
      }
    };
    const show = (operator: string, shown: readonly Operand[]): void => {
      let text = "";
      for (const part of shown) {
        if (part instanceof Uint8Array)
          text += state.font?.show(part, { page, visible: state.mode !== 3 && state.mode !== 7 }) ?? "";
        else if (typeof part === "number" && part < -250 && text !== "" && !/\s$/.test(text)) text += " ";
      }
      if (text === "") return;
      paint(operator, text);
      if (mark.isArtifact) return;
      if (mark.language === undefined && text.trim() !== "" && !withoutLanguage.has(page))
        withoutLanguage.set(page, cut(text));
      if (mark.piece === undefined || mark.isReplaced || of.repeated) return;
      const before = texts.get(mark.piece) ?? "";
      const isNext = lastY !== undefined && Math.abs(lastY - lineY) > Math.abs(state.size) * 0.5;
      texts.set(mark.piece, before + (isNext && needsSpace(before, text) ? " " : "") + text);
      lastY = lineY;
    };
    const begin = (tag: string, properties: Operand | undefined): void => {
      marks.push(mark);
      mark = enter(mark, tag, propertiesOf(properties, resources), of, () => (lastY = undefined));
    };

    const operandsAt = operandsIn(of.bytes);
    readOperators(of.bytes, (operator, start) => {
      const operands = withOperands.has(operator) ? operandsAt(start) : [];
      switch (operator) {
        case "q":
          saved.push(state);
          break;
        case "Q":
          state = saved.pop() ?? state;
          break;
        case "BMC":
          begin(nameOf(operands[0]), undefined);
          break;
        case "BDC":
          begin(nameOf(operands[0]), operands[1]);
          break;
        case "EMC":
          mark = marks.pop() ?? mark;
          break;
        case "Tf": {
          const font = objects.dict(objects.dict(resources, "Font"), nameOf(operands[0]));
          state = { ...state, font: fontOf(font), size: Number(operands[1]) || 1 };
          break;
        }
        case "Tr":
          state = { ...state, mode: Number(operands[0]) };
          break;
        case "gs": {
          const [font, size] = objects.items(
            objects.get(objects.dict(objects.dict(resources, "ExtGState"), nameOf(operands[0])), "Font"),
          );
          if (font !== undefined)
            state = { ...state, font: fontOf(objects.asDict(font)), size: objects.asNumber(size) ?? 1 };
          break;
        }
        case "BT":
          lineY = 0;
          break;
        case "Tm":
          lineY = Number(operands[5]);
          break;
        case "TL":
          leading = Number(operands[0]);
          break;
        case "TD":
          leading = -Number(operands[1]);
          lineY += Number(operands[1]);
          break;
        case "Td":
          lineY += Number(operands[1]);
          break;
        case "T*":
          lineY -= leading;
          break;
        case "Tj":
          show(operator, operands);
          break;
        case "'":
          lineY -= leading;
          show(operator, operands);
          break;
        case '"':
          lineY -= leading;
          show(operator, operands.slice(2));
          break;
        case "TJ":
          show(operator, Array.isArray(operands[0]) ? operands[0] : []);
          break;
        case "Do":
          paintObject(nameOf(operands[0]));
          break;
        default:
          if (painting.has(operator)) paint(operator);
      }
    });

    function paintObject(name: string): void {
      const held = objects.dict(resources, "XObject");
      const object = objects.stream(held, name);
      if (object === undefined) return;
      if (objects.name(object.dict, "Subtype") !== "Form") return paint("Do");
      const ref = objects.ref(held, name);
      const before = forms.get(object.dict);
      forms.set(object.dict, {
        page: before?.page ?? page,
        name,
        reference: object.dict.has(objects.lib.PDFName.of("Ref")),
        painted: (before?.painted ?? 0) + 1,
        marked: object.dict.has(objects.lib.PDFName.of("StructParents")),
      });
      if (of.depth >= deepest) return;
      run({
        bytes: objects.bytesOf(object),
        resources: objects.dict(object.dict, "Resources") ?? resources,
        page,
        pieces: ref && pieces.get(ref.tag),
        mark,
        state,
        depth: of.depth + 1,
        repeated: of.repeated || (before !== undefined && mark.piece === undefined),
      });
    }
  }

  function enter(
    around: Mark,
    tag: string,
    properties: Properties,
    { pieces: own, page, repeated }: Run,
    onPiece: () => void,
  ): Mark {
    const begun = properties.mcid === undefined ? undefined : own?.get(properties.mcid);
    const isArtifact = tag === "Artifact";
    if (isArtifact && around.piece !== undefined)
      mixed.push({ page, kind: "artifact in tagged content", tag });
    if (begun !== undefined && around.isArtifact)
      mixed.push({ page, kind: "tagged content in an artifact", tag });
    const { alt, actualText, expansion, lang } = properties;
    const language = lang ?? (begun && languages.get(begun)) ?? around.language;
    if (lang !== undefined) spoken.push({ page, lang });
    if (alt !== undefined || actualText !== undefined || expansion !== undefined)
      spans.push({
        page,
        tag,
        ...(alt !== undefined && { alt }),
        ...(actualText !== undefined && { actualText }),
        ...(expansion !== undefined && { expansion }),
        ...(lang !== undefined && { lang }),
        hasLanguage: language !== undefined,
      });
    const piece = begun ?? around.piece;
    if (begun !== undefined) onPiece();
    if (actualText !== undefined && piece !== undefined && !around.isReplaced && !repeated)
      texts.set(piece, (texts.get(piece) ?? "") + actualText);
    return {
      piece,
      isArtifact: isArtifact || around.isArtifact,
      language,
      isReplaced: around.isReplaced || actualText !== undefined,
    };
  }

  /** Properties of marked content, which stand beside it or among the resources. */
  function propertiesOf(operand: Operand | undefined, resources: PDFDict | undefined): Properties {
    if (typeof operand === "string") {
      const dict = objects.dict(objects.dict(resources, "Properties"), nameOf(operand));
      return {
        mcid: objects.number(dict, "MCID"),
        alt: objects.text(dict, "Alt"),
        actualText: objects.text(dict, "ActualText"),
        expansion: objects.text(dict, "E"),
        lang: objects.text(dict, "Lang"),
      };
    }
    const entries =
      typeof operand === "object" && operand !== null && "entries" in operand ? operand.entries : {};
    const text = (value: unknown): string | undefined =>
      value instanceof Uint8Array
        ? objects.lib.PDFHexString.of(Buffer.from(value).toString("hex")).decodeText()
        : undefined;
    const { MCID: mcid } = entries as Readonly<Record<string, Operand>>;
    const of = entries as Readonly<Record<string, Operand>>;
    return {
      mcid: typeof mcid === "number" ? mcid : undefined,
      alt: text(of["Alt"]),
      actualText: text(of["ActualText"]),
      expansion: text(of["E"]),
      lang: text(of["Lang"]),
    };
  }

  function fontOf(dict: PDFDict | undefined): ReadFont | undefined {
    if (dict === undefined) return undefined;
    let font = fonts.get(dict);
    if (font === undefined) fonts.set(dict, (font = readFont(objects, dict)));
    return font;
  }
}

interface Run {
  readonly bytes: Uint8Array;
  readonly resources: PDFDict | undefined;
  readonly page: number;
  /** Those of the page or form that the structure tree holds, by their numbers. */
  readonly pieces: ReadonlyMap<number, Piece> | undefined;
  readonly mark: Mark;
  readonly state: TextState;
  readonly depth: number;
  /** The text of a form that is painted again is not said again. */
  readonly repeated: boolean;
}

interface TextState {
  readonly font: ReadFont | undefined;
  readonly size: number;
  readonly mode: number;
}

/** What counts within all marks that are open. */
interface Mark {
  readonly piece: Piece | undefined;
  readonly isArtifact: boolean;
  readonly language: string | undefined;
  readonly isReplaced: boolean;
}

interface Properties {
  readonly mcid: number | undefined;
  readonly alt: string | undefined;
  readonly actualText: string | undefined;
  readonly expansion: string | undefined;
  readonly lang: string | undefined;
}

const unmarked: Mark = { piece: undefined, isArtifact: false, language: undefined, isReplaced: false };

/** Operators whose operands are looked at. */
const withOperands: ReadonlySet<string> = new Set(`BMC BDC Tf Tr gs Tm TL TD Td Tj ' " TJ Do`.split(" "));

/** Operators that paint and show no text (ISO 32000-1, 8.2), but those that paint an object. */
const painting = new Set(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI"]);

/** Forms within forms; a damaged file may have no end of them. */
const deepest = 12;

/** The value of a page, or of the nodes above it, that counts for it (ISO 32000-1, 7.7.3.4). */
export function inherited(objects: PdfObjects, page: PDFDict, key: string): PDFDict | undefined {
  return objects.asDict(inheritedObject(objects, page, key));
}

/** As `inherited`, for a value of any kind. */
export function inheritedObject(objects: PdfObjects, page: PDFDict, key: string): PDFObject | undefined {
  let node: PDFDict | undefined = page;
  for (let steps = 0; node !== undefined && steps < 50; steps++) {
    const found = objects.get(node, key);
    if (found !== undefined) return found;
    node = objects.dict(node, "Parent");
  }
  return undefined;
}

function joined(objects: PdfObjects, page: PDFDict): Uint8Array {
  const { PDFStream } = objects.lib;
  const parts = objects.items(objects.get(page, "Contents")).flatMap((part) => {
    const stream = objects.resolve(part);
    return stream instanceof PDFStream ? [objects.bytesOf(stream), newLine] : [];
  });
  return parts.length === 2 ? parts[0]! : Buffer.concat(parts);
}

const newLine = Uint8Array.of(10);

function nameOf(operand: Operand | undefined): string {
  return typeof operand === "string" ? operand.slice(1) : "";
}

function needsSpace(before: string, after: string): boolean {
  const [last, first] = [before.at(-1) ?? " ", after[0] ?? " "];
  return !/\s/.test(last + first) && !(east.test(last) || east.test(first));
}

const east = /[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;

function cut(text: string): string {
  const line = text.trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
