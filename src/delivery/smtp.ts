import { isAscii } from "node:buffer";
import { Readable } from "node:stream";
import SMTPConnection, { type SMTPConnectionSendInfo } from "nodemailer/lib/smtp-connection";
import { readAddress } from "../facts/address.ts";
import { quote } from "../facts/text.ts";
import { KessanError } from "../problem.ts";
import { isLoopback, type SmtpSettings } from "./smtp-settings.ts";

/**
 * What is known of a message after a try: the server took it; it did not and may later, or the connection was lost before it
 * could (`deferred`); it did not and will not; or it may have it (`unknown`). `reply` is the server's, or says why.
 */
export interface Verdict {
  readonly state: "accepted" | "deferred" | "refused" | "unknown";
  readonly reply: string;
}

/** One message to one address. */
export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  /** The bytes that the server gets: lines end in CR LF. */
  readonly message: Uint8Array;
  /** Awaited before the last bytes are let go. Until then the server cannot have the message; if it throws, it never will. */
  readonly beforeEnd: () => void | Promise<void>;
  /** Gives up at once: what was let go then is unknown. */
  readonly signal?: AbortSignal;
}

/** A conversation with a mail server, over one connection after another. */
export interface Conversation {
  /**
   * Makes sure that there is a connection. Gives why there is none for now, in words; undefined if there is. Throws a KessanError
   * if there never will be with these settings. A signal ends the waiting.
   */
  open(signal?: AbortSignal): Promise<string | undefined>;
  /** Sends a message. Throws a KessanError if the server takes none of us, and what `beforeEnd` throws; then it has nothing. */
  send(mail: OutgoingMail): Promise<Verdict>;
  /** Ends the connection. A later `send` makes a new one. */
  close(): void;
}

export interface ConversationOptions {
  /** Milliseconds for everything but the reply to a whole message. */
  readonly commandTimeout?: number;
  /** Milliseconds for the reply to a whole message (RFC 5321, 4.5.3.2.6: ten minutes). */
  readonly endTimeout?: number;
  /** Messages after which a new connection is made. */
  readonly mostOverOne?: number;
}

const CHUNK = 65_536;
const QUIT_TIMEOUT = 2_000;
const minute = 60_000;

/** Begins a conversation; nothing is connected before it has to be. */
export function converse(
  settings: SmtpSettings,
  { commandTimeout = 5 * minute, endTimeout = 10 * minute, mostOverOne = 100 }: ConversationOptions = {},
): Conversation {
  if (settings.tls === "none" && !isLoopback(settings.host))
    throw new Error(`mail to ${settings.host} would not be encrypted`);
  const timeouts = { command: commandTimeout, end: endTimeout };
  let line: Line | undefined;

  const open = async (signal?: AbortSignal): Promise<string | undefined> => {
    if (line !== undefined && line.isUsable()) return undefined;
    line?.leave();
    line = undefined;
    const opened = await connect(settings, timeouts, signal);
    if (typeof opened === "string") return opened;
    line = opened;
    return undefined;
  };

  const send = async (mail: OutgoingMail): Promise<Verdict> => {
    checkMail(mail);
    const trouble = await open(mail.signal);
    if (trouble !== undefined) return { state: "deferred", reply: trouble };
    const used = line!;
    const isReused = used.sent > 0;
    const { verdict, isOver, isLostAtOnce } = await transact(used, mail, timeouts);
    if (!isOver || used.sent >= mostOverOne) {
      if (isOver) used.leave();
      else used.drop();
      line = undefined;
    }
    // A server may end a connection that it has kept for a while just when it is used again
    if (isReused && isLostAtOnce && mail.signal?.aborted !== true) return send(mail);
    return verdict;
  };

  return {
    open,
    send,
    close: () => {
      line?.leave();
      line = undefined;
    },
  };
}

/** A connection that is ready for messages. */
interface Line {
  readonly connection: SMTPConnection;
  readonly host: string;
  /** Messages that were handed over. */
  sent: number;
  /** The most bytes that the server takes in a message (RFC 1870); undefined if it does not say. */
  readonly mostBytes: number | undefined;
  isUsable(): boolean;
  /** Ends it politely, or at once. */
  leave(): void;
  drop(): void;
}

interface Timeouts {
  readonly command: number;
  readonly end: number;
}

