import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseStrictYaml } from "#libs/policy/strictYaml";
import { CliError } from "../exitCodes.ts";

const room = z.string().regex(/^[a-z][a-z0-9_]{1,31}$/);
const word = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);

const stepSchema = z.strictObject({
  step: word,
  it: z.string().min(1).max(120),
  en: z.string().min(1).max(120),
  /** Who sends. */
  room,
  /** The incident that it is about, by a name of this file. */
  incident: word,
  mode: z.enum(["actual", "exercise"]).default("actual"),
  /** Native JSON without ids and times: the player adds them. */
  message: z.record(z.string(), z.unknown()).exactOptional(),
  /** Bytes as they are. */
  raw: z.string().max(1_000).exactOptional(),
  /** The very bytes of an earlier step. */
  repeat: word.exactOptional(),
  /** Message id and time of an earlier step, with other content. */
  same_id_as: word.exactOptional(),
  /** The sender names the incident by the alias that it was given. */
  answer_to: word.exactOptional(),
});
export type PlayedStep = z.infer<typeof stepSchema>;

const scriptSchema = z.strictObject({
  format: z.literal("raccordo-demonstration/1"),
  steps: z.array(stepSchema).min(1).max(64),
});

const paths = z.array(z.string().regex(/^[a-z]+\.[a-z0-9_]+$/));

const expectedStepSchema = z.strictObject({
  step: word,
  /** HTTP status of the answer to the sender. */
  answer: z.int(),
  /** New copies by room; a room that is not named gets none. */
  copies: z.record(room, z.int().min(1)),
  article: z.record(room, z.string()).default({}),
  /** Everything that a room then holds of the incident. */
  holds: z.record(room, paths).default({}),
});
export type ExpectedStep = z.infer<typeof expectedStepSchema>;

const expectedSchema = z.strictObject({
  format: z.literal("raccordo-demonstration-expected/1"),
  steps: z.array(expectedStepSchema).min(1).max(64),
});

export interface Script {
  readonly steps: readonly { readonly step: PlayedStep; readonly expected: ExpectedStep }[];
}

/** What is played and what must come of it: two files, written apart from each other. */
export function readScript(folder: string): Script {
  const { steps } = read(join(folder, "messages.yaml"), scriptSchema);
  const expectedFile = join(folder, "expected.yaml");
  const expected = read(expectedFile, expectedSchema).steps;
  return {
    steps: steps.map((step, index) => {
      const one = expected[index];
      if (one?.step === step.step && expected.length === steps.length)
        return { step, expected: one };
      throw new CliError("refused", "file-damaged", { path: expectedFile });
    }),
  };
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = parseStrictYaml(readFileSync(file, "utf8"), schema);
  if (parsed.ok) return parsed.value;
  const [first = { line: 1, column: 1, message: "?" }] = parsed.errors;
  throw new CliError("refused", "deploy-wrong", { file, ...first });
}
