import { drawChart } from "./draw.ts";
import { kinds } from "./index.ts";
import type { Kind } from "./kind.ts";
import type { Look } from "./request.ts";

/**
 * Loads the chart libraries and draws the sample of every kind, so that the first chart that counts finds them loaded and
 * their code compiled: for a thread that waits for its first order anyway.
 */
export async function warmUp(): Promise<void> {
  for (const { sample } of Object.values(kinds) as unknown as readonly Kind[]) {
    const { columns, panel } = sample;
    const request = {
      width: 900,
      labelWidth: 150,
      columns,
      columnLabels: true,
      panels: [panel],
      alt: "sample",
    };
    await drawChart(request, { look, measure: (text, { size }) => text.length * size * 0.5 });
  }
}

const look: Look = {
  ink: "#000000",
  muted: "#000000",
  rule: "#000000",
  paper: "#FFFFFF",
  bad: "#000000",
  accent: "#000000",
  series: ["#111111", "#222222", "#333333", "#444444", "#555555", "#666666"],
  past: 0.8,
  labelSize: 12,
  weight: { regular: 400, strong: 600, bold: 700 },
  fontFamily: "sans-serif",
};
