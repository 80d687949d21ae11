import { Button } from "design-react-kit";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { csvOf } from "#libs/csv/csv";
import { download } from "../../shell/download.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { type Times, useTimes } from "../../shell/times.ts";
import { wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { Basis, Holds, Measures, Terms } from "./basis.tsx";
import { useMoment } from "./moment.tsx";
import { type ProcessingRegister, useProcessingRegister } from "./registerQueries.ts";
import { reasonText, roomText, subjectText, termsText } from "./registerWords.ts";

type Processing = ProcessingRegister["processings"][number];

/** The register of GDPR art. 30 and D.Lgs. 51/2018 art. 20. */
export function Processings() {
  const { t } = useTranslation();
  const { data, error, refetch } = useProcessingRegister(useMoment());
  const times = useTimes();
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { processings } = data;
  const facts = processings.map((one) => factsOf({ t, times }, one, data));
  const head = facts[0]?.map(([name]) => name) ?? [];
  const rows = facts.map((some) => some.map(([, text]) => text));
  const save = () =>
    download("registro-trattamenti.csv", "text/csv;charset=utf-8", csvOf([head, ...rows]));
  return (
    <section aria-labelledby="registers-processing">
      <h2 id="registers-processing" className="h4">
        {t("registers.processing.title")}
      </h2>
      <p>{t("registers.processing.source")}</p>
      <Basis basis={data} />
      {processings.length === 0 && <p>{t("registers.processing.empty")}</p>}
      {facts.map((some) => (
        <OneProcessing key={some.map(([, text]) => text).join("\n")} facts={some} />
      ))}
      <Button color="primary" outline size="sm" className="d-print-none" onClick={save}>
        {t("flows.csv", { what: t("registers.processing.caption") })}
      </Button>
      <Terms basis={data} />
      <Holds basis={data} />
      <Measures basis={data} />
    </section>
  );
}

interface Speech {
  readonly t: TFunction;
  readonly times: Times;
}
type Facts = readonly (readonly [string, string])[];

function OneProcessing({ facts }: { readonly facts: Facts }) {
  const [[, purpose] = ["", ""], ...others] = facts;
  return (
    <article className="mb-4">
      <h3 className="h5">{purpose}</h3>
      <dl className="row mb-0">
        {others.map(([name, text]) => (
          <div key={name} className="col-12 row mx-0 px-0">
            <dt className="col-12 col-md-3">{name}</dt>
            <dd className="col-12 col-md-9 text-break">{text}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

/** Names and texts, the same on screen, on paper and in the file. */
function factsOf({ t, times }: Speech, one: Processing, register: ProcessingRegister): Facts {
  const words = (list: Parameters<typeof wordsOf>[1], codes: readonly string[]) =>
    codes.map((code) => wordsOf(t, list, code)).join("; ");
  const rooms = (list: readonly string[]) =>
    list.map((room) => roomText(t, room, register)).join("; ");
  const invented = one.isInvented ? ` (${t("registers.processing.invented")})` : "";
  const periods = one.periods.map(({ from, to }) =>
    t("registers.processing.period", { from: times.dayOf(from), to: times.dayOf(to) }),
  );
  const revoked = one.revoked.map(({ rule, since, reason, senders, recipients }) =>
    t("registers.processing.revocation", {
      ...{ rule, since: times.timeOf(since), reason: reasonText(t, reason) },
      ...{ senders: rooms(senders), recipients: rooms(recipients) },
    }),
  );
  const told = one.articles.map(({ article, text }) => `${isolated(article)}: ${isolated(text)}`);
  const name = (member: keyof Processing & NamedMember) => t(`registers.processing.${member}`);
  return [
    [name("purpose"), one.purpose === null ? "" : wordsOf(t, "purposes", one.purpose)],
    [name("agreement"), `${isolated(one.title)} [${isolated(one.agreement)}]${invented}`],
    [name("standing"), t(`registers.standings.${one.standing}`)],
    [name("revoked"), revoked.join(" ") || t("registers.processing.nothingRevoked")],
    [name("regime"), one.regime === null ? "" : wordsOf(t, "regimes", one.regime)],
    [name("law"), one.law.map(isolated).join("; ")],
    [name("articles"), told.join(" ")],
    [name("categories"), words("categories", one.categories)],
    [name("subjects"), one.subjects.map((subject) => subjectText(t, subject)).join("; ")],
    [name("classes"), words("classes", one.classes)],
    [name("senders"), rooms(one.senders)],
    [name("recipients"), rooms(one.recipients)],
    [name("handling"), words("handling", one.handling)],
    [name("terms"), termsText(t, one.terms, register)],
    [name("periods"), periods.join("; ")],
    [name("rules"), one.rules.map(isolated).join(", ")],
  ];
}

type NamedMember =
  | (
      | "standing"
      | "revoked"
      | "purpose"
      | "agreement"
      | "regime"
      | "law"
      | "articles"
      | "categories"
      | "subjects"
    )
  | ("classes" | "senders" | "recipients" | "handling" | "terms" | "periods" | "rules");
