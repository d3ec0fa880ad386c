/** The machine that set-up works for. */
export interface Machine {
  /** The program's own folder. */
  readonly root: string;
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The Node that runs set-up. */
  readonly running: { readonly version: string; readonly path: string };
}

export type Step = "packages" | "node" | "browser" | "bundle";

export function setUp(options: {
  readonly machine: Machine;
  readonly tell: (text: string) => void;
  readonly full?: boolean;
}): Promise<string>;

export function missing(machine: Machine): Step[];

export function thisMachine(): Machine;
