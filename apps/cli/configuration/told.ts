import { type ChangedMember, changesBetween } from "#libs/policy/configurationChanges";
import type { Officer } from "#libs/policy/demandOrders";
import type { Configuration } from "#libs/policy/documents";
import type { Terminal } from "../terminal.ts";
import type { NextConfiguration } from "./inForce.ts";

/** Says in words what a configuration changes of the one in force: nobody signs a hash alone. */
export function tellConfiguration(
  terminal: Terminal,
  inForce: Configuration,
  { configuration, digest }: Pick<NextConfiguration, "configuration" | "digest">,
): void {
  const { version } = configuration;
  const changes = changesBetween(inForce, configuration);
  terminal.say("configuration-told", { version, inForce: inForce.version, document: digest });
  const tellOfficer = (
    text: "configuration-added" | "configuration-removed",
    { titolare, role, key }: Officer,
  ) => {
    const rooms = configuration.rooms.filter((room) => room.titolare === titolare);
    const ids = rooms.map(({ id }) => id).join(", ") || "–";
    terminal.say(text, { titolare: shown(titolare), role, key, rooms: ids });
  };
  for (const officer of changes.added) tellOfficer("configuration-added", officer);
  for (const officer of changes.removed) tellOfficer("configuration-removed", officer);
  if (changes.firstPrivacyOfficer) terminal.say("configuration-first-officer");
  for (const member of changes.others) terminal.say("configuration-changed", valuesOf(member));
  if (changes.others.length === 0) {
    terminal.say("configuration-rest-same", { inForce: inForce.version });
  }
}

const valuesOf = ({ pointer, before, after }: ChangedMember) => ({
  pointer: shown(pointer),
  before: before === undefined ? "–" : shown(JSON.stringify(before)),
  after: after === undefined ? "–" : shown(JSON.stringify(after)),
});

/** What somebody else has written, without signs that could move or hide what stands beside it. */
const shown = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );
