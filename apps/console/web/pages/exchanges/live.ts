import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sessionLeftKey, useSession } from "../../session/session.ts";
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
 * Follows what fits, as it is signed, behind the newest entry of the list (`last`). The list stays as it is: what comes
 * is only counted. Who was cut off goes on behind the last entry that came: the browser shows its id again
 * (Last-Event-ID). `load`: changes when the list is new.
 */
export function useLive(
  view: Pick<View, "period" | "filters">,
  isOn: boolean,
  load: number,
  last: string | undefined,
): Following {
  const { purpose } = useSession();
  const client = useQueryClient();
  const [following, setFollowing] = useState(nothing);
  const asked = questionOf(view);
  asked.set("read_for", purpose);
  if (last !== undefined) asked.set("after", last);
  const address = `/v1/log/tail?${asked.toString()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that is new has all that came before.
  useEffect(() => {
    setFollowing(nothing);
    if (!isOn) return;
    const source = new EventSource(address);
    const say = (state: LiveState) => () => setFollowing((before) => ({ ...before, state }));
    source.addEventListener("open", say("on"));
    source.addEventListener("error", () => {
      const isClosed = source.readyState === EventSource.CLOSED;
      say(isClosed ? "ended" : "waiting")();
      // Perhaps because the session is over: then the page must not wait for nothing.
      if (isClosed) void client.invalidateQueries({ queryKey: sessionLeftKey });
    });
    source.addEventListener("entry", ({ lastEventId }) => {
      setFollowing(({ state, fresh }) => ({ state, fresh: new Set(fresh).add(lastEventId) }));
    });
    return () => source.close();
  }, [address, isOn, load]);
  return isOn ? following : { state: "off", fresh: following.fresh };
}
