import { z } from "zod";
import type { Files } from "../effects.ts";
import { rememberFiles, type FileReader } from "../facts/remember-files.ts";
import { quote } from "../facts/text.ts";
import { readYaml, type YamlFile } from "../facts/yaml.ts";
import { formatPlace, KessanError, suggest, type Place, type Problem } from "../problem.ts";
import { confirmables, confirmSchema, readConfirmations, type Confirmation } from "./confirm.ts";
import { labelsSchema, type Labels } from "./labels.ts";
import { outlineSchema, partsOf, type Outline } from "./outline.ts";
import { overridesSchema, type Override } from "./overrides.ts";
import { rememberSentences, type SentenceReader } from "./read-sentence.ts";
import { leavesOf, name as nameOf, type TextFile } from "./words.ts";

/** A document as its folder holds it: structure, words of every language, and what the company says beside it. */
export interface DocumentSource {
  readonly name: string;
  readonly outline: YamlFile<Outline>;
  /** Every language that the folder has texts in. */
  readonly languages: readonly string[];
  /** By language, as far as they were asked for. */
  readonly texts: ReadonlyMap<string, TextFile>;
  readonly labels: ReadonlyMap<string, Labels>;
  readonly literals: readonly Literal[];
  readonly accepted: readonly Acceptance[];
  /** What the document leaves out, and why. */
  readonly leftOut: readonly LeftOut[];
  /** Cells that are printed otherwise than their value rounds. */
  readonly overrides: readonly Override[];
  /** What was taken over from another quarter and has to be confirmed; empty where the document was not rolled forward. */
  readonly confirmations: readonly Confirmation[];
  /** Opens what reads the sentences of a plan in a language. */
  readonly sentences: (lang: string) => SentenceReader;
  /** Opens what reads its files. */
  readonly openReader: () => FileReader;
}

/** A string with digits that texts may hold. */
export interface Literal {
  readonly text: string;
  readonly reason: string;
}

/** A finding that a person has judged, in `accepted.yaml`: who took it on, when and why. */
export interface Acceptance {
  /** The id of the finding. */
  readonly finding: string;
  readonly reason: string;
  readonly owner: string;
  /** ISO date. */
  readonly date: string;
  readonly place: Place;
}

export interface LeftOut {
  readonly what: string;
  readonly why: string;
}

/** text.<lang>.yaml: words under the ids of the outline; what they may be is known when they are asked for. */
export const textSchema = z.record(z.string(), z.unknown());
/** A number alone would let that number pass wherever it stands. */
const literalText = z
  .string()
  .min(1)
  .regex(/\p{L}|^$/u, {
    error: ({ input }) =>
      `expected a name with a letter in it, got "${String(input)}"\nask the ledger for a number; of a name, list all of it: "24/7 support"`,
  });
/** literals.yaml: strings with digits that texts may hold. */
export const literalsSchema = z.array(z.strictObject({ text: literalText, reason: z.string().min(1) }));
/** accepted.yaml of a document: findings that a person has judged. */
export const acceptedSchema = z.array(
  z.strictObject({
    finding: z.string().min(1),
    reason: z.string().min(1),
    owner: z.string().min(1),
    date: z.iso.date(),
  }),
);
/** left-out.yaml of a document: what it does not show. */
export const leftOutSchema = z.array(z.strictObject({ what: z.string().min(1), why: z.string().min(1) }));

/** Findings that two entries accept: nobody could say whose reason holds. */
function doubled(accepted: YamlFile<z.output<typeof acceptedSchema>> | undefined): readonly Problem[] {
  const findings = (accepted?.value ?? []).map(({ finding }) => finding);
  return findings.flatMap((finding, index): Problem[] => {
    const first = findings.indexOf(finding);
    if (first === index) return [];
    return [
      {
        place: accepted!.placeOf([index]),
        what: `${quote(finding)} is accepted already, at ${formatPlace(accepted!.placeOf([first]))}`,
        hint: "keep one of the two",
      },
    ];
  });
}

/**
 * Reads `documents/<name>` of a company folder with the company's labels and literals, in all its languages or those
 * asked for. What was read of it before is used where nothing has changed. Throws a KessanError with all that is wrong in
 * any of the files read, and with the keys that one language has and another lacks.
 */
