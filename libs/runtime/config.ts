import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { z } from "zod";

/** A configuration file larger than this is not one of ours. */
export const configBytesMax = 1_048_576;

/** Why a configuration was refused; `about` names the place in the file, never a value. */
export interface ConfigRefusal {
  readonly kind: "refused";
  readonly code: ConfigCode;
  readonly about: string;
}

export type ConfigCode =
  | "config-path-missing"
  | "config-unreadable"
  | "config-mode-not-0600"
  | "config-too-large"
  | "config-not-json"
  | "config-invalid";

export type ConfigOutcome<T> = { readonly kind: "config"; readonly config: T } | ConfigRefusal;

const name = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

const nats = z.strictObject({
  /** `host:port` of one server, or several with commas. */
  url: z.string().min(1).max(1_000),
  /** The only server name that this process may speak to: ports are reused. */
  server_name: z.string().min(1).max(200),
  /** nkey seed of this process's user. Never in argv or the environment. */
  seed: z.string().regex(/^SU[A-Z2-7]{56}$/),
  inbox_prefix: z.string().regex(/^_INBOX_[A-Za-z0-9_-]{1,64}$/),
});

const test = z.strictObject({
  /** Folder in which seams leave `fired.<name>.<pid>` and look for `go.<name>`. */
  dir: z.string().min(1),
  seams: z.record(z.string(), z.enum(["kill", "hold"])),
  /** File with an offset in milliseconds that is added to the system's clock. */
  clock: z.string().min(1).optional(),
});

/** What every process is told (clarifications 21 and 24). */
const shared = {
  /** Name of the process, as in logs and in the server's monitoring. */
  process: name,
  data_dir: z.string().min(1),
  nats,
  log_level: z.enum(["trace", "debug", "info", "warn", "error", "fatal"]).default("info"),
  /** `file`: DATA/log/<process>.jsonl. */
  log_to: z.enum(["stderr", "file"]).default("stderr"),
  /** True in operation: demonstration signers and test seams are then refused. */
  production: z.boolean(),
  /** Port of 127.0.0.1 for metrics and health, 0 for any; absent: nobody watches. */
  operations: z.strictObject({ port: z.int().min(0).max(65_535) }).optional(),
  test: test.optional(),
} as const;

const sharedSchema = z.strictObject(shared);
export type SharedConfig = z.infer<typeof sharedSchema>;

/** Schema of one process's file: the shared members and its own. Unknown members are refused. */
export function processConfig<S extends z.ZodRawShape>(own: S) {
  return z.strictObject({ ...shared, ...own }).check((context) => {
    const { value } = context;
    if (Reflect.get(value, "production") === true && Reflect.get(value, "test") !== undefined) {
      context.issues.push({
        code: "custom",
        path: ["test"],
        message: "not-in-production",
        input: undefined,
      });
    }
  });
}

/**
 * Reads and checks the configuration at `path` (argv[2], the only argument of every process). The file
 * must be mode 0600, because it holds seeds and keys; it is checked on the open file, not by name.
 */
export function readConfig<T>(path: string | undefined, schema: z.ZodType<T>): ConfigOutcome<T> {
  if (path === undefined || path === "") {
    return refused("config-path-missing", "the path of the configuration is the only argument");
  }
  const text = readPrivate(path);
  if (typeof text !== "string") return text;
  const parsed = parseJson(text);
  if (parsed === undefined) return refused("config-not-json", path);
  const result = schema.safeParse(parsed);
  if (result.success) return { kind: "config", config: result.data };
  return refused("config-invalid", result.error.issues.slice(0, 10).map(place).join(", "));
}

function readPrivate(path: string): string | ConfigRefusal {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch {
    return refused("config-unreadable", path);
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return refused("config-unreadable", path);
    if ((stat.mode & 0o777) !== 0o600) return refused("config-mode-not-0600", path);
    if (stat.size > configBytesMax) return refused("config-too-large", path);
    return readFileSync(file, "utf8");
  } catch {
    return refused("config-unreadable", path);
  } finally {
    closeSync(file);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text around the fault, and that may be a key.
    return undefined;
  }
}

/** `nats.seed (invalid_format)`: path and kind of the fault. Values of secrets are never shown. */
function place(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".") || "(top)";
  const kind = issue.code === "custom" ? issue.message : issue.code;
  const keys = issue.code === "unrecognized_keys" ? `: ${issue.keys.join(", ")}` : "";
  return `${path} (${kind}${keys})`;
}

const refused = (code: ConfigCode, about: string): ConfigRefusal => ({
  kind: "refused",
  code,
  about,
});
