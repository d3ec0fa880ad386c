/** A header field of a message as it stands in its bytes. */
export interface MailHeader {
  /** In lower case. */
  readonly name: string;
  /** Unfolded, without spaces around it; encoded words as they are. */
  readonly value: string;
}

/** The header fields of a message (RFC 5322, 2.2) in its order. Throws an Error for bytes that no header section begins. */
export function readMailHeaders(bytes: Uint8Array): readonly MailHeader[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = whole.indexOf("\r\n\r\n");
  if (end === -1) throw new Error("a message has no end of its headers");
  const lines = whole
    .toString("latin1", 0, end)
    .replace(/\r\n(?=[ \t])/g, "")
    .split("\r\n");
  return lines.map((line) => {
    const [, name, value] = /^([!-9;-~]+):[ \t]*([^\r\n]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new Error(`a message has ${JSON.stringify(line)} among its headers`);
    return { name: name.toLowerCase(), value: value.trimEnd() };
  });
}

/** The one address of a header that holds one, such as From, with or without a name. */
export function addressIn({ value }: MailHeader): string {
  return /<([^<>]*)>$/.exec(value)?.[1] ?? value;
}
