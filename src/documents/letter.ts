import { figuresIn, type Runs } from "./runs.ts";
import { plainText } from "./sentence.ts";
import type { Words } from "./words.ts";
import type { Problem } from "../problem.ts";

/** The words of a message outside its sections. */
export interface Letter {
  /** One line. */
  readonly subject: Runs;
  /** Plain text of one line; the named one holds `recipientMark` once. */
  readonly greeting: { readonly named: string; readonly unnamed: string };
  /** After the greeting: what a corrected release says of itself; empty in any other. */
  readonly notice: Runs;
  /** Before the list of what is attached. */
  readonly attached: Runs;
  /** Line by line: the sign-off, the sender. */
  readonly closing: readonly Runs[];
  /** Why one gets it, and what the law asks for. */
  readonly foot: Runs;
  /** Subject and notice of a corrected release, with `reasonMark`; missing where the texts have none. */
  readonly correction?: { readonly subject: Runs; readonly text: Runs };
}

/** Stands for the name of the recipient. */
export const recipientMark = "‹recipient›";

/** Stands for the reason of a correction. */
export const reasonMark = "‹reason›";

/** The helpers that print these marks, by the key of the only texts that have them. */
export const letterMarks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "message.greeting.named": { recipient: recipientMark },
  "message.correction.subject": { reason: reasonMark },
  "message.correction.text": { reason: reasonMark },
};

/** Plans the words under `message` of a text file, with what is wrong with them beside what the words tell themselves. */
export function planLetter(words: Words): { readonly letter: Letter; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const greetings = words.child("greeting");
  const greet = (key: "named" | "unnamed"): string => {
    const runs = oneLine(greetings.runs(key));
    if (figuresIn(runs).length > 0)
      problems.push({ place: greetings.placeOf(key), what: "a figure in a greeting: expected words" });
    return plainText(runs);
  };
  const greeting = { named: greet("named"), unnamed: greet("unnamed") };
  if (greetings.has("named") && greeting.named.split(recipientMark).length !== 2)
    problems.push({
      place: greetings.placeOf("named"),
      what: `expected {{recipient}} once in ${greetings.nameOf("named")}`,
      hint: 'it stands for the name: "Dear {{recipient}},"',
    });
  const correction = words.child("correction");
  const letter: Letter = {
    subject: oneLine(words.runs("subject")),
    greeting,
    notice: [],
    attached: words.runs("attached"),
    closing: words.list("closing"),
    foot: words.runs("foot"),
    ...(words.has("correction") && {
      correction: { subject: oneLine(correction.runs("subject")), text: correction.runs("text") },
    }),
  };
  return { letter, problems };
}

/** The letter of a corrected release: with its other subject, and the reason in both. Undefined where its texts have no words for that. */
export function correctLetter(letter: Letter, reason: string): Letter | undefined {
  if (letter.correction === undefined) return undefined;
  const { subject, text } = letter.correction;
  return { ...letter, subject: withReason(subject, reason), notice: withReason(text, reason) };
}

/** Runs with the reason of a correction in the place of its mark. */
export function withReason(runs: Runs, reason: string): Runs {
  return runs.map((run) => {
    if (typeof run === "string") return run.replaceAll(reasonMark, () => reason);
    return "strong" in run ? { strong: withReason(run.strong, reason) } : run;
  });
}

/** A text that is folded in its file ends in a line break. */
function oneLine(runs: Runs): Runs {
  const lines = runs.map((run) => (typeof run === "string" ? run.replaceAll(/\s*\n\s*/g, " ") : run));
  const last = lines.at(-1);
  return typeof last === "string" ? [...lines.slice(0, -1), last.trimEnd()] : lines;
}