/** Connects, encrypts and logs in. Gives why it cannot for now. Throws a KessanError if it never can. */
async function connect(
  settings: SmtpSettings,
  timeouts: Timeouts,
  signal?: AbortSignal,
): Promise<Line | string> {
  const { host, port, tls, login, ca, name } = settings;
  let mostBytes: number | undefined;
  const connection = new SMTPConnection({
    host,
    port,
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    tls: { rejectUnauthorized: true, minVersion: "TLSv1.2", ...(ca !== undefined && { ca }) },
    ...(name !== undefined && { name }),
    connectionTimeout: timeouts.command,
    greetingTimeout: timeouts.command,
    dnsTimeout: timeouts.command,
    socketTimeout: Math.max(timeouts.command, timeouts.end) + minute,
    // Replies are kept in the ledger
    maxResponseSize: 16_384,
    // A connection that is given up must not go on writing what waits in it
    socketCloseTimeout: 0,
    transactionLog: true,
    logger: replyWatcher((ehlo) => (mostBytes = announcedSize(ehlo))),
  });
  const error = await new Promise<Failure | undefined>((resolve) => {
    const timer = setTimeout(() => end(timedOut(timeouts.command)), timeouts.command);
    const stop = (): void => end(new Error("stopped before there was one"));
    const end = (failure?: Failure | null): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      resolve(failure ?? undefined);
    };
    signal?.addEventListener("abort", stop);
    if (signal?.aborted === true) stop();
    connection.on("error", end);
    connection.once("end", () => setImmediate(() => end(new Error("the connection was closed"))));
    connection.connect((failure) => {
      if (failure || login === undefined) return end(failure);
      connection.login({ user: login.user, pass: login.password }, (refusal) => end(refusal));
    });
  });
  if (error === undefined && (tls === "none" || connection.secure))
    return {
      connection,
      host,
      sent: 0,
      mostBytes,
      isUsable: () => !connection.destroyed,
      leave: () => leave(connection),
      drop: () => connection.close(),
    };
  connection.close();
  const failure: Failure = error ?? new Error("the connection is not encrypted");
  const problem = faultOfSettings(settings, failure);
  if (problem !== undefined) throw new KessanError([problem], { cause: failure });
  return `no connection to ${host}:${port}: ${wordsOf(failure)}`;
}

/** What nodemailer says went wrong. */
type Failure = Error & {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
};

/** What no waiting will mend; undefined if waiting may. */
function faultOfSettings({ host, port, tls, login }: SmtpSettings, failure: Failure) {
  const { code, command, responseCode = 0, originalCode = "" } = failure;
  const server = `${host}:${port}`;
  const isFinal = responseCode >= 500;
  if (code === "EAUTH" && (isFinal || responseCode === 0))
    return {
      what: `${server} does not let ${quote(login?.user ?? "")} in: ${wordsOf(failure)}`,
      hint: "check user and password",
    };
  if (command === "STARTTLS" && isFinal)
    return {
      what: `${server} offers no encryption: ${wordsOf(failure)}`,
      hint: "somebody on the way may have taken it out; nothing is sent in the clear",
    };
  if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(originalCode))
    return {
      what: `${server} has a certificate that cannot be trusted: ${failure.message.split(";")[0]}`,
      hint: "name the one that signed it (KESSAN_SMTP_CA, or ca in the file) if it is your own",
    };
  if (/^(ERR_SSL|ERR_TLS|EPROTO)/.test(originalCode))
    return {
      what: `${server} does not speak TLS as wanted (${tls}): ${failure.message}`,
      hint: "starttls is for port 587, implicit for 465",
    };
  if (isFinal && ["CONN", "EHLO", "HELO"].includes(command ?? ""))
    return { what: `${server} turns us away: ${wordsOf(failure)}` };
  return undefined;
}

interface Transaction {
  readonly verdict: Verdict;
  /** Whether the server has said the last word, so that the connection can take another message. */
  readonly isOver: boolean;
  /** Whether the connection was lost before the server had replied to anything, and before the message was begun. */
  readonly isLostAtOnce: boolean;
}

