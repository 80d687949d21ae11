import { askEdge, type EdgeAnswer, edgeOf, edgePath, isBusy, problemCode } from "./edgeClient.ts";
import { type ExitName, exitCodes } from "./exitCodes.ts";
import { readInput } from "./inputFile.ts";
import type { Terminal } from "./terminal.ts";

export interface SendOptions {
  readonly data: string;
  readonly room: string;
  readonly type?: string | undefined;
}

/** Sends files as a room, one after the other; the worst outcome is the exit code. */
export async function send(
  terminal: Terminal,
  files: readonly string[],
  options: SendOptions,
): Promise<number> {
  const edge = edgeOf(options.data, options.room);
  let worst = 0;
  for (const file of files) {
    const answer = await askEdge(edge, {
      path: edgePath(options.room, "messages"),
      method: "POST",
      body: readInput(file),
      contentType: options.type ?? mediaTypeOf(file),
      language: terminal.language,
    });
    worst = Math.max(worst, exitCodes[report(terminal, file, edge.address, answer)]);
  }
  return worst;
}

/** Media type by the name of the file; the native one where that says nothing. */
export const mediaTypeOf = (file: string): string =>
  /\.(?:xml|cap)$/i.test(file) ? "application/cap+xml" : "application/vnd.raccordo.message+json";

function report(
  terminal: Terminal,
  file: string,
  address: string,
  { status, body }: EdgeAnswer,
): ExitName {
  if (terminal.json) terminal.tell("sent", { file, status, body });
  if (status >= 200 && status < 300) {
    if (!terminal.json) terminal.say("edge-accepted", { file, status });
    return "ok";
  }
  if (isBusy(status)) {
    if (!terminal.json) terminal.warn("edge-busy", { address, status });
    return "unreachable";
  }
  if (!terminal.json) {
    terminal.warn("edge-refused", { file, status, code: problemCode(body) });
    terminal.writeError(`${JSON.stringify(body, null, 2)}\n`);
  }
  return "refused";
}
