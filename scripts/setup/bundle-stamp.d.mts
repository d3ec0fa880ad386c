/** Whether the bundle was made from the sources, packages and recipe as they are now. */
export function bundleIsFresh(root: string): boolean;

/** Notes what the bundle was made from, by the hash of `bundleStamp`, for the next look. False where the sources have another one by now. */
export function noteBundle(root: string, hash: string): boolean;

/** A hash over everything that the bundle is made from. */
export function bundleStamp(root: string): string;
