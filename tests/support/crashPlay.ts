import { entryOf } from "#apps/audit/entry";
import { LogHalt } from "#apps/audit/sequencer";
import { TileStoreError } from "#libs/tilestore/failure";
import { LogReader } from "#libs/tilestore/logReader";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { openCheckpoint } from "#libs/tlog/checkpoint";
import { parseTilePath, tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import {
  CrashWorld,
  type Plant,
  worldFolder,
  worldKey,
  worldYear,
} from "#tests/support/crashWorld";

/** What a play came to. */
export interface Played {
  readonly seed: number;
  readonly crashes: number;
  /** Signed checkpoints. */
  readonly commits: number;
  /** What is wrong; empty when everything holds. */
  readonly wrong: readonly string[];
  /** Why the last life halted; undefined when it came to the end. */
  readonly halted: string | undefined;
}

type World = CrashWorld;

/** What may befall a world; each kind of world has some of them. */
const misfortunes = [
  ...(["faults", "second sequencer", "tail loss", "tail swap", "bit flip", "bad write"] as const),
] as const;
export type Misfortune = (typeof misfortunes)[number];

/** What a play is given beyond its seed: a fault of the program itself, and what befalls it; else by chance. */
export interface PlayOptions {
  readonly plant?: Plant;
  readonly misfortunes?: readonly Misfortune[];
}

/** Plays one world with that many crashes, then a last life without trouble, and judges what is left. */
export async function playCrashes(
  seed: number,
  crashes: number,
  options: PlayOptions = {},
): Promise<Played> {
  const world = new CrashWorld(seed, options.plant);
  const drawn = misfortunes.filter(() => world.chance.below(3) === 0);
  const has = compatible(options.misfortunes ?? drawn);
  const wanted = has.has("second sequencer") || has.has("tail swap") ? 2 : 1;
  world.faultsPerMille = has.has("faults") ? 4 : 0;
  const flipped = new Flips(world);
  for (let crashed = 0; crashed < crashes; ) {
    restart(world, wanted);
    await act(world);
    await befall(world, has, flipped);
    if (crash(world)) crashed += 1;
  }
  if (has.has("tail loss") && !world.lostTail) world.loseTail(1 + world.chance.below(60));
  const halted = await lastLife(world);
  const wrong = await judge(world, flipped, halted);
  const code = halted instanceof LogHalt ? halted.code : halted;
  const commits = world.commits.get(worldKey.origin)?.length ?? 0;
  return { seed, crashes, commits, wrong: [...world.broken, ...wrong], halted: code };
}

/** With two reasons to halt, the one that is named first hides the other. */
function compatible(wanted: readonly Misfortune[]): ReadonlySet<Misfortune> {
  const exclusive = wanted.filter((one) => /^(?:tail|bit|bad)/.test(one));
  const tails = exclusive.filter((one) => one.startsWith("tail"));
  const kept = tails.length > 0 ? tails : exclusive.slice(0, 1);
  return new Set(wanted.filter((one) => !exclusive.includes(one) || kept.includes(one)));
}

async function befall(world: World, has: ReadonlySet<Misfortune>, flips: Flips): Promise<void> {
  const { chance } = world;
  const comes = (one: Misfortune, below: number) => has.has(one) && chance.below(below) === 0;
  if (!world.lostTail && comes("tail loss", 120)) world.loseTail(1 + chance.below(60));
  if (comes("tail swap", 4)) world.swapTail();
  if (comes("bad write", 100)) world.disk.spoilNext(chance);
  if (comes("bit flip", 60)) await flips.flipOne();
}

/** Something is published, or a life gets a turn, or is held up for a while. */
async function act(world: World): Promise<void> {
  const { chance } = world;
  if (chance.below(40) === 0) world.publish(1 + chance.below(chance.below(8) === 0 ? 150 : 12));
  if (chance.below(60) === 0) {
    const running = world.running();
    const life = running[chance.below(running.length)];
    if (life !== undefined) life.isStale = !life.isStale;
  }
  if (await world.turn()) return;
  for (const life of world.lives) life.isStale = false;
  world.publish(1 + chance.below(5));
}

function restart(world: World, wanted: number): void {
  if (world.running().length < wanted) world.start();
}

function crash(world: World): boolean {
  const { chance } = world;
  if (chance.below(150) !== 0) return false;
  const running = world.running();
  const life = running[chance.below(running.length)];
  if (life !== undefined && chance.below(2) === 0) world.kill(life);
  else world.powerLoss();
  return true;
}

/** Nothing fails any more: one more process brings the log to the end of the stream, or says why it does not. */
async function lastLife(world: World): Promise<LogHalt | string | undefined> {
  world.powerLoss();
  world.faultsPerMille = 0;
  const signed = world.commits.get(worldKey.origin)?.at(-1)?.size ?? 0;
  // What comes now would stand in a lost entry's place, and tell of the loss by itself.
  if (world.stream.length >= signed) world.publish(1);
  const life = world.start(world.stream.length);
  await world.settle();
  if (life.end === "finished") return undefined;
  return life.end instanceof LogHalt ? life.end : `the last life: ${life.end ?? "waits for ever"}`;
}

async function judge(
  world: World,
  flips: Flips,
  halted: LogHalt | string | undefined,
): Promise<readonly string[]> {
  if (typeof halted === "string") return [halted];
  const { origin, vkey } = worldKey;
  const commits = world.commits.get(origin) ?? [];
  const { findings } = await verifyLog(world.disk.source(worldFolder), vkey);
  const spoiled = await world.disk.spoiledIn(worldFolder);
  const over = spoiled.filter((path) => isSigned(world, path));
  if (over.length > 0) return [`signed over ${over.join()}, which the disk never had`];
  const damaged = flips.standing();
  const named = (path: string) =>
    findings.some((one) => one.path === path) || halted?.message.includes(path) === true;
  const silent = damaged.filter((path) => !named(path));
  if (silent.length > 0) return [`nobody names ${silent.join()}`];
  // With a file of the log damaged the tree cannot be asked any further.
  if (damaged.length > 0) return [];
  const isOfSpoiled = spoiled.some((path) => halted?.message.includes(path));
  // Before the first commit there is nothing that could be verified, nor where the disk spoiled the first publication:
  // then nobody was told of anything.
  const nothingTold = commits.length === 0 || (world.acknowledged.size === 0 && isOfSpoiled);
  const isEmpty = (path: string) => path === "checkpoint" && nothingTold;
  const unexplained = findings.filter(
    ({ kind, path }) =>
      !(world.lostTail && kind === remains && !isSigned(world, path)) &&
      !isEmpty(path) &&
      !spoiled.includes(path),
  );
  if (unexplained.length > 0) return [`${unexplained[0]?.kind}: ${unexplained[0]?.path}`];
  return judgeTree(world, commits.at(-1)?.size ?? 0, isOfSpoiled ? undefined : halted, isOfSpoiled);
}

/** True for a file that a signed checkpoint needs, and that no full one has replaced. */
function isSigned(world: World, path: string): boolean {
  const ref = parseTilePath(path);
  if (ref === undefined) return false;
  const sizes = (world.commits.get(worldKey.origin) ?? []).map(({ size }) => size);
  const full = tilePath({ ...ref, width: tileWidth });
  const isReplaced =
    ref.width < tileWidth && world.disk.readNow(`${worldFolder}/${full}`) !== undefined;
  return !isReplaced && sizes.some((size) => widthAt(ref.level, ref.index, size) === ref.width);
}

/** The tree is whole: is it the stream, and does it hold all that was acknowledged and signed? */
async function judgeTree(
  world: World,
  size: number,
  halted: LogHalt | undefined,
  mayStop: boolean,
): Promise<readonly string[]> {
  const reader = new LogReader(world.disk.source(worldFolder), size);
  const isStream = await isTheStream(world, reader);
  const wrong = [...(await lostOf(world, reader)), ...(await forksOf(world, reader))];
  if (isStream && halted !== undefined && !isOfRemains(world, halted))
    wrong.push(`halted without reason: ${halted.code}`);
  if (!isStream && !mayStop && halted === undefined)
    wrong.push("the stream is another, and it did not halt");
  if (halted === undefined && !mayStop && size < world.stream.length)
    wrong.push("something was skipped");
  return wrong;
}

/** What was written of messages that the stream then lost, and never signed. */
const remains = "partial-mismatch";

const isOfRemains = (world: World, { cause }: LogHalt): boolean =>
  world.lostTail && cause instanceof TileStoreError && cause.kind === "different-file";

/** True when leaf n − 1 is message n, all along the log. */
async function isTheStream({ stream }: World, reader: LogReader): Promise<boolean> {
  if (stream.length < reader.size) return false;
  for (const [index, message] of stream.slice(0, reader.size).entries()) {
    const { leaf } = entryOf(message, worldYear, new Map());
    if (!leaf.equals(await reader.entry(index))) return false;
  }
  return true;
}

async function lostOf({ acknowledged }: World, reader: LogReader): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [at, leaf] of acknowledged) {
    if (at > reader.size) wrong.push(`${at} was acknowledged and is not there`);
    else if (!leaf.equals(await reader.entry(at - 1))) wrong.push(`${at} is another entry`);
  }
  return wrong;
}

