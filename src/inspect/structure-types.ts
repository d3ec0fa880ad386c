/** The standard structure types of ISO 32000-1, 14.8.4. */
export const standardTypes: ReadonlySet<string> = new Set(
  (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH " +
    "TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
  ).split(" "),
);

/** The standard type that a type is, or is mapped to in any number of steps; undefined where that leads nowhere or in a circle. */
export function resolveType(type: string, roleMap: Readonly<Record<string, string>>): string | undefined {
  const seen = new Set<string>();
  let found = type;
  while (!standardTypes.has(found)) {
    if (seen.has(found) || !Object.hasOwn(roleMap, found)) return undefined;
    seen.add(found);
    found = roleMap[found]!;
  }
  return found;
}

/** Whether what a type holds belongs to the line around it. */
export function isInline(standard: string | undefined): boolean {
  return standard === undefined || inline.has(standard);
}

const inline = new Set(
  "NonStruct Private Span Quote Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Lbl".split(
    " ",
  ),
);
