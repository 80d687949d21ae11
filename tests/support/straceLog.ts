/** Everything that changes files or makes changes durable, and what goes out. */
export const tracedCalls = [
  ...["openat", "open", "creat", "write", "writev", "pwrite64", "pwritev", "sendto", "sendmsg"],
  ...["fsync", "fdatasync", "sync_file_range", "rename", "renameat", "renameat2", "link", "linkat"],
  ...["unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "ftruncate", "truncate", "fallocate"],
] as const;

/** strace's options for a log that {@link parseStrace} reads: paths of descriptors, all bytes in hex. */
export const straceOptions = (file: string): readonly string[] => [
  ...["-y", "-xx", "-s", "16777216", "-o", file],
  ...["-e", `trace=${tracedCalls.map((call) => `?${call}`).join()}`, "-e", "signal=none"],
];

/** One system call that succeeded. */
export interface SystemCall {
  readonly name: string;
  /** As strace prints them, strings in hex. */
  readonly args: string;
  readonly result: number;
  /** What -y says the result is, for a descriptor. */
  readonly resultPath: string | undefined;
}

/** `begun`: it was entered, and whatever it says to have done is not yet so; `done`: it came back. */
export interface StraceEvent {
  readonly stage: "begun" | "done";
  readonly thread: string;
  readonly call: SystemCall;
}

const unfinished = / <unfinished \.\.\.>$/;
const resumed = /^<\.\.\. \w+ resumed>/;

/** The calls of a log that strace wrote with {@link straceOptions}, in order; what failed is left out. */
export function parseStrace(text: string): readonly StraceEvent[] {
  const events: StraceEvent[] = [];
  const open = new Map<string, { readonly text: string; readonly at: number }>();
  for (const line of text.split("\n")) {
    const [, thread = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (unfinished.test(rest)) {
      open.set(thread, { text: rest.replace(unfinished, ""), at: events.length });
      events.push({ stage: "begun", thread, call: nothing });
      continue;
    }
    const begun = resumed.test(rest) ? open.get(thread) : undefined;
    const call = callOf(begun === undefined ? rest : begun.text + rest.replace(resumed, ""));
    if (begun !== undefined) open.delete(thread);
    if (call === undefined) continue;
    if (begun === undefined) events.push({ stage: "begun", thread, call });
    else events[begun.at] = { stage: "begun", thread, call };
    events.push({ stage: "done", thread, call });
  }
  return events;
}

const nothing: SystemCall = { name: "", args: "", result: 0, resultPath: undefined };

function callOf(text: string): SystemCall | undefined {
  const found = /^(\w+)\((.*)\)\s+= (\d+)(?:<([^>]*)>)?$/.exec(text);
  if (found === null) return undefined;
  const [, name = "", args = "", result = "", path] = found;
  const resultPath = path === undefined ? undefined : bytesOf(path).toString();
  return { name, args, result: Number(result), resultPath };
}

/** The bytes of the strings of a call, in order. */
export function stringsOf({ args }: SystemCall): readonly Buffer[] {
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = ""]) => bytesOf(hex));
}

/** The first argument where that is a descriptor: its number, and the path that -y gives it. */
export function descriptorOf({ args }: SystemCall): { readonly fd: number; readonly path: string } {
  const [, fd = "-1", path = ""] = /^(\d+)<([^>]*)>/.exec(args) ?? [];
  return { fd: Number(fd), path: bytesOf(path).toString() };
}

const bytesOf = (hex: string): Buffer =>
  hex.includes("\\x") ? Buffer.from(hex.replaceAll("\\x", ""), "hex") : Buffer.from(hex);
