import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { AddressInfo } from "node:net";

/** A mail that the server took. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Buffer;
}

/** A mail server as others write it, on the loopback. */
export interface RealServer {
  readonly port: number;
  readonly taken: readonly TakenMail[];
  /** Recipients that were named to it, whether it took a mail for them or not. */
  readonly named: readonly string[];
  close(): Promise<void>;
}

/** Starts the server; it takes every mail after `delay` milliseconds. */
export async function startRealServer({
  delay = 0,
  onTaken = () => {},
  ...options
}: SMTPServerOptions & {
  readonly delay?: number;
  readonly onTaken?: (count: number) => void;
} = {}): Promise<RealServer> {
  const taken: TakenMail[] = [];
  const named: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _, done) => {
      named.push(address);
      done();
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () =>
        setTimeout(() => {
          taken.push({
            from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
            to: envelope.rcptTo.map(({ address }) => address),
            bytes: Buffer.concat(chunks),
          });
          onTaken(taken.length);
          done();
        }, delay),
      );
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    named,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
