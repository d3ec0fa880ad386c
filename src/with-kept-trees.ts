import type { BuildEffects } from "./build-effects.ts";
import { keepTrees } from "./facts/kept-trees.ts";

/** The same world; what its YAML files hold is kept from one run to the next, where there is a store for it. */
export function withKeptTrees<Effects extends Pick<BuildEffects, "files" | "treeStore">>(
  effects: Effects,
): Effects {
  const { treeStore: store } = effects;
  if (store === undefined) return effects;
  return { ...effects, files: (folder: string) => keepTrees(effects.files(folder), { store }) };
}