/** Every checkpoint that was ever committed must be one of this very log. */
async function forksOf({ commits }: World, reader: LogReader): Promise<readonly string[]> {
  const { origin, verifiers } = worldKey;
  const wrong: string[] = [];
  for (const { note, size } of commits.get(origin) ?? []) {
    const opened = openCheckpoint(note, { origin, verifiers });
    const root = await reader.rootAt(size);
    if (!opened.ok || !root.equals(opened.checkpoint.root)) wrong.push(`${size} is of another log`);
  }
  return wrong;
}

/** Bits that were turned over on the disk. */
class Flips {
  readonly #world: World;
  readonly #flipped = new Map<string, Buffer>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Turns over one bit of any file of the log, once in a world. */
  async flipOne(): Promise<void> {
    if (this.#flipped.size > 0) return;
    const { disk, chance } = this.#world;
    const paths: string[] = [];
    for await (const path of disk.source(worldFolder).list?.() ?? []) {
      // What was shown without a sync may be empty after a power loss: there is no bit to turn over.
      if ((disk.readNow(`${worldFolder}/${path}`)?.length ?? 0) > 0) paths.push(path);
    }
    const path = paths[chance.below(paths.length)];
    if (path === undefined) return;
    disk.flipBit(`${worldFolder}/${path}`, chance.below(1_000_000));
    this.#flipped.set(path, disk.readNow(`${worldFolder}/${path}`) ?? Buffer.alloc(0));
  }

  /** Files that still hold the turned bit: neither replaced nor taken away since. */
  standing(): readonly string[] {
    const { disk } = this.#world;
    return [...this.#flipped].flatMap(([path, bytes]) =>
      disk.readNow(`${worldFolder}/${path}`)?.equals(bytes) === true ? [path] : [],
    );
  }
}
