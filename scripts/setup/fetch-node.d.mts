export function unpackNode(options: {
  readonly tarball: string;
  readonly integrity: string;
  readonly program: string;
  readonly into: string;
}): Promise<void>;
