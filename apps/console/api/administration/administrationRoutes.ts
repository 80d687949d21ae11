import type { ProblemCode } from "#libs/incident/problems";

/** Codes of every question about the installation: it is no reading of the log, so none about a purpose. */
const ofAll: readonly ProblemCode[] = [
  ...(["viewer-key-missing", "viewer-key-wrong", "viewer-key-expired"] as const),
  ...(["session-missing", "not-from-console", "too-many-attempts"] as const),
  ...(["viewer-rate-limited", "role-not-allowed", "query-malformed"] as const),
  ...(["request-malformed", "console-busy", "internal"] as const),
];
const ofRoom: readonly ProblemCode[] = [...ofAll, "room-unknown"];
const ofChange: readonly ProblemCode[] = [
  ...ofRoom,
  ...(["credentials-not-here", "change-not-recorded"] as const),
];
const ofEdge: readonly ProblemCode[] = [...ofRoom, "room-key-not-kept", "edge-away"];
const administered = { roles: ["operations"], isUnrecorded: true } as const;
const room = "/v1/admin/rooms/{room}";

export const administrationNames = [
  ...([
    "readInstallation",
    "readStorage",
    "listAdministeredRooms",
    "readAdministeredRoom",
  ] as const),
  ...(["rotateKey", "revokeCredential", "retryDelivery", "enableWebhook"] as const),
] as const;

interface AdministrationRoute {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly operation: (typeof administrationNames)[number];
  readonly roles: readonly ["operations"];
  readonly isUnrecorded: true;
  readonly summary: string;
  readonly answer: string;
  readonly problems: readonly ProblemCode[];
}

/** Addresses of the administration: the installation's state, and one's own titolare's rooms. */
export const administrationRoutes: readonly AdministrationRoute[] = [
  {
    ...{ method: "GET", path: "/v1/admin/installation", operation: "readInstallation" },
    ...administered,
    summary: "How the installation is, and what is wrong with it or with one's own rooms",
    ...{ answer: "Installation", problems: ofAll },
  },
  {
    ...{ method: "GET", path: "/v1/admin/storage", operation: "readStorage", ...administered },
    summary: "What is stored, how it grew, and when the disk is full at that rate",
    ...{ answer: "Storage", problems: ofAll },
  },
  {
    ...{
      method: "GET",
      path: "/v1/admin/rooms",
      operation: "listAdministeredRooms",
      ...administered,
    },
    summary: "How the rooms of one's own titolare are",
    ...{ answer: "AdministeredRooms", problems: ofAll },
  },
  {
    ...{ method: "GET", path: room, operation: "readAdministeredRoom", ...administered },
    summary: "One room of one's own titolare: credentials without keys, webhook, dead letters",
    ...{ answer: "AdministeredRoom", problems: ofRoom },
  },
  {
    ...{ method: "POST", path: `${room}/credentials`, operation: "rotateKey", ...administered },
    summary: "A new key for the room, shown this once; recorded before it counts",
    answer: "Rotation",
    problems: [...ofChange, "credentials-full", "credentials-changed"],
  },
  {
    ...{ method: "DELETE", path: `${room}/credentials/{credential}`, ...administered },
    operation: "revokeCredential",
    summary: "Ends one credential of the room now; recorded before it ends",
    ...{ answer: "Revocation", problems: [...ofChange, "credential-unknown", "credential-ended"] },
  },
  {
    ...{ method: "POST", path: `${room}/dead-letters/{delivery}/retry`, ...administered },
    operation: "retryDelivery",
    summary: "Has the room's webhook try a copy again that it did not take; recorded first",
    answer: "RoomAsked",
    problems: [...ofEdge, "change-not-recorded", "delivery-unknown", "delivery-expired"],
  },
  {
    ...{ method: "POST", path: `${room}/webhook/enable`, operation: "enableWebhook" },
    ...administered,
    summary:
      "Has the room's webhook send again after its receiver had answered 410; recorded first",
    ...{ answer: "RoomAsked", problems: [...ofEdge, "change-not-recorded", "webhook-off"] },
  },
];
