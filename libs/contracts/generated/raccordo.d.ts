import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace raccordo. */
export namespace raccordo {

    /** Namespace v1. */
    namespace v1 {

        /** DataClass enum. */
        enum DataClass {

            /** DATA_CLASS_UNSPECIFIED value */
            DATA_CLASS_UNSPECIFIED = 0,

            /** DATA_CLASS_CORE value */
            DATA_CLASS_CORE = 1,

            /** DATA_CLASS_LEGAL value */
            DATA_CLASS_LEGAL = 2,

            /** DATA_CLASS_PLACE value */
            DATA_CLASS_PLACE = 3,

            /** DATA_CLASS_PERSON_IDENTITY value */
            DATA_CLASS_PERSON_IDENTITY = 4,

            /** DATA_CLASS_PERSON_CONTACT value */
            DATA_CLASS_PERSON_CONTACT = 5,

            /** DATA_CLASS_PERSON_ROLE value */
            DATA_CLASS_PERSON_ROLE = 6,

            /** DATA_CLASS_HEALTH value */
            DATA_CLASS_HEALTH = 7,

            /** DATA_CLASS_VEHICLE_IDENTITY value */
            DATA_CLASS_VEHICLE_IDENTITY = 8,

            /** DATA_CLASS_VEHICLE_DESCRIPTION value */
            DATA_CLASS_VEHICLE_DESCRIPTION = 9,

            /** DATA_CLASS_MINOR value */
            DATA_CLASS_MINOR = 10,

            /** DATA_CLASS_IMAGE value */
            DATA_CLASS_IMAGE = 11,

            /** DATA_CLASS_NOTE value */
            DATA_CLASS_NOTE = 12,

            /** DATA_CLASS_UNIT value */
            DATA_CLASS_UNIT = 13,

            /** DATA_CLASS_OPERATOR value */
            DATA_CLASS_OPERATOR = 14,

            /** DATA_CLASS_RISK value */
            DATA_CLASS_RISK = 15,

            /** DATA_CLASS_DATABASE_RESULT value */
            DATA_CLASS_DATABASE_RESULT = 16
        }

        /** Mode enum. */
        enum Mode {

            /** MODE_UNSPECIFIED value */
            MODE_UNSPECIFIED = 0,

            /** MODE_ACTUAL value */
            MODE_ACTUAL = 1,

            /** MODE_EXERCISE value */
            MODE_EXERCISE = 2
        }

        /** EventKind enum. */
        enum EventKind {

            /** EVENT_KIND_UNSPECIFIED value */
            EVENT_KIND_UNSPECIFIED = 0,

            /** EVENT_KIND_REPORT value */
            EVENT_KIND_REPORT = 1,

            /** EVENT_KIND_UPDATE value */
            EVENT_KIND_UPDATE = 2,

            /** EVENT_KIND_CANCEL value */
            EVENT_KIND_CANCEL = 3,

            /** EVENT_KIND_CLOSE value */
            EVENT_KIND_CLOSE = 4,

            /** EVENT_KIND_CHARGE_TAKEN value */
            EVENT_KIND_CHARGE_TAKEN = 5,

            /** EVENT_KIND_CHARGE_ENDED value */
            EVENT_KIND_CHARGE_ENDED = 6,

            /** EVENT_KIND_REFUSED value */
            EVENT_KIND_REFUSED = 7,

            /** EVENT_KIND_BREAK_GLASS value */
            EVENT_KIND_BREAK_GLASS = 8
        }

        /** Emergency enum. */
        enum Emergency {

            /** EMERGENCY_UNSPECIFIED value */
            EMERGENCY_UNSPECIFIED = 0,

            /** EMERGENCY_LIFE_AT_RISK value */
            EMERGENCY_LIFE_AT_RISK = 1,

            /** EMERGENCY_VIOLENCE_IN_PROGRESS value */
            EMERGENCY_VIOLENCE_IN_PROGRESS = 2,

            /** EMERGENCY_CHILD_AT_RISK value */
            EMERGENCY_CHILD_AT_RISK = 3,

            /** EMERGENCY_MISSING_AT_RISK value */
            EMERGENCY_MISSING_AT_RISK = 4
        }

        /** Category enum. */
        enum Category {

            /** CATEGORY_UNSPECIFIED value */
            CATEGORY_UNSPECIFIED = 0,

            /** CATEGORY_C00 value */
            CATEGORY_C00 = 100,

            /** CATEGORY_C01 value */
            CATEGORY_C01 = 1,

            /** CATEGORY_C02 value */
            CATEGORY_C02 = 2,

            /** CATEGORY_C03 value */
            CATEGORY_C03 = 3,

            /** CATEGORY_C04 value */
            CATEGORY_C04 = 4,

            /** CATEGORY_C05 value */
            CATEGORY_C05 = 5,

            /** CATEGORY_C06 value */
            CATEGORY_C06 = 6,

            /** CATEGORY_C07 value */
            CATEGORY_C07 = 7,

            /** CATEGORY_C08 value */
            CATEGORY_C08 = 8,

            /** CATEGORY_C09 value */
            CATEGORY_C09 = 9,

            /** CATEGORY_C10 value */
            CATEGORY_C10 = 10,

            /** CATEGORY_C11 value */
            CATEGORY_C11 = 11,

            /** CATEGORY_C12 value */
            CATEGORY_C12 = 12,

            /** CATEGORY_C13 value */
            CATEGORY_C13 = 13,

            /** CATEGORY_C14 value */
            CATEGORY_C14 = 14,

            /** CATEGORY_C15 value */
            CATEGORY_C15 = 15,

            /** CATEGORY_C16 value */
            CATEGORY_C16 = 16,

            /** CATEGORY_C17 value */
            CATEGORY_C17 = 17,

            /** CATEGORY_C18 value */
            CATEGORY_C18 = 18
        }

        /** Purpose enum. */
        enum Purpose {

            /** PURPOSE_UNSPECIFIED value */
            PURPOSE_UNSPECIFIED = 0,

            /** PURPOSE_P1 value */
            PURPOSE_P1 = 1,

            /** PURPOSE_P2 value */
            PURPOSE_P2 = 2,

            /** PURPOSE_P3 value */
            PURPOSE_P3 = 3,

            /** PURPOSE_P4 value */
            PURPOSE_P4 = 4,

            /** PURPOSE_P5 value */
            PURPOSE_P5 = 5,

            /** PURPOSE_P6 value */
            PURPOSE_P6 = 6
        }

        /** Regime enum. */
        enum Regime {

            /** REGIME_UNSPECIFIED value */
            REGIME_UNSPECIFIED = 0,

            /** REGIME_POLICE value */
            REGIME_POLICE = 1,

            /** REGIME_ADMINISTRATIVE value */
            REGIME_ADMINISTRATIVE = 2
        }

        /** Status enum. */
        enum Status {

            /** STATUS_UNSPECIFIED value */
            STATUS_UNSPECIFIED = 0,

            /** STATUS_OPEN value */
            STATUS_OPEN = 1,

            /** STATUS_ASSIGNED value */
            STATUS_ASSIGNED = 2,

            /** STATUS_IN_PROGRESS value */
            STATUS_IN_PROGRESS = 3,

            /** STATUS_ON_HOLD value */
            STATUS_ON_HOLD = 4,

            /** STATUS_UNDER_CONTROL value */
            STATUS_UNDER_CONTROL = 5,

            /** STATUS_CLOSED value */
            STATUS_CLOSED = 6,

            /** STATUS_CANCELLED value */
            STATUS_CANCELLED = 7
        }

        /** Completeness enum. */
        enum Completeness {

            /** COMPLETENESS_UNSPECIFIED value */
            COMPLETENESS_UNSPECIFIED = 0,

            /** COMPLETENESS_PARTIAL value */
            COMPLETENESS_PARTIAL = 1,

            /** COMPLETENESS_COMPLETE value */
            COMPLETENESS_COMPLETE = 2
        }

        /** Reliability enum. */
        enum Reliability {

            /** RELIABILITY_UNSPECIFIED value */
            RELIABILITY_UNSPECIFIED = 0,

            /** RELIABILITY_CONFIRMED value */
            RELIABILITY_CONFIRMED = 1,

            /** RELIABILITY_LIKELY value */
            RELIABILITY_LIKELY = 2,

            /** RELIABILITY_UNVERIFIED value */
            RELIABILITY_UNVERIFIED = 3
        }

        /** CallFilter enum. */
        enum CallFilter {

            /** CALL_FILTER_UNSPECIFIED value */
            CALL_FILTER_UNSPECIFIED = 0,

            /** CALL_FILTER_EMERGENCY value */
            CALL_FILTER_EMERGENCY = 1,

            /** CALL_FILTER_NOT_URGENT value */
            CALL_FILTER_NOT_URGENT = 2,

            /** CALL_FILTER_IMPROPER value */
            CALL_FILTER_IMPROPER = 3,

            /** CALL_FILTER_SILENT value */
            CALL_FILTER_SILENT = 4
        }

        /** Sensitivity enum. */
        enum Sensitivity {

            /** SENSITIVITY_UNSPECIFIED value */
            SENSITIVITY_UNSPECIFIED = 0,

            /** SENSITIVITY_PUBLIC value */
            SENSITIVITY_PUBLIC = 1,

            /** SENSITIVITY_SENSITIVE value */
            SENSITIVITY_SENSITIVE = 2
        }

        /** PlaceType enum. */
        enum PlaceType {

            /** PLACE_TYPE_UNSPECIFIED value */
            PLACE_TYPE_UNSPECIFIED = 0,

            /** PLACE_TYPE_STREET value */
            PLACE_TYPE_STREET = 1,

            /** PLACE_TYPE_PUBLIC_BUILDING value */
            PLACE_TYPE_PUBLIC_BUILDING = 2,

            /** PLACE_TYPE_SHOP value */
            PLACE_TYPE_SHOP = 3,

            /** PLACE_TYPE_HOME value */
            PLACE_TYPE_HOME = 4,

            /** PLACE_TYPE_SCHOOL value */
            PLACE_TYPE_SCHOOL = 5,

            /** PLACE_TYPE_HEALTH_FACILITY value */
            PLACE_TYPE_HEALTH_FACILITY = 6,

            /** PLACE_TYPE_PROTECTED_FACILITY value */
            PLACE_TYPE_PROTECTED_FACILITY = 7,

            /** PLACE_TYPE_OTHER value */
            PLACE_TYPE_OTHER = 8
        }

        /** PositionMethod enum. */
        enum PositionMethod {

            /** POSITION_METHOD_UNSPECIFIED value */
            POSITION_METHOD_UNSPECIFIED = 0,

            /** POSITION_METHOD_GNSS value */
            POSITION_METHOD_GNSS = 1,

            /** POSITION_METHOD_WIFI value */
            POSITION_METHOD_WIFI = 2,

            /** POSITION_METHOD_CELL value */
            POSITION_METHOD_CELL = 3,

            /** POSITION_METHOD_MANUAL value */
            POSITION_METHOD_MANUAL = 4,

            /** POSITION_METHOD_GEOCODED value */
            POSITION_METHOD_GEOCODED = 5,

            /** POSITION_METHOD_APP value */
            POSITION_METHOD_APP = 6,

            /** POSITION_METHOD_ECALL value */
            POSITION_METHOD_ECALL = 7,

            /** POSITION_METHOD_DECLARED value */
            POSITION_METHOD_DECLARED = 8
        }

        /** PersonRole enum. */
        enum PersonRole {

            /** PERSON_ROLE_UNSPECIFIED value */
            PERSON_ROLE_UNSPECIFIED = 0,

            /** PERSON_ROLE_SUSPECT value */
            PERSON_ROLE_SUSPECT = 1,

            /** PERSON_ROLE_VICTIM value */
            PERSON_ROLE_VICTIM = 2,

            /** PERSON_ROLE_INJURED value */
            PERSON_ROLE_INJURED = 3,

            /** PERSON_ROLE_WITNESS value */
            PERSON_ROLE_WITNESS = 4,

            /** PERSON_ROLE_REPORTER value */
            PERSON_ROLE_REPORTER = 5,

            /** PERSON_ROLE_INVOLVED value */
            PERSON_ROLE_INVOLVED = 6,

            /** PERSON_ROLE_MISSING value */
            PERSON_ROLE_MISSING = 7,

            /** PERSON_ROLE_OFFENDER value */
            PERSON_ROLE_OFFENDER = 8
        }

        /** Basis enum. */
        enum Basis {

            /** BASIS_UNSPECIFIED value */
            BASIS_UNSPECIFIED = 0,

            /** BASIS_FACT value */
            BASIS_FACT = 1,

            /** BASIS_ASSESSMENT value */
            BASIS_ASSESSMENT = 2
        }

        /** Source enum. */
        enum Source {

            /** SOURCE_UNSPECIFIED value */
            SOURCE_UNSPECIFIED = 0,

            /** SOURCE_OBSERVED value */
            SOURCE_OBSERVED = 1,

            /** SOURCE_REPORTED value */
            SOURCE_REPORTED = 2,

            /** SOURCE_DECLARED value */
            SOURCE_DECLARED = 3,

            /** SOURCE_DEVICE value */
            SOURCE_DEVICE = 4,

            /** SOURCE_REGISTER value */
            SOURCE_REGISTER = 5,

            /** SOURCE_POLICE_DATABASE value */
            SOURCE_POLICE_DATABASE = 6
        }

        /** Injury enum. */
        enum Injury {

            /** INJURY_UNSPECIFIED value */
            INJURY_UNSPECIFIED = 0,

            /** INJURY_NONE value */
            INJURY_NONE = 1,