export async function readDocument(
  files: Files,
  name: string,
  languages?: readonly string[],
  before?: DocumentSource,
): Promise<DocumentSource> {
  const folder = `documents/${name}`;
  const problems: Problem[] = [];
  const { sentences = rememberSentences(), openReader = rememberFiles() } = before ?? {};
  const readFile = openReader();
  const inFolder = await files.list(folder);
  const texts = new Map<string, TextFile>();
  const others = new Map<string, TextFile>();
  const labels = new Map<string, Labels>();

  const outline = await read(`${folder}/outline.yaml`, outlineSchema);
  const written = inFolder.flatMap((path) => /\/text\.([A-Za-z-]+)\.yaml$/.exec(path)?.[1] ?? []);
  for (const lang of written.filter((lang) => languages?.includes(lang) ?? true)) {
    await readText(lang, texts);
    const label = await read(`labels.${lang}.yaml`, labelsSchema);
    if (label) {
      const { value, placeOf } = label;
      labels.set(lang, { values: value, placeOf, file: files.display(`labels.${lang}.yaml`) });
    }
  }
  if (written.length === 0 && outline !== undefined) {
    problems.push({
      place: { file: files.display(folder) },
      what: "no text.<language>.yaml: a document needs its words",
    });
  }
  const literals = await readOptional("literals.yaml", literalsSchema);
  const accepted = await readOptional(`${folder}/accepted.yaml`, acceptedSchema);
  const leftOut = await readOptional(`${folder}/left-out.yaml`, leftOutSchema);
  const overrides = await readOptional(`${folder}/overrides.yaml`, overridesSchema);
  const confirm = await readOptional(`${folder}/confirm.yaml`, confirmSchema);
  // Who confirms a text confirms it in every language, whichever are asked for
  for (const lang of confirm === undefined ? [] : written.filter((lang) => !texts.has(lang)))
    if (languages?.includes(lang) === false) await readText(lang, others);
  problems.push(...doubled(accepted));
  problems.push(...checkKeys([...texts.values()]));
  if (outline !== undefined) {
    problems.push(...checkSlides(outline.value, [...texts.values()], name));
    problems.push(...(await checkAttached(outline, { files, name, languages: [...texts.keys()] })));
  }
  if (problems.length > 0 || outline === undefined) throw new KessanError(problems);
  return {
    name,
    outline,
    languages: written,
    texts,
    labels,
    literals: literals?.value ?? [],
    accepted: (accepted?.value ?? []).map((entry, index) => ({
      ...entry,
      place: accepted!.placeOf([index]),
    })),
    leftOut: leftOut?.value ?? [],
    overrides: (overrides?.value ?? []).map((entry, index) => ({
      ...entry,
      place: overrides!.placeOf([index]),
    })),
    confirmations:
      confirm === undefined
        ? []
        : readConfirmations(confirm, confirmables(outline, [...texts.values(), ...others.values()])),
    sentences,
    openReader,
  };

  async function readText(lang: string, into: Map<string, TextFile>): Promise<void> {
    const path = `${folder}/text.${lang}.yaml`;
    const text = await read(path, textSchema);
    if (text) into.set(lang, { ...text, file: files.display(path), lang });
  }

  async function read<S extends z.ZodType>(
    path: string,
    schema: S,
  ): Promise<YamlFile<z.output<S>> | undefined> {
    const file = files.display(path);
    const bytes = await files.read(path);
    if (bytes === undefined) {
      problems.push({ place: { file }, what: "no such file", ...hintOf(path, inFolder) });
      return undefined;
    }
    try {
      return readFile({ bytes, file }, (input) => readYaml({ ...input, schema }));
    } catch (error) {
      if (!(error instanceof KessanError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  }

  async function readOptional<S extends z.ZodType>(
    path: string,
    schema: S,
  ): Promise<YamlFile<z.output<S>> | undefined> {
    return (await files.read(path)) === undefined ? undefined : read(path, schema);
  }
}

/** Keys that some language has and another lacks. Lists may differ in length. */
function checkKeys(texts: readonly TextFile[]): readonly Problem[] {
  if (texts.length < 2) return [];
  const keys = texts.map((text) => new Map(leavesOf(text.value).map((path) => [keyOf(path), path])));
  return texts.flatMap((text, index): Problem[] => {
    const missing = texts.flatMap((other, otherIndex) =>
      [...keys[otherIndex]!.keys()]
        .filter((key) => !keys[index]!.has(key))
        .map((key) => ({ key, lang: other.lang })),
    );
    if (missing.length === 0) return [];
    const others = [...new Set(missing.map(({ lang }) => lang))].join(", ");
    const list = [...new Set(missing.map(({ key }) => key))].join(", ");
    return [{ place: { file: text.file }, what: `missing texts that ${others} has: ${list}` }];
  });
}

/** Slides that have words but no place in the outline; a slide without words is found when its title is missed. */
function checkSlides(outline: Outline, texts: readonly TextFile[], name: string): readonly Problem[] {
  const known = [outline.kind, ...partsOf(outline).parts.map(({ id }) => id)];
  return texts.flatMap((text) =>
    Object.keys(text.value)
      .filter((key) => !known.includes(key))
      .map((key) => {
        const hint = suggest(key, known);
        const place = text.keyPlaceOf([key]);
        return {
          place,
          what: `no slide "${key}" in the outline of ${name}`,
          ...(hint === undefined ? {} : { hint }),
        };
      }),
  );
}

/** What a message attaches has to be there, in every language of the message, and no message itself. */
async function checkAttached(
  { value, placeOf }: YamlFile<Outline>,
  {
    files,
    name,
    languages,
  }: { readonly files: Files; readonly name: string; readonly languages: readonly string[] },
): Promise<readonly Problem[]> {
  if (value.kind !== "message") return [];
  const others = (await files.folders("documents")).filter((other) => other !== name);
  const found = value.attaches.map(async (attached, index): Promise<readonly Problem[]> => {
    const place = placeOf(["attaches", index]);
    if (!others.includes(attached)) {
      const hint = suggest(attached, others) ?? `the company has ${others.join(", ") || "no other document"}`;
      return [{ place, what: `no document ${quote(attached)} to attach`, hint }];
    }
    const there = await files.list(`documents/${attached}`);
    return languages
      .filter((lang) => !there.includes(`documents/${attached}/text.${lang}.yaml`))
      .map((lang) => ({
        place,
        what: `document ${quote(attached)} has no texts in ${quote(lang)}, in which the message is written`,
        hint: "each language of a message attaches its documents in that language",
      }));
  });
  return (await Promise.all(found)).flat();
}

function keyOf(path: readonly (string | number)[]): string {
  const key = nameOf(path.filter((part) => typeof part === "string"));
  return path.some((part) => typeof part === "number") ? `${key}[]` : key;
}

function hintOf(path: string, siblings: readonly string[]): { readonly hint?: string } {
  const hint = suggest(path, siblings);
  return hint === undefined ? {} : { hint };
}
