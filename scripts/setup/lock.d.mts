export function withLock<T>(options: {
  readonly path: string;
  readonly tell: (text: string) => void;
  readonly work: () => Promise<T>;
}): Promise<T>;
