/** One message of the bench's sender. Every value is synthetic. */
export interface Message {
  readonly body: Buffer;
  /** Receivers that get a copy of it under the rules of the bench's installation. */
  readonly to: readonly string[];
  /** 32 hex digits, of its own and of its incident: names for the baseline, which derives none. */
  readonly id: string;
  readonly incident: string;
  readonly isFirst: boolean;
}

const incidentsLive = 24;
const messagesPerIncident = 10;

/** Who gets what when the event also lies in the neighbour's comune (docs/matrix.md). */
const receivers = {
  C01: ["questura_cremona", "cc_cremona", "pl_limitrofo", "cur_brescia"],
  C03: ["questura_cremona", "cc_cremona", "pl_limitrofo", "cur_brescia"],
  C12: ["gdf_cremona", "questura_cremona", "cc_cremona"],
} as const;
const categories = ["C01", "C03", "C12"] as const;

interface Incident {
  readonly number: number;
  readonly category: (typeof categories)[number];
  sent: number;
}

/** Endless messages: a mix of three categories, each incident a report and then updates, many at a time. */
export class Traffic {
  private readonly live: Incident[] = [];
  private opened = 0;
  private made = 0;

  /** `run`: distinct for each use of one installation; what was sent before would be a repetition. */
  constructor(private readonly run: number) {}

  next(): Message {
    const at = this.made % incidentsLive;
    let incident = this.live[at];
    if (incident === undefined || incident.sent === messagesPerIncident) {
      incident = this.open();
      this.live[at] = incident;
    }
    this.made += 1;
    incident.sent += 1;
    return {
      body: Buffer.from(JSON.stringify(this.content(incident))),
      to: receivers[incident.category],
      id: hexId(this.run, this.made, 1),
      incident: hexId(this.run, incident.number, 2),
      isFirst: incident.sent === 1,
    };
  }

  private open(): Incident {
    this.opened += 1;
    const category = categories[this.opened % categories.length] ?? "C01";
    return { number: this.opened, category, sent: 0 };
  }

  private content({ number, category, sent }: Incident) {
    const now = new Date().toISOString();
    return {
      message_id: `B-${this.run}-${this.made}`,
      sent: now,
      mode: "actual",
      kind: sent === 1 ? "report" : "update",
      incident: { id: `BENCH-${this.run}-${number}` },
      category,
      territory: ["istat:019036", "istat:019026"],
      upsert: sent === 1 ? report(now) : update(sent),
      remove: [],
    };
  }
}

const place = (step: number) => ({
  kind: "place",
  id: "p1",
  sensitivity: "public",
  place_type: "road",
  lat: Number((45.13 + step / 1_000).toFixed(3)),
  lon: 10.02,
  street: "via SINTETICA",
  number: String(step),
  municipality: "istat:019036",
});

const report = (now: string) => [
  {
    kind: "incident",
    id: "i",
    status: "open",
    priority: 2,
    started_at: now,
    reliability: "likely",
  },
  place(1),
  {
    kind: "person",
    id: "a",
    roles: ["victim", "reporter"],
    minor: false,
    family_name: "SINTETICO",
    given_name: "SINTETICO",
  },
  { kind: "vehicle", id: "v", plate: "ZZ000ZZ", colour: "red" },
  { kind: "casualties", id: "c", injured_count: 1, worst_severity: "minor" },
];

/** Each changes the place, which every receiver of the mix may have: an update without a copy is no load. */
const update = (step: number) =>
  step % 2 === 0
    ? [place(step)]
    : [
        place(step),
        { kind: "vehicle", id: "v", plate: "ZZ000ZZ", colour: step % 4 ? "blue" : "red" },
      ];

const hexId = (run: number, number: number, kind: number): string =>
  `${(number * 2_654_435_761) % 4_294_967_296}`
    .padStart(10, "0")
    .concat(String(kind), String(run).padStart(5, "0"), String(number).padStart(16, "0"));
