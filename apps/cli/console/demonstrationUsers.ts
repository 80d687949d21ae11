import { randomInt } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { RoomFile } from "#libs/policy/roomSchema";
import { credentialDigest } from "#libs/runtime/credentials";
import { viewerName } from "#libs/runtime/viewerKeys";
import { parseFile } from "../installation.ts";
import { keepPrivate } from "../privateFiles.ts";

const user = z.strictObject({
  account: viewerName,
  password: z.string().min(12).max(40),
  /** As the embedded issuer says it. */
  role: z.enum(["rpd", "amministratore", "operatore", "cabina", "autorita"]),
  titolare: z.string().min(1).max(200).exactOptional(),
});
const schema = z.strictObject({
  format: z.literal("raccordo-demonstration-users/1"),
  users: z.array(user).min(1).max(50),
});

export type DemonstrationUser = z.infer<typeof user>;

/** Where the demonstration's users stand, with their passwords. */
export const usersFile = (data: string): string => join(data, "console", "users.json");

/**
 * The made-up users of the page: those of the first start, with passwords that were drawn then. They are roles, not
 * persons; production knows none of them.
 */
export function openDemonstrationUsers(
  data: string,
  rooms: readonly RoomFile[],
): readonly DemonstrationUser[] {
  const path = usersFile(data);
  const text = keepPrivate(path, () => {
    const users = usersOf(rooms).map((one) => ({ ...one, password: drawnPassword() }));
    return `${JSON.stringify({ format: "raccordo-demonstration-users/1", users }, null, 2)}\n`;
  });
  return parseFile(path, text, schema).users;
}

/** How the console's process knows them: it holds no password. */
export const loginOf = (users: readonly DemonstrationUser[]) => ({
  kind: "demonstration",
  users: users.map(({ password, ...rest }) => ({
    ...rest,
    password_sha256: credentialDigest(password),
  })),
});

function usersOf(rooms: readonly RoomFile[]): readonly Omit<DemonstrationUser, "password">[] {
  const titolareOf = (kind: RoomFile["kind"]) => rooms.find((room) => room.kind === kind)?.titolare;
  const [comune, questura] = [titolareOf("polizia_locale"), titolareOf("questura")];
  const first = comune ?? rooms[0]?.titolare ?? "";
  return [
    { account: "rpd-comune", role: "rpd", titolare: first },
    ...(questura === undefined
      ? []
      : [{ account: "rpd-questura", role: "rpd" as const, titolare: questura }]),
    { account: "amministratore", role: "amministratore", titolare: first },
    { account: "operatore", role: "operatore", titolare: first },
    { account: "cabina", role: "cabina" },
    { account: "autorita", role: "autorita" },
  ];
}

/** Signs that cannot be taken for each other; 12 of 31 are 59 bits. */
const signs = "abcdefghijkmnpqrstuvwxyz2345678";
const passwordSigns = 12;

const drawnPassword = (): string =>
  Array.from({ length: passwordSigns }, () => signs[randomInt(signs.length)])
    .join("")
    .replace(/(....)(?!$)/g, "$1-");
