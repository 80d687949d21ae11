import type { NatsConnection } from "@nats-io/transport-node";

const refusalMsMax = 200;

/** Publishes raw and waits until the server has handled it: after the flush an error would have come. Gives the refusals. */
export async function attempt(
  connection: NatsConnection,
  subject: string,
  reply?: string,
): Promise<string> {
  const refusals: string[] = [];
  const statuses = connection.status();
  const watching = (async () => {
    for await (const status of statuses) {
      if (status.type === "error") refusals.push(status.error.message);
      if (refusals.length > 0) return;
    }
  })();
  connection.publish(
    subject,
    new TextEncoder().encode("attack"),
    reply === undefined ? {} : { reply },
  );
  await connection.flush();
  await Promise.race([watching, new Promise((resolve) => setTimeout(resolve, refusalMsMax))]);
  return refusals.join(" ");
}
