import type { Mail } from "../../src/delivery/compose-mail.ts";
import type { SealedMessage } from "../../src/release/sealed-message.ts";
import { sampleMail } from "./sample-mail.ts";

/** What, appended to a field of a mail, would make another mail of it, or of what its reader sees: 50, all different. */
export const injections: readonly string[] = [
  // Another field, in each spelling of a line end
  "\r\nBcc: victim@evil.example",
  "\nBcc: victim@evil.example",
  "\rBcc: victim@evil.example",
  "\n\rBcc: victim@evil.example",
  "\r\n Bcc: victim@evil.example",
  "\r\n\tBcc: victim@evil.example",
  "\r\r\nBcc: victim@evil.example",
  "\u0085Bcc: victim@evil.example",
  "\u2028Bcc: victim@evil.example",
  "\u2029Bcc: victim@evil.example",
  "\u000bBcc: victim@evil.example",
  "\fBcc: victim@evil.example",
  "\0\r\nBcc: victim@evil.example",
  "\r\nCc: victim@evil.example\r\nX: ",
  "\r\nTo: victim@evil.example",
  "\r\nFrom: chair@evil.example",
  "\r\nSubject: Profit warning",
  "\r\nReply-To: victim@evil.example",
  "\r\nContent-Type: text/html",
  "\r\nContent-Transfer-Encoding: base64",
  "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x",
  "\r\nDKIM-Signature: v=1",
  // Another body, another mail, another command
  "\r\n\r\nRevenues fell.",
  "\n\n<script>alert(1)</script>",
  "\r\n.\r\nMAIL FROM:<chair@evil.example>\r\n",
  "\n.\nRCPT TO:<victim@evil.example>\n",
  "\r\n.\r\nQUIT\r\n",
  ">\r\nRCPT TO:<victim@evil.example",
  '"\r\nBcc: victim@evil.example',
  "\r\n--boundary\r\nContent-Type: text/html\r\n\r\n",
  "\r\n",
  "\n",
  "\r",
  // What ends a text, rings or moves on terminals
  "\0",
  "\0.pdf",
  "\u0007",
  "\b\b\b",
  "\t",
  "\u001b[2J",
  "\u007f",
  // What is read in another order than it is written, or not at all
  "\u202efdp.exe",
  "\u202ax\u202c",
  "\u2066x\u2069",
  "\u200f",
  "\u061c",
  "\u200b",
  "\ufeff",
  "\u{e0041}",
  // What is text again only at the reader
  "=?utf-8?q?=0D=0ABcc:_victim@evil.example?=",
  "\ud800",
];

/** The fields of a mail that take text from outside of the program, by what a problem calls them. */
export const injectedFields: readonly {
  readonly field: string;
  /** The sample mail with something appended to the field. */
  readonly inject: (injection: string) => Mail;
}[] = [
  { field: "subject", inject: (text) => withMessage({ subject: sampleMail.message.subject + text }) },
  {
    field: "sender's name",
    inject: (text) => withMessage({ from: { ...sampleMail.message.from, name: `Example IR${text}` } }),
  },
  {
    field: "file name",
    inject: (text) => {
      const [first, ...rest] = sampleMail.message.attachments;
      return withMessage({ attachments: [{ ...first!, name: first!.name + text }, ...rest] });
    },
  },
  { field: "recipient's name", inject: (text) => withRecipient({ name: `Gráinne O'Neil${text}` }) },
  {
    field: "recipient's address",
    inject: (text) => withRecipient({ address: `g.oneil@example.org${text}` }),
  },
  {
    field: "unsubscribe",
    inject: (text) => withRecipient({ unsubscribe: `https://example.com/u/1${text}` }),
  },
];

function withMessage(change: Partial<SealedMessage>): Mail {
  return { ...sampleMail, message: { ...sampleMail.message, ...change } };
}

function withRecipient(change: Partial<(typeof sampleMail)["recipient"]>): Mail {
  return { ...sampleMail, recipient: { ...sampleMail.recipient, ...change } };
}
