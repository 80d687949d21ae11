import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../../api/client.ts";

/** Between two looks while the page is seen; a hidden page does not ask. Storage is measured once a minute at most. */
const lookMs = 8_000;
const storageLookMs = 60_000;

export const useInstallation = () =>
  useQuery({
    queryKey: ["/v1/admin/installation"],
    queryFn: () => answered(api.GET("/v1/admin/installation")),
    refetchInterval: lookMs,
  });

export const useRooms = () =>
  useQuery({
    queryKey: ["/v1/admin/rooms"],
    queryFn: () => answered(api.GET("/v1/admin/rooms")),
    refetchInterval: lookMs,
  });

export const roomKey = (room: string) => ["/v1/admin/rooms/{room}", room] as const;

export const useRoom = (room: string) =>
  useQuery({
    queryKey: roomKey(room),
    queryFn: () => answered(api.GET("/v1/admin/rooms/{room}", { params: { path: { room } } })),
    refetchInterval: lookMs,
  });

export const useStorage = () =>
  useQuery({
    queryKey: ["/v1/admin/storage"],
    queryFn: () => answered(api.GET("/v1/admin/storage")),
    refetchInterval: storageLookMs,
  });
