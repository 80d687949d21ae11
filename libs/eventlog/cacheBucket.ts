import { Kvm } from "@nats-io/kv"; // the official client of NATS key-value buckets
import type { NatsConnection } from "@nats-io/transport-node";
import type { Bucket } from "./streams.ts";

/**
 * A key-value bucket of signed documents. Only a cache: whoever reads it trusts signatures, a growing
 * version and the activation leaf, never the fact that something lies here.
 */
export interface CacheBucket {
  /** The newest value; undefined when there is none. Rejects when the bucket cannot be reached. */
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, value: Uint8Array): Promise<void>;
  /** The value now and every later one, until `signal` is aborted. */
  watch(key: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Opens a bucket that `raccordo up` has created; never creates one. */
export async function openCacheBucket(
  connection: NatsConnection,
  bucket: Bucket,
): Promise<CacheBucket> {
  const kv = await new Kvm(connection).open(bucket, { bindOnly: true, allow_direct: true });
  return {
    async get(key) {
      const entry = await kv.get(key);
      return entry === null || entry.operation !== "PUT" ? undefined : entry.value;
    },
    async put(key, value) {
      await kv.put(key, value);
    },
    async *watch(key, signal) {
      const watcher = await kv.watch({ key });
      const stop = () => watcher.stop();
      signal.addEventListener("abort", stop);
      try {
        for await (const entry of watcher) if (entry.operation === "PUT") yield entry.value;
      } finally {
        signal.removeEventListener("abort", stop);
        watcher.stop();
      }
    },
  };
}
