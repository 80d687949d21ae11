import { join } from "node:path";
import { openConfiguration } from "#libs/policy/documents";
import { CliError, exitCodes } from "../exitCodes.ts";
import { lifeRefusal } from "../life/lifeTexts.ts";
import { keepPrivate, writePrivate } from "../privateFiles.ts";
import type { Terminal } from "../terminal.ts";
import { configurationBefore, configurationPath, readNext } from "./inForce.ts";
import { tellConfiguration } from "./told.ts";

export interface InstallOptions {
  readonly data: string;
  readonly document: string;
}

/**
 * `raccordo configuration install`: puts a configuration that two people have signed into the place from which the next
 * start takes it. The one before is kept beside it; a document that a start would refuse replaces nothing.
 */
export function installConfiguration(terminal: Terminal, options: InstallOptions): number {
  const { data, document: path } = options;
  const before = configurationBefore(data, path);
  const next = readNext(path, before.configuration);
  const opened = openConfiguration(next.document, before.signers);
  if (opened.kind === "refused") {
    const { why: code, place = "" } = opened;
    throw new CliError("refused", lifeRefusal(code), { code, place, missing: 0 });
  }
  const { version } = before.configuration;
  const kept = join(data, "signed", `configuration.${version}.json`);
  if (version > 0) keepPrivate(kept, () => JSON.stringify(before.document));
  writePrivate(configurationPath(data), JSON.stringify(next.document));
  tellConfiguration(terminal, before.configuration, next);
  if (version > 0) {
    terminal.say("configuration-installed", { version: next.configuration.version, kept });
  } else terminal.say("configuration-first-installed", { path: join(data, "signed") });
  return exitCodes.ok;
}
