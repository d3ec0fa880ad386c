/** Which way words say that a number moved. */
export type Direction = "up" | "down";

/** The direction that the last words of a text give to a number after it: "rose ", "fell by ", "a decrease of ". */
export function directionBefore(text: string, lang?: string): Direction | undefined {
  return directionOf(
    /(?:^|[^\p{L}])(\p{sc=Latin}+)(?: sich)?(?: by| of| um| von)?[ \u00a0]*$/iu.exec(text)?.[1],
    lang,
  );
}

/** The direction that the first word of a text gives to a number before it: "増", " lower". */
export function directionAfter(text: string, lang?: string): Direction | undefined {
  return directionOf(
    /^(?:[ \u00a0](\p{sc=Latin}+)|([増減上下低][加少昇落下]?))(?!\p{L})/iu.exec(text)?.slice(1),
    lang,
  );
}

/** A number without the words of direction that touch it: "17.4%増" is "17.4%", up. */
export function splitDirection(
  text: string,
  lang?: string,
): { readonly text: string; readonly direction?: Direction } {
  const [led, first] =
    /^(?:an? |eine? )?(\p{sc=Latin}+)(?: sich)?(?: by| of| um| von)? (?=\S)/iu.exec(text) ?? [];
  const before = directionOf(first, lang);
  if (led !== undefined && before !== undefined) return { text: text.slice(led.length), direction: before };
  const [tail, ...last] = /(?: (\p{sc=Latin}+)|([増減上下低][加少昇落下]?))$/iu.exec(text) ?? [];
  const after = directionOf(last, lang);
  if (tail !== undefined && after !== undefined)
    return { text: text.slice(0, -tail.length), direction: after };
  return { text };
}

type Words = ReadonlyMap<string, Direction>;

const common: Words = wordsOf(
  ["up", "rose", "rise", "grew", "increased", "increase", "higher", "増", "増加", "上昇"],
  [
    ...["down", "fell", "fall", "declined", "decline", "decreased", "decrease", "lower"],
    ...["減", "減少", "低下", "下落"],
  ],
);

/** Of languages whose words could be taken for others: a German "Fall" is a case, an English "minus" no direction. */
const own: ReadonlyMap<string, Words> = new Map([
  [
    "de",
    wordsOf(
      [
        ...["plus", "anstieg", "zuwachs", "zunahme", "steigerung", "erhöhung", "höher", "mehr"],
        ...["stieg", "stiegen", "steigt", "steigen", "gestiegen", "wuchs", "wuchsen", "erhöhte", "erhöhten"],
      ],
      [
        ...["minus", "rückgang", "abnahme", "verringerung", "niedriger", "geringer", "weniger"],
        ...["sank", "sanken", "sinkt", "sinken", "gesunken", "fiel", "fielen", "verringerte", "verringerten"],
      ],
    ),
  ],
]);

function wordsOf(up: readonly string[], down: readonly string[]): Words {
  return new Map([
    ...up.map((word): [string, Direction] => [word, "up"]),
    ...down.map((word): [string, Direction] => [word, "down"]),
  ]);
}

function directionOf(
  words: string | readonly (string | undefined)[] | undefined,
  lang: string | undefined,
): Direction | undefined {
  const word = typeof words === "string" ? words : words?.find((one) => one !== undefined);
  return (own.get(lang ?? "") ?? common).get(word?.toLowerCase() ?? "");
}
