import type { BuildEffects } from "./build-effects.ts";
import { fileName } from "./file-name.ts";
import { escapeHtml } from "./html/runs-html.ts";
import type { LaidOut } from "./lay-out.ts";
import { makeMessages } from "./make-messages.ts";
import { planAll, type Planned } from "./plan-all.ts";
import type { Press } from "./press.ts";
import { formatTrace } from "./proof/build-trace.ts";
import { greetingMark } from "./release/sealed-message.ts";
import type { Memory } from "./remember.ts";
import { showMessage } from "./show-message.ts";
import { writeMessage } from "./write-message.ts";

/** A message to look at before it is sealed. */
export interface PreviewRequest {
  readonly planned: Planned;
  readonly layout: LaidOut;
  /** Takes its picture; without one the preview has none, and no trace. */
  readonly press?: Press;
}

/**
 * A message as a recipient without a name gets it: HTML with its picture in it, plain text, and its trace where there is a press. Throws a
 * KessanError for what is wrong with the message, or with a document that it attaches.
 */
export async function previewMessage(
  { planned, layout, press }: PreviewRequest,
  effects: BuildEffects,
  memory: Memory,
): Promise<{ readonly contents: readonly (readonly [ending: string, content: string])[] }> {
  const { lang } = layout.document;
  const attachments = await attachmentsOf(planned, effects, memory);
  if (press === undefined) {
    const { text, html } = writeMessage({ layout, literals: planned.source.literals, attachments });
    return {
      contents: [
        ["html", greeted(html, layout, escapeHtml)],
        ["txt", greeted(text, layout)],
      ],
    };
  }
  const [made] = await makeMessages({
    messages: [{ planned, layout }],
    press,
    folder: effects.files(planned.company).display(""),
    cidDomain: "preview",
    attachments: new Map([[lang, attachments]]),
  });
  const { html, text } = showMessage(made!);
  return {
    contents: [
      ["html", html],
      ["txt", text],
      ["trace.json", formatTrace(made!.trace)],
    ],
  };
}

/** Titles and file names of the documents that a message attaches, in its language. */
async function attachmentsOf(
  { source, company, plan }: Planned,
  effects: BuildEffects,
  memory: Memory,
): Promise<readonly { readonly title: string; readonly name: string }[]> {
  const { value } = source.outline;
  if (value.kind !== "message") throw new TypeError(`${source.name} is no message`);
  const { lang, draft } = plan.document;
  const attached = await planAll(
    {
      documents: value.attaches.map((name) => `${company}/documents/${name}`),
      languages: [lang],
      ...(plan.document.name !== source.name && { period: plan.document.period }),
      draft: draft !== "",
    },
    { ...effects, progress: () => {} },
    { memory },
  );
  return attached.map(({ plan: { document } }) => ({
    title: document.title,
    name: fileName(document, "pdf"),
  }));
}

function greeted(body: string, { document }: LaidOut, escape = (text: string): string => text): string {
  return body.replace(greetingMark, () => escape(document.letter!.greeting.unnamed));
}
