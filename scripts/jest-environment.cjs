// Where the test files run: in node itself, not in a context of node:vm. In a context each file would load, compile and
// warm up every module anew: a third of a second of CPU a file, and there are hundreds. What a file changes of the
// process (globals, environment, listeners) is put back after it, because the next one runs in the same process. A file
// that must see modules being loaded says `@jest-environment node` in its first comment and gets a context of its own.
const { createRequire } = require("node:module");

// Not ours to depend on by name: the very copies that jest itself runs with.
const through = (names) => names.reduce((from, name) => createRequire(from.resolve(name)), require);
const runner = through(["jest", "jest-cli", "jest-config", "jest-runner"]);
const parts = createRequire(runner.resolve("jest-environment-node"));
const { ModernFakeTimers } = parts("@jest/fake-timers");
const { ModuleMocker } = parts("jest-mock");

/** Characters of a failure that are printed: a whole log or page would bury every other line of the run. */
const failureMax = 12_000;

/** What jest asks of an environment; `getVmContext` answers null: there is none. */
class SameProcess {
  constructor({ projectConfig }) {
    process.env["RACCORDO_PORTS"] ??= portsOf(Number(process.env["JEST_WORKER_ID"] ?? 0));
    this.global = globalThis;
    this.putBack = remembered();
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {
    // All there is to set up is in the constructor: jest puts its console in between.
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    this.putBack();
  }

  /** Told by jest-circus of each test that is over, before its failures are taken for printing. */
  async handleTestEvent({ name, test }) {
    if (name === "test_done") for (const error of test.errors.flat()) shorten(error);
  }

  exportConditions() {
    return ["node", "node-addons"];
  }

  getVmContext() {
    return null;
  }
}

/**
 * Ports that the tests of one worker choose from: an installation that another one starts at the same moment would else
 * sometimes choose the same, since they are bound only seconds later.
 */
function portsOf(worker) {
  const [first, width, slices] = [10_240, 5_600, 4];
  const from = first + (worker % slices) * width;
  return `${from}-${from + width - 1}`;
}

function shorten(error) {
  if (typeof error !== "object" || error === null) return;
  const long = ["message", "stack"].filter((part) => error[part]?.length > failureMax);
  for (const part of long) error[part] = shortened(error[part]);
  // It holds both values once more, and goes to the process that prints.
  if (long.length > 0) delete error.matcherResult;
}

/** Its beginning says what differs, its end where. */
function shortened(text) {
  const [head, tail] = [text.slice(0, (failureMax * 3) / 4), text.slice(-failureMax / 4)];
  return `${head}\n… ${text.length - failureMax} characters are left out …\n${tail}`;
}

/** Remembers the process as it is; the function that it returns makes it so again. */
function remembered() {
  const putBacks = [globalsNow(), variablesNow(), listenersNow()];
  const { exit } = process;
  const folder = process.cwd();
  return () => {
    for (const putBack of putBacks) putBack();
    process.exit = exit;
    process.exitCode = undefined;
    process.chdir(folder);
  };
}

function globalsNow() {
  const before = Object.getOwnPropertyDescriptors(globalThis);
  return () => {
    for (const key of Reflect.ownKeys(globalThis)) {
      const isNew = !Object.hasOwn(before, key);
      if (isNew) delete globalThis[key];
    }
    for (const key of Reflect.ownKeys(before)) {
      const { configurable, value } = before[key];
      const now = Object.getOwnPropertyDescriptor(globalThis, key);
      // Lazy globals turn from accessors into values when they are first used: nobody changed them.
      const isChanged = "value" in before[key] && now?.value !== value;
      if (isChanged && configurable) Object.defineProperty(globalThis, key, before[key]);
    }
  };
}

function variablesNow() {
  const before = { ...process.env };
  return () => {
    for (const name of Object.keys(process.env)) {
      if (!Object.hasOwn(before, name)) delete process.env[name];
    }
    Object.assign(process.env, before);
  };
}

function listenersNow() {
  const before = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));
  return () => {
    for (const name of process.eventNames()) {
      const known = before.get(name) ?? [];
      for (const listener of process.rawListeners(name)) {
        if (!known.includes(listener)) process.removeListener(name, listener);
      }
    }
  };
}

module.exports = SameProcess;
