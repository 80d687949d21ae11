import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answered, Ask } from "#tests/support/askHttp";
import { badExamples, exampleWith } from "#tests/support/badExamples";
import { type CapHead, canaryCap } from "#tests/support/canaryCap";
import {
  CanaryBook,
  canaryHeader,
  canaryMessage,
  componentIds,
  type PlantedCanary,
  phoneLike,
  plateLike,
  taxCodeLike,
  token,
} from "#tests/support/canaryMessages";
import { AnswerBook } from "#tests/support/canarySinks";
import { capMessage } from "#tests/support/capMessage";
import type { CoreView } from "#tests/support/coreView";
import type { RunningSystem } from "#tests/support/runningSystem";
import { until } from "#tests/support/until";

export const sender = "pl_cremona";
export const receivers = [
  ...(["questura_cremona", "cc_cremona", "gdf_cremona", "pl_limitrofo", "cur_brescia"] as const),
] as const;
export const roomIds = [sender, ...receivers] as const;
const modes = ["actual", "exercise"] as const;

/** Sends canaries in every way in which a message can go, and keeps every answer. */
export class CanaryScenario {
  readonly answers = new AnswerBook();
  readonly canaries: PlantedCanary[] = [];
  /** Codes of all refusals that were answered. */
  readonly refused = new Set<string>();
  readonly #cursors = new Map<string, string>();
  readonly #handedOut = new Map<string, Map<string, string>>();

  constructor(
    readonly system: RunningSystem,
    readonly core: CoreView,
  ) {}

  /** A new book whose canaries are looked for everywhere. */
  book(message: string): CanaryBook {
    const book = new CanaryBook(message);
    this.#books.push(book);
    return book;
  }
  readonly #books: CanaryBook[] = [];

  get planted(): readonly PlantedCanary[] {
    return this.#books.flatMap(({ all }) => all);
  }

  /** Sends and expects an answer: 202, or a refusal by its code. */
  async send(
    body: string | Uint8Array,
    expected: "accepted" | string,
    contentType = "application/json",
    room: string = sender,
  ): Promise<Answered> {
    const answer = await this.system.send(room, body, contentType);
    this.answers.keep(answer.status === 202 ? "answers: accepted" : "answers: problems", answer);
    const outcome = answer.status === 202 ? "accepted" : String(answer.body["code"]);
    if (outcome !== "accepted") this.refused.add(outcome);
    if (outcome !== expected) throw new Error(`${outcome} instead of ${expected}: ${answer.text}`);
    return answer;
  }

  async ask(room: string, path: string, how: Ask, code: string): Promise<void> {
    const answer = await this.system.ask(room, path, how);
    this.answers.keep("answers: problems", answer);
    this.refused.add(code);
    if (answer.body["code"] !== code) throw new Error(`not ${code}: ${answer.text}`);
  }

  /** Waits until all is decided, then takes every copy that was released to any room. */
  async collect(): Promise<void> {
    await this.core.settled();
    for (const room of roomIds) {
      const released = await this.core.deliveries(room);
      await until(async () => {
        for (const mode of modes) await this.#poll(room, mode);
        return (this.#handedOut.get(room)?.size ?? 0) >= released.size;
      }, `the copies of ${room}`);
    }
  }

  async #poll(room: string, mode: (typeof modes)[number]): Promise<void> {
    const after = this.#cursors.get(`${room} ${mode}`) ?? "";
    const path = `/v1/rooms/${room}/feed?mode=${mode}&after=${encodeURIComponent(after)}`;
    const answer = await this.system.ask(room, path);
    if (answer.status !== 200) throw new Error(answer.text);
    this.answers.keep(`copies of ${room}`, answer);
    const { copies, cursor } = answer.body as {
      readonly copies: readonly { readonly delivery: string; readonly incident: string }[];
      readonly cursor: string;
    };
    this.#cursors.set(`${room} ${mode}`, cursor);
    const held = this.#handedOut.get(room) ?? new Map<string, string>();
    for (const { delivery, incident } of copies) held.set(delivery, incident);
    this.#handedOut.set(room, held);
  }

