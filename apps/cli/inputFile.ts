import { readFileSync } from "node:fs";
import { CliError } from "./exitCodes.ts";

/** Larger than any message that a protocol takes. */
const inputBytesMax = 1_048_576;

/** Text of a file named by a person, without the blanks around it. */
export function readText(file: string): string {
  return Buffer.from(readInput(file)).toString("utf8").trim();
}

/** Bytes of a file named by a person; `-` is standard input. */
export function readInput(file: string): Uint8Array<ArrayBuffer> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === "-" ? 0 : file);
  } catch (cause) {
    throw new CliError("usage", "file-unreadable", { file }, { cause });
  }
  if (bytes.length > inputBytesMax) {
    throw new CliError("refused", "file-too-large", { file, bytesMax: inputBytesMax });
  }
  return new Uint8Array(bytes);
}
