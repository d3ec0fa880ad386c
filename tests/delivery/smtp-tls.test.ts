import { connect as connectTcp, createServer, type AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { converse, type OutgoingMail } from "../../src/delivery/smtp.ts";
import { problemsOf } from "../memory-build.ts";
import { makeCertificate } from "./certificate.ts";

const mail: OutgoingMail = {
  from: "ir@acme.com",
  to: "ann@x.com",
  message: Buffer.from("Subject: hi\r\n\r\n.hi\r\n"),
  beforeEnd: () => {},
};

/** A server of another hand, over TLS. */
async function startServer(options: SMTPServerOptions = {}) {
  const { cert, key } = makeCertificate("127.0.0.1");
  const got: {
    readonly to: readonly string[];
    readonly text: string;
    readonly secure: boolean;
    readonly user?: string;
  }[] = [];
  const server = new SMTPServer({
    cert,
    key,
    authOptional: true,
    onAuth: ({ username, password }, _, done) =>
      password === "secret" ? done(null, { user: username! }) : done(new Error("no such login")),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        got.push({
          to,
          text: Buffer.concat(parts).toString(),
          secure: session.secure,
          ...(session.user && { user: String(session.user) }),
        });
        done(null, "queued");
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  return { port: (server.server.address() as AddressInfo).port, ca: cert, got };
}

const host = "127.0.0.1";

test.each([
  ["starttls", {}],
  ["implicit", { secure: true }],
] as const)(
  "sends over TLS (%s) to a server whose certificate it knows, and logs in there",
  async (tls, options) => {
    const { port, ca, got } = await startServer(options);
    const conversation = converse({ host, port, tls, ca, login: { user: "ir", password: "secret" } });
    onTestFinished(() => conversation.close());
    expect(await conversation.send(mail)).toMatchObject({ state: "accepted" });
    expect(got).toEqual([
      { to: ["ann@x.com"], text: "Subject: hi\r\n\r\n.hi\r\n", secure: true, user: "ir" },
    ]);
  },
);

test.each([
  ["starttls", {}],
  ["implicit", { secure: true }],
] as const)("sends nothing to a server whose certificate nobody vouches for (%s)", async (tls, options) => {
  const { port, got } = await startServer(options);
  expect(await problemsOf(converse({ host, port, tls }).send(mail))).toBe(
    `127.0.0.1:${port} has a certificate that cannot be trusted: self-signed certificate\n` +
      "  hint: name the one that signed it (KESSAN_SMTP_CA, or ca in the file) if it is your own",
  );
  expect(got).toEqual([]);
});

test("116 sends nothing to a server whose certificate is another's", async () => {
  const { cert, key } = makeCertificate("mail.example.com");
  const { port, got } = await startServer({ cert, key });
  const message = await problemsOf(converse({ host, port, tls: "starttls", ca: cert }).send(mail));
  expect(message).toContain(
    `127.0.0.1:${port} has a certificate that cannot be trusted: Hostname/IP does not match`,
  );
  expect(got).toEqual([]);
});

test("sends nothing, and no password, where the way to encryption was taken out", async () => {
  const { port, ca, got } = await startServer({ secure: false });
  const heard: string[] = [];
  // Somebody on the way who takes STARTTLS out of what the server offers, and answers for it
  const between = createServer((client) => {
    const server = connectTcp(port, host);
    server.on("data", (chunk: Buffer) => client.write(String(chunk).replace("STARTTLS", "XXXXXXXX")));
    client.on("data", (chunk: Buffer) => {
      heard.push(String(chunk).trim());
      if (String(chunk).startsWith("STARTTLS")) client.write("502 5.5.1 not implemented\r\n");
      else server.write(chunk);
    });
    client.on("error", () => {}).on("close", () => server.destroy());
    server.on("error", () => {});
  });
  await new Promise<void>((ready) => between.listen(0, host, ready));
  onTestFinished(() => void between.close());
  const there = (between.address() as AddressInfo).port;
  const settings = {
    host,
    port: there,
    tls: "starttls",
    ca,
    login: { user: "ir", password: "secret" },
  } as const;
  expect(await problemsOf(converse(settings).send(mail))).toBe(
    `127.0.0.1:${there} offers no encryption: "502 5.5.1 not implemented"\n` +
      "  hint: somebody on the way may have taken it out; nothing is sent in the clear",
  );
  expect(heard.map((command) => command.split(" ")[0])).toEqual(["EHLO", "STARTTLS"]);
  expect(got).toEqual([]);
});

test("says that a server does not let us in, without the password", async () => {
  const { port, ca } = await startServer();
  const login = { user: "ir", password: "wrong-one" };
  const message = await problemsOf(converse({ host, port, tls: "starttls", ca, login }).send(mail));
  expect(message).toBe(
    `127.0.0.1:${port} does not let "ir" in: "535 no such login"\n  hint: check user and password`,
  );
  expect(message).not.toContain("wrong-one");
});

test("says that a server does not speak TLS from its first byte", async () => {
  const { port, ca } = await startServer();
  expect(await problemsOf(converse({ host, port, tls: "implicit", ca }).send(mail))).toContain(
    `127.0.0.1:${port} does not speak TLS as wanted (implicit): `,
  );
});
