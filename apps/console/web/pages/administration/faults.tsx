import { Alert } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { components } from "../../api/generated/schema.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { isolated } from "../../words/isolated.ts";
import { codeWords, partWords } from "../../words/processCodes.ts";
import { bytesText, durationText, numberText, timeText } from "./formats.ts";
import { StateWords } from "./stateWords.tsx";

type Fault = components["schemas"]["Installation"]["faults"][number];

/** What is wrong, the worst first, each as a sentence and with what to do where the process says it. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="faults">
      <h2 id="faults" className="h4">
        {t("administration.faults.title")}
      </h2>
      {faults.length === 0 && (
        <Alert color="success" role="status">
          {t("administration.faults.none")}
        </Alert>
      )}
      {(["failing", "warning"] as const).map((severity) => (
        <FaultList
          key={severity}
          severity={severity}
          faults={faults.filter((one) => one.severity === severity)}
        />
      ))}
    </section>
  );
}

function FaultList({
  severity,
  faults,
}: {
  severity: Fault["severity"];
  faults: readonly Fault[];
}) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  const isFailing = severity === "failing";
  return (
    <Alert color={isFailing ? "danger" : "warning"} role="status">
      <h3 className="alert-heading h6">{t(`administration.faults.${severity}`)}</h3>
      <ul className="mb-0">
        {faults.map((fault) => (
          <FaultLine key={JSON.stringify(fault)} fault={fault} />
        ))}
      </ul>
    </Alert>
  );
}

function FaultLine({ fault }: { readonly fault: Fault }) {
  const { t, i18n } = useTranslation();
  const nameOf = useRoomNames();
  const { room, fix } = fault;
  const advice = fix === null ? "" : i18n.language === "en" ? fix.en : fix.it;
  return (
    <li>
      <StateWords kind={fault.severity === "failing" ? "bad" : "warning"}>
        {t(`administration.faults.words.${fault.code}`, valuesOf(fault, nameOf))}
      </StateWords>
      {advice !== "" && ` ${isolated(advice)}`}
      {room !== null && (
        <>
          {" "}
          <Link to={`/amministrazione/sale/${room}`}>
            {t("administration.faults.open", { room: nameOf(room) })}
          </Link>
        </>
      )}
    </li>
  );
}

/** What a sentence may name; each takes what it needs. */
function valuesOf(
  { code, process, room, detail, amount }: Fault,
  nameOf: (room: string) => string,
) {
  const said = detail ?? "";
  return {
    process: process ?? "",
    room: room === null ? "" : nameOf(room),
    words: code === "part_failing" ? partWords(said) : codeWords(said),
    time: code === "credential_ends" ? timeText(said) : "",
    amount: numberText(amount ?? 0),
    bytes: bytesText(amount ?? 0),
    duration: durationText(amount ?? 0),
  };
}
