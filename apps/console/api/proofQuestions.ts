import { problem } from "#libs/runtime/httpAnswer";
import type { SignedLog } from "#libs/search/signedLogs";
import { entryProof } from "#libs/tilestore/entryProof";
import { logStatusSchema } from "#libs/tilestore/logStatus";
import { compareSizes, sideAt } from "#libs/tilestore/sizesCompared";
import type { Cosigned } from "#libs/tlog/cosignedNote";
import {
  type Asked,
  indexMax,
  jsonOf,
  logOf,
  type QuestionPorts,
  strangerIn,
  type Understood,
  wholeIn,
  wrong,
} from "./questions.ts";

/** The proof that one entry is in the log, with its bytes: c2sp.org/tlog-proof@v1, checked before it is given. */
export function proofQuestion({ params, query }: Asked): Understood {
  const [year, index] = [wholeIn(params["year"], 2_199), wholeIn(params["index"], indexMax)];
  if (strangerIn(query, [])) return wrong("");
  if (year === undefined || index === undefined) return problem("entry-unknown");
  return {
    reading: { scope: "search" },
    amount: () => ({ entries: 1 }),
    async answer(_read, logs) {
      const log = logOf(logs, year);
      if (log === undefined || index >= log.reader.size) return problem("entry-unknown");
      const proof = await entryProof(log, index, { withEntry: true });
      if (!proof.ok) return problem("log-forked");
      const contentType = "text/plain; charset=utf-8";
      return { kind: "body", status: 200, contentType, body: proof.text.toString("utf8") };
    },
  };
}

/** That the log of `from` entries is the beginning of the log of `to` entries, all that are signed unless said. */
export function consistencyQuestion({ query }: Asked): Understood {
  if (strangerIn(query, ["year", "from", "to"])) return wrong("");
  const year = wholeIn(query["year"], 2_199);
  const from = wholeIn(query["from"], indexMax);
  const to = query["to"] === undefined ? undefined : wholeIn(query["to"], indexMax);
  if (year === undefined) return wrong("year");
  if (from === undefined || from < 1) return wrong("from");
  if (query["to"] !== undefined && (to === undefined || to < from)) return wrong("to");
  return {
    reading: { scope: "search" },
    amount: () => ({ entries: 0, isWhole: true }),
    async answer(read, logs) {
      const log = logOf(logs, year);
      if (log === undefined) return problem("entry-unknown");
      if (from > log.reader.size) return wrong("from");
      if (to !== undefined && to > log.reader.size) return wrong("to");
      return answerConsistency(log, from, to ?? log.reader.size, read);
    },
  };
}

async function answerConsistency(log: SignedLog, from: number, to: number, read: unknown) {
  const sides = { from: await sideAt(log, from), to: await sideAt(log, to) };
  const compared = await compareSizes(log, sides.from, sides.to);
  if (compared.kind !== "holds") return problem("log-forked");
  const text = (bytes: Buffer) => bytes.toString("base64");
  return jsonOf({
    ...{ origin: log.origin, from, to },
    ...{ from_root: text(sides.from.root), to_root: text(sides.to.root) },
    proof: compared.proof.map(text),
    read,
  });
}

const witnessesMs = 2_000;

/** The signed checkpoints of all years, how far they are cosigned, and how each witness answered last. */
export function checkpointsQuestion(
  { query }: Asked,
  { access, auditUrl }: QuestionPorts,
): Understood {
  if (strangerIn(query, [])) return wrong("");
  return {
    reading: { scope: "search" },
    amount: () => ({ entries: 0, isWhole: true }),
    async answer(read, logs) {
      const years = [];
      for (const log of logs) {
        const { year, origin, vkey, note } = log;
        const size = log.reader.size;
        const { size: cosigned, cosigned: by, absent } = await access.cosigned(log);
        const said = { cosigned, cosigned_by: by.map(wordOf), absent };
        const seen = await log.source.read("witnessed");
        years.push({
          ...{ year, origin, size, ...said, vkey, second_vkey: access.secondKeyOf(origin) ?? null },
          ...{ checkpoint: note.toString("utf8"), witnessed: seen?.toString("utf8") ?? null },
        });
      }
      const policy = access.witnessPolicyText()?.toString("utf8") ?? null;
      return jsonOf({ years, policy, witnesses: await witnessesAt(auditUrl), read });
    },
  };
}

const wordOf = ({ name, key, at }: Cosigned) => ({ name, key, at: at ?? null });

/** Null where the sequencer does not answer, or has no policy of witnesses. */
async function witnessesAt(url: string) {
  try {
    const answer = await fetch(`${url}/status`, { signal: AbortSignal.timeout(witnessesMs) });
    const { witnessed, halted } = logStatusSchema.parse(await answer.json());
    if (witnessed == null) return { halted, quorum: null, states: [] };
    const states = witnessed.witnesses.map(({ name, state, size }) => ({ name, state, size }));
    return { halted, quorum: witnessed.quorum, states };
  } catch {
    return null;
  }
}
