import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createOperations, type OperationsServer, openOperations } from "./operations.ts";

let opened: OperationsServer | undefined;
let operations: ReturnType<typeof createOperations>;
afterEach(async () => {
  operations.end();
  await opened?.stop();
});

async function open(): Promise<number> {
  operations = createOperations();
  opened = await openOperations(0, operations, { error: () => undefined });
  return opened?.port ?? 0;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function ask(port: number, path: string, options: object = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, agent: false, ...options }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on("error", reject).end();
  });
}

describe("whoever operates a process", () => {
  test("reads that it lives while it starts, and that it is not ready yet and why", async () => {
    const port = await open();
    expect(await ask(port, "/health/live")).toEqual({ status: 200, text: '{"live":true}' });
    const ready = await ask(port, "/health/ready");
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text)).toEqual({
      ready: false,
      reports: [{ name: "process", ok: false, code: "starting" }],
    });
    operations.health.watch("process", () => "ok");
    expect((await ask(port, "/health/ready")).status).toBe(200);
  });

  test("reads metrics as Prometheus writes them: help, type, labels, and a histogram that adds up", async () => {
    const port = await open();
    const { metrics } = operations;
    metrics
      .counter({
        name: "raccordo_test_total",
        help: "Tests.",
        labels: [["mode", ["actual", "exercise"]]],
      })
      .at("exercise")
      .add(3);
    const spec = { name: "raccordo_test_seconds", help: "Times.", unit: "seconds" } as const;
    const cell = metrics.histogram({ ...spec, bounds: [0.1, 1] }).at();
    for (const value of [0.05, 0.5, 5]) cell.observe(value);
    const { text } = await ask(port, "/metrics");
    const lines = text.split("\n").filter((line) => line.includes("raccordo_test"));
    expect(lines).toEqual([
      "# HELP raccordo_test_total Tests.",
      "# TYPE raccordo_test_total counter",
      'raccordo_test_total{mode="actual"} 0',
      'raccordo_test_total{mode="exercise"} 3',
      "# HELP raccordo_test_seconds Times.",
      "# UNIT raccordo_test_seconds seconds",
      "# TYPE raccordo_test_seconds histogram",
      "raccordo_test_seconds_count 3",
      "raccordo_test_seconds_sum 5.55",
      'raccordo_test_seconds_bucket{le="0.1"} 1',
      'raccordo_test_seconds_bucket{le="1"} 2',
      'raccordo_test_seconds_bucket{le="+Inf"} 3',
    ]);
  });

  test("is told nothing of the machine or of who runs it: no name of a host, no path, no resource", async () => {
    const { text } = await ask(await open(), "/metrics");
    expect(text).not.toContain("target_info");
    expect(text).not.toContain("otel_scope");
    expect(text).not.toContain(process.cwd());
  });
});

describe("whoever else asks", () => {
  test("by a name that a page made point to this machine is refused", async () => {
    const port = await open();
    for (const host of ["sintetico.example", `sintetico.example:${port}`, "127.0.0.1.example"]) {
      expect((await ask(port, "/metrics", { headers: { host } })).status).toBe(421);
    }
    expect((await ask(port, "/metrics", { headers: { host: `localhost:${port}` } })).status).toBe(
      200,
    );
  });

  test("with another method or for another path gets nothing", async () => {
    const port = await open();
    expect((await ask(port, "/metrics", { method: "POST" })).status).toBe(405);
    expect((await ask(port, "/")).status).toBe(404);
    expect((await ask(port, "/metrics/..%2f")).status).toBe(404);
  });

  test("from another address than this machine's finds nobody listening", async () => {
    const port = await open();
    const refused = new Promise((resolve) => {
      connect({ host: "127.0.0.2", port }).once("error", (error) => {
        resolve(Reflect.get(error, "code"));
      });
    });
    expect(await refused).toBe("ECONNREFUSED");
  });
});

test("a port that is taken is told, and stops nobody's work", async () => {
  const port = await open();
  const told: string[] = [];
  const second = await openOperations(port, operations, { error: (code) => told.push(code) });
  expect(second).toBeUndefined();
  expect(told).toEqual(["operations-not-open"]);
});
