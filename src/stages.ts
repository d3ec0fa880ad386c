/** The stages after which a build can stop and write what it has: the plan as JSON, the page as HTML. */
export const stages = ["documents", "html"] as const;
export type Stage = (typeof stages)[number];
