import type { NatsConnection } from "@nats-io/transport-node";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { ask } from "#libs/eventlog/ask";
import { coreSubjects } from "#libs/eventlog/permissions";
import type { EventLog } from "#libs/eventlog/port";
import { maxAgeMs } from "#libs/eventlog/streams";
import type { Clock } from "#libs/runtime/clock";
import type { Logger } from "#libs/runtime/logger";
import { isId } from "#libs/seal/ids";
import type { Alarms } from "./alarms.ts";
import type { FeedView } from "./feedView.ts";
import type { Fix } from "./haltFixes.ts";
import { noticeAbout, writeOwnLeaf } from "./ownLeaf.ts";
import { type ReconcileFinding, type RecordedDelivery, reconcile } from "./reconcile.ts";
import { type RecordedDeliveries, recordedForMs } from "./recorded.ts";

/** A margin at the end of the 33 days, in which copies go by age one after the other. */
const ageMarginMs = 24 * 60 * 60 * 1_000;
const askTimeoutMs = 5_000;
/** Requests to policy in one pass: a room whose feed was lost is filled again bit by bit. */
const asksMax = 256;
/** Notices in one pass. */
const noticesMax = 256;
const notedMax = 10_000;

export interface ReconcilerPorts {
  readonly connection: NatsConnection;
  readonly log: EventLog;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly alarms: Alarms;
  readonly macKey: Uint8Array;
  readonly recorded: RecordedDeliveries;
  feeds(): readonly FeedView[];
  roomOf(slot: number): string | undefined;
  /** The year that is written now. */
  year(): number;
  /** Resolves when everything that is in the log now has been sequenced. */
  caughtUp(): Promise<void>;
  /** How long policy may take from recording to releasing before a copy counts as missing. */
  readonly graceMs: number;
}

const strangeFix: Fix = {
  it: "leggi le annotazioni feed_differs nel registro; ferma la consegna",
  en: "see the notices feed_differs in the log; stop the hand-out",
};
const missingFix: Fix = {
  it: "policy le rilascia di nuovo; se non lo fa, leggi il suo registro tecnico",
  en: "policy releases them again; if it does not, see its log",
};
const limitedFix: Fix = {
  it: "le copie conservate prima non si confrontano: lo fa `raccordo audit verify`, dai file",
  en: "copies stored before are not compared: `raccordo audit verify` does, from the files",
};

/** The rim of {@link reconcile}: takes both pictures, asks policy for what is missing, and notes what it found. */
export class Reconciler {
  readonly #ports: ReconcilerPorts;
  readonly #asked = new Map<string, RecordedDelivery>();
  /** What this process has noted: a second time it would only be a conflict. */
  readonly #noted = new Set<string>();

  constructor(ports: ReconcilerPorts) {
    this.#ports = ports;
  }

  /** One comparison. Rejects when the log does not answer: the next pass does it again. */
  async pass(): Promise<readonly ReconcileFinding[]> {
    const { recorded, clock, log, connection, signal } = this.#ports;
    const goneBefore = new Date(clock.nowMs() - maxAgeMs).toISOString();
    const owedSince = new Date(clock.nowMs() - maxAgeMs + ageMarginMs).toISOString();
    recorded.forgetBefore(new Date(clock.nowMs() - recordedForMs).toISOString());
    const feeds = this.#ports.feeds();
    for (const feed of feeds) feed.forgetBefore(goneBefore);
    const looked = await Promise.all(
      feeds.map(async (feed) => feed.items(log, connection, signal)),
    );
    const seen = looked.filter((items) => items !== undefined);
    const slots = new Set(feeds.flatMap(({ slot }, i) => (looked[i] === undefined ? [] : [slot])));
    // A record is durable before its copy: when the log of now is sequenced, so is every record of these copies.
    await this.#ports.caughtUp();
    const findings = reconcile({
      recorded: recorded.all,
      feed: seen.flat(),
      slots,
      nowMs: performance.now(),
      graceMs: this.#ports.graceMs,
      owedSince,
      recordedSince: recorded.completeSince ?? "",
    });
    await this.#act(findings);
    return findings;
  }

