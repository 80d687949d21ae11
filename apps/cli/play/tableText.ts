import { type Bilingual, groupLabels } from "#libs/incident/fieldLabels";
import type { Group } from "#libs/incident/groups";
import type { CellState, RoomFinal } from "./finals.ts";
import { hanging } from "./layout.ts";
import { type PlayText, playText } from "./playTexts.ts";
import type { IncidentSummary } from "./summary.ts";
import { roomName, type Telling } from "./telling.ts";

const labelWidth = 19;
const columnWidth = 12;

const words: Readonly<Record<CellState, PlayText>> = {
  kept: "cell-kept",
  partly: "cell-partly",
  general: "cell-general",
  withheld: "cell-withheld",
  withdrawn: "cell-withdrawn",
};

/** One incident: groups of fields down, rooms across, and the article at the foot; the owner has it all. */
export function tableText(telling: Telling, { finals }: IncidentSummary): string {
  const others = finals.filter(({ isOwner }) => !isOwner);
  const groups = Object.keys(groupLabels)
    .filter(isGroup)
    .filter((group) => others.some(({ cells }) => cells[group] !== undefined));
  const isToNobody = (group: Group) =>
    others.every(({ cells }) => (cells[group] ?? "withheld") === "withheld");
  const isReached = others.some((final) => final.isReached);
  const { language } = telling;
  const row = (label: string, cells: readonly string[]) =>
    `${label.slice(0, labelWidth - 1).padEnd(labelWidth)}${cells
      .map((cell) => cell.slice(0, columnWidth - 1).padEnd(columnWidth))
      .join("")}`.trimEnd();
  const label = (text: Bilingual) => ` ${text[language]}`;
  const cellText = (final: RoomFinal, group: Group) => {
    return playText(language, words[final.cells[group] ?? "withheld"]);
  };
  // What goes to nobody needs no row; where nothing goes to anybody the table would be empty.
  const shown = isReached ? groups.filter((group) => !isToNobody(group)) : [];
  const nobody = groups.filter(isToNobody).map((group) => groupLabels[group][language]);
  const toNobody = { groups: nobody.join(", ") };
  return [
    row(
      "",
      others.map(({ room }) => roomName(telling, room)),
    ),
    ...shown.map((group) =>
      row(
        label(groupLabels[group]),
        others.map((final) => cellText(final, group)),
      ),
    ),
    row(
      ` ${playText(language, "table-article")}`,
      others.map(({ articles }) => articles.join(" ") || playText(language, "cell-withheld")),
    ),
    ...(nobody.length === 0 ? [] : [hanging(" ", 3, playText(language, "to-nobody", toNobody))]),
  ].join("\n");
}

function isGroup(word: string): word is Group {
  return Object.hasOwn(groupLabels, word);
}

/** One row a room: incidents seen, copies, and what became of the fields of the others' incidents. */
export function roomsText(telling: Telling, summary: readonly IncidentSummary[]): string {
  const { language, day } = telling;
  const widths = [13, 14, 8, 10, 12, 12, 11];
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, index) =>
        index === 0
          ? String(cell).padEnd(widths[0] ?? 0)
          : String(cell).padStart(widths[index] ?? 0),
      )
      .join("");
  const names = ["room", "seen", "copies", "kept", "general", "withheld", "withdrawn"] as const;
  const head = line(names.map((name) => playText(language, `rooms-${name}`)));
  const rows = Object.keys(day.rooms).map((room) => {
    const foreign = summary
      .filter(({ owner }) => owner !== room)
      .flatMap(({ finals }) => finals.filter((final) => final.room === room));
    const own = summary.flatMap(({ finals }) => finals.filter((final) => final.room === room));
    const sum = (of: (final: RoomFinal) => number) =>
      own.reduce((total, final) => total + of(final), 0);
    const copies = summary
      .flatMap(({ steps }) => steps)
      .flatMap(({ rows: all }) => all)
      .filter((one) => one.room === room && one.outcome === "released").length;
    const values = {
      seen: foreign.filter(({ isReached }) => isReached).length,
      all: foreign.length,
    };
    return line([
      roomName(telling, room),
      playText(language, "rooms-of", values),
      copies,
      sum(({ kept }) => kept),
      sum(({ generalised }) => generalised),
      sum(({ withheld }) => withheld),
      sum(({ withdrawn }) => withdrawn),
    ]);
  });
  return [head, ...rows].join("\n");
}
