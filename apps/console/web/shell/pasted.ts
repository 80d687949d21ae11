/**
 * A name as it was meant: pasted from a document it may hold signs that nobody sees, or a space that is none, and would
 * name nothing.
 */
export const pasted = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
