import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { answered, api } from "../api/client.ts";
import type { components } from "../api/generated/schema.ts";
import { wordsOf } from "../words/codeWords.ts";
import { isolated } from "../words/isolated.ts";

export type Room = components["schemas"]["RoomList"]["rooms"][number];
/** Rooms by their id, as far as their names need them. */
export type Rooms<R extends NamedRoom = NamedRoom> = ReadonlyMap<string, R>;
/** What a room's name is made of. */
export interface NamedRoom {
  readonly id: string;
  readonly kind: string;
  readonly titolare: string;
}

const noRooms: Rooms<Room> = new Map();
const unchanging = Number.POSITIVE_INFINITY;

const useAskedRooms = () =>
  useQuery({
    queryKey: ["/v1/rooms"],
    queryFn: async () => {
      const { rooms } = await answered(api.GET("/v1/rooms"));
      return new Map(rooms.map((room) => [room.id, room]));
    },
    staleTime: unchanging,
  });

/** Rooms of the signed configuration; none while they are not there yet. */
export function useRooms(): Rooms<Room> {
  return useAskedRooms().data ?? noRooms;
}

/** Whether nobody knows yet what the rooms are called, or that it cannot be known. */
export const useRoomsAwaited = (): boolean => useAskedRooms().isPending;

/**
 * What a person calls the territory that codes name (`istat:019036`): the comuni of a room where they are all of its,
 * a comune by its local police; the code alone where no room tells more.
 */
export function territoryWords(t: TFunction, rooms: Rooms<Room>, codes: readonly string[]): string {
  const all = [...rooms.values()];
  const isSame = ({ municipalities: of }: Room) =>
    of.length === codes.length && codes.every((code) => of.includes(code));
  const whole = codes.length > 1 ? all.find(isSame) : undefined;
  if (whole !== undefined) return t("codes.territory.room", { room: roomName(t, rooms, whole.id) });
  return codes
    .map((code) => {
      const number = code.replace(/^istat:/, "");
      const police = all.find(
        ({ kind, municipalities: of }) => kind === "polizia_locale" && of.join() === code,
      );
      return police === undefined
        ? t("codes.territory.code", { number })
        : t("codes.territory.comune", { titolare: police.titolare, number });
    })
    .join(", ");
}

/** Names of rooms by their id. */
export function useRoomNames(): (id: string) => string {
  const { t } = useTranslation();
  const rooms = useRooms();
  return (id) => roomName(t, rooms, id);
}

/** What a person calls a room: its kind and its titolare; the room's own id where it is not known. */
export function roomName(t: TFunction, rooms: Rooms, id: string): string {
  const room = rooms.get(id);
  if (room === undefined) return isolated(id);
  const kind = wordsOf(t, "roomKinds", room.kind);
  const titolare = isolated(room.titolare);
  const isNamed = titolare.toLowerCase().includes(kind.toLowerCase());
  const name = isNamed ? titolare : `${kind} – ${titolare}`;
  return isAlone(rooms, room) ? name : `${name} (${id})`;
}

/** Whether its titolare has no other room of the same kind. */
export const isAlone = (rooms: Rooms, { id, kind, titolare }: NamedRoom): boolean =>
  [...rooms.values()].every(
    (other) => other.id === id || other.titolare !== titolare || other.kind !== kind,
  );

/** Each titolare once, in the order of the alphabet. */
export const titolariOf = (rooms: Rooms): readonly string[] =>
  [...new Set([...rooms.values()].map(({ titolare }) => titolare))].toSorted((a, b) =>
    a.localeCompare(b, "it"),
  );
