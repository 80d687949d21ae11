import {
  type CoreUser,
  coreUsers,
  type Permissions,
  permissionsOf,
  roomPermissions,
  systemPermissions,
  vaultPermissions,
  vaultSubjects,
} from "./permissions.ts";
import { isRoom, isYear, roomServices, roomSubject } from "./subjects.ts";

/** Everything that the server's configuration depends on. Keys are public nkeys of users ("U…"): no secret is in it. */
export interface ServerInput {
  readonly serverName: string;
  readonly host: string;
  readonly port: number;
  readonly storeDir: string;
  /** Must hold the reserved bytes of all streams and the growth of the log. */
  readonly storeBytesMax: number;
  readonly memoryBytesMax: number;
  readonly payloadBytesMax: number;
  /** One key for each instance of a process. */
  readonly keys: Readonly<Record<CoreUser | "vault" | "system", readonly string[]>>;
  readonly rooms: readonly RoomInput[];
  readonly auditYears: readonly number[];
  /** Years of them that the signed log says are retired; absent: none. */
  readonly retiredYears?: readonly number[];
  readonly roomLimits: RoomLimits;
}

export interface RoomInput {
  /** Also the name of its account: token 2 of its three services is bound to it when the configuration loads. */
  readonly id: string;
  readonly keys: readonly string[];
}

export interface RoomLimits {
  readonly connectionsMax: number;
  readonly subscriptionsMax: number;
  readonly payloadBytesMax: number;
}

export const demonstrationRoomLimits: RoomLimits = {
  connectionsMax: 4,
  subscriptionsMax: 50,
  payloadBytesMax: 262_144,
};

/** A poll may wait 30 s for a copy; the server gives up relaying the answer after this. */
const feedThreshold = "45s";

/**
 * The text of the server's configuration: one account a room without JetStream, the core, the vault, the system.
 * Throws RangeError for an input that could change the meaning of the text (names, keys, paths are checked, not escaped).
 */
export function serverConfiguration(input: ServerInput): string {
  assertInput(input);
  return [
    `server_name: ${quoted(input.serverName)}`,
    `listen: ${quoted(`${input.host}:${input.port}`)}`,
    `max_payload: ${input.payloadBytesMax}`,
    "# Every acknowledged write is on the disk; services read this back and refuse to start otherwise.",
    `jetstream { store_dir: ${quoted(input.storeDir)}, sync_interval: always, max_file_store: ${input.storeBytesMax}, max_memory_store: ${input.memoryBytesMax} }`,
    "system_account: SYS",
    "accounts {",
    ...indent([
      ...coreAccount(input),
      ...vaultAccount(input),
      ...account("SYS", [users(input.keys.system, systemPermissions)]),
      ...input.rooms.flatMap((room) => roomAccount(room, input.roomLimits)),
    ]),
    "}",
    "",
  ].join("\n");
}

function coreAccount(input: ServerInput): readonly string[] {
  const { auditYears, retiredYears = [] } = input;
  const scope = { rooms: input.rooms.map(({ id }) => id), auditYears, retiredYears };
  return account("CORE", [
    ["jetstream: enabled"],
    list(
      "users",
      coreUsers.flatMap((user) =>
        input.keys[user].map((key) => userLine(key, permissionsOf(user, scope))),
      ),
    ),
    list("exports", roomServices.map(exportLine)),
    list(
      "imports",
      Object.values(vaultSubjects).map(
        (subject) => `{ service: { account: VAULT, subject: ${quoted(subject)} } }`,
      ),
    ),
  ]);
}

/** Position 2 binds the subject to the account's name: a room cannot import what belongs to another one. */
function exportLine(service: string): string {
  const threshold = service === "feed" ? `, response_threshold: ${quoted(feedThreshold)}` : "";
  return `{ service: ${quoted(`room.*.${service}`)}, account_token_position: 2, response_type: singleton${threshold} }`;
}

function vaultAccount(input: ServerInput): readonly string[] {
  const exported = Object.values(vaultSubjects).map(
    (subject) => `{ service: ${quoted(subject)}, accounts: [CORE], response_type: singleton }`,
  );
  return account("VAULT", [users(input.keys.vault, vaultPermissions), list("exports", exported)]);
}

function roomAccount(room: RoomInput, limits: RoomLimits): readonly string[] {
  const imported = roomServices.map(
    (service) =>
      `{ service: { account: CORE, subject: ${quoted(roomSubject(room.id, service))} }, to: ${quoted(service)} }`,
  );
  return account(quoted(room.id), [
    [
      `limits { max_connections: ${limits.connectionsMax}, max_subscriptions: ${limits.subscriptionsMax}, max_payload: ${limits.payloadBytesMax} }`,
    ],
    users(room.keys, roomPermissions(room.id)),
    list("imports", imported),
  ]);
}

const users = (keys: readonly string[], permissions: Permissions) =>
  list(
    "users",
    keys.map((key) => userLine(key, permissions)),
  );

function userLine(key: string, permissions: Permissions): string {
  const { publish, neverPublish = [], subscribe, answerWithinSeconds } = permissions;
  const answers =
    answerWithinSeconds === undefined
      ? ""
      : `, allow_responses: { max: 1, expires: "${answerWithinSeconds}s" }`;
  const denied = neverPublish.length > 0 ? `, deny: ${array(neverPublish)}` : "";
  // An empty allow list would mean "everything".
  const published =
    publish.length > 0 ? `{ allow: ${array(publish)}${denied} }` : `{ deny: [">"] }`;
  return `{ nkey: ${key}, permissions: { publish: ${published}, subscribe: { allow: ${array(subscribe)} }${answers} } }`;
}

function account(name: string, parts: readonly (readonly string[])[]): readonly string[] {
  return [`${name}: {`, ...indent(parts.flat()), "}"];
}

const list = (name: string, lines: readonly string[]): readonly string[] => [
  `${name}: [`,
  ...indent(lines),
  "]",
];

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
const array = (subjects: readonly string[]): string => `[${subjects.map(quoted).join(", ")}]`;
const quoted = (text: string): string => `"${text}"`;

function assertInput(input: ServerInput): void {
  const ids = input.rooms.map(({ id }) => id);
  demand(
    ids.every(isRoom) && new Set(ids).size === ids.length,
    "rooms must have distinct valid names",
  );
  const { auditYears, retiredYears = [] } = input;
  demand(auditYears.length > 0 && auditYears.every(isYear), "years of the log");
  const isPast = (year: number) => isYear(year) && year < Math.max(...auditYears) - 1;
  demand(retiredYears.every(isPast), "only a past year is retired");
  const keys = [...Object.values(input.keys), ...input.rooms.map((room) => room.keys)].flat();
  demand(
    keys.every((key) => /^U[A-Z2-7]{55}$/.test(key)),
    "a user's key is a public user nkey",
  );
  demand(new Set(keys).size === keys.length, "a key belongs to one user only");
  demand(
    [input.serverName, input.host].every((text) => /^[A-Za-z0-9_.:-]+$/.test(text)),
    "server name and host",
  );
  demand(/^[^"\\\p{Cc}$]+$/u.test(input.storeDir), "folder of the store");
  demand(
    [input.port, input.storeBytesMax, input.memoryBytesMax, input.payloadBytesMax]
      .concat(Object.values(input.roomLimits))
      .every((value) => Number.isSafeInteger(value) && value > 0),
    "limits are positive whole numbers",
  );
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(`server configuration: ${what}`);
}