  async #act(findings: readonly ReconcileFinding[]): Promise<void> {
    const missing = findings.flatMap((one) => (one.kind === "missing" ? [one.recorded] : []));
    const strange = findings.filter((one) => one.kind !== "missing");
    this.#raise(findings);
    this.#tellLimit();
    for (const finding of strange.slice(0, noticesMax)) await this.#noteStrange(finding);
    for (const recorded of missing.slice(0, asksMax)) await this.#askFor(recorded);
    await this.#noteRepeated(new Set(missing.map(({ delivery }) => delivery)));
  }

  #raise(findings: readonly ReconcileFinding[]): void {
    const { alarms } = this.#ports;
    const of = (kind: ReconcileFinding["kind"]) => findings.filter((one) => one.kind === kind);
    const [missing, strange] = [
      of("missing").length,
      of("unrecorded").length + of("differs").length,
    ];
    const alarm = (code: string, count: number, fix: Fix) =>
      alarms.replace(
        code,
        count === 0 ? [] : [{ alarm: { code, about: "feeds", fix }, fields: { count } }],
      );
    alarm("feed-differs", strange, strangeFix);
    alarm("release-missing", missing, missingFix);
  }

  #tellLimit(): void {
    const code = "reconcile-limited";
    const since = this.#ports.recorded.completeSince;
    const alarm = { code, about: since ?? "", fix: limitedFix };
    const alarms = since === undefined ? [] : [{ alarm, fields: {} }];
    this.#ports.alarms.replace(code, alarms);
  }

  /** Asks policy to do step 2 of the core protocol for a recorded copy; the alias is not ours to know. */
  async #askFor(recorded: RecordedDelivery): Promise<void> {
    const { connection, logger, roomOf } = this.#ports;
    const { delivery, mode, event, incidentPseudonym, slot, sequence } = recorded;
    const room = roomOf(slot);
    if (room === undefined) return;
    if (!this.#asked.has(delivery)) {
      await this.#note("release_missing", { slot, sequence, delivery }, recorded.year);
      this.#asked.set(delivery, recorded);
    }
    const request = encodeWire("CopyRequest", {
      mode,
      room,
      alias: "",
      deliveries: [delivery],
      event,
      incident_pseudonym: incidentPseudonym,
    });
    const answer = await ask(connection, coreSubjects.releaseMissing, request, askTimeoutMs);
    const outcome =
      answer.kind === "answered"
        ? (decodeWire("CopyReply", answer.data)?.outcome ?? "malformed")
        : answer.kind;
    logger.info("release-asked", { delivery, room, outcome });
  }

  async #noteRepeated(stillMissing: ReadonlySet<string>): Promise<void> {
    for (const [delivery, { slot, sequence, year }] of this.#asked) {
      if (stillMissing.has(delivery)) continue;
      this.#asked.delete(delivery);
      await this.#note("release_repeated", { slot, sequence, delivery }, year);
    }
  }

  async #noteStrange(finding: ReconcileFinding): Promise<void> {
    if (finding.kind === "missing") return;
    const { slot, delivery, sealedSha256 } = finding.item;
    const known = finding.kind === "differs" ? finding.recorded : undefined;
    await this.#note(
      "feed_differs",
      {
        slot,
        ...(delivery !== undefined && isId(delivery) && { delivery }),
        ...(/^[0-9a-f]{64}$/.test(sealedSha256) && { sha256: sealedSha256 }),
        ...(known !== undefined && { sequence: known.sequence }),
      },
      known?.year ?? this.#ports.year(),
    );
  }

  /** `of`: the year that a sequence in `about` belongs to; in another year's log it would name another leaf. */
  async #note(
    code: "release_missing" | "release_repeated" | "feed_differs",
    about: { slot: number; sequence?: number; delivery?: string; sha256?: string },
    of: number,
  ): Promise<void> {
    const { log, macKey, clock, logger } = this.#ports;
    const year = this.#ports.year();
    const { sequence, ...rest } = about;
    const stated = of === year && sequence !== undefined ? { ...rest, sequence } : rest;
    const { slot, delivery = "", sha256 = "" } = about;
    const names = [code, String(slot), delivery, sha256] as const;
    const key = names.join("/");
    if (this.#noted.has(key)) return;
    const place = noticeAbout(year, ...names);
    const at = new Date(clock.nowMs()).toISOString();
    const outcome = await writeOwnLeaf(log, macKey, place, {
      leaf: { kind: "notice", at, clock: "unsynced", code, ...stated },
    });
    logger.warn(code.replaceAll("_", "-"), { slot, outcome: outcome.kind });
    // Anything else is told again at the next pass.
    if (outcome.kind === "appended" || outcome.kind === "conflict") this.#noted.add(key);
    if (this.#noted.size > notedMax) this.#noted.clear();
  }
}
