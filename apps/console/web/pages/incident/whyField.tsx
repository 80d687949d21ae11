import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useRooms } from "../../rooms/rooms.ts";
import { namedIn, wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { changeWords } from "./changeWords.ts";
import type { Why, WhyField } from "./incidentView.ts";

interface WhyFieldProps {
  readonly why: Why;
  readonly field: WhyField;
}

/** All that can be said of one field, in words. */
export function WhyFieldText({ why, field }: WhyFieldProps) {
  const { t } = useTranslation();
  const { not_explained: code, titles } = why;
  const isElsewhere = why.shown === "own_data" && field.state === "not_given";
  return (
    <>
      <p className="fw-semibold">{t(`incident.why.states.${field.state}`)}</p>
      <Treatment field={field} />
      <Reason field={field} />
      {code !== null && <p>{t(`incident.why.unexplained.${code}`)}</p>}
      {code === null && !field.explained && field.state !== "withdrawn" && (
        <p>{t(isElsewhere ? "incident.why.before" : "incident.why.differs")}</p>
      )}
      {field.rule !== null && <Cited heading={t("incident.why.ruleHeading")} cited={field.rule} />}
      {field.rule === null &&
        field.state === "given" &&
        titles.map((one) => (
          <Cited key={one.rule} heading={t("incident.why.ruleHeading")} cited={one} />
        ))}
      {field.ceiling !== null && (
        <Cited heading={t("incident.why.ceilingHeading")} cited={field.ceiling} />
      )}
      {field.state === "not_given" && field.explained && <Nearest field={field} />}
    </>
  );
}

function Treatment({ field: { given, transform } }: Pick<WhyFieldProps, "field">) {
  const { t } = useTranslation();
  if (given === null) return null;
  const { residents_min: residents } = given;
  return (
    <p>
      {t("incident.why.treatment", { how: treatmentWords(t, given.do) })}{" "}
      {residents !== null && t("incident.why.residents", { count: residents })}{" "}
      {transform !== null && (
        <>
          {t("incident.why.transform", { version: transform.version })}{" "}
          <code>{isolated(transform.id)}</code>
        </>
      )}
    </p>
  );
}

function treatmentWords(t: TFunction, what: string): string {
  const words: Readonly<Record<string, string>> = t("incident.why.treatments", {
    returnObjects: true,
  });
  return namedIn(words, what) ?? t("codes.unknown", { code: what });
}

function Reason({ field: { why } }: Pick<WhyFieldProps, "field">) {
  const { t } = useTranslation();
  if (why === null) return null;
  const own: Readonly<Record<string, string>> = t("incident.why.whys", { returnObjects: true });
  return (
    <section>
      <h3 className="h6">{t("incident.why.reasonHeading")}</h3>
      <p>{namedIn(own, why) ?? wordsOf(t, "reasons", why)}</p>
    </section>
  );
}

interface CitedProps {
  readonly heading: string;
  readonly cited: {
    readonly rule: string;
    readonly article: string;
    readonly agreement_title: string | null;
    readonly text: string | null;
    readonly law: readonly string[];
  };
}

/** A rule, and the words of the article that it cites. */
function Cited({ heading, cited }: CitedProps) {
  const { t } = useTranslation();
  const { rule, article, agreement_title: agreement, text, law } = cited;
  return (
    <section>
      <h3 className="h6">{heading}</h3>
      <p>{t("incident.why.rule", { rule, article })}</p>
      {agreement !== null && <p>{t("incident.why.agreement", { agreement })}</p>}
      {text !== null && (
        <blockquote className="raccordo-article" lang="it">
          {text}
        </blockquote>
      )}
      {law.length > 0 && <p className="small">{t("incident.why.law", { list: law.join("; ") })}</p>}
    </section>
  );
}

function Nearest({ field: { nearest } }: Pick<WhyFieldProps, "field">) {
  const { t } = useTranslation();
  const rooms = useRooms();
  const changes = nearest?.changes
    .map((one) => changeWords(t, one, rooms))
    .join(t("incident.why.and"));
  return (
    <section>
      <h3 className="h6">{t("incident.why.nearestHeading")}</h3>
      <p>
        {nearest === null || changes === undefined
          ? t("incident.why.never")
          : t("incident.why.nearest", { rule: nearest.rule, article: nearest.article, changes })}
      </p>
      {nearest !== null && nearest.text !== null && (
        <blockquote className="raccordo-article" lang="it">
          {nearest.text}
        </blockquote>
      )}
    </section>
  );
}
