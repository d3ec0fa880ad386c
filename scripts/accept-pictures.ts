import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildDocuments, programEffects } from "../src/index.ts";
import { picturesFolder, pictureScale, sampleDecks, shownIn } from "../tests/pictures.ts";

// Takes the slides of the samples as they look now for what the tests compare with: look at each before.

const root = join(import.meta.dirname, "..");
rmSync(picturesFolder, { recursive: true, force: true });
mkdirSync(picturesFolder, { recursive: true });
const outputs = {
  display: (name: string) => name,
  check: async () => {},
  write: async (files: ReadonlyMap<string, Uint8Array | string>) =>
    files.forEach((content, name) => {
      if (name.endsWith(".png")) writeFileSync(shownIn(name), content);
    }),
};
const documents = sampleDecks.map((deck) => join(root, deck));
await buildDocuments(
  { documents, formats: ["png"], scale: pictureScale },
  { ...programEffects({ out: "output" }), outputs },
);
