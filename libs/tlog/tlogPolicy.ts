import { cosignatureVerifier } from "./cosignature.ts";
import { type NoteVerifier, noteVerifier, parseVerifierKey } from "./note.ts";

/** A log that a policy accepts. */
export interface PolicyLog {
  readonly vkey: string;
  readonly verifier: NoteVerifier;
  readonly url?: string;
}

/** A witness that a policy names. */
export interface PolicyWitness {
  /** Name within the policy; that of the key is in `verifier`. */
  readonly name: string;
  readonly vkey: string;
  readonly verifier: NoteVerifier;
  /** Submission prefix (c2sp.org/tlog-witness). */
  readonly url?: string;
}

/** `threshold` of the members must have witnessed. */
export interface PolicyGroup {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
}

/** Who must have cosigned a checkpoint for it to count (c2sp.org/tlog-policy). */
export interface WitnessPolicy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  /** Name of a witness or group; `none` asks for nobody. */
  readonly quorum: string;
}

export type PolicyFault =
  | "character"
  | "too-large"
  | "unknown-keyword"
  | "wrong-fields"
  | "bad-key"
  | "bad-url"
  | "bad-threshold"
  | "name-reserved"
  | "name-taken"
  | "name-unknown"
  | "member-twice"
  | "key-twice"
  | "quorum-twice"
  | "quorum-missing";

export type ParsedPolicy =
  | { readonly ok: true; readonly policy: WitnessPolicy }
  | { readonly ok: false; readonly line: number; readonly fault: PolicyFault };

const none = "none";
const policyBytesMax = 262_144;
/** The specification asks for 32 of each. */
const definitionsMax = 256;

/**
 * Reads a policy file strictly; the first fault is told with its line, counted from 1. Octets above 0x7f are
 * opaque, as the specification has it: names are compared octet by octet.
 */
export function parsePolicy(bytes: Uint8Array): ParsedPolicy {
  if (bytes.length > policyBytesMax) return { ok: false, line: 1, fault: "too-large" };
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  const reader = new PolicyReader();
  for (const [index, line] of lines.entries()) {
    const fault = reader.read(line, index === lines.length - 1);
    if (fault !== undefined) return { ok: false, line: index + 1, fault };
  }
  const policy = reader.policy();
  return policy === undefined
    ? { ok: false, line: lines.length, fault: "quorum-missing" }
    : { ok: true, policy };
}

/** True when the witnesses named `cosigned` (names within the policy) make the quorum. Pure. */
export function quorumMet(policy: WitnessPolicy, cosigned: ReadonlySet<string>): boolean {
  if (policy.quorum === none) return true;
  const groups = new Map(policy.groups.map((group) => [group.name, group]));
  const met = (name: string): boolean => {
    const group = groups.get(name);
    if (group === undefined) return cosigned.has(name);
    return group.members.filter(met).length >= group.threshold;
  };
  return met(policy.quorum);
}

class PolicyReader {
  readonly #logs: PolicyLog[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #groups: PolicyGroup[] = [];
  /** Raw public keys of logs and of witnesses: one key never counts twice, whatever it is called. */
  readonly #keys = { log: new Set<string>(), witness: new Set<string>() };
  readonly #names = new Set<string>();
  readonly #members = new Set<string>();
  #quorum: string | undefined;

  read(line: string, last: boolean): PolicyFault | undefined {
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(line)) return "character";
    const [keyword, ...fields] = line.split(/[\t ]+/).filter((field) => field !== "");
    if (keyword === undefined || keyword.startsWith("#")) return undefined;
    // A definition that does not end in a newline may be the beginning of a longer one.
    if (last) return "wrong-fields";
    if (this.#names.size + this.#logs.length >= definitionsMax) return "too-large";
    if (keyword === "log") return this.#log(fields);
    if (keyword === "witness") return this.#witness(fields);
    if (keyword === "group") return this.#group(fields);
    return keyword === "quorum" ? this.#setQuorum(fields) : "unknown-keyword";
  }

