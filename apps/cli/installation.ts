import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CliError } from "./exitCodes.ts";
import { privateFolder, readPrivate, writePrivate } from "./privateFiles.ts";

const schema = z.strictObject({
  format: z.literal("raccordo-installation/1"),
  /** Written when everything of the first start lay on the disk: from then on nothing is made anew. */
  complete: z.literal(true),
  server_name: z.string().min(1).max(200),
  /** First year of the log; later ones are audit's to begin. */
  first_year: z.int().min(2020).max(2199),
  log_family: z.string().min(3).max(120),
  /** Rooms whose secrets were made. */
  rooms: z.array(z.string()).max(256),
  /** The second key of the log was made. */
  checkpoint_ml_dsa: z.literal(true).exactOptional(),
  /** The console's user of the server was made. */
  console: z.literal(true).exactOptional(),
  /** Witnesses of the demonstration whose keys were made. */
  witnesses: z.array(z.string()).max(16).exactOptional(),
  /** Rooms whose webhook has a secret. */
  webhooks: z.array(z.string()).max(256).exactOptional(),
});

/** What an installation is, beyond its secrets. */
export type Installation = z.infer<typeof schema>;

const folders = ["secrets/rooms", "secrets/core", "secrets/nkeys", "secrets/signers"]
  .concat(["rooms", "run", "nats", "signed", "vault", "epochs", "audit", "witnesses", "log"])
  .concat(["console"])
  .flatMap((path) => path.split("/").map((_, i, all) => all.slice(0, i + 1).join("/")));

/** Opens the data folder, made on the first start; refuses a folder that holds something else. */
export function openDataFolder(data: string): void {
  privateFolder(data);
  const names = readdirSync(data);
  const ours = names.length === 0 || names.some((name) => /^(secrets|lock\.json)/.test(name));
  if (!ours) throw new CliError("refused", "folder-foreign", { path: data });
  for (const folder of new Set(folders)) privateFolder(join(data, folder));
}

/** Undefined before the first start has come to its end. */
export function readInstallation(data: string): Installation | undefined {
  const path = join(data, "installation.json");
  const text = readPrivate(path);
  return text === undefined ? undefined : parseFile(path, text, schema);
}

export function writeInstallation(data: string, installation: Installation): void {
  writePrivate(join(data, "installation.json"), `${JSON.stringify(installation, null, 2)}\n`);
}

/** A file of ours as its schema says; a damaged one is a refusal that names the file, not its content. */
export function parseFile<T>(path: string, text: string, type: z.ZodType<T>): T {
  try {
    return type.parse(JSON.parse(text));
  } catch {
    throw new CliError("refused", "file-damaged", { path });
  }
}
