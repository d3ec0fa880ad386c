/**
 * Does work that looks at `signal` now and then. When the signal comes, `stop` ends at once what the work may be waiting for; when
 * both have ended, the signal's reason is thrown, whatever the work came to in the meantime. Work that was done all the
 * same counts.
 */
export async function untilAborted<T>({
  signal,
  work,
  stop,
}: {
  readonly signal: AbortSignal | undefined;
  readonly work: () => Promise<T>;
  readonly stop: () => Promise<unknown>;
}): Promise<T> {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  let stopped: Promise<unknown> | undefined;
  const onAbort = (): void => void (stopped = stop().catch(() => {}));
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener("abort", onAbort);
    await stopped;
  }
}
