import type { DocumentSource } from "./documents/read-document.ts";
import { plainText } from "./documents/sentence.ts";
import { renderMessage, type MessageRendering } from "./html/render-message.ts";
import type { Layout } from "./lay-out.ts";
import { failOn, type Place, type Problem } from "./problem.ts";
import { checkMessage, type MessageStray } from "./proof/check-message.ts";
import type { TracedNumber } from "./proof/trace.ts";
import { greetingMark } from "./release/sealed-message.ts";

/** What a message is written from. */
export interface MessageRequest extends Pick<MessageRendering, "attachments" | "picture"> {
  readonly layout: Pick<Layout, "document" | "locale" | "templates" | "tokens" | "places">;
  readonly literals: DocumentSource["literals"];
}

/** A message as it was rendered and read back. */
export interface WrittenMessage {
  /** One line of plain text. */
  readonly subject: string;
  /** Plain text and HTML, each with one `greetingMark`. */
  readonly text: string;
  readonly html: string;
  /** Numbers of its plain text that are no figures. */
  readonly numbers: readonly TracedNumber[];
}

/** Mail programs cut longer texts off. */
const mostBytes = 100_000;

/**
 * Renders a message and reads it back. Throws a KessanError with what its templates lack, with every number that nothing accounts
 * for and every figure that one of its bodies does not show, and for HTML that mail programs cut off or do not show.
 */
export function writeMessage({ layout, literals, attachments, picture }: MessageRequest): WrittenMessage {
  const { document, places } = layout;
  const { text, html } = renderMessage({
    ...layout,
    attachments,
    greeting: greetingMark,
    ...(picture && { picture }),
  });
  const subject = plainText(document.letter!.subject).replaceAll(/\s+/g, " ").trim();
  const { numbers, strays } = checkMessage({
    document,
    subject,
    text,
    html,
    greeting: greetingMark,
    literals,
    attached: attachments.flatMap(({ title, name }) => [title, name]),
  });
  const place = places.words(document.slides[0]!.id);
  const bytes = Buffer.byteLength(html);
  failOn([
    ...strays.map((stray) => strayProblem(stray, place)),
    ...(bytes < mostBytes
      ? []
      : [
          {
            place,
            what: `the HTML of the message has ${bytes} bytes: mail programs cut it off at ${mostBytes}`,
            hint: "take blocks out of it; what it attaches has room for them",
          },
        ]),
  ]);
  return { subject, text, html, numbers };
}

/** What was found in a message, at the place of its words. */
export function strayProblem({ part, sort, text, within }: MessageStray, place: Place): Problem {
  if (sort === "unbound") {
    const hint = "a template or a label types it: print a figure, or list it in literals.yaml with a reason";
    return { place, what: `the ${part} shows the number "${text}", which is no figure: "${within}"`, hint };
  }
  if (sort === "lost") {
    const hint = "see whether a template leaves it out, changes it, or prints it in another order";
    return { place, what: `the ${part} does not show "${text}" for ${within} where it is planned`, hint };
  }
  if (sort === "greeting") {
    const hint = "write {{greeting}} once in the template";
    return { place, what: `the ${part} has ${text} places for the greeting: expected one`, hint };
  }
  const hint = "an e-mail holds its words, and one picture that travels with it";
  return {
    place,
    what: `the ${part} holds "${text}", which mail programs block or load from elsewhere`,
    hint,
  };
}
