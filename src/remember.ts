import type { Files } from "./effects.ts";

/** Loads something from folders again only when a file or a list in them that it read has changed. */
export interface Memory {
  /**
   * What `load` gives from the folders, or gave the last time under this key if nothing that it read has changed. If something
   * has, what it gave then is handed to it, since most of that may be the same.
   */
  recall<F extends Folders, T>(
    key: string,
    folders: F,
    load: (folders: F, before: T | undefined) => Promise<T>,
  ): Promise<T>;
}
export type Folders = Readonly<Record<string, Files>>;

interface Kept {
  readonly value: unknown;
  /** What was read, by the name of the folder. */
  readonly seen: Readonly<Record<string, Seen>>;
}

interface Seen {
  readonly reads: Map<string, Uint8Array | undefined>;
  readonly lists: Map<string, readonly string[]>;
  readonly folders: Map<string, readonly string[]>;
}

/** How many things are kept: some for each company, and one for each document. */
const mostKept = 30;

/** An empty memory. What fails to load is not kept, and of many things those that were asked for last. */
export function openMemory({ most = mostKept }: { readonly most?: number } = {}): Memory {
  // In the order in which they were asked for
  const kept = new Map<string, Kept>();
  const keep = (key: string, one: Kept): void => {
    kept.delete(key);
    kept.set(key, one);
    const [oldest] = kept.keys();
    if (kept.size > most) kept.delete(oldest!);
  };
  return {
    recall: async <F extends Folders, T>(
      key: string,
      folders: F,
      load: (folders: F, before: T | undefined) => Promise<T>,
    ): Promise<T> => {
      const before = kept.get(key);
      if (before !== undefined && (await isUnchanged(before, folders))) {
        keep(key, before);
        return before.value as T;
      }
      const seen: Record<string, Seen> = {};
      const watched = Object.fromEntries(
        Object.entries(folders).map(([name, files]) => [name, watch(files, (seen[name] = nothingSeen()))]),
      );
      const value = await load(watched as F, before?.value as T | undefined);
      keep(key, { value, seen });
      return value;
    },
  };
}

function nothingSeen(): Seen {
  return { reads: new Map(), lists: new Map(), folders: new Map() };
}

function watch(files: Files, { reads, lists, folders }: Seen): Files {
  const noting = async <T>(seen: Map<string, T>, path: string, asked: Promise<T>): Promise<T> => {
    const answer = await asked;
    seen.set(path, answer);
    return answer;
  };
  return {
    read: (path) => noting(reads, path, files.read(path)),
    list: (path) => noting(lists, path, files.list(path)),
    folders: (path) => noting(folders, path, files.folders(path)),
    display: (path) => files.display(path),
  };
}

async function isUnchanged({ seen }: Kept, folders: Folders): Promise<boolean> {
  const answers = await Promise.all(
    Object.entries(seen).flatMap(([name, { reads, lists, folders: inside }]) => {
      const files = folders[name]!;
      return [
        ...[...reads].map(async ([path, bytes]) => sameBytes(await files.read(path), bytes)),
        ...[...lists].map(async ([path, names]) => sameNames(await files.list(path), names)),
        ...[...inside].map(async ([path, names]) => sameNames(await files.folders(path), names)),
      ];
    }),
  );
  return answers.every((same) => same);
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
