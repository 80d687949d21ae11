import { useTranslation } from "react-i18next";
import type { components } from "../../api/generated/schema.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { type Row, RowsTable } from "../../shell/rowsTable.tsx";
import { namedIn } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { partWords } from "../../words/processCodes.ts";
import { bytesText, numberText, orUnknown, timeText } from "./formats.ts";
import { type Kind, StateWords } from "./stateWords.tsx";

type Process = components["schemas"]["Installation"]["processes"][number];

const kinds: Readonly<Record<Process["state"], Kind>> = {
  ...{ up: "good", not_ready: "warning", away: "bad" },
};

/** Every process of the installation, with the part that fails in words. */
export function ProcessesTable({ processes }: { readonly processes: readonly Process[] }) {
  const { t } = useTranslation();
  const heads = (["name", "state", "since", "restarts", "memory"] as const).map((one) =>
    t(`administration.processes.${one}`),
  );
  return (
    <section aria-labelledby="processes">
      <h2 id="processes" className="h4">
        {t("administration.processes.title")}
      </h2>
      {processes.length === 0 ? (
        <p>{t("administration.processes.none")}</p>
      ) : (
        <RowsTable
          caption={t("administration.processes.caption")}
          heads={heads}
          rows={processes.map((process) => rowOf(process))}
        />
      )}
    </section>
  );
}

function rowOf(process: Process): Row {
  const { name, started_at: since, restarts, memory_bytes: memory } = process;
  return {
    key: name,
    cells: [
      <ProcessName key="name" name={name} />,
      <ProcessState key="state" process={process} />,
      orUnknown(since, timeText),
      orUnknown(restarts, numberText),
      orUnknown(memory, bytesText),
    ],
  };
}

/** The name by which logs and metrics call it, and what it is for. */
function ProcessName({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const nameOf = useRoomNames();
  const [, room] = /^adapter-(.+)$/.exec(name) ?? [];
  const words: Readonly<Record<string, string>> = t("administration.processes.does", {
    returnObjects: true,
  });
  const does =
    room === undefined
      ? namedIn(words, name)
      : t("administration.processes.adapter", { room: nameOf(room) });
  return (
    <>
      {isolated(name)}
      {does !== undefined && <span className="d-block small fw-normal">{does}</span>}
    </>
  );
}

function ProcessState({ process: { state, parts } }: { readonly process: Process }) {
  const { t } = useTranslation();
  const failing = parts.filter(({ ok }) => !ok);
  return (
    <>
      <StateWords kind={kinds[state]}>{t(`administration.processes.states.${state}`)}</StateWords>
      {failing.length > 0 && (
        <ul className="small mb-0">
          {failing.map((part) => (
            <li key={part.name}>{partWords(`${part.name}:${part.code}`)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
