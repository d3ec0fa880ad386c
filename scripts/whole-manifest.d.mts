/** Where package.json is kept while npm packs another one in its place. */
export const wholeManifest: string;

/** Puts package.json back where the one in its place is that of the package; somebody may have put it back before. */
export function restoreManifest(root: string): void;
