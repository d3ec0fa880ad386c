import type { Machine } from "../setup.mjs";

export const runtime: {
  readonly version: string;
  readonly oldest: string;
  readonly packages: Readonly<
    Record<string, { readonly name: string; readonly program: string; readonly integrity: string }>
  >;
};

export function findNode(
  machine: Pick<Machine, "cacheDir" | "platform" | "arch" | "running">,
): string | undefined;

export function canStandIn(version: string): boolean;
