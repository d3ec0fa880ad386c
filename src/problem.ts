/**
 * A place in an input file: `line` and `column` of a text, which count from 1 (`column` in UTF-16 code units), or `sheet` and
 * `cell` of a workbook ("C12").
 */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly sheet?: string;
  readonly cell?: string;
}

/** One fault of the input: where it is, what was expected and what came (`what`), and the mend if we know it (`hint`). */
export interface Problem {
  readonly place?: Place;
  readonly what: string;
  readonly hint?: string;
}

/** The input is at fault. Holds every problem that the stage found, never only the first. */
export class KessanError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join("\n"), options);
    this.name = "KessanError";
    this.problems = problems;
  }
}

/** Throws a KessanError if there is any problem. */
export function failOn(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new KessanError(problems);
}

/** Does one part of a work; what is wrong with its input joins the problems of the others. */
export async function collect(problems: Problem[], part: () => Promise<void>): Promise<void> {
  try {
    await part();
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    problems.push(...error.problems);
  }
}

/** What reading gives; undefined where its input is at fault, and then its problems join the others. */
export function attempt<T>(problems: Problem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** The problems without those that say the same of the same place. */
export function withoutDoubles(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** A problem as text: `file:line:column what`, and the hint on a line of its own. */
export function formatProblem({ place, what, hint }: Problem): string {
  const where = place === undefined ? "" : `${formatPlace(place)} `;
  return hint === undefined ? `${where}${what}` : `${where}${what}\n  hint: ${hint}`;
}

/** `file`, `file:line` or `file:line:column`; `file!sheet!C12` in a workbook, the sheet in quotes as Excel writes it. */
export function formatPlace({ file, line, column, sheet, cell }: Place): string {
  if (sheet !== undefined) {
    const name = /^[\p{L}\p{N}_.]+$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
    return [file, name, ...(cell === undefined ? [] : [cell])].join("!");
  }
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

/** A place in a folder as the user would type it, from one that is relative to the folder. */
export function placeBelow(folder: string, place: Place): Place {
  return { ...place, file: `${folder}/${place.file}` };
}

/** The same place relative to a folder; as it is where it lies outside. */
export function placeWithin(folder: string, place: Place): Place {
  const { file } = place;
  return { ...place, file: file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file };
}

/** A list for a message: the first few, and how many more there are. */
export function someOf(words: readonly string[], { most = 4, separator = ", " } = {}): string {
  const rest = words.length - most;
  const first = words.slice(0, most).join(separator);
  return rest > 0 ? `${first} and ${rest} more` : first;
}

/** The candidate nearest to `word` by edit distance, as a hint `did you mean "x"?`; undefined if none is near. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const [best] = nearest(word, candidates, 1);
  return best === undefined ? undefined : `did you mean "${best}"?`;
}

/** At most `most` candidates that are near to `word` by edit distance, the nearest first. */
export function nearest(word: string, candidates: Iterable<string>, most: number): readonly string[] {
  const farthest = Math.max(2, Math.floor(word.length / 3));
  return [...candidates]
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each cost 1. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, beforeLast[j - 2]! + 1);
      }
      row.push(distance);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
