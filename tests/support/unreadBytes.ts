import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Bytes that came for a process over TCP and that it has not read: of one that is stopped, what it was asked. */
export function unreadBytes(pid: number): number {
  const own = new Set(socketsOf(pid));
  const [, ...lines] = readFileSync(`/proc/${pid}/net/tcp`, "utf8").trimEnd().split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => own.has(fields[9] ?? ""))
    .reduce((sum, fields) => sum + Number.parseInt(fields[4]?.split(":")[1] ?? "0", 16), 0);
}

/** Inodes of a process's sockets. */
const socketsOf = (pid: number): readonly string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
