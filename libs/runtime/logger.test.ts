import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CodedError } from "#libs/runtime/codedError";
import { openLogFile } from "#libs/runtime/logFile";
import { createLogger, loggerTo, logLevels } from "#libs/runtime/logger";
import { nestLogger } from "#libs/runtime/nestLogger";
import { testFolder } from "#tests/support/privateFile";

const folder = testFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a person would leave behind in a log; all synthetic. */
const planted = [
  "SINTETICO Nome",
  "ZZ000ZZ",
  "zz000zz",
  "+39 000 000000",
  "ZZZZZZ00Z00Z000Z",
  "via Sintetica 1",
  "x@sintetico.invalid",
];

function capture() {
  const lines: string[] = [];
  const logger = loggerTo(
    { write: (line) => lines.push(line) },
    { process: "test", log_level: "trace" },
  );
  return { logger, text: () => lines.join(""), last: () => JSON.parse(lines.at(-1) ?? "null") };
}

describe("the log tells what it may", () => {
  test("it carries ids, codes, counts and durations", () => {
    const { logger, last } = capture();
    logger.info("copy-released", {
      room: "pl_cremona",
      seq: 7,
      duration_ms: 1.5,
      outcome: "released",
    });
    expect(last()).toMatchObject({
      level: "info",
      event_code: "copy-released",
      process: "test",
      room: "pl_cremona",
      seq: 7,
      duration_ms: 1.5,
      outcome: "released",
    });
  });
});

describe("the log tells nothing of a person", () => {
  test.each(logLevels)(
    "no planted token reaches a line at level %s, under whatever key",
    (level) => {
      const { logger, text } = capture();
      const keys = [
        "incident",
        "event",
        "room",
        "kind",
        "error_code",
        "error_name",
        "error_system",
        "error_at",
        "at",
        "seq",
        "count",
        "msg",
        "err",
        "name",
        "text",
        "payload",
        "__proto__",
        "constructor",
        "toJSON",
        "process",
        "pid",
      ];
      for (const token of planted) {
        for (const key of keys) {
          for (const value of [token, [token], { [token]: token }, new Error(token), () => token]) {
            const fields: object = Object.fromEntries([[key, value]]);
            logger[level]("test-line", fields);
          }
        }
        logger[level](token);
        logger[level]("test-line", {}, new Error(token));
        logger[level]("test-line", {}, new TypeError(token, { cause: new Error(token) }));
        logger[level]("test-line", {}, Object.assign(new Error("x"), { code: token, name: token }));
        logger[level]("test-line", {}, token);
      }
      for (const token of planted) expect(text()).not.toContain(token);
      expect(text()).not.toMatch(/SINTETICO/i);
    },
  );

  test("no text with a blank or an accent passes, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 3 }),
        fc.constantFrom("incident", "room", "kind", "at"),
        (noise, key) => {
          const { logger, last } = capture();
          logger.warn("test-line", Object.fromEntries([[key, `è ${noise}`]]));
          return last()[key] === undefined && last().dropped_fields === 1;
        },
      ),
    );
  });

  test("an error of ours is told by its code, a foreign one by its class and system code", () => {
    const { logger, last } = capture();
    logger.error("test-line", {}, new CodedError("vault-not-durable", "synchronous"));
    expect(last()).toMatchObject({ error_code: "vault-not-durable" });
    expect(last().error_at).toMatch(/^libs\/runtime\/logger\.test\.[jt]s:\d+$/);
    logger.error("test-line", {}, Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));
    expect(last()).toMatchObject({ error_name: "Error", error_system: "ECONNREFUSED" });
  });

  test("what Nest says of a message never reaches a line", () => {
    const { logger, text } = capture();
    const nest = nestLogger(logger);
    nest.error("cannot parse SINTETICO", "Error: SINTETICO\n at x", "RpcProxy");
    nest.warn("SINTETICO");
    nest.log("SINTETICO", "RoutesResolver");
    nest.error(new Error("SINTETICO"));
    expect(text()).toContain("nest-error");
    expect(text()).not.toContain("SINTETICO");
  });
});

describe("a log file", () => {
  test("is its owner's only and never grows beyond its limit", () => {
    const file = join(folder, "log", "limited.jsonl");
    const sink = openLogFile(file, 1_000);
    for (let line = 0; line < 100; line += 1) sink.write(`${"x".repeat(99)}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(file).size).toBeLessThanOrEqual(1_100);
    expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(1_100);
  });

  test("on a full disk loses its lines, and ends no process", () => {
    const sink = openLogFile("/dev/full");
    expect(() => sink.write("a line\n")).not.toThrow();
  });

  test("is where a process writes that is told to", () => {
    createLogger({ process: "vault", log_level: "info", log_to: "file", data_dir: folder }).info(
      "process-ready",
    );
    expect(readFileSync(join(folder, "log", "vault.jsonl"), "utf8")).toContain("process-ready");
  });
});
