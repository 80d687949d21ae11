import {
  ClosedConnectionError,
  createInbox,
  errors,
  type Msg,
  type MsgHdrs,
  type NatsConnection,
  NoRespondersError,
  TimeoutError,
} from "@nats-io/transport-node";

interface Asked {
  readonly subject: string;
  readonly untilMs: number;
  resolve(answer: Msg): void;
  reject(error: Error): void;
}

interface Outgoing {
  readonly subject: string;
  readonly data: Uint8Array;
  readonly headers: MsgHdrs | undefined;
  /** Absent: nobody waits for an answer. */
  readonly token?: string;
}

export interface RequestsOptions {
  /** Of this user alone: see `inboxPrefix` of the connection. */
  readonly inboxPrefix: string;
  /** Of each request, answer included. */
  readonly timeoutMs: number;
}

/**
 * Requests with one answer each, for whoever asks hundreds of times a second. The client's own `request` makes a timer
 * and an error with its stack for every one of them, and a write to the socket for nearly every one; here one timer
 * serves all, and what is asked in one turn of the event loop leaves in one write.
 *
 * Rejects with the client's errors: TimeoutError, NoRespondersError, ClosedConnectionError, PermissionViolationError.
 */
export class Requests {
  readonly #inbox: string;
  readonly #asked = new Map<string, Asked>();
  #outgoing: Outgoing[] = [];
  #tokens = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly options: RequestsOptions,
  ) {
    this.#inbox = createInbox(options.inboxPrefix);
    connection.subscribe(`${this.#inbox}.*`, {
      callback: (_error, message) => this.#answered(message),
    });
    void this.#watchErrors();
    void connection.closed().then(() => this.#rejectAll());
  }

  ask(subject: string, data: Uint8Array, headers?: MsgHdrs): Promise<Msg> {
    this.#tokens += 1;
    const token = this.#tokens.toString(36);
    return new Promise((resolve, reject) => {
      const untilMs = performance.now() + this.options.timeoutMs;
      this.#asked.set(token, { subject, untilMs, resolve, reject });
      this.#timer ??= this.#wakeIn(this.options.timeoutMs);
      this.#send({ subject, data, headers, token });
    });
  }

  /** Without an answer: whether it arrived is seen elsewhere. */
  tell(subject: string, data: Uint8Array, headers?: MsgHdrs): void {
    this.#send({ subject, data, headers });
  }

  #send(outgoing: Outgoing): void {
    this.#outgoing.push(outgoing);
    if (this.#outgoing.length === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const all = this.#outgoing;
    this.#outgoing = [];
    for (const outgoing of all) this.#publish(outgoing);
  }

  #publish({ subject, data, headers, token }: Outgoing): void {
    const reply = token === undefined ? {} : { reply: `${this.#inbox}.${token}` };
    try {
      this.connection.publish(subject, data, { ...reply, ...(headers && { headers }) });
    } catch (error) {
      // Closed, or larger than the server takes.
      if (token !== undefined) this.#take(token)?.reject(errorIn(error));
    }
  }

  #answered(message: Msg): void {
    const token = message.subject.slice(this.#inbox.length + 1);
    const asked = this.#take(token);
    if (asked === undefined) return; // too late
    const isNobody = message.data.length === 0 && message.headers?.code === 503;
    if (isNobody) asked.reject(new NoRespondersError(asked.subject));
    else asked.resolve(message);
  }

  #take(token: string): Asked | undefined {
    const asked = this.#asked.get(token);
    this.#asked.delete(token);
    return asked;
  }

  /** It is the connection that keeps the process alive, not the wait for an answer. */
  #wakeIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#expire(), ms).unref();
  }

  /** All have the same time-out, so the eldest is the first. */
  #expire(): void {
    this.#timer = undefined;
    const nowMs = performance.now();
    for (const [token, asked] of this.#asked) {
      if (asked.untilMs > nowMs) {
        this.#timer = this.#wakeIn(Math.max(1, asked.untilMs - nowMs));
        return;
      }
      this.#asked.delete(token);
      asked.reject(new TimeoutError());
    }
  }

  /** The server says that we may not, and answers nothing: whoever asked need not wait for the time-out. */
  async #watchErrors(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type !== "error") continue;
      const { error } = status;
      if (!(error instanceof errors.PermissionViolationError)) continue;
      if (error.operation !== "publish") continue;
      for (const [token, asked] of this.#asked) {
        if (asked.subject === error.subject) this.#take(token)?.reject(error);
      }
    }
  }

  #rejectAll(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [token, asked] of this.#asked) {
      this.#asked.delete(token);
      asked.reject(new ClosedConnectionError());
    }
  }
}

const errorIn = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error("not published");
