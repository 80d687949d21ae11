import { Client } from "pg";
import { type ContainerOptions, startContainer } from "#tests/support/containers";
import { freePort } from "#tests/support/freePort";
import type { TestPostgres } from "#tests/support/postgresServer";

/** Major versions whose images scripts/container-images.sh builds. */
export const containerPostgresVersions = ["15", "17"] as const;

/** A server in a container, with as many databases as a test wants. */
export interface ContainerPostgres extends TestPostgres {
  /** A new, empty database of its own: its address. */
  database(): Promise<string>;
}

export const postgresImage = (version: string): string => `raccordo-test/postgres:${version}`;

const data = "/data/main";
const user = "raccordo";

/** Sorted as an Italian administrator sets it up, which is not the order of bytes. */
const initdb = `initdb -D ${data} -U ${user} -A trust -N -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=it-IT`;

/** After a kill it syncs its disk at once, not file by file: seconds less on a busy machine. */
const startsQuickly = "recovery_init_sync_method=syncfs";

/**
 * Starts PostgreSQL of a major version in a container, on a free port of 127.0.0.1. Its other settings are
 * those that it comes with: what is committed is synced.
 */
export async function startContainerPostgres(version: string): Promise<ContainerPostgres> {
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", startsQuickly];
  const server = `postgres -D ${data} -p ${port} -c ${settings.join(" -c ")}`;
  const options: ContainerOptions = {
    image: postgresImage(version),
    command: ["sh", "-c", `[ -s ${data}/PG_VERSION ] || ${initdb} >/dev/null && exec ${server}`],
    ready: /database system is ready to accept connections/,
  };
  const container = await startContainer(options);
  const address = (database: string) => `postgresql://${user}@127.0.0.1:${port}/${database}`;
  const url = address("postgres");
  let databases = 0;
  return {
    url,
    kill: container.kill,
    start: async (settings = {}) => {
      const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
      await container.write(`${data}/postgresql.auto.conf`, lines.join(""));
      await container.start();
    },
    stop: container.stop,
    database: async () => {
      databases += 1;
      const name = `prova${databases}`;
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return address(name);
    },
  };
}
