import { type AskedOfficer, withOfficers } from "#libs/policy/configurationChanges";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalJson } from "#libs/seal/canonical";
import { reviewerRoles } from "#libs/seal/orderLeaves";
import { CliError, exitCodes } from "../exitCodes.ts";
import { writeDocument } from "../life/sign.ts";
import { publicIdIn } from "../life/signerKey.ts";
import type { Terminal } from "../terminal.ts";
import { canonicalOf, configurationInForce } from "./inForce.ts";
import { tellConfiguration } from "./told.ts";

export interface DraftOptions {
  readonly data: string;
  /** `ROOM:ROLE:KEY`; KEY is the public key, or a file that says it. */
  readonly officer: readonly string[];
  /** Public keys of those who are officers no more, or files that say them. */
  readonly without: readonly string[];
  readonly out: string;
}

/**
 * `raccordo configuration draft`: the configuration in force with other officers and the next number, for two people to
 * sign. Nobody edits what was signed, and nothing is in force by this.
 */
export function draftConfiguration(terminal: Terminal, options: DraftOptions): number {
  const { configuration } = configurationInForce(options.data);
  const outcome = withOfficers(configuration, {
    add: options.officer.map(askedIn),
    remove: options.without.map((word) => publicIdIn(word) ?? word),
  });
  if (outcome.kind === "refused") {
    const { why, about } = outcome;
    const rooms = configuration.rooms.map(({ id }) => id).join(", ");
    const known = { about, rooms, roles: reviewerRoles.join(", ") };
    throw new CliError(why === "key-wrong" ? "usage" : "refused", `configuration-${why}`, known);
  }
  const body = canonicalJson(canonicalOf(outcome.configuration));
  writeDocument(options.out, { body, signatures: [] });
  const digest = sha256Hex(Buffer.from(body, "utf8"));
  tellConfiguration(terminal, configuration, { configuration: outcome.configuration, digest });
  terminal.say("configuration-next-sign", { out: options.out, signatures: 0 });
  return exitCodes.ok;
}

function askedIn(word: string): AskedOfficer {
  const [room = "", role = "", ...rest] = word.split(":");
  const key = rest.join(":");
  if (key === "") throw new CliError("usage", "configuration-officer", { word });
  return { room, role, key: publicIdIn(key) ?? key };
}
