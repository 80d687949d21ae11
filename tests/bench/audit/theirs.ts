/** Figures that others publish of their own logs, for context: other hardware, other settings, other guarantees. */
export const theirs: readonly string[] = [
  "Tessera v1.0.4 (docs/performance.md), theirs, other hardware and settings:",
  "  POSIX on NVMe with antispam: 10,567 entries/s on about 7 cores; inclusion 3,103 ms on average",
  "  POSIX on SAS disks: 2,927 entries/s without antispam, 1,664 with; inclusion 6,019 ms on average",
  "  e2-micro: 1,587 entries/s; inclusion 1,191 ms on average",
  "  it takes entries over HTTP and removes duplicates; a checkpoint every 1.5 s in these runs. Ours has neither HTTP nor",
  "  duplicates to look for in this path, and a stream that synced each entry before: the figures are no race.",
  "  storage: about 34 B an entry beside the entry itself",
];
