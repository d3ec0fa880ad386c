import { z } from "zod";
import { quote } from "./text.ts";

/** An id of a company, account, member, scenario or source: "revenue.total", "iij-tech". */
export const idText = z.string().regex(/^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/, {
  error: ({ input }) =>
    `expected an id, got ${quote(String(input))}\nids are lower-case letters, digits and hyphens, with dots between: revenue.total`,
});
