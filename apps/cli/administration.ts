import { join } from "node:path";
import { z } from "zod";
import { inboxPrefix } from "#libs/eventlog/permissions";
import { CliError } from "./exitCodes.ts";
import { parseFile } from "./installation.ts";
import { readPrivate } from "./privateFiles.ts";

const timeoutMs = 10_000;
const policyFile = z.looseObject({
  nats: z.looseObject({ url: z.string(), server_name: z.string() }),
});

/**
 * Asks a process of the running installation as whoever administers it: with the user of `up`, whose seed lies in the
 * data folder. Throws CliError when nothing was ever started there, or nobody answers.
 */
export async function askCore(
  data: string,
  subject: string,
  request: Uint8Array,
  answerMsMax = timeoutMs,
): Promise<Uint8Array> {
  const seed = readPrivate(join(data, "secrets", "nkeys", "bootstrap"));
  const path = join(data, "run", "policy.json");
  const text = readPrivate(path);
  if (seed === undefined || text === undefined) {
    throw new CliError("refused", "administration-none", { path: data });
  }
  const { nats } = parseFile(path, text, policyFile);
  // Loaded here: it is half of what such a command loads, and most of them end without asking anybody.
  const { connectChecked } = await import("#libs/eventlog/natsClient");
  const { ask } = await import("#libs/eventlog/ask");
  const away = () => new CliError("unreachable", "administration-away", { path: data });
  const connection = await connectChecked({
    servers: [nats.url],
    serverNames: [nats.server_name],
    name: "bootstrap",
    inboxPrefix: inboxPrefix("bootstrap"),
    credential: { nkeySeed: seed.trimEnd() },
    timeoutMs,
  }).catch((cause: unknown) => {
    throw new CliError("unreachable", "administration-away", { path: data }, { cause });
  });
  try {
    const answer = await ask(connection, subject, request, answerMsMax);
    if (answer.kind !== "answered") throw away();
    return answer.data;
  } finally {
    await connection.close();
  }
}
