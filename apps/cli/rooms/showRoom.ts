import { statSync } from "node:fs";
import { compileRules } from "#libs/policy/compile";
import type { MatrixRow } from "#libs/policy/matrixTable";
import { type RoomFile, roomOf } from "#libs/policy/roomSchema";
import { readDeployment } from "../deployment.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { hanging, heading } from "../play/layout.ts";
import type { Terminal } from "../terminal.ts";
import { type Language, textOf } from "../texts.ts";
import { lettersOf, receivedBy } from "./received.ts";
import {
  agreementsOf,
  comuniText,
  isInForceOn,
  isInstalled,
  keyFile,
  type PartyAgreement,
  placeOf,
  type RoomPlace,
  stateTexts,
} from "./roomFacts.ts";
import type { RoomsOptions } from "./rooms.ts";

interface RoomFacts {
  readonly room: RoomFile;
  readonly place: RoomPlace;
  readonly agreements: readonly PartyAgreement[];
  /** Undefined when the agreements do not compile. */
  readonly receives: readonly MatrixRow[] | undefined;
  /** The key's file where something is installed, and whether it lies there. */
  readonly key: { readonly path: string; readonly exists: boolean } | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly today: string;
}

/** Everything about one room: limits, agreements, what it may receive from whom, where its key lies. */
export async function showRoom(
  terminal: Terminal,
  id: string,
  options: RoomsOptions,
): Promise<number> {
  const facts = await factsOf(id, options);
  if (terminal.json) terminal.tell("room", json(facts));
  else terminal.write(`${roomText(terminal.language, facts).join("\n")}\n`);
  return exitCodes.ok;
}

async function factsOf(id: string, { data, deploy }: RoomsOptions): Promise<RoomFacts> {
  const deployment = readDeployment(deploy);
  const { rooms, agreements } = deployment;
  const room = rooms.find((one) => one.id === id);
  if (room === undefined) {
    const known = rooms.map((one) => one.id).join(", ");
    throw new CliError("usage", "room-not-here", { room: id, path: deploy, known });
  }
  const compiled = compileRules(deployment, rooms.map(roomOf));
  const path = keyFile(data, id);
  const exists = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return {
    ...{ room, place: await placeOf(data, id), agreements: agreementsOf(agreements, id) },
    receives: compiled.ok ? receivedBy(compiled.rules, id) : undefined,
    key: isInstalled(data) ? { path, exists } : undefined,
    names: new Map(rooms.map((one) => [one.id, one.name])),
    today: new Date().toISOString().slice(0, 10),
  };
}

function json({ room, place, agreements, receives, key, today }: RoomFacts) {
  const { id, slot, kind, name, titolare, municipalities, protocols, limits, synthetic } = room;
  return {
    ...{ id, slot, kind, name, titolare, municipalities, protocols, limits, synthetic },
    ...{ address: place.address ?? null, state: place.state, key: key?.path ?? null },
    agreements: agreements.map((one) => ({ ...one, in_force: isInForceOn(one.periods, today) })),
    receives: receives ?? null,
    proposal: true,
  };
}

function roomText(language: Language, facts: RoomFacts): readonly string[] {
  const { room } = facts;
  return [
    heading(textOf(language, "room-title", { name: room.name, room: room.id })),
    ...aboutLines(language, facts),
    "",
    heading(textOf(language, "room-agreements")),
    ...agreementLines(language, facts),
    "",
    heading(textOf(language, "room-receives")),
    ...receivedLines(language, facts),
  ];
}

function aboutLines(language: Language, { room, place, key }: RoomFacts): readonly string[] {
  const { titolare, kind, slot, protocols, limits, synthetic } = room;
  const comuni = comuniText(room);
  const address = place.address ?? "-";
  const state = textOf(language, stateTexts[place.state]);
  const lines = [
    textOf(language, "room-titolare", { titolare, kind, slot }),
    textOf(language, comuni === "" ? "room-comuni-none" : "room-comuni", { comuni }),
    textOf(language, "room-protocols", { protocols: protocols.join(", ") }),
    textOf(language, "room-limits", {
      bytes: limits.submit_bytes_max,
      rate: limits.submit_per_minute_max,
      copies: limits.waiting_copies_max,
    }),
    textOf(language, "room-address", { address, state }),
    ...(key === undefined ? [] : [textOf(language, keyText(key, place), { path: key.path })]),
    ...synthetic.map((text) => textOf(language, "room-synthetic", { text })),
  ];
  return lines.map((line) => hanging("", 2, line));
}

/** A room without an address was never started: its key is not lost, it is not made yet. */
function keyText({ exists }: { readonly exists: boolean }, { address }: RoomFacts["place"]) {
  if (exists) return "room-key";
  return address === undefined ? "room-key-to-come" : "room-key-missing";
}

function agreementLines(language: Language, { agreements, today }: RoomFacts): readonly string[] {
  if (agreements.length === 0) return [textOf(language, "room-no-agreement")];
  return agreements.map(({ id, by, periods }) => {
    const inForce = isInForceOn(periods, today);
    const state = textOf(language, inForce ? "room-in-force" : "room-not-in-force");
    const days = periods.map(({ from, to }) => `${from} … ${to}`).join(", ");
    return hanging("", 2, textOf(language, "room-agreement", { id, by, periods: days, state }));
  });
}

function receivedLines(language: Language, { receives, names }: RoomFacts): readonly string[] {
  if (receives === undefined) return [textOf(language, "room-rules-broken")];
  if (receives.length === 0) return [textOf(language, "room-receives-nothing")];
  const bySender = [...Map.groupBy(receives, ({ from }) => from)];
  const lines = bySender.flatMap(([from, rows]) => [
    hanging("", 2, textOf(language, "room-from", { name: names.get(from) ?? from })),
    ...rows.map((row) => receivedLine(language, row)),
  ]);
  return [...lines, "", hanging("", 0, textOf(language, "room-letters"))];
}

function receivedLine(language: Language, row: MatrixRow): string {
  const { category, article, deliver, addressee, territory, synthetic } = row;
  const given =
    deliver === "forbid" ? [textOf(language, "room-forbidden")] : lettersOf(language, row);
  const named = addressee === "named" ? "room-named" : "room-not-named";
  const only = [
    ...(addressee === "any" ? [] : [textOf(language, named)]),
    ...(territory === "any" ? [] : [textOf(language, "room-own-territory")]),
    ...(synthetic && !article.includes("INVENTATO") ? [textOf(language, "room-invented")] : []),
  ].join(", ");
  const lead = `  ${category}  `;
  const title = only === "" ? article : `${article} (${only})`;
  return hanging(lead, lead.length, `${title}: ${given.join(" · ")}`);
}
