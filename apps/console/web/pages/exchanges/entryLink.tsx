import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Speech } from "./sentences.ts";
import { type Entry, entryPath } from "./view.ts";

/** What both lists of entries are given. */
export interface EntryListProps {
  readonly entries: readonly Entry[];
  readonly speech: Speech;
  /** Whether there are more than are loaded. */
  readonly isMore: boolean;
  onNeedMore(): void;
}

/** To the page of an entry; read out with its number, so that links tell themselves apart. */
export function EntryLink({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const place = `${entry.year}/${entry.index}`;
  return (
    <Link to={entryPath(entry)} aria-label={t("exchanges.list.open", { place })}>
      {place}
    </Link>
  );
}
