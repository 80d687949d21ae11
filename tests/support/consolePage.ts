import { join } from "node:path";
import { credentialDigest } from "#libs/runtime/credentials";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import { projectRoot } from "#tests/support/project";

/** A made-up user of the embedded issuer. */
export interface PageUser {
  readonly account: string;
  readonly role: "rpd" | "amministratore" | "operatore" | "cabina" | "autorita" | "nessuno";
  readonly titolare?: string;
}

const [comune, questura] = ["Comune SINTETICO", "Questura SINTETICA"];
export const pageUsers: readonly PageUser[] = [
  { account: "rpd-comune", role: "rpd", titolare: comune },
  { account: "rpd-questura", role: "rpd", titolare: questura },
  { account: "amministratore", role: "amministratore", titolare: comune },
  { account: "operatore", role: "operatore", titolare: comune },
  { account: "cabina", role: "cabina" },
  { account: "autorita", role: "autorita" },
  // Somebody whom the issuer knows and the console does not.
  { account: "estraneo", role: "nessuno" },
];

export const passwordOf = (account: string): string => `parola-sintetica-di-${account}`;

/** What a console's configuration says besides, so that it has its page and an embedded issuer with these users. */
export function pageConfig(known: readonly PageUser[]): object {
  const users = known.map(({ account, role, titolare }) => ({
    ...{ account, role, password_sha256: credentialDigest(passwordOf(account)) },
    ...(titolare === undefined ? {} : { titolare }),
  }));
  const webDir = join(projectRoot, "dist", "web");
  return { login: { kind: "demonstration", users }, web_dir: webDir };
}

/** The console with its page and the embedded issuer, on a synthetic log; `config` changes its configuration. */
export function consoleWithPage(config: object = {}): Promise<ConsoleOnLog> {
  return consoleOnLog({}, false, { ...pageConfig(pageUsers), ...config });
}
