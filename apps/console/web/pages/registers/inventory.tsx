import { Button } from "design-react-kit";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { csvOf } from "#libs/csv/csv";
import { download } from "../../shell/download.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { fieldWords, wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { registers } from "../../words/registers.it.ts";
import { Basis, Holds, Measures, Sentences, Terms } from "./basis.tsx";
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
  const all = [[...head, ...more], ...data.fields.map((field) => rowOf(t, field, data))];
  return (
    <section aria-labelledby="registers-inventory">
      <h2 id="registers-inventory" className="h4">
        {t("registers.inventory.title")}
      </h2>
      <p>{t("registers.inventory.source")}</p>
      <Basis basis={data} />
      <Fields inventory={data} />
      <Button
        color="primary"
        outline
        size="sm"
        className="mt-2 d-print-none"
        onClick={() => download("inventario-dpia.csv", "text/csv;charset=utf-8", csvOf(all))}
      >
        {t("flows.csv", { what: t("registers.inventory.caption") })}
      </Button>
      <Terms basis={data} />
      <Holds basis={data} />
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

/** On the screen what belongs together stands together; the file has a column for each. */
function Fields({ inventory }: { readonly inventory: DpiaInventory }) {
  const { t } = useTranslation();
  const heads = (["field", "class", "receivers", "rules", "terms"] as const).map((name) =>
    t(`registers.inventory.${name}`),
  );
  return (
    <ScrollRegion label={t("registers.inventory.caption")}>
      <table className="table table-sm mb-0 raccordo-inventory">
        <caption className="caption-top px-2">{t("registers.inventory.caption")}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inventory.fields.map((field) => (
            <FieldRow key={field.path} field={field} inventory={inventory} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface FieldRowProps {
  readonly field: Field;
  readonly inventory: DpiaInventory;
}

function FieldRow({ field, inventory }: FieldRowProps) {
  const { t } = useTranslation();
  const [path = "", meaning = "", dataClass, level] = rowOf(t, field, inventory);
  const rules = rulesOf(field);
  return (
    <tr>
      <th scope="row">
        {meaning}
        <br />
        <code className="small">{path}</code>
      </th>
      <td>
        {dataClass}
        <br />
        <span className="small">{level}</span>
      </td>
      <td>
        {field.grants.length === 0 && t("registers.inventory.nobody")}
        <ul className="mb-0">
          {waysByReceiver(t, field, inventory).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </td>
      <td>
        {rules.length > 0 && (
          <details>
            <summary>{rules.length}</summary>
            <ul className="mb-0">
              {rules.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td>{termsText(t, field.terms, inventory)}</td>
    </tr>
  );
}

/** Who may get it, and in which ways: each receiver once. */
function waysByReceiver(t: TFunction, { grants }: Field, inventory: DpiaInventory) {
  const byReceiver = Map.groupBy(grants, ({ receiver }) => receiver);
  return [...byReceiver].map(([receiver, own]) => {
    const ways = own.map((grant) => {
      const conditions = conditionsOf(t, grant);
      const isAlways = conditions === t("registers.inventory.always");
      return isAlways ? wayOf(t, grant) : `${wayOf(t, grant)} (${conditions})`;
    });
    return `${roomText(t, receiver, inventory)}: ${[...new Set(ways)].join("; ")}`;
  });
}

const rulesOf = ({ grants }: Field): readonly string[] => [
  ...new Set(grants.map(({ agreement, rule }) => `${isolated(agreement)} ${isolated(rule)}`)),
];

function rowOf(t: TFunction, field: Field, inventory: DpiaInventory): readonly string[] {
  const { grants } = field;
  const all = (texts: readonly string[]) => [...new Set(texts)].join("; ");
  const [lowest, highest] = field.levels.map((level) => levelText(t, level));
  const derived = field.isDerived ? ` (${t("registers.inventory.derived")})` : "";
  return [
    ...[
      isolated(field.path),
      `${fieldWords(t, field.path)}${derived}`,
      wordsOf(t, "classes", field.dataClass),
    ],
    lowest === highest ? (lowest ?? "") : `${lowest} – ${highest}`,
    all(grants.map(({ receiver }) => roomText(t, receiver, inventory))) ||
      t("registers.inventory.nobody"),
    all(grants.map((grant) => wayOf(t, grant))),
    all(grants.map((grant) => conditionsOf(t, grant))),
    rulesOf(field).join("; "),
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
