/**
 * Unpacks plain files of a tar archive. `place` gives the path to write for the name of an entry, or undefined to
 * leave it out. Gives the names written. Throws where the archive ends before an entry does.
 */
export function untar(options: {
  readonly source: AsyncIterable<Buffer>;
  readonly place: (name: string) => string | undefined;
}): Promise<string[]>;
