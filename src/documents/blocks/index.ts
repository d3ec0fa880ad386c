import type { BlockKind } from "./block.ts";
import { bullets, type Bullets } from "./bullets.ts";
import { chart, type Chart } from "./chart.ts";
import { chartTable, type ChartTable } from "./chart-table.ts";
import { cover, type Cover } from "./cover.ts";
import { flowDiagram, type FlowDiagram } from "./flow-diagram.ts";
import { keyFigures, type KeyFigures } from "./key-figures.ts";
import { labelValues, type LabelValues } from "./label-values.ts";
import { masthead, type Masthead } from "./masthead.ts";
import { organisationChart, type OrganisationChart } from "./organisation-chart.ts";
import { paragraph, type Paragraph } from "./paragraph.ts";
import { resultsTable, type ResultsTable } from "./results-table.ts";
import { statementExtract, type StatementExtract } from "./statement-extract.ts";
import { targetsTable, type TargetsTable } from "./targets-table.ts";
import { textTable, type TextTable } from "./text-table.ts";
import { waterfall, type Waterfall } from "./waterfall.ts";

/** Everything that can stand on a slide. Each kind is a file here and a template of the same name in templates/blocks. */
export type Block =
  | Bullets
  | Chart
  | ChartTable
  | Cover
  | FlowDiagram
  | KeyFigures
  | LabelValues
  | Masthead
  | OrganisationChart
  | Paragraph
  | ResultsTable
  | StatementExtract
  | TargetsTable
  | TextTable
  | Waterfall;

/** The kinds of blocks, in the order help texts list them. */
export const blockKinds: readonly BlockKind<never, Block>[] = [
  cover,
  masthead,
  paragraph,
  keyFigures,
  bullets,
  resultsTable,
  chartTable,
  chart,
  waterfall,
  statementExtract,
  targetsTable,
  textTable,
  organisationChart,
  flowDiagram,
  labelValues,
] as readonly unknown[] as readonly BlockKind<never, Block>[];
