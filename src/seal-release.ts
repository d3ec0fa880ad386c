import { join } from "node:path";
import type { BuildResult } from "./build.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";
import type { BuildEffects } from "./build-effects.ts";
import type { Files } from "./effects.ts";
import { describeFonts } from "./fonts/describe-fonts.ts";
import { findLocale } from "./locales/index.ts";
import type { Browser } from "./pdf/browser.ts";
import { collect, failOn, KessanError, withoutDoubles, type Problem } from "./problem.ts";
import type { Trace } from "./proof/trace.ts";
import { readSealRequest, type SealOrder, type SealRequest } from "./read-seal-request.ts";
import { refuseDrafts } from "./refuse-drafts.ts";
import type { ReleaseFolder } from "./release-folder.ts";
import { checkRelease, openRelease, type Release } from "./release/check-release.ts";
import { formatManifest, identify, manifestName, sha256, type Manifest } from "./release/manifest.ts";
import type { Actor } from "./release/release-log.ts";
import { watchInputs } from "./release/watch-inputs.ts";
import { planMessages, type MessagesToSeal, type PlannedMessages } from "./seal-messages.ts";
import { version } from "./version.ts";

/** The outside world of sealing. */
export interface SealEffects extends Omit<BuildEffects, "outputs"> {
  readonly release: (folder: string) => ReleaseFolder;
  readonly actor: Actor;
  readonly now: () => Date;
}

/** A sealed release. */
export interface SealResult {
  readonly folder: string;
  /** False where the same was sealed before: then nothing was written. */
  readonly isNew: boolean;
  readonly manifest: Manifest;
}

/**
 * Builds documents in all their languages with the full tie-out, warnings being errors, and the e-mail that attaches them, and
 * seals them in a folder of their own, which is there whole or not at all. The same input gives the same release. Throws a
 * KessanError with all that is wrong with the request, the documents and the e-mail.
 */
