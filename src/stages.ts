/** The stages after which a build can stop and write what it has: the plan as JSON, the page as HTML. */
export const stages = ["documents", "html"] as const;
export type Stage = (typeof stages)[number];

/** What a document can be written as: for print, as one file for screens, as a picture a page. */
export const formats = ["pdf", "html", "png"] as const;
export type Format = (typeof formats)[number];