/** One message over a connection: MAIL, RCPT, DATA and the message, with the last bytes held back until the caller is ready. */
async function transact(line: Line, mail: OutgoingMail, timeouts: Timeouts): Promise<Transaction> {
  const { connection, mostBytes } = line;
  const { from, to, message, beforeEnd, signal } = mail;
  if (mostBytes !== undefined && message.length > mostBytes) {
    const [has, takes] = [message.length, mostBytes].map((bytes) => bytes.toLocaleString("en"));
    const reply = `the message has ${has} bytes, and ${line.host} takes at most ${takes}`;
    return { verdict: { state: "refused", reply }, isOver: true, isLostAtOnce: false };
  }

  return new Promise((resolve, reject) => {
    let isSettled = false;
    let isBegun = false;
    let isReleased = false;
    let hasReply = false;
    let timer = setTimeout(() => expire(timeouts.command), timeouts.command);

    const settle = (end: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      connection.off("end", onEnd);
      end();
    };
    const finish = (verdict: Verdict, isOver = false): void =>
      settle(() => resolve({ verdict, isOver, isLostAtOnce: !hasReply && !isBegun }));
    /** Without the server's last word: what was let go may have arrived, and what was not cannot have. */
    const lose = (why: string): void => finish({ state: isReleased ? "unknown" : "deferred", reply: why });
    const fail = (error: unknown): void => {
      settle(() => reject(error));
      connection.close();
    };
    const expire = (time: number): void => {
      lose(wordsOf(timedOut(time)));
      connection.close();
    };
    const restart = (time: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => expire(time), time);
    };
    const onAbort = (): void => {
      lose("stopped before the server replied");
      connection.close();
    };
    // What ends the connection is told after it, if it is known
    const onEnd = (): unknown => setImmediate(() => lose("the connection was closed"));

    const judge = (failure: Failure | null, info?: SMTPConnectionSendInfo): void => {
      if (failure === null) {
        hasReply = true;
        const reply = info!.response;
        // Not a reply to what the server has not seen yet
        if (!isReleased) return lose(`expected no reply before the end of the message, got ${quote(reply)}`);
        if (info!.accepted.length !== 1 || info!.accepted[0] !== to)
          return lose(`accepted for ${quote(info!.accepted.join(", "))}: ${quote(reply)}`);
        line.sent += 1;
        return finish({ state: "accepted", reply }, true);
      }
      const { responseCode = 0, response = "", command } = failure;
      hasReply = responseCode > 0;
      if (responseCode < 400 || responseCode > 599) return lose(wordsOf(failure));
      // A bad sequence of commands (RFC 5321, 4.2.4) says something of the connection, not of the message
      const isRefused = responseCode >= 500 && (isReleased || responseCode !== 503);
      if (isRefused && !isReleased && command === "MAIL FROM" && responseCode !== 552)
        return fail(
          new KessanError([{ what: `${line.host} takes no mail from ${quote(from)}: ${quote(response)}` }]),
        );
      finish({ state: isRefused ? "refused" : "deferred", reply: response }, isReleased);
    };

    let isHeld = false;
    let offset = 0;
    const body = new Readable({
      highWaterMark: CHUNK,
      read: () => {
        if (isSettled || isReleased || isHeld) return;
        const reply = String(connection.lastServerResponse);
        if (offset === 0 && !reply.startsWith("354")) {
          hasReply = true;
          lose(`expected 354 in reply to DATA, got ${quote(reply)}`);
          return connection.close();
        }
        isBegun = true;
        restart(timeouts.command);
        if (message.length - offset > CHUNK) {
          body.push(message.subarray(offset, (offset += CHUNK)));
          return;
        }
        isHeld = true;
        void letGo();
      },
    });
    const letGo = async (): Promise<void> => {
      try {
        // What the server said or did meanwhile comes first
        await new Promise((next) => setImmediate(next));
        if (isSettled) return;
        await beforeEnd();
      } catch (error) {
        return fail(error);
      }
      if (isSettled) return;
      isReleased = true;
      restart(timeouts.end);
      body.push(message.subarray(offset));
      body.push(null);
    };

    signal?.addEventListener("abort", onAbort);
    connection.once("end", onEnd);
    if (signal?.aborted === true) return onAbort();
    const use8BitMime = !isAscii(message);
    connection.send({ from, to, size: message.length, use8BitMime }, body, judge);
  });
}

/** Messages are made by us: what SMTP would change on its way, or could take for a command, is our mistake. */
function checkMail({ from, to, message }: OutgoingMail): void {
  for (const address of [from, to]) {
    const read = readAddress(address);
    if ("what" in read || read.address !== address)
      throw new Error(`no address for an envelope: ${JSON.stringify(address)}`);
  }
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1))
    if (bytes[at - 1] !== 0x0d) throw new Error(`byte ${at} of the message is a bare LF`);
  for (let at = bytes.indexOf(0x0d); at !== -1; at = bytes.indexOf(0x0d, at + 1))
    if (bytes[at + 1] !== 0x0a) throw new Error(`byte ${at} of the message is a bare CR`);
  if (bytes.at(-1) !== 0x0a) throw new Error("the message does not end in CR LF");
}

function leave(connection: SMTPConnection): void {
  if (connection.destroyed) return;
  connection.quit();
  // One that does not answer would keep the program from ending
  setTimeout(() => connection.close(), QUIT_TIMEOUT).unref();
}

/** A logger that passes on the replies to EHLO and keeps nothing. */
function replyWatcher(onEhlo: (reply: string) => void) {
  let isEhlo = false;
  return {
    debug: ({ tnx }: { readonly tnx?: string }, text: string) => {
      if (tnx === "client") isEhlo = text.startsWith("EHLO ");
      else if (tnx === "server" && isEhlo) {
        isEhlo = false;
        onEhlo(text);
      }
    },
    info: () => {},
    warn: () => {},
    error: () => {},
  };
}

function announcedSize(ehlo: string): number | undefined {
  const size = Number(/^250[ -]SIZE[ \t]+(\d+)/im.exec(ehlo)?.[1] ?? 0);
  return size === 0 ? undefined : size;
}

function timedOut(time: number): Failure {
  return new Error(`no reply within ${time / 1000} s`);
}

/** What the server said, else what the system did. */
function wordsOf({ response, message }: Failure): string {
  return response === undefined || response === "" ? message : quote(response);
}
