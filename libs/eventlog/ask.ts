import { errors, type NatsConnection, type Payload } from "@nats-io/transport-node";

/** Header of an answer that is a refusal; its value is the code. */
export const errorHeader = "Raccordo-Error";

export type AnswerOutcome =
  | { readonly kind: "answered"; readonly data: Uint8Array }
  /** The handler refused, or is busy, or failed (`internal`). */
  | { readonly kind: "refused"; readonly code: string }
  /** It may or may not have been handled: ask again with the same id. */
  | { readonly kind: "unknown"; readonly reason: "no-responders" | "timeout" | "connection" }
  /** The user's list does not allow this subject. */
  | { readonly kind: "denied" };

/**
 * Asks and waits for the one answer. All requests of a connection share one inbox subscription.
 *
 * Not Nest's ClientNats: it opens one subscription for every request (a room's account has 50), takes an empty answer for
 * a failure (an empty protobuf message has no bytes), and cannot tell "no responders" from it.
 */
export async function ask(
  connection: NatsConnection,
  subject: string,
  data: Payload,
  timeoutMs: number,
): Promise<AnswerOutcome> {
  try {
    const answer = await connection.request(subject, data, { timeout: timeoutMs });
    const code = answer.headers?.get(errorHeader) ?? "";
    return code === "" ? { kind: "answered", data: answer.data } : { kind: "refused", code };
  } catch (error) {
    return askFailure(error);
  }
}

function askFailure(error: unknown): AnswerOutcome {
  if (hasCause(error, errors.PermissionViolationError)) return { kind: "denied" };
  if (hasCause(error, errors.NoRespondersError))
    return { kind: "unknown", reason: "no-responders" };
  const reason = hasCause(error, errors.TimeoutError) ? "timeout" : "connection";
  return { kind: "unknown", reason };
}

const hasCause = (error: unknown, kind: abstract new (...args: never[]) => Error): boolean =>
  error instanceof kind || (error instanceof Error && error.cause instanceof kind);
