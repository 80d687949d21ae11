import type { Mode } from "#libs/incident/event";

export const modes = ["actual", "exercise"] as const satisfies readonly Mode[];

/** A copy that the room shall get, by what its message said. */
interface ModelCopy {
  readonly incident: string;
  readonly street: string;
  /** Known once the room has seen it. */
  delivery?: string;
  confirmedBy?: "cursor" | "receipt";
}

/** A stream that is open, and the places of the copies that it must have written, in order. */
interface ModelStream {
  readonly id: number;
  readonly mode: Mode;
  readonly written: number[];
}

/** A copy as it arrived, reduced to what the model knows. */
export interface Arrived {
  readonly delivery: string;
  readonly mode: Mode;
  readonly street: string;
  readonly incident: string;
}

/** What one room may expect of its edge, in both modes, whatever happens on the way. Throws on what it may not. */
export class EdgeModel {
  readonly #copies: Readonly<Record<Mode, ModelCopy[]>> = { actual: [], exercise: [] };
  /** Cursors that the room was given, and how many copies lie at or before them. */
  readonly #cursors: Readonly<Record<Mode, [string, number][]>> = {
    actual: [["", 0]],
    exercise: [["", 0]],
  };
  readonly #aliases = new Map<string, string>();
  readonly streams: ModelStream[] = [];
  #streamIds = 0;

  constructor(
    private readonly pageMax: number,
    private readonly streamMax: number,
  ) {}

  /** One message was accepted whose copy the room may have. */
  sent(mode: Mode, incident: string, street: string): void {
    this.#copies[mode].push({ incident, street });
    const place = this.#copies[mode].length - 1;
    for (const stream of this.streams) if (stream.mode === mode) this.#write(stream, place);
  }

  /** Copies of a mode that wait, from a position on. */
  waiting(mode: Mode, from = 0): readonly number[] {
    return this.#copies[mode].flatMap(({ confirmedBy }, place) =>
      place >= from && confirmedBy === undefined ? [place] : [],
    );
  }

  get waitingInAll(): number {
    return modes.reduce((sum, mode) => sum + this.waiting(mode).length, 0);
  }

  cursorCount(mode: Mode): number {
    return this.#cursors[mode].length;
  }

  /** A cursor that the room was given, the newest for 0. */
  cursor(mode: Mode, back: number): { readonly text: string; readonly position: number } {
    const known = this.#cursors[mode];
    const [text, position] = known[Math.max(0, known.length - 1 - back)] ?? ["", 0];
    return { text, position };
  }

  /** The room came with a cursor: what lies at or before it is confirmed. */
  came(mode: Mode, position: number): void {
    for (const copy of this.#copies[mode].slice(0, position)) copy.confirmedBy ??= "cursor";
  }

  /** The room named deliveries in receipts. */
  receipted(mode: Mode, deliveries: readonly string[]): void {
    for (const copy of this.#copies[mode]) {
      if (copy.delivery !== undefined && deliveries.includes(copy.delivery)) {
        copy.confirmedBy ??= "receipt";
      }
    }
  }

  /** Deliveries that the room has seen. */
  seen(mode: Mode): readonly string[] {
    return this.#copies[mode].flatMap(({ delivery }) => (delivery === undefined ? [] : [delivery]));
  }

  /** A page that was asked from a position must hold just what waits there, oldest first. */
  page(mode: Mode, position: number, copies: readonly Arrived[], cursor: string): void {
    const expected = this.waiting(mode, position).slice(0, this.pageMax);
    this.#compare(mode, expected, copies);
    const last = expected.at(-1);
    this.#learn(mode, cursor, last === undefined ? position : last + 1);
  }

  opened(mode: Mode, position: number): ModelStream {
    this.#streamIds += 1;
    const stream: ModelStream = { id: this.#streamIds, mode, written: [] };
    this.streams.push(stream);
    for (const place of this.waiting(mode, position)) this.#write(stream, place);
    return stream;
  }

  /** True while the server keeps the stream open. */
  isOpen(stream: ModelStream): boolean {
    return stream.written.length < this.streamMax;
  }

  /** What a stream has written so far: copies, each with the cursor that goes on after it. */
  streamed(stream: ModelStream, copies: readonly Arrived[], cursors: readonly string[]): void {
    this.#compare(stream.mode, stream.written, copies);
    for (const [index, place] of stream.written.entries()) {
      const cursor = cursors[index];
      if (cursor === undefined || cursor === "") throw new Error("an event without an id");
      this.#learn(stream.mode, cursor, place + 1);
    }
  }

  left(stream: ModelStream): void {
    this.streams.splice(this.streams.indexOf(stream), 1);
  }

  /** By delivery: how often a cursor must have confirmed it. */
  confirmations(): ReadonlyMap<string, number> {
    const all = modes.flatMap((mode) => this.#copies[mode]);
    return new Map(
      all.map(({ delivery, confirmedBy, street }) => {
        if (delivery === undefined) throw new Error(`lost: ${street}`);
        return [delivery, confirmedBy === "cursor" ? 1 : 0];
      }),
    );
  }

  #write(stream: ModelStream, place: number): void {
    if (this.isOpen(stream)) stream.written.push(place);
  }

  #learn(mode: Mode, cursor: string, position: number): void {
    const known = this.#cursors[mode];
    if (cursor !== "" && !known.some(([text]) => text === cursor)) known.push([cursor, position]);
  }

  #compare(mode: Mode, places: readonly number[], arrived: readonly Arrived[]): void {
    const told = arrived.map(({ street }) => street);
    const wanted = places.map((place) => this.#copies[mode][place]?.street);
    if (JSON.stringify(told) !== JSON.stringify(wanted)) {
      throw new Error(`${mode}: came [${told.join(", ")}], not [${wanted.join(", ")}]`);
    }
    for (const [index, copy] of arrived.entries()) {
      const model = this.#copies[mode][places[index] ?? -1];
      if (model === undefined || copy.mode !== mode) throw new Error(`${copy.mode} in ${mode}`);
      model.delivery ??= copy.delivery;
      if (model.delivery !== copy.delivery) throw new Error("one copy under two deliveries");
      const alias = `${mode} ${model.incident}`;
      if ((this.#aliases.get(alias) ?? copy.incident) !== copy.incident) {
        throw new Error("one incident under two names");
      }
      this.#aliases.set(alias, copy.incident);
    }
  }
}
