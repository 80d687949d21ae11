import { Button, ModalBody, ModalFooter } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/generated/schema.ts";
import { numberText, timeText } from "./formats.ts";

interface NewKeyProps {
  readonly made: components["schemas"]["Rotation"];
  close(): void;
}

/** The new key, in a field from which it can be taken; whoever leaves says that the room has it. */
export function NewKey({ made, close }: NewKeyProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const field = useId();
  const { id, key, others_until: until, recorded } = made;
  const copy = () => void navigator.clipboard.writeText(key).then(() => setCopied(true));
  return (
    <>
      <ModalBody>
        <label htmlFor={field} className="position-static">
          {t("administration.room.rotate.key")}
        </label>
        <input
          id={field}
          className="form-control font-monospace"
          readOnly
          value={key}
          onFocus={({ target }) => target.select()}
        />
        <Button color="primary" outline size="sm" className="my-2" onClick={copy}>
          {t("administration.room.rotate.copy")}
        </Button>
        <p role="status">{isCopied && t("administration.room.rotate.copied")}</p>
        <ul>
          <li>{t("administration.room.rotate.name", { id })}</li>
          <li>
            {until === null
              ? t("administration.room.rotate.noOthers")
              : t("administration.room.rotate.others", { time: timeText(until) })}
          </li>
          <li>
            {t("administration.room.rotate.place", {
              year: recorded.year,
              index: numberText(recorded.index),
            })}
          </li>
        </ul>
      </ModalBody>
      <ModalFooter>
        <Button color="primary" onClick={close}>
          {t("administration.room.rotate.close")}
        </Button>
      </ModalFooter>
    </>
  );
}