  /** How the room calls the incident that it was told of last. */
  lastAlias(room: string): string {
    return [...(this.#handedOut.get(room)?.values() ?? [])].at(-1) ?? "";
  }

  lastDelivery(room: string): string {
    return [...(this.#handedOut.get(room)?.keys() ?? [])].at(-1) ?? "";
  }

  /** Takes charge of the incident that the room was told of last, or ends it. */
  async answer(room: string, kind: "charge_taken" | "charge_ended", incident: string) {
    const book = this.book(`${incident}/${kind}`);
    const message = {
      message_id: canaryHeader(book, "message_id"),
      sent: new Date().toISOString(),
      mode: "actual",
      kind,
      incident: { alias: this.lastAlias(room) },
      operator_ref: canaryHeader(book, "operator_ref"),
    };
    await this.send(JSON.stringify(message), "accepted", "application/json", room);
    await this.collect();
  }
}

/** The life of an incident of which `room` takes charge between the second message and the third. */
export async function incidentInCharge(
  scenario: CanaryScenario,
  category: string,
  room: string,
): Promise<void> {
  const names = scenario.book(category);
  const incident = canaryHeader(names, "incident");
  const ids = componentIds(names);
  const message = (step: number) =>
    canaryMessage(scenario.book(`${category}/${step}`), {
      kind: step === 1 ? "report" : "update",
      category,
      incident,
      ids,
    });
  const first = message(1);
  await scenario.send(first, "accepted");
  await scenario.collect();
  await scenario.send(first, "accepted"); // again, byte for byte
  await scenario.send(message(2), "accepted");
  await scenario.collect();
  await scenario.answer(room, "charge_taken", category);
  await scenario.send(message(3), "accepted");
  await scenario.collect();
  await scenario.answer(room, "charge_ended", category);
  await scenario.send(message(4), "accepted");
  await scenario.collect();
}

/** Messages that nobody may have: no rule, no category that we know, the same id with another content. */
export async function incidentsForNobody(scenario: CanaryScenario): Promise<void> {
  for (const category of ["C17", "C17 in exercise", "C00", "no such category"]) {
    const book = scenario.book(category);
    const isNamed = /^C\d\d/.test(category);
    const named = isNamed ? category.slice(0, 3) : book.note("header.category", "", token());
    const mode = category.endsWith("exercise") ? "exercise" : "actual";
    const incident = canaryHeader(book, "incident");
    const ids = componentIds(book);
    await scenario.send(
      canaryMessage(book, { kind: "report", category: named, incident, ids, mode }),
      "accepted",
    );
  }
  const book = scenario.book("reused id");
  const head = {
    kind: "report",
    category: "C17",
    incident: canaryHeader(book, "incident"),
    ids: componentIds(book),
    messageId: canaryHeader(book, "message_id"),
    sent: new Date(Date.now() - 60_000).toISOString(),
  } as const;
  const sender = book.note("header.sender", "", token());
  const withSender = (text: string) => JSON.stringify({ ...JSON.parse(text), sender });
  await scenario.send(withSender(canaryMessage(book, head)), "accepted");
  await scenario.send(withSender(canaryMessage(book, head)), "message-id-reused");
  await scenario.collect();
}

/** CAP: accepted, updated, cancelled, repeated, and the same identifier with another content. */
export async function capMessages(scenario: CanaryScenario): Promise<void> {
  const type = "application/cap+xml";
  const name = scenario.book("cap");
  const incident = name.note("cap", "/incidents", token());
  const identifier = name.note("cap", "/identifier", token());
  const from = `${name.note("cap", "/sender", token())}@canarino.invalid`;
  const sent = new Date(Date.now() - 120_000).toISOString().replace(/\.\d{3}Z$/, "-00:00");
  const head: CapHead = { msgType: "Alert", incident, identifier, sender: from, sent };
  const alert = canaryCap(scenario.book("cap/alert"), head);
  await scenario.send(alert, "accepted", type);
  await scenario.send(alert, "accepted", type);
  const other = canaryCap(scenario.book("cap/reused"), { ...head, severity: "Minor" });
  await scenario.send(other, "message-id-reused", type);
  const references = `${from},${identifier},${sent}`;
  for (const msgType of ["Update", "Cancel"] as const) {
    const message = { msgType, incident, references, sent, severity: "Extreme" };
    await scenario.send(canaryCap(scenario.book(`cap/${msgType}`), message), "accepted", type);
  }
  await scenario.collect();
}

/** Every refused example of every protocol, with a canary for every word of it. */
export async function refusedExamples(scenario: CanaryScenario): Promise<void> {
  for (const example of badExamples) {
    const secret = scenario.book(example.file).note("refused", "", token(16));
    await scenario.send(exampleWith(secret, example), example.code, example.contentType);
  }
}

/** What only the edge or the core refuses. */
export async function otherRefusals(scenario: CanaryScenario): Promise<void> {
  const day = 24 * 3_600_000;
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
  const refuse = async (code: string, change: (message: object, book: CanaryBook) => object) => {
    const book = scenario.book(code);
    const head = { kind: "report", category: "C03", incident: token(), ids: componentIds(book) };
    const message: object = JSON.parse(canaryMessage(book, { ...head, kind: "report" }));
    await scenario.send(JSON.stringify(change(message, book)), code);
  };
  await refuse("message-too-old", (message) => ({ ...message, sent: ago(31 * day) }));
  await refuse("sent-in-future", (message) => ({ ...message, sent: ago(-day) }));
  for (const look of [plateLike, taxCodeLike, phoneLike, () => `${token()}@canarino.invalid`]) {
    await refuse("text-not-releasable", (message, book) => {
      const street = `${book.note("place.street", "refused", token())} ${book.note("place.street", "look", look())}`;
      return { ...message, upsert: [{ kind: "place", id: "p", street }] };
    });
  }
  await repeatedNames(scenario);
  await refuse("incident-unknown", (message, book) => ({
    ...{ ...message, upsert: undefined, remove: undefined, category: undefined },
    kind: "charge_taken",
    incident: { alias: book.note("header.alias", "", token(32)) },
  }));
  await edgeRefusals(scenario);
}

/** A name of the incident in a street, in the later message and in the earlier one; of a category that goes to nobody. */
async function repeatedNames(scenario: CanaryScenario): Promise<void> {
  const book = scenario.book("repeated names");
  const message = (incident: string, upsert: object) =>
    JSON.stringify({
      ...JSON.parse(
        canaryMessage(book, { kind: "update", category: "C17", incident, ids: new Map() }),
      ),
      remove: undefined,
      upsert: [upsert],
    });
  const name = book.note("person.family_name", "repeated", token());
  const person = { kind: "person", id: "p", roles: ["witness"], family_name: name };
  const place = { kind: "place", id: "l", street: `presso ${name}` };
  for (const [first, second, code] of [
    [person, place, "text-repeats-incident"],
    [place, person, "earlier-text-repeats"],
  ] as const) {
    const incident = canaryHeader(book, "incident");
    await scenario.send(message(incident, first), "accepted");
    await scenario.send(message(incident, second), code);
  }
}

async function edgeRefusals(scenario: CanaryScenario): Promise<void> {
  const book = scenario.book("request");
  const secret = (where: string) => book.note("request", where, token());
  const messages = `/v1/rooms/${sender}/messages`;
  const feed = `/v1/rooms/${sender}/feed`;
  const json = { "content-type": "application/json" };
  const large = `"${secret("large body")}${" ".repeat(270_000)}"`;
  await scenario.send(large, "too-large");
  await scenario.send(`{"a":"${secret("body")}"}`, "content-type-unsupported", "text/plain");
  const type = `application/${secret("content type")}`;
  await scenario.send("{}", "content-type-unsupported", type);
  const cap = (info: string) => capMessage({ info: `${secret("XML")}${info}` });
  const xml = "application/cap+xml";
  await scenario.send(cap("<a/>".repeat(20_001)), "xml-too-many-elements", xml);
  await scenario.send(cap("s".repeat(65_537)), "xml-text-too-long", xml);
  const ask = (path: string, how: Ask, code: string) => scenario.ask(sender, path, how, code);
  await ask(messages, { key: secret("bearer key"), body: "{}" }, "credential-wrong");
  await ask(
    messages,
    { key: "none", headers: { "x-name": secret("header") }, body: "{}" },
    "credential-missing",
  );
  await ask(`/v1/rooms/${secret("room")}/feed`, {}, "room-unknown");
  await ask(`/${secret("path")}?${secret("query")}`, {}, "not-found");
  await ask(
    messages,
    { method: "DELETE", headers: { "user-agent": secret("agent") } },
    "method-not-allowed",
  );
  await ask(`${feed}?after=${secret("cursor")}`, {}, "cursor-malformed");
  await ask(`${feed}?mode=${secret("mode")}`, {}, "mode-unknown");
  await ask(`${feed}?wait=${secret("wait")}`, {}, "wait-out-of-range");
  const receipts = `/v1/rooms/${sender}/receipts`;
  const item = { kind: "displayed", conditions_accepted: true, at: new Date().toISOString() };
  const receipt = (over: object) => ({
    body: JSON.stringify({ items: [{ ...item, ...over }] }),
    headers: json,
  });
  await ask(receipts, receipt({ delivery: secret("delivery") }), "receipts-malformed");
  await ask(
    receipts,
    receipt({ delivery: "0".repeat(32), kind: secret("kind") }),
    "receipts-malformed",
  );
  const own = scenario.lastDelivery(receivers[0]);
  const displayed = receipt({ delivery: own, [secret("member")]: secret("value") });
  const path = `/v1/rooms/${receivers[0]}/receipts`;
  const told = await scenario.system.ask(receivers[0], path, displayed);
  scenario.answers.keep("answers: accepted", told);
  await ask(
    `/v1/rooms/${receivers[0]}/feed`,
    { headers: { cookie: secret("cookie") } },
    "room-unknown",
  );
}

/** What every process shows whoever operates it, at its own port. */
export async function operationsAnswers({ system, answers }: CanaryScenario): Promise<void> {
  const { ports } = JSON.parse(readFileSync(join(system.data, "ports.json"), "utf8"));
  for (const [name, port] of Object.entries(ports)) {
    if (!name.startsWith("operations-")) continue;
    for (const path of ["metrics", "health/live", "health/ready"]) {
      const response = await fetch(`http://127.0.0.1:${port}/${path}`);
      const { status, headers } = response;
      const text = await response.text();
      answers.keep(`answers: ${name}`, { status, headers, text, body: {} });
    }
  }
}

/** What anybody can ask: status of the edges and of the log, and whatever else may be served beside them. */
export async function publicAnswers(scenario: CanaryScenario): Promise<void> {
  const { system, answers } = scenario;
  for (const room of roomIds) {
    for (const path of ["/status", "/metrics", "/health/live", "/health/ready", "/openapi.json"]) {
      answers.keep("answers: status and metrics", await system.ask(room, path, { key: "none" }));
    }
  }
  const port = system.port("audit");
  for (const path of ["status", "health/live", "health/ready", "metrics"]) {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`);
    const { status, headers } = response;
    answers.keep("answers: status of the log", {
      status,
      headers,
      text: await response.text(),
      body: {},
    });
  }
}
