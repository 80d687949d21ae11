import { lstatSync, readFileSync } from "node:fs";
import { TileStoreError } from "./failure.ts";

/** A PostgreSQL server: where it is and who asks, and the file that holds the password, if it wants one. */
export interface PostgresAddress {
  /** `postgresql://user@host:port/database?…`, never with a password. */
  readonly url: string;
  readonly passwordFile?: string | undefined;
}

const loopback = new Set(["", "localhost", "127.0.0.1", "[::1]"]);
const passwordBytesMax = 1_024;

/**
 * An address on this machine, or one whose certificate and name are checked; without a password, which would be told
 * to whoever may read the setting.
 */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, searchParams, password } = new URL(text);
  if (protocol !== "postgresql:" && protocol !== "postgres:") return false;
  // What the query says would overrule what is looked at here, or tell the password.
  const overruling = ["host", "hostaddr", "port", "user", "password", "dbname", "database"];
  if (password !== "" || overruling.some((name) => searchParams.has(name))) return false;
  return searchParams.getAll("sslmode").join() === "verify-full" || loopback.has(hostname);
}

/** Which database an address means, without what may change in how it is reached: two of the same name are one place. */
export function placeName(url: string): string {
  const { username, hostname, port, pathname } = new URL(url);
  return `postgresql://${username}@${hostname || "localhost"}:${port || "5432"}${pathname}`;
}

/**
 * The address with the password of its file, for the client alone: never to be written anywhere. Throws TileStoreError
 * `refused` for a file that others may read, or that is none.
 */
export function withPassword({ url, passwordFile }: PostgresAddress): string {
  if (passwordFile === undefined) return url;
  const address = new URL(url);
  address.password = encodeURIComponent(readPassword(passwordFile));
  return address.href;
}

function readPassword(path: string): string {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  const refused = (why: string) =>
    new TileStoreError("refused", "checkpoint store", `its password file ${path} ${why}`);
  if (stat?.isFile() !== true) throw refused("is no file");
  const own = process.getuid === undefined || stat.uid === process.getuid();
  if (!own || (stat.mode & 0o077) !== 0) throw refused("can be read by others than its owner");
  if (stat.size > passwordBytesMax) throw refused(`is longer than ${passwordBytesMax} bytes`);
  const text = readFileSync(path, "utf8").replace(/\r?\n$/, "");
  if (text === "") throw refused("is empty");
  return text;
}
