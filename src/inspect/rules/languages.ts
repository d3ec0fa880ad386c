import type { PdfContents, Span, Tag } from "../inspection.ts";
import { every, must, notApplicable, type Rule, type Verdict } from "./rule.ts";
import { tagFault } from "./tag-fault.ts";

/** Every text has a language, and every language is written as RFC 3066 has it. */
export const languages: readonly Rule[] = [
  {
    id: "7.2-2",
    says: "the language of bookmarks is known",
    decide: ({ bookmarks, catalog }) =>
      bookmarks.length === 0
        ? notApplicable
        : must(catalog.lang !== undefined, "there are bookmarks, and the catalog has no Lang"),
  },
  {
    id: "7.2-21",
    says: "the language of every replacement text of a tag is known",
    decide: (pdf) => ofTags(pdf, "actualText", "replacement text"),
  },
  {
    id: "7.2-22",
    says: "the language of every alternative text of a tag is known",
    decide: (pdf) => ofTags(pdf, "alt", "alternative text"),
  },
  {
    id: "7.2-23",
    says: "the language of every expansion of a tag is known",
    decide: (pdf) => ofTags(pdf, "expansion", "expansion"),
  },
  {
    id: "7.2-24",
    says: "the language of what annotations say is known",
    decide: ({ annotations, catalog }) =>
      every(
        annotations.filter(({ contents }) => contents !== undefined),
        ({ lang, tagLang, page, subtype }) =>
          (lang ?? tagLang ?? catalog.lang) === undefined
            ? { page, object: subtype, what: "has Contents in no known language" }
            : undefined,
      ),
  },
  {
    id: "7.2-25",
    says: "the language of names of form fields is known",
    decide: ({ fields, catalog }) =>
      every(
        fields.filter(({ alternateName }) => alternateName !== undefined),
        ({ name, lang }) =>
          (lang ?? catalog.lang) === undefined
            ? { object: name, what: "has a TU in no known language" }
            : undefined,
      ),
  },
  {
    id: "7.2-29",
    says: "every language is written as RFC 3066 has it",
    decide: ({ languages: all }) =>
      every(all, ({ of, lang }) =>
        /^[a-z]{1,8}(-[a-z\d]{1,8})*$/i.test(lang)
          ? undefined
          : { object: of, what: `"${lang}" is no language tag` },
      ),
  },
  {
    id: "7.2-30",
    says: "the language of every replacement text in page content is known",
    decide: (pdf) => ofSpans(pdf, "actualText", "replacement text"),
  },
  {
    id: "7.2-31",
    says: "the language of every alternative text in page content is known",
    decide: (pdf) => ofSpans(pdf, "alt", "alternative text"),
  },
  {
    id: "7.2-32",
    says: "the language of every expansion in page content is known",
    decide: (pdf) => ofSpans(pdf, "expansion", "expansion"),
  },
  {
    id: "7.2-34",
    says: "the language of all text on pages is known",
    decide: ({ content: { withoutLanguage }, fonts }) => {
      if (!fonts.some(({ characters }) => characters > 0)) return notApplicable;
      return every(
        withoutLanguage.length === 0 ? [undefined] : withoutLanguage,
        (one) => one && { page: one.page, object: `"${one.text}"`, what: "is in no known language" },
      );
    },
  },
];

function ofTags(
  { tags, catalog }: PdfContents,
  key: "alt" | "actualText" | "expansion",
  name: string,
): Verdict {
  const spoken = (all: readonly Tag[], around: string | undefined): readonly (readonly [Tag, boolean])[] =>
    all.flatMap((tag) => {
      const lang = tag.lang ?? around;
      return [
        ...(tag[key] === undefined ? [] : [[tag, lang !== undefined] as const]),
        ...spoken(tag.kids, lang),
      ];
    });
  return every(spoken(tags, catalog.lang), ([tag, isKnown]) =>
    isKnown ? undefined : tagFault(tag, `has ${name} in no known language`),
  );
}

function ofSpans({ content }: PdfContents, key: keyof Span, name: string): Verdict {
  return every(
    content.spans.filter((span) => span.tag === "Span" && span[key] !== undefined),
    ({ page, tag, hasLanguage }) =>
      hasLanguage ? undefined : { page, object: tag, what: `has ${name} in no known language` },
  );
}
