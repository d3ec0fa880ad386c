import { expect, test } from "vitest";
import type { Browser } from "../../src/pdf/browser.ts";
import { openBrowsers, type Browsers } from "../../src/pdf/browsers.ts";

interface Made {
  readonly browsers: Browsers;
  /** Names of those that have ended, in order. */
  readonly ended: string[];
}

/** Browsers of names that count up: "1", "2". */
function made(mostPages = 10): Made {
  const ended: string[] = [];
  let count = 0;
  const start = (): Browser => {
    const version = String((count += 1));
    return { version, close: async () => void ended.push(version) } as unknown as Browser;
  };
  return { browsers: openBrowsers({ start, mostPages }), ended };
}

test("all who take a browser have the same one, which ends with the last of them", async () => {
  const { browsers, ended } = made();
  const [one, other] = [browsers.take(), browsers.take()];
  expect(other).toBe(one);
  expect(browsers.isShared(one)).toBe(true);
  await browsers.release(one);
  expect([browsers.isShared(one), ended]).toEqual([false, []]);
  await browsers.release(one);
  expect(ended).toEqual(["1"]);
  expect(browsers.take().version).toBe("2");
});

test("one that has printed enough makes room, and ends when all have left it", async () => {
  const { browsers, ended } = made(10);
  const [one] = [browsers.take(), browsers.take()];
  browsers.count(one, 6);
  expect(browsers.isSpent(one)).toBe(false);
  browsers.count(one, 4);
  expect(browsers.isSpent(one)).toBe(true);
  expect(browsers.take().version).toBe("2");
  await browsers.release(one);
  expect(ended).toEqual([]);
  await browsers.release(one);
  expect(ended).toEqual(["1"]);
  expect(browsers.take().version).toBe("2");
});

test("one that is lost ends for all, and who lost it has another for itself", async () => {
  const { browsers, ended } = made();
  const [one] = [browsers.take(), browsers.take()];
  await browsers.lose(one);
  expect(ended).toEqual(["1"]);
  expect([browsers.take({ alone: true }), browsers.take({ alone: true })].map(nameOf)).toEqual(["2", "3"]);
  expect(nameOf(browsers.take())).toBe("4");
});

function nameOf({ version }: Browser): string {
  return version;
}
