import type { PDFDocument, PDFRef } from "pdf-lib";
import type { Outline } from "../fonts/outline.ts";
import { draftLook } from "../html/draft-styles.ts";
import { pack } from "./pack.ts";

type PdfLib = typeof import("pdf-lib");

/**
 * Draws a word across every page of a printed document: shapes and no text, so that what the page says stays what it is, and
 * translucent, so that it hides nothing. It is done here and not in a template, of which a company may have its own. Pages of one
 * size share one drawing.
 */
export async function markPages(pdfLib: PdfLib, document: PDFDocument, mark: Outline): Promise<void> {
  const { context } = document;
  const state = context.register(context.obj({ Type: "ExtGState", ca: draftLook.opacity }));
  const drawings = new Map<string, PDFRef>();
  for (const page of document.getPages()) {
    const size = page.getSize();
    const key = `${size.width} ${size.height}`;
    let drawing = drawings.get(key);
    if (drawing === undefined) {
      const packed = await pack(drawingOf(pdfLib, document, { mark, ...size }));
      const dict = context.obj({ Filter: "FlateDecode", Length: packed.length });
      drawings.set(key, (drawing = context.register(pdfLib.PDFRawStream.of(dict, packed))));
    }
    page.node.setExtGState(pdfLib.PDFName.of(stateName), state);
    page.node.addContentStream(drawing);
  }
}

/** What the pages call how translucent the word is. */
const stateName = "DraftMark";

function drawingOf(
  { degrees, drawSvgPath, PDFContentStream, PDFName, PDFOperator, PDFOperatorNames, rgb }: PdfLib,
  { context }: PDFDocument,
  { mark: { path, width: wordWidth }, width, height }: Drawing,
): Uint8Array {
  const { share, heightShare, angle, middle, colour } = draftLook;
  const scale = Math.min((width * share) / wordWidth, (height * heightShare) / 1000);
  const [across, up] = turn([(wordWidth / 2) * scale, middle * scale], angle);
  const operators = [
    PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of("Artifact")]),
    ...drawSvgPath(path, {
      x: width / 2 - across,
      y: height / 2 - up,
      scale,
      rotate: degrees(angle),
      color: rgb(...colour),
      borderColor: undefined,
      borderWidth: 0,
      graphicsState: stateName,
    }),
    PDFOperator.of(PDFOperatorNames.EndMarkedContent),
  ];
  return PDFContentStream.of(context.obj({}), operators, false).getUnencodedContents();
}

/** A word, and the size of the page that it lies across, in pt. */
interface Drawing {
  readonly mark: Outline;
  readonly width: number;
  readonly height: number;
}

function turn([x, y]: readonly [number, number], angle: number): readonly [number, number] {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return [x * cos - y * sin, x * sin + y * cos];
}
