import { roomName } from "../../rooms/rooms.ts";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { listOf, wordsOf } from "../../words/codeWords.ts";
import { titlesOf } from "../exchanges/cells.ts";
import { type EntryRoom, reasonWords, type Speech } from "../exchanges/sentences.ts";
import type { Entry } from "../exchanges/view.ts";

interface EntryRoomsProps {
  readonly entry: Entry;
  readonly speech: Speech;
}

const told = ["outcome", "reason", "given", "withheld", "withdrawn", "title"] as const;

/** What each room got and did not, why, by which rule and under which conditions. */
export function EntryRooms({ entry: { rooms }, speech }: EntryRoomsProps) {
  const { t } = speech;
  return (
    <section aria-labelledby="rooms">
      <h2 className="h5" id="rooms">
        {t("exchange.rooms.title")}
      </h2>
      {rooms.length === 0 ? (
        <p>{t("exchange.rooms.none")}</p>
      ) : (
        <ScrollRegion label={t("exchange.rooms.title")}>
          <table className="table table-sm caption-top">
            <caption>{t("exchange.rooms.caption")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("exchange.rooms.room")}</th>
                {told.map((name) => (
                  <th key={name} scope="col">
                    {t(`exchanges.columns.names.${name}`)}
                  </th>
                ))}
                <th scope="col">{t("exchange.rooms.handling")}</th>
              </tr>
            </thead>
            <tbody>
              {rooms.map((room) => (
                <RoomRow key={room.slot ?? room.room} room={room} speech={speech} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

function RoomRow({ room, speech }: { readonly room: EntryRoom; readonly speech: Speech }) {
  const { t, rooms } = speech;
  return (
    <tr>
      <th scope="row">{room.room === null ? "–" : roomName(t, rooms, room.room)}</th>
      <td>{wordsOf(t, "outcomes", room.outcome)}</td>
      <td>{reasonWords(t, room.reason)}</td>
      <td>{listOf(t, "groups", room.given.groups)}</td>
      <td>{listOf(t, "groups", room.withheld.groups)}</td>
      <td>{listOf(t, "groups", room.withdrawn.groups)}</td>
      <td>{titlesOf(room).join("; ")}</td>
      <td>{listOf(t, "handling", room.handling)}</td>
    </tr>
  );
}
