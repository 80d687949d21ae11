/**
 * The allow-list of the log: for every key that may stand in a line, the shape that its value must have.
 * Both are needed: a plate under an allowed key would be in the log all the same. No shape admits a blank,
 * so no name, address or text can pass; ids are derived or random, never a sender's own.
 */
const shapes = {
  id: (value: unknown) =>
    isText(value, /^([0-9a-f]{32,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/),
  code: (value: unknown) =>
    isText(value, /^[a-z][a-z]*([-.][a-z0-9]+){0,7}$/) && length(value) <= 64,
  room: (value: unknown) =>
    isText(value, /^_?[a-z]+\d{0,3}([_-][a-z]+\d{0,3})*$/) && length(value) <= 64,
  hash: (value: unknown) => isText(value, /^[0-9a-f]{64}$/),
  time: (value: unknown) => isText(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/),
  whole: (value: unknown) => typeof value === "number" && Number.isSafeInteger(value),
  number: (value: unknown) => typeof value === "number" && Number.isFinite(value),
  flag: (value: unknown) => typeof value === "boolean",
  /** Class name of a foreign error; never its message. */
  className: (value: unknown) => isText(value, /^[A-Z][A-Za-z]{0,39}$/),
  /** `ECONNREFUSED`, `ERR_SQLITE_ERROR`: a code of Node or of the system. */
  systemCode: (value: unknown) => isText(value, /^E[A-Z]{2,23}(_[A-Z]{1,24}){0,4}$/),
  /** Place in our own code, `apps/vault/main.js:12`. */
  codePlace: (value: unknown) =>
    isText(value, /^(apps|libs)(\/[A-Za-z0-9_.-]+){1,5}\.[jt]s:\d{1,6}$/),
} as const;

type Shape = keyof typeof shapes;

const keys = {
  incident: "id",
  incident_pseudonym: "id",
  event: "id",
  delivery: "id",
  alias: "id",
  request: "id",
  rule_set: "hash",
  document: "hash",
  agreement: "hash",
  root_hash: "hash",
  room: "room",
  process_name: "room",
  mode: "code",
  kind: "code",
  reason: "code",
  outcome: "code",
  part: "code",
  state: "code",
  error_code: "code",
  error_name: "className",
  error_system: "systemCode",
  error_at: "codePlace",
  seq: "whole",
  first_seq: "whole",
  last_seq: "whole",
  stream_seq: "whole",
  slot: "whole",
  size: "whole",
  year: "whole",
  epoch: "whole",
  generation: "whole",
  revision: "whole",
  version: "whole",
  count: "whole",
  attempt: "whole",
  bytes: "whole",
  status: "whole",
  exit_code: "whole",
  port: "whole",
  pid: "whole",
  duration_ms: "number",
  wait_ms: "number",
  lag_ms: "number",
  age_ms: "number",
  at: "time",
  created: "flag",
  production: "flag",
  ready: "flag",
} as const satisfies Readonly<Record<string, Shape>>;

export type LogKey = keyof typeof keys;
type ValueOf<S extends Shape> = S extends "whole" | "number"
  ? number
  : S extends "flag"
    ? boolean
    : string;

/** Fields of a log line: ids, codes, counts, durations and sequence numbers. Nothing else exists. */
export type LogFields = { readonly [K in LogKey]?: ValueOf<(typeof keys)[K]> };

/** What may be written of `fields`, however the caller came by them; the rest is dropped and only counted. */
export function allowedFields(fields: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(fields);
  const kept = entries.filter(([key, value]) => value !== undefined && isAllowed(key, value));
  const dropped = entries.length - kept.length;
  return { ...Object.fromEntries(kept), ...(dropped > 0 && { dropped_fields: dropped }) };
}

/** True if `text` can stand as the name of what happened. */
export function isLogCode(text: string): boolean {
  return shapes.code(text);
}

function isAllowed(key: string, value: unknown): boolean {
  return isLogKey(key) && shapes[keys[key]](value);
}

const isLogKey = (key: string): key is LogKey => Object.hasOwn(keys, key);
const isText = (value: unknown, pattern: RegExp) =>
  typeof value === "string" && pattern.test(value);
const length = (value: unknown) => (typeof value === "string" ? value.length : 0);

/**
 * What a log may tell of an error: its code if it is one of ours, else its class and its system code, and
 * the place in our code. Never the message: foreign messages quote what they could not digest.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error_name: "NotAnError" };
  const code: unknown = Reflect.get(error, "code");
  const at = /\b((?:apps|libs)\/[\w/.-]+\.[jt]s:\d+)/.exec(error.stack ?? "")?.[1];
  return {
    error_name: error.name,
    ...(typeof code === "string" &&
      (isLogCode(code) ? { error_code: code } : { error_system: code })),
    ...(at !== undefined && { error_at: at }),
  };
}