            /** INJURY_MINOR value */
            INJURY_MINOR = 2,

            /** INJURY_SERIOUS value */
            INJURY_SERIOUS = 3,

            /** INJURY_CRITICAL value */
            INJURY_CRITICAL = 4,

            /** INJURY_FATAL value */
            INJURY_FATAL = 5
        }

        /** AgeBand enum. */
        enum AgeBand {

            /** AGE_BAND_UNSPECIFIED value */
            AGE_BAND_UNSPECIFIED = 0,

            /** AGE_BAND_0_5 value */
            AGE_BAND_0_5 = 1,

            /** AGE_BAND_6_13 value */
            AGE_BAND_6_13 = 2,

            /** AGE_BAND_14_17 value */
            AGE_BAND_14_17 = 3,

            /** AGE_BAND_UNKNOWN value */
            AGE_BAND_UNKNOWN = 4
        }

        /** VehicleBody enum. */
        enum VehicleBody {

            /** VEHICLE_BODY_UNSPECIFIED value */
            VEHICLE_BODY_UNSPECIFIED = 0,

            /** VEHICLE_BODY_CAR value */
            VEHICLE_BODY_CAR = 1,

            /** VEHICLE_BODY_VAN value */
            VEHICLE_BODY_VAN = 2,

            /** VEHICLE_BODY_TRUCK value */
            VEHICLE_BODY_TRUCK = 3,

            /** VEHICLE_BODY_BUS value */
            VEHICLE_BODY_BUS = 4,

            /** VEHICLE_BODY_MOTORCYCLE value */
            VEHICLE_BODY_MOTORCYCLE = 5,

            /** VEHICLE_BODY_BICYCLE value */
            VEHICLE_BODY_BICYCLE = 6,

            /** VEHICLE_BODY_SCOOTER value */
            VEHICLE_BODY_SCOOTER = 7,

            /** VEHICLE_BODY_OTHER value */
            VEHICLE_BODY_OTHER = 8
        }

        /** Colour enum. */
        enum Colour {

            /** COLOUR_UNSPECIFIED value */
            COLOUR_UNSPECIFIED = 0,

            /** COLOUR_WHITE value */
            COLOUR_WHITE = 1,

            /** COLOUR_BLACK value */
            COLOUR_BLACK = 2,

            /** COLOUR_GREY value */
            COLOUR_GREY = 3,

            /** COLOUR_RED value */
            COLOUR_RED = 4,

            /** COLOUR_BLUE value */
            COLOUR_BLUE = 5,

            /** COLOUR_GREEN value */
            COLOUR_GREEN = 6,

            /** COLOUR_YELLOW value */
            COLOUR_YELLOW = 7,

            /** COLOUR_BROWN value */
            COLOUR_BROWN = 8,

            /** COLOUR_OTHER value */
            COLOUR_OTHER = 9
        }

        /** UnitStatus enum. */
        enum UnitStatus {

            /** UNIT_STATUS_UNSPECIFIED value */
            UNIT_STATUS_UNSPECIFIED = 0,

            /** UNIT_STATUS_DISPATCHED value */
            UNIT_STATUS_DISPATCHED = 1,

            /** UNIT_STATUS_EN_ROUTE value */
            UNIT_STATUS_EN_ROUTE = 2,

            /** UNIT_STATUS_ON_SCENE value */
            UNIT_STATUS_ON_SCENE = 3,

            /** UNIT_STATUS_AVAILABLE value */
            UNIT_STATUS_AVAILABLE = 4
        }

        /** RiskType enum. */
        enum RiskType {

            /** RISK_TYPE_UNSPECIFIED value */
            RISK_TYPE_UNSPECIFIED = 0,

            /** RISK_TYPE_WEAPON value */
            RISK_TYPE_WEAPON = 1,

            /** RISK_TYPE_AGGRESSION value */
            RISK_TYPE_AGGRESSION = 2,

            /** RISK_TYPE_ANIMAL value */
            RISK_TYPE_ANIMAL = 3,

            /** RISK_TYPE_HAZARDOUS_MATERIAL value */
            RISK_TYPE_HAZARDOUS_MATERIAL = 4,

            /** RISK_TYPE_TRAFFIC value */
            RISK_TYPE_TRAFFIC = 5,

            /** RISK_TYPE_OTHER value */
            RISK_TYPE_OTHER = 6
        }

        /** ChargeState enum. */
        enum ChargeState {

            /** CHARGE_STATE_UNSPECIFIED value */
            CHARGE_STATE_UNSPECIFIED = 0,

            /** CHARGE_STATE_TAKEN value */
            CHARGE_STATE_TAKEN = 1,

            /** CHARGE_STATE_ENDED value */
            CHARGE_STATE_ENDED = 2,

            /** CHARGE_STATE_REFUSED value */
            CHARGE_STATE_REFUSED = 3
        }

        /**
         * Properties of a Point.
         * @deprecated Use raccordo.v1.Point.$Properties instead.
         */
        interface IPoint extends raccordo.v1.Point.$Properties {
        }

        /** Represents a Point. */
        class Point {

            /**
             * Constructs a new Point.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Point.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Point lat_e7. */
            lat_e7?: (number|null);

            /** Point lon_e7. */
            lon_e7?: (number|null);

            /** Point _lat_e7. */
            _lat_e7?: "lat_e7";

            /** Point _lon_e7. */
            _lon_e7?: "lon_e7";

            /**
             * Creates a new Point instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Point instance
             */
            static create(properties: raccordo.v1.Point.$Shape): raccordo.v1.Point & raccordo.v1.Point.$Shape;
            static create(properties?: raccordo.v1.Point.$Properties): raccordo.v1.Point;

            /**
             * Encodes the specified Point message. Does not implicitly {@link raccordo.v1.Point.verify|verify} messages.
             * @param message Point message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Point, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Point message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Point & raccordo.v1.Point.$Shape} Point
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Point & raccordo.v1.Point.$Shape;
        }

        namespace Point {

            /** Properties of a Point. */
            interface $Properties {

                /** Point lat_e7 */
                lat_e7?: (number|null);

                /** Point lon_e7 */
                lon_e7?: (number|null);

                /** Point _lat_e7 */
                _lat_e7?: "lat_e7";

                /** Point _lon_e7 */
                _lon_e7?: "lon_e7";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Point. */
            type $Shape = {
              lat_e7?: number|null;
              lon_e7?: number|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _lat_e7?: undefined; lat_e7?: null }|{ _lat_e7?: "lat_e7"; lat_e7: number })
            ) & (
              ({ _lon_e7?: undefined; lon_e7?: null }|{ _lon_e7?: "lon_e7"; lon_e7: number })
            );
        }

        /**
         * Properties of an Incident.
         * @deprecated Use raccordo.v1.Incident.$Properties instead.
         */
        interface IIncident extends raccordo.v1.Incident.$Properties {
        }

        /** Represents an Incident. */
        class Incident {

            /**
             * Constructs a new Incident.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Incident.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Incident status. */
            status?: (raccordo.v1.Status|null);

            /** Incident priority. */
            priority?: (number|null);

            /** Incident started_at. */
            started_at?: (string|null);

            /** Incident reported_at. */
            reported_at?: (string|null);

            /** Incident category. */
            category?: (raccordo.v1.Category|null);

            /** Incident completeness. */
            completeness?: (raccordo.v1.Completeness|null);

            /** Incident reliability. */
            reliability?: (raccordo.v1.Reliability|null);

            /** Incident started_quarter. */
            started_quarter?: (string|null);

            /** Incident reported_quarter. */
            reported_quarter?: (string|null);

            /** Incident call_filter. */
            call_filter?: (raccordo.v1.CallFilter|null);

            /** Incident same_as. */
            same_as?: (string|null);

            /** Incident _status. */
            _status?: "status";

            /** Incident _priority. */
            _priority?: "priority";

            /** Incident _started_at. */
            _started_at?: "started_at";

            /** Incident _reported_at. */
            _reported_at?: "reported_at";

            /** Incident _category. */
            _category?: "category";

            /** Incident _completeness. */
            _completeness?: "completeness";

            /** Incident _reliability. */
            _reliability?: "reliability";

            /** Incident _started_quarter. */
            _started_quarter?: "started_quarter";

            /** Incident _reported_quarter. */
            _reported_quarter?: "reported_quarter";

            /** Incident _call_filter. */
            _call_filter?: "call_filter";

            /** Incident _same_as. */
            _same_as?: "same_as";

            /**
             * Creates a new Incident instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Incident instance
             */
            static create(properties: raccordo.v1.Incident.$Shape): raccordo.v1.Incident & raccordo.v1.Incident.$Shape;
            static create(properties?: raccordo.v1.Incident.$Properties): raccordo.v1.Incident;

            /**
             * Encodes the specified Incident message. Does not implicitly {@link raccordo.v1.Incident.verify|verify} messages.
             * @param message Incident message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Incident, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Incident message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Incident & raccordo.v1.Incident.$Shape} Incident
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Incident & raccordo.v1.Incident.$Shape;
        }

        namespace Incident {

            /** Properties of an Incident. */
            interface $Properties {

                /** Incident status */
                status?: (raccordo.v1.Status|null);

                /** Incident priority */
                priority?: (number|null);

                /** Incident started_at */
                started_at?: (string|null);

                /** Incident reported_at */
                reported_at?: (string|null);

                /** Incident category */
                category?: (raccordo.v1.Category|null);

                /** Incident completeness */
                completeness?: (raccordo.v1.Completeness|null);

                /** Incident reliability */
                reliability?: (raccordo.v1.Reliability|null);

                /** Incident started_quarter */
                started_quarter?: (string|null);

                /** Incident reported_quarter */
                reported_quarter?: (string|null);

                /** Incident call_filter */
                call_filter?: (raccordo.v1.CallFilter|null);

                /** Incident same_as */
                same_as?: (string|null);

                /** Incident _status */
                _status?: "status";

                /** Incident _priority */
                _priority?: "priority";

                /** Incident _started_at */
                _started_at?: "started_at";

                /** Incident _reported_at */
                _reported_at?: "reported_at";

                /** Incident _category */
                _category?: "category";

                /** Incident _completeness */
                _completeness?: "completeness";

                /** Incident _reliability */
                _reliability?: "reliability";

                /** Incident _started_quarter */
                _started_quarter?: "started_quarter";

                /** Incident _reported_quarter */
                _reported_quarter?: "reported_quarter";

                /** Incident _call_filter */
                _call_filter?: "call_filter";

