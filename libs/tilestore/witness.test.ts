import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TileStore } from "#libs/tilestore/tileStore";
import { Witness } from "#libs/tilestore/witness";
import { openWitnessHttp, type WitnessHttp } from "#libs/tilestore/witnessHttp";
import { openWitnessStore, type WitnessStore } from "#libs/tilestore/witnessStore";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { cosignatureVerifier } from "#libs/tlog/cosignature";
import { type Cosigner, cosignerOf } from "#libs/tlog/cosigner";
import { addSignature, type NoteSigner, openNote } from "#libs/tlog/note";
import { formatAddCheckpoint, parseCosignatures } from "#libs/tlog/witnessProtocol";
import { growLog, newTestLog, type TestLog } from "#tests/support/testLog";

const sizes = [3, 9, 300];

let log: TestLog;
let tiles: TileStore;
let notes: ReadonlyMap<number, Buffer>;
let store: WitnessStore;
let witness: Witness;
let http: WitnessHttp;
const cosigner: Cosigner = cosignerOf("testimone.example", "ed25519", randomBytes(32));

beforeAll(async () => {
  log = await newTestLog();
  tiles = await log.open();
  const made = new Map<number, Buffer>();
  for (const size of sizes) {
    await growLog(log, tiles, [size - tiles.state().size]);
    made.set(size, signed(size, tiles.state().root));
  }
  notes = made;
});
beforeEach(async () => {
  store = openWitnessStore(join(log.base, `${randomBytes(6).toString("hex")}.sqlite`));
  witness = new Witness({
    store,
    cosigners: [cosigner],
    logs: [log.vkey],
    nowSeconds: () => 1_790_000_000,
  });
  http = await openWitnessHttp({ host: "127.0.0.1", port: 0, witness, store });
});
afterEach(async () => {
  await http.stop();
  store.close();
});
afterAll(() => log.remove());

const signed = (size: number, root: Buffer, signer: NoteSigner = log.signer, origin = log.origin) =>
  signCheckpoint({ origin, size, root }, [signer]);

const noteOf = (size: number): Buffer => notes.get(size) ?? Buffer.alloc(0);

async function bodyOf(from: number, to: number): Promise<Buffer> {
  const proof = from === 0 ? [] : await proofOf(from, to);
  return formatAddCheckpoint({ oldSize: from, proof, note: noteOf(to) });
}

