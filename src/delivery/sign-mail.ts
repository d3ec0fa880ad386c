import { createPrivateKey, type KeyObject } from "node:crypto";
import DKIM from "nodemailer/lib/dkim";
import { readDomain } from "../facts/address.ts";
import { quote } from "../facts/text.ts";
import { failOn, type Problem } from "../problem.ts";
import { addressIn, readMailHeaders } from "./mail-headers.ts";

/** A key whose public half stands in the name service at `<selector>._domainkey.<domain>` (RFC 6376). */
export interface DkimKey {
  /** The domain of the sender, or one above it. */
  readonly domain: string;
  readonly selector: string;
  /** PEM: a private RSA key of 1024 bits or more, without a passphrase. */
  readonly key: string;
}

/**
 * A composed message with a DKIM signature (rsa-sha256, relaxed) of its body and of every header that it has. The same message
 * gives the same bytes. Throws a KessanError for a key that cannot sign, or that signs for somebody else than the sender.
 */
export async function signMail(bytes: Uint8Array, { domain, selector, key }: DkimKey): Promise<Uint8Array> {
  const headers = readMailHeaders(bytes);
  const sender = addressIn(headers.find(({ name }) => name === "from")!);
  failOn([...checkDomain(domain, sender), ...checkSelector(selector), ...checkKey(key)]);

  const dkim = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey: key,
    // Of the library's own list List-Unsubscribe-Post is missing, and without it no program offers the click (RFC 8058)
    headerFieldNames: headers.map(({ name }) => name).join(":"),
  });
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signed = Buffer.concat(await dkim.sign(message).toArray());
  // The library gives a message that it could not sign as it is.
  const added = signed.length - message.length;
  if (added <= 0 || !signed.toString("latin1", 0, added).startsWith("DKIM-Signature: v=1;"))
    throw new Error("a mail was not signed");
  if (!signed.subarray(added).equals(message)) throw new Error("signing changed a mail");
  return signed;
}

function checkDomain(domain: string, sender: string): readonly Problem[] {
  const read = readDomain(domain);
  if ("what" in read) return [{ ...read, what: `dkim domain: ${read.what}` }];
  const own = sender.slice(sender.lastIndexOf("@") + 1);
  if (read.domain === domain && (own === domain || own.endsWith(`.${domain}`))) return [];
  return [
    {
      what: `dkim domain: expected ${own}, got ${quote(domain)}`,
      hint: `the sender is ${sender}: receivers count a signature of its own domain, or of one above it`,
    },
  ];
}

function checkSelector(selector: string): readonly Problem[] {
  const isName = /^(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/i.test(selector);
  if (isName && selector.length <= 150) return [];
  return [{ what: `dkim selector: expected a name such as 2026a, got ${quote(selector)}` }];
}

function checkKey(key: string): readonly Problem[] {
  const read = readKey(key);
  const hint = "make one with: openssl genrsa -out dkim.pem 2048";
  if (read === undefined)
    return [{ what: "dkim key: expected a private key as PEM without a passphrase", hint }];
  const { asymmetricKeyType: sort, asymmetricKeyDetails: details } = read;
  if (sort !== "rsa") return [{ what: `dkim key: expected an RSA key, got ${sort}`, hint }];
  const bits = details?.modulusLength ?? 0;
  // RFC 8301, 3.2
  return bits >= 1024 ? [] : [{ what: `dkim key: expected 1024 bits or more, got ${bits}`, hint }];
}

/** The message of an error of the crypto library may hold part of the key: none is told. */
function readKey(key: string): KeyObject | undefined {
  try {
    return createPrivateKey(key);
  } catch {
    return undefined;
  }
}
