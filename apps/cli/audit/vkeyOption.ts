import { readFileSync } from "node:fs";
import { CliError } from "../exitCodes.ts";

/** The text of a file of people, for `--vkey @FILE`. */
export function vkeyOption(option: string | undefined): string | undefined {
  if (option?.startsWith("@") !== true) return option;
  try {
    return readFileSync(option.slice(1), "utf8").trim();
  } catch {
    throw new CliError("usage", "file-unreadable", { file: option.slice(1) });
  }
}
