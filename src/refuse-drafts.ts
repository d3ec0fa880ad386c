import type { Files } from "./effects.ts";
import { failOn } from "./problem.ts";

/** Throws a KessanError with the names of a company's documents that are to be sealed and are drafts. */
export function refuseDrafts(names: Iterable<string>, company: Files): void {
  failOn(
    [...new Set(names)].map((name) => ({
      place: { file: company.display(`documents/${name}/outline.yaml`) },
      what: "is a draft: drafts are not sealed",
      hint: "take draft: true out of it when it may go out",
    })),
  );
}
