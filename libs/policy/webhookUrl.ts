const loopbackHosts: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);

/**
 * True for an address that copies may be sent to: `https:`, or `http:` to this machine for demonstrations. A
 * name or password in it is refused (it would be in a file that people share), and so is a fragment.
 */
export function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== "" || password !== "" || hash !== "" || text.includes("@")) return false;
  return protocol === "https:" || (protocol === "http:" && loopbackHosts.has(hostname));
}
