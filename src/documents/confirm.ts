import { createHash } from "node:crypto";
import { z } from "zod";
import type { YamlFile } from "../facts/yaml.ts";
import { formatPlace, type Place, type Problem } from "../problem.ts";
import { outlineStrings, type Outline } from "./outline.ts";
import { leavesOf, name, type TextFile } from "./words.ts";

/** confirm.yaml of a document: what was taken over from another quarter, until a person says that it holds for this one. */
export const confirmSchema = z.array(
  z
    .strictObject({
      /** The key of a text, once for all languages: "summary.drivers.items.1"; list entries count from 1. */
      text: z.string().min(1).optional(),
      /** A part of the outline: "summary.half.items.2.figure". */
      outline: z.string().min(1).optional(),
      /** Why no machine can say whether it still holds. */
      why: z.string().min(1),
      /** The words that were taken over. */
      was: z.string(),
      /** A hash of the words in all languages: who confirms, confirms those. */
      of: z.string().min(1),
      confirmed: z.boolean(),
      by: z.string().min(1).optional(),
      on: z.iso.date().optional(),
    })
    .superRefine(({ text, outline, confirmed, by, on }, { addIssue }) => {
      if ((text === undefined) === (outline === undefined)) {
        const message = 'expected one of "text" and "outline"\nname what has to be confirmed by its key';
        addIssue({ code: "custom", path: [], message });
      }
      const missing = Object.entries({ by, on }).flatMap(([key, value]) =>
        value === undefined ? [key] : [],
      );
      if (!confirmed || missing.length === 0) return;
      const message = `confirmed, but by whom and when is not said: ${missing.join(" and ")}\nwrite by: <name> and on: <date>`;
      addIssue({ code: "custom", path: ["confirmed"], message });
    }),
);

/** An entry of confirm.yaml, beside what the document says now. */
export interface Confirmation {
  /** What the entry names: a text of all languages, or a part of the outline. */
  readonly sort: "text" | "outline";
  readonly key: string;
  readonly why: string;
  readonly of: string;
  readonly confirmed: boolean;
  readonly by?: string;
  readonly on?: string;
  /** Where the key, the hash and the confirmation of the entry are written. */
  readonly places: { readonly key: Place; readonly of: Place; readonly confirmed: Place };
  /** Undefined where the document no longer has it. */
  readonly now: Confirmable | undefined;
}

/** Something of a document that a person can confirm. */
export interface Confirmable {
  readonly key: string;
  /** As it is written, in every language; a part of the outline is of no language. */
  readonly written: readonly { readonly lang: string; readonly text: string; readonly place: Place }[];
  /** A short hash of all that is written. */
  readonly of: string;
}

/** What a document says, by the sort and the key under which a person can confirm it. */
export interface Confirmables {
  readonly text: ReadonlyMap<string, Confirmable>;
  readonly outline: ReadonlyMap<string, Confirmable>;
}

/** Every text of a document, once for all its languages, and every string of its outline that could name a period. */
export function confirmables(outline: YamlFile<Outline>, texts: readonly TextFile[]): Confirmables {
  const words = texts.flatMap((file) =>
    leavesOf(file.value).map((path) => {
      const value = path.reduce<unknown>(
        (at, key) => (at as Record<string | number, unknown>)[key],
        file.value,
      );
      return { key: name(path), lang: file.lang, text: String(value), place: file.placeOf(path) };
    }),
  );
  const parts = outlineStrings(outline.value).map(({ key, path, text }) => ({
    key,
    lang: "",
    text,
    place: outline.placeOf(path),
  }));
  return { text: byKey(words), outline: byKey(parts) };
}

type Written = Confirmable["written"][number];

function byKey(all: readonly (Written & { readonly key: string })[]): ReadonlyMap<string, Confirmable> {
  return new Map(
    [...Map.groupBy(all, ({ key }) => key)].map(([key, same]) => {
      const written = same.map(({ lang, text, place }) => ({ lang, text, place }));
      return [key, { key, written, of: hashOf(written) }];
    }),
  );
}

/** Eight letters: no program that reads YAML takes them for a number. */
function hashOf(written: readonly Written[]): string {
  const texts = written.map(({ lang, text }) => JSON.stringify([lang, text])).sort();
  const digest = createHash("sha256").update(texts.join("\n")).digest();
  return [...digest.subarray(0, 8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
}

/** The entries of a confirm.yaml with what the document says now. */
export function readConfirmations(
  { value, placeOf }: YamlFile<z.output<typeof confirmSchema>>,
  has: Confirmables,
): readonly Confirmation[] {
  return value.map(({ text, outline, why, of, confirmed, by, on }, index) => {
    const sort = text === undefined ? "outline" : "text";
    const key = text ?? outline!;
    return {
      sort,
      key,
      why,
      of,
      confirmed,
      ...(by !== undefined && { by }),
      ...(on !== undefined && { on }),
      places: {
        key: placeOf([index, sort]),
        of: placeOf([index, "of"]),
        confirmed: placeOf([index, "confirmed"]),
      },
      now: has[sort].get(key),
    };
  });
}

/** What of a document for `period` a person has yet to confirm, to confirm again, or to remove from the list. */
export function checkConfirmed(confirmations: readonly Confirmation[], period: string): readonly Problem[] {
  const first = new Map<string, Place>();
  return confirmations.flatMap((entry): readonly Problem[] => {
    const { sort, key, why, of, confirmed, by, on, places, now } = entry;
    const before = first.get(`${sort} ${key}`);
    if (before !== undefined)
      return [
        {
          place: places.key,
          what: `${key} is listed already, at ${formatPlace(before)}`,
          hint: "keep one of the two",
        },
      ];
    first.set(`${sort} ${key}`, places.key);
    if (now === undefined) {
      const where = sort === "text" ? "no language has" : "the outline does not have";
      return [
        {
          place: places.key,
          what: `${where} ${key} any more`,
          hint: "remove the entry",
        },
      ];
    }
    const where = now.written.map(({ place }) => formatPlace(place)).join(", ");
    const changed = now.of !== of;
    if (!confirmed) {
      const asIs = changed ? `, of: ${now.of} for the words as they are now` : "";
      return [
        {
          place: places.confirmed,
          what: `${key} has to be confirmed for ${period}: ${why}`,
          hint: `check ${where}; then write confirmed: true, by: <name>, on: <date>${asIs}`,
        },
      ];
    }
    if (!changed) return [];
    return [
      {
        place: places.of,
        what: `${key} was changed since it was confirmed by ${by} on ${on}`,
        hint: `check ${where}; then write of: ${now.of} for the words as they are now, and who confirms them on which day`,
      },
    ];
  });
}
