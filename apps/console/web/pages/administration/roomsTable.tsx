import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { components } from "../../api/generated/schema.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { type Row, RowsTable } from "../../shell/rowsTable.tsx";
import { numberText, orUnknown, timeText } from "./formats.ts";
import { useRooms } from "./polled.ts";
import { type Kind, StateWords } from "./stateWords.tsx";

export type RoomState = components["schemas"]["AdministeredRooms"]["rooms"][number];

const edgeKinds: Readonly<Record<RoomState["edge"], Kind>> = {
  ...{ reachable: "good", core_away: "bad", away: "bad", unknown: "unknown" },
};
const presenceKinds: Readonly<Record<RoomState["presence"], Kind>> = {
  ...{ connected: "good", away: "warning", unknown: "unknown" },
};

/** The rooms of one's own titolare, each with a page of its own. */
export function RoomsTable() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useRooms();
  const nameOf = useRoomNames();
  const heads = (["room", "edge", "presence", "waiting", "dead", "credentials"] as const).map(
    (one) => t(`administration.rooms.${one}`),
  );
  return (
    <section aria-labelledby="rooms">
      <h2 id="rooms" className="h4">
        {t("administration.rooms.title")}
      </h2>
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      {data?.rooms.length === 0 && <p>{t("administration.rooms.none")}</p>}
      {data !== undefined && data.rooms.length > 0 && (
        <RowsTable
          caption={t("administration.rooms.caption")}
          heads={heads}
          rows={data.rooms.map((room) => rowOf(room, nameOf(room.room)))}
        />
      )}
    </section>
  );
}

function rowOf(room: RoomState, name: string): Row {
  return {
    key: room.room,
    cells: [
      // Who manages a room calls it by its id at the command line and in its folder.
      <span key="room">
        <Link to={`/amministrazione/sale/${room.room}`}>{name}</Link>
        <br />
        <code>{room.room}</code>
      </span>,
      <EdgeState key="edge" room={room} />,
      <Presence key="presence" room={room} />,
      <Waiting key="waiting" room={room} />,
      orUnknown(room.dead_copies, numberText),
      orUnknown(room.credentials, ({ counting }) => numberText(counting)),
    ],
  };
}

export function EdgeState({ room }: { readonly room: RoomState }) {
  const { t } = useTranslation();
  return (
    <StateWords kind={edgeKinds[room.edge]}>
      {t(`administration.rooms.edges.${room.edge}`)}
    </StateWords>
  );
}

/** Whether the room is there, and when it last asked for copies. */
export function Presence({ room }: { readonly room: RoomState }) {
  const { t } = useTranslation();
  const { presence, last_asked_at: at } = room;
  return (
    <>
      <StateWords kind={presenceKinds[presence]}>
        {t(`administration.rooms.presences.${presence}`)}
      </StateWords>
      <br />
      <span className="small">
        {at === null
          ? t("administration.rooms.never")
          : t("administration.rooms.asked", { time: timeText(at) })}
      </span>
    </>
  );
}

export function Waiting({ room }: { readonly room: RoomState }) {
  const { t } = useTranslation();
  const { waiting } = room;
  if (waiting === null) return t("administration.unknown");
  const count = numberText(waiting.exercise);
  return waiting.exercise === 0
    ? numberText(waiting.actual)
    : `${numberText(waiting.actual)} · ${t("administration.rooms.exercise", { count: Number(count) })}`;
}
