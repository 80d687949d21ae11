import type { ComponentKind, EnumValue } from "#libs/incident/catalogue";
import type { Group } from "#libs/incident/groups";
/** Of what people read: Italian first. */
export type Language = "it" | "en";

export type Bilingual = Readonly<Record<Language, string>>;

const l = (it: string, en: string): Bilingual => ({ it, en });

/** What a person calls each field; a test keeps it complete against the catalogue. */
export const fieldLabels: Readonly<Record<string, Bilingual>> = {
  "incident.status": l("stato", "status"),
  "incident.priority": l("priorità", "priority"),
  "incident.started_at": l("ora del fatto", "time of the fact"),
  "incident.reported_at": l("ora della segnalazione", "time of the report"),
  "incident.category": l("categoria", "category"),
  "incident.completeness": l("completezza", "completeness"),
  "incident.reliability": l("attendibilità", "reliability"),
  "place.sensitivity": l("se è pubblico", "whether it is public"),
  "place.place_type": l("tipo di luogo", "kind of place"),
  "place.point": l("coordinate", "coordinates"),
  "place.accuracy_m": l("precisione", "accuracy"),
  "place.method": l("come è stato localizzato", "how it was located"),
  "place.street": l("via", "street"),
  "place.number": l("numero civico", "house number"),
  "place.municipality": l("comune", "comune"),
  "place.polygon": l("area", "area"),
  "place.radius_m": l("raggio", "radius"),
  "place.zone": l("zona di 1 km", "1 km zone"),
  "person.roles": l("ruolo", "role"),
  "person.basis": l("fatto o valutazione", "fact or assessment"),
  "person.minor": l("se è minorenne", "whether a minor"),
  "person.family_name": l("cognome", "family name"),
  "person.given_name": l("nome", "given name"),
  "person.birth_date": l("data di nascita", "date of birth"),
  "person.tax_code": l("codice fiscale", "tax code"),
  "person.document": l("documento", "identity document"),
  "person.nationality": l("cittadinanza", "nationality"),
  "person.phone": l("telefono", "phone"),
  "person.email": l("e-mail", "e-mail"),
  "person.language": l("lingua", "language"),
  "person.injury": l("stato di salute", "injury"),
  "vehicle.plate": l("targa", "plate"),
  "vehicle.country": l("nazione", "country"),
  "vehicle.body": l("tipo", "body"),
  "vehicle.colour": l("colore", "colour"),
  "vehicle.make": l("marca", "make"),
  "vehicle.model": l("modello", "model"),
  "unit.call_sign": l("sigla", "call sign"),
  "unit.unit_status": l("stato della pattuglia", "status of the patrol"),
  "casualties.injured_count": l("numero", "number"),
  "casualties.worst_severity": l("gravità massima", "worst severity"),
  "minors.present": l("presenza", "presence"),
  "minors.bands": l("fasce di età", "age bands"),
  "risk.risk_type": l("tipo", "kind"),
  "risk.basis": l("fatto o valutazione", "fact or assessment"),
  "image.reference": l("riferimento", "reference"),
  "image.captured_at": l("ora dello scatto", "time taken"),
  "image.expires_at": l("scadenza", "expiry"),
  "note.text": l("testo", "text"),
  "note.basis": l("fatto o valutazione", "fact or assessment"),
  "incident.started_quarter": l("inizio, al quarto d'ora", "start, to the quarter of an hour"),
  "incident.reported_quarter": l(
    "segnalato, al quarto d'ora",
    "reported, to the quarter of an hour",
  ),
  "incident.call_filter": l("esito del filtro 112", "outcome of the 112 filter"),
  "place.source": l("provenienza del luogo", "source of the place"),
  "place.area": l("area secondo i residenti", "area by residents"),
  "person.source": l("provenienza dei dati della persona", "source of the person's data"),
  "vehicle.source": l("provenienza dei dati del veicolo", "source of the vehicle's data"),
  "risk.source": l("provenienza del rischio", "source of the risk"),
  "incident.same_as": l("stesso fatto di", "same fact as"),
  "place.cell": l("cella di 100 m", "100 m cell"),
  "place.confidence_pct": l("confidenza della posizione", "confidence of the position"),
  "vehicle.plate_token": l("pseudonimo della targa", "pseudonym of the plate"),
  "vehicle.listed_stolen": l("risulta rubato (lista A1)", "listed as stolen (list A1)"),
  "people.count": l("numero di persone", "number of persons"),
  "charge.state": l("stato", "state"),
  "charge.room": l("sala", "room"),
  "charge.since": l("da quando", "since"),
};

/** What a person calls each kind of component. */
export const kindLabels: Readonly<Record<ComponentKind, Bilingual>> = {
  incident: l("evento", "incident"),
  place: l("luogo", "place"),
  person: l("persona", "person"),
  vehicle: l("veicolo", "vehicle"),
  unit: l("pattuglia", "patrol"),
  casualties: l("feriti", "injured"),
  minors: l("minori", "minors"),
  people: l("persone", "people"),
  risk: l("rischio per gli operatori", "risk for officers"),
  image: l("immagine", "image"),
  note: l("nota", "note"),
  charge: l("presa in carico", "charge"),
};

export const roleLabels: Readonly<Record<EnumValue<"PersonRole">, Bilingual>> = {
  suspect: l("sospettato", "suspect"),
  victim: l("vittima", "victim"),
  injured: l("ferito", "injured"),
  witness: l("testimone", "witness"),
  reporter: l("chi chiama", "caller"),
  involved: l("coinvolto", "involved"),
  missing: l("scomparso", "missing"),
  offender: l("trasgressore", "offender"),
};

/** Groups of fields of the matrix. */
export const groupLabels: Readonly<Record<Group, Bilingual>> = {
  G1: l("evento", "incident"),
  G2: l("luogo pubblico", "public place"),
  G3: l("luogo sensibile", "sensitive place"),
  G4: l("chi chiama", "caller"),
  G5: l("identità", "identity"),
  G6: l("ruolo", "role"),
  G7: l("veicolo", "vehicle"),
  G8: l("salute", "health"),
  G9: l("minori", "minors"),
  G10: l("altri particolari", "other special data"),
  G11: l("immagini", "images"),
  G12: l("testo libero", "free text"),
  G13: l("pattuglia", "patrol"),
  G14: l("banche dati", "databases"),
  G15: l("rischi", "risks"),
  G16: l("atti di PG", "judicial acts"),
  G17: l("titolo e qualità", "title and quality"),
};

export const adult = l("persona", "person");
export const minor = l("minore", "minor");
export const publicPlace = l("luogo pubblico", "public place");
export const sensitivePlace = l("luogo sensibile", "sensitive place");
