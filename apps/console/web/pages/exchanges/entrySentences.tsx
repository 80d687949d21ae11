import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { wordsOf } from "../../words/codeWords.ts";
import { EntryLink, type EntryListProps } from "./entryLink.tsx";
import { type Speech, tell } from "./sentences.ts";
import type { Entry } from "./view.ts";
import { useRows } from "./virtualRows.tsx";

/** Height of a sentence before it was seen, in pixels. */
const sentencePixels = 110;

/** Entries as one would tell them, one after the other. */
export function EntrySentences({ entries, speech, isMore, onNeedMore }: EntryListProps) {
  const { t } = useTranslation();
  const { region, items, above, below, measure } = useRows(
    ...([entries.length, sentencePixels, onNeedMore] as const),
  );
  return (
    <ScrollRegion label={t("exchanges.list.label")} region={region}>
      <ol className="raccordo-told" style={{ paddingTop: above, paddingBottom: below }}>
        {items.map(({ index }) => {
          const entry = entries[index];
          if (entry === undefined) return null;
          return (
            <li
              key={`${entry.year}/${entry.index}`}
              data-index={index}
              ref={measure}
              aria-posinset={index + 1}
              aria-setsize={isMore ? -1 : entries.length}
            >
              <Sentence entry={entry} speech={speech} />
            </li>
          );
        })}
      </ol>
    </ScrollRegion>
  );
}

function Sentence({ entry, speech }: { readonly entry: Entry; readonly speech: Speech }) {
  const { head, rooms } = tell(entry, speech);
  return (
    <>
      <p className="mb-1">
        <strong>{head}</strong> <EntryLink entry={entry} /> ·{" "}
        {wordsOf(speech.t, "levelNames", entry.level)}
        {entry.mode === "exercise" && ` · ${speech.t("codes.modes.exercise")}`}
      </p>
      {rooms.map((sentence) => (
        <p className="mb-1" key={sentence}>
          {sentence}
        </p>
      ))}
    </>
  );
}
