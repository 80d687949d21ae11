import { z } from "zod";
import { askEdge } from "../edgeClient.ts";
import { CliError } from "../exitCodes.ts";
import { feedPath } from "../feed.ts";
import type { PlayedRoom } from "./playedRoom.ts";

const copySchema = z.looseObject({
  delivery: z.string(),
  incident: z.string(),
  charge: z.string(),
  components: z.array(z.looseObject({ kind: z.string(), alias: z.string(), revision: z.number() })),
  withdrawn: z.array(
    z.looseObject({ kind: z.string(), alias: z.string(), paths: z.array(z.string()) }),
  ),
  basis: z.array(z.looseObject({ article: z.string(), rule: z.string() })),
});
export type Copy = z.infer<typeof copySchema>;

const pageSchema = z.looseObject({ copies: z.array(copySchema), cursor: z.string() });

export type Mode = "actual" | "exercise";

/** Members of a component that are not fields. */
const notFields = new Set(["kind", "alias", "revision"]);
const pagesMax = 200;

/** What one room has received of one incident. */
export interface Held {
  readonly copies: readonly Copy[];
  /** By component alias: `kind.member` of everything that the room has and was not told to delete. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A room that reads its feed in one mode and keeps what it is told, as a real one would. */
export class Receiver {
  private cursor: string | undefined;
  private readonly seen = new Set<string>();
  private readonly incidents = new Map<string, Held>();

  constructor(
    readonly room: PlayedRoom,
    readonly mode: Mode,
  ) {}

  /** Goes past everything that an earlier demonstration left here. */
  async skipOld(): Promise<void> {
    for (let page = 0; page < pagesMax; page += 1) {
      if ((await this.page(0)).length === 0) return;
    }
    throw new Error("the feed has no end");
  }

  /** Copies that came since the last poll; a delivery that comes twice counts once. */
  async poll(waitSeconds: number): Promise<readonly Copy[]> {
    const copies = (await this.page(waitSeconds)).filter(
      ({ delivery }) => !this.seen.has(delivery),
    );
    for (const copy of copies) {
      this.seen.add(copy.delivery);
      this.incidents.set(copy.incident, keep(this.incidents.get(copy.incident), copy));
    }
    return copies;
  }

  held(alias: string | undefined): Held {
    const none: Held = { copies: [], fields: new Map() };
    return alias === undefined ? none : (this.incidents.get(alias) ?? none);
  }

  private async page(wait: number): Promise<readonly Copy[]> {
    const path = feedPath({ room: this.room.id, after: this.cursor, wait, mode: this.mode });
    const { status, body } = await askEdge(this.room, {
      path,
      method: "GET",
      waitMs: wait * 1_000,
    });
    const page = pageSchema.safeParse(body);
    if (status !== 200 || !page.success) {
      throw new CliError("unreachable", "edge-busy", { address: this.room.address, status });
    }
    this.cursor = page.data.cursor;
    return page.data.copies;
  }
}

/** A named component is its whole new value; a withdrawal takes the rest. */
function keep(held: Held | undefined, copy: Copy): Held {
  const fields = new Map(held?.fields);
  for (const { alias, paths } of copy.withdrawn) {
    const gone = new Set(paths.flatMap((path) => membersOf(path)));
    fields.set(alias, new Set([...(fields.get(alias) ?? [])].filter((path) => !gone.has(path))));
  }
  for (const component of copy.components) {
    const names = Object.keys(component).filter((name) => !notFields.has(name));
    fields.set(component.alias, new Set(names.map((name) => `${component.kind}.${name}`)));
  }
  return { copies: [...(held?.copies ?? []), copy], fields };
}

/** A point is two members of the native JSON. */
const membersOf = (path: string): readonly string[] =>
  path === "place.point" ? ["place.lat", "place.lon"] : [path];

/** Everything held, whatever component it is of. */
export function pathsOf({ fields }: Held): readonly string[] {
  return [...new Set([...fields.values()].flatMap((paths) => [...paths]))].toSorted(byText);
}

/** Order by code units, the same everywhere. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
