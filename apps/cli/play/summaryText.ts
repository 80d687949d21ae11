import { leafAt } from "#libs/incident/catalogue";
import {
  adult,
  type Bilingual,
  fieldLabels,
  kindLabels,
  minor,
  publicPlace,
  roleLabels,
  sensitivePlace,
} from "#libs/incident/fieldLabels";
import type { Language } from "../texts.ts";
import { hanging, heading, labelled } from "./layout.ts";
import { playText, reasonTexts } from "./playTexts.ts";
import type { IncidentSummary, Part, RoomRow } from "./summary.ts";
import { tableText } from "./tableText.ts";
import { messageTitle, roomName, type Telling } from "./telling.ts";

const rowIndent = 5;
const labelWidth = 13;

/** The tables of one incident, in lines that fit a plain terminal. */
export function incidentText(telling: Telling, summary: IncidentSummary): string {
  const { language, day } = telling;
  const incident = day.incidents.find(({ name }) => name === summary.name);
  const { category } = summary;
  const title = incident?.title[language] ?? summary.name;
  const owner = roomName(telling, summary.owner);
  const head = heading(playText(language, "incident-head", { title, category, owner }));
  const steps = summary.steps.map(({ message, rows }) => {
    const at = day.messages.find(({ name }) => name === message)?.at ?? "";
    const step = { at, title: messageTitle(telling, message) };
    return [playText(language, "step-head", step), ...rowTexts(telling, rows)].join("\n");
  });
  const remark = incident?.remark?.[language];
  const note = remark === undefined ? [] : [playText(language, "row-remark", { text: remark })];
  const table = tableText(telling, summary);
  return [head, table, "", ...steps, ...note.map((text) => hanging("   ", 3, text))].join("\n");
}

/** Rooms that got the same are told together, the sender's own row only when it was told something. */
function rowTexts(telling: Telling, rows: readonly RoomRow[]): readonly string[] {
  const shown = rows.filter(({ isOwner, outcome }) => !isOwner || outcome === "released");
  const alike = Map.groupBy(shown, ({ room: _room, rule: _rule, article: _article, ...row }) =>
    JSON.stringify(row),
  );
  return [...alike.values()].map((group) => groupText(telling, group));
}

/** A line for every legal title, then once what these rooms have in common. */
function groupText(telling: Telling, group: readonly RoomRow[]): string {
  const titles = Map.groupBy(group, ({ rule, article }) => JSON.stringify([rule, article]));
  const heads = [...titles.values()].map((rows) => headText(telling, rows));
  const [row] = group;
  return [...heads, ...(row === undefined ? [] : partTexts(telling.language, row))].join("\n");
}

function headText(telling: Telling, group: readonly RoomRow[]): string {
  const { language } = telling;
  const [row] = group;
  if (row === undefined) return "";
  const rooms = group.map(({ room }) => roomName(telling, room)).join(", ");
  const charge = row.inCharge ? ` (${playText(language, "in-charge")})` : "";
  const what = [outcomeText(language, row), articleText(language, row)];
  const said = what.filter((part) => part !== "").join(" · ");
  return hanging(" ".repeat(3), 5, `${rooms}${charge}: ${said}`);
}

function outcomeText(language: Language, row: RoomRow): string {
  if (row.outcome === "released" && row.isOwner) return playText(language, "told");
  if (row.outcome === "released" && row.gone.length > 0) return playText(language, "withdrawn");
  const reasons: Readonly<Record<string, Bilingual>> = reasonTexts;
  return reasons[row.reason]?.[language] ?? row.reason;
}

const articleText = (language: Language, { article, rule }: RoomRow): string =>
  article === undefined ? "" : playText(language, "article", { article, rule: rule ?? "?" });

/** Where nothing went out there is nothing to list: the reason says it all. */
function partTexts(language: Language, row: RoomRow): readonly string[] {
  if (row.outcome !== "released") return [];
  const lists = [
    ["row-kept", row.kept],
    ["row-general", row.generalised],
    ["row-gone", row.gone],
    ["row-withheld", row.isOwner ? [] : row.withheld],
  ] as const;
  return lists
    .filter(([, parts]) => parts.length > 0)
    .map(([key, parts]) =>
      labelled(
        rowIndent,
        playText(language, key),
        labelWidth,
        parts.map((part) => partText(language, part)).join("; "),
      ),
    );
}

/** `persona (vittima, chi chiama): cognome, nome` */
export function partText(language: Language, part: Part): string {
  const fields = part.paths.map((path) => fieldLabels[path]?.[language] ?? path).join(", ");
  return `${componentText(language, part)}: ${fields}`;
}

function componentText(language: Language, part: Part): string {
  if (part.kind === "place") {
    return (part.place === "public" ? publicPlace : sensitivePlace)[language];
  }
  const kind = leafAt(part.paths[0] ?? "")?.kind;
  if (part.kind !== "person") return kind === undefined ? part.kind : kindLabels[kind][language];
  const labels: Readonly<Record<string, Bilingual>> = roleLabels;
  const roles = (part.roles ?? []).map((role) => labels[role]?.[language] ?? role);
  const who = (part.minor === false ? adult : minor)[language];
  return roles.length === 0 ? who : `${who} (${roles.join(", ")})`;
}
