import { partsOf } from "./documents/outline.ts";
import type { DocumentSource } from "./documents/read-document.ts";
import type { Plan } from "./documents/plan.ts";
import type { Ledger } from "./figures/ledger.ts";
import { formatPlace, placeBelow, someOf, type Place, type Problem } from "./problem.ts";
import { buildTrace } from "./proof/build-trace.ts";
import { checkTexts } from "./proof/check-texts.ts";
import { checkWords } from "./proof/check-words.ts";
import type { Finding, JudgedFinding } from "./proof/finding.ts";
import { judge } from "./proof/judge.ts";
import type { PublishedCheck } from "./proof/published.ts";
import type { PublishedVerdict } from "./proof/published-verdict.ts";
import type { Trace } from "./proof/trace.ts";
import { checkTwins } from "./proof/twins.ts";

/** What is known of a document before it is printed. */
export interface Proof {
  /** Of each plan, as it is before it is on paper. */
  readonly traces: ReadonlyMap<Plan, Trace>;
  /** Errors first, accepted ones last. */
  readonly findings: readonly JudgedFinding[];
  /** Figures printed elsewhere that the document is held against. */
  readonly published: readonly PublishedVerdict[];
}

/** A document planned in its languages, with the books of its company. */
export interface ProofRequest {
  readonly plans: readonly Plan[];
  readonly source: DocumentSource;
  readonly ledger: Ledger;
  /** What messages call the company's folder. */
  readonly folder: string;
  /** What was found in its facts. */
  readonly findings: readonly Finding[];
  /** Its tables of published figures. */
  readonly published: PublishedCheck;
}

/** Optional slides that are left out though the document reports its own period: a cell may have been emptied. */
function droppedFindings(plans: readonly Plan[], source: DocumentSource): readonly Finding[] {
  const { key, noun, parts } = partsOf(source.outline.value);
  const own = plans.filter(({ document }) => document.name === source.name);
  const missing = new Map(
    own.flatMap(({ dropped }) => dropped.map(({ slide, missing }) => [slide, missing])),
  );
  return [...missing].map(([slide, facts]) => ({
    rule: "slide-dropped",
    severity: "warning",
    id: `slide-dropped ${slide}`,
    slide,
    place: source.outline.placeOf([key, parts.findIndex(({ id }) => id === slide), "id"]),
    what: `${noun} "${slide}" is left out: nobody reports ${someOf(facts)}`,
    hint: `report them, or take the ${noun} out of the outline`,
  }));
}

/** The cells that anything printed rests on, as messages write them. */
function shownCells(traces: readonly Trace[], folder: string): ReadonlySet<string> {
  const figures = traces.flatMap((trace) => Object.values(trace.figures));
  const cells = figures.flatMap(({ reported }) => reported?.cell ?? []);
  return new Set(cells.map((cell) => formatPlace(placeBelow(folder, cell as Place))));
}

/** Proves what can be proved without printing: texts against values, language against language, words, published figures. */
export function prove({ plans, source, ledger, folder, findings, published }: ProofRequest): {
  readonly proof: Proof;
  readonly problems: readonly Problem[];
} {
  const { literals } = source;
  const traces = plans.map((plan) => buildTrace({ plan, ledger, company: folder }));
  const { calendar } = ledger.facts;
  const words = traces.flatMap((trace) =>
    checkWords(trace, { calendar, literals, others: traces }).map((finding) =>
      finding.place === undefined ? finding : { ...finding, place: placeBelow(folder, finding.place) },
    ),
  );
  const isWhole =
    plans.length === source.languages.length && plans.every(({ document }) => document.name === source.name);
  const shown = shownCells(traces, folder);
  const ofFacts = findings.filter(
    ({ rule, cells = [] }) => rule !== "restated" || cells.some((cell) => shown.has(formatPlace(cell))),
  );
  const own = [...words, ...ofFacts, ...published.findings, ...droppedFindings(plans, source)];
  return {
    proof: {
      traces: new Map(plans.map((plan, index) => [plan, traces[index]!])),
      findings: judge(own, source.accepted, { isWhole }),
      published: published.verdicts,
    },
    problems: [...traces.flatMap(checkTexts), ...checkTwins(traces)].map((problem) =>
      problem.place === undefined ? problem : { ...problem, place: placeBelow(folder, problem.place) },
    ),
  };
}
