import { isolated } from "../words/isolated.ts";

/** What the API says when it does not do something (RFC 9457), in the language of the page. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly advice: string | undefined;
  readonly instance: string | undefined;
  /** What of the request it is about: a parameter as `/name`. */
  readonly pointers: readonly string[];
}

/** A failed request: the API's own words, or that it could not be reached. */
export class ApiError extends Error {
  readonly problem: Problem | undefined;

  constructor(problem: Problem | undefined) {
    super(problem?.title ?? "unreachable");
    this.name = "ApiError";
    this.problem = problem;
  }
}

/** Whether the API no longer knows who asks: the session is over. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof ApiError && error.problem?.status === 401;

/** Whether nothing of the API's own came back: what was sent may have arrived, or not. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof ApiError && (error.problem === undefined || error.problem.code === "");

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? isolated(value) : undefined;

function pointersIn(errors: unknown): readonly string[] {
  if (!Array.isArray(errors)) return [];
  const found: readonly unknown[] = errors;
  return found
    .map((error) =>
      typeof error === "object" && error !== null ? Reflect.get(error, "pointer") : undefined,
    )
    .filter((pointer) => typeof pointer === "string");
}

/** Reads an answer that is no success; whatever it holds, something readable comes of it. */
export function problemIn(status: number, body: unknown): Problem {
  const member = (name: string): unknown =>
    typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
  return {
    status,
    code: textOf(member("code")) ?? "",
    title: textOf(member("title")) ?? `HTTP ${status}`,
    advice: textOf(member("detail")),
    instance: textOf(member("instance")),
    pointers: pointersIn(member("errors")),
  };
}
