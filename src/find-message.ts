import { parse } from "yaml";
import type { Files } from "./effects.ts";
import { KessanError } from "./problem.ts";

/**
 * The name of the company's document that is the e-mail for these documents: the message that attaches just them. Undefined if
 * there is none. Throws a KessanError if there are several.
 */
export async function findMessage(files: Files, attached: readonly string[]): Promise<string | undefined> {
  const names = await files.folders("documents");
  const found: string[] = [];
  for (const name of names)
    if (isFor(await files.read(`documents/${name}/outline.yaml`), attached)) found.push(name);
  if (found.length < 2) return found[0];
  throw new KessanError([
    {
      place: { file: files.display("documents") },
      what: `${found.join(" and ")} all attach ${attached.join(", ")}: a release has one e-mail`,
      hint: "take the others away, or let them attach other documents",
    },
  ]);
}

/** What is wrong with the outline of another document is not asked here. */
function isFor(outline: Uint8Array | undefined, attached: readonly string[]): boolean {
  if (outline === undefined) return false;
  try {
    const { kind, attaches } = parse(new TextDecoder().decode(outline)) as Readonly<Record<string, unknown>>;
    return (
      kind === "message" &&
      Array.isArray(attaches) &&
      new Set(attached).symmetricDifference(new Set(attaches)).size === 0
    );
  } catch {
    return false;
  }
}
