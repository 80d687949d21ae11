import { describe, expect, test } from "@jest/globals";
import { announced, emptyGate, verdict, wrote } from "./gate.ts";

const limitMs = 60_000;
const at = (receivedAtMs: number, size: number, year = 2026, root = "r") => ({
  year,
  size,
  root,
  receivedAtMs,
});

describe("the gate before recording", () => {
  test("nothing is recorded before the log has been heard of", () => {
    expect(verdict(emptyGate, 0, limitMs)).toEqual({ open: false, why: "no-announcement" });
  });

  test("silence of 59,999 ms is borne, of 60,000 ms not", () => {
    const gate = announced(emptyGate, at(0, 1));
    expect(verdict(gate, 59_999, limitMs)).toEqual({ open: true });
    expect(verdict(gate, 60_000, limitMs)).toEqual({ open: false, why: "no-announcement" });
  });

  test("an own write uncovered for 60,000 ms closes the gate although announcements go on", () => {
    const written = wrote(announced(emptyGate, at(0, 1)), {
      year: 2026,
      sequence: 2,
      acknowledgedAtMs: 0,
    });
    const heard = announced(written, at(59_000, 1));
    expect(verdict(heard, 59_999, limitMs)).toEqual({ open: true });
    expect(verdict(heard, 60_000, limitMs)).toEqual({ open: false, why: "log-lags" });
  });

  test("it opens by itself when the log covers the write again", () => {
    const lagging = wrote(announced(emptyGate, at(0, 1)), {
      year: 2026,
      sequence: 2,
      acknowledgedAtMs: 0,
    });
    expect(verdict(announced(lagging, at(70_000, 2)), 70_001, limitMs)).toEqual({ open: true });
  });

  test("a log that shrank closes it for good, whatever is announced later", () => {
    const shrunk = announced(announced(emptyGate, at(0, 5)), at(10, 4));
    expect(verdict(announced(shrunk, at(20, 9)), 21, limitMs)).toEqual({
      open: false,
      why: "log-shrank",
    });
  });

  test("a second history under the log's own key closes it for good, whatever is announced later", () => {
    const heard = announced(emptyGate, at(0, 5));
    const forked = announced(heard, at(10, 5, 2026, "another"));
    for (const later of [at(20, 5), at(20, 5, 2026, "another"), at(20, 9), at(20, 1, 2027)]) {
      expect(verdict(announced(forked, later), 21, limitMs)).toEqual({
        open: false,
        why: "log-forked",
      });
    }
  });

  test("nothing that the second history covers counts as covered", () => {
    const written = wrote(announced(emptyGate, at(0, 5)), {
      year: 2026,
      sequence: 6,
      acknowledgedAtMs: 0,
    });
    const forked = announced(written, at(10, 5, 2026, "another"));
    expect(announced(forked, at(20, 6, 2026, "another")).uncovered).toEqual(written.uncovered);
  });

  test("the same size under the same root, said again, and any size of an earlier year are no fork", () => {
    const heard = announced(emptyGate, at(0, 5, 2027));
    for (const later of [at(10, 5, 2027), at(10, 5, 2026, "another"), at(10, 9, 2026, "another")]) {
      expect(verdict(announced(heard, later), 11, limitMs)).toEqual({ open: true });
    }
  });

  test("a smaller log of the next year is a new log, and covers the writes of the old one", () => {
    const written = wrote(announced(emptyGate, at(0, 5)), {
      year: 2026,
      sequence: 6,
      acknowledgedAtMs: 0,
    });
    const next = announced(written, at(10, 1, 2027));
    expect(next.uncovered).toEqual([]);
    expect(verdict(next, 11, limitMs)).toEqual({ open: true });
  });
});
