import { PDFDocument } from "pdf-lib";
import { planDocument } from "../../src/documents/plan.ts";
import { readDocument } from "../../src/documents/read-document.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { findLocale } from "../../src/locales/index.ts";
import { finishPdf } from "../../src/pdf/finish.ts";
import { buildTrace, formatTrace } from "../../src/proof/build-trace.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { deckFiles } from "../memory-build.ts";
import { memoryFiles } from "../memory-files.ts";

/** The trace of the invented company's deck, with files replaced or added, as it is before anything is printed. */
export async function sampleTrace(
  changes: Readonly<Record<string, string>> = {},
  { lang = "en", period }: { readonly lang?: string; readonly period?: string } = {},
): Promise<Trace> {
  const files = memoryFiles({ ...deckFiles, ...changes }, "acme");
  const ledger = openLedger(await readFacts(files));
  const source = await readDocument(files, "deck");
  const own = period === undefined ? undefined : ledger.facts.calendar.parse(period)!;
  const plan = planDocument({ source, ledger, locale: findLocale(lang), ...(own && { period: own }) });
  return buildTrace({ plan, ledger, company: "acme" });
}

/** A file of the invented company with a text in it replaced. Fails the test if the text is not there. */
export function edited(path: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = deckFiles[path]!;
  if (!text.includes(from)) throw new Error(`${path} has no "${from}"`);
  return { [path]: text.replace(from, to) };
}

/** A PDF of one empty page and a stream `a picture`, finished as kessan finishes, with a trace or any other text attached. */
export async function pdfWith(
  attached: Trace | string | undefined,
  { producer = "kessan" }: { readonly producer?: string } = {},
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  document.context.register(document.context.stream("a picture"));
  const metadata = {
    title: "Results",
    author: "Acme",
    subject: "",
    keywords: [],
    lang: "en",
    date: "2006-11-09",
    producer,
    creator: "kessan",
  };
  const content = typeof attached === "object" ? formatTrace(attached) : attached;
  return finishPdf(await document.save({ useObjectStreams: false }), metadata, {
    attachments: (content === undefined ? [] : [content]).map((text) => ({
      name: "trace.json",
      content: text,
      mimeType: "application/json",
      description: "Where figures come from",
      relationship: "Data" as const,
    })),
  });
}
