import type { Mail } from "../../src/delivery/compose-mail.ts";
import type { SealedMessage } from "../../src/release/sealed-message.ts";

const pdf = (seed: number): Uint8Array =>
  Uint8Array.from({ length: 5000 }, (_, index) => (index * seed + (index >> 3)) & 255);

/** The files of a small release, by path: any bytes, those of line ends and dots among them. */
export const sampleFiles: ReadonlyMap<string, Uint8Array> = new Map([
  ["en/2q06.pdf", pdf(7)],
  ["ja/2q06.pdf", pdf(11)],
  ["de/2q06.pdf", new TextEncoder().encode("\r\n.\r\n\n\r.\nFrom x\r\n")],
  ["en/tables.pdf", new Uint8Array([37, 80, 68, 70])],
  ["revenue.png", pdf(13)],
]);

const pictures = [{ cid: "revenue@example.com", file: "revenue.png", name: "revenue.png" }];

const english: SealedMessage = {
  lang: "en",
  subject: "Example Inc.: revenues of 2Q06 up 8.2%",
  from: { name: "Example Inc., Investor Relations", address: "ir@example.com" },
  replyTo: "ask@example.com",
  greeting: { named: "Dear {{name}},", unnamed: "Dear Sir or Madam," },
  text: `{{greeting}}\n\nRevenues were 3,871 million.\n.\nFrom here on: ${"a long line ".repeat(20)}\n-- \nIR  \n`,
  html: `<!doctype html>\n<p>{{greeting}}</p>\n<p>Revenues &amp; more: ${"x".repeat(1500)}</p><img src="cid:revenue@example.com" alt="Revenues">\n`,
  pictures,
  attachments: [
    { file: "en/2q06.pdf", name: "example_2q06.en.pdf" },
    { file: "en/tables.pdf", name: "example_2q06_tables.en.pdf" },
  ],
};

const japanese: SealedMessage = {
  ...english,
  lang: "ja",
  subject:
    "2007年3月期 第2四半期決算のお知らせ：営業収益は前年同期比8.2％増の約140億円となりました（株式会社エグザンプル）",
  from: { name: "株式会社エグザンプル 広報・IR担当", address: "ir@example.com" },
  greeting: { named: "{{name}} 様", unnamed: "報道関係者各位" },
  text: "{{greeting}}\n\n営業収益は3,871百万円（△2.1％）です。\n𠮷野\n",
  html: '<p lang="ja">{{greeting}}</p><p>営業収益は3,871百万円です。</p><img src="cid:revenue@example.com" alt="営業収益">',
  attachments: [{ file: "ja/2q06.pdf", name: "example_2q06.ja.pdf" }],
};

const german: SealedMessage = {
  ...english,
  lang: "de",
  subject: "Example SE: Umsatzerlöse im zweiten Quartal um 8,2 % höher – Prüfung läuft",
  from: { name: "Größe & Söhne SE – Öffentlichkeitsarbeit", address: "ir@example.com" },
  greeting: { named: "Guten Tag {{name}},", unnamed: "Sehr geehrte Damen und Herren," },
  text: "{{greeting}}\n\nUmsatzerlöse: 3.871 Mio. €\n",
  html: "<p>{{greeting}}</p><p>Umsatzerlöse: 3.871 Mio. €</p>",
  pictures: [],
  attachments: [{ file: "de/2q06.pdf", name: "example_2q06.de.pdf" }],
};

/** The messages of the same release. */
export const sampleMessages: ReadonlyMap<string, SealedMessage> = new Map(
  [english, japanese, german].map((message) => [message.lang, message]),
);

/** An e-mail that has everything that an e-mail can have. */
export const sampleMail: Mail & { readonly recipient: NonNullable<Mail["recipient"]> } = {
  message: english,
  files: sampleFiles,
  recipient: {
    address: "g.oneil@example.org",
    name: "Gráinne O'Neil",
    unsubscribe: "https://example.com/u/8wq1ys",
  },
  messageId: "<0123456789abcdef0123456789abcdef@example.com>",
  date: new Date(Date.UTC(2006, 10, 9, 6, 5, 4)),
};