async function proofOf(from: number, to: number): Promise<readonly Buffer[]> {
  const { LogReader } = await import("#libs/tilestore/logReader");
  const { fileSource } = await import("#libs/tilestore/tileSource");
  return from === to ? [] : new LogReader(fileSource(log.folder), to).consistency(from);
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

function post(body: Buffer, path = "/add-checkpoint", method = "POST"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: "127.0.0.1", port: http.port, path, method },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const type = response.headers["content-type"] ?? "";
          resolve({ status: response.statusCode ?? 0, type, body: Buffer.concat(chunks) });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** True when the answer is a cosignature that holds over the log's checkpoint of this size. */
function cosigns({ status, body }: Answer, size: number): boolean {
  const verifier = cosignatureVerifier(cosigner.vkey);
  const [line] = parseCosignatures(body) ?? [];
  if (status !== 200 || verifier === undefined || line === undefined) return false;
  return openNote(addSignature(noteOf(size), line), [verifier]).ok;
}

describe("a witness over HTTP", () => {
  test("cosigns the first checkpoint, what continues it, and the same one again", async () => {
    expect(cosigns(await post(await bodyOf(0, 3)), 3)).toBe(true);
    expect(cosigns(await post(await bodyOf(3, 9)), 9)).toBe(true);
    expect(cosigns(await post(await bodyOf(9, 300)), 300)).toBe(true);
    expect(cosigns(await post(await bodyOf(300, 300)), 300)).toBe(true);
    expect(store.latest(log.origin)?.size).toBe(300);
  });

  test("answers 409 with the size that it has cosigned to who begins from another one", async () => {
    await post(await bodyOf(0, 9));
    for (const body of [await bodyOf(0, 300), await bodyOf(3, 9), await bodyOf(3, 300)]) {
      const { status, type, body: text } = await post(body);
      expect([status, type, text.toString()]).toEqual([409, "text/x.tlog.size", "9\n"]);
    }
  });

  test("answers 422 to a proof for another size, to no proof, and to a proof where there is nothing to prove", async () => {
    await post(await bodyOf(0, 9));
    const other = await proofOf(3, 300);
    for (const proof of [other, [], [...(await proofOf(9, 300)), randomBytes(32)]]) {
      const body = formatAddCheckpoint({ oldSize: 9, proof, note: noteOf(300) });
      expect((await post(body)).status).toBe(422);
    }
    const idle = formatAddCheckpoint({ oldSize: 9, proof: other, note: noteOf(9) });
    expect((await post(idle)).status).toBe(422);
    expect(store.latest(log.origin)?.size).toBe(9);
  });

  test("answers 403 to another key, also one that has the log's name, and 404 to a log that it does not know", async () => {
    const stranger = await newTestLog();
    const { root } = tiles.state();
    const byOther = signed(300, root, stranger.signer);
    const forged = signed(300, root, { ...log.signer, sign: stranger.signer.sign });
    const unknown = signed(300, root, log.signer, "audit.altrove.example/2026");
    const status = async (note: Buffer) =>
      (await post(formatAddCheckpoint({ oldSize: 0, proof: [], note }))).status;
    expect(await status(byOther)).toBe(403);
    expect(await status(forged)).toBe(403);
    expect(await status(unknown)).toBe(404);
    await stranger.remove();
    expect(store.logs()).toEqual([]);
  });

  test("knows the log of another year of the same family by the same key", async () => {
    const note = signed(
      1,
      randomBytes(32),
      { ...log.signer, name: "x" },
      "audit.sala.example/2027",
    );
    expect((await post(formatAddCheckpoint({ oldSize: 0, proof: [], note }))).status).toBe(403);
    const { noteSigner } = await import("#libs/tlog/note");
    const { generateKeyPairSync } = await import("node:crypto");
    const keys = generateKeyPairSync("ed25519");
    const other = await newTestLog(keys);
    const origin = "audit.sala.example/2027";
    const next = signed(1, randomBytes(32), noteSigner(origin, keys.privateKey), origin);
    const own = new Witness({
      store,
      cosigners: [cosigner],
      logs: [other.vkey],
      nowSeconds: () => 1,
    });
    const answer = await own.addCheckpoint(
      formatAddCheckpoint({ oldSize: 0, proof: [], note: next }),
    );
    expect(answer.status).toBe(200);
    await other.remove();
  });

  test.each([
    ["no size line", (body: string) => body.replace(/^old 0\n/, "")],
    ["a size with a leading zero", (body: string) => body.replace("old 0", "old 00")],
    ["a size beyond the checkpoint's", (body: string) => body.replace("old 0", "old 4")],
    ["a hash that is none", (body: string) => body.replace("old 0\n", "old 0\nAAAA\n")],
    ["64 hashes", (body: string) => body.replace("old 0\n", `old 0\n${hashLine.repeat(64)}`)],
    ["no checkpoint", () => "old 0\n\n"],
    ["an extension line", (body: string) => body.replace("=\n\n— ", "=\nestensione\n\n— ")],
    ["nothing at all", () => ""],
  ])("answers 400 to a request with %s", async (_, alter) => {
    const body = (await bodyOf(0, 3)).toString("utf8");
    expect((await post(Buffer.from(alter(body), "utf8"))).status).toBe(400);
  });

  test("reads no more than a request may have, and serves no other path", async () => {
    expect((await post(Buffer.alloc(200_000, 0x41))).status).toBe(413);
    expect((await post(Buffer.alloc(0), "/add-checkpoint", "GET")).status).toBe(404);
    expect((await post(Buffer.alloc(0), "/witness.sqlite", "GET")).status).toBe(404);
    expect((await post(Buffer.alloc(0), "/health/live", "GET")).status).toBe(200);
    await post(await bodyOf(0, 3));
    const metrics = (await post(Buffer.alloc(0), "/metrics", "GET")).body.toString();
    expect(metrics).toContain(`raccordo_witness_size{origin="${log.origin}"} 3`);
    expect(metrics).toContain('raccordo_witness_requests_total{outcome="too-large"} 1');
  });
});

const hashLine = `${Buffer.alloc(32).toString("base64")}\n`;

describe("a log that lies to a witness", () => {
  test("a fork, another signed root for the same size, is refused, kept as proof and shown with both roots", async () => {
    await post(await bodyOf(0, 9));
    const offered = randomBytes(32);
    const note = signed(9, offered);
    const { status } = await post(formatAddCheckpoint({ oldSize: 9, proof: [], note }));
    expect(status).toBe(409);
    const shown = JSON.parse((await post(Buffer.alloc(0), "/status", "GET")).body.toString());
    const cosigned = store.latest(log.origin)?.root.toString("base64");
    expect(shown.forks).toMatchObject([
      { origin: log.origin, size: 9, roots: [cosigned, offered.toString("base64")] },
    ]);
    expect(shown.forks[0].offered_note).toBe(note.toString("utf8"));
  });

  test("a fork that goes on growing finds no proof that holds", async () => {
    await post(await bodyOf(0, 9));
    const other = await newTestLog();
    const note = signed(300, randomBytes(32));
    const body = formatAddCheckpoint({ oldSize: 9, proof: await proofOf(9, 300), note });
    expect((await post(body)).status).toBe(422);
    expect(store.latest(log.origin)?.size).toBe(9);
    await other.remove();
  });

  test("an old checkpoint played again takes nothing back", async () => {
    await post(await bodyOf(0, 9));
    await post(await bodyOf(9, 300));
    for (const body of [await bodyOf(0, 9), await bodyOf(9, 9), await bodyOf(9, 300)]) {
      expect((await post(body)).status).toBe(409);
    }
    expect(store.latest(log.origin)?.size).toBe(300);
  });

  test("the disk of somebody who is attacked does not fill: a hundred proofs are kept", async () => {
    await post(await bodyOf(0, 3));
    for (let n = 0; n < 102; n += 1) {
      const note = signed(3, randomBytes(32));
      await witness.addCheckpoint(formatAddCheckpoint({ oldSize: 3, proof: [], note }));
    }
    expect(store.evidence().length).toBe(100);
  });
});

describe("many requests at once", () => {
  test("never get two roots cosigned for one size, nor a size taken back, from two processes on one memory", async () => {
    const choice = fc.record({
      from: fc.constantFrom(0, ...sizes),
      to: fc.constantFrom(...sizes),
      forged: fc.boolean(),
      second: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { minLength: 2, maxLength: 8 }), async (choices) => {
        const file = join(log.base, `race-${randomBytes(6).toString("hex")}.sqlite`);
        const [first, second] = [openWitnessStore(file), openWitnessStore(file)];
        const yields = () => new Promise<void>((resolve) => setImmediate(resolve));
        const [one, two] = [first, second].map((memory) => {
          const options = { store: memory, cosigners: [cosigner], logs: [log.vkey] };
          return new Witness({ ...options, nowSeconds: () => 1, stored: yields });
        });
        const answers = await Promise.all(
          choices.map(async ({ from, to, forged, second: toSecond }) => {
            const note = forged ? signed(to, Buffer.alloc(32, to)) : noteOf(to);
            const proof = from === 0 || from > to ? [] : await proofOf(from, to);
            const body = formatAddCheckpoint({ oldSize: from, proof, note });
            const answer = await (toSecond ? two : one)?.addCheckpoint(body);
            return { to, forged, ok: answer?.status === 200 };
          }),
        );
        const roots = Map.groupBy(
          answers.filter(({ ok }) => ok),
          ({ to }) => to,
        );
        for (const same of roots.values()) {
          expect(new Set(same.map(({ forged }) => forged)).size).toBe(1);
        }
        const largest = Math.max(0, ...roots.keys());
        expect(first.latest(log.origin)?.size ?? 0).toBeGreaterThanOrEqual(largest);
        first.close();
        second.close();
      }),
      { numRuns: 15 },
    );
  });
});
