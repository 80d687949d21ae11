import { useTranslation } from "react-i18next";
import type { components } from "../../api/generated/schema.ts";
import { FactList } from "./factList.tsx";
import { orUnknown } from "./formats.ts";

type Versions = components["schemas"]["Installation"]["versions"];

/** What runs here, what the system does not know, and what will come. */
export function VersionsAndLater({ versions }: { readonly versions: Versions }) {
  const { t } = useTranslation();
  const numbered = (version: number) => t("administration.versions.number", { version });
  return (
    <>
      <section aria-labelledby="versions">
        <h2 id="versions" className="h4">
          {t("administration.versions.title")}
        </h2>
        <FactList
          facts={[
            [t("administration.versions.raccordo"), orUnknown(versions.raccordo, String)],
            [t("administration.versions.node"), versions.node],
            [t("administration.versions.configuration"), numbered(versions.configuration)],
            [t("administration.versions.ruleSet"), orUnknown(versions.rule_set, numbered)],
          ]}
        />
        <p>{t("administration.versions.backups")}</p>
      </section>
      <section aria-labelledby="later">
        <h2 id="later" className="h4">
          {t("administration.later.title")}
        </h2>
        <p>{t("administration.later.lead")}</p>
        <ul>
          {(["liveness", "replay", "conformance"] as const).map((one) => (
            <li key={one}>{t(`administration.later.${one}`)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
