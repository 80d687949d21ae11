import { describe, expect, test } from "@jest/globals";
import { startAccounts } from "#tests/conformance/accountsFixture";
import { until } from "#tests/support/until";

/** Far above what a busy machine needs: an answer that is lost never comes. */
const answerMsMax = 20_000;

describe("a room is added", () => {
  test("two reloads later it is served, and nobody who was polling meanwhile lost an answer", async () => {
    const slow = await startAccounts(["pl-uno", "pl-due"]);
    const serving = await slow.as("exchange");
    serving.subscribe("room.*.feed", {
      callback: (_error, message) => {
        setTimeout(() => message.respond(message.subject), 150);
      },
    });
    await serving.flush();
    const polling = await slow.asRoom("pl-uno");
    let asked = 0;
    const stop = new AbortController();
    const lost: unknown[] = [];
    const poll = async () => {
      while (!stop.signal.aborted) {
        asked += 1;
        await polling
          .request("feed", "", { timeout: answerMsMax })
          .catch((error: unknown) => lost.push(error));
      }
    };
    const polls = Array.from({ length: 5 }, poll);
    await until(() => asked >= 10, "ten polls");
    const three = slow.configWith(["pl-uno", "pl-due", "pl-tre"]);
    await slow.server.reload(three);
    await slow.server.reload(three);
    const added = await slow.asRoom("pl-tre");
    const answer = await added.request("feed", "", { timeout: answerMsMax });
    expect(answer.string()).toBe("room.pl-tre.feed");
    const afterwards = asked;
    await until(() => asked >= afterwards + 10, "ten polls more");
    stop.abort();
    await Promise.all(polls);
    expect(lost).toEqual([]);
    await slow.close();
  });
});
