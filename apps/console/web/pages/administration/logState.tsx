import { useTranslation } from "react-i18next";
import type { components } from "../../api/generated/schema.ts";
import { codeWords } from "../../words/processCodes.ts";
import { FactList } from "./factList.tsx";
import { durationText, numberText, orUnknown } from "./formats.ts";
import { StateWords } from "./stateWords.tsx";

type Installation = components["schemas"]["Installation"];

/** How far the log is written, signed and cosigned, who cosigns it, and what waits for it. */
export function LogState({ installation }: { readonly installation: Installation }) {
  const { t } = useTranslation();
  const { log, queues } = installation;
  const running = (code: string | null) =>
    code === null ? (
      <StateWords kind="good">{t("administration.queues.running")}</StateWords>
    ) : (
      <StateWords kind="bad">{codeWords(code)}</StateWords>
    );
  return (
    <>
      <section aria-labelledby="log">
        <h2 id="log" className="h4">
          {t("administration.log.title")}
        </h2>
        {log === null ? (
          <p>
            <StateWords kind="bad">{t("administration.log.away")}</StateWords>
          </p>
        ) : (
          <SignedLog log={log} />
        )}
      </section>
      <section aria-labelledby="waiting">
        <h2 id="waiting" className="h4">
          {t("administration.queues.title")}
        </h2>
        <FactList
          facts={[
            [t("administration.queues.decisions"), running(queues.decisions_wait)],
            [t("administration.queues.releases"), running(queues.releases_stopped)],
            [t("administration.queues.unsigned"), orUnknown(queues.unsigned_entries, numberText)],
            [t("administration.queues.feeds"), orUnknown(queues.feeds_behind, numberText)],
            [t("administration.queues.keys"), orUnknown(queues.keys_behind, numberText)],
          ]}
        />
      </section>
    </>
  );
}

function SignedLog({ log }: { readonly log: NonNullable<Installation["log"]> }) {
  const { t } = useTranslation();
  const ago = (seconds: number) => t("administration.log.ago", { duration: durationText(seconds) });
  return (
    <>
      <FactList
        facts={[
          [t("administration.log.stream"), orUnknown(log.in_stream, numberText)],
          [t("administration.log.signed"), numberText(log.signed)],
          [t("administration.log.cosigned"), orUnknown(log.cosigned, numberText)],
          [t("administration.log.behind"), orUnknown(log.lag_s, durationText)],
          [t("administration.log.announced"), orUnknown(log.announced_s, ago)],
        ]}
      />
      <h3 className="h6">{t("administration.log.witnesses")}</h3>
      {log.quorum === null && <p>{t("administration.log.noQuorum")}</p>}
      <ul>
        {log.witnesses.map(({ name, state, size }) => (
          <li key={name}>
            <StateWords kind={state === "cosigned" ? "good" : "bad"}>
              {t("administration.log.witness", {
                name,
                words: codeWords(state),
                size: numberText(size),
              })}
            </StateWords>
          </li>
        ))}
      </ul>
    </>
  );
}
