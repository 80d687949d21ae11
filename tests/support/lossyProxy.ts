import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface LossyProxy {
  readonly url: string;
  /** While true, what the server answers is thrown away; what the client sends still arrives. */
  lose: boolean;
  close(): Promise<void>;
}

/** A TCP proxy before a server whose answers can be lost: the only honest way to lose an acknowledgement. */
export async function startLossyProxy(targetPort: number): Promise<LossyProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk) => {
      if (!proxy.lose) client.write(chunk);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const proxy: LossyProxy = {
    url: `127.0.0.1:${address.port}`,
    lose: false,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}
