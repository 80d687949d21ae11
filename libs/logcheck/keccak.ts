/** SHAKE128 and SHAKE256 (FIPS 202), which no browser has: for packMlDsa alone. What is hashed is public. */

const mask = (1n << 64n) - 1n;
const lanes = 25;
const roundsCount = 24;

/** Constants of iota, from the linear feedback shift register of FIPS 202, 3.2.5. */
const roundConstants: readonly bigint[] = (() => {
  let register = 1;
  const nextBit = () => {
    const bit = register & 1;
    register = (register << 1) ^ (register & 0x80 ? 0x171 : 0);
    return bit;
  };
  return Array.from({ length: roundsCount }, () => {
    let constant = 0n;
    for (let j = 0; j < 7; j += 1) if (nextBit() === 1) constant |= 1n << BigInt((1 << j) - 1);
    return constant;
  });
})();

/** Where rho and pi bring each lane, one after the other, and how far it is turned (FIPS 202, 3.2.2 and 3.2.3). */
const turns: readonly { readonly to: number; readonly by: bigint }[] = (() => {
  let [x, y] = [1, 0];
  return Array.from({ length: roundsCount }, (_, t) => {
    [x, y] = [y, (2 * x + 3 * y) % 5];
    return { to: x + 5 * y, by: BigInt((((t + 1) * (t + 2)) / 2) % 64) };
  });
})();

const turned = (lane: bigint, by: bigint): bigint => ((lane << by) | (lane >> (64n - by))) & mask;

/** Keccak-f[1600] on 25 lanes, in place. */
function permute(state: bigint[]): void {
  const at = (index: number): bigint => state[index] ?? 0n;
  for (const constant of roundConstants) {
    const columns = [0, 1, 2, 3, 4].map(
      (x) => at(x) ^ at(x + 5) ^ at(x + 10) ^ at(x + 15) ^ at(x + 20),
    );
    for (let index = 0; index < lanes; index += 1) {
      const [left = 0n, right = 0n] = [columns[(index + 4) % 5], columns[(index + 1) % 5]];
      state[index] = at(index) ^ left ^ turned(right, 1n);
    }
    let moved = at(1);
    for (const { to, by } of turns) {
      const next = at(to);
      state[to] = turned(moved, by);
      moved = next;
    }
    for (let row = 0; row < lanes; row += 5) {
      const old = state.slice(row, row + 5);
      const of = (x: number): bigint => old[x % 5] ?? 0n;
      for (let x = 0; x < 5; x += 1) state[row + x] = of(x) ^ (~of(x + 1) & mask & of(x + 2));
    }
    state[0] = at(0) ^ constant;
  }
}

/** What a sponge gives, as many bytes as are asked for, one after the other. */
export interface Squeeze {
  read(count: number): Uint8Array;
}

const rates = { shake128: 168, shake256: 136 } as const;

/** The output of SHAKE over a message. */
export function shake(name: keyof typeof rates, message: Uint8Array): Squeeze {
  const rate = rates[name];
  const state = Array.from({ length: lanes }, () => 0n);
  const padded = new Uint8Array((Math.floor(message.length / rate) + 1) * rate);
  padded.set(message);
  padded[message.length] = 0x1f;
  padded[padded.length - 1] = (padded[padded.length - 1] ?? 0) | 0x80;
  const view = new DataView(padded.buffer);
  for (let from = 0; from < padded.length; from += rate) {
    for (let lane = 0; lane * 8 < rate; lane += 1) {
      state[lane] = (state[lane] ?? 0n) ^ view.getBigUint64(from + lane * 8, true);
    }
    permute(state);
  }
  const block = new Uint8Array(rate);
  const out = new DataView(block.buffer);
  const show = () => {
    for (let lane = 0; lane * 8 < rate; lane += 1) {
      out.setBigUint64(lane * 8, state[lane] ?? 0n, true);
    }
  };
  show();
  let used = 0;
  return {
    read: (count) => {
      const bytes = new Uint8Array(count);
      for (let index = 0; index < count; index += 1) {
        if (used === rate) {
          permute(state);
          show();
          used = 0;
        }
        bytes[index] = block[used] ?? 0;
        used += 1;
      }
      return bytes;
    },
  };
}
