import { Button } from "design-react-kit";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlainOrder } from "#libs/ownkey/signedText";
import { answered, api } from "../../api/client.ts";
import { useSession } from "../../session/session.ts";
import { download } from "../../shell/download.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { fieldPaths, fieldWords } from "../../words/codeWords.ts";
import { OrderDialog } from "./orderDialog.tsx";
import { readApprovalRequest, readSignedOrder } from "./signing.ts";

/** Opening one field with a second person: who opens writes the request, the other signs it, both by file. */
export function Openings() {
  const { t } = useTranslation();
  const { session } = useSession();
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-5">
      <h2 id={id} className="h4">
        {t("queues.openings.title")}
      </h2>
      <p>{t("queues.openings.lead")}</p>
      {session.role === "privacy_officer" && <OpeningForm />}
      <ApproveForm />
    </section>
  );
}

type Opened = { readonly value: string } | { readonly error: unknown } | "file";

function OpeningForm() {
  const { t } = useTranslation();
  const { session, purpose } = useSession();
  const [opened, setOpened] = useState<Opened>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const order = {
      ...{ year: Number(form.get("year")), index: Number(form.get("index")) },
      ...{ path: String(form.get("path")), reader: session.name, role: session.role, purpose },
    };
    const file = form.get("approval");
    const request = { format: "raccordo-opening-approval/1", ...order };
    if (!(file instanceof File) || file.size === 0)
      download("richiesta-apertura.json", "application/json", JSON.stringify(request));
    else setOpened(await openedBy(request, file));
  };
  return (
    <form className="mb-4" onSubmit={(event) => void submit(event)}>
      <h3 className="h5">{t("queues.openings.ask")}</h3>
      <FieldNames />
      <Button color="primary" type="submit" className="mt-3">
        {t("queues.openings.go")}
      </Button>
      <div role="status">
        {opened === "file" && t("queues.sign.faults.order")}
        {typeof opened === "object" && "value" in opened && (
          <p>{t("queues.openings.value", { value: opened.value })}</p>
        )}
      </div>
      {typeof opened === "object" && "error" in opened && (
        <ProblemNote error={opened.error} isChange />
      )}
    </form>
  );
}

function FieldNames() {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="d-flex flex-wrap gap-3">
      {(["year", "index"] as const).map((name) => (
        <div key={name}>
          <label className="form-label" htmlFor={`${id}-${name}`}>
            {t(`queues.openings.${name}`)}
          </label>
          <input
            className="form-control"
            required
            id={`${id}-${name}`}
            name={name}
            type="number"
            min={0}
          />
        </div>
      ))}
      <div>
        <label className="form-label" htmlFor={`${id}-path`}>
          {t("queues.openings.path")}
        </label>
        <select className="form-select" required id={`${id}-path`} name="path" defaultValue="">
          <option value="" disabled>
            {t("queues.openings.choose")}
          </option>
          {fieldPaths.map((path) => (
            <option key={path} value={path}>
              {fieldWords(t, path)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label className="form-label" htmlFor={`${id}-approval`}>
          {t("queues.openings.approval")}
        </label>
        <input className="form-control" type="file" id={`${id}-approval`} name="approval" />
      </div>
    </div>
  );
}

async function openedBy(
  request: { readonly year: number; readonly index: number; readonly path: string } & PlainOrder,
  file: File,
): Promise<Opened> {
  const signed = await readSignedOrder(file, request);
  if (signed === undefined) return "file";
  const { year, index, path } = request;
  const approval = { body: signed.body, signatures: [...signed.signatures] };
  const params = { path: { year, index } };
  try {
    const answer = await answered(
      api.POST("/v1/log/entries/{year}/{index}/field", { params, body: { path, approval } }),
    );
    const { opening } = answer.file;
    return { value: "value" in opening ? JSON.stringify(opening["value"]) : "" };
  } catch (error) {
    return { error };
  }
}

function ApproveForm() {
  const { t } = useTranslation();
  const { session } = useSession();
  const id = useId();
  const [asked, setAsked] = useState<PlainOrder | "wrong">();
  const read = async (file: File | undefined) => {
    setAsked(file && ((await readApprovalRequest(file)) ?? "wrong"));
  };
  return (
    <>
      <h3 className="h5">{t("queues.openings.approve")}</h3>
      <label className="form-label" htmlFor={id}>
        {t("queues.openings.request")}
      </label>
      <input
        className="form-control"
        type="file"
        id={id}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      {asked === "wrong" && (
        <p role="alert" className="text-danger fw-semibold">
          {t("queues.openings.wrong")}
        </p>
      )}
      {typeof asked === "object" && (
        <OrderDialog
          title={t("queues.openings.dialog")}
          role={session.role}
          order={() => ({ ...asked, issued: new Date().toISOString() })}
          send={(order) => {
            download("approvazione-firmata.json", "application/json", JSON.stringify(order));
            return Promise.resolve("downloaded");
          }}
          close={() => setAsked(undefined)}
        >
          <p>
            {t("queues.openings.statement", {
              ...{ reader: String(asked["reader"]), path: fieldWords(t, String(asked["path"])) },
              ...{ index: String(asked["index"]), year: String(asked["year"]) },
            })}
          </p>
        </OrderDialog>
      )}
    </>
  );
}
