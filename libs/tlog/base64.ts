/**
 * Standard base64 (RFC 4648, 4) with padding, one text for one value: blanks, missing padding and stray
 * low bits are refused, so that no byte of a signed text can change without the value changing.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
