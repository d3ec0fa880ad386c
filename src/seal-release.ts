import { join } from "node:path";
import { buildDocuments, type BuildResult } from "./build.ts";
import type { BuildEffects } from "./build-effects.ts";
import type { Files } from "./effects.ts";
import { readCompany, type Company } from "./facts/company.ts";
import { checkName, findDocument, noDocument, plainPath } from "./find-document.ts";
import { findMessage } from "./find-message.ts";
import { describeFonts } from "./fonts/describe-fonts.ts";
import { findLocale } from "./locales/index.ts";
import type { Browser } from "./pdf/browser.ts";
import { collect, failOn, KessanError, withoutDoubles, type Problem } from "./problem.ts";
import type { Trace } from "./proof/trace.ts";
import type { ReleaseFolder } from "./release-folder.ts";
import { checkRelease, openRelease, type Release } from "./release/check-release.ts";
import { readEmbargo, type Embargo } from "./release/embargo.ts";
import { formatManifest, identify, manifestName, sha256, type Manifest } from "./release/manifest.ts";
import type { Actor } from "./release/release-log.ts";
import { watchInputs } from "./release/watch-inputs.ts";
import { sealMessages } from "./seal-messages.ts";
import { version } from "./version.ts";

/** What to seal. */
export interface SealRequest {
  /** Folders of documents of one company; the company's e-mail that attaches just them goes with them. */
  readonly documents: readonly string[];
  /** The folder in which each release has a folder of its own. */
  readonly releases: string;
  /** The moment before which it may reach nobody: a local time with its offset, its zone, or both. */
  readonly embargo: string;
  /** The folder of the release that this one corrects, and why, by language. */
  readonly correction?: { readonly of: string; readonly reasons: Readonly<Record<string, string>> };
}

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
  const asked = await readRequest(request, effects);
  const { company, names, message, policy, embargo, corrected } = asked;
  const built = await build(asked, inputs.effects);
  const documents = documentsOf(built, names);
  checkCorrection({ corrected, built });
  const mailed = await sealMessages(
    {
      company,
      message,
      policy,
      documents,
      ...(request.correction && { reasons: request.correction.reasons }),
    },
    inputs.effects,
  );
  const files = new Map([...built.files, ...mailed.files]);
  const { period, date } = built.traces[0]!.document;
  const manifest = identify({
    format: "kessan-release",
    version: 1,
    name: asked.name,
    company: policy.id,
    period,
    asOf: date,
    embargo,
    correction:
      corrected === undefined
        ? null
        : {
            of: [corrected.manifest.id, ...(corrected.manifest.correction?.of ?? [])],
            reasons: { ...request.correction!.reasons },
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
    messages: mailed.messages,
    accepted: acceptedIn(built.results),
    files: [...files]
      .map(([path, content]) => ({ path, bytes: Buffer.byteLength(content), sha256: sha256(content) }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    inputs: inputs.read(),
    program: { kessan: version, node: process.version, browser: inputs.browser() },
    fonts: [...describeFonts(documents.flatMap(({ lang }) => findLocale(lang).faces))],
  });
  return write({ manifest, files, releases: request.releases }, effects);
}

/** A request whose parts were looked at. */
interface ReadRequest {
  /** The company's folder. */
  readonly company: string;
  readonly policy: Company;
  readonly name: string;
  /** Of the documents, sorted. */
  readonly names: readonly string[];
  readonly message: string | undefined;
  readonly embargo: Embargo;
  readonly corrected: Release | undefined;
}

async function readRequest(request: SealRequest, effects: SealEffects): Promise<ReadRequest> {
  const problems: Problem[] = [];
  const places: { readonly company: string; readonly name: string }[] = [];
  for (const path of new Set(request.documents.map(plainPath))) {
    const place = await findDocument(path, effects.files);
    if (place === undefined) problems.push(await noDocument(path, effects.files));
    else {
      await collect(problems, () => checkName(place.name, effects.files(place.company)));
      places.push(place);
    }
  }
  const companies = [...new Set(places.map(({ company }) => company))];
  if (companies.length > 1)
    problems.push({
      what: `documents of ${companies.length} companies: ${companies.map((folder) => effects.files(folder).display("")).join(", ")}`,
      hint: "a release is one company's; seal them one by one",
    });
  const embargo = readEmbargo(request.embargo);
  if ("what" in embargo) problems.push({ ...embargo, what: `--embargo: ${embargo.what}` });
  failOn(problems);

  const [company] = companies;
  const names = [...new Set(places.map((place) => place.name))].sort();
  const files = effects.files(company!);
  problems.push(...nameProblems(names, files));
  const policy = await readPolicy(company!, effects);
  const { needed, by } = policy.approvals;
  if (by.length > 0 && needed > by.length)
    problems.push({
      place: { file: files.display("company.yaml") },
      what: `${needed} have to approve, and ${by.length === 1 ? "only 1 may" : `only ${by.length} may`}`,
      hint: "name more of them in release.approvals.by, or ask for fewer",
    });
  const name = `${policy.id}-${names.join("+")}`;
  let [message, corrected]: [string | undefined, Release | undefined] = [undefined, undefined];
  await collect(problems, async () => void (message = await findMessage(files, names)));
  await collect(problems, async () => {
    if (request.correction !== undefined)
      corrected = await openCorrected(request.correction.of, { name, effects });
  });
  if (message !== undefined && policy.mail === undefined)
    problems.push({
      place: { file: files.display("company.yaml") },
      what: `it has the e-mail ${message} and no sender`,
      hint: "write mail: with from: { name, address }",
    });
  failOn(problems);
  return {
    company: company!,
    policy,
    name,
    names,
    message,
    embargo: (embargo as { readonly embargo: Embargo }).embargo,
    corrected,
  };
}

/** Names become those of attachments, which every mail program and every disk has to take. */
function nameProblems(names: readonly string[], files: Files): readonly Problem[] {
  return names
    .filter((name) => !/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/.test(name))
    .map((name) => ({
      place: { file: files.display(`documents/${name}`) },
      what: "its name cannot be that of an attachment: expected ASCII letters, digits, . _ and -, 61 at most",
      hint: "rename the folder",
    }));
}

async function readPolicy(company: string, effects: SealEffects): Promise<Company> {
  const files = effects.files(company);
  const bytes = await files.read("company.yaml");
  if (bytes !== undefined) return readCompany({ bytes, file: files.display("company.yaml") });
  throw new KessanError([
    { place: { file: files.display("") }, what: "is no company: it has no company.yaml" },
  ]);
}

/** The release that is corrected, as it was sealed. */
async function openCorrected(
  folder: string,
  { name, effects }: { readonly name: string; readonly effects: SealEffects },
): Promise<Release> {
  const release = await openRelease(effects.release(folder).files);
  failOn(await checkRelease(release));
  if (release.manifest.name === name) return release;
  throw new KessanError([
    {
      place: { file: release.files.display("") },
      what: `is a release of ${release.manifest.name}, and this one is of ${name}`,
      hint: "a release corrects one of the same documents",
    },
  ]);
}

/** What a build gave, without what it made of the e-mail. */
interface Built {
  readonly results: readonly BuildResult[];
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  readonly traces: readonly Trace[];
}

async function build(
  { company, names, message }: ReadRequest,
  effects: Omit<BuildEffects, "outputs">,
): Promise<Built> {
  const written = new Map<string, Uint8Array | string>();
  const outputs = {
    display: (name: string) => name,
    check: async () => {},
    write: async (files: ReadonlyMap<string, Uint8Array | string>) =>
      files.forEach((content, name) => written.set(name, content)),
  };
  const all = [...names, ...(message === undefined ? [] : [message])];
  const documents = all.map((name) => join(company, "documents", name));
  const results = await buildDocuments({ documents, strict: true }, { ...effects, outputs });
  const own = results.filter(({ document }) => names.includes(document));
  const others = results.filter(({ document }) => !names.includes(document));
  const isOther = (path: string): boolean =>
    others.some(({ file }) => path.startsWith(file.replace(/[^.]*$/, "")));
  const files = new Map([...written].filter(([path]) => !isOther(path)));
  const traces = own.map(({ file }) => traceOf(written, file));
  const drafts = [
    ...new Set(
      results.filter(({ file }) => traceOf(written, file).document.draft).map(({ document }) => document),
    ),
  ];
  failOn(
    drafts.map((name) => ({
      place: { file: effects.files(company).display(`documents/${name}/outline.yaml`) },
      what: "is a draft: drafts are not sealed",
      hint: "take draft: true out of it when it may go out",
    })),
  );
  return { results, files, traces };
}

/** The trace beside a file of a build. */
function traceOf(written: ReadonlyMap<string, Uint8Array | string>, file: string): Trace {
  return JSON.parse(String(written.get(file.replace(/\.[^.]*$/, ".trace.json")))) as Trace;
}

function documentsOf({ results, traces }: Built, names: readonly string[]): Manifest["documents"] {
  return results
    .filter(({ document }) => names.includes(document))
    .map(({ document, lang, file, pages, figures }, index) => ({
      name: document,
      lang,
      title: traces[index]!.document.title,
      file,
      pages: pages!,
      figures,
    }));
}

/** A release that corrects nothing would be sent for nothing. */
function checkCorrection({
  corrected,
  built,
}: {
  readonly corrected: Release | undefined;
  readonly built: Built;
}): void {
  if (corrected === undefined) return;
  const before = new Map(corrected.manifest.files.map(({ path, sha256: hash }) => [path, hash]));
  const isSame = [...built.files]
    .filter(([path]) => path.endsWith(".pdf"))
    .every(([path, content]) => before.get(path) === sha256(content));
  if (!isSame) return;
  throw new KessanError([
    {
      place: { file: corrected.files.display("") },
      what: "has these very PDFs: there is nothing to correct",
      hint: "mend the facts or texts first",
    },
  ]);
}

/** What somebody accepted, once for all languages. */
function acceptedIn(results: readonly BuildResult[]): Manifest["accepted"] {
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
    readonly files: ReadonlyMap<string, Uint8Array | string>;
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
