import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { until } from "#tests/support/until";

/** A page in a real browser, spoken to through two pipes: nothing listens on any port. */
export interface BrowserPage {
  /** The value of an expression in the page. */
  value(expression: string): Promise<unknown>;
  /** Chooses files in a field, as a person does. */
  choose(selector: string, paths: readonly string[]): Promise<void>;
}

export interface Browser {
  open(url: string): Promise<BrowserPage>;
  close(): Promise<void>;
}

/** Why no browser can be asked here; undefined where one can. */
export function chromiumProblem(): string | undefined {
  const { error, status } = spawnSync("chromium", ["--version"], { timeout: 60_000 });
  return error === undefined && status === 0 ? undefined : "chromium is not installed";
}

interface Reply {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}
type Send = (method: string, params: object, session?: string) => Promise<Record<string, unknown>>;

/** Starts Chromium with a profile of its own; only its own network could reach anything, and none is asked. */
export async function startChromium(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), "raccordo-chromium-"));
  const child = spawn(
    "chromium",
    [
      ...["--headless=new", "--remote-debugging-pipe", `--user-data-dir=${profile}`],
      ...["--no-first-run", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      // What a page asked for would fail at once.
      ...["--proxy-server=127.0.0.1:9", "about:blank"],
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const send = sender(child);
  return {
    async open(url) {
      const { targetId } = await send("Target.createTarget", { url });
      const attached = await send("Target.attachToTarget", { targetId, flatten: true });
      return pageOf(send, String(attached["sessionId"]), url);
    },
    async close() {
      const gone = once(child, "close");
      // Asked, not killed: its own helpers end with it. Whatever it answers, it ends.
      void send("Browser.close", {}).catch(() => undefined);
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

async function pageOf(send: Send, session: string, url: string): Promise<BrowserPage> {
  const value = async (expression: string) => {
    const options = { expression, returnByValue: true, awaitPromise: true };
    const { result } = await send("Runtime.evaluate", options, session);
    return (result as { readonly value?: unknown }).value;
  };
  // Before the page there is an empty one, which is complete too.
  const state = "document.URL + ' ' + document.readyState";
  await until(async () => (await value(state)) === `${url} complete`, "the page to load");
  return {
    value,
    async choose(selector, files) {
      const { root } = await send("DOM.getDocument", {}, session);
      const { nodeId } = root as { readonly nodeId: number };
      const found = await send("DOM.querySelector", { nodeId, selector }, session);
      const fileInput = { nodeId: found["nodeId"], files };
      await send("DOM.setFileInputFiles", fileInput, session);
    },
  };
}

/** Requests with their replies: JSON texts, each behind a zero byte. */
function sender(child: ChildProcess): Send {
  const [, , , input, output] = child.stdio as readonly [null, null, null, Writable, Readable];
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = 0;
  let text = "";
  output.setEncoding("utf8").on("data", (chunk: string) => {
    const messages = (text + chunk).split("\0");
    text = messages.pop() ?? "";
    for (const message of messages) {
      const reply = JSON.parse(message) as Reply;
      waiting.get(reply.id ?? 0)?.(reply);
    }
  });
  // A browser that is stopped while it is written to is no fault.
  input.on("error", () => undefined);
  return (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ result, error }) => {
        if (error === undefined) resolve({ ...result });
        else reject(new Error(`${method}: ${error.message}`));
      });
      child.once("exit", () => reject(new Error("the browser has ended")));
      input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
}
