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

/** The console with its page and the embedded issuer, on a synthetic log; `config` changes its configuration. */
export function consoleWithPage(config: object = {}): Promise<ConsoleOnLog> {
  const users = pageUsers.map(({ account, role, titolare }) => ({
    ...{ account, role, password_sha256: credentialDigest(passwordOf(account)) },
    ...(titolare === undefined ? {} : { titolare }),
  }));
  return consoleOnLog({}, false, {
    login: { kind: "demonstration", users },
    web_dir: join(projectRoot, "dist", "web"),
    ...config,
  });
}
