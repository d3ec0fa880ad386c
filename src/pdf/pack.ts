import { promisify } from "node:util";
import { deflate } from "node:zlib";

const deflated = promisify<Uint8Array, Uint8Array>(deflate);

/** Bytes compressed as PDF's filter "FlateDecode" wants them (ISO 32000-1, 7.4.4), in another thread than what is done meanwhile. */
export function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return deflated(bytes);
}
