/** Whether the bundle was made from the sources, packages and recipe as they are now. */
export function bundleIsFresh(root: string): boolean;

/** A hash over everything that the bundle is made from. */
export function bundleStamp(root: string): string;
