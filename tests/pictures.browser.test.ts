import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { builtSample } from "./built-sample.ts";
import { accepted, sampleDecks, shownIn } from "./pictures.ts";

// Slides look as somebody has accepted them. Where one does not, the picture of old, new and difference side by side is in
// output/pictures; `npm run pictures:accept` takes all as they are now.

const root = join(import.meta.dirname, "..");

/** Antialiasing of letters may differ by a shade from one processor to the next. */
const mostDifferent = 60;

test.each(sampleDecks)("%s looks as it was accepted, in every language", async (deck) => {
  const pictures = [...(await builtSample(deck)).written].filter(([name]) => name.endsWith(".png"));
  expect(pictures.map(([name]) => name).toSorted()).toEqual(accepted(deck));
  const different = pictures.flatMap(([name, bytes]) => {
    const [old, now] = [readFileSync(shownIn(name)), bytes].map((one) => PNG.sync.read(one));
    const pixels = compare(name, old!, now!);
    return pixels > mostDifferent ? [`${name}: ${pixels} pixels differ: see output/pictures/${name}`] : [];
  });
  expect(different).toEqual([]);
});

test("a picture that differs is told, and shown beside the old one", () => {
  const [one, other] = [accepted(sampleDecks[0]!)[3]!, accepted(sampleDecks[0]!)[4]!];
  const [old, now] = [one, other].map((name) => PNG.sync.read(readFileSync(shownIn(name))));
  rmSync(join(root, "output/pictures/differs.png"), { force: true });
  expect(compare("differs.png", old!, old!)).toBe(0);
  expect(existsSync(join(root, "output/pictures/differs.png"))).toBe(false);
  expect(compare("differs.png", old!, now!)).toBeGreaterThan(mostDifferent);
  const shown = PNG.sync.read(readFileSync(join(root, "output/pictures/differs.png")));
  expect([shown.width, shown.height]).toEqual([1920, 360]);
  rmSync(join(root, "output/pictures/differs.png"));
});

/** How many pixels differ; where that is too many, writes what is to be seen. */
function compare(name: string, old: PNG, now: PNG): number {
  const [width, height] = [Math.max(old.width, now.width), Math.max(old.height, now.height)];
  const [before, after] = [onSheet(old, width, height), onSheet(now, width, height)];
  const difference = new PNG({ width, height });
  const pixels = pixelmatch(before.data, after.data, difference.data, width, height, { threshold: 0.1 });
  if (pixels <= mostDifferent) return pixels;
  const beside = new PNG({ width: width * 3, height });
  [before, after, difference].forEach((one, at) =>
    PNG.bitblt(one, beside, 0, 0, width, height, at * width, 0),
  );
  mkdirSync(join(root, "output/pictures"), { recursive: true });
  writeFileSync(join(root, "output/pictures", name), PNG.sync.write(beside));
  return pixels;
}

function onSheet(picture: PNG, width: number, height: number): PNG {
  const sheet = new PNG({ width, height });
  PNG.bitblt(picture, sheet, 0, 0, picture.width, picture.height, 0, 0);
  return sheet;
}
