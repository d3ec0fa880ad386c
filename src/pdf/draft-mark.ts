import type { PDFDocument } from "pdf-lib";
import type { Outline } from "../fonts/outline.ts";
import { draftLook } from "../html/draft-styles.ts";

/**
 * Draws a word across every page of a printed document: shapes and no text, so that what the page says stays what it is, and
 * translucent, so that it hides nothing. It is done here and not in a template, of which a company may have its own.
 */
export function markPages(
  pdfLib: typeof import("pdf-lib"),
  document: PDFDocument,
  { path, width }: Outline,
): void {
  const { share, heightShare, angle, middle, colour, opacity } = draftLook;
  const { BeginMarkedContent, EndMarkedContent } = pdfLib.PDFOperatorNames;
  const artifact = pdfLib.PDFOperator.of(BeginMarkedContent, [pdfLib.PDFName.of("Artifact")]);
  for (const page of document.getPages()) {
    const size = page.getSize();
    const scale = Math.min((size.width * share) / width, (size.height * heightShare) / 1000);
    const [across, up] = turn([(width / 2) * scale, middle * scale], angle);
    page.pushOperators(artifact);
    page.drawSvgPath(path, {
      x: size.width / 2 - across,
      y: size.height / 2 - up,
      scale,
      rotate: pdfLib.degrees(angle),
      color: pdfLib.rgb(...colour),
      opacity,
    });
    page.pushOperators(pdfLib.PDFOperator.of(EndMarkedContent));
  }
}

function turn([x, y]: readonly [number, number], angle: number): readonly [number, number] {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return [x * cos - y * sin, x * sin + y * cos];
}
