/** The environment variable that switches the browser's sandbox off, whatever set-up found. */
export const noSandboxSwitch = "KESSAN_NO_SANDBOX";

/** Chrome refuses its sandbox to root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether the last words of a browser say that its sandbox could not be set up. */
export function blamesSandbox(words: string): boolean {
  return /sandbox|namespace|zygote/i.test(words);
}
