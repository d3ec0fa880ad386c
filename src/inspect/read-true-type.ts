/** What is asked of an embedded TrueType or OpenType program. */
export interface TrueType {
  /** Platform and encoding of each table of characters: "3,1". */
  readonly cmaps: readonly string[];
  readonly glyphs: number;
  /** The advance of a glyph in thousandths of the size. */
  widthOf(glyph: number): number;
}

/** Reads the tables `cmap`, `head`, `hhea`, `hmtx` and `maxp`; undefined where one that widths need is missing or cut off. */
export function readTrueType(bytes: Uint8Array): TrueType | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const tables = new Map<string, number>();
    for (let i = 0; i < view.getUint16(4); i++) {
      const at = 12 + 16 * i;
      tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8));
    }
    const [head, hhea, hmtx, maxp] = ["head", "hhea", "hmtx", "maxp"].map((name) => tables.get(name));
    if (head === undefined || hhea === undefined || hmtx === undefined || maxp === undefined)
      return undefined;
    const em = view.getUint16(head + 18);
    const measured = view.getUint16(hhea + 34);
    const cmap = tables.get("cmap");
    const cmaps = Array.from({ length: cmap === undefined ? 0 : view.getUint16(cmap + 2) }, (_, i) => {
      const at = cmap! + 4 + 8 * i;
      return `${view.getUint16(at)},${view.getUint16(at + 2)}`;
    });
    return {
      cmaps,
      glyphs: view.getUint16(maxp + 4),
      widthOf: (glyph) => {
        const at = hmtx + 4 * Math.min(glyph, measured - 1);
        return at + 2 > view.byteLength ? 0 : (view.getUint16(at) * 1000) / em;
      },
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
