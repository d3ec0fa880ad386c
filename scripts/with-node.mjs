// Runs a program under the pinned Node, after setting up what is missing: node scripts/with-node.mjs <file> [arguments]
import { argv, env } from "node:process";
import { environmentFor, runInstead } from "./setup/child.mjs";
import { setUp, tell, thisMachine } from "./setup.mjs";

try {
  const machine = thisMachine();
  const node = await setUp({ machine, tell });
  const childEnv = environmentFor({ node, cacheDir: machine.cacheDir, env, tell });
  process.exitCode = await runInstead({ command: node, args: argv.slice(2), env: childEnv });
} catch (error) {
  tell(error.message);
  process.exitCode = 2;
}
