import { join } from "node:path";
import { verify } from "../audit.ts";
import { askEdge, edgePath } from "../edgeClient.ts";
import { exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import type { PlayedRoom } from "./playedRoom.ts";
import { byText, type Copy, type Mode, pathsOf, Receiver } from "./receiver.ts";
import { type ExpectedStep, type PlayedStep, readScript } from "./script.ts";
import { summarise } from "./summary.ts";

/** Everything that the demonstration needs. */
export interface PlayContext {
  readonly terminal: Terminal;
  readonly data: string;
  /** Folder with messages.yaml and expected.yaml. */
  readonly script: string;
  readonly rooms: readonly PlayedRoom[];
  /** Processes that this build does not have. */
  readonly missing: readonly string[];
  /** New at every start: ids of messages contain it, else a second start would send duplicates. */
  readonly startId: string;
}

const modes = ["actual", "exercise"] as const;
const copiesMsMax = 20_000;
/** Nothing comes: that can only be waited for. */
const silenceSeconds = 1;

/** Plays the demonstration; the exit code is 0 only if every check holds. */
export async function play(context: PlayContext): Promise<number> {
  const { terminal, missing, data } = context;
  if (missing.length > 0) {
    terminal.warn("play-missing", { processes: missing.join(", ") });
    return exitCodes["check-failed"];
  }
  const player = new Player(context);
  await player.run();
  const log = await verify(terminal, { place: join(data, "audit"), data });
  player.check("log", log === exitCodes.ok, `exit ${log}`, "exit 0");
  terminal.say(player.failed === 0 ? "play-holds" : "play-broken", {
    checks: player.checks,
    failed: player.failed,
  });
  return player.failed === 0 ? exitCodes.ok : exitCodes["check-failed"];
}

class Player {
  checks = 0;
  failed = 0;
  private readonly receivers: readonly Receiver[];
  private readonly bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  private readonly ids = new Map<string, { readonly message_id: string; readonly sent: string }>();
  /** `room mode incident` → the alias that the room was given. */
  private readonly aliases = new Map<string, string>();

  constructor(private readonly context: PlayContext) {
    this.receivers = context.rooms.flatMap((room) => modes.map((mode) => new Receiver(room, mode)));
  }

  async run(): Promise<void> {
    const { terminal } = this.context;
    const { steps } = readScript(this.context.script);
    await Promise.all(this.receivers.map((receiver) => receiver.skipOld()));
    for (const { step, expected } of steps) {
      terminal.say("play-step", { title: step[terminal.language] });
      await this.playStep(step, expected);
    }
    const late = await this.pollAll(2);
    this.check("silence", late.size === 0, [...late.keys()].join(" "), "");
    const played = steps.map(({ step }) => step);
    summarise(terminal, played, (room, mode, incident) => this.heldBy(room, mode, incident));
  }

  check(what: string, holds: boolean, found: string, wanted: string): void {
    this.checks += 1;
    if (!holds) this.failed += 1;
    const { terminal } = this.context;
    if (holds) terminal.say("check-holds", { what });
    else terminal.warn("check-broken", { what, found, wanted });
  }

  private async playStep(step: PlayedStep, expected: ExpectedStep): Promise<void> {
    const status = await this.send(step);
    this.check(
      `${step.step}: answer ${expected.answer}`,
      status === expected.answer,
      `${status}`,
      `${expected.answer}`,
    );
    const copies = await this.collect(step, expected);
    const told = counted(copies);
    const wanted = Object.entries(expected.copies).map(
      ([room, count]) => `${room}/${step.mode}=${count}`,
    );
    const same = sorted(told) === sorted(wanted);
    this.check(`${step.step}: copies ${sorted(wanted) || "-"}`, same, sorted(told), sorted(wanted));
    for (const [room, paths] of Object.entries(expected.holds)) {
      const found = sorted(pathsOf(this.heldBy(room, step.mode, step.incident)));
      this.check(`${step.step}: ${room}`, found === sorted(paths), found, sorted(paths));
    }
    for (const [room, article] of Object.entries(expected.article)) {
      const found = articlesOf(copies.get(`${room}/${step.mode}`) ?? []);
      this.check(`${step.step}: ${room}, ${article}`, found === article, found, article);
    }
  }

  private heldBy(room: string, mode: Mode, incident: string) {
    const receiver = this.receivers.find((one) => one.room.id === room && one.mode === mode);
    if (receiver === undefined) return { copies: [], fields: new Map<string, Set<string>>() };
    return receiver.held(this.aliases.get(`${room} ${mode} ${incident}`));
  }

  private async send(step: PlayedStep): Promise<number> {
    const room = this.context.rooms.find(({ id }) => id === step.room);
    if (room === undefined) return 0;
    const body = this.bytesOf(step);
    this.bytes.set(step.step, body);
    const { status } = await askEdge(room, {
      path: edgePath(room.id, "messages"),
      method: "POST",
      body,
      contentType: "application/vnd.raccordo.message+json",
    });
    return status;
  }

  private bytesOf(step: PlayedStep): Uint8Array<ArrayBuffer> {
    const { startId } = this.context;
    const repeated = step.repeat === undefined ? undefined : this.bytes.get(step.repeat);
    if (repeated !== undefined) return repeated;
    if (step.raw !== undefined) return encoded(step.raw);
    const own = { message_id: `${step.step}-${startId}`, sent: new Date().toISOString() };
    const name = (step.same_id_as === undefined ? undefined : this.ids.get(step.same_id_as)) ?? own;
    this.ids.set(step.step, name);
    const alias = this.aliases.get(`${step.room} ${step.mode} ${step.answer_to ?? ""}`);
    const incident = alias === undefined ? { id: `${step.incident}-${startId}` } : { alias };
    return encoded(JSON.stringify({ ...name, mode: step.mode, incident, ...step.message }));
  }

  /** Polls until the expected copies are there, or for a while where none is. */
  private async collect(
    step: PlayedStep,
    expected: ExpectedStep,
  ): Promise<ReadonlyMap<string, readonly Copy[]>> {
    const found = new Map<string, readonly Copy[]>();
    const wanted = Object.entries(expected.copies);
    const complete = () =>
      wanted.every(([room, count]) => (found.get(`${room}/${step.mode}`)?.length ?? 0) >= count);
    const end = performance.now() + copiesMsMax;
    do {
      for (const [place, copies] of await this.pollAll(complete() ? silenceSeconds : 0)) {
        found.set(place, [...(found.get(place) ?? []), ...copies]);
      }
      this.learnAliases(step, found);
    } while (!complete() && performance.now() < end);
    return found;
  }

  /** One poll of every room and mode; only those that got something. */
  private async pollAll(waitSeconds: number): Promise<Map<string, readonly Copy[]>> {
    const polled = await Promise.all(
      this.receivers.map(async (receiver): Promise<[string, readonly Copy[]]> => {
        const place = `${receiver.room.id}/${receiver.mode}`;
        return [place, await receiver.poll(waitSeconds)];
      }),
    );
    return new Map(polled.filter(([, copies]) => copies.length > 0));
  }

  private learnAliases(step: PlayedStep, found: ReadonlyMap<string, readonly Copy[]>): void {
    for (const [place, [first]] of found) {
      const key = `${place.replace("/", " ")} ${step.incident}`;
      if (first !== undefined && !this.aliases.has(key)) this.aliases.set(key, first.incident);
    }
  }
}

const encoded = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));
const sorted = (words: readonly string[]): string => words.toSorted(byText).join(" ");

const counted = (copies: ReadonlyMap<string, readonly Copy[]>): readonly string[] =>
  [...copies].map(([place, list]) => `${place}=${list.length}`);

const articlesOf = (copies: readonly Copy[]): string =>
  [...new Set(copies.flatMap(({ basis }) => basis.map(({ article }) => article)))].join(", ");
