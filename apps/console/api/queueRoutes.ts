import type { ProblemCode } from "#libs/incident/problems";

const ofTitolare = ["privacy_officer", "operations"] as const;
const ofOrders = [
  ...([
    "content-type-unsupported",
    "content-encoding-unsupported",
    "not-json",
    "too-large",
  ] as const),
  ...(["order-not-recorded"] as const),
] as const;
const ofSignatures = ["order-unknown", "order-not-authorised", "order-expired"] as const;

/** Addresses of what waits for a person; `ofViewers`: codes of every question to the log. */
export const queueRoutes = (ofViewers: readonly ProblemCode[]) =>
  [
    {
      method: "GET",
      path: "/v1/log/duties",
      operation: "countDuties",
      roles: ofTitolare,
      summary: "How much waits for a person: reviews, recalls, terms; numbers alone",
      answer: "DutyCounts",
      problems: ofViewers,
    },
    {
      method: "GET",
      path: "/v1/log/reviews",
      operation: "listReviews",
      roles: ofTitolare,
      summary: "Emergencies that one's own rooms declared, and what came of their reviews",
      answer: "ReviewList",
      problems: ofViewers,
    },
    {
      method: "GET",
      path: "/v1/log/anomalies",
      operation: "listAnomalies",
      roles: ofTitolare,
      summary: "What is unusual in a period about one's own rooms, and who read the log how much",
      answer: "AnomalyList",
      problems: [...ofViewers, "filter-not-allowed", "too-many-rows"],
    },
  ] as const;

/** Addresses at which a person's orders about it are taken. */
export const queueOrderRoutes = (ofViewers: readonly ProblemCode[]) =>
  [
    {
      method: "POST",
      path: "/v1/log/reviews",
      operation: "reviewEmergency",
      roles: ofTitolare,
      summary: "Passes on the review of an emergency that an officer of the room's titolare signed",
      answer: "ReviewDone",
      problems: [...ofViewers, ...ofOrders, ...ofSignatures],
    },
    {
      method: "POST",
      path: "/v1/log/recalls/confirmations",
      operation: "confirmRecall",
      roles: ofTitolare,
      summary: "Passes on the confirmation of a recall that an officer of either titolare signed",
      answer: "ConfirmationDone",
      problems: [...ofViewers, ...ofOrders, ...ofSignatures],
    },
    {
      method: "POST",
      path: "/v1/log/holds",
      operation: "placeHold",
      roles: ["privacy_officer"],
      summary: "Keeps an incident's data beyond their term, for some days unless it is signed for",
      answer: "HoldDone",
      problems: [...ofViewers, ...ofOrders, ...ofSignatures, "filter-not-allowed"],
    },
    {
      method: "POST",
      path: "/v1/log/holds/signed",
      operation: "signHold",
      roles: ["privacy_officer"],
      summary: "Passes on a legal hold that a privacy officer signed: it stands until it is ended",
      answer: "HoldDone",
      problems: [...ofViewers, ...ofOrders, ...ofSignatures],
    },
    {
      method: "POST",
      path: "/v1/log/holds/releases",
      operation: "releaseHold",
      roles: ["privacy_officer"],
      summary: "Passes on the end of a legal hold that a privacy officer signed",
      answer: "HoldReleased",
      problems: [...ofViewers, ...ofOrders, ...ofSignatures],
    },
    {
      method: "POST",
      path: "/v1/log/entries/{year}/{index}/field",
      operation: "openFieldApproved",
      roles: ["privacy_officer"],
      summary: "The same field, with the signature of a second officer where one is asked for",
      answer: "OpenedField",
      problems: [
        ...ofViewers,
        ...ofOrders,
        "approval-missing",
        "order-not-authorised",
        "order-expired",
        "entry-unknown",
        "field-not-stated",
        "component-unclear",
        "data-destroyed",
        "data-unreadable",
        "filter-not-allowed",
        "log-forked",
      ],
    },
  ] as const;
