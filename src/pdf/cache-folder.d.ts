/** The folder, below the cache folder, of the browser that comes with the packages (linux-x64 only). */
export const bundledBrowserFolder: string;

/** A file in the cache folder that set-up leaves where the browser of a path prints only with its sandbox switched off. */
export function noSandboxMark(executable: string): string;

/** What decides where the cache folder is. */
export interface CachePlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The home folder; undefined where the user has none. */
  readonly home: string | undefined;
  /** The program's own folder. */
  readonly root: string;
  /** Whether files can be made in a folder; makes the folder if it is not there. */
  canWrite(folder: string): boolean;
}

/** The folder for what set-up unpacks: KESSAN_CACHE, else the user's cache folder, else `.cache` of the program. */
export function cacheFolder(places: CachePlaces): string;

/** The cache folder of the user who runs this process; `root` is the program's own folder. */
export function cacheFolderHere(root: string): string;

/** The home folder of the user who runs this process; undefined for a user without an entry, as in containers. */
export function homeFolder(): string | undefined;

/** Whether files can be made in a folder; makes the folder if it is not there. */
export function canWrite(folder: string): boolean;
