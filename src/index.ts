/** kessan as a library: the same stages as the command line, with the outside world as an argument. */
export {
  buildDocuments,
  checkPaths,
  createBuilder,
  type BuildEffects,
  type Builder,
  type BuildRequest,
  type BuildResult,
  type CheckRequest,
  type CheckResult,
} from "./build.ts";
export type { Clock, Files, Outputs, Progress, Store } from "./effects.ts";
export type { Document, PrintedFigure, Slide } from "./documents/document.ts";
export { planDocument, type Plan, type PlanRequest } from "./documents/plan.ts";
export { readDocument, type DocumentSource } from "./documents/read-document.ts";
export type { Facts } from "./facts/facts.ts";
export { readFacts } from "./facts/read.ts";
export { checkConsistency } from "./figures/consistency.ts";
export type { Figure } from "./figures/figure.ts";
export { openLedger, type Ledger } from "./figures/ledger.ts";
export { formatReference, parseReference, type Reference } from "./figures/reference.ts";
export { folderFiles } from "./folder-files.ts";
export { findLocale, locales } from "./locales/index.ts";
export type { Locale } from "./locales/locale.ts";
export { outputFolder } from "./output-folder.ts";
export { BrowserLost } from "./pdf/browser.ts";
export { formatProblem, KessanError, type Place, type Problem } from "./problem.ts";
export { programEffects } from "./program-effects.ts";
export { stages, type Stage } from "./stages.ts";
