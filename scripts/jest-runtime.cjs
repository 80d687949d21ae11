// How the test files and what they import are loaded: by node, once a process (see jest-environment.cjs). jest's own
// runtime does the rest, and all of it for a file that asked for a context of its own.
const { createRequire, registerHooks } = require("node:module");
const { pathToFileURL } = require("node:url");

const through = (names) => names.reduce((from, name) => createRequire(from.resolve(name)), require);
const { default: JestRuntime } = through(["jest", "jest-cli", "jest-config", "jest-runner"])(
  "jest-runtime",
);

const globals = pathToFileURL(require.resolve("./jest-globals.mjs")).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@jest/globals"
      ? { url: globals, format: "module", shortCircuit: true }
      : next(specifier, context),
});

class Loader extends JestRuntime {
  constructor(...given) {
    super(...given);
    const [, environment, , , , , testPath] = given;
    this.isSameProcess = environment.getVmContext() === null;
    this.testFile = testPath;
  }

  /** jest-circus asks for one module without a second argument: its state, which every test file has of its own. */
  requireInternalModule(from, ...rest) {
    if (!this.isSameProcess || rest[0] !== undefined) {
      return super.requireInternalModule(from, ...rest);
    }
    delete require.cache[from];
    return require(from);
  }

  setGlobalsForRuntime(given) {
    super.setGlobalsForRuntime(given);
    const jest = this.jestGlobals.jestObjectFor(this.testFile);
    process[Symbol.for("raccordo.jest")] = { ...given, jest };
  }

  unstable_shouldLoadAsEsm(path) {
    return this.isSameProcess || super.unstable_shouldLoadAsEsm(path);
  }

  unstable_importModule(path, ...rest) {
    if (!this.isSameProcess) return super.unstable_importModule(path, ...rest);
    return import(pathToFileURL(path).href);
  }
}

// jest takes the default export of whatever says that it is a translated module.
module.exports = { __esModule: true, default: Loader };
