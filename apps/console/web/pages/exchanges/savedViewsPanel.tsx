import { Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "../../session/session.ts";
import { isolated } from "../../words/isolated.ts";
import {
  keepViews,
  nameCharactersMax,
  renamed,
  type SavedView,
  savedViews,
  withView,
} from "./savedViews.ts";

/** Views with names, kept in this browser for who has signed in. */
export function SavedViewsPanel({ search }: { readonly search: string }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const [views, setViews] = useState(() => savedViews(session.name));
  const [said, setSaid] = useState("");
  const keep = (next: readonly SavedView[]) => {
    keepViews(session.name, next);
    setViews(next);
  };
  const save = (name: string) => {
    keep(withView(views, { name, search }));
    setSaid(t("exchanges.views.saved", { name }));
  };
  return (
    <details className="raccordo-panel">
      <summary>
        {t("exchanges.views.title")} ({views.length})
      </summary>
      <p className="small">{t("exchanges.views.where")}</p>
      {views.length === 0 && <p>{t("exchanges.views.empty")}</p>}
      <ul className="list-unstyled">
        {views.map((view) => (
          <SavedViewRow
            key={view.name}
            view={view}
            onRenamed={(name) => keep(renamed(views, view.name, name))}
            onRemoved={() => keep(views.filter((one) => one !== view))}
          />
        ))}
      </ul>
      <NameForm
        label={t("exchanges.views.name")}
        button={t("exchanges.views.save")}
        onNamed={save}
      />
      <p role="status">{said}</p>
    </details>
  );
}

interface SavedViewRowProps {
  readonly view: SavedView;
  onRenamed(name: string): void;
  onRemoved(): void;
}

function SavedViewRow({ view: { name, search }, onRenamed, onRemoved }: SavedViewRowProps) {
  const { t } = useTranslation();
  const [isNaming, setNaming] = useState(false);
  const rename = (next: string) => {
    setNaming(false);
    onRenamed(next);
  };
  return (
    <li className="raccordo-fields mb-2">
      <Link to={`/scambi?${search}`}>{isolated(name)}</Link>
      <Button
        color="secondary"
        outline
        size="xs"
        aria-expanded={isNaming}
        aria-label={t("exchanges.views.renameOne", { name })}
        onClick={() => setNaming(!isNaming)}
      >
        {t("exchanges.views.rename")}
      </Button>
      <Button
        color="danger"
        outline
        size="xs"
        aria-label={t("exchanges.views.removeOne", { name })}
        onClick={onRemoved}
      >
        {t("exchanges.views.remove")}
      </Button>
      {isNaming && (
        <NameForm
          label={t("exchanges.views.newName")}
          button={t("exchanges.views.keep")}
          first={name}
          onNamed={rename}
        />
      )}
    </li>
  );
}

interface NameFormProps {
  readonly label: string;
  readonly button: string;
  readonly first?: string;
  onNamed(name: string): void;
}

function NameForm({ label, button, first = "", onNamed }: NameFormProps) {
  const id = useId();
  const [name, setName] = useState(first);
  return (
    <form
      className="raccordo-fields"
      onSubmit={(event) => {
        event.preventDefault();
        onNamed(name.trim());
        setName("");
      }}
    >
      <div>
        <label htmlFor={id}>{label}</label>
        <input
          type="text"
          className="form-control"
          id={id}
          required
          pattern=".*\S.*"
          maxLength={nameCharactersMax}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <Button type="submit" color="primary" outline size="sm">
        {button}
      </Button>
    </form>
  );
}
