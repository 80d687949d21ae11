import { useMutation } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { revocationOf, type SignedText, signOrder } from "#libs/ownkey/signedText";
import { answered, api } from "../../api/client.ts";
import { fileText, orderBytesMax } from "../../shell/fileText.ts";
import { PageHeading } from "../../shell/pageHeading.tsx";
import { pasted } from "../../shell/pasted.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { rules } from "../../words/rules.it.ts";
import { type OwnKey, OwnKeyFields } from "./ownKey.tsx";
import { SignedRevocation } from "./signedRevocation.tsx";
import { type ReadRevocation, revocationIn } from "./signing.ts";
import { StepResult } from "./stepResult.tsx";
import { useRuleList } from "./useRules.ts";

type Kind = keyof typeof rules.revoke.kinds;
type Reason = keyof typeof rules.reasons;
const kinds = Object.keys(rules.revoke.kinds) as readonly Kind[];
const reasons = Object.keys(rules.reasons) as readonly Reason[];

interface Wanted {
  readonly kind: Kind;
  readonly which: string;
  readonly reason: Reason;
}

/** Undefined where it is not said whole what is revoked, or by whom. */
async function signedBy(
  { reason, ...thing }: Wanted,
  own: OwnKey | undefined,
): Promise<SignedText | undefined> {
  const order = revocationOf(thing, reason, new Date().toISOString());
  if (order === undefined || own === undefined || own.role === "") return undefined;
  return signOrder(order, own.role, own.key);
}

/** An emergency revocation: one signature, a typed word, and at once. */
export function RevokePage() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<Wanted>({
    ...{ kind: "agreements", which: "", reason: "wrong_rule" },
  });
  const [own, setOwn] = useState<OwnKey>();
  const [given, setGiven] = useState<Given>();
  const [word, setWord] = useState("");
  const [fault, setFault] = useState<"wrongWord" | "missing">();
  const id = useId();
  const step = useMutation({
    mutationFn: ({ body, signatures }: SignedText) =>
      answered(api.POST("/v1/rules/revoke", { body: { body, signatures: [...signatures] } })),
  });
  const revoke = async () => {
    if (given === "wrong") return undefined;
    const document = given?.document ?? (await signedBy(wanted, own));
    if (document === undefined) return setFault("missing");
    if (word !== t("rules.revoke.confirmWord")) return setFault("wrongWord");
    setFault(undefined);
    return step.mutate(document);
  };
  return (
    <>
      <PageHeading title={t("rules.nav.revoke")} lead={t("rules.revoke.lead")} />
      {given === undefined && (
        <>
          <WantedFields wanted={wanted} onChanged={setWanted} />
          <h2 className="h4 mt-4">{t("rules.revoke.sign")}</h2>
          <OwnKeyFields own={own} onChosen={setOwn} />
        </>
      )}
      <GivenFile given={given} onGiven={setGiven} />
      <label htmlFor={`${id}-word`}>
        {t("rules.revoke.word", { word: t("rules.revoke.confirmWord") })}
      </label>
      <input
        className="form-control mb-3"
        type="text"
        id={`${id}-word`}
        autoComplete="off"
        value={word}
        aria-describedby={fault && `${id}-fault`}
        onChange={(event) => setWord(event.target.value)}
      />
      {fault !== undefined && (
        <p role="alert" id={`${id}-fault`} className="text-danger fw-semibold">
          {t(`rules.revoke.${fault}`)}
        </p>
      )}
      <Button color="danger" disabled={step.isPending} onClick={() => void revoke()}>
        {t("rules.revoke.do")}
      </Button>
      {step.error !== null && <ProblemNote error={step.error} isChange />}
      {step.data !== undefined && <StepResult kind="revoke" step={step.data} />}
    </>
  );
}

type Given = ReadRevocation | "wrong" | undefined;

interface GivenFileProps {
  readonly given: Given;
  onGiven(given: Given): void;
}

/** Takes a revocation that was signed elsewhere, and says what it takes away: not what is chosen on the page. */
function GivenFile({ given, onGiven }: GivenFileProps) {
  const { t } = useTranslation();
  const id = useId();
  const load = async (file: File | undefined) => {
    const text = file && ((await fileText(file, orderBytesMax)) ?? "");
    onGiven(text === undefined ? undefined : (revocationIn(text) ?? "wrong"));
  };
  return (
    <>
      <label htmlFor={`${id}-file`}>{t("rules.revoke.file")}</label>
      <input
        className="form-control mb-3"
        type="file"
        id={`${id}-file`}
        aria-describedby={given === undefined ? undefined : `${id}-given`}
        onChange={(event) => void load(event.target.files?.[0])}
      />
      <div id={`${id}-given`}>
        {given === "wrong" && (
          <p role="alert" className="text-danger fw-semibold">
            {t("rules.revoke.fileWrong")}
          </p>
        )}
        {typeof given === "object" && <SignedRevocation of={given} />}
      </div>
    </>
  );
}

interface WantedFieldsProps {
  readonly wanted: Wanted;
  onChanged(wanted: Wanted): void;
}

function WantedFields({ wanted, onChanged }: WantedFieldsProps) {
  const { t } = useTranslation();
  const { data } = useRuleList();
  const id = useId();
  const current = data?.sets.find(({ standing }) => standing === "in_force");
  const agreements = current?.titles.filter(({ kind }) => kind === "agreement") ?? [];
  return (
    <>
      <fieldset>
        <legend className="h6">{t("rules.revoke.what")}</legend>
        {kinds.map((kind) => (
          <div className="form-check" key={kind}>
            <input
              type="radio"
              name={`${id}-kind`}
              id={`${id}-${kind}`}
              checked={wanted.kind === kind}
              onChange={() => onChanged({ ...wanted, kind, which: "" })}
            />
            <label htmlFor={`${id}-${kind}`}>{t(`rules.revoke.kinds.${kind}`)}</label>
          </div>
        ))}
      </fieldset>
      {wanted.kind !== "all" && (
        <>
          <label htmlFor={`${id}-which`}>{t("rules.revoke.which")}</label>
          <input
            className="form-control mb-3"
            type="text"
            id={`${id}-which`}
            list={wanted.kind === "agreements" ? `${id}-known` : undefined}
            value={wanted.which}
            autoComplete="off"
            onChange={(event) => onChanged({ ...wanted, which: pasted(event.target.value) })}
          />
          <datalist id={`${id}-known`}>
            {agreements.map(({ id: name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </datalist>
        </>
      )}
      <label htmlFor={`${id}-reason`}>{t("rules.revoke.reason")}</label>
      <select
        className="form-select mb-3"
        id={`${id}-reason`}
        value={wanted.reason}
        onChange={(event) => {
          const reason = reasons.find((one) => one === event.target.value);
          if (reason !== undefined) onChanged({ ...wanted, reason });
        }}
      >
        {reasons.map((reason) => (
          <option key={reason} value={reason}>
            {t(`rules.reasons.${reason}`)}
          </option>
        ))}
      </select>
    </>
  );
}
