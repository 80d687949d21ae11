import { runBaseline } from "./process.ts";
import { open } from "./store.ts";

/** The vault without work: answers at once, keeps nothing. */
await runBaseline(async ({ nats }) => {
  const connection = await open(nats);
  for (const subject of ["key.create", "key.get"]) {
    connection.subscribe(subject, {
      callback: (_error, message) => {
        message.respond(Buffer.alloc(80));
      },
    });
  }
  await connection.flush();
  return undefined;
});
