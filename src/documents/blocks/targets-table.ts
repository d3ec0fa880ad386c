import { z } from "zod";
import { askFigure, checkHeadUnit, printFigure } from "../context.ts";
import { cellReference, planPeriodHead } from "../figure-table.ts";
import type { Runs } from "../runs.ts";
import { sayLabel, sayLine } from "../say.ts";
import { attempt, defineBlock } from "./block.ts";

/** Targets before and after a revision with comments; a comment may cover several rows. */
export interface TargetsTable {
  readonly kind: "targets-table";
  readonly heading: Runs;
  readonly groups: readonly {
    readonly label: Runs;
    readonly columns: readonly Runs[];
    readonly comment: Runs;
  }[];
  readonly rows: readonly {
    readonly label: Runs;
    /** One a group. `comment` is missing where a comment from above still covers this row. */
    readonly groups: readonly {
      readonly cells: readonly Runs[];
      readonly comment?: { readonly text: Runs; readonly rows: number };
    }[];
  }[];
}

const schema = z.strictObject({
  basis: z.string().min(1).default("consolidated"),
  groups: z
    .array(
      z.strictObject({
        /** Key of the group's words. */
        id: z.string().min(1),
        period: z.string().min(1),
        scenarios: z.array(z.string().min(1)).min(1),
        /** How many rows each comment covers, from the top. */
        comments: z.array(z.number().int().positive()),
      }),
    )
    .min(1),
  rows: z.array(z.string().min(1)).min(1),
});

export const targetsTable = defineBlock({
  kind: "targets-table",
  schema,
  plan: (block): TargetsTable => {
    const { context, request, words, placeOf } = block;
    const comments = request.groups.map(({ id, comments }, index) => {
      const covered = comments.reduce((sum, rows) => sum + rows, 0);
      if (covered !== request.rows.length) {
        context.found.problems.push({
          place: placeOf(["groups", index, "comments"]),
          what: `comments cover ${covered} rows, expected ${request.rows.length}`,
        });
      }
      const texts = words.child("comments").list(id);
      if (texts.length !== comments.length) {
        context.found.problems.push({
          place: placeOf(["groups", index, "comments"]),
          what: `${comments.length} comments in the outline, got ${texts.length} in the ${context.locale.lang} text`,
        });
      }
      let row = 0;
      return new Map(
        comments.map((rows, comment) => {
          const from = row;
          row += rows;
          return [from, { text: texts[comment] ?? [], rows }] as const;
        }),
      );
    });
    return {
      kind: "targets-table",
      heading: sayLabel(context, { sort: "bases", id: request.basis }),
      groups: request.groups.map(({ period, scenarios }, index) => ({
        label: attempt(block, ["groups", index, "period"], () => planPeriodHead(block, period)) ?? [],
        columns: scenarios.map((id) => sayLabel(context, { sort: "scenarios", id, short: true })),
        comment: words.runs("comment"),
      })),
      rows: request.rows.map((account, row) => ({
        label: sayLine(context, { line: account, short: false }),
        groups: request.groups.map(({ period, scenarios }, group) => {
          const comment = comments[group]!.get(row);
          return {
            cells: scenarios.map((scenario): Runs => {
              const asked = { period, scenario, basis: request.basis, highlight: false };
              const figure = attempt(block, ["rows", row], () => {
                const found = askFigure(context, cellReference(account, asked));
                if (found !== undefined) checkHeadUnit(context, found);
                return found;
              });
              return figure === undefined ? [] : [printFigure(context, figure)];
            }),
            ...(comment && { comment }),
          };
        }),
      })),
    };
  },
});
