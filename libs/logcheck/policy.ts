import { base64Of, type CheckTools, textIn } from "./bytes.ts";
import { noteKeyTypes, type TypedKey, typedKey } from "./notes.ts";

/** A witness that a policy names: its name there, and its key with the name that its signatures bear. */
export interface StatedWitness {
  readonly name: string;
  readonly key: TypedKey;
}

/** Who must have cosigned (c2sp.org/tlog-policy). */
export interface StatedPolicy {
  readonly witnesses: readonly StatedWitness[];
  readonly groups: ReadonlyMap<
    string,
    { readonly threshold: number; readonly members: readonly string[] }
  >;
  readonly quorum: string;
}

const nobody = "none";
const definitionsMost = 256;
const policyBytesMost = 262_144;

/** Reads a policy strictly; the number of the first line that is wrong, counted from 1. */
export async function statedPolicy(
  bytes: Uint8Array,
  tools: CheckTools,
): Promise<StatedPolicy | number> {
  const text = bytes.length > policyBytesMost ? undefined : textIn(bytes);
  const lines = (text ?? "\0").split("\n");
  const reader = new PolicyReader(tools);
  for (const [index, line] of lines.entries()) {
    if (!(await reader.read(line, index === lines.length - 1))) return index + 1;
  }
  return reader.policy() ?? lines.length;
}

/** True when these witnesses (names within the policy) make the quorum. */
export function isQuorum({ groups, quorum }: StatedPolicy, cosigned: ReadonlySet<string>): boolean {
  const met = (name: string): boolean => {
    const group = groups.get(name);
    if (group === undefined) return cosigned.has(name);
    return group.members.filter(met).length >= group.threshold;
  };
  return quorum === nobody || met(quorum);
}

class PolicyReader {
  readonly #tools: CheckTools;
  readonly #witnesses: StatedWitness[] = [];
  readonly #groups = new Map<string, { threshold: number; members: readonly string[] }>();
  readonly #names = new Set<string>([nobody]);
  readonly #members = new Set<string>([nobody]);
  /** A key never counts twice, whatever it is called. */
  readonly #keys = { log: new Set<string>(), witness: new Set<string>() };
  #quorum: string | undefined;

  constructor(tools: CheckTools) {
    this.#tools = tools;
  }

  policy(): StatedPolicy | undefined {
    const quorum = this.#quorum;
    if (quorum === undefined) return undefined;
    return { witnesses: this.#witnesses, groups: this.#groups, quorum };
  }

  async read(line: string, isLast: boolean): Promise<boolean> {
    if (!/^[\t\x20-\x7e\x80-\u{10ffff}]*$/u.test(line)) return false;
    const [keyword, ...fields] = line.split(/[\t ]+/).filter((field) => field !== "");
    if (keyword === undefined || keyword.startsWith("#")) return true;
    // What does not end in a newline may be the beginning of something longer.
    if (isLast || this.#names.size + this.#keys.log.size > definitionsMost) return false;
    if (keyword === "log") return this.#log(fields);
    if (keyword === "witness") return this.#witness(fields);
    if (keyword === "group") return this.#group(fields);
    return keyword === "quorum" && this.#setQuorum(fields);
  }

  async #log([text = "", url, ...more]: readonly string[]): Promise<boolean> {
    const types = [noteKeyTypes.ed25519, noteKeyTypes.mlDsaCosignature];
    return more.length === 0 && (await this.#key("log", text, types, url)) !== undefined;
  }

  async #witness([name = "", text = "", url, ...more]: readonly string[]): Promise<boolean> {
    if (more.length > 0 || this.#names.has(name)) return false;
    const types = [noteKeyTypes.cosignature, noteKeyTypes.mlDsaCosignature];
    const key = await this.#key("witness", text, types, url);
    if (key === undefined) return false;
    this.#names.add(name);
    this.#witnesses.push({ name, key });
    return true;
  }

  #group([name = "", count = "", ...members]: readonly string[]): boolean {
    const isKnown = (one: string) => this.#names.has(one) && !this.#members.has(one);
    if (this.#names.has(name) || !members.every(isKnown)) return false;
    const threshold = thresholdIn(count, members.length);
    const isSet = new Set(members).size === members.length;
    if (members.length === 0 || !isSet || threshold === undefined) return false;
    for (const member of members) this.#members.add(member);
    this.#names.add(name);
    this.#groups.set(name, { threshold, members });
    return true;
  }

  #setQuorum([name = "", ...more]: readonly string[]): boolean {
    if (more.length > 0 || this.#quorum !== undefined || !this.#names.has(name)) return false;
    this.#quorum = name;
    return true;
  }

  async #key(
    of: "log" | "witness",
    text: string,
    types: readonly number[],
    url: string | undefined,
  ): Promise<TypedKey | undefined> {
    const key = await typedKey(text, this.#tools);
    if (key === undefined || !types.includes(key.type)) return undefined;
    const raw = base64Of(key.key);
    if (this.#keys[of].has(raw) || (url !== undefined && !isWebAddress(url))) return undefined;
    this.#keys[of].add(raw);
    return key;
  }
}

function thresholdIn(text: string, members: number): number | undefined {
  if (text === "all") return members;
  if (text === "any") return 1;
  const threshold = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : 0;
  return threshold >= 1 && threshold <= members ? threshold : undefined;
}

/** An address is only looked at, never opened. */
function isWebAddress(text: string): boolean {
  try {
    const { protocol, username } = new URL(text);
    return (protocol === "http:" || protocol === "https:") && username === "";
  } catch {
    return false;
  }
}
