/**
 * What stands in a file that a person chose; undefined where it is larger than anything that is wanted there, so that a
 * wrong file does not stop the page, or where it cannot be read: it may be gone, or another one, since it was chosen.
 */
export async function fileText(file: File, bytesMax: number): Promise<string | undefined> {
  if (file.size > bytesMax) return undefined;
  return file.text().catch(() => undefined);
}

/** A key, an order or an approval is far smaller. */
export const orderBytesMax = 16_384;
/** What the API takes of a rule set, or of the files of one (apps/console/api/rules/documentBody.ts). */
export const rulesBytesMax = 6_291_456;