export async function sealRelease(request: SealRequest, effects: SealEffects): Promise<SealResult> {
  const inputs = watchAll(effects);
  const asked = await readSealRequest(request, { ...effects, inputs: inputs.effects.files });
  const { policy, message, embargo, corrected } = asked;
  const { correction } = request;
  const { files, documents, ...made } = await make(
    { ...asked, ...(correction && { reasons: correction.reasons }) },
    inputs.effects,
  );
  const read = inputs.read();
  checkCorrection(corrected, read);
  const manifest = identify({
    format: "kessan-release",
    version: 1,
    name: asked.name,
    company: policy.id,
    period: made.period,
    asOf: made.asOf,
    embargo,
    correction:
      corrected === undefined
        ? null
        : {
            of: [corrected.manifest.id, ...(corrected.manifest.correction?.of ?? [])],
            reasons: { ...correction!.reasons },
          },
    approvals: { needed: policy.approvals.needed, by: [...policy.approvals.by] },
    mail:
      policy.mail === undefined || message === undefined
        ? null
        : {
            allowedDomains: policy.mail.allowedDomains === undefined ? null : [...policy.mail.allowedDomains],
            mostRecipients: policy.mail.mostRecipients,
          },
    documents,
    messages: made.messages,
    accepted: made.accepted,
    files: [...files]
      .map(([path, content]) => ({ path, bytes: Buffer.byteLength(content), sha256: sha256(content) }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    inputs: read,
    program: { kessan: version, node: process.version, browser: inputs.browser() },
    fonts: [...describeFonts(documents.flatMap(({ lang }) => findLocale(lang).faces))],
  });
  return write({ manifest, files, releases: request.releases }, effects);
}

type Output = ReadonlyMap<string, Uint8Array | string>;

/** The files of a release, and what its manifest says of them. */
interface Made extends Pick<Manifest, "period" | "asOf" | "documents" | "messages" | "accepted"> {
  readonly files: Output;
}

/** Makes the documents, and then the e-mail that attaches them, with one builder. */
async function make(
  asked: SealOrder & Pick<MessagesToSeal, "reasons">,
  effects: Omit<BuildEffects, "outputs">,
): Promise<Made> {
  const written = new Map<string, Uint8Array | string>();
  const outputs = {
    display: (name: string) => name,
    check: async () => {},
    write: async (files: Output) => files.forEach((content, name) => written.set(name, content)),
  };
  const workshop = openWorkshop({ ...effects, outputs });
  try {
    const { results, message } = await build(asked, { workshop, effects: { ...effects, outputs } });
    const traces = results.map(({ file }) => traceOf(written, file));
    refuseDrafts(
      results.filter((_, index) => traces[index]!.document.draft).map(({ document }) => document),
      effects.files(asked.company),
    );
    const documents = results.map(({ document, lang, file, pages, figures }, index) => ({
      name: document,
      lang,
      title: traces[index]!.document.title,
      file,
      pages: pages!,
      figures,
    }));
    const { files, messages } = await message.seal(documents);
    const { period, date } = traces[0]!.document;
    return {
      files: new Map([...written, ...files]),
      period,
      asOf: date,
      documents,
      messages,
      accepted: acceptedIn([...results, { document: asked.message ?? "", findings: message.findings }]),
    };
  } finally {
    await workshop.close();
  }
}

/** Builds the documents once their e-mail is known to be sound; what is wrong with any of them is told at once. */
async function build(
  asked: SealOrder & Pick<MessagesToSeal, "reasons">,
  { workshop, effects }: { readonly workshop: Workshop; readonly effects: BuildEffects },
): Promise<{ readonly results: readonly BuildResult[]; readonly message: PlannedMessages }> {
  const problems: Problem[] = [];
  let message: PlannedMessages | undefined;
  await collect(problems, async () => {
    message = await workshop.use((tools) => planMessages(asked, tools, effects));
  });
  const documents = asked.names.map((name) => join(asked.company, "documents", name));
  if (message !== undefined) return { results: await workshop.build({ documents, strict: true }), message };
  // It fails anyway: then with everything that can be found without a browser
  const own: Problem[] = [];
  await collect(own, async () => void (await workshop.build({ documents, strict: true, stopAfter: "html" })));
  throw new KessanError(withoutDoubles([...own, ...problems]));
}

/** The trace beside a file of a build. */
function traceOf(written: Output, file: string): Trace {
  return JSON.parse(String(written.get(file.replace(/\.[^.]*$/, ".trace.json")))) as Trace;
}

/** A release that corrects nothing would be sent for nothing. */
function checkCorrection(corrected: Release | undefined, inputs: Manifest["inputs"]): void {
  if (corrected === undefined) return;
  const asText = (of: Manifest["inputs"]): string =>
    JSON.stringify(of.map(({ path, sha256: hash }) => [path, hash]));
  if (asText(corrected.manifest.inputs) !== asText(inputs)) return;
  throw new KessanError([
    {
      place: { file: corrected.files.display("") },
      what: "was made of these very facts, texts and templates: there is nothing to correct",
      hint: "mend them first",
    },
  ]);
}

/** What somebody accepted, once for all languages. */
function acceptedIn(results: readonly Pick<BuildResult, "document" | "findings">[]): Manifest["accepted"] {
  const accepted = results.flatMap(({ document, findings }) =>
    findings.flatMap(({ id, accepted }) =>
      accepted === undefined
        ? []
        : [{ document, finding: id, reason: accepted.reason, owner: accepted.owner, date: accepted.date }],
    ),
  );
  return [...new Map(accepted.map((one) => [JSON.stringify(one), one])).values()];
}

async function write(
  {
    manifest,
    files,
    releases,
  }: {
    readonly manifest: Manifest;
    readonly files: Output;
    readonly releases: string;
  },
  { release, actor, now }: SealEffects,
): Promise<SealResult> {
  const folder = release(join(releases, manifest.id));
  const result = { folder: folder.files.display(""), manifest };
  const written = formatManifest(manifest);
  if (await folder.exists()) {
    failOn(await checkRelease(await openRelease(folder.files)));
    return { ...result, isNew: false };
  }
  await folder.create(new Map([...files, [manifestName, written]]), {
    kind: "sealed",
    manifest: sha256(written),
    user: actor.user,
    host: actor.host,
    at: now().toISOString(),
  });
  return { ...result, isNew: true };
}

/** The effects with a record of what is read and which browser prints. */
function watchAll(effects: SealEffects) {
  const folders = new Map<string, ReturnType<typeof watchInputs>>();
  const templates = watchInputs(effects.templates);
  const browsers: Browser[] = [];
  const files = (folder: string): Files => {
    const known = folders.get(folder) ?? watchInputs(effects.files(folder));
    folders.set(folder, known);
    return known.files;
  };
  return {
    effects: {
      ...effects,
      files,
      templates: templates.files,
      startBrowser: () => {
        const browser = effects.startBrowser();
        browsers.push(browser);
        return browser;
      },
    },
    read: (): Manifest["inputs"] => {
      const problems: Problem[] = [];
      const read = (of: "company" | "templates", watched: ReturnType<typeof watchInputs>) => {
        problems.push(...watched.problems());
        return watched.read().map((input) => ({ ...input, of }));
      };
      const all = [
        ...[...folders.values()].flatMap((one) => read("company", one)),
        ...read("templates", templates),
      ];
      failOn(withoutDoubles(problems));
      return all;
    },
    browser: () => [...new Set(browsers.map(({ version: one }) => one))].join(", "),
  };
}
