import type { CheckResult } from "../check.ts";
import { slideNouns } from "../documents/document.ts";
import { formatAdjusted, formatDropped } from "./format-remarks.ts";
import { counted } from "./terminal.ts";

type CheckedDocument = CheckResult["documents"][number];

/**
 * What a check of a company found, in a line for each document and language. What somebody has decided before (findings
 * accepted, cells overridden, things left out) and figures that are printed from the middle of their interval are counted,
 * or with `details` listed.
 */
export function formatChecked(
  { company, facts, derivable, documents, leftOut }: CheckResult,
  { details }: { readonly details: boolean },
): readonly string[] {
  const { derived, typed, settled } = derivable;
  return [
    `${company}: ${counted(facts, "fact")}, no contradictions; ${counted(derived, "printed figure")} derived, ` +
      `${typed} typed that follow from others, ${settled} of them though their inputs settle them`,
    ...documents.flatMap((document) => formatDocument(document, { details })),
    ...formatDropped(documents),
    ...distinct(documents, formatProof),
    ...(details
      ? [
          ...formatAdjusted(documents),
          ...distinct(documents, formatAccepted),
          ...leftOut.map(({ what, why }) => `left out: ${what}, because ${why}`),
        ]
      : formatCounts(documents, leftOut.length)),
  ];
}

function formatDocument(
  { name, lang, kind, slides, figures, unsettled }: CheckedDocument,
  { details }: { readonly details: boolean },
): readonly string[] {
  const line = `${name} (${lang}): ${counted(slides, slideNouns[kind])}, ${counted(figures, "figure")}`;
  const isListed = details && unsettled.length > 0;
  return [
    line,
    ...(isListed ? [`  printed from the middle of their interval: ${unsettled.join(", ")}`] : []),
  ];
}

/** What a document was held against. */
function formatProof({ name, published }: CheckedDocument): readonly string[] {
  const count = (...verdicts: readonly string[]): number =>
    published.filter(({ verdict }) => verdicts.includes(verdict)).length;
  if (published.length === 0) return [];
  const overridden = count("override");
  const agree = `${counted(published.length, "published figure")}, ${count("exact", "interval")} agree`;
  return [`${name}: ${agree}${overridden === 0 ? "" : `, ${overridden} by an override`}`];
}

function formatAccepted({ name, findings }: CheckedDocument): readonly string[] {
  return findings.flatMap(({ id, accepted }) =>
    accepted === undefined
      ? []
      : [`${name}: accepted: ${id}: ${accepted.reason} (${accepted.owner}, ${accepted.date})`],
  );
}

/** What --details lists. */
function formatCounts(documents: readonly CheckedDocument[], leftOut: number): readonly string[] {
  const counts = [
    [
      distinct(documents, ({ unsettled }) => unsettled).length,
      "printed from the middle of an interval",
      "figure",
    ],
    [formatAdjusted(documents).length, "adjusted", "figure"],
    [distinct(documents, formatAccepted).length, "accepted", "finding"],
    [leftOut, "left out", "thing"],
  ] as const;
  const told = counts.flatMap(([count, what, noun]) =>
    count === 0 ? [] : [`${counted(count, noun)} ${what}`],
  );
  return told.length === 0 ? [] : [`${told.join(", ")}: --details lists them`];
}

/** Lines of documents; the same in all languages is said once. */
function distinct(
  documents: readonly CheckedDocument[],
  lines: (document: CheckedDocument) => readonly string[],
): readonly string[] {
  return [...new Set(documents.flatMap(lines))];
}
