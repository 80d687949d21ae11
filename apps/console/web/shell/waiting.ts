import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../api/client.ts";
import { useSession } from "../session/session.ts";
import { menu } from "./menu.ts";

/** As long as one recorded reading covers: asked more often, the menu would fill the log with itself. */
const askMs = 600_000;

/** How many things wait for a person, by the page on which they do; nothing for who has no such page. */
export function useWaiting(): ReadonlyMap<string, number> {
  const { session } = useSession();
  const page = menu.find(({ words }) => words === "queues");
  const { data } = useQuery({
    queryKey: ["duties"],
    queryFn: () => answered(api.GET("/v1/log/duties")),
    enabled: page?.roles.includes(session.role) === true,
    ...{ staleTime: askMs, refetchInterval: askMs, refetchOnWindowFocus: false },
  });
  if (page === undefined || data === undefined) return new Map();
  const { reviews, recalls, retention } = data;
  return new Map([[page.path, reviews.open + recalls.open + retention.open]]);
}
