import { type Fetching, fetchTrusting } from "#libs/runtime/fetchTrusting";

/** One answer, redirects not followed. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it sends the browser; absolute. */
  readonly location: string | undefined;
}

export interface PlainRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

/** What a browser does with cookies and redirects, and nothing else: for attacks that a real one would not carry out. */
export class PlainBrowser {
  readonly cookies = new Map<string, string>();
  readonly setCookies: string[] = [];
  readonly #origin: string;

  readonly #fetch: Fetching;

  /** `ca`: the only authorities (PEM) that this browser believes for addresses with TLS. */
  constructor(origin: string, ca?: string) {
    this.#origin = origin;
    const trusting = ca === undefined ? undefined : fetchTrusting(ca);
    this.#fetch = (url, options) =>
      trusting !== undefined && url.startsWith("https:")
        ? trusting(url, options)
        : fetch(url, { redirect: "manual", ...(options as RequestInit) });
  }

  async ask(path: string, { method = "GET", headers = {}, form }: PlainRequest = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const url = new URL(path, this.#origin);
    const response = await this.#fetch(url.href, {
      method,
      headers: { ...(cookie !== "" && { cookie }), ...headers },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get("location");
    const answer: PlainAnswer = {
      ...{ status: response.status, headers: response.headers, text: await response.text() },
      location: location === null ? undefined : new URL(location, url).href,
    };
    return answer;
  }

  /** Follows redirects until an answer is none; at most ten. */
  async follow(path: string): Promise<{ readonly answer: PlainAnswer; readonly url: string }> {
    let url = new URL(path, this.#origin).href;
    for (let steps = 0; steps < 10; steps += 1) {
      const answer = await this.ask(url);
      if (answer.location === undefined) return { answer, url };
      url = answer.location;
    }
    throw new Error("sent round in a circle");
  }

  /** Signs in as a person does; gives the answer of the page that one lands on. */
  async signIn(account: string, password: string, to = "/") {
    const { url } = await this.follow(`/accesso?to=${encodeURIComponent(to)}`);
    const judged = await this.ask(url, { method: "POST", form: { account, password } });
    if (judged.location === undefined) return { answer: judged, url };
    return this.follow(judged.location);
  }

  #keep(line: string): void {
    this.setCookies.push(line);
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    const isGone = attributes.some((one) => /^max-age=0$|^expires=thu, 01 jan 1970/i.test(one));
    if (isGone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
