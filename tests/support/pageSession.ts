import { readFileSync } from "node:fs";
import { usersFile } from "#apps/cli/console/demonstrationUsers";
import { type Answered, askHttp } from "#tests/support/askHttp";
import { PlainBrowser } from "#tests/support/plainBrowser";
import type { RunningSystem } from "#tests/support/runningSystem";

/** Somebody who has signed in, and asks the console as its page does: with cookie, purpose and the session's token. */
export interface PageSession {
  readonly account: string;
  read(path: string): Promise<Answered>;
  /** POST with a JSON body, or DELETE where there is none. */
  change(path: string, body?: object): Promise<Answered>;
}

/** What every request of these sessions is for. */
export const sessionPurpose = "supervision";

/** Signs in with a password at the console's address, wherever its issuer stands. */
export async function pageSession(
  address: string,
  account: string,
  password: string,
): Promise<PageSession> {
  const browser = new PlainBrowser(address);
  const { url } = await browser.signIn(account, password);
  const session = await browser.ask("/v1/session");
  if (session.status !== 200) throw new Error(`${account} did not come in: ${url}`);
  const { csrf }: { csrf: string } = JSON.parse(session.text);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { cookie, "raccordo-purpose": sessionPurpose };
  const changing = { ...headers, "raccordo-session": csrf, origin: address };
  return {
    account,
    read: (path) => askHttp(`${address}${path}`, { headers }),
    change: (path, body) =>
      askHttp(`${address}${path}`, {
        headers: { ...changing, ...(body && { "content-type": "application/json" }) },
        ...(body === undefined ? { method: "DELETE" } : { body: JSON.stringify(body) }),
      }),
  };
}

interface UsersFile {
  readonly users: readonly { readonly account: string; readonly password: string }[];
}

/** One of the demonstration's users of a running system. */
export function demonstrationSession(system: RunningSystem, account: string): Promise<PageSession> {
  const { users }: UsersFile = JSON.parse(readFileSync(usersFile(system.data), "utf8"));
  const password = users.find((one) => one.account === account)?.password ?? "";
  return pageSession(`http://127.0.0.1:${system.port("console")}`, account, password);
}