  policy(): WitnessPolicy | undefined {
    const [logs, witnesses, groups] = [this.#logs, this.#witnesses, this.#groups];
    return this.#quorum === undefined
      ? undefined
      : { logs, witnesses, groups, quorum: this.#quorum };
  }

  #log(fields: readonly string[]): PolicyFault | undefined {
    const [text = "", url] = fields;
    if (fields.length < 1 || fields.length > 2) return "wrong-fields";
    const vkey = asUtf8(text);
    const verifier = noteVerifier(vkey) ?? logCosignatureVerifier(vkey);
    const fault = this.#keyFault("log", verifier === undefined ? undefined : vkey, url);
    if (fault !== undefined || verifier === undefined) return fault ?? "bad-key";
    this.#logs.push({ vkey, verifier, ...urlOf(url) });
    return undefined;
  }

  #witness(fields: readonly string[]): PolicyFault | undefined {
    const [name = "", text = "", url] = fields;
    if (fields.length < 2 || fields.length > 3) return "wrong-fields";
    const vkey = asUtf8(text);
    const verifier = cosignatureVerifier(vkey);
    const fault = this.#nameFault(name) ?? this.#keyFault("witness", verifier && vkey, url);
    if (fault !== undefined || verifier === undefined) return fault ?? "bad-key";
    this.#names.add(name);
    this.#witnesses.push({ name, vkey, verifier, ...urlOf(url) });
    return undefined;
  }

  #group([name = "", count = "", ...members]: readonly string[]): PolicyFault | undefined {
    if (members.length === 0) return "wrong-fields";
    const fault = this.#nameFault(name) ?? this.#membersFault(members);
    if (fault !== undefined) return fault;
    const threshold = thresholdOf(count, members.length);
    if (threshold === undefined) return "bad-threshold";
    for (const member of members) this.#members.add(member);
    this.#names.add(name);
    this.#groups.push({ name, threshold, members });
    return undefined;
  }

  #membersFault(members: readonly string[]): PolicyFault | undefined {
    if (members.includes(none)) return "name-reserved";
    if (members.some((member) => !this.#names.has(member))) return "name-unknown";
    const repeated = new Set(members).size < members.length;
    return repeated || members.some((member) => this.#members.has(member))
      ? "member-twice"
      : undefined;
  }

  #setQuorum(fields: readonly string[]): PolicyFault | undefined {
    const [name = ""] = fields;
    if (fields.length !== 1) return "wrong-fields";
    if (this.#quorum !== undefined) return "quorum-twice";
    if (name !== none && !this.#names.has(name)) return "name-unknown";
    this.#quorum = name;
    return undefined;
  }

  #nameFault(name: string): PolicyFault | undefined {
    if (name === none) return "name-reserved";
    return this.#names.has(name) ? "name-taken" : undefined;
  }

  #keyFault(
    kind: "log" | "witness",
    vkey: string | undefined,
    url: string | undefined,
  ): PolicyFault | undefined {
    const key = vkey === undefined ? undefined : parseVerifierKey(vkey);
    if (key === undefined) return "bad-key";
    if (url !== undefined && !isHttpUrl(asUtf8(url))) return "bad-url";
    const raw = key.publicKey.toString("base64");
    if (this.#keys[kind].has(raw)) return "key-twice";
    this.#keys[kind].add(raw);
    return undefined;
  }
}

/** A log may sign as its own cosigner (c2sp.org/tlog-checkpoint); an Ed25519 key of type 0x04 is a witness's. */
function logCosignatureVerifier(vkey: string): NoteVerifier | undefined {
  return parseVerifierKey(vkey)?.type === 0x06 ? cosignatureVerifier(vkey) : undefined;
}

function thresholdOf(text: string, members: number): number | undefined {
  if (text === "all") return members;
  if (text === "any") return 1;
  const threshold = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : 0;
  return threshold >= 1 && threshold <= members ? threshold : undefined;
}

const asUtf8 = (octets: string): string => Buffer.from(octets, "latin1").toString("utf8");

const urlOf = (url: string | undefined) => (url === undefined ? {} : { url: asUtf8(url) });

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (url?.protocol === "http:" || url?.protocol === "https:") && url.username === "";
}
