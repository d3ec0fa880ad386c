import { isScalar, parseDocument } from "yaml";
import type { NamedBytes } from "../facts/text.ts";
import type { YamlFile } from "../facts/yaml.ts";
import { failOn, type Problem } from "../problem.ts";
import type { Outline } from "./outline.ts";

/**
 * The bytes of an outline with another period and date, and all else as it is, comments included. Throws a KessanError where one
 * of the two is not written on one line.
 */
export function rollOutline(
  { bytes, placeOf }: NamedBytes & Pick<YamlFile<Outline>, "placeOf">,
  values: { readonly period: string; readonly date: string },
): Uint8Array {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const document = parseDocument(text);
  const problems: Problem[] = [];
  const cuts = Object.entries(values).flatMap(([key, value]) => {
    const node = document.get(key, true);
    // An alias is no scalar: what it stands for may stand for something else as well
    const { type, range } = isScalar(node) ? node : { type: "ALIAS", range: (node as typeof document).range };
    if (range && type !== "BLOCK_FOLDED" && type !== "BLOCK_LITERAL")
      return [{ from: range[0], to: range[1], value }];
    const what = `${key} is a text of several lines, which cannot be changed in its place`;
    problems.push({ place: placeOf([key]), what, hint: `write it behind ${key}:` });
    return [];
  });
  failOn(problems);
  const rolled = cuts
    .sort((a, b) => b.from - a.from)
    .reduce((rest, { from, to, value }) => rest.slice(0, from) + value + rest.slice(to), text);
  return new TextEncoder().encode(rolled);
}
