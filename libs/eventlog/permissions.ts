import { buckets } from "./streams.ts";
import { auditStream, feedStream, roomServices } from "./subjects.ts";

/** Processes with a user of their own. `system` reads the server's settings back and sees no stream. */
export const coreUsers = ["bootstrap", "exchange", "policy", "audit", "console"] as const;
export type CoreUser = (typeof coreUsers)[number];

export interface Permissions {
  readonly publish: readonly string[];
  /** Taken out of `publish`. */
  readonly neverPublish?: readonly string[];
  readonly subscribe: readonly string[];
  /** May answer whoever asked, once, within this many seconds; absent: never. */
  readonly answerWithinSeconds?: number;
}

/** What the lists depend on: the rooms that have a feed and the years that the log has or will have. */
export interface PermissionScope {
  readonly rooms: readonly string[];
  readonly auditYears: readonly number[];
  /** Years that the signed log says are retired: their streams alone can be removed, by `bootstrap` alone. */
  readonly retiredYears?: readonly number[];
}

/** Requests and announcements inside the core. */
export const coreSubjects = {
  /** audit → policy: a recorded copy is missing in a feed. */
  releaseMissing: "release.missing",
  /** exchange → policy: a waiting copy is stale. */
  redecide: "redecide",
  /** policy → exchange, policy: forget everything about an incident. */
  shredNotice: "shred.notice",
  /** audit → policy, exchange: the latest checkpoint. */
  checkpointAnnounce: "checkpoint.announce",
  /** policy → audit: say the latest checkpoint again now; who has just started does not wait for the next time. */
  checkpointAsk: "checkpoint.ask",
  /** policy → policy, exchange: which instance lives, and how far it has read the life of the rule sets. */
  rulesPresent: "rules.present",
  /** exchange → policy: say it again now; who has just started does not wait for the next time. */
  rulesAsk: "rules.ask",
  /** Whoever administers the installation → policy: the next steps in the life of a rule set. */
  rulesStage: "rules.stage",
  rulesActivate: "rules.activate",
  rulesRevoke: "rules.revoke",
  /** Whoever administers the installation → policy: which rooms broke the glass, and what came of the review. */
  emergenciesList: "emergencies.list",
  emergenciesReview: "emergencies.review",
  /** … → policy: the same, with the signature of an officer of the room's titolare. */
  emergenciesReviewSigned: "emergencies.review.signed",
  /** Whoever administers the installation → policy: a titolare takes a datum back; who has confirmed; who confirms. */
  demandMake: "demands.make",
  demandsList: "demands.list",
  demandConfirm: "demands.confirm",
  /** exchange → policy: a room confirms what was demanded of it. */
  demandConfirmByRoom: "demands.room",
  /** Whoever administers the installation → policy: where a person who asks for access is, once that is recorded. */
  subjectsSearch: "subjects.search",
  /** Whoever administers the installation → policy: somebody is about to read the log; it is recorded first. */
  readAnnounce: "log.read",
  /** Whoever administers the installation → policy: reveal one field of one event; it is recorded first. */
  fieldOpen: "log.open",
  /** Whoever administers the installation → policy: a legal hold; an order, with two signatures, to erase. */
  retentionHold: "retention.hold",
  /** … → policy: the end of a legal hold, which counts by the signature of an officer alone. */
  retentionRelease: "retention.release",
  retentionErase: "retention.erase",
  /** … → policy: an order, with two signatures, to retire the log of a year whose term is over. */
  retentionRetire: "retention.retire",
  /** … → policy: what the log cannot tell of retention: how long quarantine has been keeping its eldest message. */
  retentionState: "retention.state",
  /** Whoever administers the installation → policy: a new epoch of the vault; the end of an old one. Recorded. */
  epochRotate: "epochs.rotate",
  epochDestroy: "epochs.destroy",
  /** … → policy: a pack of the log is about to leave; it is recorded first. */
  exportAnnounce: "log.export",
  /** … → policy: a credential of a room is about to change; it is recorded first. */
  credentialAnnounce: "rooms.credential",
} as const;

/** Bucket and key of the signed documents that `raccordo up` proposes. */
export const proposals = [
  ["ROOMS", "configuration"],
  ["RULES", "proposed"],
] as const;

