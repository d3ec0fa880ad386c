/** Which way words say that a number moved. */
export type Direction = "up" | "down";

/** The direction that the last words of a text give to a number after it: "rose ", "fell by ", "a decrease of ". */
export function directionBefore(text: string): Direction | undefined {
  return directionOf(/(?:^|[^\p{L}])([a-z]+)(?: by| of)?[ \u00a0]*$/iu.exec(text)?.[1]);
}

/** The direction that the first word of a text gives to a number before it: "増", " lower". */
export function directionAfter(text: string): Direction | undefined {
  return directionOf(/^(?:[ \u00a0]([a-z]+)|([増減上下低][加少昇落下]?))(?!\p{L})/iu.exec(text)?.slice(1));
}

/** A number without the words of direction that touch it: "17.4%増" is "17.4%", up. */
export function splitDirection(text: string): { readonly text: string; readonly direction?: Direction } {
  const [led, first] = /^(?:an? )?([a-z]+)(?: by| of)? (?=\S)/i.exec(text) ?? [];
  const before = directionOf(first);
  if (led !== undefined && before !== undefined) return { text: text.slice(led.length), direction: before };
  const [tail, ...last] = /(?: ([a-z]+)|([増減上下低][加少昇落下]?))$/i.exec(text) ?? [];
  const after = directionOf(last);
  if (tail !== undefined && after !== undefined)
    return { text: text.slice(0, -tail.length), direction: after };
  return { text };
}

const directions: ReadonlyMap<string, Direction> = new Map([
  ...["up", "rose", "rise", "grew", "increased", "increase", "higher", "増", "増加", "上昇"].map(
    (word): [string, Direction] => [word, "up"],
  ),
  ...["down", "fell", "fall", "declined", "decline", "decreased", "decrease", "lower"].map(
    (word): [string, Direction] => [word, "down"],
  ),
  ...["減", "減少", "低下", "下落"].map((word): [string, Direction] => [word, "down"]),
]);

function directionOf(words: string | readonly (string | undefined)[] | undefined): Direction | undefined {
  const word = typeof words === "string" ? words : words?.find((one) => one !== undefined);
  return directions.get(word?.toLowerCase() ?? "");
}
