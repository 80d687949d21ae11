import type { SeamTest } from "#libs/runtime/seam";

/** File of a witness process, read without a schema library: that alone would be a third of the process. */
export interface WitnessConfig {
  /** Holds its key and its memory. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** Verifier keys of the logs that it witnesses. */
  readonly logs: readonly string[];
  readonly test?: SeamTest;
}

const members = new Set(["folder", "host", "port", "logs", "test"]);

/** Undefined when a member lacks, is of another kind, or is none of ours. */
export function witnessConfigOf(value: unknown): WitnessConfig | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Object.keys(value).some((member) => !members.has(member))) return undefined;
  const { folder, host, port, logs, test } = { ...emptyConfig, ...value };
  const sound =
    typeof folder === "string" &&
    typeof host === "string" &&
    typeof port === "number" &&
    Number.isInteger(port) &&
    isStrings(logs);
  if (!sound) return undefined;
  if (test === undefined) return { folder, host, port, logs };
  return isSeamTest(test) ? { folder, host, port, logs, test } : undefined;
}

const emptyConfig: Readonly<Record<"folder" | "host" | "port" | "logs" | "test", unknown>> = {
  folder: undefined,
  host: undefined,
  port: undefined,
  logs: undefined,
  test: undefined,
};

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

function isSeamTest(value: unknown): value is SeamTest {
  if (typeof value !== "object" || value === null) return false;
  const seams: unknown = Reflect.get(value, "seams");
  const dir: unknown = Reflect.get(value, "dir");
  if (typeof dir !== "string" || typeof seams !== "object" || seams === null) return false;
  return Object.values(seams).every((mode) => mode === "kill" || mode === "hold");
}
