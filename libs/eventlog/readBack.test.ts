import { describe, expect, test } from "@jest/globals";
import { drift, serverConfigOf, settingsOf } from "./readBack.ts";
import { allStreams, auditYearStream, demonstrationLimits, sealedStream } from "./streams.ts";

const audit = auditYearStream(2026, demonstrationLimits);
const live = () => settingsOf(serverConfigOf(audit));

describe("read-back of stream settings", () => {
  test("every stream that we specify reads back as it was asked for", () => {
    for (const spec of allStreams(["pl-sintetico"], 2026, demonstrationLimits)) {
      expect(drift(spec, settingsOf(serverConfigOf(spec)))).toEqual([]);
    }
  });

  test.each([
    ["deny_delete", false, "denyDelete"],
    ["deny_purge", false, "denyPurge"],
    ["max_msgs", 10, "maxMessages"],
    ["max_msgs_per_subject", 1, "maxMessagesPerSubject"],
    ["max_bytes", 10, "maxBytes"],
    ["max_age", 1_000_000, "maxAgeMs"],
    ["discard", "old", "discard"],
    ["sealed", true, "sealed"],
    ["allow_rollup_hdrs", true, "allowRollup"],
    ["allow_direct", true, "allowDirect"],
    ["persist_mode", "async", "persistMode"],
    ["storage", "memory", "storage"],
    ["num_replicas", 3, "replicas"],
    ["subjects", ["audit.2026.>", "extra.>"], "subjects"],
    ["retention", "workqueue", "others"],
    ["no_ack", true, "others"],
    ["allow_msg_ttl", true, "others"],
    ["republish", { src: ">", dest: "out.>" }, "others"],
    ["sources", [{ name: "FOREIGN" }], "others"],
    ["mirror", { name: "FOREIGN" }, "others"],
    ["subject_transform", { src: ">", dest: "x.>" }, "others"],
    ["a_setting_of_a_later_server", true, "others"],
  ])("%s changed to %j on a year of the log is named as drift of %s", (name, value, setting) => {
    const found = drift(audit, settingsOf({ ...serverConfigOf(audit), [name]: value }));
    expect(found.map((one) => one.setting)).toEqual([setting]);
  });

  test("a closed year must be sealed", () => {
    expect(drift(sealedStream(audit), live())).toEqual([
      { setting: "sealed", wanted: "true", found: "false" },
    ]);
  });

  test("settings that cannot let a message in or out are not drift", () => {
    const quiet = { metadata: { "_nats.ver": "2.15.1" }, consumer_limits: {}, compression: "none" };
    expect(drift(audit, settingsOf({ ...serverConfigOf(audit), ...quiet }))).toEqual([]);
  });
});
