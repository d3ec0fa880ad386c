import { KessanError } from "../../src/problem.ts";

/** The whole message of the KessanError that a call throws; any other error is thrown on. */
export function errorOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}
