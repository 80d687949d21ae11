import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRoomNames } from "../../rooms/rooms.ts";
import { wordsOf } from "../../words/codeWords.ts";
import { type Column, type Entry, timeText } from "./incidentView.ts";
import { RoomCard } from "./roomCard.tsx";

interface StepProps {
  readonly entry: Entry;
  readonly columns: readonly Column[];
}

/** One entry of the incident, and beside each other what it made of each room's copy. */
export function Step({ entry, columns }: StepProps) {
  const { t, i18n } = useTranslation();
  const nameOf = useRoomNames();
  const { year, index, at, rooms, parts, about } = entry;
  const isDecision = parts !== "none";
  return (
    <li className="raccordo-step">
      <h2 className="h5">
        <time dateTime={at}>{timeText(at, i18n.language)}</time> · {headOf(t, entry, nameOf)}
      </h2>
      <p className="small">
        <Link to={`/scambi/${year}/${index}`}>{t("incident.entry", { year, index })}</Link> ·{" "}
        {wordsOf(t, "levelNames", entry.level)}
      </p>
      <StepFacts entry={entry} />
      {parts === "damaged" && <p className="fw-semibold">{t("incident.damaged")}</p>}
      {about.length > 0 && <p>{t("incident.about", { rooms: about.map(nameOf).join(", ") })}</p>}
      {isDecision && parts === "there" && rooms.length === 0 && <p>{t("incident.none")}</p>}
      {rooms.length > 0 && (
        <ul
          className="raccordo-rooms"
          aria-label={t("incident.rooms")}
          style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(9.5rem, 1fr))` }}
        >
          {rooms.map((cell) => (
            <RoomCard key={cell.room} cell={cell} entry={entry} columns={columns} />
          ))}
        </ul>
      )}
    </li>
  );
}

function StepFacts({
  entry: { facts, after_others: isAfterOthers, rooms },
}: Pick<StepProps, "entry">) {
  const { t } = useTranslation();
  const nameOf = useRoomNames();
  const charged = facts?.in_charge ?? [];
  const isOwnData = rooms.some(({ shown }) => shown === "own_data");
  return (
    <>
      {facts !== null && <p>{wordsOf(t, "categories", facts.category)}</p>}
      {charged.length > 0 && (
        <p>{t("incident.inCharge", { rooms: charged.map(nameOf).join(", ") })}</p>
      )}
      {isAfterOthers && isOwnData && <p className="small">{t("incident.afterOthers")}</p>}
    </>
  );
}

function headOf(
  t: TFunction,
  { kind, facts, code }: Entry,
  nameOf: (room: string) => string,
): string {
  if (facts !== null) {
    const said = wordsOf(t, "eventKinds", facts.event_kind);
    return t("incident.sent", { kind: said, sender: nameOf(facts.sender) });
  }
  const words = wordsOf(t, "kinds", kind);
  return code === null ? words : `${words}: ${wordsOf(t, "details", code)}`;
}
