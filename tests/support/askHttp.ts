/** What one HTTP request says besides where it goes. */
export interface Ask {
  readonly method?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The bearer key; `none` for no key at all. */
  readonly key?: string;
}

/** One answer, as it came over HTTP. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One HTTP request; `key: "none"` sends no credential. */
export async function askHttp(url: string, how: Ask): Promise<Answered> {
  const { method, body, headers = {}, key = "none" } = how;
  const response = await fetch(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    ...(body === undefined ? {} : { body }),
    headers: { ...(key === "none" ? {} : { authorization: `Bearer ${key}` }), ...headers },
  });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== "" ? JSON.parse(text) : {},
  };
}
