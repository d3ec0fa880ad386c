import { createPublicKey, generateKeyPairSync } from "node:crypto";
import PostalMime from "postal-mime";
import { beforeAll, describe, expect, test } from "vitest";
import { composeMail } from "../../src/delivery/compose-mail.ts";
import { signMail, type DkimKey } from "../../src/delivery/sign-mail.ts";
import { KessanError } from "../../src/problem.ts";
import { sampleMail, sampleMessages } from "./sample-mail.ts";
import { verifyDkim } from "./verify-dkim.ts";

const pemOf = ({ privateKey }: ReturnType<typeof generateKeyPairSync>): string =>
  privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key: DkimKey = { domain: "example.com", selector: "ir-2026", key: pemOf(pair) };
const publicKey = createPublicKey(pair.privateKey);

let mail: Uint8Array;
beforeAll(async () => {
  mail = await composeMail(sampleMail);
});

/** The message with one text in place of another, byte for byte. */
function edited(message: Uint8Array, before: string, after: string): Uint8Array {
  const text = Buffer.from(message).toString("latin1");
  if (!text.includes(before)) throw new Error(`the message does not hold ${before}`);
  return Buffer.from(text.replace(before, after), "latin1");
}

describe("a signed mail", () => {
  test.each([...sampleMessages.keys()])(
    "verifies, and holds the composed one unchanged: %s",
    async (lang) => {
      const composed = await composeMail({ ...sampleMail, message: sampleMessages.get(lang)! });
      const signed = await signMail(composed, key);
      expect(verifyDkim(signed, publicKey)).toMatchObject({ isBodyIntact: true, isSignatureGood: true });
      expect(Buffer.from(signed).subarray(-composed.length)).toEqual(Buffer.from(composed));
      const names = (await new PostalMime().parse(signed)).headers.map(({ key: name }) => name);
      expect(names.filter((name) => name === "dkim-signature")).toHaveLength(1);
    },
  );

  test("names domain, selector and every header", async () => {
    const { tags } = verifyDkim(await signMail(mail, key), publicKey);
    expect(tags).toMatchObject({ a: "rsa-sha256", c: "relaxed/relaxed", d: "example.com", s: "ir-2026" });
    expect(tags.h!.split(":").sort()).toEqual(
      [
        "auto-submitted",
        "content-language",
        "content-type",
        "date",
        "from",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "message-id",
        "mime-version",
        "reply-to",
        "subject",
        "to",
      ].sort(),
    );
  });

  test("is the same each time", async () => {
    expect(await signMail(mail, key)).toEqual(await signMail(mail, key));
  });

  test.each([
    ["the subject", "up 8.2%", "up 9.2%"],
    ["the URL for leaving", "/u/8wq1ys", "/u/8wq1yt"],
    ["the click for leaving", "=One-Click", "=One-click"],
    ["the recipient", "g.oneil@", "h.oneil@"],
    ["the sender", "ir@example.com>", "xx@example.com>"],
  ])("does not verify once %s is another", async (_title, before, after) => {
    const signed = await signMail(mail, key);
    expect(verifyDkim(edited(signed, before, after), publicKey)).toMatchObject({
      isBodyIntact: true,
      isSignatureGood: false,
    });
  });

  test("does not verify once a figure of its body is another", async () => {
    const signed = await signMail(mail, key);
    expect(verifyDkim(edited(signed, "3,871", "3,817"), publicKey).isBodyIntact).toBe(false);
  });
});

describe("signing is refused", () => {
  const refused = async (change: Partial<DkimKey>): Promise<string> => {
    const error: unknown = await signMail(mail, { ...key, ...change }).catch((thrown: unknown) => thrown);
    if (error instanceof KessanError) return error.message;
    throw error;
  };

  test("94: for a domain that is not the sender's", async () => {
    for (const domain of ["example.org", "mail.example.com", "ple.com", "Example.com"])
      expect(await refused({ domain })).toBe(
        `dkim domain: expected example.com, got "${domain}"\n` +
          "  hint: the sender is ir@example.com: receivers count a signature of its own domain, or of one above it",
      );
  });

  test("for what is no domain and no selector, all at once", async () => {
    expect(await refused({ domain: "com", selector: "a; d=evil.example", key: "" })).toBe(
      [
        'dkim domain: expected a domain such as example.com, got "com": its domain has no top-level domain such as .com',
        'dkim selector: expected a name such as 2026a, got "a; d=evil.example"',
        "dkim key: expected a private key as PEM without a passphrase",
        "  hint: make one with: openssl genrsa -out dkim.pem 2048",
      ].join("\n"),
    );
  });

  test("with a key that the signature cannot be made with, and without telling the key", async () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 512 });
    expect(await refused({ key: pemOf(short) })).toMatch(/^dkim key: expected 1024 bits or more, got 512\n/);
    expect(await refused({ key: pemOf(generateKeyPairSync("ed25519")) })).toMatch(
      /^dkim key: expected an RSA key, got ed25519\n/,
    );
    expect(await refused({ key: key.key.slice(0, 200) })).toMatch(/^dkim key: expected a private key as PEM/);
  });
});

test("signs for a domain above the sender's", async () => {
  const { message } = sampleMail;
  const below = { ...message, from: { ...message.from, address: "ir@news.example.com" } };
  const signed = await signMail(await composeMail({ ...sampleMail, message: below }), key);
  expect(verifyDkim(signed, publicKey)).toMatchObject({ isSignatureGood: true, isBodyIntact: true });
});
