import { KessanError, type Problem } from "./problem.ts";
import { checkPrinted } from "./proof/check-printed.ts";
import { readPages } from "./proof/read-pages.ts";
import { readTrace } from "./proof/read-trace.ts";

/** A finished PDF that shows what its own trace says. */
export interface CheckedPdf {
  readonly file: string;
  readonly lang: string;
  readonly pages: number;
  readonly figures: number;
}

/**
 * Holds a PDF of kessan against the trace that travels in it, without the company's folder. Gives what is wrong with it:
 * that it is not as kessan wrote it, and every figure and number of its pages that its trace does not bear out. Throws a
 * KessanError for a file that has no trace.
 */
export async function checkPdf(pdf: {
  readonly bytes: Uint8Array;
  /** What messages call the file. */
  readonly file: string;
}): Promise<CheckedPdf & { readonly problems: readonly Problem[] }> {
  const place = { file: pdf.file };
  const { trace, altered } = await readTrace(pdf);
  const pages = await readPages(pdf.bytes).catch((cause: Error) => {
    const what = `its pages cannot be read: ${cause.message.replace(/\.$/, "")}`;
    throw new KessanError([{ place, what, hint: "copy it again from where it came" }], { cause });
  });
  const faults = checkPrinted(trace, pages);
  const change: Problem = {
    place,
    what: "is not as kessan wrote it",
    hint: "build it again, and change its facts or texts instead of the PDF",
  };
  return {
    file: pdf.file,
    lang: trace.document.lang,
    pages: trace.pages.length,
    figures: trace.printed.length,
    problems: [
      ...(altered ? [change] : []),
      ...faults.map(({ page, what }) => ({ place, what: `page ${page}: ${what}` })),
    ],
  };
}
