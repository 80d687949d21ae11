import { hanging, heading, labelled } from "../play/layout.ts";
import { reasonTexts } from "../play/playTexts.ts";
import { partText } from "../play/summaryText.ts";
import { type Language, textOf } from "../texts.ts";
import type { ChainRoom, ChainStep, ShownIncident } from "./chain.ts";
import type { ComponentFields } from "./componentFields.ts";

/** The chain of an incident for a person, line by line. */
export function chainText(language: Language, shown: ShownIncident): readonly string[] {
  const { chain, room, mode, incident, path } = shown;
  const head = chain.owner === room ? "incident-own" : "incident-foreign";
  return [
    heading(textOf(language, head, { room, category: chain.category, mode })),
    textOf(language, "incident-pseudonym", { incident }),
    ...chain.steps.flatMap((step, index) => ["", ...stepLines(language, step, index + 1)]),
    "",
    hanging("", 0, textOf(language, "incident-note", { path })),
  ];
}

function stepLines(language: Language, step: ChainStep, number: number): readonly string[] {
  const { at, year, index, kind = "…" } = step;
  const sender = step.sender ?? textOf(language, "incident-someone");
  const values = { number, at, kind, sender, year, index };
  const head = textOf(language, "incident-step", values);
  return [head, ...step.rooms.flatMap((room) => roomLines(language, room))];
}

function roomLines(language: Language, room: ChainRoom): readonly string[] {
  const { outcome, article, rule = "?" } = room;
  const charge = room.inCharge ? [textOf(language, "incident-charge")] : [];
  const title =
    article === undefined ? [] : [textOf(language, "incident-title", { article, rule })];
  const said = [...charge, reasonText(language, room.reason), ...title].join(" · ");
  const head = hanging("   ", 5, `${room.room}: ${said}`);
  if (outcome !== "released") return [head];
  return [head, ...fieldLines(language, room), hanging("     ", 7, receiptText(language, room))];
}

function fieldLines(language: Language, room: ChainRoom): readonly string[] {
  const lists = [
    ["incident-kept", room.kept],
    ["incident-generalised", room.generalised],
    ["incident-gone", room.gone],
    ["incident-withheld", room.withheld],
  ] as const;
  return lists
    .filter(([, parts]) => parts.length > 0)
    .map(([key, parts]) => labelled(5, textOf(language, key), 15, partsText(language, parts)));
}

const partsText = (language: Language, parts: readonly ComponentFields[]): string =>
  parts.map((part) => partText(language, { ...part, groups: [] })).join("; ");

function receiptText(language: Language, { receipts }: ChainRoom): string {
  if (receipts.length === 0) return textOf(language, "incident-no-receipt");
  const told = receipts.map(({ kind, at }) => textOf(language, `incident-${kind}`, { at }));
  return textOf(language, "incident-receipt", { receipts: told.join(", ") });
}

function reasonText(language: Language, reason: string): string {
  const known: Readonly<Record<string, Readonly<Record<Language, string>>>> = reasonTexts;
  return known[reason]?.[language] ?? reason;
}
