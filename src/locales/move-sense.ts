import { readDecimalText } from "./decimal-text.ts";
import type { Move } from "./locale.ts";

/** What the words of a move say; `little`: there is a move, but its size rounds to zero. */
export type MoveSense = "up" | "down" | "little" | "none";

/** The sense of a move. Throws a TypeError where direction and size contradict each other or a change has no unit. */
export function moveSense({ direction, size, sort, unit }: Move): MoveSense {
  const { sign } = readDecimalText(size);
  if (sign < 0) throw new TypeError(`expected the size of a move without a sign, got "${size}"`);
  if (direction === "none" && sign > 0)
    throw new TypeError(`expected no size where nothing moved, got "${size}"`);
  if (sort === "change" && unit === undefined)
    throw new TypeError(`expected a unit for a change of "${size}"`);
  return direction !== "none" && sign === 0 ? "little" : direction;
}
