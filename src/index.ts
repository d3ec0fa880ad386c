/** kessan as a library: the same stages as the command line, with the outside world as an argument. */
export { buildDocuments, createBuilder, type Builder, type BuildRequest, type BuildResult } from "./build.ts";
export {
  approveRelease,
  type ApproveEffects,
  type ApproveRequest,
  type ApproveResult,
} from "./approve-release.ts";
export { buildMany, type ManyRequest, type ManyResult } from "./build-many.ts";
export type { BuildEffects } from "./build-effects.ts";
export { checkPaths, type Checked, type CheckRequest, type CheckResult } from "./check.ts";
export type { CheckedPdf } from "./check-pdf.ts";
export { comparePaths, type CompareRequest, type CompareResult } from "./compare.ts";
export type { MailState, MailStatus, RecipientStatus } from "./delivery/mail-status.ts";
export type { Recipient, RecipientList } from "./delivery/recipients.ts";
export type { MailingProgress, MailingResult } from "./delivery/send-mails.ts";
export { converse, type Conversation } from "./delivery/smtp.ts";
export { readSmtpSettings, type SmtpSettings } from "./delivery/smtp-settings.ts";
export type { EmlFile } from "./delivery/write-eml.ts";
export type { Clock, Files, Outputs, Progress, Store } from "./effects.ts";
export type { Document, PrintedFigure, Slide } from "./documents/document.ts";
export { planDocument, type Plan, type PlanRequest } from "./documents/plan.ts";
export { readDocument, type DocumentSource } from "./documents/read-document.ts";
export { explainPath, type ExplainRequest, type ExplainResult } from "./explain.ts";
export type { Facts } from "./facts/facts.ts";
export { readFacts } from "./facts/read.ts";
export { checkConsistency } from "./figures/consistency.ts";
export type { Figure } from "./figures/figure.ts";
export { openLedger, type Ledger } from "./figures/ledger.ts";
export { formatReference, parseReference, type Reference } from "./figures/reference.ts";
export { fileSchemas, type FileSchema, type JsonSchema } from "./file-schemas.ts";
export { findObstacles } from "./find-obstacles.ts";
export { folderFiles } from "./folder-files.ts";
export {
  importWorkbook,
  type ImportEffects,
  type ImportRequest,
  type ImportResult,
} from "./import-workbook.ts";
export {
  initCompany,
  type InitEffects,
  type InitRequest,
  type InitResult,
  type NewCompany,
} from "./init-company.ts";
export { keepHeapSmall } from "./keep-heap-small.ts";
export { findLocale, locales } from "./locales/index.ts";
export type { Locale } from "./locales/locale.ts";
export { newFolder, outputFolder } from "./output-folder.ts";
export { BrowserLost } from "./pdf/browser.ts";
export { formatProblem, KessanError, type Place, type Problem } from "./problem.ts";
export {
  openMailable,
  prepareMailing,
  type MailableRelease,
  type MailingRequest,
  type PreparedMailing,
  type PrepareEffects,
} from "./prepare-mailing.ts";
export { mailingEffects, programEffects, releaseEffects } from "./program-effects.ts";
export { diffTraces, type TraceDiff } from "./proof/diff.ts";
export { explain, type Explanation } from "./proof/explain.ts";
export { formatDiff } from "./proof/format-diff.ts";
export { formatExplanation } from "./proof/format-explanation.ts";
export { readTrace, type ReadTrace } from "./proof/read-trace.ts";
export type { Trace } from "./proof/trace.ts";
export { releaseFolder, type ReleaseFolder } from "./release-folder.ts";
export type { Approvals } from "./release/approvals.ts";
export type { Manifest } from "./release/manifest.ts";
export { rollDocument, type RollEffects, type RollRequest, type RollResult } from "./roll-document.ts";
export type { SealRequest } from "./read-seal-request.ts";
export { sealRelease, type SealEffects, type SealResult } from "./seal-release.ts";
export { sendMailing, type SendEffects, type SendRequest } from "./send-mailing.ts";
export {
  readReleaseStatus,
  settleRecipient,
  type ReleaseStatus,
  type SettleRequest,
  type SettleResult,
  type StatusRequest,
} from "./settle-mailing.ts";
export { formats, stages, type Format, type Stage } from "./stages.ts";
export {
  verifyRelease,
  type VerifyEffects,
  type VerifyRequest,
  type VerifyResult,
} from "./verify-release.ts";
export { watchBuild, type WatchEvent, type WatchOptions } from "./watch-build.ts";
export { writeBlankFiles, writeMailFiles } from "./write-mail-files.ts";
