import { Alert, Button, ModalBody, ModalFooter } from "design-react-kit";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type PlainOrder, type SignedText, signOrder } from "#libs/ownkey/signedText";
import { Dialog } from "../../shell/dialog.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import type { queues } from "../../words/queues.it.ts";
import { readPersonKey, readSignedOrder } from "./signing.ts";

interface OrderDialogProps {
  readonly title: string;
  /** In words: what the signature says. */
  readonly children: ReactNode;
  readonly role: string;
  /** The order as it stands now; undefined while something in it is still to be chosen. */
  order(): PlainOrder | undefined;
  /** With what became of it, as policy says. */
  send(order: SignedText): Promise<string>;
  close(): void;
}

type Fault = keyof typeof queues.sign.faults;

/** Has a person sign an order in this browser, or takes the file of an order that they signed elsewhere. */
export function OrderDialog({ title, children, role, order, send, close }: OrderDialogProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File>();
  const [isSigned, setSigned] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [isBefore, setBefore] = useState(false);
  const go = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const made = await orderOf(order(), file, isSigned, role);
      setFault(typeof made === "string" ? made : undefined);
      if (typeof made !== "string") {
        if (wasBefore(await send(made))) setBefore(true);
        else close();
      }
    } catch (failed) {
      setError(failed);
    }
    setBusy(false);
  };
  if (isBefore) return <DoneBefore title={title} close={close} />;
  return (
    <Dialog title={title} onClosed={close}>
      <ModalBody>
        {children}
        <HowToSign isSigned={isSigned} setSigned={setSigned} setFile={setFile} />
        {fault !== undefined && (
          <p role="alert" className="text-danger fw-semibold">
            {t(`queues.sign.faults.${fault}`)}
          </p>
        )}
        {error !== undefined && <ProblemNote error={error} isChange />}
      </ModalBody>
      <ModalFooter>
        <Button color="secondary" outline onClick={close}>
          {t("queues.cancel")}
        </Button>
        <Button color="primary" disabled={isBusy} onClick={() => void go()}>
          {t("queues.sign.send")}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}

/** Whether an order came second: it holds already, and this one was not recorded. */
export const wasBefore = (outcome: string): boolean =>
  outcome === "same" || outcome.endsWith("-before");

interface DoneBeforeProps {
  readonly title: string;
  close(): void;
}

/** Says that somebody was first: what holds may be something else than what was signed here. */
export function DoneBefore({ title, close }: DoneBeforeProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClosed={close}>
      <ModalBody>
        <Alert color="warning" role="alert">
          {t("queues.sign.before")}
        </Alert>
      </ModalBody>
      <ModalFooter>
        <Button color="primary" onClick={close}>
          {t("queues.sign.look")}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}

interface HowToSignProps {
  readonly isSigned: boolean;
  setSigned(isSigned: boolean): void;
  setFile(file: File | undefined): void;
}

function HowToSign({ isSigned, setSigned, setFile }: HowToSignProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <fieldset>
        <legend className="h6">{t("queues.sign.how")}</legend>
        {([false, true] as const).map((signed) => (
          <div className="form-check" key={String(signed)}>
            <input
              type="radio"
              name={`${id}-how`}
              id={`${id}-${signed}`}
              checked={isSigned === signed}
              onChange={() => setSigned(signed)}
            />
            <label htmlFor={`${id}-${signed}`}>
              {t(signed ? "queues.sign.elsewhere" : "queues.sign.here")}
            </label>
          </div>
        ))}
      </fieldset>
      <label htmlFor={`${id}-file`} className="form-label">
        {t(isSigned ? "queues.sign.orderFile" : "queues.sign.keyFile")}
      </label>
      <input
        type="file"
        id={`${id}-file`}
        className="form-control"
        aria-describedby={`${id}-hint`}
        onChange={(event) => setFile(event.target.files?.[0])}
      />
      <p className="small" id={`${id}-hint`}>
        {t(isSigned ? "queues.sign.orderHint" : "queues.sign.keyHint")}
      </p>
    </>
  );
}

async function orderOf(
  order: PlainOrder | undefined,
  file: File | undefined,
  isSigned: boolean,
  role: string,
): Promise<SignedText | Fault> {
  if (order === undefined) return "choice";
  if (file === undefined) return "file";
  if (isSigned) return (await readSignedOrder(file, order)) ?? "order";
  const key = await readPersonKey(file);
  return key === undefined ? "key" : signOrder(order, role, key);
}
