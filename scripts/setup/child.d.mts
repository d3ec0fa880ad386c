/** Runs a program and gives its exit code and what it printed; `seconds` ends it after that time. Never throws. */
export function capture(options: {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly seconds?: number;
  readonly shell?: boolean;
}): Promise<{ readonly code: number; readonly out: string; readonly err: string }>;

/**
 * The environment for the pinned Node: it goes first in PATH, the cache folder is fixed, and what would load foreign
 * code into it is taken away, which `tell` reports.
 */
export function environmentFor(options: {
  readonly node: string;
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tell: (text: string) => void;
}): Record<string, string | undefined>;
