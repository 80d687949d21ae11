import fc from "fast-check";
import type { Mode } from "#libs/incident/event";
import { type EdgeModel, modes } from "#tests/support/edgeModel";
import { type EdgeWorld, readPage, readStream, receiver } from "#tests/support/edgeWorld";
import type { SseClient } from "#tests/support/sseClient";
import { until } from "#tests/support/until";

/** In an object, because fast-check shows it to checks as read-only, which a class cannot be. */
export interface Held {
  readonly model: EdgeModel;
}

type Command = fc.AsyncCommand<Held, EdgeRun>;

/** One history on the edge: what its rooms hold in their hands besides what the model knows. */
export class EdgeRun {
  readonly clients = new Map<number, SseClient>();
  readonly #messages = new Map<string, number>();
  #last: { readonly body: Uint8Array<ArrayBuffer>; readonly event: string } | undefined;

  constructor(
    readonly world: EdgeWorld,
    /** Distinguishes the incidents of this history. */
    readonly name: string,
  ) {}

  get lastSent(): { readonly body: Uint8Array<ArrayBuffer>; readonly event: string } | undefined {
    return this.#last;
  }

  /** Sends the next message of an incident until it is accepted; policy decides it. */
  async send(model: EdgeModel, mode: Mode, number: number, losing: number): Promise<void> {
    const incident = `C01-${this.name}-${number}`;
    const key = `${mode} ${incident}`;
    const count = (this.#messages.get(key) ?? 0) + 1;
    this.#messages.set(key, count);
    const street = `Via Sintetica ${this.name} ${mode} ${number} ${count}`;
    const body = this.world.message(mode, incident, street, count === 1);
    this.world.gateway.losing.submit = losing;
    for (let attempt = 0; attempt < losing; attempt += 1) {
      wantStatus(await this.world.send(body), 503, "core-unreachable");
    }
    const answer = await this.world.send(body);
    wantStatus(answer, 202);
    this.#last = { body, event: String(answer.body["event"]) };
    await this.world.decide(mode, incident);
    model.sent(mode, incident, street);
    await this.settled(model);
  }

  /** Waits until what the model says is so: what waits in the core, and what every stream has written. */
  async settled(model: EdgeModel): Promise<void> {
    const { core } = this.world;
    await until(() => core.waiting(receiver) === model.waitingInAll, "the feed");
    for (const stream of [...model.streams]) {
      const client = this.clients.get(stream.id);
      if (client === undefined) throw new Error("a stream without a client");
      const wanted = stream.written.length;
      await until(() => client.events.length >= wanted || client.ended, "events");
      const { copies, cursors } = readStream(client);
      model.streamed(stream, copies, cursors);
      if (model.isOpen(stream)) continue;
      await client.end();
      model.left(stream);
    }
  }

  async endStreams(model: EdgeModel): Promise<void> {
    for (const stream of [...model.streams]) {
      await this.clients.get(stream.id)?.end();
      model.left(stream);
    }
  }

  leave(): void {
    for (const client of this.clients.values()) client.leave();
  }
}

function wantStatus(
  answer: { readonly status: number; readonly body: Readonly<Record<string, unknown>> },
  status: number,
  code?: string,
): void {
  if (answer.status === status && (code === undefined || answer.body["code"] === code)) return;
  throw new Error(`answered ${answer.status} ${String(answer.body["code"])}, not ${status}`);
}

interface Shape {
  readonly name: string;
  readonly check?: (model: EdgeModel) => boolean;
  readonly run: (model: EdgeModel, run: EdgeRun) => Promise<void>;
}

const command = ({ name, check, run }: Shape): Command => ({
  check: ({ model }) => check?.(model) ?? true,
  async run({ model }, real) {
    await run(model, real);
    await real.settled(model);
  },
  toString: () => name,
});

const mode = fc.constantFrom(...modes);
const incident = fc.integer({ min: 1, max: 3 });
/** The newest cursor as often as one from long ago. */
const back = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }));

const send = fc.tuple(mode, incident).map(([of, number]) =>
  command({
    name: `send(${of}, ${number})`,
    run: (model, run) => run.send(model, of, number, 0),
  }),
);

const sendMany = fc.tuple(mode, incident).map(([of, number]) =>
  command({
    name: `sendMany(${of}, ${number})`,
    run: async (model, run) => {
      for (let count = 0; count < 3; count += 1) await run.send(model, of, number, 0);
    },
  }),
);

const sendInVain = fc.tuple(mode, incident, fc.integer({ min: 1, max: 2 })).map((drawn) => {
  const [of, number, losing] = drawn;
  return command({
    name: `sendWithLostAnswers(${of}, ${number}, ${losing})`,
    run: (model, run) => run.send(model, of, number, losing),
  });
});

const sendAgain = fc.constant(
  command({
    name: "sendAgain()",
    run: async (_model, run) => {
      const last = run.lastSent;
      if (last === undefined) return;
      const answer = await run.world.send(last.body);
      wantStatus(answer, 202);
      if (answer.body["event"] !== last.event) throw new Error("one message, two events");
    },
  }),
);

const poll = fc.tuple(mode, back).map(([of, steps]) =>
  command({
    name: `poll(${of}, ${steps})`,
    run: async (model, run) => {
      const { text, position } = model.cursor(of, steps);
      const { copies, cursor } = readPage(await run.world.poll(of, text));
      model.came(of, position);
      model.page(of, position, copies, cursor);
    },
  }),
);

const pollTwice = fc.tuple(mode, back).map(([of, steps]) =>
  command({
    name: `pollTwiceAtOnce(${of}, ${steps})`,
    run: async (model, run) => {
      const { text, position } = model.cursor(of, steps);
      const answers = await Promise.all([run.world.poll(of, text), run.world.poll(of, text)]);
      model.came(of, position);
      for (const answer of answers) {
        const { copies, cursor } = readPage(answer);
        model.page(of, position, copies, cursor);
      }
    },
  }),
);

