/** An id of 128 bits as a row has it. */
export const idBytes = (hex: string | undefined): Uint8Array | null =>
  hex === undefined ? null : Buffer.from(hex, "hex");
