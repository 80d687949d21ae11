import { renderCopy } from "#libs/adapters/native/copy";
import type { ReleasedView } from "#libs/incident/view";

/** The copy as the room would read it in native JSON. */
export const copyJson = (view: ReleasedView): unknown =>
  JSON.parse(new TextDecoder().decode(renderCopy(view)));
