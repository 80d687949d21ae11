// Generated from proto/raccordo/v1 by `npm run generate`. Do not edit.
export const enumNumbers = {
  "AgeBand": {
    "0_5": 1,
    "6_13": 2,
    "14_17": 3,
    unknown: 4
  },
  "Basis": {
    fact: 1,
    assessment: 2
  },
  "CallFilter": {
    emergency: 1,
    not_urgent: 2,
    improper: 3,
    silent: 4
  },
  "Category": {
    "C00": 100,
    "C01": 1,
    "C02": 2,
    "C03": 3,
    "C04": 4,
    "C05": 5,
    "C06": 6,
    "C07": 7,
    "C08": 8,
    "C09": 9,
    "C10": 10,
    "C11": 11,
    "C12": 12,
    "C13": 13,
    "C14": 14,
    "C15": 15,
    "C16": 16,
    "C17": 17,
    "C18": 18
  },
  "ChargeState": {
    taken: 1,
    ended: 2,
    refused: 3
  },
  "Colour": {
    white: 1,
    black: 2,
    grey: 3,
    red: 4,
    blue: 5,
    green: 6,
    yellow: 7,
    brown: 8,
    other: 9
  },
  "Completeness": {
    partial: 1,
    complete: 2
  },
  "Emergency": {
    life_at_risk: 1,
    violence_in_progress: 2,
    child_at_risk: 3,
    missing_at_risk: 4
  },
  "EventKind": {
    report: 1,
    update: 2,
    cancel: 3,
    close: 4,
    charge_taken: 5,
    charge_ended: 6,
    refused: 7,
    break_glass: 8
  },
  "Injury": {
    none: 1,
    minor: 2,
    serious: 3,
    critical: 4,
    fatal: 5
  },
  "Mode": {
    actual: 1,
    exercise: 2
  },
  "PersonRole": {
    suspect: 1,
    victim: 2,
    injured: 3,
    witness: 4,
    reporter: 5,
    involved: 6,
    missing: 7,
    offender: 8
  },
  "PlaceType": {
    street: 1,
    public_building: 2,
    shop: 3,
    home: 4,
    school: 5,
    health_facility: 6,
    protected_facility: 7,
    other: 8
  },
  "PositionMethod": {
    gnss: 1,
    wifi: 2,
    cell: 3,
    manual: 4,
    geocoded: 5,
    app: 6,
    ecall: 7,
    declared: 8
  },
  "Purpose": {
    "P1": 1,
    "P2": 2,
    "P3": 3,
    "P4": 4,
    "P5": 5,
    "P6": 6
  },
  "Regime": {
    police: 1,
    administrative: 2
  },
  "Reliability": {
    confirmed: 1,
    likely: 2,
    unverified: 3
  },
  "RiskType": {
    weapon: 1,
    aggression: 2,
    animal: 3,
    hazardous_material: 4,
    traffic: 5,
    other: 6
  },
  "Sensitivity": {
    public: 1,
    sensitive: 2
  },
  "Source": {
    observed: 1,
    reported: 2,
    declared: 3,
    device: 4,
    register: 5,
    police_database: 6
  },
  "Status": {
    open: 1,
    assigned: 2,
    in_progress: 3,
    on_hold: 4,
    under_control: 5,
    closed: 6,
    cancelled: 7
  },
  "UnitStatus": {
    dispatched: 1,
    en_route: 2,
    on_scene: 3,
    available: 4
  },
  "VehicleBody": {
    car: 1,
    van: 2,
    truck: 3,
    bus: 4,
    motorcycle: 5,
    bicycle: 6,
    scooter: 7,
    other: 8
  }
} as const;
export const messageFields = {
  "Casualties": {
    injured_count: {
      type: "uint32",
      shape: "scalar",
      repeated: false,
      dataClass: "health",
      derived: true,
      statable: true,
      max: 10000
    },
    worst_severity: {
      type: "Injury",
      shape: "enum",
      repeated: false,
      dataClass: "health",
      derived: true,
      statable: true
    }
  },
  "Charge": {
    state: {
      type: "ChargeState",
      shape: "enum",
      repeated: false,
      dataClass: "core",
      derived: true,
      statable: false
    },
    room: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: true,
      statable: false,
      textFormat: "token",
      max: 64
    },
    since: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: true,
      statable: false,
      textFormat: "time"
    }
  },
  "Component": {
    id: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 64
    },
    incident: {
      type: "Incident",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    place: {
      type: "Place",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    person: {
      type: "Person",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    vehicle: {
      type: "Vehicle",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    unit: {
      type: "Unit",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    casualties: {
      type: "Casualties",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    minors: {
      type: "Minors",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    risk: {
      type: "Risk",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    image: {
      type: "Image",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    note: {
      type: "Note",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    charge: {
      type: "Charge",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    },
    people: {
      type: "People",
      shape: "message",
      repeated: false,
      derived: false,
      statable: false,
      oneof: "body"
    }
  },
  "ComponentName": {
    kind: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 16
    },
    id: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 64
    }
  },
  "ConversionNote": {
    code: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 40
    },
    pointer: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 200
    }
  },
  "Event": {
    message_id: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 200
    },
    sent: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "time"
    },
    observed: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false,
      textFormat: "time"
    },
    mode: {
      type: "Mode",
      shape: "enum",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false
    },
    kind: {
      type: "EventKind",
      shape: "enum",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false
    },
    incident_id: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 200,
      oneof: "incident"
    },
    incident_alias: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 32,
      oneof: "incident"
    },
    category: {
      type: "Category",
      shape: "enum",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false
    },
    territory: {
      type: "string",
      shape: "scalar",
      repeated: true,
      dataClass: "core",
      derived: false,
      statable: false,
      textFormat: "istat",
      max: 16
    },
    purpose: {
      type: "Purpose",
      shape: "enum",
      repeated: false,
      dataClass: "legal",
      derived: false,
      statable: false
    },
    regime: {
      type: "Regime",
      shape: "enum",
      repeated: false,
      dataClass: "legal",
      derived: false,
      statable: false
    },
    operator_ref: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 64
    },
    format: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 40
    },
    sender: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 200
    },
    notes: {
      type: "ConversionNote",
      shape: "message",
      repeated: true,
      derived: false,
      statable: false,
      max: 64
    },
    upsert: {
      type: "Component",
      shape: "message",
      repeated: true,
      derived: false,
      statable: false,
      max: 64
    },
    remove: {
      type: "ComponentName",
      shape: "message",
      repeated: true,
      derived: false,
      statable: false,
      max: 64
    },
    addressees: {
      type: "string",
      shape: "scalar",
      repeated: true,
      dataClass: "core",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 8
    },
    same_as: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "operator",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 32
    },
    emergency: {
      type: "Emergency",
      shape: "enum",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false
    }
  },
  "Image": {
    reference: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "image",
      derived: false,
      statable: false,
      textFormat: "reference",
      max: 200
    },
    captured_at: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "image",
      derived: false,
      statable: false,
      textFormat: "time"
    },
    expires_at: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "image",
      derived: false,
      statable: false,
      textFormat: "time"
    }
  },
  "Incident": {
    status: {
      type: "Status",
      shape: "enum",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false
    },
    priority: {
      type: "uint32",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false,
      max: 5
    },
    started_at: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false,
      textFormat: "time"
    },
    reported_at: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false,
      textFormat: "time"
    },
    category: {
      type: "Category",
      shape: "enum",
      repeated: false,
      dataClass: "core",
      derived: true,
      statable: false
    },
    completeness: {
      type: "Completeness",
      shape: "enum",
      repeated: false,
      dataClass: "legal",
      derived: false,
      statable: false
    },
    reliability: {
      type: "Reliability",
      shape: "enum",
      repeated: false,
      dataClass: "legal",
      derived: false,
      statable: false
    },
    started_quarter: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: true,
      statable: false,
      textFormat: "time"
    },
    reported_quarter: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: true,
      statable: false,
      textFormat: "time"
    },
    call_filter: {
      type: "CallFilter",
      shape: "enum",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false
    },
    same_as: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: true,
      statable: false,
      textFormat: "token",
      max: 32
    }
  },
  "Minors": {
    present: {
      type: "bool",
      shape: "scalar",
      repeated: false,
      dataClass: "minor",
      derived: true,
      statable: false
    },
    bands: {
      type: "AgeBand",
      shape: "enum",
      repeated: true,
      dataClass: "minor",
      derived: true,
      statable: false,
      max: 4
    }
  },
  "Note": {
    text: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "note",
      derived: false,
      statable: false,
      textFormat: "text",
      max: 280
    },
    basis: {
      type: "Basis",
      shape: "enum",
      repeated: false,
      dataClass: "note",
      derived: false,
      statable: false
    }
  },
  "People": {
    count: {
      type: "uint32",
      shape: "scalar",
      repeated: false,
      dataClass: "person_role",
      derived: true,
      statable: false,
      max: 10000
    }
  },
  "Person": {
    roles: {
      type: "PersonRole",
      shape: "enum",
      repeated: true,
      dataClass: "person_role",
      derived: false,
      statable: false,
      max: 8
    },
    basis: {
      type: "Basis",
      shape: "enum",
      repeated: false,
      dataClass: "person_role",
      derived: false,
      statable: false
    },
    minor: {
      type: "bool",
      shape: "scalar",
      repeated: false,
      dataClass: "minor",
      derived: false,
      statable: false
    },
    family_name: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_identity",
      derived: false,
      statable: false,
      textFormat: "name",
      max: 80
    },
    given_name: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_identity",
      derived: false,
      statable: false,
      textFormat: "name",
      max: 80
    },
    birth_date: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_identity",
      derived: false,
      statable: false,
      textFormat: "date"
    },
    tax_code: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_identity",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 16
    },
    document: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_identity",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 40
    },
    nationality: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_identity",
      derived: false,
      statable: false,
      textFormat: "country"
    },
    phone: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_contact",
      derived: false,
      statable: false,
      textFormat: "phone",
      max: 32
    },
    email: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_contact",
      derived: false,
      statable: false,
      textFormat: "email",
      max: 120
    },
    language: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "person_contact",
      derived: false,
      statable: false,
      textFormat: "country"
    },
    injury: {
      type: "Injury",
      shape: "enum",
      repeated: false,
      dataClass: "health",
      derived: false,
      statable: false
    },
    source: {
      type: "Source",
      shape: "enum",
      repeated: false,
      dataClass: "legal",
      derived: false,
      statable: false
    }
  },
  "Place": {
    sensitivity: {
      type: "Sensitivity",
      shape: "enum",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false
    },
    place_type: {
      type: "PlaceType",
      shape: "enum",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false
    },
    point: {
      type: "Point",
      shape: "message",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false
    },
    accuracy_m: {
      type: "uint32",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false,
      max: 100000
    },
    method: {
      type: "PositionMethod",
      shape: "enum",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false
    },
    street: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false,
      textFormat: "name",
      max: 120
    },
    number: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false,
      textFormat: "name",
      max: 16
    },
    municipality: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "core",
      derived: false,
      statable: false,
      textFormat: "istat"
    },
    polygon: {
      type: "Point",
      shape: "message",
      repeated: true,
      dataClass: "place",
      derived: false,
      statable: false,
      max: 2000
    },
    radius_m: {
      type: "uint32",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false,
      max: 200000
    },
    zone: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: true,
      statable: false,
      textFormat: "grid"
    },
    cell: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: true,
      statable: false,
      textFormat: "grid"
    },
    confidence_pct: {
      type: "uint32",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false,
      max: 100
    },
    source: {
      type: "Source",
      shape: "enum",
      repeated: false,
      dataClass: "legal",
      derived: false,
      statable: false
    },
    area: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: true,
      statable: false,
      textFormat: "token",
      max: 32
    }
  },
  "Point": {
    lat_e7: {
      type: "sint32",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false
    },
    lon_e7: {
      type: "sint32",
      shape: "scalar",
      repeated: false,
      dataClass: "place",
      derived: false,
      statable: false
    }
  },
  "Risk": {
    risk_type: {
      type: "RiskType",
      shape: "enum",
      repeated: false,
      dataClass: "risk",
      derived: false,
      statable: false
    },
    basis: {
      type: "Basis",
      shape: "enum",
      repeated: false,
      dataClass: "risk",
      derived: false,
      statable: false
    },
    source: {
      type: "Source",
      shape: "enum",
      repeated: false,
      dataClass: "legal",
      derived: false,
      statable: false
    }
  },
  "Unit": {
    call_sign: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "unit",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 24
    },
    unit_status: {
      type: "UnitStatus",
      shape: "enum",
      repeated: false,
      dataClass: "unit",
      derived: false,
      statable: false
    }
  },
  "Vehicle": {
    plate: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "vehicle_identity",
      derived: false,
      statable: false,
      textFormat: "token",
      max: 16
    },
    country: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "vehicle_description",
      derived: false,
      statable: false,
      textFormat: "country"
    },
    body: {
      type: "VehicleBody",
      shape: "enum",
      repeated: false,
      dataClass: "vehicle_description",
      derived: false,
      statable: false
    },
    colour: {
      type: "Colour",
      shape: "enum",
      repeated: false,
      dataClass: "vehicle_description",
      derived: false,
      statable: false
    },
    make: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "vehicle_identity",
      derived: false,
      statable: false,
      textFormat: "name",
      max: 40
    },
    model: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "vehicle_identity",
      derived: false,
      statable: false,
      textFormat: "name",
      max: 40
    },
    plate_token: {
      type: "string",
      shape: "scalar",
      repeated: false,
      dataClass: "vehicle_identity",
      derived: true,
      statable: false,
      textFormat: "token",
      max: 32
    },
    listed_stolen: {
      type: "bool",
      shape: "scalar",
      repeated: false,
      dataClass: "database_result",
      derived: false,
      statable: false
    },
    source: {
      type: "Source",
      shape: "enum",
      repeated: false,
      dataClass: "legal",
      derived: false,
      statable: false
    }
  }
} as const;
