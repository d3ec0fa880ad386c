/**
 * Sends a mail through a Debian mail server, postfix or opensmtpd, and reads it back from its mailbox: node
 * scripts/try-debian-mail.ts. The server runs on a port of the loopback with a configuration of its own that is thrown away. Where
 * none is installed, or we are not root and cannot start one, it says so and ends with 0.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import PostalMime from "postal-mime";
import { converse } from "../src/delivery/smtp.ts";

/** A mail server that can be started with the files in a folder. */
interface MailServer {
  readonly name: string;
  readonly program: string;
  /** Writes its files into the folder and starts it; mail for anybody comes to the Maildir there. */
  readonly start: (of: {
    readonly folder: string;
    readonly inbox: string;
    readonly port: number;
  }) => ChildProcess;
  readonly stop: (folder: string, child: ChildProcess) => void;
}

/** Owner of the mailbox: no server delivers as root. */
const nobody = 65_534;

const servers: readonly MailServer[] = [
  {
    name: "postfix",
    program: "/usr/sbin/postfix",
    start: ({ folder, inbox, port }) => {
      const main = {
        compatibility_level: "3.6",
        queue_directory: join(folder, "queue"),
        data_directory: join(folder, "data"),
        maillog_file: join(folder, "log"),
        maillog_file_prefixes: folder,
        inet_interfaces: "127.0.0.1",
        inet_protocols: "ipv4",
        myhostname: "mail.kessan.test",
        mydestination: "",
        mynetworks: "127.0.0.0/8",
        alias_maps: "",
        alias_database: "",
        virtual_mailbox_domains: "kessan.test",
        virtual_mailbox_base: folder,
        virtual_mailbox_maps: "static:inbox/",
        virtual_uid_maps: `static:${nobody}`,
        virtual_gid_maps: `static:${nobody}`,
      };
      const daemons = [
        `127.0.0.1:${port} inet n - n - - smtpd`,
        "cleanup unix n - n - 0 cleanup",
        "qmgr unix n - n 300 1 qmgr",
        "rewrite unix - - n - - trivial-rewrite",
        "bounce unix - - n - 0 bounce",
        "defer unix - - n - 0 bounce",
        "trace unix - - n - 0 bounce",
        "proxymap unix - - n - - proxymap",
        "error unix - - n - - error",
        "retry unix - - n - - error",
        "virtual unix - n n - - virtual",
        "anvil unix - - n - 1 anvil",
        "postlog unix-dgram n - n - 1 postlogd",
      ];
      const lines = Object.entries(main).map(([key, value]) => `${key} = ${value}\n`);
      mkdirSync(join(folder, "etc"));
      mkdirSync(join(folder, "queue"));
      mkdirSync(join(folder, "data"));
      const owner = Number(execFileSync("id", ["-u", "postfix"], { encoding: "utf8" }));
      chownSync(join(folder, "data"), owner, -1);
      writeFileSync(join(folder, "etc/main.cf"), lines.join(""));
      writeFileSync(join(folder, "etc/master.cf"), `${daemons.join("\n")}\n`);
      chownSync(inbox, nobody, nobody);
      return spawn("/usr/sbin/postfix", ["-c", join(folder, "etc"), "start-fg"], { stdio: "inherit" });
    },
    stop: (folder) =>
      void execFileSync("/usr/sbin/postfix", ["-c", join(folder, "etc"), "stop"], { stdio: "ignore" }),
  },
  {
    name: "opensmtpd",
    program: "/usr/sbin/smtpd",
    start: ({ folder, inbox, port }) => {
      const conf = join(folder, "smtpd.conf");
      const lines = [
        `listen on 127.0.0.1 port ${port}`,
        'table everybody { "@" = "nobody" }',
        `action "keep" maildir "${inbox}" virtual <everybody>`,
        'match from any for domain "kessan.test" action "keep"',
      ];
      writeFileSync(conf, `${lines.join("\n")}\n`);
      chownSync(inbox, nobody, nobody);
      return spawn("/usr/sbin/smtpd", ["-d", "-f", conf], { stdio: ["ignore", "ignore", "inherit"] });
    },
    stop: (_, child) => void child.kill("SIGTERM"),
  },
];

const installed = servers.filter(({ program }) => existsSync(program));
if (installed.length === 0) say("neither postfix nor opensmtpd is installed here: nothing was tried");
else if (process.getuid?.() !== 0) say("a mail server can only be started by root: nothing was tried");
else for (const server of installed) await tryOut(server);

/** Starts a server, sends a mail, reads it back. Throws if it is not the one that was sent. */
async function tryOut({ name, start, stop }: MailServer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kessan-debian-"));
  const inbox = join(folder, "inbox");
  mkdirSync(inbox);
  chmodSync(folder, 0o755);
  const port = await freePort();
  const child = start({ folder, inbox, port });
  const conversation = converse({ host: "127.0.0.1", port, tls: "none" });
  try {
    await until(20, async () => (await conversation.open()) === undefined);
    const text = "Umsatz 売上高 1,234\r\n.a line that begins with a dot\r\n";
    const head = [
      "From: ir@kessan.test",
      "To: ann@kessan.test",
      "Subject: results",
      "Message-ID: <1@kessan.test>",
    ];
    const mime = [
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: 8bit",
    ];
    const message = Buffer.from([...head, ...mime, "", text].join("\r\n"));
    let isReady = false;
    const beforeEnd = (): void => void (isReady = true);
    const verdict = await conversation.send({
      from: "ir@kessan.test",
      to: "ann@kessan.test",
      message,
      beforeEnd,
    });
    say(`${name}: ${verdict.state}, "${verdict.reply}"`);
    if (verdict.state !== "accepted" || !isReady) throw new Error(`${name} did not take the mail`);
    const letters = join(inbox, "new");
    await until(20, () => existsSync(letters) && readdirSync(letters).length > 0);
    const found = await PostalMime.parse(readFileSync(join(letters, readdirSync(letters)[0]!)));
    const got = (found.text ?? "").replaceAll("\r\n", "\n").trimEnd();
    if (got !== text.replaceAll("\r\n", "\n").trimEnd() || found.messageId !== "<1@kessan.test>")
      throw new Error(`${name} delivered something else: ${JSON.stringify(found)}`);
    say(`${name}: read back from the mailbox as it was sent`);
  } catch (error) {
    const log = join(folder, "log");
    if (existsSync(log)) console.error(readFileSync(log, "utf8"));
    throw error;
  } finally {
    conversation.close();
    stop(folder, child);
    await sleep(500);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(seconds: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(100)) if (await isSo()) return;
  throw new Error(`waited ${seconds} s in vain`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function say(line: string): void {
  console.log(line);
}
