import { z } from "zod";

/** Stands in the bodies of a sealed message, once in each, where the greeting of the recipient goes. */
export const greetingMark = "{{greeting}}";

/** Stands in the named greeting where the name of the recipient goes. */
export const nameMark = "{{name}}";

/**
 * The e-mail of a release in one language as it was rendered at sealing: mailing fills in greeting, name and address, and
 * nothing else. Paths are relative to the folder of the release.
 */
export const sealedMessageSchema = z.strictObject({
  /** BCP 47: "ja". */
  lang: z.string(),
  subject: z.string(),
  from: z.strictObject({ name: z.string(), address: z.string() }),
  replyTo: z.string().optional(),
  /** Plain text: with `nameMark` for a recipient whose name is known, and whole for one without. */
  greeting: z.strictObject({ named: z.string(), unnamed: z.string() }),
  /** Plain text and HTML, each with one `greetingMark`. */
  text: z.string(),
  html: z.string(),
  /** Pictures that the HTML shows as `cid:<cid>`: PNG. */
  pictures: z.array(z.strictObject({ cid: z.string(), file: z.string(), name: z.string() })),
  /** PDFs in the order of the release; `name` is what the recipient sees: ASCII. */
  attachments: z.array(z.strictObject({ file: z.string(), name: z.string() })),
});

export type SealedMessage = z.output<typeof sealedMessageSchema>;
