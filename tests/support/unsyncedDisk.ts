import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import {
  descriptorOf,
  type StraceEvent,
  type SystemCall,
  stringsOf,
} from "#tests/support/straceLog";

class Content {
  live: Buffer = Buffer.alloc(0);
  durable: Buffer = Buffer.alloc(0);
}
type Named = Content | "folder";

/**
 * A folder as a power cut would leave it, from the system calls that made it: bytes count only once a sync of their
 * file came back, names once a sync of their folder did. What a sync saves is what was there when it began.
 */
export class UnsyncedDisk {
  readonly #root: string;
  readonly #live = new Map<string, Named>();
  readonly #durable = new Map<string, Named>();
  /** Where the next write of a descriptor goes; absent: at the end of the file. */
  readonly #offsets = new Map<number, { readonly file: Content; at: number }>();
  /** What each thread's sync will have saved when it comes back. */
  readonly #syncing = new Map<string, () => void>();

  /** The folder `root` began with what is in `before`, which is taken to be durable, as its own name is. */
  constructor(root: string, before: string) {
    this.#root = root;
    for (const entry of readdirSync(before, { withFileTypes: true, recursive: true })) {
      const source = join(entry.parentPath, entry.name);
      const path = join(root, relative(before, source));
      this.#live.set(path, entry.isDirectory() ? "folder" : contentOf(readFileSync(source)));
    }
    for (const [path, node] of this.#live) this.#durable.set(path, node);
  }

  /** Takes one call into account. Calls outside the folder change nothing. Throws on one that it does not know. */
  apply({ stage, thread, call }: StraceEvent): void {
    const isSync = call.name === "fsync" || call.name === "fdatasync";
    if (isSync && stage === "begun") this.#syncing.set(thread, this.#beginSync(call));
    if (stage === "begun") return;
    if (isSync) this.#syncing.get(thread)?.();
    else this.#done(call);
  }

  /** Writes what is durable to the folder `to`. */
  writeTo(to: string): void {
    const placed = [...this.#durable].filter(([path]) => this.#isReachable(path));
    for (const [path, node] of placed.toSorted(([a], [b]) => a.length - b.length)) {
      const target = join(to, relative(this.#root, path));
      if (node === "folder") mkdirSync(target, { recursive: true });
      else writeFileSync(target, node.durable);
    }
  }

  #isReachable(path: string): boolean {
    const above = dirname(path);
    return (
      above === this.#root || (this.#durable.get(above) === "folder" && this.#isReachable(above))
    );
  }

  #done(call: SystemCall): void {
    const [first = "", second = ""] = stringsOf(call).map(String);
    if (opening.has(call.name)) this.#open(call, first);
    else if (call.name === "write") this.#write(call, undefined);
    else if (call.name === "pwrite64") this.#write(call, lastNumber(call));
    else if (call.name === "ftruncate") this.#truncate(call);
    else if (call.name.startsWith("mkdir")) this.#name(first, "folder");
    else if (call.name.startsWith("link")) this.#name(second, this.#live.get(first));
    else if (call.name.startsWith("rename")) {
      this.#name(second, this.#live.get(first));
      this.#live.delete(first);
    } else if (removing.has(call.name)) this.#live.delete(first);
    // Sockets, and logs elsewhere, are written in many ways; the folder only in those above.
    else if (this.#isInside(descriptorOf(call).path)) {
      throw new Error(`${call.name} on a file of the folder is not known`);
    }
  }

  #open({ args, result }: SystemCall, path: string): void {
    this.#offsets.delete(result);
    if (!this.#isInside(path)) return;
    const there = this.#live.get(path);
    if (there === "folder") return;
    const file = there ?? new Content();
    if (there === undefined && args.includes("O_CREAT")) this.#name(path, file);
    if (args.includes("O_TRUNC")) file.live = Buffer.alloc(0);
    if (!args.includes("O_APPEND")) this.#offsets.set(result, { file, at: 0 });
  }

  #write(call: SystemCall, position: number | undefined): void {
    const { fd, path } = descriptorOf(call);
    const [bytes] = stringsOf(call);
    const file = this.#fileOf(fd, path);
    if (file === undefined || bytes === undefined) return;
    const offset = this.#offsets.get(fd);
    const at = position ?? offset?.at ?? file.live.length;
    const written = bytes.subarray(0, call.result);
    const end = at + written.length;
    const before = Buffer.alloc(Math.max(file.live.length, end));
    file.live.copy(before);
    written.copy(before, at);
    file.live = before;
    if (position === undefined && offset !== undefined) offset.at = end;
  }

  #truncate(call: SystemCall): void {
    const { fd, path } = descriptorOf(call);
    const length = lastNumber(call);
    const file = this.#fileOf(fd, path);
    if (file === undefined) return;
    const cut = Buffer.alloc(length);
    file.live.copy(cut);
    file.live = cut;
  }

  #beginSync(call: SystemCall): () => void {
    const { fd, path } = descriptorOf(call);
    const node = this.#live.get(path);
    if (node === "folder" || path === this.#root) {
      const names = [...this.#live].filter(([one]) => dirname(one) === path);
      return () => this.#keepNames(path, names);
    }
    const file = this.#fileOf(fd, path);
    const bytes = file?.live;
    return () => {
      if (file !== undefined && bytes !== undefined) file.durable = bytes;
    };
  }

  #keepNames(folder: string, names: readonly (readonly [string, Named])[]): void {
    for (const path of this.#durable.keys())
      if (dirname(path) === folder) this.#durable.delete(path);
    for (const [path, node] of names) this.#durable.set(path, node);
  }

  #fileOf(fd: number, path: string): Content | undefined {
    const known = this.#offsets.get(fd)?.file ?? this.#live.get(path);
    return known === "folder" ? undefined : known;
  }

  #name(path: string, node: Named | undefined): void {
    if (this.#isInside(path) && node !== undefined) this.#live.set(path, node);
  }

  #isInside(path: string): boolean {
    return path.startsWith(`${this.#root}/`);
  }
}

const opening = new Set(["openat", "open", "creat"]);
const removing = new Set(["unlink", "unlinkat", "rmdir"]);

const lastNumber = ({ args }: SystemCall): number => Number(/, (\d+)$/.exec(args)?.[1]);

function contentOf(bytes: Buffer): Content {
  const content = new Content();
  content.live = bytes;
  content.durable = bytes;
  return content;
}
