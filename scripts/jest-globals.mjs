// What `@jest/globals` is for test files that node loads: the same names, passed on to the file that runs now. Modules
// of tests/support are loaded once a process and are asked by many files, so the functions cannot be bound once.
const current = () => process[Symbol.for("raccordo.jest")];

const passedOn = (name) =>
  new Proxy(function global() {}, {
    apply: (_target, _self, args) => current()[name](...args),
    get: (_target, key) => current()[name][key],
  });

export const afterAll = passedOn("afterAll");
export const afterEach = passedOn("afterEach");
export const beforeAll = passedOn("beforeAll");
export const beforeEach = passedOn("beforeEach");
export const describe = passedOn("describe");
export const expect = passedOn("expect");
export const jest = passedOn("jest");
export const test = passedOn("test");
