/** The outside world as an argument: whoever gives these decides what a build can reach. */
export interface Files {
  /** The bytes of a file; undefined if there is none. Path relative to the folder that these files stand for, with `/`. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Paths of the plain files in a folder, not below it, sorted; empty if there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Names of the folders in a folder, sorted; empty if there are none. */
  folders(folder: string): Promise<readonly string[]>;
  /** The name of a file for messages: as the user would type it. */
  display(path: string): string;
}

/** Where results go. A file is there whole or not at all. */
export interface Outputs {
  /** Throws a KessanError before anything is built if files of these names cannot be written. */
  check(names: readonly string[]): Promise<void>;
  /** Writes all files, each to a temporary name first, then renames them. Throws a KessanError with what the disk said. */
  write(files: ReadonlyMap<string, Uint8Array | string>): Promise<void>;
  /** The path of a file as the user would type it. */
  display(name: string): string;
}

/** Bytes kept from one run to the next. Nothing depends on them: what is gone or damaged is made again. */
export interface Store {
  /** The bytes of a key as they were put; undefined if there are none. */
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
}

/** Milliseconds that only grow; for telling how long something took. */
export interface Clock {
  (): number;
}

/** What a build tells while it works: a stage begins, or is done. */
export interface Progress {
  (event: { readonly stage: string; readonly detail?: string }): void;
}
