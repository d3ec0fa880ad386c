/** `#RRGGBB` of a colour that keeps `share` (0 to 1) of itself over `ground`: solid, because transparency prints badly. */
export function flatten(
  colour: string,
  { share, ground }: { readonly share: number; readonly ground: string },
): string {
  const over = channels(ground);
  const mixed = channels(colour).map((value, i) => Math.round(value * share + over[i]! * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** The first of the candidates that reads on `ground` (4.5 : 1 and more), or the one that reads best. */
export function readableOn(ground: string, candidates: readonly [string, ...string[]]): string {
  const byContrast = [...candidates].sort((a, b) => contrast(b, ground) - contrast(a, ground));
  return candidates.find((candidate) => contrast(candidate, ground) >= 4.5) ?? byContrast[0]!;
}

/** Contrast of two colours by WCAG 2: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function channels(colour: string): readonly number[] {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new RangeError(`expected a colour #RRGGBB, got "${colour}"`);
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
