import { clusteredColumns } from "./clustered-columns.ts";
import { columns } from "./columns.ts";
import type { Kind } from "./kind.ts";
import { ratioLine } from "./ratio-line.ts";
import type { Panel } from "./request.ts";
import { stackedColumns } from "./stacked-columns.ts";
import { waterfall } from "./waterfall.ts";

/** The kinds of panel, by their word. */
export const kinds: { readonly [K in Panel["kind"]]: Kind<Extract<Panel, { kind: K }>> } = {
  "stacked-columns": stackedColumns,
  "clustered-columns": clusteredColumns,
  columns,
  "ratio-line": ratioLine,
  waterfall,
};

/** The kind of a panel. */
export function kindOf<P extends Panel>(panel: P): Kind<P> {
  return kinds[panel.kind] as unknown as Kind<P>;
}
