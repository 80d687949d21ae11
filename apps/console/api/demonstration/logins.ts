import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { TokenBucket } from "#libs/runtime/tokenBucket";
import { type LoginFault, loginPage, pageHeaders } from "./pages.ts";
import { type DemonstrationUser, isPassword } from "./users.ts";

/** A form with two short fields. */
const formBytesMax = 2_048;
const passwordCharsMax = 200;

interface LoginPorts {
  readonly provider: Provider;
  readonly users: readonly DemonstrationUser[];
  /** Wrong passwords of one account, or of all that do not exist. Above it nothing is looked at. */
  readonly attemptsPerMinuteMax: number;
  /** Where somebody is sent who came without having begun at the console. */
  readonly home: string;
  nowMs(): number;
}

/** Shows the form, judges what was typed, and hands the outcome back to the issuer. */
export class Logins {
  readonly #ports: LoginPorts;
  /** Buckets of accounts that exist, and one for all others: nobody fills the memory with names. */
  readonly #attempts = new Map<string, TokenBucket>();

  constructor(ports: LoginPorts) {
    this.#ports = ports;
  }

  /** `action` is the path of the form as the browser has it. */
  async answer(request: IncomingMessage, response: ServerResponse, action: string): Promise<void> {
    const { provider, home } = this.#ports;
    // Bound to the browser that began it by a signed cookie: a link to somebody else's login is refused here.
    const details = await provider.interactionDetails(request, response).catch(() => undefined);
    if (details === undefined || !action.endsWith(`/${details.uid}`)) {
      return redirect(response, home);
    }
    if (request.method !== "POST") return show(response, action);
    const form = await formOf(request);
    const outcome = form === undefined ? "wrong" : this.#judged(form);
    if (typeof outcome === "string") return show(response, action, outcome);
    const login = { accountId: outcome.account, remember: false };
    await provider.interactionFinished(request, response, { login });
  }

  #judged(form: URLSearchParams): DemonstrationUser | LoginFault {
    const [name, password] = [form.get("account") ?? "", form.get("password") ?? ""];
    const user = this.#ports.users.find(({ account }) => account === name.trim().toLowerCase());
    const [attempts, nowMs] = [this.#bucketOf(user?.account ?? ""), this.#ports.nowMs()];
    if (attempts.waitS(nowMs) > 0) return "too-many";
    const isRight = password.length <= passwordCharsMax && isPassword(password, user);
    if (isRight && user !== undefined) return user;
    attempts.take(nowMs);
    return "wrong";
  }

  #bucketOf(account: string): TokenBucket {
    const perMinute = this.#ports.attemptsPerMinuteMax;
    const bucket = this.#attempts.get(account) ?? new TokenBucket(perMinute / 60, perMinute);
    this.#attempts.set(account, bucket);
    return bucket;
  }
}

const statusOf = { wrong: 401, "too-many": 429 } as const;

function show(response: ServerResponse, action: string, fault?: LoginFault): void {
  response.writeHead(fault === undefined ? 200 : statusOf[fault], pageHeaders);
  response.end(loginPage(action, fault));
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to, "cache-control": "no-store" });
  response.end();
}

/** The fields of a form; undefined when it is none, or too long. */
async function formOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const [mediaType] = (request.headers["content-type"] ?? "").split(";");
  if (mediaType?.trim() !== "application/x-www-form-urlencoded") return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return undefined;
    bytes += chunk.length;
    if (bytes > formBytesMax) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
