#!/usr/bin/env node
// Plain JavaScript that any Node reads: where the sources lie beside it this is the repository, else an installed package.
import { existsSync } from "node:fs";

await import(existsSync(new URL("../src", import.meta.url)) ? "./repository.js" : "./package.js");
