import { createHash, verify, type KeyObject } from "node:crypto";

/** What a receiver makes of the DKIM signature at the head of a message (RFC 6376, relaxed/relaxed, rsa-sha256). */
export interface DkimVerdict {
  readonly tags: Readonly<Record<string, string>>;
  readonly isBodyIntact: boolean;
  readonly isSignatureGood: boolean;
}

/** Verifies the first signature of a message with the key that the name service would give. */
export function verifyDkim(message: Uint8Array, publicKey: KeyObject): DkimVerdict {
  const whole = Buffer.from(message).toString("latin1");
  const split = whole.indexOf("\r\n\r\n");
  const fields = whole.slice(0, split).split(/\r\n(?![ \t])/);
  const signature = fields.find((field) => /^dkim-signature:/i.test(field))!;
  const tags = Object.fromEntries(
    signature
      .slice(signature.indexOf(":") + 1)
      .split(";")
      .map((tag) => tag.replace(/\s+/g, ""))
      .filter((tag) => tag !== "")
      .map((tag) => [tag.slice(0, tag.indexOf("=")), tag.slice(tag.indexOf("=") + 1)]),
  );

  const body = `${whole
    .slice(split + 4)
    .replace(/[ \t]+/g, " ")
    .replace(/ (?=\r\n|$)/g, "")
    .replace(/(?:\r\n)*$/, "")}\r\n`;
  const bodyHash = createHash("sha256").update(body, "latin1").digest("base64");

  const left = [...fields];
  const signed = tags.h!.split(":").flatMap((name) => {
    const at = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return at === -1 ? [] : left.splice(at, 1).map(relaxed);
  });
  const unsigned = relaxed(signature.replace(/([;\s]b=)[\s\S]*$/, "$1"));
  const isSignatureGood = verify(
    "RSA-SHA256",
    Buffer.from([...signed, unsigned].join("\r\n"), "latin1"),
    publicKey,
    Buffer.from(tags.b!, "base64"),
  );
  return { tags, isBodyIntact: tags.bh === bodyHash, isSignatureGood };
}

function relaxed(field: string): string {
  const colon = field.indexOf(":");
  const value = field
    .slice(colon + 1)
    .replaceAll("\r\n", "")
    .replace(/[ \t]+/g, " ")
    .replace(/^ | $/g, "");
  return `${field.slice(0, colon).toLowerCase().trimEnd()}:${value}`;
}
