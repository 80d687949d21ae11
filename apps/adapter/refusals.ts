import type { Answer, ProblemAnswer } from "#libs/runtime/httpAnswer";
import { coreFailure } from "./answer.ts";
import type { CoreGateway } from "./gateway.ts";

/**
 * A message that is refused at the edge is recorded by the core before its sender is told (clarification
 * 26): without the core the answer is 503, not 4xx. Its mode is not known, or not to be trusted: it counts
 * as actual.
 */
export async function refuseRecorded(
  core: CoreGateway,
  room: string,
  answer: ProblemAnswer,
  bytes: number,
): Promise<Answer> {
  const refusal = { code: answer.code, bytes: Math.min(bytes, 0xffffffff) };
  const outcome = await core.report(room, { mode: "actual", receipts: [], refusal });
  return outcome.kind === "answered" ? answer : coreFailure(outcome);
}
