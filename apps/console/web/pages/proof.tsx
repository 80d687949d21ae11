import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { CheckTools } from "#libs/logcheck/bytes";
import { readAlarms, readMemory } from "../log/logMemory.ts";
import { useSession } from "../session/session.ts";
import { Loading } from "../shell/loading.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { Alarms } from "./proof/alarms.tsx";
import { browserTools } from "./proof/browserTools.ts";
import {
  type CheckRun,
  checkAll,
  compareElsewhere,
  proveEntry,
  readCheckpoints,
} from "./proof/checking.ts";
import { Elsewhere } from "./proof/elsewhere.tsx";
import { type EntryName, EntryProof, entryNamed } from "./proof/entryProof.tsx";
import { ExportPack } from "./proof/exportPack.tsx";
import { KeptHere } from "./proof/keptHere.tsx";
import { LogState } from "./proof/logState.tsx";
import { Openings } from "./proof/openings.tsx";
import { VerifyNow } from "./proof/verifyNow.tsx";

/** Proof that the log is whole, made in this browser; nothing of it rests on the console's word. */
export function ProofPage() {
  const { t } = useTranslation();
  const [tools] = useState(browserTools);
  return (
    <>
      <PageHeading title={t("menu.proof")} lead={t("proof.lead")} />
      {tools === undefined ? <p role="alert">{t("proof.noCrypto")}</p> : <Proof tools={tools} />}
    </>
  );
}

const readKept = () => ({ memory: readMemory(), alarms: readAlarms() });

/** What the checks of this page do, and what this browser keeps after each of them. */
function useChecks(tools: CheckTools) {
  const [kept, setKept] = useState(readKept);
  const readAgain = () => setKept(readKept());
  const run = useMutation({ mutationFn: () => checkAll(tools), onSettled: readAgain });
  const entry = useMutation({
    mutationFn: async ({ year, index }: EntryName) => {
      // The log itself first: the proof of an entry is worth what the log is worth.
      const { years } = await run.mutateAsync();
      const head = years.find((one) => one.year === year)?.head;
      return head === undefined ? "no-log" : proveEntry({ year, index, head }, tools);
    },
    onSettled: readAgain,
  });
  const compare = async (note: string) => {
    const fresh: CheckRun = await run.mutateAsync();
    return compareElsewhere(note, fresh, tools).finally(readAgain);
  };
  return { ...kept, run, entry, compare, readAgain };
}

function Proof({ tools }: { readonly tools: CheckTools }) {
  const { session } = useSession();
  const [search, setSearch] = useSearchParams();
  const wanted = entryNamed(search.get("entry") ?? "");
  const checks = useChecks(tools);
  const { run, entry, memory, alarms } = checks;
  const state = useQuery({ queryKey: ["/v1/log/checkpoints"], queryFn: readCheckpoints });
  // Who comes for an entry sees the rest when it is proved: the steps would push it away.
  const [isArriving] = useState(wanted !== undefined);
  const isAwaited =
    state.isPending || (isArriving && entry.data === undefined && entry.error === null);
  const prove = entry.mutate;
  const [year, index] = [wanted?.year, wanted?.index];
  useEffect(() => {
    if (year !== undefined && index !== undefined) prove({ year, index });
  }, [year, index, prove]);
  const ask = (name: EntryName) => {
    const text = `${name.year}/${name.index}`;
    if (search.get("entry") === text) prove(name);
    else setSearch({ entry: text });
  };
  const shown = run.data?.shown ?? state.data;
  // Only a privacy officer takes away what belongs to a titolare; the API refuses everybody else.
  const titolare = session.role === "privacy_officer" ? session.titolare : null;
  return (
    <div className="raccordo-proof">
      <Alarms alarms={alarms} onRemoved={checks.readAgain} />
      {state.error !== null && (
        <ProblemNote error={state.error} again={() => void state.refetch()} />
      )}
      {shown !== undefined && <LogState shown={shown} />}
      {isAwaited && <Loading />}
      <VerifyNow
        run={run.data}
        isRunning={run.isPending}
        error={entry.isPending ? null : run.error}
        onStart={() => run.mutate()}
      />
      <EntryProof
        year={year}
        index={index}
        proved={entry.data}
        isRunning={entry.isPending}
        error={entry.error}
        onAsked={ask}
      />
      <KeptHere memory={memory} policyNow={shown?.policy} onChanged={checks.readAgain} />
      <Elsewhere compare={checks.compare} />
      {titolare !== null && shown !== undefined && (
        <Openings years={shown.years.map((one) => one.year)} titolare={titolare} />
      )}
      {titolare !== null && <ExportPack titolare={titolare} />}
    </div>
  );
}
