import { useQuery } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { answered, api } from "../../api/client.ts";
import { roomName, territoryWords, useRooms } from "../../rooms/rooms.ts";
import { Loading } from "../../shell/loading.tsx";
import { PageHeading } from "../../shell/pageHeading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { rules } from "../../words/rules.it.ts";
import type { RuleTable } from "./useRules.ts";

type Row = RuleTable["rows"][number];
const filters = ["category", "sender", "receiver"] as const;
type Filter = (typeof filters)[number];
const memberOf: Readonly<Record<Filter, (row: Row) => string>> = {
  category: ({ category }) => category,
  sender: ({ from }) => from,
  receiver: ({ to }) => to,
};
const rowsAtOnce = 100;
const byText = (a: string, b: string): number => a.localeCompare(b);

/** The lawyer's table of one rule set; its filters stand in the address. */
export function TablePage() {
  const { t } = useTranslation();
  const { hash = "" } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["/v1/rules/{hash}", hash],
    queryFn: () => answered(api.GET("/v1/rules/{hash}", { params: { path: { hash } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const version = data?.version ?? "";
  return (
    <>
      <PageHeading title={t("rules.table.title", { version })} lead={t("rules.table.lead")} />
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      {data !== undefined && <Filtered table={data} />}
    </>
  );
}

function Filtered({ table }: { readonly table: RuleTable }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const [shown, setShown] = useState(rowsAtOnce);
  const chosen = (filter: Filter) => params.get(filter) ?? "";
  const rows = table.rows.filter((row) =>
    filters.every((filter) => chosen(filter) === "" || memberOf[filter](row) === chosen(filter)),
  );
  const choose = (filter: Filter, value: string) => {
    const next = new URLSearchParams(params);
    if (value === "") next.delete(filter);
    else next.set(filter, value);
    setParams(next, { replace: true });
    setShown(rowsAtOnce);
  };
  const visible = rows.slice(0, shown);
  return (
    <>
      <div className="row d-print-none">
        {filters.map((filter) => (
          <Choice
            key={filter}
            filter={filter}
            values={[...new Set(table.rows.map(memberOf[filter]))].toSorted(byText)}
            value={chosen(filter)}
            onChosen={(value) => choose(filter, value)}
          />
        ))}
      </div>
      <p role="status">
        {t("rules.table.shown", { shown: visible.length, all: table.rows.length })}
      </p>
      <Button className="d-print-none mb-3" color="primary" outline onClick={() => window.print()}>
        {t("rules.table.print")}
      </Button>
      <Legend table={table} />
      {rows.length === 0 ? <p>{t("rules.table.none")}</p> : <Rows table={table} rows={visible} />}
      {rows.length > shown && (
        <Button color="primary" outline onClick={() => setShown(shown + rowsAtOnce)}>
          {t("rules.table.more")}
        </Button>
      )}
      <Articles table={table} rows={visible} />
    </>
  );
}

interface ChoiceProps {
  readonly filter: Filter;
  readonly values: readonly string[];
  readonly value: string;
  onChosen(value: string): void;
}

function Choice({ filter, values, value, onChosen }: ChoiceProps) {
  const { t } = useTranslation();
  const id = useId();
  const rooms = useRooms();
  const said = (one: string) =>
    filter === "category"
      ? `${isolated(one)} ${wordsOf(t, "categories", one)}`
      : roomName(t, rooms, one);
  return (
    <div className="col-md-4 mb-3">
      <label htmlFor={id}>{t(`rules.table.${filter}`)}</label>
      <select
        className="form-select"
        id={id}
        value={value}
        onChange={(event) => onChosen(event.target.value)}
      >
        <option value="">{t("rules.table.any")}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {said(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Rows({
  table: { groups },
  rows,
}: {
  readonly table: RuleTable;
  readonly rows: readonly Row[];
}) {
  const { t } = useTranslation();
  return (
    <ScrollRegion className="table-responsive" label={t("rules.table.caption")}>
      <table className="table table-sm raccordo-matrix">
        <caption>{t("rules.table.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("rules.table.category")}</th>
            <th scope="col">{t("rules.table.sender")}</th>
            <th scope="col">{t("rules.table.receiver")}</th>
            <th scope="col">{t("rules.table.when")}</th>
            {groups.map((group) => (
              <th scope="col" key={group}>
                <abbr title={wordsOf(t, "groups", group)}>{isolated(group)}</abbr>
              </th>
            ))}
            <th scope="col">{t("rules.table.article")}</th>
            <th scope="col">{t("rules.table.rule")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // Rows of one answer never move.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is told once
            <OneRow key={index} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function OneRow({ row }: { readonly row: Row }) {
  const { t } = useTranslation();
  const rooms = useRooms();
  const isForbidden = row.deliver === "forbid";
  return (
    <tr>
      <th scope="row">
        <abbr title={wordsOf(t, "categories", row.category)}>{isolated(row.category)}</abbr>
      </th>
      <td className="raccordo-text">{roomName(t, rooms, row.from)}</td>
      <td className="raccordo-text">{roomName(t, rooms, row.to)}</td>
      <td className="raccordo-text">{useWhen(row)}</td>
      {row.cells.map(({ letter, roles }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
        <td key={index}>
          {isForbidden || letter === "-" ? "–" : isolated(letter)}
          {!isForbidden &&
            roles.map((role) => (
              <span key={role} className="d-block small">
                {wordsOf(t, "personRoles", role)}
              </span>
            ))}
        </td>
      ))}
      <td>{row.article}</td>
      <td className="raccordo-text">{row.rule}</td>
    </tr>
  );
}

/** Under which conditions the row holds, in words. */
function useWhen({ addressee, as_owner: asOwner, deliver, territory, invented }: Row): string {
  const { t } = useTranslation();
  const rooms = useRooms();
  const said = [
    deliver === "forbid" && t("rules.table.forbid"),
    addressee !== "any" && t(`rules.table.${addressee}`),
    asOwner && t("rules.table.asOwner"),
    territory === "receiver" && t("rules.table.receiverTerritory"),
    Array.isArray(territory) &&
      t("rules.table.territory", { list: territoryWords(t, rooms, territory) }),
    invented && t("rules.list.invented"),
  ];
  return said.filter((one) => one !== false).join("; ");
}

const letters = Object.keys(rules.table.letters) as readonly (keyof typeof rules.table.letters)[];

/** What the letters, the groups and the categories of the table are called: a title is not there for every hand. */
function Legend({ table: { groups, rows } }: { readonly table: RuleTable }) {
  const { t } = useTranslation();
  const categories = [...new Set(rows.map(({ category }) => category))].toSorted(byText);
  const lists = [
    letters.map((letter) => [letter === "-" ? "–" : letter, t(`rules.table.letters.${letter}`)]),
    groups.map((group) => [group, wordsOf(t, "groups", group)]),
    categories.map((category) => [category, wordsOf(t, "categories", category)]),
  ] as const;
  return (
    <details className="mb-3">
      <summary>{t("rules.table.legend")}</summary>
      <div className="row">
        {lists.map((list, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: three lists that never move
          <ul key={index} className="col-md-4 list-unstyled">
            {list.map(([sign = "", words]) => (
              <li key={sign}>
                <strong>{isolated(sign)}</strong>: {words}
              </li>
            ))}
          </ul>
        ))}
      </div>
    </details>
  );
}

/** The words of the articles on which the rows that are shown rest. */
function Articles({ table, rows }: { readonly table: RuleTable; readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  const named = new Set(rows.map(({ agreement, rule }) => `${agreement} ${rule}`));
  const articles = table.articles.filter(({ agreement, rule }) =>
    named.has(`${agreement} ${rule}`),
  );
  return (
    <section aria-labelledby="rules-articles">
      <h2 className="h4 mt-4" id="rules-articles">
        {t("rules.table.articles")}
      </h2>
      <dl>
        {articles.map(({ agreement, rule, article, law, text }) => (
          <div key={`${agreement} ${rule}`}>
            <dt>
              {isolated(article)} – {isolated(rule)} ({isolated(agreement)})
            </dt>
            <dd>
              <blockquote className="mb-1">{text}</blockquote>
              {law.length > 0 && <p className="small mb-0">{law.map(isolated).join("; ")}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
