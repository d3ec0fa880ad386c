import type { PDFDocument } from "pdf-lib";
import type { Outline } from "../fonts/outline.ts";

/** How much of a page's width the word takes at most, how much of its height the letters, and how it lies: degrees against the clock. */
const share = 0.7;
const heightShare = 0.26;
const angle = 28;
/** Thousandths of an em from the base line to the middle of capital letters and ideographs. */
const middle = 360;

/**
 * Draws a word across every page of a printed document: shapes and no text, so that what the page says stays what it is, and
 * translucent, so that it hides nothing. It is done here and not in a template, of which a company may have its own.
 */
export function markPages(
  pdfLib: typeof import("pdf-lib"),
  document: PDFDocument,
  { path, width }: Outline,
): void {
  const { BeginMarkedContent, EndMarkedContent } = pdfLib.PDFOperatorNames;
  const artifact = pdfLib.PDFOperator.of(BeginMarkedContent, [pdfLib.PDFName.of("Artifact")]);
  for (const page of document.getPages()) {
    const size = page.getSize();
    const scale = Math.min((size.width * share) / width, (size.height * heightShare) / 1000);
    const [across, up] = turn([(width / 2) * scale, middle * scale]);
    page.pushOperators(artifact);
    page.drawSvgPath(path, {
      x: size.width / 2 - across,
      y: size.height / 2 - up,
      scale,
      rotate: pdfLib.degrees(angle),
      color: pdfLib.rgb(0.9, 0.25, 0.25),
      opacity: 0.25,
    });
    page.pushOperators(pdfLib.PDFOperator.of(EndMarkedContent));
  }
}

function turn([x, y]: readonly [number, number]): readonly [number, number] {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return [x * cos - y * sin, x * sin + y * cos];
}
