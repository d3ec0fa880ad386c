import { hiddenCharacter } from "../facts/hidden.ts";
import { quote } from "../facts/text.ts";
import type { Problem } from "../problem.ts";

/**
 * What is wrong with words that go into a header, such as a name. RFC 2047 carries any text, but what is hidden in it could end
 * the header or change what is read, and readers decode an encoded word that somebody put in. Undefined if nothing is.
 */
export function checkHeaderText(text: string, { most = 200 } = {}): Omit<Problem, "place"> | undefined {
  const hidden = hiddenCharacter(text);
  if (hidden !== undefined) return { what: `${hidden} in ${quote(text)}`, hint: "remove it" };
  if (text.includes("=?"))
    return { what: `an encoded word in ${quote(text)}`, hint: "write it as it is to be read" };
  const { length } = Array.from(text);
  if (length <= most) return undefined;
  return { what: `${quote(text)} has ${length} characters, and ${most} are the most` };
}
