import type { ProtocolAdapter } from "#libs/incident/adapter";

/**
 * The protocol of a room that a Content-Type names, or undefined. The version of our own type, and a
 * charset for JSON, must be those that exist: `version=1` and UTF-8 (RFC 8259 knows no other).
 */
export function protocolFor(
  protocols: readonly ProtocolAdapter[],
  contentType: string | undefined,
): ProtocolAdapter | undefined {
  const [base = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const named = base.trim();
  const isJson = /[/+]json$/.test(named);
  const fits = parameters
    .map((parameter) => parameter.trim().replaceAll('"', ""))
    .every((parameter) => {
      if (parameter.startsWith("version=")) return parameter === "version=1";
      return !(isJson && parameter.startsWith("charset=")) || parameter === "charset=utf-8";
    });
  return fits ? protocols.find(({ contentTypes }) => contentTypes.includes(named)) : undefined;
}

/** True for JSON in UTF-8. */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? "");
}
