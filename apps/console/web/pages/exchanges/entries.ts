import { useInfiniteQuery } from "@tanstack/react-query";
import { answered, api } from "../../api/client.ts";
import type { View } from "./view.ts";
import { questionOf } from "./view.ts";

/** Entries of one answer. */
const pageEntries = 100;
const path = "/v1/log/entries";

/** The entries that fit, newest first, page by page. */
export function useEntries(view: Pick<View, "period" | "filters">) {
  const asked = questionOf(view).toString();
  return useInfiniteQuery({
    queryKey: [path, asked],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const search = questionOf(view);
      search.set("limit", String(pageEntries));
      if (pageParam !== "") search.set("cursor", pageParam);
      // The address of the page was checked by nobody: the API says what of it it does not take.
      return answered(api.GET(path, { signal, querySerializer: () => search.toString() }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export const entriesKey = path;
