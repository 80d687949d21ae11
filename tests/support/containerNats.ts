import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findNatsServer } from "#libs/runtime/natsServerFinder";
import { buildImage, startContainer } from "#tests/support/containers";
import { freePort } from "#tests/support/freePort";
import type { HarnessedServer } from "#tests/support/jetStreamHarness";
import { readServerInfo } from "#tests/support/natsInfo";
import { defaultNatsConfig } from "#tests/support/natsServer";
import { testFolder } from "#tests/support/privateFile";

const dockerfile = 'FROM scratch\nCOPY files /\nENTRYPOINT ["/nats-server"]\n';

/** What the program is linked with, by its place in the image; nothing for one that is whole in itself. */
function librariesOf(program: string): readonly string[] {
  try {
    const text = execFileSync("ldd", [program], { encoding: "utf8", stdio: "pipe" });
    return text.match(/\/\S+(?= \(0x)/g) ?? [];
  } catch {
    return [];
  }
}

/** An image with the nats-server that the other tests run, what it is linked with, and nothing else. */
async function natsImage(): Promise<string> {
  const server = await findNatsServer();
  if (!("path" in server)) throw new Error(server.problem);
  const libraries = librariesOf(server.path);
  const digest = createHash("sha256").update(dockerfile);
  for (const file of [server.path, ...libraries]) digest.update(readFileSync(file));
  const image = `raccordo-test/nats:${server.version}-${digest.digest("hex").slice(0, 16)}`;
  const folder = testFolder();
  try {
    await buildImage(image, () => {
      writeFileSync(join(folder, "Dockerfile"), dockerfile);
      const copied = new Map([
        ["/nats-server", server.path],
        ...libraries.map((file) => [file, file] as const),
      ]);
      for (const [place, file] of copied) {
        const target = join(folder, "files", place);
        mkdirSync(dirname(target), { recursive: true });
        copyFileSync(file, target);
        chmodSync(target, 0o755);
      }
      return folder;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return image;
}

/** Starts a nats-server in a container, on a free port of 127.0.0.1, each message synced to the container's disk. */
export async function startContainerNats(): Promise<HarnessedServer> {
  const [image, port] = [await natsImage(), await freePort()];
  const serverName = `test-${randomBytes(8).toString("hex")}`;
  const place = `host: 127.0.0.1\nport: ${port}\nserver_name: ${serverName}\n`;
  const config = `${defaultNatsConfig.replace("{", '{ store_dir: "/store",')}${place}`;
  const container = await startContainer({
    image,
    command: ["-c", "/nats.conf"],
    files: { "/nats.conf": config },
    ready: /Server is ready/,
  });
  const info = await readServerInfo(port);
  if (info.serverName !== serverName) throw new Error(`port ${port} is ${info.serverName}'s`);
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    serverName,
    kill: container.kill,
    restart: container.start,
    stop: container.stop,
  };
}
