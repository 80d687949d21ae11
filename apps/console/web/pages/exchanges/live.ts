import { useEffect, useState } from "react";
import { useSession } from "../../session/session.ts";
import { questionOf, type View } from "./view.ts";

/** How following is: open, trying again, refused or closed by the console, or not asked for. */
export type LiveState = "on" | "waiting" | "ended" | "off";

interface Following {
  readonly state: LiveState;
  /** Entries that came since the list was loaded, by `year/index`. */
  readonly fresh: ReadonlySet<string>;
}

const nothing: Following = { state: "waiting", fresh: new Set() };

/**
 * Follows what fits, as it is signed. The list stays as it is: what comes is only counted. Who was cut off goes on
 * behind the last entry that came: the browser shows its id again (Last-Event-ID). `load`: changes when the list is new.
 */
export function useLive(
  view: Pick<View, "period" | "filters">,
  isOn: boolean,
  load: number,
): Following {
  const { purpose } = useSession();
  const [following, setFollowing] = useState(nothing);
  const asked = questionOf(view);
  asked.set("read_for", purpose);
  const address = `/v1/log/tail?${asked.toString()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that is new has all that came before.
  useEffect(() => {
    setFollowing(nothing);
    if (!isOn) return;
    const source = new EventSource(address);
    const say = (state: LiveState) => () => setFollowing((before) => ({ ...before, state }));
    source.addEventListener("open", say("on"));
    source.addEventListener("error", () => {
      say(source.readyState === EventSource.CLOSED ? "ended" : "waiting")();
    });
    source.addEventListener("entry", ({ lastEventId }) => {
      setFollowing(({ state, fresh }) => ({ state, fresh: new Set(fresh).add(lastEventId) }));
    });
    return () => source.close();
  }, [address, isOn, load]);
  return isOn ? following : { state: "off", fresh: following.fresh };
}