/** What whoever administers the installation asks of policy beside the rules. */
const overseeing: readonly string[] = [
  ...[coreSubjects.emergenciesList, coreSubjects.emergenciesReview],
  coreSubjects.emergenciesReviewSigned,
  ...[coreSubjects.readAnnounce, coreSubjects.fieldOpen, coreSubjects.exportAnnounce],
  ...[coreSubjects.demandMake, coreSubjects.demandsList, coreSubjects.demandConfirm],
  ...[coreSubjects.retentionHold, coreSubjects.retentionErase, coreSubjects.retentionState],
  coreSubjects.retentionRelease,
  ...[coreSubjects.epochRotate, coreSubjects.epochDestroy],
  ...[coreSubjects.retentionRetire, coreSubjects.subjectsSearch],
  coreSubjects.credentialAnnounce,
];

/** The vault's service, imported by the core; which users may ask for what is in their lists. */
export const vaultSubjects = {
  create: "key.create",
  get: "key.get",
  shred: "key.shred",
  /** Which incidents have keys. */
  list: "key.list",
  /** The log was held against them: from now on they are given out. */
  admit: "key.admit",
  /** How the epochs stand: no key is ever in the answer. What changes them goes through policy, which records it. */
  epochs: "key.epochs",
  rotate: "key.rotate",
  destroyEpoch: "key.destroy",
} as const;

/** The own inbox of a user: nobody else may subscribe under it. */
export const inboxPrefix = (user: string): string => `_INBOX_${user}`;

const inbox = (user: string): string => `${inboxPrefix(user)}.>`;

/** Longer than any request inside the core may take. */
const answerWithinSeconds = 60;

/** The publish and subscribe lists of one core user: nothing that is not named here. */
export function permissionsOf(user: CoreUser, scope: PermissionScope): Permissions {
  return permissionTable[user](scope);
}

/** Streams of every installation beside the log, the feeds and the caches. */
const standing = ["EVENTS", "REPORTS", "QUARANTINE", "HELD"];

const feeds = (scope: PermissionScope) => scope.rooms.map(feedStream);
const years = (scope: PermissionScope) => scope.auditYears.map(auditStream);

const permissionTable: Readonly<Record<CoreUser, (scope: PermissionScope) => Permissions>> = {
  bootstrap: (scope) => ({
    // Creates and reads back; updates the age of quarantine alone, which is a signed term; never purges, and deletes the
    // stream of a retired year alone. It writes the two signed documents that it proposes, which are trusted for their
    // signatures alone, and no other message.
    publish: [
      ...streamApi(
        ["STREAM.CREATE", "STREAM.INFO"],
        [...standing, ...bucketStreams, ...feeds(scope), ...years(scope)],
      ),
      ...streamApi(["STREAM.UPDATE"], ["QUARANTINE"]),
      ...streamApi(["STREAM.DELETE"], (scope.retiredYears ?? []).map(auditStream)),
      ...proposals.map(([bucket, key]) => `$KV.${bucket}.${key}`),
      coreSubjects.rulesStage,
      coreSubjects.rulesActivate,
      coreSubjects.rulesRevoke,
      ...overseeing,
      vaultSubjects.epochs,
      ...proposals.map(([bucket, key]) => `$JS.API.DIRECT.GET.KV_${bucket}.$KV.${bucket}.${key}`),
    ],
    subscribe: [inbox("bootstrap")],
  }),
  exchange: (scope) => ({
    publish: [
      "event.>",
      "feed.>",
      "report.>",
      "quarantine.>",
      ...[coreSubjects.redecide, coreSubjects.demandConfirmByRoom],
      coreSubjects.rulesAsk,
      vaultSubjects.create,
      vaultSubjects.get,
      // Answers to rooms. Not by allow_responses: a reload that changes this list (a new room) forgets who may be
      // answered, and every poll that waits at that moment would lose its answer (tried).
      "_R_.>",
      ...reading(["EVENTS", "REPORTS", "QUARANTINE", ...feeds(scope)]),
      ...following(feeds(scope)),
      ...readingBuckets,
    ],
    // What the core decides by itself is policy's to write.
    neverPublish: ["event.*.*._core.>"],
    subscribe: [
      ...roomServices.map((service) => `room.*.${service}`),
      coreSubjects.checkpointAnnounce,
      coreSubjects.rulesPresent,
      coreSubjects.shredNotice,
      inbox("exchange"),
    ],
  }),
  policy: (scope) => ({
    publish: [
      "event.*.*._core.>",
      "audit.>",
      "feed.>",
      "held.>",
      coreSubjects.shredNotice,
      coreSubjects.checkpointAsk,
      coreSubjects.rulesPresent,
      ...[vaultSubjects.get, vaultSubjects.shred, vaultSubjects.list, vaultSubjects.admit],
      ...[vaultSubjects.epochs, vaultSubjects.rotate, vaultSubjects.destroyEpoch],
      ...reading(["EVENTS", "HELD", "REPORTS", ...feeds(scope), ...years(scope)]),
      // What a legal hold kept goes with the keys of its incident.
      ...streamApi(["STREAM.PURGE"], ["HELD"]),
      ...following(["EVENTS", "REPORTS"]),
      // Whether anything is kept there beyond its term; what it is, policy cannot read.
      ...streamApi(["STREAM.INFO"], ["QUARANTINE"]),
      ...readingBuckets,
      ...buckets.map((bucket) => `$KV.${bucket}.>`),
    ],
    subscribe: [
      coreSubjects.checkpointAnnounce,
      coreSubjects.releaseMissing,
      ...[coreSubjects.redecide, coreSubjects.demandConfirmByRoom],
      coreSubjects.rulesAsk,
      coreSubjects.rulesPresent,
      coreSubjects.rulesStage,
      coreSubjects.rulesActivate,
      coreSubjects.rulesRevoke,
      coreSubjects.shredNotice,
      ...overseeing,
      inbox("policy"),
    ],
    answerWithinSeconds,
  }),
  audit: (scope) => ({
    publish: [
      "audit.*.system.k.>",
      coreSubjects.checkpointAnnounce,
      coreSubjects.releaseMissing,
      ...reading([...feeds(scope), ...years(scope)]),
      ...following([...feeds(scope), ...years(scope)]),
      // The roll-over: seals a year (an update) and creates the next one. It reads the settings of all streams back.
      ...streamApi(["STREAM.CREATE", "STREAM.UPDATE"], years(scope)),
      ...streamApi(["STREAM.INFO"], standing),
      // The signed configuration: rooms, limits, origin of the log.
      ...readingBuckets,
    ],
    subscribe: [coreSubjects.checkpointAsk, inbox("audit")],
  }),
  // People reach it: it asks for records, one field (recorded by policy) and the list of demands, passes signed
  // documents of rules on (policy checks the signatures, and records), and sees no stream.
  console: () => ({
    publish: [
      ...[coreSubjects.readAnnounce, coreSubjects.exportAnnounce, coreSubjects.credentialAnnounce],
      ...[coreSubjects.fieldOpen, coreSubjects.demandsList],
      ...[coreSubjects.rulesStage, coreSubjects.rulesActivate, coreSubjects.rulesRevoke],
      // What a person has signed counts for its signature; a hold, which only keeps, is recorded with who asked for it.
      ...[coreSubjects.emergenciesList, coreSubjects.emergenciesReviewSigned],
      ...[coreSubjects.demandConfirm, coreSubjects.retentionHold, coreSubjects.retentionRelease],
    ],
    subscribe: [inbox("console")],
  }),
};

