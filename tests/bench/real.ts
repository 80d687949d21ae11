import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deliveryId } from "#libs/seal/ids";
import { type Installation, type PortsFile, readJson } from "./installation.ts";
import { type EdgePlace, pollSeconds, type Target } from "./target.ts";

export const senderRoom = "pl_cremona";

interface PolicyFile {
  readonly rooms: readonly { readonly id: string; readonly actual: { readonly feed: string } }[];
}

/** The real system as rooms see it. Copies say nothing of their source: the bench derives their ids as policy does. */
export function realTarget({ data, rooms }: Installation): Target {
  const ports = readJson<PortsFile>(join(data, "ports.json"));
  const place = (room: string): EdgePlace => ({
    room,
    address: `http://127.0.0.1:${ports.ports[ports.rooms[room] ?? ""] ?? 0}`,
    key: readFileSync(join(data, "rooms", room, "key"), "utf8").trim(),
  });
  const policy = readJson<PolicyFile>(join(data, "run", "policy.json"));
  const feedKeys = new Map(
    policy.rooms.map(({ id, actual }) => [id, Buffer.from(actual.feed, "base64url")]),
  );
  return {
    name: "real",
    sender: place(senderRoom),
    receivers: rooms.filter((room) => room !== senderRoom).map(place),
    pathOf: {
      messages: (room) => `/v1/rooms/${room}/messages`,
      feed: (room, after) => `/v1/rooms/${room}/feed?wait=${pollSeconds}&after=${after}`,
    },
    deliveries(body, to) {
      const { event } = JSON.parse(body) as { readonly event: string };
      return to.map((room) => {
        const key = feedKeys.get(room);
        if (key === undefined) throw new Error(`${room} has no feed key`);
        return deliveryId(key, "actual", event, room);
      });
    },
  };
}
