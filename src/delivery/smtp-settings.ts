import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { dirname, isAbsolute, join } from "node:path";
import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { quote } from "../facts/text.ts";
import { numberText, readYaml } from "../facts/yaml.ts";
import { failOn, suggest, type Place, type Problem } from "../problem.ts";

/** How the connection to the server is encrypted: after STARTTLS, from its first byte, or not at all (on this machine only). */
const tlsModes = ["starttls", "implicit", "none"] as const;

/** The mail server to hand messages to. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: (typeof tlsModes)[number];
  readonly login?: { readonly user: string; readonly password: string };
  /** Certificates (PEM) that the server's has to be signed by, in place of those of the system. */
  readonly ca?: string;
  /** What we call ourselves (EHLO). */
  readonly name?: string;
  /** The key that messages are signed with (PEM), and where its public half is published. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly key: string };
}

/** Reads what there is of files. Throws what the system says. */
export interface SecretFiles {
  read(path: string): Uint8Array;
  /** Permission bits and owner; undefined where the system knows neither. */
  access(path: string): { readonly mode: number; readonly isOurs: boolean } | undefined;
}

/** Files of this machine. */
export const diskSecrets: SecretFiles = {
  read: (path) => readFileSync(path),
  access: (path) => {
    const { mode, uid } = statSync(path);
    return process.getuid === undefined
      ? undefined
      : { mode: mode & 0o777, isOurs: uid === process.getuid() };
  },
};

const shape = {
  host: z.string().optional(),
  port: numberText.optional(),
  tls: z.string().optional(),
  user: z.string().optional(),
  password: z.string().optional(),
  ca: z.string().optional(),
  name: z.string().optional(),
};
const fileSchema = z.strictObject({
  ...shape,
  dkim: z.strictObject({ domain: z.string(), selector: z.string(), keyFile: z.string() }).optional(),
});

const names = Object.keys(shape) as readonly (keyof typeof shape)[];
const prefix = "KESSAN_SMTP_";

/**
 * The mail server from the environment (KESSAN_SMTP_HOST, _PORT, _TLS, _USER, _PASSWORD, _CA, _NAME), or from a YAML file with
 * the same keys in lower case and `dkim`, which nobody but its owner may read; never from both. Throws a KessanError with all
 * problems.
 */
export function readSmtpSettings({
  env,
  smtpFile,
  disk = diskSecrets,
}: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly smtpFile?: string;
  readonly disk?: SecretFiles;
}): SmtpSettings {
  const problems: Problem[] = [];
  const raw = smtpFile === undefined ? fromEnvironment(env, problems) : fromFile(smtpFile, disk, problems);
  const at = (key: string): { readonly place: Place } => ({ place: raw.placeOf(key) });
  const { host, user, password, name } = raw.values;

  if (host === undefined) {
    const hint = `set ${prefix}HOST, or write host in the file`;
    failOn([...problems, { ...(smtpFile !== undefined && at("")), what: "no mail server is named", hint }]);
  } else if (!isHost(host)) problems.push({ ...at("host"), what: `is no name of a host: ${quote(host)}` });

  const isLocal = host !== undefined && isLoopback(host);
  const tls = raw.values.tls ?? (isLocal ? "none" : "starttls");
  if (!isTlsMode(tls)) {
    const hint = suggest(tls, tlsModes);
    const what = `expected starttls, implicit or none, got ${quote(tls)}`;
    problems.push({ ...at("tls"), what, ...(hint !== undefined && { hint }) });
  } else if (tls === "none" && !isLocal)
    problems.push({
      ...at("tls"),
      what: `mail to ${quote(host ?? "")} would be readable on its way`,
      hint: "without TLS only a server on this machine is used; write starttls or implicit",
    });

  const port =
    raw.values.port ?? { starttls: "587", implicit: "465", none: "25" }[isTlsMode(tls) ? tls : "none"];
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535)
    problems.push({ ...at("port"), what: `expected a port from 1 to 65535, got ${quote(port)}` });
  if (user !== undefined && password === undefined)
    problems.push({
      ...at("user"),
      what: `no password for ${quote(user)}`,
      hint: `set ${prefix}PASSWORD, or write password in a file that only you can read`,
    });
  if (user === undefined && password !== undefined)
    problems.push({ ...at("password"), what: "a password, and no user whose it is" });
  if (name !== undefined && !isHost(name))
    problems.push({ ...at("name"), what: `is no name of a host: ${quote(name)}` });

  const near = (path: string): string =>
    smtpFile === undefined || isAbsolute(path) ? path : join(dirname(smtpFile), path);
  const ca = raw.values.ca === undefined ? undefined : readPem(near(raw.values.ca), at("ca"), disk, problems);
  if (ca !== undefined && !isCertificate(ca))
    problems.push({ ...at("ca"), what: `holds no certificate: ${quote(raw.values.ca!)}` });
  const { dkim } = raw;
  let key: string | undefined;
  if (dkim !== undefined) {
    const path = near(dkim.keyFile);
    problems.push(...checkAccess(path, disk));
    key = readPem(path, at("dkim"), disk, problems);
  }
  failOn(problems);
  return {
    host: host!,
    port: Number(port),
    tls: tls as SmtpSettings["tls"],
    ...(user !== undefined && { login: { user, password: password! } }),
    ...(ca !== undefined && { ca }),
    ...(name !== undefined && { name }),
    ...(dkim !== undefined && { dkim: { domain: dkim.domain, selector: dkim.selector, key: key! } }),
  };
}

