import { z } from "zod";
import { askFigure, printFigure } from "../context.ts";
import type { Runs } from "../runs.ts";
import { sayLabel } from "../say.ts";
import { attempt, defineBlock } from "./block.ts";

/** A parent company over its group companies by area, each with its relation and ownership. */
export interface OrganisationChart {
  readonly kind: "organisation-chart";
  readonly parent: Runs;
  readonly areas: readonly {
    readonly label: Runs;
    readonly companies: readonly {
      readonly name: Runs;
      readonly relation: Runs;
      readonly ownership: Runs;
      readonly highlight: boolean;
    }[];
  }[];
}

const schema = z.strictObject({
  /** The account whose members are the companies. */
  ownership: z.string().min(1),
  period: z.string().min(1),
  areas: z
    .array(
      z.strictObject({
        /** Key of the area's words. */
        id: z.string().min(1),
        companies: z
          .array(
            z.strictObject({
              member: z.string().min(1),
              /** Key of the relation's words. */
              relation: z.string().min(1),
              highlight: z.boolean().default(false),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

export const organisationChart = defineBlock({
  kind: "organisation-chart",
  schema,
  plan: (block): OrganisationChart => {
    const { context, words } = block;
    const { ownership, period, areas } = block.request;
    return {
      kind: "organisation-chart",
      parent: words.runs("parent"),
      areas: areas.map(({ id, companies }, area) => ({
        label: words.child("areas").runs(id),
        companies: companies.map(({ member, relation, highlight }, company) => {
          const figure = attempt(block, ["areas", area, "companies", company], () =>
            askFigure(context, `${ownership}[${member}]@${period}`),
          );
          return {
            name: sayLabel(context, { sort: "members", id: member }),
            relation: words.child("relations").runs(relation),
            ownership: figure === undefined ? [] : [printFigure(context, figure)],
            highlight,
          };
        }),
      })),
    };
  },
});
