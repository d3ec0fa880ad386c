import type { PDFName } from "pdf-lib";

type PdfLib = typeof import("pdf-lib");

/** Gives a function that makes names of PDFs and keeps them: the library looks for escapes in every name that it is asked for. */
export function keepNames({ PDFName }: PdfLib): (text: string) => PDFName {
  const names = new Map<string, PDFName>();
  return (text) => {
    let name = names.get(text);
    if (name === undefined) names.set(text, (name = PDFName.of(text)));
    return name;
  };
}
