import { publicKeyOf } from "#libs/seal/signedDocument";
import { type Officer, officerSchema } from "./demandOrders.ts";
import { type Configuration, configurationSchema } from "./documents.ts";

/** An officer as an office asks for one: by a room of the own titolare. */
export interface AskedOfficer {
  readonly room: string;
  readonly role: string;
  /** Raw Ed25519 public key, base64url. */
  readonly key: string;
}

/** What an office asks of the configuration in force. */
export interface OfficerChanges {
  readonly add: readonly AskedOfficer[];
  /** Public keys of those who are officers no more. */
  readonly remove: readonly string[];
}

/** Why no configuration can be made of what was asked, with the word that is wrong. */
export interface ChangeRefusal {
  readonly kind: "refused";
  readonly why:
    | "room-unknown"
    | "role-unknown"
    | "key-wrong"
    /** The key is an officer's already: the same one's, or one's in another role. */
    | "key-taken"
    | "key-unknown"
    | "nothing-asked"
    | "too-many";
  readonly about: string;
}

/** The configuration that follows the one in force: its officers are others, its number is the next, the rest is the same. */
export function withOfficers(
  inForce: Configuration,
  { add, remove }: OfficerChanges,
): { readonly kind: "next"; readonly configuration: Configuration } | ChangeRefusal {
  if (add.length + remove.length === 0) return refused("nothing-asked", "");
  const present = inForce.officers ?? [];
  const stranger = remove.find((key) => !present.some((one) => one.key === key));
  if (stranger !== undefined) return refused("key-unknown", stranger);
  const officers: Officer[] = present.filter(({ key }) => !remove.includes(key));
  for (const asked of add) {
    const officer = officerOf(inForce, asked, officers);
    if ("kind" in officer) return officer;
    officers.push(officer);
  }
  const next = { ...inForce, version: inForce.version + 1, officers };
  const parsed = configurationSchema.safeParse(next);
  if (!parsed.success) return refused("too-many", String(officers.length));
  return { kind: "next", configuration: parsed.data };
}

function officerOf(
  { rooms }: Configuration,
  { room, role, key }: AskedOfficer,
  present: readonly Officer[],
): Officer | ChangeRefusal {
  const titolare = rooms.find(({ id }) => id === room)?.titolare;
  if (titolare === undefined) return refused("room-unknown", room);
  const known = officerSchema.shape.role.safeParse(role);
  if (!known.success) return refused("role-unknown", role);
  if (!isPublicKey(key)) return refused("key-wrong", key);
  // One person in two roles would be four eyes alone; one office of several titolari has one role in all of them.
  const taken = present.some(
    (one) => one.key === key && (one.role !== role || one.titolare === titolare),
  );
  return taken ? refused("key-taken", key) : { titolare, role: known.data, key };
}

/** True for a raw Ed25519 public key in its one writing of base64url. */
export function isPublicKey(text: string): boolean {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== 32 || bytes.toString("base64url") !== text) return false;
  try {
    return publicKeyOf(text).asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}

/** A member of the configuration that is not what it was; absent: it was not there, or is there no more. */
export interface ChangedMember {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a configuration changes of the one in force. */
export interface ConfigurationChanges {
  readonly added: readonly Officer[];
  readonly removed: readonly Officer[];
  /** Whatever else is another, down to its single values. */
  readonly others: readonly ChangedMember[];
  /** From then on somebody can sign holds, so that unsigned ones lapse everywhere. */
  readonly firstPrivacyOfficer: boolean;
}

/** Everything in which `after` differs from `before`, its number excepted. */
export function changesBetween(before: Configuration, after: Configuration): ConfigurationChanges {
  const [was, is] = [before.officers ?? [], after.officers ?? []];
  const rest = ({ officers: _officers, version: _version, ...others }: Configuration) => others;
  return {
    added: is.filter((one) => !was.some((other) => isSame(one, other))),
    removed: was.filter((one) => !is.some((other) => isSame(one, other))),
    others: differences(rest(before), rest(after), ""),
    firstPrivacyOfficer: !was.some(isPrivacyOfficer) && is.some(isPrivacyOfficer),
  };
}

const isPrivacyOfficer = ({ role }: Officer): boolean => role === "privacy_officer";
const isSame = (one: Officer, other: Officer): boolean =>
  one.titolare === other.titolare && one.role === other.role && one.key === other.key;

function differences(before: unknown, after: unknown, pointer: string): readonly ChangedMember[] {
  if (before === after) return [];
  if (!isObject(before) || !isObject(after)) {
    return [
      {
        pointer,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      },
    ];
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    differences(memberOf(before, name), memberOf(after, name), `${pointer}/${name}`),
  );
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const memberOf = (value: object, name: string): unknown =>
  Object.getOwnPropertyDescriptor(value, name)?.value;

const refused = (why: ChangeRefusal["why"], about: string): ChangeRefusal => ({
  ...({ kind: "refused", why } as const),
  about,
});
