import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskSecrets, readSmtpSettings } from "../../src/delivery/smtp-settings.ts";
import { KessanError } from "../../src/problem.ts";
import { temporaryFolder } from "../scripts/temporary-folder.ts";
import { makeCertificate } from "./certificate.ts";

function messageOf(of: Parameters<typeof readSmtpSettings>[0]): string {
  try {
    readSmtpSettings(of);
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** A file of settings, for its owner only unless said otherwise. */
function settingsFile(
  text: string,
  { mode = 0o600, files = {} as Readonly<Record<string, string>> } = {},
): string {
  const folder = temporaryFolder({ "smtp.yaml": text, ...files });
  const path = join(folder, "smtp.yaml");
  chmodSync(path, mode);
  return path;
}

test("takes the server from the environment", () => {
  const { path, cert } = makeCertificate("mail.acme.com");
  const env = {
    KESSAN_SMTP_HOST: "mail.acme.com",
    KESSAN_SMTP_USER: "ir",
    KESSAN_SMTP_PASSWORD: "secret",
    KESSAN_SMTP_CA: path,
    KESSAN_SMTP_NAME: "ir-1.acme.com",
    HOME: "/",
  };
  expect(readSmtpSettings({ env })).toEqual({
    host: "mail.acme.com",
    port: 587,
    tls: "starttls",
    login: { user: "ir", password: "secret" },
    ca: cert,
    name: "ir-1.acme.com",
  });
});

test.each([
  [
    { KESSAN_SMTP_HOST: "mail.acme.com", KESSAN_SMTP_TLS: "implicit" },
    { tls: "implicit", port: 465 },
  ],
  [{ KESSAN_SMTP_HOST: "localhost" }, { tls: "none", port: 25 }],
  [
    { KESSAN_SMTP_HOST: "127.0.0.1", KESSAN_SMTP_TLS: "starttls" },
    { tls: "starttls", port: 587 },
  ],
  [
    { KESSAN_SMTP_HOST: "::1", KESSAN_SMTP_PORT: "2525" },
    { tls: "none", port: 2525 },
  ],
])("encrypts all but what stays on this machine: %j", (env, settings) => {
  expect(readSmtpSettings({ env })).toEqual({ host: env.KESSAN_SMTP_HOST, ...settings });
});

test("tells everything that is wrong with the environment at once", () => {
  const env = {
    KESSAN_SMTP_HOST: "mail.acme.com",
    KESSAN_SMTP_PORT: "70000",
    KESSAN_SMTP_TLS: "none",
    KESSAN_SMTP_USER: "ir",
    KESSAN_SMTP_PASSWD: "secret",
    KESSAN_SMTP_NAME: "a b",
    KESSAN_SMTP_CA: "/nowhere/ca.pem",
  };
  expect(messageOf({ env })).toBe(
    [
      "unknown variable KESSAN_SMTP_PASSWD",
      '  hint: did you mean "KESSAN_SMTP_PASSWORD"?',
      'KESSAN_SMTP_TLS mail to "mail.acme.com" would be readable on its way',
      "  hint: without TLS only a server on this machine is used; write starttls or implicit",
      'KESSAN_SMTP_PORT expected a port from 1 to 65535, got "70000"',
      'KESSAN_SMTP_USER no password for "ir"',
      "  hint: set KESSAN_SMTP_PASSWORD, or write password in a file that only you can read",
      'KESSAN_SMTP_NAME is no name of a host: "a b"',
      "KESSAN_SMTP_CA cannot read \"/nowhere/ca.pem\": ENOENT: no such file or directory, open '/nowhere/ca.pem'",
    ].join("\n"),
  );
});

test.each([
  [{}, "no mail server is named\n  hint: set KESSAN_SMTP_HOST, or write host in the file"],
  [{ KESSAN_SMTP_HOST: "mail.acme.com\r\nX" }, 'KESSAN_SMTP_HOST is no name of a host: "mail.acme.com X"'],
  [
    { KESSAN_SMTP_HOST: "localhost", KESSAN_SMTP_TLS: "startls" },
    'KESSAN_SMTP_TLS expected starttls, implicit or none, got "startls"\n  hint: did you mean "starttls"?',
  ],
  [
    { KESSAN_SMTP_HOST: "localhost", KESSAN_SMTP_PASSWORD: "secret" },
    "KESSAN_SMTP_PASSWORD a password, and no user whose it is",
  ],
])("refuses %j", (env, message) => {
  expect(messageOf({ env })).toBe(message);
});

test("takes the server from a file alone, with the key that signs beside it", () => {
  const smtpFile = settingsFile(
    "host: mail.acme.com\nport: 2525\nuser: ir\npassword: secret\ndkim:\n  domain: acme.com\n  selector: s1\n  keyFile: dkim.pem\n",
    { files: { "dkim.pem": "-----BEGIN PRIVATE KEY-----\n" } },
  );
  chmodSync(join(smtpFile, "../dkim.pem"), 0o600);
  expect(readSmtpSettings({ env: { KESSAN_SMTP_HOST: "other.com" }, smtpFile })).toEqual({
    host: "mail.acme.com",
    port: 2525,
    tls: "starttls",
    login: { user: "ir", password: "secret" },
    dkim: { domain: "acme.com", selector: "s1", key: "-----BEGIN PRIVATE KEY-----\n" },
  });
});

test("refuses files with secrets that others can reach", () => {
  const smtpFile = settingsFile(
    "host: mail.acme.com\nuser: ir\npassword: secret\ndkim: { domain: acme.com, selector: s1, keyFile: dkim.pem }\n",
    { mode: 0o640, files: { "dkim.pem": "-----BEGIN PRIVATE KEY-----\n" } },
  );
  const key = join(smtpFile, "../dkim.pem");
  chmodSync(key, 0o604);
  expect(messageOf({ env: {}, smtpFile })).toBe(
    [
      `${smtpFile} holds a secret, and others can reach it: its mode is 0640`,
      `  hint: chmod 600 ${smtpFile}`,
      `${key} holds a secret, and others can reach it: its mode is 0604`,
      `  hint: chmod 600 ${key}`,
    ].join("\n"),
  );
});

test("refuses a file of another user, and says where a password is missing", () => {
  const smtpFile = settingsFile("host: mail.acme.com\nuser: ir\n");
  const disk = { ...diskSecrets, access: () => ({ mode: 0o600, isOurs: false }) };
  expect(messageOf({ env: {}, smtpFile, disk })).toBe(
    [
      `${smtpFile} holds a secret, and belongs to another user`,
      `${smtpFile}:2:7 no password for "ir"`,
      "  hint: set KESSAN_SMTP_PASSWORD, or write password in a file that only you can read",
    ].join("\n"),
  );
});

test("refuses keys that it does not know", () => {
  const smtpFile = settingsFile("host: mail.acme.com\nhots: x\n");
  expect(messageOf({ env: {}, smtpFile })).toBe(
    `${smtpFile}:2:1 unknown key "hots"\n  hint: did you mean "host"?`,
  );
});
