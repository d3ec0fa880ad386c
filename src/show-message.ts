import { escapeHtml } from "./html/runs-html.ts";
import type { MadeMessage } from "./make-messages.ts";
import { greetingMark } from "./release/sealed-message.ts";

/** An e-mail as a recipient without a name gets it, to be looked at: its HTML holds its picture. */
export function showMessage({ message, pictures }: Pick<MadeMessage, "message" | "pictures">): {
  readonly html: string;
  readonly text: string;
} {
  const { unnamed } = message.greeting;
  const html = pictures.reduce(
    (page, { cid, bytes }) =>
      page.replaceAll(`cid:${cid}`, () => `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`),
    message.html,
  );
  return {
    html: html.replace(greetingMark, () => escapeHtml(unnamed)),
    text: message.text.replace(greetingMark, () => unnamed),
  };
}
