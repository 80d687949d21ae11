import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Point } from "#libs/incident/event";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { roomName, useRooms } from "../../rooms/rooms.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { fieldWords } from "../../words/codeWords.ts";
import { PlaceDrawing } from "./placeDrawing.tsx";
import { pointText } from "./placePoint.ts";
import { type PlaceSquare, precisionsOf, type RoomPrecision, squaresOf } from "./placeShapes.ts";

type Incident = components["schemas"]["Incident"];

interface OpenedPlaceProps {
  readonly incident: string;
  readonly year: number;
  readonly index: number;
  /** Reference of the place in the log. */
  readonly place: string;
  /** What was opened: only who may see it comes here. */
  readonly point: Point;
}

const rowsMax = 100;

/** An entry as its incident tells it: question by question, until it comes. */
async function toldEntry({ incident, year, index }: Omit<OpenedPlaceProps, "place" | "point">) {
  for (let from: number | null = 0; from !== null; ) {
    const page: Incident = await answered(
      api.GET("/v1/log/incidents/{incident}", {
        params: { path: { incident }, query: { from, limit: rowsMax } },
      }),
    );
    const found = page.entries.find((entry) => entry.year === year && entry.index === index);
    if (found !== undefined) return found;
    from = page.next;
  }
  return null;
}

/** The place that was opened, and how precisely each room got it by the same entry: drawn, and as a table. */
export function OpenedPlace({ place, point, ...entry }: OpenedPlaceProps) {
  const { t } = useTranslation();
  const { incident, year, index } = entry;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["/v1/log/incidents/{incident}", incident, "place", year, index],
    queryFn: () => toldEntry(entry),
  });
  const rooms = useMemo(() => precisionsOf(data?.rooms ?? [], place), [data, place]);
  const squares = useMemo(() => {
    const given = new Set(rooms.map(({ precision }) => precision));
    return squaresOf(point).filter(({ precision }) => given.has(precision));
  }, [rooms, point]);
  if (isPending) return <Loading />;
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  return (
    <section aria-labelledby="opened-place" className="mt-3">
      <h3 className="h6" id="opened-place">
        {t("exchange.field.place.title")}
      </h3>
      <PlaceDrawing point={point} squares={squares} />
      <Legend point={point} squares={squares} />
      {rooms.length === 0 ? <p>{t("exchange.field.place.hidden")}</p> : <RoomTable rooms={rooms} />}
      <p className="small">{t("exchange.field.place.scope")}</p>
    </section>
  );
}

interface LegendProps {
  readonly point: Point;
  readonly squares: readonly PlaceSquare[];
}

function Legend({ point, squares }: LegendProps) {
  const { t, i18n } = useTranslation();
  return (
    <ul>
      <li>● {pointText(t, i18n.language, point)}</li>
      {squares.map(({ precision, code }) => (
        <li key={code}>
          {precision === "cell" ? "□" : "⬚"} {t(`exchange.field.place.${precision}`, { code })}
        </li>
      ))}
    </ul>
  );
}

function RoomTable({ rooms }: { readonly rooms: readonly RoomPrecision[] }) {
  const { t } = useTranslation();
  const known = useRooms();
  const caption = t("exchange.field.place.caption");
  return (
    <ScrollRegion label={caption}>
      <table className="table table-sm caption-top">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {(["room", "precision", "more"] as const).map((name) => (
              <th key={name} scope="col">
                {t(`exchange.field.place.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rooms.map(({ room, precision, more }) => (
            <tr key={room}>
              <th scope="row">{roomName(t, known, room)}</th>
              <td>{t(`exchange.field.place.precisions.${precision}`)}</td>
              <td>
                {more.length === 0
                  ? t("exchange.field.place.nothing")
                  : more.map((path) => fieldWords(t, path)).join("; ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
