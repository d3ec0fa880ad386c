import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { MimeNodeHeader } from "nodemailer/lib/mime-node";
import { failOn } from "../problem.ts";
import { greetingMark, nameMark, type SealedMessage } from "../release/sealed-message.ts";
import { checkComposed } from "./check-composed.ts";
import { checkMail } from "./check-mail.ts";
import type { Recipient } from "./recipients.ts";

/** An e-mail to one recipient: a sealed message, and what mailing fills in. */
export interface Mail {
  readonly message: SealedMessage;
  /** The bytes of the message's pictures and attachments, by path in the release. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Left out in a draft to nobody yet. */
  readonly recipient?: Pick<Recipient, "address" | "name" | "unsubscribe">;
  /** In angle brackets. Left out only where there is no recipient: the program that sends a draft gives it one. */
  readonly messageId?: string;
  readonly date: Date;
  /** A draft that opens in a mail program, to be sent from there. */
  readonly unsent?: boolean;
}

/**
 * The bytes of an e-mail (RFC 5322, MIME): text and HTML beside each other, the pictures with the HTML, then the PDFs. ASCII
 * with lines of CRLF; the same mail gives the same bytes. Throws a KessanError for what cannot stand in a header, with the field.
 */
export async function composeMail(mail: Mail): Promise<Uint8Array> {
  failOn(checkMail(mail));
  const { message, files, recipient, messageId, date, unsent = false } = mail;
  if ((recipient === undefined || messageId === undefined) && !unsent)
    throw new Error("only a draft can be without a recipient or a message id");
  const id = messageId ?? placeholderId(message);
  const greeting =
    recipient === undefined || recipient.name === ""
      ? message.greeting.unnamed
      : message.greeting.named.replace(nameMark, () => recipient.name);
  const bytesOf = (file: string): Buffer => {
    const bytes = files.get(file)!;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  const composed = await new MailComposer({
    from: message.from,
    ...(recipient && { to: { name: recipient.name, address: recipient.address } }),
    ...(message.replyTo !== undefined && { replyTo: { name: "", address: message.replyTo } }),
    subject: message.subject,
    date,
    messageId: id,
    headers: ownHeaders(mail),
    text: body(message.text.replace(greetingMark, () => greeting)),
    html: body(message.html.replace(greetingMark, () => escapeHtml(greeting))),
    attachments: [
      ...message.pictures.map(({ cid, file, name }) => ({
        filename: name,
        content: bytesOf(file),
        contentType: "image/png",
        contentDisposition: "inline",
        cid,
      })),
      ...message.attachments.map(({ file, name }) => ({
        filename: name,
        content: bytesOf(file),
        contentType: "application/pdf",
      })),
    ],
    // The boundaries of the parts are random unless they are given
    baseBoundary: createHash("sha256").update(id).digest("hex").slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const bytes = messageId === undefined ? withoutMessageId(composed) : composed;
  checkComposed(bytes, mail);
  return bytes;
}

/** What the message says of itself beside sender, recipient and subject. */
function ownHeaders({ message, recipient, unsent }: Mail): MimeNodeHeader[] {
  const headers: MimeNodeHeader[] = [
    { key: "Content-Language", value: message.lang },
    // RFC 3834: what a program sends. A draft is sent by a person
    unsent ? { key: "X-Unsent", value: "1" } : { key: "Auto-Submitted", value: "auto-generated" },
  ];
  const url = recipient?.unsubscribe;
  if (url === undefined) return headers;
  // Folded, the URL would not be found by every program, and signatures have broken over it: it stays on one line.
  headers.push({ key: "List-Unsubscribe", value: { prepared: true, value: `<${url}>` } });
  // RFC 8058
  if (url.startsWith("https:"))
    headers.push({ key: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" });
  return headers;
}

/** A body in the shorter of the two encodings that leave nothing but ASCII in short lines (RFC 2045, 6.7 and 6.8). */
function body(text: string): { readonly content: string; readonly contentTransferEncoding: string } {
  const content = text.replace(/\r\n|\r|\n/g, "\r\n");
  const bytes = Buffer.byteLength(content);
  const ascii = content.match(/[\0-~]/g)?.length ?? 0;
  const quoted = ascii + 3 * (bytes - ascii);
  return { content, contentTransferEncoding: quoted <= (bytes * 4) / 3 ? "quoted-printable" : "base64" };
}

/** Plain text as HTML, in which each line stays one. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\n]/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "<br>\n",
};

/** Many mails come of a draft to nobody, and servers drop the second of two with the same id: it has none. */
function withoutMessageId(bytes: Buffer): Buffer {
  const start = bytes.indexOf("\r\nMessage-ID: ");
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(bytes.indexOf("\r\n", start + 2))]);
}

function placeholderId({ lang, from }: SealedMessage): string {
  return `<draft.${lang}@${from.address.split("@")[1]}>`;
}
