export function npmEnvironment(options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cacheDir: string;
  readonly canWrite: (folder: string) => boolean;
}): Record<string, string | undefined>;
