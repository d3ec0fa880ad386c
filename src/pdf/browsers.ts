import type { Browser } from "./browser.ts";

/** Where presses have their browser from: one for all of them, and another when it has printed enough or is lost. */
export interface Browsers {
  /**
   * The browser at hand, which may still be starting; others may use it too. Alone, one that nobody else uses: for work that lost
   * a browser, which may have been the fault of another's. Throws as its start does.
   */
  take(options?: { readonly alone?: boolean }): Browser;
  /** Counts what it has printed. */
  count(browser: Browser, pages: number): void;
  /** Whether it has printed so much that its memory may have grown: whoever uses it should release it and take another. */
  isSpent(browser: Browser): boolean;
  /** Whether another uses it, so that it stays when it is released. */
  isShared(browser: Browser): boolean;
  /** Ends it when nobody uses it any more. */
  release(browser: Browser): Promise<void>;
  /** Ends it for all who use it. */
  lose(browser: Browser): Promise<void>;
}

export interface BrowsersOptions {
  /** Starts a browser's program and returns at once. */
  readonly start: () => Browser;
  /** After so many pages a browser makes room for a new one. */
  readonly mostPages?: number;
}

export function openBrowsers({ start, mostPages = 2_000 }: BrowsersOptions): Browsers {
  let current: Browser | undefined;
  const uses = new Map<Browser, { users: number; pages: number }>();
  const useOf = (browser: Browser) => uses.get(browser) ?? { users: 0, pages: 0 };
  const isSpent = (browser: Browser): boolean => useOf(browser).pages >= mostPages;

  return {
    isSpent,
    take: ({ alone = false } = {}) => {
      if (current !== undefined && isSpent(current)) current = undefined;
      const taken = alone || current === undefined ? start() : current;
      if (!alone) current = taken;
      const { users, pages } = useOf(taken);
      uses.set(taken, { users: users + 1, pages });
      return taken;
    },
    count: (browser, pages) => {
      const use = uses.get(browser);
      if (use !== undefined) use.pages += pages;
    },
    isShared: (browser) => useOf(browser).users > 1,
    release: async (browser) => {
      const use = uses.get(browser);
      if (use !== undefined && --use.users > 0) return;
      await end(browser);
    },
    lose: end,
  };

  async function end(browser: Browser): Promise<void> {
    uses.delete(browser);
    if (current === browser) current = undefined;
    await browser.close();
  }
}
