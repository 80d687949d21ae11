import type { Arrival } from "./roomFeed.ts";

/** Every copy that came, and those who wait for one. */
export class Arrivals {
  readonly all: Arrival[] = [];
  readonly #byDelivery = new Map<string, Arrival>();
  readonly #waiting = new Map<string, ((arrival: Arrival) => void)[]>();

  take(arrival: Arrival): void {
    const key = keyOf(arrival.room, arrival.delivery);
    this.all.push(arrival);
    this.#byDelivery.set(key, arrival);
    for (const resolve of this.#waiting.get(key) ?? []) resolve(arrival);
    this.#waiting.delete(key);
  }

  of(room: string, delivery: string): Arrival | undefined {
    return this.#byDelivery.get(keyOf(room, delivery));
  }

  /** Resolves when the copy has come, or with undefined after `msMax`. */
  async wait(room: string, delivery: string, msMax: number): Promise<Arrival | undefined> {
    const there = this.of(room, delivery);
    if (there !== undefined) return there;
    const key = keyOf(room, delivery);
    const { promise, resolve } = Promise.withResolvers<Arrival | undefined>();
    this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]);
    const timer = setTimeout(() => resolve(undefined), msMax);
    return promise.finally(() => clearTimeout(timer));
  }
}

const keyOf = (room: string, delivery: string): string => `${room} ${delivery}`;
