import { parse } from "yaml";
import type { Files } from "./effects.ts";
import { failOn, type Problem } from "./problem.ts";

/**
 * The name of the company's document that is the e-mail for these documents: the message that attaches just them. Undefined if
 * there is none. Throws a KessanError if there are several, and for an outline of which that cannot be known.
 */
export async function findMessage(files: Files, attached: readonly string[]): Promise<string | undefined> {
  const problems: Problem[] = [];
  const found: string[] = [];
  for (const name of await files.folders("documents")) {
    const place = { file: files.display(outlineOf(name)) };
    const outline = await readOutline(files, name);
    if (outline === "broken")
      problems.push({
        place,
        what: "is broken YAML: whether it is the e-mail cannot be known",
        hint: "mend it",
      });
    if (outline === "broken" || outline?.kind !== "message") continue;
    if (!Array.isArray(outline.attaches))
      problems.push({
        place,
        what: "a message that attaches nothing",
        hint: "write attaches: with names of documents",
      });
    else if (new Set(attached).symmetricDifference(new Set(outline.attaches)).size === 0) found.push(name);
  }
  if (found.length > 1)
    problems.push({
      place: { file: files.display("documents") },
      what: `${found.join(" and ")} all attach ${attached.join(", ")}: a release has one e-mail`,
      hint: "take the others away, or let them attach other documents",
    });
  failOn(problems);
  return found[0];
}

/** Which of these documents are e-mails themselves. */
export async function messagesAmong(files: Files, names: readonly string[]): Promise<readonly string[]> {
  const kinds = await Promise.all(
    names.map(async (name) => {
      const outline = await readOutline(files, name);
      return typeof outline === "object" && outline.kind === "message" ? [name] : [];
    }),
  );
  return kinds.flat();
}

function outlineOf(name: string): string {
  return `documents/${name}/outline.yaml`;
}

/** What else may be wrong with the outline of another document is not asked here. */
async function readOutline(
  files: Files,
  name: string,
): Promise<{ readonly kind?: unknown; readonly attaches?: unknown } | "broken" | undefined> {
  const bytes = await files.read(outlineOf(name));
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return "broken";
  }
}
