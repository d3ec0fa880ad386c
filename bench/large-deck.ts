import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

/**
 * Copies a company folder with one of its documents made longer: its slides but the first are repeated, each time under
 * names of their own, until there are `slides`. Gives the folder of the document.
 */
export function makeLargeDeck(
  company: string,
  { name, slides, to }: { readonly name: string; readonly slides: number; readonly to: string },
): string {
  cpSync(company, to, { recursive: true });
  const folder = join(to, "documents", name);
  const outline = parse(readFileSync(join(folder, "outline.yaml"), "utf8")) as { slides: { id: string }[] };
  const [cover, ...others] = outline.slides;
  const copies = Array.from({ length: slides - 1 }, (_, index) => {
    const own = others[index % others.length]!;
    const round = Math.floor(index / others.length);
    return { own: own.id, id: round === 0 ? own.id : `${own.id}-${round + 1}`, slide: own };
  });
  outline.slides = [cover!, ...copies.map(({ id, slide }) => ({ ...slide, id }))];
  writeFileSync(join(folder, "outline.yaml"), stringify(outline, { aliasDuplicateObjects: false }));
  for (const lang of ["en", "ja"]) {
    const file = join(folder, `text.${lang}.yaml`);
    const text = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    const more = Object.fromEntries(copies.map(({ own, id }) => [id, text[own]]));
    writeFileSync(file, stringify({ ...text, ...more }, { aliasDuplicateObjects: false }));
  }
  return folder;
}
