import type { Metadata } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";
import { readXmp } from "./read-xmp.ts";

/** What the file says of itself: its information dictionary as text, and its XMP. */
export function readMetadata(objects: PdfObjects): Metadata {
  const info = objects.asDict(objects.document.context.trailerInfo.Info);
  const entries = (info?.entries() ?? []).flatMap(([key, value]) => {
    const text = objects.asText(value) ?? objects.asName(value);
    return text === undefined ? [] : [[key.decodeText(), text] as const];
  });
  const stream = objects.stream(objects.catalog, "Metadata");
  return {
    info: Object.fromEntries(entries),
    ...(stream !== undefined && { xmp: readXmp(new TextDecoder().decode(objects.bytesOf(stream))) }),
  };
}