const bucketStreams = buckets.map((bucket) => `KV_${bucket}`);

const streamApi = (verbs: readonly string[], streams: readonly string[]): readonly string[] =>
  verbs.flatMap((verb) => streams.map((stream) => `$JS.API.${verb}.${stream}`));

const reading = (streams: readonly string[]) =>
  streamApi(["STREAM.MSG.GET", "STREAM.INFO"], streams);

/** Own consumers on a stream: create, look at, pull, acknowledge, remove. */
const following = (streams: readonly string[]): readonly string[] =>
  streams.flatMap((stream) => [
    `$JS.API.CONSUMER.CREATE.${stream}.>`,
    `$JS.API.CONSUMER.INFO.${stream}.*`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
    `$JS.ACK.${stream}.>`,
  ]);

/** The KV client: info, direct reads, and an ordered watch with flow control. */
const readingBuckets: readonly string[] = bucketStreams.flatMap((stream) => [
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.STREAM.MSG.GET.${stream}`,
  `$JS.API.DIRECT.GET.${stream}.>`,
  `$JS.API.DIRECT.GET.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.INFO.${stream}.*`,
  `$JS.API.CONSUMER.DELETE.${stream}.*`,
  `$JS.FC.${stream}.>`,
]);

export const vaultPermissions: Permissions = {
  publish: [],
  subscribe: [...Object.values(vaultSubjects), inbox("vault")],
  answerWithinSeconds,
};

/** A room's user: its three services and its own inbox. */
export function roomPermissions(room: string): Permissions {
  return { publish: roomServices, subscribe: [inbox(room)] };
}

/** Reads the settings of the servers and whether they store, nothing else of the system account. */
export const systemPermissions: Permissions = {
  publish: ["$SYS.REQ.SERVER.PING.VARZ", "$SYS.REQ.SERVER.PING.HEALTHZ"],
  subscribe: [inbox("system")],
};
