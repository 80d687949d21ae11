import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { fieldWords, wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { registers } from "../../words/registers.it.ts";
import { DataTable } from "../flows/dataTable.tsx";
import { Basis, Measures, Sentences, Terms } from "./basis.tsx";
import { useMoment } from "./moment.tsx";
import { type DpiaInventory, useDpiaInventory } from "./registerQueries.ts";
import { roomText, termsText } from "./registerWords.ts";

type Field = DpiaInventory["fields"][number];
type Grant = Field["grants"][number];

/** The inventory of GDPR art. 35: each field of the contract, also those that nobody gets. */
export function Inventory() {
  const { t } = useTranslation();
  const { data, error, refetch } = useDpiaInventory(useMoment());
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const head = (["field", "meaning", "class", "level", "receivers"] as const).map((name) =>
    t(`registers.inventory.${name}`),
  );
  const more = (["transforms", "conditions", "rules", "terms"] as const).map((name) =>
    t(`registers.inventory.${name}`),
  );
  return (
    <section aria-labelledby="registers-inventory">
      <h2 id="registers-inventory" className="h4">
        {t("registers.inventory.title")}
      </h2>
      <p>{t("registers.inventory.source")}</p>
      <Basis basis={data} />
      <DataTable
        caption={t("registers.inventory.caption")}
        head={[...head, ...more]}
        rows={data.fields.map((field) => rowOf(t, field, data))}
        file="inventario-dpia"
        wordColumns={9}
      />
      <Terms basis={data} />
      <Measures basis={data} />
      <Sentences
        id="registers-duties"
        title={t("registers.duties.title")}
        sentences={data.duties.map((word) => t(`registers.duties.words.${word}`))}
      />
      <Sentences
        id="registers-limits"
        title={t("registers.limits.title")}
        sentences={data.limits.map((word) => t(`registers.limits.words.${word}`))}
      />
    </section>
  );
}

function rowOf(t: TFunction, field: Field, inventory: DpiaInventory): readonly string[] {
  const { grants } = field;
  const all = (texts: readonly string[]) => [...new Set(texts)].join("; ");
  const [lowest, highest] = field.levels.map((level) => levelText(t, level));
  const derived = field.isDerived ? ` (${t("registers.inventory.derived")})` : "";
  return [
    ...[
      field.path,
      `${fieldWords(t, field.path)}${derived}`,
      wordsOf(t, "classes", field.dataClass),
    ],
    lowest === highest ? (lowest ?? "") : `${lowest} – ${highest}`,
    all(grants.map(({ receiver }) => roomText(t, receiver, inventory))) ||
      t("registers.inventory.nobody"),
    all(grants.map((grant) => wayOf(t, grant))),
    all(grants.map((grant) => conditionsOf(t, grant))),
    all(grants.map(({ agreement, rule }) => `${isolated(agreement)} ${isolated(rule)}`)),
    termsText(t, field.terms, inventory),
  ];
}

function levelText(t: TFunction, level: number): string {
  const at = Math.min(Math.max(level, 0), registers.inventory.levels.length - 1);
  const words: readonly string[] = t("registers.inventory.levels", { returnObjects: true });
  return `${level}: ${words[at] ?? ""}`;
}

const wayOf = (t: TFunction, { transform, as }: Grant): string =>
  `${t(`registers.inventory.ways.${transform}`)}${as === null ? "" : ` (${isolated(as)})`}`;

function conditionsOf(t: TFunction, grant: Grant): string {
  const all = [
    ...grant.conditions.map(isolated),
    ...(grant.isInChargeOnly ? [t("registers.inventory.inCharge")] : []),
    ...(grant.isEmergencyOnly ? [t("registers.inventory.emergency")] : []),
  ];
  return all.length === 0 ? t("registers.inventory.always") : all.join(", ");
}
