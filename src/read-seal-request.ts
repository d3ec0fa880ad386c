import type { Files } from "./effects.ts";
import { readCompany, type Company } from "./facts/company.ts";
import { checkName, findDocument, noDocument, plainPath } from "./find-document.ts";
import { findMessage, messagesAmong } from "./find-message.ts";
import { collect, failOn, KessanError, type Problem } from "./problem.ts";
import type { ReleaseFolder } from "./release-folder.ts";
import { openRelease, type Release } from "./release/check-release.ts";
import { readEmbargo, type Embargo } from "./release/embargo.ts";

/** What to seal. */
export interface SealRequest {
  /** Folders of documents of one company; the company's e-mail that attaches just them goes with them. */
  readonly documents: readonly string[];
  /** The folder in which each release has a folder of its own. */
  readonly releases: string;
  /** The moment before which it may reach nobody: a local time with its offset, its zone, or both. */
  readonly embargo: string;
  /** False where it shall go without the e-mail. */
  readonly mail?: boolean;
  /** The folder of the release that this one corrects, and why, by language. */
  readonly correction?: { readonly of: string; readonly reasons: Readonly<Record<string, string>> };
}

/** What the parts of a request are looked up in. */
export interface RequestEffects {
  readonly files: (folder: string) => Files;
  /** The same, for what the release is made of. */
  readonly inputs: (folder: string) => Files;
  readonly release: (folder: string) => ReleaseFolder;
}

/** A request to seal whose parts were looked at. */
export interface SealOrder {
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

/** Looks at everything that is asked before anything is built. Throws a KessanError with all that is wrong with it. */
export async function readSealRequest(request: SealRequest, effects: RequestEffects): Promise<SealOrder> {
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
  for (const name of await messagesAmong(files, names))
    problems.push({
      place: { file: files.display(`documents/${name}`) },
      what: "is an e-mail: it is sealed with what it attaches",
      hint: "name the documents that it attaches",
    });
  const policy = await readPolicy(effects.inputs(company!));
  const { needed, by } = policy.approvals;
  if (by.length > 0 && needed > by.length)
    problems.push({
      place: { file: files.display("company.yaml") },
      what: `${needed} have to approve, and ${by.length === 1 ? "only 1 may" : `only ${by.length} may`}`,
      hint: "name more of them in release.approvals.by, or ask for fewer",
    });
  const name = `${policy.id}-${names.join("+")}`;
  let [message, corrected]: [string | undefined, Release | undefined] = [undefined, undefined];
  if (request.mail !== false)
    await collect(problems, async () => {
      message = await findMessage(files, names);
      if (message === undefined && policy.mail !== undefined) failOn([noMessage(names, files)]);
    });
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

/** A company that mails says so where something is not to be mailed. */
function noMessage(names: readonly string[], files: Files): Problem {
  return {
    place: { file: files.display("documents") },
    what: `no e-mail attaches just ${names.join(", ")}`,
    hint: `write one (kind: message, attaches: [${names.join(", ")}]), or seal it without: --no-mail`,
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

async function readPolicy(files: Files): Promise<Company> {
  const bytes = await files.read("company.yaml");
  if (bytes !== undefined) return readCompany({ bytes, file: files.display("company.yaml") });
  throw new KessanError([
    { place: { file: files.display("") }, what: "is no company: it has no company.yaml" },
  ]);
}

/** The release that is corrected: what its manifest says is enough, and does not go with its files. */
async function openCorrected(
  folder: string,
  { name, effects }: { readonly name: string; readonly effects: RequestEffects },
): Promise<Release> {
  const release = await openRelease(effects.release(folder).files);
  if (release.manifest.name === name) return release;
  throw new KessanError([
    {
      place: { file: release.files.display("") },
      what: `is a release of ${release.manifest.name}, and this one is of ${name}`,
      hint: "a release corrects one of the same documents",
    },
  ]);
}
