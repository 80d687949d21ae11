import { join } from "node:path";
import type { RoomFile } from "#libs/policy/roomSchema";
import type { DemonstrationUser } from "./console/demonstrationUsers.ts";
import { authoritiesIn, type IdentitySetting } from "./console/identitySetting.ts";
import { issuerFault } from "./console/issuerCheck.ts";
import { addressOf, host, type Ports } from "./ports.ts";
import { watchedNames } from "./processConfigs.ts";
import type { Terminal } from "./terminal.ts";
import { textOf } from "./texts.ts";
import { operationsAddress } from "./watch.ts";
import { webhookSecretFile } from "./webhookSecrets.ts";

interface Summed {
  readonly data: string;
  readonly rooms: readonly RoomFile[];
  readonly ports: Ports;
  /** Made-up users of the console's page; none in production. */
  readonly users: readonly DemonstrationUser[];
  /** Who says who somebody is, where the deployment names an issuer. */
  readonly identity: Pick<IdentitySetting, "issuer" | "address"> | undefined;
}

export const consoleAddressOf = ({ ports }: Pick<Ports, "ports">): string =>
  `http://${host}:${ports["console"] ?? 0}`;

/** Where everything is, once it is up. */
export function summary(terminal: Terminal, { data, rooms, ports, users, identity }: Summed): void {
  for (const { id, webhook } of rooms) {
    const key = join(data, "rooms", id, "key");
    terminal.say("summary-room", { room: id, address: addressOf(ports, id) ?? "", key });
    if (webhook === undefined) continue;
    // Not its path and query: they may hold what only the receiver is to know.
    const { origin } = new URL(webhook.url);
    terminal.say("summary-webhook", { room: id, origin, secret: webhookSecretFile(data, id) });
  }
  terminal.say("summary-log", { address: `http://${host}:${ports.ports["audit"] ?? 0}` });
  const watched = watchedNames(rooms).map((name) => {
    return `${name} http://${operationsAddress(ports, name) ?? ""}`;
  });
  terminal.say("summary-operations", { addresses: watched.join(", ") });
  consoleSummary(terminal, ports, users);
  if (identity === undefined) return;
  const { origin } = new URL(identity.address ?? consoleAddressOf(ports));
  const returns = { back: `${origin}/accesso/ritorno`, after: `${origin}/` };
  terminal.say("summary-issuer", { issuer: identity.issuer, ...returns });
}

/** Asks the issuer once, so that what is wrong with it is said before somebody wants to sign in. */
export async function tellIssuer(
  terminal: Terminal,
  identity: Pick<IdentitySetting, "issuer" | "ca_file"> | undefined,
): Promise<void> {
  const fault = identity && (await issuerFault({ ...identity, ca: authoritiesIn(identity) }));
  if (fault === undefined) return;
  terminal.warn(fault.text, fault.values);
  terminal.warn("issuer-do");
}

/** The console's address, and who can sign in there in the demonstration. */
export function consoleSummary(
  terminal: Terminal,
  ports: Ports,
  users: readonly DemonstrationUser[],
): void {
  terminal.say("summary-console", { address: consoleAddressOf(ports) });
  for (const { account, password, role, titolare = "–" } of users) {
    const who = textOf(terminal.language, `user-${role}`, { titolare });
    terminal.say("summary-user", { account, password, role, titolare, who });
  }
}