                /** Incident _same_as */
                _same_as?: "same_as";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Incident. */
            type $Shape = {
              status?: raccordo.v1.Status|null;
              priority?: number|null;
              started_at?: string|null;
              reported_at?: string|null;
              category?: raccordo.v1.Category|null;
              completeness?: raccordo.v1.Completeness|null;
              reliability?: raccordo.v1.Reliability|null;
              started_quarter?: string|null;
              reported_quarter?: string|null;
              call_filter?: raccordo.v1.CallFilter|null;
              same_as?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _status?: undefined; status?: null }|{ _status?: "status"; status: raccordo.v1.Status })
            ) & (
              ({ _priority?: undefined; priority?: null }|{ _priority?: "priority"; priority: number })
            ) & (
              ({ _started_at?: undefined; started_at?: null }|{ _started_at?: "started_at"; started_at: string })
            ) & (
              ({ _reported_at?: undefined; reported_at?: null }|{ _reported_at?: "reported_at"; reported_at: string })
            ) & (
              ({ _category?: undefined; category?: null }|{ _category?: "category"; category: raccordo.v1.Category })
            ) & (
              ({ _completeness?: undefined; completeness?: null }|{ _completeness?: "completeness"; completeness: raccordo.v1.Completeness })
            ) & (
              ({ _reliability?: undefined; reliability?: null }|{ _reliability?: "reliability"; reliability: raccordo.v1.Reliability })
            ) & (
              ({ _started_quarter?: undefined; started_quarter?: null }|{ _started_quarter?: "started_quarter"; started_quarter: string })
            ) & (
              ({ _reported_quarter?: undefined; reported_quarter?: null }|{ _reported_quarter?: "reported_quarter"; reported_quarter: string })
            ) & (
              ({ _call_filter?: undefined; call_filter?: null }|{ _call_filter?: "call_filter"; call_filter: raccordo.v1.CallFilter })
            ) & (
              ({ _same_as?: undefined; same_as?: null }|{ _same_as?: "same_as"; same_as: string })
            );
        }

        /**
         * Properties of a Place.
         * @deprecated Use raccordo.v1.Place.$Properties instead.
         */
        interface IPlace extends raccordo.v1.Place.$Properties {
        }

        /** Represents a Place. */
        class Place {

            /**
             * Constructs a new Place.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Place.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Place sensitivity. */
            sensitivity?: (raccordo.v1.Sensitivity|null);

            /** Place place_type. */
            place_type?: (raccordo.v1.PlaceType|null);

            /** Place point. */
            point?: (raccordo.v1.Point|null);

            /** Place accuracy_m. */
            accuracy_m?: (number|null);

            /** Place method. */
            method?: (raccordo.v1.PositionMethod|null);

            /** Place street. */
            street?: (string|null);

            /** Place number. */
            number?: (string|null);

            /** Place municipality. */
            municipality?: (string|null);

            /** Place polygon. */
            polygon: raccordo.v1.Point[];

            /** Place radius_m. */
            radius_m?: (number|null);

            /** Place zone. */
            zone?: (string|null);

            /** Place cell. */
            cell?: (string|null);

            /** Place confidence_pct. */
            confidence_pct?: (number|null);

            /** Place source. */
            source?: (raccordo.v1.Source|null);

            /** Place area. */
            area?: (string|null);

            /** Place _sensitivity. */
            _sensitivity?: "sensitivity";

            /** Place _place_type. */
            _place_type?: "place_type";

            /** Place _accuracy_m. */
            _accuracy_m?: "accuracy_m";

            /** Place _method. */
            _method?: "method";

            /** Place _street. */
            _street?: "street";

            /** Place _number. */
            _number?: "number";

            /** Place _municipality. */
            _municipality?: "municipality";

            /** Place _radius_m. */
            _radius_m?: "radius_m";

            /** Place _zone. */
            _zone?: "zone";

            /** Place _cell. */
            _cell?: "cell";

            /** Place _confidence_pct. */
            _confidence_pct?: "confidence_pct";

            /** Place _source. */
            _source?: "source";

            /** Place _area. */
            _area?: "area";

            /**
             * Creates a new Place instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Place instance
             */
            static create(properties: raccordo.v1.Place.$Shape): raccordo.v1.Place & raccordo.v1.Place.$Shape;
            static create(properties?: raccordo.v1.Place.$Properties): raccordo.v1.Place;

            /**
             * Encodes the specified Place message. Does not implicitly {@link raccordo.v1.Place.verify|verify} messages.
             * @param message Place message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Place, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Place message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Place & raccordo.v1.Place.$Shape} Place
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Place & raccordo.v1.Place.$Shape;
        }

        namespace Place {

            /** Properties of a Place. */
            interface $Properties {

                /** Place sensitivity */
                sensitivity?: (raccordo.v1.Sensitivity|null);

                /** Place place_type */
                place_type?: (raccordo.v1.PlaceType|null);

                /** Place point */
                point?: (raccordo.v1.Point|null);

                /** Place accuracy_m */
                accuracy_m?: (number|null);

                /** Place method */
                method?: (raccordo.v1.PositionMethod|null);

                /** Place street */
                street?: (string|null);

                /** Place number */
                number?: (string|null);

                /** Place municipality */
                municipality?: (string|null);

                /** Place polygon */
                polygon?: (raccordo.v1.Point[]|null);

                /** Place radius_m */
                radius_m?: (number|null);

                /** Place zone */
                zone?: (string|null);

                /** Place cell */
                cell?: (string|null);

                /** Place confidence_pct */
                confidence_pct?: (number|null);

                /** Place source */
                source?: (raccordo.v1.Source|null);

                /** Place area */
                area?: (string|null);

                /** Place _sensitivity */
                _sensitivity?: "sensitivity";

                /** Place _place_type */
                _place_type?: "place_type";

                /** Place _accuracy_m */
                _accuracy_m?: "accuracy_m";

                /** Place _method */
                _method?: "method";

                /** Place _street */
                _street?: "street";

                /** Place _number */
                _number?: "number";

                /** Place _municipality */
                _municipality?: "municipality";

                /** Place _radius_m */
                _radius_m?: "radius_m";

                /** Place _zone */
                _zone?: "zone";

                /** Place _cell */
                _cell?: "cell";

                /** Place _confidence_pct */
                _confidence_pct?: "confidence_pct";

                /** Place _source */
                _source?: "source";

                /** Place _area */
                _area?: "area";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Place. */
            type $Shape = {
              sensitivity?: raccordo.v1.Sensitivity|null;
              place_type?: raccordo.v1.PlaceType|null;
              point?: raccordo.v1.Point.$Shape|null;
              accuracy_m?: number|null;
              method?: raccordo.v1.PositionMethod|null;
              street?: string|null;
              number?: string|null;
              municipality?: string|null;
              polygon?: raccordo.v1.Point.$Shape[]|null;
              radius_m?: number|null;
              zone?: string|null;
              cell?: string|null;
              confidence_pct?: number|null;
              source?: raccordo.v1.Source|null;
              area?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _sensitivity?: undefined; sensitivity?: null }|{ _sensitivity?: "sensitivity"; sensitivity: raccordo.v1.Sensitivity })
            ) & (
              ({ _place_type?: undefined; place_type?: null }|{ _place_type?: "place_type"; place_type: raccordo.v1.PlaceType })
            ) & (
              ({ _accuracy_m?: undefined; accuracy_m?: null }|{ _accuracy_m?: "accuracy_m"; accuracy_m: number })
            ) & (
              ({ _method?: undefined; method?: null }|{ _method?: "method"; method: raccordo.v1.PositionMethod })
            ) & (
              ({ _street?: undefined; street?: null }|{ _street?: "street"; street: string })
            ) & (
              ({ _number?: undefined; number?: null }|{ _number?: "number"; number: string })
            ) & (
              ({ _municipality?: undefined; municipality?: null }|{ _municipality?: "municipality"; municipality: string })
            ) & (
              ({ _radius_m?: undefined; radius_m?: null }|{ _radius_m?: "radius_m"; radius_m: number })
            ) & (
              ({ _zone?: undefined; zone?: null }|{ _zone?: "zone"; zone: string })
            ) & (
              ({ _cell?: undefined; cell?: null }|{ _cell?: "cell"; cell: string })
            ) & (
              ({ _confidence_pct?: undefined; confidence_pct?: null }|{ _confidence_pct?: "confidence_pct"; confidence_pct: number })
            ) & (
              ({ _source?: undefined; source?: null }|{ _source?: "source"; source: raccordo.v1.Source })
            ) & (
              ({ _area?: undefined; area?: null }|{ _area?: "area"; area: string })
            );
        }

        /**
         * Properties of a Person.
         * @deprecated Use raccordo.v1.Person.$Properties instead.
         */
        interface IPerson extends raccordo.v1.Person.$Properties {
        }

        /** Represents a Person. */
        class Person {

            /**
             * Constructs a new Person.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Person.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Person roles. */
            roles: raccordo.v1.PersonRole[];

            /** Person basis. */
            basis?: (raccordo.v1.Basis|null);

            /** Person minor. */
            minor?: (boolean|null);

            /** Person family_name. */
            family_name?: (string|null);

            /** Person given_name. */
            given_name?: (string|null);

            /** Person birth_date. */
            birth_date?: (string|null);

            /** Person tax_code. */
            tax_code?: (string|null);

            /** Person document. */
            document?: (string|null);

            /** Person nationality. */
            nationality?: (string|null);

            /** Person phone. */
            phone?: (string|null);

            /** Person email. */
            email?: (string|null);

            /** Person language. */
            language?: (string|null);

            /** Person injury. */
            injury?: (raccordo.v1.Injury|null);

            /** Person source. */
            source?: (raccordo.v1.Source|null);

            /** Person _basis. */
            _basis?: "basis";

            /** Person _minor. */
            _minor?: "minor";

            /** Person _family_name. */
            _family_name?: "family_name";

            /** Person _given_name. */
            _given_name?: "given_name";

            /** Person _birth_date. */
            _birth_date?: "birth_date";

            /** Person _tax_code. */
            _tax_code?: "tax_code";

            /** Person _document. */
            _document?: "document";

            /** Person _nationality. */
            _nationality?: "nationality";

            /** Person _phone. */
            _phone?: "phone";

            /** Person _email. */
            _email?: "email";

            /** Person _language. */
            _language?: "language";

            /** Person _injury. */
            _injury?: "injury";

            /** Person _source. */
            _source?: "source";

            /**
             * Creates a new Person instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Person instance
             */
            static create(properties: raccordo.v1.Person.$Shape): raccordo.v1.Person & raccordo.v1.Person.$Shape;
            static create(properties?: raccordo.v1.Person.$Properties): raccordo.v1.Person;

            /**
             * Encodes the specified Person message. Does not implicitly {@link raccordo.v1.Person.verify|verify} messages.
             * @param message Person message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Person, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Person message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Person & raccordo.v1.Person.$Shape} Person
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Person & raccordo.v1.Person.$Shape;
        }

        namespace Person {

            /** Properties of a Person. */
            interface $Properties {

                /** Person roles */
                roles?: (raccordo.v1.PersonRole[]|null);

                /** Person basis */
                basis?: (raccordo.v1.Basis|null);

                /** Person minor */
                minor?: (boolean|null);

                /** Person family_name */
                family_name?: (string|null);

                /** Person given_name */
                given_name?: (string|null);

                /** Person birth_date */
                birth_date?: (string|null);

                /** Person tax_code */
                tax_code?: (string|null);

                /** Person document */
                document?: (string|null);

                /** Person nationality */
                nationality?: (string|null);

                /** Person phone */
                phone?: (string|null);

                /** Person email */
                email?: (string|null);

                /** Person language */
                language?: (string|null);

                /** Person injury */
                injury?: (raccordo.v1.Injury|null);

                /** Person source */
                source?: (raccordo.v1.Source|null);

                /** Person _basis */
                _basis?: "basis";

                /** Person _minor */
                _minor?: "minor";

                /** Person _family_name */
                _family_name?: "family_name";

                /** Person _given_name */
                _given_name?: "given_name";

                /** Person _birth_date */
                _birth_date?: "birth_date";

                /** Person _tax_code */
                _tax_code?: "tax_code";

                /** Person _document */
                _document?: "document";

                /** Person _nationality */
                _nationality?: "nationality";

                /** Person _phone */
                _phone?: "phone";

                /** Person _email */
                _email?: "email";

                /** Person _language */
                _language?: "language";

                /** Person _injury */
                _injury?: "injury";

                /** Person _source */
                _source?: "source";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Person. */
            type $Shape = {
              roles?: raccordo.v1.PersonRole[]|null;
              basis?: raccordo.v1.Basis|null;
              minor?: boolean|null;
              family_name?: string|null;
              given_name?: string|null;
              birth_date?: string|null;
              tax_code?: string|null;
              document?: string|null;
              nationality?: string|null;
              phone?: string|null;
              email?: string|null;
              language?: string|null;
              injury?: raccordo.v1.Injury|null;
              source?: raccordo.v1.Source|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _basis?: undefined; basis?: null }|{ _basis?: "basis"; basis: raccordo.v1.Basis })
            ) & (
              ({ _minor?: undefined; minor?: null }|{ _minor?: "minor"; minor: boolean })
            ) & (
              ({ _family_name?: undefined; family_name?: null }|{ _family_name?: "family_name"; family_name: string })
            ) & (
              ({ _given_name?: undefined; given_name?: null }|{ _given_name?: "given_name"; given_name: string })
            ) & (
              ({ _birth_date?: undefined; birth_date?: null }|{ _birth_date?: "birth_date"; birth_date: string })
            ) & (
              ({ _tax_code?: undefined; tax_code?: null }|{ _tax_code?: "tax_code"; tax_code: string })
            ) & (
              ({ _document?: undefined; document?: null }|{ _document?: "document"; document: string })
            ) & (
              ({ _nationality?: undefined; nationality?: null }|{ _nationality?: "nationality"; nationality: string })
            ) & (
              ({ _phone?: undefined; phone?: null }|{ _phone?: "phone"; phone: string })
            ) & (
              ({ _email?: undefined; email?: null }|{ _email?: "email"; email: string })
            ) & (
              ({ _language?: undefined; language?: null }|{ _language?: "language"; language: string })
            ) & (
              ({ _injury?: undefined; injury?: null }|{ _injury?: "injury"; injury: raccordo.v1.Injury })
            ) & (
              ({ _source?: undefined; source?: null }|{ _source?: "source"; source: raccordo.v1.Source })
            );
        }

        /**
         * Properties of a Vehicle.
         * @deprecated Use raccordo.v1.Vehicle.$Properties instead.
         */
        interface IVehicle extends raccordo.v1.Vehicle.$Properties {
        }

        /** Represents a Vehicle. */
        class Vehicle {

            /**
             * Constructs a new Vehicle.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Vehicle.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Vehicle plate. */
            plate?: (string|null);

            /** Vehicle country. */
            country?: (string|null);

            /** Vehicle body. */
            body?: (raccordo.v1.VehicleBody|null);

            /** Vehicle colour. */
            colour?: (raccordo.v1.Colour|null);

            /** Vehicle make. */
            make?: (string|null);

            /** Vehicle model. */
            model?: (string|null);

            /** Vehicle plate_token. */
            plate_token?: (string|null);

            /** Vehicle listed_stolen. */
            listed_stolen?: (boolean|null);

            /** Vehicle source. */
            source?: (raccordo.v1.Source|null);

            /** Vehicle _plate. */
            _plate?: "plate";

            /** Vehicle _country. */
            _country?: "country";

            /** Vehicle _body. */
            _body?: "body";

            /** Vehicle _colour. */
            _colour?: "colour";

            /** Vehicle _make. */
            _make?: "make";

            /** Vehicle _model. */
            _model?: "model";

            /** Vehicle _plate_token. */
            _plate_token?: "plate_token";

            /** Vehicle _listed_stolen. */
            _listed_stolen?: "listed_stolen";

            /** Vehicle _source. */
            _source?: "source";

            /**
             * Creates a new Vehicle instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Vehicle instance
             */
            static create(properties: raccordo.v1.Vehicle.$Shape): raccordo.v1.Vehicle & raccordo.v1.Vehicle.$Shape;
            static create(properties?: raccordo.v1.Vehicle.$Properties): raccordo.v1.Vehicle;

            /**
             * Encodes the specified Vehicle message. Does not implicitly {@link raccordo.v1.Vehicle.verify|verify} messages.
             * @param message Vehicle message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Vehicle, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Vehicle message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Vehicle & raccordo.v1.Vehicle.$Shape} Vehicle
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Vehicle & raccordo.v1.Vehicle.$Shape;
        }

        namespace Vehicle {

            /** Properties of a Vehicle. */
            interface $Properties {

                /** Vehicle plate */
                plate?: (string|null);

                /** Vehicle country */
                country?: (string|null);

                /** Vehicle body */
                body?: (raccordo.v1.VehicleBody|null);

                /** Vehicle colour */
                colour?: (raccordo.v1.Colour|null);

                /** Vehicle make */
                make?: (string|null);

                /** Vehicle model */
                model?: (string|null);

                /** Vehicle plate_token */
                plate_token?: (string|null);

                /** Vehicle listed_stolen */
                listed_stolen?: (boolean|null);

                /** Vehicle source */
                source?: (raccordo.v1.Source|null);

                /** Vehicle _plate */
                _plate?: "plate";

                /** Vehicle _country */
                _country?: "country";

                /** Vehicle _body */
                _body?: "body";

                /** Vehicle _colour */
                _colour?: "colour";

                /** Vehicle _make */
                _make?: "make";

                /** Vehicle _model */
                _model?: "model";

                /** Vehicle _plate_token */
                _plate_token?: "plate_token";

                /** Vehicle _listed_stolen */
                _listed_stolen?: "listed_stolen";

                /** Vehicle _source */
                _source?: "source";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Vehicle. */
            type $Shape = {
              plate?: string|null;
              country?: string|null;
              body?: raccordo.v1.VehicleBody|null;
              colour?: raccordo.v1.Colour|null;
              make?: string|null;
              model?: string|null;
              plate_token?: string|null;
              listed_stolen?: boolean|null;
              source?: raccordo.v1.Source|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _plate?: undefined; plate?: null }|{ _plate?: "plate"; plate: string })
            ) & (
              ({ _country?: undefined; country?: null }|{ _country?: "country"; country: string })
            ) & (
              ({ _body?: undefined; body?: null }|{ _body?: "body"; body: raccordo.v1.VehicleBody })
            ) & (
              ({ _colour?: undefined; colour?: null }|{ _colour?: "colour"; colour: raccordo.v1.Colour })
            ) & (
              ({ _make?: undefined; make?: null }|{ _make?: "make"; make: string })
            ) & (
              ({ _model?: undefined; model?: null }|{ _model?: "model"; model: string })
            ) & (
              ({ _plate_token?: undefined; plate_token?: null }|{ _plate_token?: "plate_token"; plate_token: string })
            ) & (
              ({ _listed_stolen?: undefined; listed_stolen?: null }|{ _listed_stolen?: "listed_stolen"; listed_stolen: boolean })
            ) & (
              ({ _source?: undefined; source?: null }|{ _source?: "source"; source: raccordo.v1.Source })
            );
        }

        /**
         * Properties of a Unit.
         * @deprecated Use raccordo.v1.Unit.$Properties instead.
         */
        interface IUnit extends raccordo.v1.Unit.$Properties {
        }

        /** Represents a Unit. */
        class Unit {

            /**
             * Constructs a new Unit.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Unit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Unit call_sign. */
            call_sign?: (string|null);

            /** Unit unit_status. */
            unit_status?: (raccordo.v1.UnitStatus|null);

            /** Unit _call_sign. */
            _call_sign?: "call_sign";

            /** Unit _unit_status. */
            _unit_status?: "unit_status";

            /**
             * Creates a new Unit instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Unit instance
             */
            static create(properties: raccordo.v1.Unit.$Shape): raccordo.v1.Unit & raccordo.v1.Unit.$Shape;
            static create(properties?: raccordo.v1.Unit.$Properties): raccordo.v1.Unit;

            /**
             * Encodes the specified Unit message. Does not implicitly {@link raccordo.v1.Unit.verify|verify} messages.
             * @param message Unit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Unit, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Unit message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Unit & raccordo.v1.Unit.$Shape} Unit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Unit & raccordo.v1.Unit.$Shape;
        }

        namespace Unit {

            /** Properties of a Unit. */
            interface $Properties {

                /** Unit call_sign */
                call_sign?: (string|null);

                /** Unit unit_status */
                unit_status?: (raccordo.v1.UnitStatus|null);

                /** Unit _call_sign */
                _call_sign?: "call_sign";

                /** Unit _unit_status */
                _unit_status?: "unit_status";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Unit. */
            type $Shape = {
              call_sign?: string|null;
              unit_status?: raccordo.v1.UnitStatus|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _call_sign?: undefined; call_sign?: null }|{ _call_sign?: "call_sign"; call_sign: string })
            ) & (
              ({ _unit_status?: undefined; unit_status?: null }|{ _unit_status?: "unit_status"; unit_status: raccordo.v1.UnitStatus })
            );
        }

        /**
         * Properties of a Casualties.
         * @deprecated Use raccordo.v1.Casualties.$Properties instead.
         */
        interface ICasualties extends raccordo.v1.Casualties.$Properties {
        }

        /** Represents a Casualties. */
        class Casualties {

            /**
             * Constructs a new Casualties.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Casualties.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Casualties injured_count. */
            injured_count?: (number|null);

            /** Casualties worst_severity. */
            worst_severity?: (raccordo.v1.Injury|null);

            /** Casualties _injured_count. */
            _injured_count?: "injured_count";

            /** Casualties _worst_severity. */
            _worst_severity?: "worst_severity";

            /**
             * Creates a new Casualties instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Casualties instance
             */
            static create(properties: raccordo.v1.Casualties.$Shape): raccordo.v1.Casualties & raccordo.v1.Casualties.$Shape;
            static create(properties?: raccordo.v1.Casualties.$Properties): raccordo.v1.Casualties;

            /**
             * Encodes the specified Casualties message. Does not implicitly {@link raccordo.v1.Casualties.verify|verify} messages.
             * @param message Casualties message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Casualties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Casualties message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Casualties & raccordo.v1.Casualties.$Shape} Casualties
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Casualties & raccordo.v1.Casualties.$Shape;
        }

        namespace Casualties {

            /** Properties of a Casualties. */
            interface $Properties {

                /** Casualties injured_count */
                injured_count?: (number|null);

                /** Casualties worst_severity */
                worst_severity?: (raccordo.v1.Injury|null);

                /** Casualties _injured_count */
                _injured_count?: "injured_count";

                /** Casualties _worst_severity */
                _worst_severity?: "worst_severity";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Casualties. */
            type $Shape = {
              injured_count?: number|null;
              worst_severity?: raccordo.v1.Injury|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _injured_count?: undefined; injured_count?: null }|{ _injured_count?: "injured_count"; injured_count: number })
            ) & (
              ({ _worst_severity?: undefined; worst_severity?: null }|{ _worst_severity?: "worst_severity"; worst_severity: raccordo.v1.Injury })
            );
        }

        /**
         * Properties of a Minors.
         * @deprecated Use raccordo.v1.Minors.$Properties instead.
         */
        interface IMinors extends raccordo.v1.Minors.$Properties {
        }

        /** Represents a Minors. */
        class Minors {

            /**
             * Constructs a new Minors.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Minors.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Minors present. */
            present?: (boolean|null);

            /** Minors bands. */
            bands: raccordo.v1.AgeBand[];

            /** Minors _present. */
            _present?: "present";

            /**
             * Creates a new Minors instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Minors instance
             */
            static create(properties: raccordo.v1.Minors.$Shape): raccordo.v1.Minors & raccordo.v1.Minors.$Shape;
            static create(properties?: raccordo.v1.Minors.$Properties): raccordo.v1.Minors;

            /**
             * Encodes the specified Minors message. Does not implicitly {@link raccordo.v1.Minors.verify|verify} messages.
             * @param message Minors message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Minors, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Minors message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Minors & raccordo.v1.Minors.$Shape} Minors
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Minors & raccordo.v1.Minors.$Shape;
        }

        namespace Minors {

            /** Properties of a Minors. */
            interface $Properties {

                /** Minors present */
                present?: (boolean|null);

                /** Minors bands */
                bands?: (raccordo.v1.AgeBand[]|null);

                /** Minors _present */
                _present?: "present";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Minors. */
            type $Shape = {
              present?: boolean|null;
              bands?: raccordo.v1.AgeBand[]|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _present?: undefined; present?: null }|{ _present?: "present"; present: boolean })
            );
        }

        /**
         * Properties of a People.
         * @deprecated Use raccordo.v1.People.$Properties instead.
         */
        interface IPeople extends raccordo.v1.People.$Properties {
        }

        /** Represents a People. */
        class People {

            /**
             * Constructs a new People.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.People.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** People count. */
            count?: (number|null);

            /** People _count. */
            _count?: "count";

            /**
             * Creates a new People instance using the specified properties.
             * @param [properties] Properties to set
             * @returns People instance
             */
            static create(properties: raccordo.v1.People.$Shape): raccordo.v1.People & raccordo.v1.People.$Shape;
            static create(properties?: raccordo.v1.People.$Properties): raccordo.v1.People;

            /**
             * Encodes the specified People message. Does not implicitly {@link raccordo.v1.People.verify|verify} messages.
             * @param message People message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.People, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a People message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.People & raccordo.v1.People.$Shape} People
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.People & raccordo.v1.People.$Shape;
        }

        namespace People {

            /** Properties of a People. */
            interface $Properties {

                /** People count */
                count?: (number|null);

                /** People _count */
                _count?: "count";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a People. */
            type $Shape = {
              count?: number|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _count?: undefined; count?: null }|{ _count?: "count"; count: number })
            );
        }

        /**
         * Properties of a Risk.
         * @deprecated Use raccordo.v1.Risk.$Properties instead.
         */
        interface IRisk extends raccordo.v1.Risk.$Properties {
        }

        /** Represents a Risk. */
        class Risk {

            /**
             * Constructs a new Risk.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Risk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Risk risk_type. */
            risk_type?: (raccordo.v1.RiskType|null);

            /** Risk basis. */
            basis?: (raccordo.v1.Basis|null);

            /** Risk source. */
            source?: (raccordo.v1.Source|null);

            /** Risk _risk_type. */
            _risk_type?: "risk_type";

            /** Risk _basis. */
            _basis?: "basis";

            /** Risk _source. */
            _source?: "source";

            /**
             * Creates a new Risk instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Risk instance
             */
            static create(properties: raccordo.v1.Risk.$Shape): raccordo.v1.Risk & raccordo.v1.Risk.$Shape;
            static create(properties?: raccordo.v1.Risk.$Properties): raccordo.v1.Risk;

            /**
             * Encodes the specified Risk message. Does not implicitly {@link raccordo.v1.Risk.verify|verify} messages.
             * @param message Risk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Risk, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Risk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Risk & raccordo.v1.Risk.$Shape} Risk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Risk & raccordo.v1.Risk.$Shape;
        }

        namespace Risk {

            /** Properties of a Risk. */
            interface $Properties {

                /** Risk risk_type */
                risk_type?: (raccordo.v1.RiskType|null);

                /** Risk basis */
                basis?: (raccordo.v1.Basis|null);

                /** Risk source */
                source?: (raccordo.v1.Source|null);

                /** Risk _risk_type */
                _risk_type?: "risk_type";

                /** Risk _basis */
                _basis?: "basis";

                /** Risk _source */
                _source?: "source";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Risk. */
            type $Shape = {
              risk_type?: raccordo.v1.RiskType|null;
              basis?: raccordo.v1.Basis|null;
              source?: raccordo.v1.Source|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _risk_type?: undefined; risk_type?: null }|{ _risk_type?: "risk_type"; risk_type: raccordo.v1.RiskType })
            ) & (
              ({ _basis?: undefined; basis?: null }|{ _basis?: "basis"; basis: raccordo.v1.Basis })
            ) & (
              ({ _source?: undefined; source?: null }|{ _source?: "source"; source: raccordo.v1.Source })
            );
        }

        /**
         * Properties of an Image.
         * @deprecated Use raccordo.v1.Image.$Properties instead.
         */
        interface IImage extends raccordo.v1.Image.$Properties {
        }

        /** Represents an Image. */
        class Image {

            /**
             * Constructs a new Image.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Image.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Image reference. */
            reference?: (string|null);

            /** Image captured_at. */
            captured_at?: (string|null);

            /** Image expires_at. */
            expires_at?: (string|null);

            /** Image _reference. */
            _reference?: "reference";

            /** Image _captured_at. */
            _captured_at?: "captured_at";

            /** Image _expires_at. */
            _expires_at?: "expires_at";

            /**
             * Creates a new Image instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Image instance
             */
            static create(properties: raccordo.v1.Image.$Shape): raccordo.v1.Image & raccordo.v1.Image.$Shape;
            static create(properties?: raccordo.v1.Image.$Properties): raccordo.v1.Image;

            /**
             * Encodes the specified Image message. Does not implicitly {@link raccordo.v1.Image.verify|verify} messages.
             * @param message Image message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Image, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Image message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Image & raccordo.v1.Image.$Shape} Image
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Image & raccordo.v1.Image.$Shape;
        }

        namespace Image {

            /** Properties of an Image. */
            interface $Properties {

                /** Image reference */
                reference?: (string|null);

                /** Image captured_at */
                captured_at?: (string|null);

                /** Image expires_at */
                expires_at?: (string|null);

                /** Image _reference */
                _reference?: "reference";

                /** Image _captured_at */
                _captured_at?: "captured_at";

                /** Image _expires_at */
                _expires_at?: "expires_at";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Image. */
            type $Shape = {
              reference?: string|null;
              captured_at?: string|null;
              expires_at?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _reference?: undefined; reference?: null }|{ _reference?: "reference"; reference: string })
            ) & (
              ({ _captured_at?: undefined; captured_at?: null }|{ _captured_at?: "captured_at"; captured_at: string })
            ) & (
              ({ _expires_at?: undefined; expires_at?: null }|{ _expires_at?: "expires_at"; expires_at: string })
            );
        }

        /**
         * Properties of a Note.
         * @deprecated Use raccordo.v1.Note.$Properties instead.
         */
        interface INote extends raccordo.v1.Note.$Properties {
        }

        /** Represents a Note. */
        class Note {

            /**
             * Constructs a new Note.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Note.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Note text. */
            text?: (string|null);

            /** Note basis. */
            basis?: (raccordo.v1.Basis|null);

            /** Note _text. */
            _text?: "text";

            /** Note _basis. */
            _basis?: "basis";

            /**
             * Creates a new Note instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Note instance
             */
            static create(properties: raccordo.v1.Note.$Shape): raccordo.v1.Note & raccordo.v1.Note.$Shape;
            static create(properties?: raccordo.v1.Note.$Properties): raccordo.v1.Note;

            /**
             * Encodes the specified Note message. Does not implicitly {@link raccordo.v1.Note.verify|verify} messages.
             * @param message Note message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Note, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Note message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Note & raccordo.v1.Note.$Shape} Note
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Note & raccordo.v1.Note.$Shape;
        }

        namespace Note {

            /** Properties of a Note. */
            interface $Properties {

                /** Note text */
                text?: (string|null);

                /** Note basis */
                basis?: (raccordo.v1.Basis|null);

                /** Note _text */
                _text?: "text";

                /** Note _basis */
                _basis?: "basis";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Note. */
            type $Shape = {
              text?: string|null;
              basis?: raccordo.v1.Basis|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _text?: undefined; text?: null }|{ _text?: "text"; text: string })
            ) & (
              ({ _basis?: undefined; basis?: null }|{ _basis?: "basis"; basis: raccordo.v1.Basis })
            );
        }

        /**
         * Properties of a Charge.
         * @deprecated Use raccordo.v1.Charge.$Properties instead.
         */
        interface ICharge extends raccordo.v1.Charge.$Properties {
        }

        /** Represents a Charge. */
        class Charge {

            /**
             * Constructs a new Charge.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Charge.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Charge state. */
            state?: (raccordo.v1.ChargeState|null);

            /** Charge room. */
            room?: (string|null);

            /** Charge since. */
            since?: (string|null);

            /** Charge _state. */
            _state?: "state";

            /** Charge _room. */
            _room?: "room";

            /** Charge _since. */
            _since?: "since";

            /**
             * Creates a new Charge instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Charge instance
             */
            static create(properties: raccordo.v1.Charge.$Shape): raccordo.v1.Charge & raccordo.v1.Charge.$Shape;
            static create(properties?: raccordo.v1.Charge.$Properties): raccordo.v1.Charge;

            /**
             * Encodes the specified Charge message. Does not implicitly {@link raccordo.v1.Charge.verify|verify} messages.
             * @param message Charge message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Charge, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Charge message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Charge & raccordo.v1.Charge.$Shape} Charge
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Charge & raccordo.v1.Charge.$Shape;
        }

        namespace Charge {

            /** Properties of a Charge. */
            interface $Properties {

                /** Charge state */
                state?: (raccordo.v1.ChargeState|null);

                /** Charge room */
                room?: (string|null);

                /** Charge since */
                since?: (string|null);

                /** Charge _state */
                _state?: "state";

                /** Charge _room */
                _room?: "room";

                /** Charge _since */
                _since?: "since";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Charge. */
            type $Shape = {
              state?: raccordo.v1.ChargeState|null;
              room?: string|null;
              since?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _state?: undefined; state?: null }|{ _state?: "state"; state: raccordo.v1.ChargeState })
            ) & (
              ({ _room?: undefined; room?: null }|{ _room?: "room"; room: string })
            ) & (
              ({ _since?: undefined; since?: null }|{ _since?: "since"; since: string })
            );
        }

        /**
         * Properties of a Component.
         * @deprecated Use raccordo.v1.Component.$Properties instead.
         */
        interface IComponent extends raccordo.v1.Component.$Properties {
        }

        /** Represents a Component. */
        class Component {

            /**
             * Constructs a new Component.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Component.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Component id. */
            id?: (string|null);

            /** Component incident. */
            incident?: (raccordo.v1.Incident|null);

            /** Component place. */
            place?: (raccordo.v1.Place|null);

            /** Component person. */
            person?: (raccordo.v1.Person|null);

            /** Component vehicle. */
            vehicle?: (raccordo.v1.Vehicle|null);

            /** Component unit. */
            unit?: (raccordo.v1.Unit|null);

            /** Component casualties. */
            casualties?: (raccordo.v1.Casualties|null);

            /** Component minors. */
            minors?: (raccordo.v1.Minors|null);

            /** Component risk. */
            risk?: (raccordo.v1.Risk|null);

            /** Component image. */
            image?: (raccordo.v1.Image|null);

            /** Component note. */
            note?: (raccordo.v1.Note|null);

            /** Component charge. */
            charge?: (raccordo.v1.Charge|null);

            /** Component people. */
            people?: (raccordo.v1.People|null);

            /** Component _id. */
            _id?: "id";

            /** Component body. */
            body?: ("incident"|"place"|"person"|"vehicle"|"unit"|"casualties"|"minors"|"risk"|"image"|"note"|"charge"|"people");

            /**
             * Creates a new Component instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Component instance
             */
            static create(properties: raccordo.v1.Component.$Shape): raccordo.v1.Component & raccordo.v1.Component.$Shape;
            static create(properties?: raccordo.v1.Component.$Properties): raccordo.v1.Component;

            /**
             * Encodes the specified Component message. Does not implicitly {@link raccordo.v1.Component.verify|verify} messages.
             * @param message Component message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Component, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Component message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Component & raccordo.v1.Component.$Shape} Component
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Component & raccordo.v1.Component.$Shape;
        }

        namespace Component {

            /** Properties of a Component. */
            interface $Properties {

                /** Component id */
                id?: (string|null);

                /** Component incident */
                incident?: (raccordo.v1.Incident|null);

                /** Component place */
                place?: (raccordo.v1.Place|null);

                /** Component person */
                person?: (raccordo.v1.Person|null);

                /** Component vehicle */
                vehicle?: (raccordo.v1.Vehicle|null);

                /** Component unit */
                unit?: (raccordo.v1.Unit|null);

                /** Component casualties */
                casualties?: (raccordo.v1.Casualties|null);

                /** Component minors */
                minors?: (raccordo.v1.Minors|null);

                /** Component risk */
                risk?: (raccordo.v1.Risk|null);

                /** Component image */
                image?: (raccordo.v1.Image|null);

                /** Component note */
                note?: (raccordo.v1.Note|null);

                /** Component charge */
                charge?: (raccordo.v1.Charge|null);

                /** Component people */
                people?: (raccordo.v1.People|null);

                /** Component _id */
                _id?: "id";

                /** Component body */
                body?: ("incident"|"place"|"person"|"vehicle"|"unit"|"casualties"|"minors"|"risk"|"image"|"note"|"charge"|"people");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Component. */
            type $Shape = {
              id?: string|null;
              incident?: raccordo.v1.Incident.$Shape|null;
              place?: raccordo.v1.Place.$Shape|null;
              person?: raccordo.v1.Person.$Shape|null;
              vehicle?: raccordo.v1.Vehicle.$Shape|null;
              unit?: raccordo.v1.Unit.$Shape|null;
              casualties?: raccordo.v1.Casualties.$Shape|null;
              minors?: raccordo.v1.Minors.$Shape|null;
              risk?: raccordo.v1.Risk.$Shape|null;
              image?: raccordo.v1.Image.$Shape|null;
              note?: raccordo.v1.Note.$Shape|null;
              charge?: raccordo.v1.Charge.$Shape|null;
              people?: raccordo.v1.People.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _id?: undefined; id?: null }|{ _id?: "id"; id: string })
            ) & (
              ({ body?: undefined; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "incident"; incident: raccordo.v1.Incident.$Shape; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "place"; incident?: null; place: raccordo.v1.Place.$Shape; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "person"; incident?: null; place?: null; person: raccordo.v1.Person.$Shape; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "vehicle"; incident?: null; place?: null; person?: null; vehicle: raccordo.v1.Vehicle.$Shape; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "unit"; incident?: null; place?: null; person?: null; vehicle?: null; unit: raccordo.v1.Unit.$Shape; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "casualties"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties: raccordo.v1.Casualties.$Shape; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "minors"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors: raccordo.v1.Minors.$Shape; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "risk"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk: raccordo.v1.Risk.$Shape; image?: null; note?: null; charge?: null; people?: null }|{ body?: "image"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image: raccordo.v1.Image.$Shape; note?: null; charge?: null; people?: null }|{ body?: "note"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note: raccordo.v1.Note.$Shape; charge?: null; people?: null }|{ body?: "charge"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge: raccordo.v1.Charge.$Shape; people?: null }|{ body?: "people"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people: raccordo.v1.People.$Shape })
            );
        }

        /**
         * Properties of a ComponentName.
         * @deprecated Use raccordo.v1.ComponentName.$Properties instead.
         */
        interface IComponentName extends raccordo.v1.ComponentName.$Properties {
        }

        /** Represents a ComponentName. */
        class ComponentName {

            /**
             * Constructs a new ComponentName.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.ComponentName.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ComponentName kind. */
            kind?: (string|null);

            /** ComponentName id. */
            id?: (string|null);

            /** ComponentName _kind. */
            _kind?: "kind";

            /** ComponentName _id. */
            _id?: "id";

            /**
             * Creates a new ComponentName instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ComponentName instance
             */
            static create(properties: raccordo.v1.ComponentName.$Shape): raccordo.v1.ComponentName & raccordo.v1.ComponentName.$Shape;
            static create(properties?: raccordo.v1.ComponentName.$Properties): raccordo.v1.ComponentName;

            /**
             * Encodes the specified ComponentName message. Does not implicitly {@link raccordo.v1.ComponentName.verify|verify} messages.
             * @param message ComponentName message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.ComponentName, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComponentName message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.ComponentName & raccordo.v1.ComponentName.$Shape} ComponentName
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.ComponentName & raccordo.v1.ComponentName.$Shape;
        }

        namespace ComponentName {

            /** Properties of a ComponentName. */
            interface $Properties {

                /** ComponentName kind */
                kind?: (string|null);

                /** ComponentName id */
                id?: (string|null);

                /** ComponentName _kind */
                _kind?: "kind";

                /** ComponentName _id */
                _id?: "id";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ComponentName. */
            type $Shape = {
              kind?: string|null;
              id?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _kind?: undefined; kind?: null }|{ _kind?: "kind"; kind: string })
            ) & (
              ({ _id?: undefined; id?: null }|{ _id?: "id"; id: string })
            );
        }

        /**
         * Properties of a ConversionNote.
         * @deprecated Use raccordo.v1.ConversionNote.$Properties instead.
         */
        interface IConversionNote extends raccordo.v1.ConversionNote.$Properties {
        }

        /** Represents a ConversionNote. */
        class ConversionNote {

            /**
             * Constructs a new ConversionNote.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.ConversionNote.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConversionNote code. */
            code?: (string|null);

            /** ConversionNote pointer. */
            pointer?: (string|null);

            /** ConversionNote _code. */
            _code?: "code";

            /** ConversionNote _pointer. */
            _pointer?: "pointer";

            /**
             * Creates a new ConversionNote instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConversionNote instance
             */
            static create(properties: raccordo.v1.ConversionNote.$Shape): raccordo.v1.ConversionNote & raccordo.v1.ConversionNote.$Shape;
            static create(properties?: raccordo.v1.ConversionNote.$Properties): raccordo.v1.ConversionNote;

            /**
             * Encodes the specified ConversionNote message. Does not implicitly {@link raccordo.v1.ConversionNote.verify|verify} messages.
             * @param message ConversionNote message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.ConversionNote, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConversionNote message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.ConversionNote & raccordo.v1.ConversionNote.$Shape} ConversionNote
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.ConversionNote & raccordo.v1.ConversionNote.$Shape;
        }

        namespace ConversionNote {

            /** Properties of a ConversionNote. */
            interface $Properties {

                /** ConversionNote code */
                code?: (string|null);

                /** ConversionNote pointer */
                pointer?: (string|null);

                /** ConversionNote _code */
                _code?: "code";

                /** ConversionNote _pointer */
                _pointer?: "pointer";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ConversionNote. */
            type $Shape = {
              code?: string|null;
              pointer?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _code?: undefined; code?: null }|{ _code?: "code"; code: string })
            ) & (
              ({ _pointer?: undefined; pointer?: null }|{ _pointer?: "pointer"; pointer: string })
            );
        }

        /**
         * Properties of an Event.
         * @deprecated Use raccordo.v1.Event.$Properties instead.
         */
        interface IEvent extends raccordo.v1.Event.$Properties {
        }

        /** Represents an Event. */
        class Event {

            /**
             * Constructs a new Event.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Event.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Event message_id. */
            message_id?: (string|null);

            /** Event sent. */
            sent?: (string|null);

            /** Event observed. */
            observed?: (string|null);

            /** Event mode. */
            mode?: (raccordo.v1.Mode|null);

            /** Event kind. */
            kind?: (raccordo.v1.EventKind|null);

            /** Event incident_id. */
            incident_id?: (string|null);

            /** Event incident_alias. */
            incident_alias?: (string|null);

            /** Event category. */
            category?: (raccordo.v1.Category|null);

            /** Event territory. */
            territory: string[];

            /** Event purpose. */
            purpose?: (raccordo.v1.Purpose|null);

            /** Event regime. */
            regime?: (raccordo.v1.Regime|null);

            /** Event operator_ref. */
            operator_ref?: (string|null);

            /** Event format. */
            format?: (string|null);

            /** Event sender. */
            sender?: (string|null);

            /** Event notes. */
            notes: raccordo.v1.ConversionNote[];

            /** Event upsert. */
            upsert: raccordo.v1.Component[];

            /** Event remove. */
            remove: raccordo.v1.ComponentName[];

            /** Event addressees. */
            addressees: string[];

            /** Event same_as. */
            same_as?: (string|null);

            /** Event emergency. */
            emergency?: (raccordo.v1.Emergency|null);

            /** Event _message_id. */
            _message_id?: "message_id";

            /** Event _sent. */
            _sent?: "sent";

            /** Event _observed. */
            _observed?: "observed";

            /** Event _mode. */
            _mode?: "mode";

            /** Event _kind. */
            _kind?: "kind";

            /** Event incident. */
            incident?: ("incident_id"|"incident_alias");

            /** Event _category. */
            _category?: "category";

            /** Event _purpose. */
            _purpose?: "purpose";

            /** Event _regime. */
            _regime?: "regime";

            /** Event _operator_ref. */
            _operator_ref?: "operator_ref";

            /** Event _format. */
            _format?: "format";

            /** Event _sender. */
            _sender?: "sender";

            /** Event _same_as. */
            _same_as?: "same_as";

            /** Event _emergency. */
            _emergency?: "emergency";

            /**
             * Creates a new Event instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Event instance
             */
            static create(properties: raccordo.v1.Event.$Shape): raccordo.v1.Event & raccordo.v1.Event.$Shape;
            static create(properties?: raccordo.v1.Event.$Properties): raccordo.v1.Event;

            /**
             * Encodes the specified Event message. Does not implicitly {@link raccordo.v1.Event.verify|verify} messages.
             * @param message Event message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Event, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Event & raccordo.v1.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Event & raccordo.v1.Event.$Shape;
        }

        namespace Event {

            /** Properties of an Event. */
            interface $Properties {

                /** Event message_id */
                message_id?: (string|null);

                /** Event sent */
                sent?: (string|null);

                /** Event observed */
                observed?: (string|null);

                /** Event mode */
                mode?: (raccordo.v1.Mode|null);

                /** Event kind */
                kind?: (raccordo.v1.EventKind|null);

                /** Event incident_id */
                incident_id?: (string|null);

                /** Event incident_alias */
                incident_alias?: (string|null);

                /** Event category */
                category?: (raccordo.v1.Category|null);

                /** Event territory */
                territory?: (string[]|null);

                /** Event purpose */
                purpose?: (raccordo.v1.Purpose|null);

                /** Event regime */
                regime?: (raccordo.v1.Regime|null);

                /** Event operator_ref */
                operator_ref?: (string|null);

                /** Event format */
                format?: (string|null);

                /** Event sender */
                sender?: (string|null);

                /** Event notes */
                notes?: (raccordo.v1.ConversionNote[]|null);

                /** Event upsert */
                upsert?: (raccordo.v1.Component[]|null);

                /** Event remove */
                remove?: (raccordo.v1.ComponentName[]|null);

                /** Event addressees */
                addressees?: (string[]|null);

                /** Event same_as */
                same_as?: (string|null);

                /** Event emergency */
                emergency?: (raccordo.v1.Emergency|null);

                /** Event _message_id */
                _message_id?: "message_id";

                /** Event _sent */
                _sent?: "sent";

                /** Event _observed */
                _observed?: "observed";

                /** Event _mode */
                _mode?: "mode";

                /** Event _kind */
                _kind?: "kind";

                /** Event incident */
                incident?: ("incident_id"|"incident_alias");

                /** Event _category */
                _category?: "category";

                /** Event _purpose */
                _purpose?: "purpose";

                /** Event _regime */
                _regime?: "regime";

                /** Event _operator_ref */
                _operator_ref?: "operator_ref";

                /** Event _format */
                _format?: "format";

                /** Event _sender */
                _sender?: "sender";

                /** Event _same_as */
                _same_as?: "same_as";

                /** Event _emergency */
                _emergency?: "emergency";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Event. */
            type $Shape = {
              message_id?: string|null;
              sent?: string|null;
              observed?: string|null;
              mode?: raccordo.v1.Mode|null;
              kind?: raccordo.v1.EventKind|null;
              incident_id?: string|null;
              incident_alias?: string|null;
              category?: raccordo.v1.Category|null;
              territory?: string[]|null;
              purpose?: raccordo.v1.Purpose|null;
              regime?: raccordo.v1.Regime|null;
              operator_ref?: string|null;
              format?: string|null;
              sender?: string|null;
              notes?: raccordo.v1.ConversionNote.$Shape[]|null;
              upsert?: raccordo.v1.Component.$Shape[]|null;
              remove?: raccordo.v1.ComponentName.$Shape[]|null;
              addressees?: string[]|null;
              same_as?: string|null;
              emergency?: raccordo.v1.Emergency|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ _message_id?: undefined; message_id?: null }|{ _message_id?: "message_id"; message_id: string })
            ) & (
              ({ _sent?: undefined; sent?: null }|{ _sent?: "sent"; sent: string })
            ) & (
              ({ _observed?: undefined; observed?: null }|{ _observed?: "observed"; observed: string })
            ) & (
              ({ _mode?: undefined; mode?: null }|{ _mode?: "mode"; mode: raccordo.v1.Mode })
            ) & (
              ({ _kind?: undefined; kind?: null }|{ _kind?: "kind"; kind: raccordo.v1.EventKind })
            ) & (
              ({ incident?: undefined; incident_id?: null; incident_alias?: null }|{ incident?: "incident_id"; incident_id: string; incident_alias?: null }|{ incident?: "incident_alias"; incident_id?: null; incident_alias: string })
            ) & (
              ({ _category?: undefined; category?: null }|{ _category?: "category"; category: raccordo.v1.Category })
            ) & (
              ({ _purpose?: undefined; purpose?: null }|{ _purpose?: "purpose"; purpose: raccordo.v1.Purpose })
            ) & (
              ({ _regime?: undefined; regime?: null }|{ _regime?: "regime"; regime: raccordo.v1.Regime })
            ) & (
              ({ _operator_ref?: undefined; operator_ref?: null }|{ _operator_ref?: "operator_ref"; operator_ref: string })
            ) & (
              ({ _format?: undefined; format?: null }|{ _format?: "format"; format: string })
            ) & (
              ({ _sender?: undefined; sender?: null }|{ _sender?: "sender"; sender: string })
            ) & (
              ({ _same_as?: undefined; same_as?: null }|{ _same_as?: "same_as"; same_as: string })
            ) & (
              ({ _emergency?: undefined; emergency?: null }|{ _emergency?: "emergency"; emergency: raccordo.v1.Emergency })
            );
        }

        /**
         * Properties of a Problem.
         * @deprecated Use raccordo.v1.Problem.$Properties instead.
         */
        interface IProblem extends raccordo.v1.Problem.$Properties {
        }

        /** Represents a Problem. */
        class Problem {

            /**
             * Constructs a new Problem.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Problem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Problem code. */
            code: string;

            /** Problem status. */
            status: number;

            /** Problem errors. */
            errors: raccordo.v1.ProblemItem[];

            /** Problem retry_after_s. */
            retry_after_s: number;

            /**
             * Creates a new Problem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Problem instance
             */
            static create(properties: raccordo.v1.Problem.$Shape): raccordo.v1.Problem & raccordo.v1.Problem.$Shape;
            static create(properties?: raccordo.v1.Problem.$Properties): raccordo.v1.Problem;

            /**
             * Encodes the specified Problem message. Does not implicitly {@link raccordo.v1.Problem.verify|verify} messages.
             * @param message Problem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Problem, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Problem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Problem & raccordo.v1.Problem.$Shape} Problem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Problem & raccordo.v1.Problem.$Shape;
        }

        namespace Problem {

            /** Properties of a Problem. */
            interface $Properties {

                /** Problem code */
                code?: (string|null);

                /** Problem status */
                status?: (number|null);

                /** Problem errors */
                errors?: (raccordo.v1.ProblemItem[]|null);

                /** Problem retry_after_s */
                retry_after_s?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Problem. */
            type $Shape = raccordo.v1.Problem.$Properties;
        }

        /**
         * Properties of a ProblemItem.
         * @deprecated Use raccordo.v1.ProblemItem.$Properties instead.
         */
        interface IProblemItem extends raccordo.v1.ProblemItem.$Properties {
        }

        /** Represents a ProblemItem. */
        class ProblemItem {

            /**
             * Constructs a new ProblemItem.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.ProblemItem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProblemItem pointer. */
            pointer: string;

            /** ProblemItem code. */
            code: string;

            /**
             * Creates a new ProblemItem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ProblemItem instance
             */
            static create(properties: raccordo.v1.ProblemItem.$Shape): raccordo.v1.ProblemItem & raccordo.v1.ProblemItem.$Shape;
            static create(properties?: raccordo.v1.ProblemItem.$Properties): raccordo.v1.ProblemItem;

            /**
             * Encodes the specified ProblemItem message. Does not implicitly {@link raccordo.v1.ProblemItem.verify|verify} messages.
             * @param message ProblemItem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.ProblemItem, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProblemItem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.ProblemItem & raccordo.v1.ProblemItem.$Shape} ProblemItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.ProblemItem & raccordo.v1.ProblemItem.$Shape;
        }

        namespace ProblemItem {

            /** Properties of a ProblemItem. */
            interface $Properties {

                /** ProblemItem pointer */
                pointer?: (string|null);

                /** ProblemItem code */
                code?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProblemItem. */
            type $Shape = raccordo.v1.ProblemItem.$Properties;
        }

        /**
         * Properties of a SubmitRequest.
         * @deprecated Use raccordo.v1.SubmitRequest.$Properties instead.
         */
        interface ISubmitRequest extends raccordo.v1.SubmitRequest.$Properties {
        }

        /** Represents a SubmitRequest. */
        class SubmitRequest {

            /**
             * Constructs a new SubmitRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.SubmitRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubmitRequest event. */
            event?: (raccordo.v1.Event|null);

            /**
             * Creates a new SubmitRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SubmitRequest instance
             */
            static create(properties: raccordo.v1.SubmitRequest.$Shape): raccordo.v1.SubmitRequest & raccordo.v1.SubmitRequest.$Shape;
            static create(properties?: raccordo.v1.SubmitRequest.$Properties): raccordo.v1.SubmitRequest;

            /**
             * Encodes the specified SubmitRequest message. Does not implicitly {@link raccordo.v1.SubmitRequest.verify|verify} messages.
             * @param message SubmitRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.SubmitRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubmitRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.SubmitRequest & raccordo.v1.SubmitRequest.$Shape} SubmitRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.SubmitRequest & raccordo.v1.SubmitRequest.$Shape;
        }

        namespace SubmitRequest {

            /** Properties of a SubmitRequest. */
            interface $Properties {

                /** SubmitRequest event */
                event?: (raccordo.v1.Event|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubmitRequest. */
            type $Shape = {
              event?: raccordo.v1.Event.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a SubmitReply.
         * @deprecated Use raccordo.v1.SubmitReply.$Properties instead.
         */
        interface ISubmitReply extends raccordo.v1.SubmitReply.$Properties {
        }

        /** Represents a SubmitReply. */
        class SubmitReply {

            /**
             * Constructs a new SubmitReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.SubmitReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubmitReply receipt. */
            receipt?: (raccordo.v1.Receipt|null);

            /** SubmitReply problem. */
            problem?: (raccordo.v1.Problem|null);

            /** SubmitReply releases_stopped. */
            releases_stopped: boolean;

            /** SubmitReply result. */
            result?: ("receipt"|"problem");

            /**
             * Creates a new SubmitReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SubmitReply instance
             */
            static create(properties: raccordo.v1.SubmitReply.$Shape): raccordo.v1.SubmitReply & raccordo.v1.SubmitReply.$Shape;
            static create(properties?: raccordo.v1.SubmitReply.$Properties): raccordo.v1.SubmitReply;

            /**
             * Encodes the specified SubmitReply message. Does not implicitly {@link raccordo.v1.SubmitReply.verify|verify} messages.
             * @param message SubmitReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.SubmitReply, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubmitReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.SubmitReply & raccordo.v1.SubmitReply.$Shape} SubmitReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.SubmitReply & raccordo.v1.SubmitReply.$Shape;
        }

        namespace SubmitReply {

            /** Properties of a SubmitReply. */
            interface $Properties {

                /** SubmitReply receipt */
                receipt?: (raccordo.v1.Receipt|null);

                /** SubmitReply problem */
                problem?: (raccordo.v1.Problem|null);

                /** SubmitReply releases_stopped */
                releases_stopped?: (boolean|null);

                /** SubmitReply result */
                result?: ("receipt"|"problem");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a SubmitReply. */
            type $Shape = {
              receipt?: raccordo.v1.Receipt.$Shape|null;
              problem?: raccordo.v1.Problem.$Shape|null;
              releases_stopped?: boolean|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ result?: undefined; receipt?: null; problem?: null }|{ result?: "receipt"; receipt: raccordo.v1.Receipt.$Shape; problem?: null }|{ result?: "problem"; receipt?: null; problem: raccordo.v1.Problem.$Shape })
            );
        }

        /**
         * Properties of a Receipt.
         * @deprecated Use raccordo.v1.Receipt.$Properties instead.
         */
        interface IReceipt extends raccordo.v1.Receipt.$Properties {
        }

        /** Represents a Receipt. */
        class Receipt {

            /**
             * Constructs a new Receipt.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Receipt.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Receipt body. */
            body: Uint8Array;

            /** Receipt signature. */
            signature: string;

            /**
             * Creates a new Receipt instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Receipt instance
             */
            static create(properties: raccordo.v1.Receipt.$Shape): raccordo.v1.Receipt & raccordo.v1.Receipt.$Shape;
            static create(properties?: raccordo.v1.Receipt.$Properties): raccordo.v1.Receipt;

            /**
             * Encodes the specified Receipt message. Does not implicitly {@link raccordo.v1.Receipt.verify|verify} messages.
             * @param message Receipt message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Receipt, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Receipt message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Receipt & raccordo.v1.Receipt.$Shape} Receipt
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Receipt & raccordo.v1.Receipt.$Shape;
        }

        namespace Receipt {

            /** Properties of a Receipt. */
            interface $Properties {

                /** Receipt body */
                body?: (Uint8Array|null);

                /** Receipt signature */
                signature?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Receipt. */
            type $Shape = raccordo.v1.Receipt.$Properties;
        }

        /**
         * Properties of a FeedRequest.
         * @deprecated Use raccordo.v1.FeedRequest.$Properties instead.
         */
        interface IFeedRequest extends raccordo.v1.FeedRequest.$Properties {
        }

        /** Represents a FeedRequest. */
        class FeedRequest {

            /**
             * Constructs a new FeedRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.FeedRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FeedRequest mode. */
            mode: string;

            /** FeedRequest after. */
            after: string;

            /** FeedRequest wait_ms. */
            wait_ms: number;

            /** FeedRequest copies_max. */
            copies_max: number;

            /** FeedRequest peek. */
            peek: boolean;

            /** FeedRequest incident. */
            incident: string;

            /**
             * Creates a new FeedRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FeedRequest instance
             */
            static create(properties: raccordo.v1.FeedRequest.$Shape): raccordo.v1.FeedRequest & raccordo.v1.FeedRequest.$Shape;
            static create(properties?: raccordo.v1.FeedRequest.$Properties): raccordo.v1.FeedRequest;

            /**
             * Encodes the specified FeedRequest message. Does not implicitly {@link raccordo.v1.FeedRequest.verify|verify} messages.
             * @param message FeedRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.FeedRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FeedRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.FeedRequest & raccordo.v1.FeedRequest.$Shape} FeedRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.FeedRequest & raccordo.v1.FeedRequest.$Shape;
        }

        namespace FeedRequest {

            /** Properties of a FeedRequest. */
            interface $Properties {

                /** FeedRequest mode */
                mode?: (string|null);

                /** FeedRequest after */
                after?: (string|null);

                /** FeedRequest wait_ms */
                wait_ms?: (number|null);

                /** FeedRequest copies_max */
                copies_max?: (number|null);

                /** FeedRequest peek */
                peek?: (boolean|null);

                /** FeedRequest incident */
                incident?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FeedRequest. */
            type $Shape = raccordo.v1.FeedRequest.$Properties;
        }

        /**
         * Properties of a FeedReply.
         * @deprecated Use raccordo.v1.FeedReply.$Properties instead.
         */
        interface IFeedReply extends raccordo.v1.FeedReply.$Properties {
        }

        /** Represents a FeedReply. */
        class FeedReply {

            /**
             * Constructs a new FeedReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.FeedReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FeedReply copies. */
            copies: raccordo.v1.Copy[];

            /** FeedReply cursor. */
            cursor: string;

            /** FeedReply problem. */
            problem?: (raccordo.v1.Problem|null);

            /** FeedReply releases_stopped. */
            releases_stopped: boolean;

            /**
             * Creates a new FeedReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FeedReply instance
             */
            static create(properties: raccordo.v1.FeedReply.$Shape): raccordo.v1.FeedReply & raccordo.v1.FeedReply.$Shape;
            static create(properties?: raccordo.v1.FeedReply.$Properties): raccordo.v1.FeedReply;

            /**
             * Encodes the specified FeedReply message. Does not implicitly {@link raccordo.v1.FeedReply.verify|verify} messages.
             * @param message FeedReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.FeedReply, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FeedReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.FeedReply & raccordo.v1.FeedReply.$Shape} FeedReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.FeedReply & raccordo.v1.FeedReply.$Shape;
        }

        namespace FeedReply {

            /** Properties of a FeedReply. */
            interface $Properties {

                /** FeedReply copies */
                copies?: (raccordo.v1.Copy[]|null);

                /** FeedReply cursor */
                cursor?: (string|null);

                /** FeedReply problem */
                problem?: (raccordo.v1.Problem|null);

                /** FeedReply releases_stopped */
                releases_stopped?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FeedReply. */
            type $Shape = raccordo.v1.FeedReply.$Properties;
        }

        /**
         * Properties of a Copy.
         * @deprecated Use raccordo.v1.Copy.$Properties instead.
         */
        interface ICopy extends raccordo.v1.Copy.$Properties {
        }

        /** Represents a Copy. */
        class Copy {

            /**
             * Constructs a new Copy.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Copy.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Copy delivery. */
            delivery: string;

            /** Copy view. */
            view: Uint8Array;

            /** Copy cursor. */
            cursor: string;

            /**
             * Creates a new Copy instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Copy instance
             */
            static create(properties: raccordo.v1.Copy.$Shape): raccordo.v1.Copy & raccordo.v1.Copy.$Shape;
            static create(properties?: raccordo.v1.Copy.$Properties): raccordo.v1.Copy;

            /**
             * Encodes the specified Copy message. Does not implicitly {@link raccordo.v1.Copy.verify|verify} messages.
             * @param message Copy message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Copy, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Copy message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Copy & raccordo.v1.Copy.$Shape} Copy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Copy & raccordo.v1.Copy.$Shape;
        }

        namespace Copy {

            /** Properties of a Copy. */
            interface $Properties {

                /** Copy delivery */
                delivery?: (string|null);

                /** Copy view */
                view?: (Uint8Array|null);

                /** Copy cursor */
                cursor?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Copy. */
            type $Shape = raccordo.v1.Copy.$Properties;
        }

        /**
         * Properties of a ReportRequest.
         * @deprecated Use raccordo.v1.ReportRequest.$Properties instead.
         */
        interface IReportRequest extends raccordo.v1.ReportRequest.$Properties {
        }

        /** Represents a ReportRequest. */
        class ReportRequest {

            /**
             * Constructs a new ReportRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.ReportRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReportRequest mode. */
            mode: string;

            /** ReportRequest receipts. */
            receipts: raccordo.v1.ReceiptItem[];

            /** ReportRequest refusal. */
            refusal?: (raccordo.v1.Refusal|null);

            /** ReportRequest confirmation. */
            confirmation: string;

            /**
             * Creates a new ReportRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReportRequest instance
             */
            static create(properties: raccordo.v1.ReportRequest.$Shape): raccordo.v1.ReportRequest & raccordo.v1.ReportRequest.$Shape;
            static create(properties?: raccordo.v1.ReportRequest.$Properties): raccordo.v1.ReportRequest;

            /**
             * Encodes the specified ReportRequest message. Does not implicitly {@link raccordo.v1.ReportRequest.verify|verify} messages.
             * @param message ReportRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.ReportRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReportRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.ReportRequest & raccordo.v1.ReportRequest.$Shape} ReportRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.ReportRequest & raccordo.v1.ReportRequest.$Shape;
        }

        namespace ReportRequest {

            /** Properties of a ReportRequest. */
            interface $Properties {

                /** ReportRequest mode */
                mode?: (string|null);

                /** ReportRequest receipts */
                receipts?: (raccordo.v1.ReceiptItem[]|null);

                /** ReportRequest refusal */
                refusal?: (raccordo.v1.Refusal|null);

                /** ReportRequest confirmation */
                confirmation?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReportRequest. */
            type $Shape = raccordo.v1.ReportRequest.$Properties;
        }

        /**
         * Properties of a ReceiptItem.
         * @deprecated Use raccordo.v1.ReceiptItem.$Properties instead.
         */
        interface IReceiptItem extends raccordo.v1.ReceiptItem.$Properties {
        }

        /** Represents a ReceiptItem. */
        class ReceiptItem {

            /**
             * Constructs a new ReceiptItem.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.ReceiptItem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReceiptItem delivery. */
            delivery: string;

            /** ReceiptItem kind. */
            kind: string;

            /** ReceiptItem conditions_accepted. */
            conditions_accepted: boolean;

            /** ReceiptItem at. */
            at: string;

            /**
             * Creates a new ReceiptItem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReceiptItem instance
             */
            static create(properties: raccordo.v1.ReceiptItem.$Shape): raccordo.v1.ReceiptItem & raccordo.v1.ReceiptItem.$Shape;
            static create(properties?: raccordo.v1.ReceiptItem.$Properties): raccordo.v1.ReceiptItem;

            /**
             * Encodes the specified ReceiptItem message. Does not implicitly {@link raccordo.v1.ReceiptItem.verify|verify} messages.
             * @param message ReceiptItem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.ReceiptItem, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReceiptItem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.ReceiptItem & raccordo.v1.ReceiptItem.$Shape} ReceiptItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.ReceiptItem & raccordo.v1.ReceiptItem.$Shape;
        }

        namespace ReceiptItem {

            /** Properties of a ReceiptItem. */
            interface $Properties {

                /** ReceiptItem delivery */
                delivery?: (string|null);

                /** ReceiptItem kind */
                kind?: (string|null);

                /** ReceiptItem conditions_accepted */
                conditions_accepted?: (boolean|null);

                /** ReceiptItem at */
                at?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReceiptItem. */
            type $Shape = raccordo.v1.ReceiptItem.$Properties;
        }

        /**
         * Properties of a Refusal.
         * @deprecated Use raccordo.v1.Refusal.$Properties instead.
         */
        interface IRefusal extends raccordo.v1.Refusal.$Properties {
        }

        /** Represents a Refusal. */
        class Refusal {

            /**
             * Constructs a new Refusal.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.Refusal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Refusal code. */
            code: string;

            /** Refusal bytes. */
            bytes: number;

            /**
             * Creates a new Refusal instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Refusal instance
             */
            static create(properties: raccordo.v1.Refusal.$Shape): raccordo.v1.Refusal & raccordo.v1.Refusal.$Shape;
            static create(properties?: raccordo.v1.Refusal.$Properties): raccordo.v1.Refusal;

            /**
             * Encodes the specified Refusal message. Does not implicitly {@link raccordo.v1.Refusal.verify|verify} messages.
             * @param message Refusal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.Refusal, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Refusal message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.Refusal & raccordo.v1.Refusal.$Shape} Refusal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.Refusal & raccordo.v1.Refusal.$Shape;
        }

        namespace Refusal {

            /** Properties of a Refusal. */
            interface $Properties {

                /** Refusal code */
                code?: (string|null);

                /** Refusal bytes */
                bytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Refusal. */
            type $Shape = raccordo.v1.Refusal.$Properties;
        }

        /**
         * Properties of a ReportReply.
         * @deprecated Use raccordo.v1.ReportReply.$Properties instead.
         */
        interface IReportReply extends raccordo.v1.ReportReply.$Properties {
        }

        /** Represents a ReportReply. */
        class ReportReply {

            /**
             * Constructs a new ReportReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.ReportReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReportReply unknown_deliveries. */
            unknown_deliveries: string[];

            /** ReportReply problem. */
            problem?: (raccordo.v1.Problem|null);

            /** ReportReply notes. */
            notes: string[];

            /**
             * Creates a new ReportReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReportReply instance
             */
            static create(properties: raccordo.v1.ReportReply.$Shape): raccordo.v1.ReportReply & raccordo.v1.ReportReply.$Shape;
            static create(properties?: raccordo.v1.ReportReply.$Properties): raccordo.v1.ReportReply;

            /**
             * Encodes the specified ReportReply message. Does not implicitly {@link raccordo.v1.ReportReply.verify|verify} messages.
             * @param message ReportReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.ReportReply, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReportReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.ReportReply & raccordo.v1.ReportReply.$Shape} ReportReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.ReportReply & raccordo.v1.ReportReply.$Shape;
        }

        namespace ReportReply {

            /** Properties of a ReportReply. */
            interface $Properties {

                /** ReportReply unknown_deliveries */
                unknown_deliveries?: (string[]|null);

                /** ReportReply problem */
                problem?: (raccordo.v1.Problem|null);

                /** ReportReply notes */
                notes?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReportReply. */
            type $Shape = raccordo.v1.ReportReply.$Properties;
        }

        /**
         * Properties of a VaultRequest.
         * @deprecated Use raccordo.v1.VaultRequest.$Properties instead.
         */
        interface IVaultRequest extends raccordo.v1.VaultRequest.$Properties {
        }

        /** Represents a VaultRequest. */
        class VaultRequest {

            /**
             * Constructs a new VaultRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.VaultRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VaultRequest incident. */
            incident: string;

            /** VaultRequest mode. */
            mode: string;

            /** VaultRequest part. */
            part: string;

            /**
             * Creates a new VaultRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VaultRequest instance
             */
            static create(properties: raccordo.v1.VaultRequest.$Shape): raccordo.v1.VaultRequest & raccordo.v1.VaultRequest.$Shape;
            static create(properties?: raccordo.v1.VaultRequest.$Properties): raccordo.v1.VaultRequest;

            /**
             * Encodes the specified VaultRequest message. Does not implicitly {@link raccordo.v1.VaultRequest.verify|verify} messages.
             * @param message VaultRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.VaultRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VaultRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultRequest & raccordo.v1.VaultRequest.$Shape} VaultRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.VaultRequest & raccordo.v1.VaultRequest.$Shape;
        }

        namespace VaultRequest {

            /** Properties of a VaultRequest. */
            interface $Properties {

                /** VaultRequest incident */
                incident?: (string|null);

                /** VaultRequest mode */
                mode?: (string|null);

                /** VaultRequest part */
                part?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VaultRequest. */
            type $Shape = raccordo.v1.VaultRequest.$Properties;
        }

        /**
         * Properties of a VaultReply.
         * @deprecated Use raccordo.v1.VaultReply.$Properties instead.
         */
        interface IVaultReply extends raccordo.v1.VaultReply.$Properties {
        }

        /** Represents a VaultReply. */
        class VaultReply {

            /**
             * Constructs a new VaultReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.VaultReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VaultReply outcome. */
            outcome: string;

            /** VaultReply ordinary. */
            ordinary: Uint8Array;

            /** VaultReply sensitive. */
            sensitive: Uint8Array;

            /** VaultReply created. */
            created: boolean;

            /**
             * Creates a new VaultReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VaultReply instance
             */
            static create(properties: raccordo.v1.VaultReply.$Shape): raccordo.v1.VaultReply & raccordo.v1.VaultReply.$Shape;
            static create(properties?: raccordo.v1.VaultReply.$Properties): raccordo.v1.VaultReply;

            /**
             * Encodes the specified VaultReply message. Does not implicitly {@link raccordo.v1.VaultReply.verify|verify} messages.
             * @param message VaultReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.VaultReply, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VaultReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultReply & raccordo.v1.VaultReply.$Shape} VaultReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.VaultReply & raccordo.v1.VaultReply.$Shape;
        }

        namespace VaultReply {

            /** Properties of a VaultReply. */
            interface $Properties {

                /** VaultReply outcome */
                outcome?: (string|null);

                /** VaultReply ordinary */
                ordinary?: (Uint8Array|null);

                /** VaultReply sensitive */
                sensitive?: (Uint8Array|null);

                /** VaultReply created */
                created?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VaultReply. */
            type $Shape = raccordo.v1.VaultReply.$Properties;
        }

        /**
         * Properties of a VaultListRequest.
         * @deprecated Use raccordo.v1.VaultListRequest.$Properties instead.
         */
        interface IVaultListRequest extends raccordo.v1.VaultListRequest.$Properties {
        }

        /** Represents a VaultListRequest. */
        class VaultListRequest {

            /**
             * Constructs a new VaultListRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.VaultListRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VaultListRequest after_mode. */
            after_mode: string;

            /** VaultListRequest after_incident. */
            after_incident: string;

            /** VaultListRequest rows_max. */
            rows_max: number;

            /**
             * Creates a new VaultListRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VaultListRequest instance
             */
            static create(properties: raccordo.v1.VaultListRequest.$Shape): raccordo.v1.VaultListRequest & raccordo.v1.VaultListRequest.$Shape;
            static create(properties?: raccordo.v1.VaultListRequest.$Properties): raccordo.v1.VaultListRequest;

            /**
             * Encodes the specified VaultListRequest message. Does not implicitly {@link raccordo.v1.VaultListRequest.verify|verify} messages.
             * @param message VaultListRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.VaultListRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VaultListRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultListRequest & raccordo.v1.VaultListRequest.$Shape} VaultListRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.VaultListRequest & raccordo.v1.VaultListRequest.$Shape;
        }

        namespace VaultListRequest {

            /** Properties of a VaultListRequest. */
            interface $Properties {

                /** VaultListRequest after_mode */
                after_mode?: (string|null);

                /** VaultListRequest after_incident */
                after_incident?: (string|null);

                /** VaultListRequest rows_max */
                rows_max?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VaultListRequest. */
            type $Shape = raccordo.v1.VaultListRequest.$Properties;
        }

        /**
         * Properties of a VaultListReply.
         * @deprecated Use raccordo.v1.VaultListReply.$Properties instead.
         */
        interface IVaultListReply extends raccordo.v1.VaultListReply.$Properties {
        }

        /** Represents a VaultListReply. */
        class VaultListReply {

            /**
             * Constructs a new VaultListReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.VaultListReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VaultListReply outcome. */
            outcome: string;

            /** VaultListReply instance. */
            instance: string;

            /** VaultListReply admitted. */
            admitted: boolean;

            /** VaultListReply rows. */
            rows: raccordo.v1.VaultRow[];

            /**
             * Creates a new VaultListReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VaultListReply instance
             */
            static create(properties: raccordo.v1.VaultListReply.$Shape): raccordo.v1.VaultListReply & raccordo.v1.VaultListReply.$Shape;
            static create(properties?: raccordo.v1.VaultListReply.$Properties): raccordo.v1.VaultListReply;

            /**
             * Encodes the specified VaultListReply message. Does not implicitly {@link raccordo.v1.VaultListReply.verify|verify} messages.
             * @param message VaultListReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.VaultListReply, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VaultListReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultListReply & raccordo.v1.VaultListReply.$Shape} VaultListReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.VaultListReply & raccordo.v1.VaultListReply.$Shape;
        }

        namespace VaultListReply {

            /** Properties of a VaultListReply. */
            interface $Properties {

                /** VaultListReply outcome */
                outcome?: (string|null);

                /** VaultListReply instance */
                instance?: (string|null);

                /** VaultListReply admitted */
                admitted?: (boolean|null);

                /** VaultListReply rows */
                rows?: (raccordo.v1.VaultRow[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VaultListReply. */
            type $Shape = raccordo.v1.VaultListReply.$Properties;
        }

        /**
         * Properties of a VaultRow.
         * @deprecated Use raccordo.v1.VaultRow.$Properties instead.
         */
        interface IVaultRow extends raccordo.v1.VaultRow.$Properties {
        }

        /** Represents a VaultRow. */
        class VaultRow {

            /**
             * Constructs a new VaultRow.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.VaultRow.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VaultRow mode. */
            mode: string;

            /** VaultRow incident. */
            incident: string;

            /** VaultRow sensitive. */
            sensitive: boolean;

            /**
             * Creates a new VaultRow instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VaultRow instance
             */
            static create(properties: raccordo.v1.VaultRow.$Shape): raccordo.v1.VaultRow & raccordo.v1.VaultRow.$Shape;
            static create(properties?: raccordo.v1.VaultRow.$Properties): raccordo.v1.VaultRow;

            /**
             * Encodes the specified VaultRow message. Does not implicitly {@link raccordo.v1.VaultRow.verify|verify} messages.
             * @param message VaultRow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.VaultRow, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VaultRow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultRow & raccordo.v1.VaultRow.$Shape} VaultRow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.VaultRow & raccordo.v1.VaultRow.$Shape;
        }

        namespace VaultRow {

            /** Properties of a VaultRow. */
            interface $Properties {

                /** VaultRow mode */
                mode?: (string|null);

                /** VaultRow incident */
                incident?: (string|null);

                /** VaultRow sensitive */
                sensitive?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VaultRow. */
            type $Shape = raccordo.v1.VaultRow.$Properties;
        }

        /**
         * Properties of a VaultAdmission.
         * @deprecated Use raccordo.v1.VaultAdmission.$Properties instead.
         */
        interface IVaultAdmission extends raccordo.v1.VaultAdmission.$Properties {
        }

        /** Represents a VaultAdmission. */
        class VaultAdmission {

            /**
             * Constructs a new VaultAdmission.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.VaultAdmission.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VaultAdmission instance. */
            instance: string;

            /**
             * Creates a new VaultAdmission instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VaultAdmission instance
             */
            static create(properties: raccordo.v1.VaultAdmission.$Shape): raccordo.v1.VaultAdmission & raccordo.v1.VaultAdmission.$Shape;
            static create(properties?: raccordo.v1.VaultAdmission.$Properties): raccordo.v1.VaultAdmission;

            /**
             * Encodes the specified VaultAdmission message. Does not implicitly {@link raccordo.v1.VaultAdmission.verify|verify} messages.
             * @param message VaultAdmission message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.VaultAdmission, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VaultAdmission message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultAdmission & raccordo.v1.VaultAdmission.$Shape} VaultAdmission
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.VaultAdmission & raccordo.v1.VaultAdmission.$Shape;
        }

        namespace VaultAdmission {

            /** Properties of a VaultAdmission. */
            interface $Properties {

                /** VaultAdmission instance */
                instance?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VaultAdmission. */
            type $Shape = raccordo.v1.VaultAdmission.$Properties;
        }

        /**
         * Properties of a CopyRequest.
         * @deprecated Use raccordo.v1.CopyRequest.$Properties instead.
         */
        interface ICopyRequest extends raccordo.v1.CopyRequest.$Properties {
        }

        /** Represents a CopyRequest. */
        class CopyRequest {

            /**
             * Constructs a new CopyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.CopyRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CopyRequest mode. */
            mode: string;

            /** CopyRequest room. */
            room: string;

            /** CopyRequest alias. */
            alias: string;

            /** CopyRequest deliveries. */
            deliveries: string[];

            /** CopyRequest event. */
            event: string;

            /** CopyRequest incident_pseudonym. */
            incident_pseudonym: string;

            /**
             * Creates a new CopyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CopyRequest instance
             */
            static create(properties: raccordo.v1.CopyRequest.$Shape): raccordo.v1.CopyRequest & raccordo.v1.CopyRequest.$Shape;
            static create(properties?: raccordo.v1.CopyRequest.$Properties): raccordo.v1.CopyRequest;

            /**
             * Encodes the specified CopyRequest message. Does not implicitly {@link raccordo.v1.CopyRequest.verify|verify} messages.
             * @param message CopyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.CopyRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CopyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.CopyRequest & raccordo.v1.CopyRequest.$Shape} CopyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.CopyRequest & raccordo.v1.CopyRequest.$Shape;
        }

        namespace CopyRequest {

            /** Properties of a CopyRequest. */
            interface $Properties {

                /** CopyRequest mode */
                mode?: (string|null);

                /** CopyRequest room */
                room?: (string|null);

                /** CopyRequest alias */
                alias?: (string|null);

                /** CopyRequest deliveries */
                deliveries?: (string[]|null);

                /** CopyRequest event */
                event?: (string|null);

                /** CopyRequest incident_pseudonym */
                incident_pseudonym?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CopyRequest. */
            type $Shape = raccordo.v1.CopyRequest.$Properties;
        }

        /**
         * Properties of a CopyReply.
         * @deprecated Use raccordo.v1.CopyReply.$Properties instead.
         */
        interface ICopyReply extends raccordo.v1.CopyReply.$Properties {
        }

        /** Represents a CopyReply. */
        class CopyReply {

            /**
             * Constructs a new CopyReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.CopyReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CopyReply outcome. */
            outcome: string;

            /** CopyReply late. */
            late: boolean;

            /**
             * Creates a new CopyReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CopyReply instance
             */
            static create(properties: raccordo.v1.CopyReply.$Shape): raccordo.v1.CopyReply & raccordo.v1.CopyReply.$Shape;
            static create(properties?: raccordo.v1.CopyReply.$Properties): raccordo.v1.CopyReply;

            /**
             * Encodes the specified CopyReply message. Does not implicitly {@link raccordo.v1.CopyReply.verify|verify} messages.
             * @param message CopyReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.CopyReply, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CopyReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.CopyReply & raccordo.v1.CopyReply.$Shape} CopyReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.CopyReply & raccordo.v1.CopyReply.$Shape;
        }

        namespace CopyReply {

            /** Properties of a CopyReply. */
            interface $Properties {

                /** CopyReply outcome */
                outcome?: (string|null);

                /** CopyReply late */
                late?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CopyReply. */
            type $Shape = raccordo.v1.CopyReply.$Properties;
        }

        /**
         * Properties of an AuditMessage.
         * @deprecated Use raccordo.v1.AuditMessage.$Properties instead.
         */
        interface IAuditMessage extends raccordo.v1.AuditMessage.$Properties {
        }

        /** Represents an AuditMessage. */
        class AuditMessage {

            /**
             * Constructs a new AuditMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: raccordo.v1.AuditMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AuditMessage leaf. */
            leaf: Uint8Array;

            /** AuditMessage parts. */
            parts: Uint8Array;

            /** AuditMessage mac. */
            mac: Uint8Array;

            /** AuditMessage writer. */
            writer: string;

            /**
             * Creates a new AuditMessage instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AuditMessage instance
             */
            static create(properties: raccordo.v1.AuditMessage.$Shape): raccordo.v1.AuditMessage & raccordo.v1.AuditMessage.$Shape;
            static create(properties?: raccordo.v1.AuditMessage.$Properties): raccordo.v1.AuditMessage;

            /**
             * Encodes the specified AuditMessage message. Does not implicitly {@link raccordo.v1.AuditMessage.verify|verify} messages.
             * @param message AuditMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: raccordo.v1.AuditMessage, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AuditMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {raccordo.v1.AuditMessage & raccordo.v1.AuditMessage.$Shape} AuditMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): raccordo.v1.AuditMessage & raccordo.v1.AuditMessage.$Shape;
        }

        namespace AuditMessage {

            /** Properties of an AuditMessage. */
            interface $Properties {

                /** AuditMessage leaf */
                leaf?: (Uint8Array|null);

                /** AuditMessage parts */
                parts?: (Uint8Array|null);

                /** AuditMessage mac */
                mac?: (Uint8Array|null);

                /** AuditMessage writer */
                writer?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AuditMessage. */
            type $Shape = raccordo.v1.AuditMessage.$Properties;
        }
    }
}
