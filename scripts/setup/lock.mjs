import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";

/** Does `work` while no other set-up holds the same lock file; waits for the other one, unless it is dead. */
export async function withLock({ path, tell, work }) {
  mkdirSync(dirname(path), { recursive: true });
  const own = `${process.pid} ${hostname()}`;
  let waiting = false;
  for (;;) {
    try {
      writeFileSync(path, own, { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = readIfThere(path);
    if (holder !== undefined && isDead(holder)) rmSync(path, { force: true });
    else if (!waiting) {
      waiting = true;
      tell(`waiting for another set-up (process ${holder}); if there is none, remove "${path}"`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // released in between
  }
}

/** A process of another machine counts as alive. */
function isDead(holder) {
  const [pid, host] = holder.split(" ");
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
