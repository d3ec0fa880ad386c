import type { Files } from "./effects.ts";
import { KessanError, suggest, type Problem } from "./problem.ts";

/** Where a document lies: `<company folder>/documents/<name>`. */
export interface DocumentPath {
  readonly company: string;
  readonly name: string;
}

interface OpenFolder {
  (folder: string): Files;
}

/** The document that a path names by its form; undefined where it has another form, or is a company folder itself. */
export async function findDocument(path: string, files: OpenFolder): Promise<DocumentPath | undefined> {
  const parts = plainPath(path).split("/");
  const [folder, name] = parts.slice(-2);
  if (parts.length < 2 || folder !== "documents" || name === undefined || name === "..") return undefined;
  if (await isCompany(files(plainPath(path)))) return undefined;
  const above = parts.slice(0, -2);
  return { company: above.length === 0 ? "." : above.join("/") || "/", name };
}

/** Says that a path names no document, and what to name instead. */
export async function noDocument(path: string, files: OpenFolder): Promise<Problem> {
  const folder = files(path);
  const place = { file: folder.display("") };
  const names = (await isCompany(folder)) ? await folder.folders("documents") : [];
  if (names.length === 0) {
    return { place, what: "is no document", hint: "name a folder such as data/iij/documents/2q06-results" };
  }
  const known = names.map((name) => folder.display(`documents/${name}`));
  return { place, what: "is a company folder, not a document", hint: `name ${known.join(", ")}` };
}

/** Throws a KessanError if a company has no document of that name. */
export async function checkName(name: string, company: Files): Promise<void> {
  const known = await company.folders("documents");
  if (known.includes(name)) return;
  const others = known.length === 0 ? "the company has no documents" : `there are ${known.join(", ")}`;
  const place = { file: company.display(`documents/${name}`) };
  throw new KessanError([{ place, what: "no such document", hint: suggest(name, known) ?? others }]);
}

/** A path without what does not change where it leads: slashes at the end, doubled ones, and dots between. */
export function plainPath(path: string): string {
  const parts = path.split(/[\\/]/);
  const plain = parts.filter((part, index) => (part === "" ? index === 0 : part !== ".")).join("/");
  if (plain !== "") return plain;
  return parts[0] === "" && parts.length > 1 ? "/" : ".";
}

async function isCompany(folder: Files): Promise<boolean> {
  return (await folder.list("")).includes("company.yaml");
}
