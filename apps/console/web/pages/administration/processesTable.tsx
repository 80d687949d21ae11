import { useTranslation } from "react-i18next";
import type { components } from "../../api/generated/schema.ts";
import { partWords } from "../../words/processCodes.ts";
import { bytesText, numberText, orUnknown, timeText } from "./formats.ts";
import { Scrolled } from "./scrolled.tsx";
import { type Kind, StateWords } from "./stateWords.tsx";

type Process = components["schemas"]["Installation"]["processes"][number];

const kinds: Readonly<Record<Process["state"], Kind>> = {
  ...{ up: "good", not_ready: "warning", away: "bad" },
};

/** Every process of the installation, with the part that fails in words. */
export function ProcessesTable({ processes }: { readonly processes: readonly Process[] }) {
  const { t } = useTranslation();
  const head = (["name", "state", "since", "restarts", "memory"] as const).map((one) =>
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
        <Scrolled caption={t("administration.processes.caption")} head={head}>
          {processes.map((process) => (
            <ProcessRow key={process.name} process={process} />
          ))}
        </Scrolled>
      )}
    </section>
  );
}

function ProcessRow({ process }: { readonly process: Process }) {
  const { t } = useTranslation();
  const { name, state, parts, started_at: since, restarts, memory_bytes: memory } = process;
  const failing = parts.filter(({ ok }) => !ok);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <StateWords kind={kinds[state]}>{t(`administration.processes.states.${state}`)}</StateWords>
        {failing.length > 0 && (
          <ul className="small mb-0">
            {failing.map((part) => (
              <li key={part.name}>{partWords(`${part.name}:${part.code}`)}</li>
            ))}
          </ul>
        )}
      </td>
      <td>{orUnknown(since, timeText)}</td>
      <td>{orUnknown(restarts, numberText)}</td>
      <td>{orUnknown(memory, bytesText)}</td>
    </tr>
  );
}
