/** What the API says when it does not do something (RFC 9457), in the language of the page. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly advice: string | undefined;
  readonly instance: string | undefined;
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

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Reads an answer that is no success; whatever it holds, something readable comes of it. */
export function problemIn(status: number, body: unknown): Problem {
  const member = (name: string): unknown =>
    typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
  const type = textOf(member("type")) ?? "";
  return {
    status,
    code: type.slice(type.lastIndexOf("/") + 1),
    title: textOf(member("title")) ?? `HTTP ${status}`,
    advice: textOf(member("detail")),
    instance: textOf(member("instance")),
  };
}