/** Whether a host is this machine: then nothing leaves it, and nobody can listen. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

interface Raw {
  readonly values: { readonly [Name in keyof typeof shape]?: string };
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly keyFile: string };
  readonly placeOf: (key: string) => Place;
}

function fromEnvironment(env: Readonly<Record<string, string | undefined>>, problems: Problem[]): Raw {
  const known = names.map((name) => `${prefix}${name.toUpperCase()}`);
  for (const name of Object.keys(env).filter((other) => other.startsWith(prefix) && !known.includes(other)))
    problems.push({
      what: `unknown variable ${name}`,
      hint: suggest(name, known) ?? `known: ${known.join(", ")}`,
    });
  const values = Object.fromEntries(
    names.flatMap((name) => {
      const value = env[`${prefix}${name.toUpperCase()}`];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  return { values, placeOf: (key) => ({ file: `${prefix}${key.toUpperCase()}` }) };
}

function fromFile(path: string, disk: SecretFiles, problems: Problem[]): Raw {
  const bytes = readSecret(path, {}, disk, problems);
  if (bytes === undefined) failOn(problems);
  problems.push(...checkAccess(path, disk));
  const { value, placeOf } = readYaml({ bytes: bytes!, file: path, schema: fileSchema });
  const { dkim, ...values } = value;
  return {
    values: withoutUndefined(values),
    ...(dkim !== undefined && { dkim }),
    placeOf: (key) => (key === "" ? { file: path } : placeOf([key])),
  };
}

function withoutUndefined(
  values: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** What is wrong with who can read a file that holds a secret. */
function checkAccess(path: string, disk: SecretFiles): readonly Problem[] {
  let access: ReturnType<SecretFiles["access"]>;
  try {
    access = disk.access(path);
  } catch {
    // That it cannot be read is told by who reads it
    return [];
  }
  if (access === undefined) return [];
  const place = { file: path };
  const { mode, isOurs } = access;
  return [
    ...((mode & 0o077) === 0
      ? []
      : [
          {
            place,
            what: `holds a secret, and others can reach it: its mode is 0${mode.toString(8)}`,
            hint: `chmod 600 ${path}`,
          },
        ]),
    ...(isOurs ? [] : [{ place, what: "holds a secret, and belongs to another user" }]),
  ];
}

function readPem(
  path: string,
  at: { readonly place: Place },
  disk: SecretFiles,
  problems: Problem[],
): string | undefined {
  const bytes = readSecret(path, at, disk, problems);
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  if (text.includes("-----BEGIN ")) return text;
  problems.push({ ...at, what: `is no PEM file: ${quote(path)}` });
  return undefined;
}

function readSecret(
  path: string,
  at: { readonly place?: Place },
  disk: SecretFiles,
  problems: Problem[],
): Uint8Array | undefined {
  try {
    return disk.read(path);
  } catch (error) {
    problems.push({ ...at, what: `cannot read ${quote(path)}: ${(error as Error).message}` });
    return undefined;
  }
}

function isTlsMode(word: string): word is SmtpSettings["tls"] {
  return (tlsModes as readonly string[]).includes(word);
}

function isHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  return (
    text.length <= 253 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(text)
  );
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
