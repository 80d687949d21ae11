import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type SignedText, statementOf, withSignature } from "#libs/ownkey/signedText";
import { answered, api } from "../../api/client.ts";
import { download } from "../../shell/download.ts";
import { fileText, rulesBytesMax } from "../../shell/fileText.ts";
import { PageHeading } from "../../shell/pageHeading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { useTimes } from "../../shell/times.ts";
import { roleWords } from "../../words/codeWords.ts";
import { ActivateForm } from "./activate.tsx";
import { Confirmed } from "./confirmed.tsx";
import { type OwnKey, OwnKeyFields } from "./ownKey.tsx";
import { Signature } from "./signature.tsx";
import { type ReadDocument, ruleDocumentIn } from "./signing.ts";
import { StepResult } from "./stepResult.tsx";

/** Reads, signs, stages and activates a rule set, step by step. */
export function SignPage() {
  const { t } = useTranslation();
  const [read, setRead] = useState<ReadDocument>();
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const load = async (file: File | undefined) => {
    const next = file && (await ruleDocumentIn((await fileText(file, rulesBytesMax)) ?? ""));
    setWrong(file !== undefined && next === undefined);
    setRead(next);
  };
  return (
    <>
      <PageHeading title={t("rules.nav.sign")} lead={t("rules.sign.lead")} />
      <section>
        <h2 className="h4">{t("rules.sign.document")}</h2>
        <label htmlFor={id}>{t("rules.sign.file")}</label>
        <input
          className="form-control mb-3"
          type="file"
          id={id}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          onChange={(event) => void load(event.target.files?.[0])}
        />
        {isWrong && (
          <p role="alert" id={`${id}-wrong`}>
            {t("rules.sign.wrong")}
          </p>
        )}
        {read !== undefined && <Told read={read} />}
      </section>
      {read !== undefined && (
        <>
          <SignStep
            key={read.sha256}
            read={read}
            onSigned={(document) => setRead({ ...read, document })}
          />
          <StageStep read={read} />
        </>
      )}
    </>
  );
}

function Told({ read }: { readonly read: ReadDocument }) {
  const { t } = useTranslation();
  const { dayOf } = useTimes();
  const { version, from, to, titles, sha256, document } = read;
  return (
    <>
      <p className="mb-1">{t("rules.sign.told", { version, from: dayOf(from), to: dayOf(to) })}</p>
      <p className="mb-1">{t("rules.sign.contains", { list: titles.join("; ") })}</p>
      <p className="text-break">{t("rules.sign.digest", { sha256 })}</p>
      <h3 className="h6">{t("rules.sign.signatures")}</h3>
      {document.signatures.length === 0 && <p>{t("rules.sign.none")}</p>}
      <ul>
        {document.signatures.map((one) => (
          <li key={one.key}>
            <Signature of={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface SignStepProps {
  readonly read: ReadDocument;
  onSigned(document: SignedText): void;
}

type Obstacle = "author" | "again" | "roleMissing";

/** Who has written it, or signed it already, does not sign it (again); and no role signs twice. */
function obstacleTo(
  { author, document }: ReadDocument,
  { key, role }: OwnKey,
): Obstacle | undefined {
  if (key.id === author) return "author";
  if (role === "") return "roleMissing";
  const isAgain = document.signatures.some((one) => one.key === key.id || one.role === role);
  return isAgain ? "again" : undefined;
}

function SignStep({ read, onSigned }: SignStepProps) {
  const { t } = useTranslation();
  const [own, setOwn] = useState<OwnKey>();
  const [signedAs, setSignedAs] = useState<string>();
  const obstacle = own && obstacleTo(read, own);
  const sign = async (with_: OwnKey) => {
    const { key, role } = with_;
    const document = await withSignature(read.document, read.format, key, role);
    setOwn(undefined);
    setSignedAs(role);
    onSigned(document);
  };
  const save = () =>
    download(
      `regole-${read.version}.json`,
      "application/json",
      `${JSON.stringify(read.document, null, 2)}\n`,
    );
  return (
    <section>
      <h2 className="h4 mt-4">{t("rules.sign.own")}</h2>
      {signedAs === undefined && <OwnKeyFields own={own} onChosen={setOwn} />}
      {signedAs === undefined && own === undefined && <p>{t("rules.sign.elsewhere")}</p>}
      {own !== undefined && (
        <>
          <p className="mb-1">{t("rules.sign.statement")}</p>
          <pre className="border p-2 raccordo-statement">
            {statementOf(read.format, own.role, read.sha256)}
          </pre>
          {obstacle !== undefined && <Alert color="warning">{t(`rules.sign.${obstacle}`)}</Alert>}
          <Button color="primary" disabled={obstacle !== undefined} onClick={() => void sign(own)}>
            {t("rules.sign.sign")}
          </Button>
        </>
      )}
      {signedAs !== undefined && (
        <>
          <Alert color="success">{t("rules.sign.done", { role: roleWords(t, signedAs) })}</Alert>
          <Button color="primary" outline onClick={save}>
            {t("rules.sign.download")}
          </Button>
        </>
      )}
    </section>
  );
}

const signaturesNeeded = 2;

function StageStep({ read: { document, version } }: { readonly read: ReadDocument }) {
  const { t } = useTranslation();
  const step = useMutation({
    mutationFn: () => {
      const { body, signatures } = document;
      const given = { body, signatures: [...signatures] };
      return answered(api.POST("/v1/rules/stage", { body: given }));
    },
  });
  const { data: said } = step;
  return (
    <section>
      <h2 className="h4 mt-4">{t("rules.sign.stage")}</h2>
      <p>{t("rules.sign.stageNote")}</p>
      {document.signatures.length < signaturesNeeded && <p>{t("rules.sign.stageMissing")}</p>}
      {document.signatures.length >= signaturesNeeded && said?.outcome !== "done" && (
        <Confirmed
          confirm={t("rules.sign.confirmStage")}
          button={t("rules.sign.stageDo")}
          isBusy={step.isPending}
          onConfirmed={() => step.mutate()}
        />
      )}
      {step.error !== null && <ProblemNote error={step.error} isChange />}
      {said !== undefined && <StepResult kind="stage" step={said} />}
      {said?.outcome === "done" && said.document !== null && (
        <>
          <h2 className="h4 mt-4">{t("rules.sign.activate")}</h2>
          <ActivateForm document={said.document} version={version} />
        </>
      )}
    </section>
  );
}
