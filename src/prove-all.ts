import type { BuildEffects } from "./build-effects.ts";
import type { DocumentSource } from "./documents/read-document.ts";
import type { Planned } from "./plan-all.ts";
import { collect, failOn, formatPlace, someOf, suggest, withoutDoubles, type Problem } from "./problem.ts";
import type { Finding } from "./proof/finding.ts";
import { isOpen } from "./proof/judge.ts";
import { checkPublished, readPublished, type PublishedTable } from "./proof/published.ts";
import { prove, type Proof } from "./prove.ts";
import type { Memory } from "./remember.ts";

/** What was found of planned documents before they are printed. */
export interface Proofs {
  /** The same object for a document in all its languages. */
  readonly of: ReadonlyMap<Planned, Proof>;
  /** Open findings that stop nothing. */
  readonly warnings: ReadonlyMap<Planned, readonly Problem[]>;
}

export interface ProveRequest {
  readonly effects: BuildEffects;
  readonly memory: Memory;
  /** Warnings are errors. */
  readonly strict?: boolean;
}

/**
 * Proves planned documents, each in all its languages together: texts against values, language against language, words,
 * published figures. Throws a KessanError with all that is wrong and every open finding that is an error.
 */
export async function proveAll(
  planned: readonly Planned[],
  { effects, memory, strict = false }: ProveRequest,
): Promise<Proofs> {
  const problems: Problem[] = [];
  const told: Problem[] = [];
  const of = new Map<Planned, Proof>();
  const warnings = new Map<Planned, readonly Problem[]>();
  const documents = Map.groupBy(planned, ({ source }) => source);
  for (const [source, own] of documents) {
    await collect(problems, async () => {
      const { company, books } = own[0]!;
      const { ledger } = books;
      const tables = tablesOf(source, await openTables(company, effects, memory));
      const proved = prove({
        plans: own.map(({ plan }) => plan),
        source,
        ledger,
        folder: effects.files(company).display(""),
        findings: books.findings(),
        published: checkPublished(tables, ledger, source.overrides),
      });
      const open = proved.proof.findings.filter(isOpen);
      const [errors, others] = [open.filter(isError), open.filter((finding) => !isError(finding))];
      problems.push(...proved.problems, ...errors.map(problemOf));
      told.push(...others.map(problemOf));
      for (const one of own) {
        of.set(one, proved.proof);
        warnings.set(one, others.map(problemOf));
      }
    });
  }
  failOn(withoutDoubles(problems));
  if (strict) failOn(withoutDoubles(told));
  return { of, warnings };
}

/** The tables of published figures of a company. */
export function openTables(
  company: string,
  { files }: BuildEffects,
  memory: Memory,
): Promise<readonly PublishedTable[]> {
  return memory.recall(`published by ${company}`, { own: files(company) }, ({ own }) => readPublished(own));
}

/** A finding as it is told: how to mend it, in which cells, and its name where somebody wants to accept it. */
export function problemOf({ rule, id, place, what, hint, cells = [] }: Finding): Problem {
  const mends = [
    ...(hint === undefined ? [] : [hint]),
    ...(cells.length === 0 ? [] : [`cells behind it: ${someOf(cells.map(formatPlace))}`]),
    ...(rule === "acceptance" ? [] : [`accept: "${id}" in accepted.yaml, with reason, owner and date`]),
  ];
  return { ...(place && { place }), what, ...(mends.length > 0 && { hint: mends.join("\n  ") }) };
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}

/** The tables that a document is held against. Throws a KessanError for one that is not there. */
function tablesOf(
  { name, outline }: DocumentSource,
  tables: readonly PublishedTable[],
): readonly PublishedTable[] {
  const { published } = outline.value;
  const known = tables.map((table) => table.name);
  failOn(
    (published ?? []).flatMap((table, index): Problem[] => {
      if (known.includes(table)) return [];
      const hint =
        suggest(table, known) ?? `the tables are the files of published/: ${known.join(", ") || "none"}`;
      return [{ place: outline.placeOf(["published", index]), what: `no published table "${table}"`, hint }];
    }),
  );
  return tables.filter((table) => (published ?? [name]).includes(table.name));
}
