import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The decks whose slides were accepted. */
export const sampleDecks = [
  "data/iij/documents/2q06-results",
  "data/iij/documents/1h07-results",
  "data/example/documents/4q25-results",
];

/** Pixels of an accepted picture to a CSS px: 640 by 360 of a slide. */
export const pictureScale = 0.5;

export const picturesFolder = join(import.meta.dirname, "pictures");

/** The file of an accepted picture. */
export function shownIn(name: string): string {
  return join(picturesFolder, name);
}

/** The names of the accepted pictures of a deck, sorted. */
export function accepted(deck: string): readonly string[] {
  const document = deck.split("/").at(-1)!;
  return readdirSync(picturesFolder)
    .filter((name) => name.includes(`-${document}.`))
    .toSorted();
}
