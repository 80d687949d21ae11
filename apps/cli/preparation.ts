import { fork } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { configurationSchema, signedDocumentSchema } from "#libs/policy/documents";
import { type RoomFile, roomSchema } from "#libs/policy/roomSchema";
import { type CommitsPlace, commitsPlaceSchema } from "#libs/tilestore/commitsPlace";
import { childEnvironment } from "./childEnvironment.ts";
import { readCommits } from "./commits/setting.ts";
import { type IdentitySetting, identitySchema, readIdentity } from "./console/identitySetting.ts";
import { readDeployment } from "./deployment.ts";
import {
  type Documents,
  isSignedForOperation,
  readProduction,
  signDemonstration,
  signersSchema,
} from "./documents.ts";
import { CliError } from "./exitCodes.ts";
import { readInstallation } from "./installation.ts";
import { programFlags } from "./programFlags.ts";
import { openSecrets } from "./secrets.ts";
import { type TextKey, texts } from "./texts.ts";

/** What documents are made of before the first process starts. */
export const preparationInputSchema = z.strictObject({
  data: z.string(),
  /** Folder of the deployment. */
  deploy: z.string(),
  production: z.boolean(),
  logFamily: z.string(),
  limits: configurationSchema.shape.limits,
});
export type PreparationInput = z.infer<typeof preparationInputSchema>;

/** What a start needs of a deployment, and what its processes trust. */
export interface Preparation {
  readonly rooms: readonly RoomFile[];
  readonly documents: Documents;
  /** Where the deployment wants the log's commits. */
  readonly commits: CommitsPlace;
  /** Who says who somebody is at the console's page, where the deployment names one. */
  readonly identity?: IdentitySetting | undefined;
}

/** Reads the deployment, makes the secrets that were never made, and signs or reads the documents. */
export function prepareDocuments(input: PreparationInput): Preparation {
  const { data, deploy, production, logFamily, limits } = input;
  const deployment = readDeployment(deploy);
  const commits = readCommits(deploy);
  const rooms = deployment.rooms.map(({ id }) => id);
  if (!production && isSignedForOperation(data)) {
    throw new CliError("refused", "production-needed", { path: data });
  }
  const secrets = openSecrets(data, { rooms, made: readInstallation(data), production });
  const documents = production
    ? readProduction(data)
    : signDemonstration(data, { deployment, secrets, logFamily, limits });
  const identity = readIdentity(deploy);
  return { rooms: deployment.rooms, documents, commits, ...(identity && { identity }) };
}

const answerSchema = z.union([
  z.strictObject({
    rooms: z.array(roomSchema),
    documents: z.strictObject({
      configuration: signedDocumentSchema,
      ruleSet: signedDocumentSchema,
      signers: signersSchema,
      demonstration: z.boolean(),
    }),
    commits: commitsPlaceSchema,
    identity: identitySchema.exactOptional(),
  }),
  z.strictObject({
    exit: z.enum(["check-failed", "usage", "refused", "unreachable", "changed"]),
    text: z.custom<TextKey>((text) => typeof text === "string" && Object.hasOwn(texts, text)),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);

type Refusal = Pick<CliError, "exit" | "text" | "values">;

/** What the process of {@link prepareApart} answers: a preparation, or the refusal that a person is told. */
export function preparationAnswer(input: PreparationInput): Preparation | Refusal {
  try {
    return prepareDocuments(input);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const { exit, text, values } = error;
    return { exit, text, values };
  }
}

/**
 * {@link prepareDocuments} in a process of its own. Reading the agreements and trying the rules takes several times
 * the memory that watching over processes does, and what a heap has grown to it does not give back: here it ends with
 * the process. Rejects with the refusal that a person is told; `stopped` ends the process.
 */
export async function prepareApart(
  input: PreparationInput,
  stopped: Promise<void>,
): Promise<Preparation> {
  const child = fork(join(import.meta.dirname, "preparationProcess.js"), [], {
    execPath: process.execPath,
    execArgv: [...programFlags],
    env: childEnvironment(),
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  void stopped.then(() => child.kill());
  const answered = await new Promise<unknown>((resolve, reject) => {
    child.once("message", resolve);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      reject(new Error(`the preparation ended: ${signal ?? `exit ${code}`}`));
    });
    child.send(input);
  });
  const answer = answerSchema.parse(answered);
  if ("exit" in answer) throw new CliError(answer.exit, answer.text, answer.values);
  return answer;
}
