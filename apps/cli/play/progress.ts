import type { Terminal } from "../terminal.ts";

const width = 40;
const clearLine = "\r\u001b[2K";

/** Lines that stay, and in a terminal a bar below them that moves; elsewhere lines only. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #total: number;
  #done = 0;
  #time = "";

  constructor(terminal: Terminal, total: number) {
    this.#terminal = terminal;
    this.#total = total;
  }

  /** A line of the day; `done` messages are through at `time`. */
  line(text: string, done: number, time: string): void {
    const { isTty, json, write } = this.#terminal;
    if (json) return;
    this.#done = done;
    this.#time = time;
    write(isTty ? `${clearLine}${text}\n${this.#bar()}` : `${text}\n`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#terminal.isTty) this.#terminal.write(clearLine);
  }

  #bar(): string {
    const full = this.#total === 0 ? width : Math.round((this.#done / this.#total) * width);
    return `${this.#time} ${"█".repeat(full)}${"░".repeat(width - full)} ${this.#done}/${this.#total}`;
  }
}

/** A bar that moves in a terminal while something long is counted through; elsewhere nothing. */
export class Bar {
  readonly #terminal: Terminal;
  readonly #total: number;
  #shown = -1;

  constructor(terminal: Terminal, total: number) {
    this.#terminal = terminal;
    this.#total = total;
  }

  /** `done` of the total are through; drawn only when it looks otherwise than before. */
  at(done: number): void {
    if (!this.#terminal.isTty || this.#total === 0) return;
    const percent = Math.min(100, Math.floor((done / this.#total) * 100));
    if (percent === this.#shown) return;
    this.#shown = percent;
    const full = Math.round((percent / 100) * width);
    const bar = `${"█".repeat(full)}${"░".repeat(width - full)}`;
    this.#terminal.write(`${clearLine}${bar} ${percent} % (${done}/${this.#total})`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#terminal.isTty) this.#terminal.write(clearLine);
  }
}
