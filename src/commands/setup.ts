import type { Command } from "commander";
import { asJson, print } from "./terminal.ts";

/** Adds the command that finds or fetches the browser that prints. */
export function addSetupCommand(program: Command): void {
  program
    .command("setup")
    .description(
      "Find, unpack or download the browser that prints, and try it; the first build does so by itself.",
    )
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  kessan setup`,
    )
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { setUpBrowser } = await import("../browser-here.ts");
      const { isRoot } = await import("../pdf/sandbox.ts");
      const found = setUpBrowser();
      const used = { ...found, sandbox: found.sandbox && !isRoot() };
      print(json ? asJson({ results: [used] }) : found.executable);
    });
}
