/**
 * Fills a folder of the cache in one step: `fill` works in a folder beside it, which takes the name only when it is
 * complete. Where another set-up was faster its folder stays. Throws what `fill` throws, leaving nothing behind.
 */
export function fillFolder(options: {
  readonly folder: string;
  /** What has to be free. */
  readonly megabytes: number;
  readonly fill: (made: string, work: string) => Promise<void>;
}): Promise<void>;