const pollInVain = fc.tuple(mode, back).map(([of, steps]) =>
  command({
    name: `pollWithLostAnswer(${of}, ${steps})`,
    // Streams ask, too: it would be their answer that gets lost.
    check: (model) => model.streams.length === 0,
    run: async (model, run) => {
      const { text, position } = model.cursor(of, steps);
      run.world.gateway.losing.feed = 1;
      const answer = await run.world.poll(of, text);
      run.world.gateway.losing.feed = 0;
      // What the room asked for was done: only the copies are to come again.
      model.came(of, position);
      if (answer.status === 503) return;
      const { copies, cursor } = readPage(answer);
      model.page(of, position, copies, cursor);
    },
  }),
);

const nothingAfter = (model: EdgeModel, of: Mode) =>
  model.waiting(of, model.cursor(of, 0).position).length === 0;

const expire = mode.map((of) =>
  command({
    name: `pollUntilItExpires(${of})`,
    check: (model) => nothingAfter(model, of),
    run: async (model, run) => {
      const { text, position } = model.cursor(of, 0);
      const { copies, cursor } = readPage(await run.world.poll(of, text, 1));
      model.came(of, position);
      model.page(of, position, copies, cursor);
    },
  }),
);

const wake = fc.tuple(mode, incident).map(([of, number]) =>
  command({
    name: `pollThatIsWoken(${of}, ${number})`,
    check: (model) => nothingAfter(model, of),
    run: async (model, run) => {
      const { text, position } = model.cursor(of, 0);
      const polling = run.world.poll(of, text, 30);
      model.came(of, position);
      await run.send(model, of, number, 0);
      const { copies, cursor } = readPage(await polling);
      // Its wait may have been over before the message came: then it is empty, and confirms nothing.
      if (copies.length > 0) model.page(of, position, copies, cursor);
    },
  }),
);

const openStream = fc.tuple(mode, back).map(([of, steps]) =>
  command({
    name: `openStream(${of}, ${steps})`,
    check: (model) => model.streams.length < 4,
    run: (model, run) => open(model, run, of, model.cursor(of, steps)),
  }),
);

async function open(
  model: EdgeModel,
  run: EdgeRun,
  of: Mode,
  { text, position }: ReturnType<EdgeModel["cursor"]>,
): Promise<void> {
  const client = await run.world.stream(of, text);
  if (client.status !== 200) throw new Error(`the stream answered ${client.status}`);
  model.came(of, position);
  run.clients.set(model.opened(of, position).id, client);
}

const leaveStream = fc.nat(3).map((index) =>
  command({
    name: `leaveStream(${index})`,
    check: (model) => model.streams.length > 0,
    run: async (model, run) => {
      const stream = model.streams[index % model.streams.length];
      if (stream === undefined) return;
      run.clients.get(stream.id)?.leave();
      model.left(stream);
    },
  }),
);

/** The client dies with some of the events handled, and comes back with the id of the last of these. */
const resumeStream = fc.tuple(fc.nat(3), fc.nat(4)).map(([index, handled]) =>
  command({
    name: `resumeStream(${index}, ${handled})`,
    check: (model) => model.streams.some(({ written }) => written.length > 0),
    run: async (model, run) => {
      const begun = model.streams.filter(({ written }) => written.length > 0);
      const stream = begun[index % begun.length];
      const client = stream && run.clients.get(stream.id);
      if (stream === undefined || client === undefined) throw new Error("no stream");
      const nth = handled % stream.written.length;
      const position = (stream.written[nth] ?? 0) + 1;
      client.leave();
      model.left(stream);
      await open(model, run, stream.mode, { text: client.events[nth]?.id ?? "", position });
    },
  }),
);

const receipts = fc.tuple(mode, fc.nat(20), fc.integer({ min: 1, max: 4 })).map((drawn) => {
  const [of, from, count] = drawn;
  return command({
    name: `receipts(${of}, ${from}, ${count})`,
    check: (model) => model.seen(of).length > 0,
    run: async (model, run) => {
      const seen = model.seen(of);
      const start = from % seen.length;
      const deliveries = seen.slice(start, start + count);
      wantStatus(await run.world.receipts(of, deliveries), 202);
      model.receipted(of, deliveries);
    },
  });
});

const restart = fc.constant(
  command({
    name: "restartTheEdge()",
    run: async (model, run) => {
      await run.world.restart();
      await run.endStreams(model);
    },
  }),
);

const away = fc.tuple(mode, incident).map(([of, number]) =>
  command({
    name: `coreAway(${of}, ${number})`,
    run: async (model, run) => {
      const { gateway } = run.world;
      gateway.reachable = false;
      try {
        wantStatus(await run.world.poll(of, model.cursor(of, 0).text), 503, "core-unreachable");
        const stream = await run.world.stream(of, "");
        if (stream.status !== 503) throw new Error("a stream of a core that is away");
      } finally {
        gateway.reachable = true;
      }
      await run.send(model, of, number, 0);
    },
  }),
);

/** Histories of a room and its edge. */
export const histories = (maxCommands: number) =>
  fc.commands(
    [
      ...[
        send,
        send,
        sendMany,
        sendMany,
        poll,
        poll,
        pollTwice,
        openStream,
        openStream,
        receipts,
        receipts,
      ],
      ...[sendInVain, sendAgain, pollTwice, pollInVain, wake, expire],
      ...[resumeStream, resumeStream, leaveStream, restart, away],
    ],
    { maxCommands, size: "max" },
  );
