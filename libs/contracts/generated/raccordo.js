/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const raccordo = $root.raccordo = (() => {

    /**
     * Namespace raccordo.
     * @exports raccordo
     * @namespace
     */
    const raccordo = {};

    raccordo.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof raccordo
         * @namespace
         */
        const v1 = {};

        /**
         * DataClass enum.
         * @name raccordo.v1.DataClass
         * @enum {number}
         * @property {number} DATA_CLASS_UNSPECIFIED=0 DATA_CLASS_UNSPECIFIED value
         * @property {number} DATA_CLASS_CORE=1 DATA_CLASS_CORE value
         * @property {number} DATA_CLASS_LEGAL=2 DATA_CLASS_LEGAL value
         * @property {number} DATA_CLASS_PLACE=3 DATA_CLASS_PLACE value
         * @property {number} DATA_CLASS_PERSON_IDENTITY=4 DATA_CLASS_PERSON_IDENTITY value
         * @property {number} DATA_CLASS_PERSON_CONTACT=5 DATA_CLASS_PERSON_CONTACT value
         * @property {number} DATA_CLASS_PERSON_ROLE=6 DATA_CLASS_PERSON_ROLE value
         * @property {number} DATA_CLASS_HEALTH=7 DATA_CLASS_HEALTH value
         * @property {number} DATA_CLASS_VEHICLE_IDENTITY=8 DATA_CLASS_VEHICLE_IDENTITY value
         * @property {number} DATA_CLASS_VEHICLE_DESCRIPTION=9 DATA_CLASS_VEHICLE_DESCRIPTION value
         * @property {number} DATA_CLASS_MINOR=10 DATA_CLASS_MINOR value
         * @property {number} DATA_CLASS_IMAGE=11 DATA_CLASS_IMAGE value
         * @property {number} DATA_CLASS_NOTE=12 DATA_CLASS_NOTE value
         * @property {number} DATA_CLASS_UNIT=13 DATA_CLASS_UNIT value
         * @property {number} DATA_CLASS_OPERATOR=14 DATA_CLASS_OPERATOR value
         * @property {number} DATA_CLASS_RISK=15 DATA_CLASS_RISK value
         * @property {number} DATA_CLASS_DATABASE_RESULT=16 DATA_CLASS_DATABASE_RESULT value
         */
        v1.DataClass = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DATA_CLASS_UNSPECIFIED"] = 0;
            values[valuesById[1] = "DATA_CLASS_CORE"] = 1;
            values[valuesById[2] = "DATA_CLASS_LEGAL"] = 2;
            values[valuesById[3] = "DATA_CLASS_PLACE"] = 3;
            values[valuesById[4] = "DATA_CLASS_PERSON_IDENTITY"] = 4;
            values[valuesById[5] = "DATA_CLASS_PERSON_CONTACT"] = 5;
            values[valuesById[6] = "DATA_CLASS_PERSON_ROLE"] = 6;
            values[valuesById[7] = "DATA_CLASS_HEALTH"] = 7;
            values[valuesById[8] = "DATA_CLASS_VEHICLE_IDENTITY"] = 8;
            values[valuesById[9] = "DATA_CLASS_VEHICLE_DESCRIPTION"] = 9;
            values[valuesById[10] = "DATA_CLASS_MINOR"] = 10;
            values[valuesById[11] = "DATA_CLASS_IMAGE"] = 11;
            values[valuesById[12] = "DATA_CLASS_NOTE"] = 12;
            values[valuesById[13] = "DATA_CLASS_UNIT"] = 13;
            values[valuesById[14] = "DATA_CLASS_OPERATOR"] = 14;
            values[valuesById[15] = "DATA_CLASS_RISK"] = 15;
            values[valuesById[16] = "DATA_CLASS_DATABASE_RESULT"] = 16;
            return values;
        })();

        /**
         * Mode enum.
         * @name raccordo.v1.Mode
         * @enum {number}
         * @property {number} MODE_UNSPECIFIED=0 MODE_UNSPECIFIED value
         * @property {number} MODE_ACTUAL=1 MODE_ACTUAL value
         * @property {number} MODE_EXERCISE=2 MODE_EXERCISE value
         */
        v1.Mode = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "MODE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "MODE_ACTUAL"] = 1;
            values[valuesById[2] = "MODE_EXERCISE"] = 2;
            return values;
        })();

        /**
         * EventKind enum.
         * @name raccordo.v1.EventKind
         * @enum {number}
         * @property {number} EVENT_KIND_UNSPECIFIED=0 EVENT_KIND_UNSPECIFIED value
         * @property {number} EVENT_KIND_REPORT=1 EVENT_KIND_REPORT value
         * @property {number} EVENT_KIND_UPDATE=2 EVENT_KIND_UPDATE value
         * @property {number} EVENT_KIND_CANCEL=3 EVENT_KIND_CANCEL value
         * @property {number} EVENT_KIND_CLOSE=4 EVENT_KIND_CLOSE value
         * @property {number} EVENT_KIND_CHARGE_TAKEN=5 EVENT_KIND_CHARGE_TAKEN value
         * @property {number} EVENT_KIND_CHARGE_ENDED=6 EVENT_KIND_CHARGE_ENDED value
         * @property {number} EVENT_KIND_REFUSED=7 EVENT_KIND_REFUSED value
         * @property {number} EVENT_KIND_BREAK_GLASS=8 EVENT_KIND_BREAK_GLASS value
         */
        v1.EventKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "EVENT_KIND_UNSPECIFIED"] = 0;
            values[valuesById[1] = "EVENT_KIND_REPORT"] = 1;
            values[valuesById[2] = "EVENT_KIND_UPDATE"] = 2;
            values[valuesById[3] = "EVENT_KIND_CANCEL"] = 3;
            values[valuesById[4] = "EVENT_KIND_CLOSE"] = 4;
            values[valuesById[5] = "EVENT_KIND_CHARGE_TAKEN"] = 5;
            values[valuesById[6] = "EVENT_KIND_CHARGE_ENDED"] = 6;
            values[valuesById[7] = "EVENT_KIND_REFUSED"] = 7;
            values[valuesById[8] = "EVENT_KIND_BREAK_GLASS"] = 8;
            return values;
        })();

        /**
         * Emergency enum.
         * @name raccordo.v1.Emergency
         * @enum {number}
         * @property {number} EMERGENCY_UNSPECIFIED=0 EMERGENCY_UNSPECIFIED value
         * @property {number} EMERGENCY_LIFE_AT_RISK=1 EMERGENCY_LIFE_AT_RISK value
         * @property {number} EMERGENCY_VIOLENCE_IN_PROGRESS=2 EMERGENCY_VIOLENCE_IN_PROGRESS value
         * @property {number} EMERGENCY_CHILD_AT_RISK=3 EMERGENCY_CHILD_AT_RISK value
         * @property {number} EMERGENCY_MISSING_AT_RISK=4 EMERGENCY_MISSING_AT_RISK value
         */
        v1.Emergency = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "EMERGENCY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "EMERGENCY_LIFE_AT_RISK"] = 1;
            values[valuesById[2] = "EMERGENCY_VIOLENCE_IN_PROGRESS"] = 2;
            values[valuesById[3] = "EMERGENCY_CHILD_AT_RISK"] = 3;
            values[valuesById[4] = "EMERGENCY_MISSING_AT_RISK"] = 4;
            return values;
        })();

        /**
         * Category enum.
         * @name raccordo.v1.Category
         * @enum {number}
         * @property {number} CATEGORY_UNSPECIFIED=0 CATEGORY_UNSPECIFIED value
         * @property {number} CATEGORY_C00=100 CATEGORY_C00 value
         * @property {number} CATEGORY_C01=1 CATEGORY_C01 value
         * @property {number} CATEGORY_C02=2 CATEGORY_C02 value
         * @property {number} CATEGORY_C03=3 CATEGORY_C03 value
         * @property {number} CATEGORY_C04=4 CATEGORY_C04 value
         * @property {number} CATEGORY_C05=5 CATEGORY_C05 value
         * @property {number} CATEGORY_C06=6 CATEGORY_C06 value
         * @property {number} CATEGORY_C07=7 CATEGORY_C07 value
         * @property {number} CATEGORY_C08=8 CATEGORY_C08 value
         * @property {number} CATEGORY_C09=9 CATEGORY_C09 value
         * @property {number} CATEGORY_C10=10 CATEGORY_C10 value
         * @property {number} CATEGORY_C11=11 CATEGORY_C11 value
         * @property {number} CATEGORY_C12=12 CATEGORY_C12 value
         * @property {number} CATEGORY_C13=13 CATEGORY_C13 value
         * @property {number} CATEGORY_C14=14 CATEGORY_C14 value
         * @property {number} CATEGORY_C15=15 CATEGORY_C15 value
         * @property {number} CATEGORY_C16=16 CATEGORY_C16 value
         * @property {number} CATEGORY_C17=17 CATEGORY_C17 value
         * @property {number} CATEGORY_C18=18 CATEGORY_C18 value
         */
        v1.Category = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "CATEGORY_UNSPECIFIED"] = 0;
            values[valuesById[100] = "CATEGORY_C00"] = 100;
            values[valuesById[1] = "CATEGORY_C01"] = 1;
            values[valuesById[2] = "CATEGORY_C02"] = 2;
            values[valuesById[3] = "CATEGORY_C03"] = 3;
            values[valuesById[4] = "CATEGORY_C04"] = 4;
            values[valuesById[5] = "CATEGORY_C05"] = 5;
            values[valuesById[6] = "CATEGORY_C06"] = 6;
            values[valuesById[7] = "CATEGORY_C07"] = 7;
            values[valuesById[8] = "CATEGORY_C08"] = 8;
            values[valuesById[9] = "CATEGORY_C09"] = 9;
            values[valuesById[10] = "CATEGORY_C10"] = 10;
            values[valuesById[11] = "CATEGORY_C11"] = 11;
            values[valuesById[12] = "CATEGORY_C12"] = 12;
            values[valuesById[13] = "CATEGORY_C13"] = 13;
            values[valuesById[14] = "CATEGORY_C14"] = 14;
            values[valuesById[15] = "CATEGORY_C15"] = 15;
            values[valuesById[16] = "CATEGORY_C16"] = 16;
            values[valuesById[17] = "CATEGORY_C17"] = 17;
            values[valuesById[18] = "CATEGORY_C18"] = 18;
            return values;
        })();

        /**
         * Purpose enum.
         * @name raccordo.v1.Purpose
         * @enum {number}
         * @property {number} PURPOSE_UNSPECIFIED=0 PURPOSE_UNSPECIFIED value
         * @property {number} PURPOSE_P1=1 PURPOSE_P1 value
         * @property {number} PURPOSE_P2=2 PURPOSE_P2 value
         * @property {number} PURPOSE_P3=3 PURPOSE_P3 value
         * @property {number} PURPOSE_P4=4 PURPOSE_P4 value
         * @property {number} PURPOSE_P5=5 PURPOSE_P5 value
         * @property {number} PURPOSE_P6=6 PURPOSE_P6 value
         */
        v1.Purpose = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PURPOSE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "PURPOSE_P1"] = 1;
            values[valuesById[2] = "PURPOSE_P2"] = 2;
            values[valuesById[3] = "PURPOSE_P3"] = 3;
            values[valuesById[4] = "PURPOSE_P4"] = 4;
            values[valuesById[5] = "PURPOSE_P5"] = 5;
            values[valuesById[6] = "PURPOSE_P6"] = 6;
            return values;
        })();

        /**
         * Regime enum.
         * @name raccordo.v1.Regime
         * @enum {number}
         * @property {number} REGIME_UNSPECIFIED=0 REGIME_UNSPECIFIED value
         * @property {number} REGIME_POLICE=1 REGIME_POLICE value
         * @property {number} REGIME_ADMINISTRATIVE=2 REGIME_ADMINISTRATIVE value
         */
        v1.Regime = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "REGIME_UNSPECIFIED"] = 0;
            values[valuesById[1] = "REGIME_POLICE"] = 1;
            values[valuesById[2] = "REGIME_ADMINISTRATIVE"] = 2;
            return values;
        })();

        /**
         * Status enum.
         * @name raccordo.v1.Status
         * @enum {number}
         * @property {number} STATUS_UNSPECIFIED=0 STATUS_UNSPECIFIED value
         * @property {number} STATUS_OPEN=1 STATUS_OPEN value
         * @property {number} STATUS_ASSIGNED=2 STATUS_ASSIGNED value
         * @property {number} STATUS_IN_PROGRESS=3 STATUS_IN_PROGRESS value
         * @property {number} STATUS_ON_HOLD=4 STATUS_ON_HOLD value
         * @property {number} STATUS_UNDER_CONTROL=5 STATUS_UNDER_CONTROL value
         * @property {number} STATUS_CLOSED=6 STATUS_CLOSED value
         * @property {number} STATUS_CANCELLED=7 STATUS_CANCELLED value
         */
        v1.Status = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "STATUS_UNSPECIFIED"] = 0;
            values[valuesById[1] = "STATUS_OPEN"] = 1;
            values[valuesById[2] = "STATUS_ASSIGNED"] = 2;
            values[valuesById[3] = "STATUS_IN_PROGRESS"] = 3;
            values[valuesById[4] = "STATUS_ON_HOLD"] = 4;
            values[valuesById[5] = "STATUS_UNDER_CONTROL"] = 5;
            values[valuesById[6] = "STATUS_CLOSED"] = 6;
            values[valuesById[7] = "STATUS_CANCELLED"] = 7;
            return values;
        })();

        /**
         * Completeness enum.
         * @name raccordo.v1.Completeness
         * @enum {number}
         * @property {number} COMPLETENESS_UNSPECIFIED=0 COMPLETENESS_UNSPECIFIED value
         * @property {number} COMPLETENESS_PARTIAL=1 COMPLETENESS_PARTIAL value
         * @property {number} COMPLETENESS_COMPLETE=2 COMPLETENESS_COMPLETE value
         */
        v1.Completeness = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "COMPLETENESS_UNSPECIFIED"] = 0;
            values[valuesById[1] = "COMPLETENESS_PARTIAL"] = 1;
            values[valuesById[2] = "COMPLETENESS_COMPLETE"] = 2;
            return values;
        })();

        /**
         * Reliability enum.
         * @name raccordo.v1.Reliability
         * @enum {number}
         * @property {number} RELIABILITY_UNSPECIFIED=0 RELIABILITY_UNSPECIFIED value
         * @property {number} RELIABILITY_CONFIRMED=1 RELIABILITY_CONFIRMED value
         * @property {number} RELIABILITY_LIKELY=2 RELIABILITY_LIKELY value
         * @property {number} RELIABILITY_UNVERIFIED=3 RELIABILITY_UNVERIFIED value
         */
        v1.Reliability = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "RELIABILITY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "RELIABILITY_CONFIRMED"] = 1;
            values[valuesById[2] = "RELIABILITY_LIKELY"] = 2;
            values[valuesById[3] = "RELIABILITY_UNVERIFIED"] = 3;
            return values;
        })();

        /**
         * CallFilter enum.
         * @name raccordo.v1.CallFilter
         * @enum {number}
         * @property {number} CALL_FILTER_UNSPECIFIED=0 CALL_FILTER_UNSPECIFIED value
         * @property {number} CALL_FILTER_EMERGENCY=1 CALL_FILTER_EMERGENCY value
         * @property {number} CALL_FILTER_NOT_URGENT=2 CALL_FILTER_NOT_URGENT value
         * @property {number} CALL_FILTER_IMPROPER=3 CALL_FILTER_IMPROPER value
         * @property {number} CALL_FILTER_SILENT=4 CALL_FILTER_SILENT value
         */
        v1.CallFilter = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "CALL_FILTER_UNSPECIFIED"] = 0;
            values[valuesById[1] = "CALL_FILTER_EMERGENCY"] = 1;
            values[valuesById[2] = "CALL_FILTER_NOT_URGENT"] = 2;
            values[valuesById[3] = "CALL_FILTER_IMPROPER"] = 3;
            values[valuesById[4] = "CALL_FILTER_SILENT"] = 4;
            return values;
        })();

        /**
         * Sensitivity enum.
         * @name raccordo.v1.Sensitivity
         * @enum {number}
         * @property {number} SENSITIVITY_UNSPECIFIED=0 SENSITIVITY_UNSPECIFIED value
         * @property {number} SENSITIVITY_PUBLIC=1 SENSITIVITY_PUBLIC value
         * @property {number} SENSITIVITY_SENSITIVE=2 SENSITIVITY_SENSITIVE value
         */
        v1.Sensitivity = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "SENSITIVITY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "SENSITIVITY_PUBLIC"] = 1;
            values[valuesById[2] = "SENSITIVITY_SENSITIVE"] = 2;
            return values;
        })();

        /**
         * PlaceType enum.
         * @name raccordo.v1.PlaceType
         * @enum {number}
         * @property {number} PLACE_TYPE_UNSPECIFIED=0 PLACE_TYPE_UNSPECIFIED value
         * @property {number} PLACE_TYPE_STREET=1 PLACE_TYPE_STREET value
         * @property {number} PLACE_TYPE_PUBLIC_BUILDING=2 PLACE_TYPE_PUBLIC_BUILDING value
         * @property {number} PLACE_TYPE_SHOP=3 PLACE_TYPE_SHOP value
         * @property {number} PLACE_TYPE_HOME=4 PLACE_TYPE_HOME value
         * @property {number} PLACE_TYPE_SCHOOL=5 PLACE_TYPE_SCHOOL value
         * @property {number} PLACE_TYPE_HEALTH_FACILITY=6 PLACE_TYPE_HEALTH_FACILITY value
         * @property {number} PLACE_TYPE_PROTECTED_FACILITY=7 PLACE_TYPE_PROTECTED_FACILITY value
         * @property {number} PLACE_TYPE_OTHER=8 PLACE_TYPE_OTHER value
         */
        v1.PlaceType = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PLACE_TYPE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "PLACE_TYPE_STREET"] = 1;
            values[valuesById[2] = "PLACE_TYPE_PUBLIC_BUILDING"] = 2;
            values[valuesById[3] = "PLACE_TYPE_SHOP"] = 3;
            values[valuesById[4] = "PLACE_TYPE_HOME"] = 4;
            values[valuesById[5] = "PLACE_TYPE_SCHOOL"] = 5;
            values[valuesById[6] = "PLACE_TYPE_HEALTH_FACILITY"] = 6;
            values[valuesById[7] = "PLACE_TYPE_PROTECTED_FACILITY"] = 7;
            values[valuesById[8] = "PLACE_TYPE_OTHER"] = 8;
            return values;
        })();

        /**
         * PositionMethod enum.
         * @name raccordo.v1.PositionMethod
         * @enum {number}
         * @property {number} POSITION_METHOD_UNSPECIFIED=0 POSITION_METHOD_UNSPECIFIED value
         * @property {number} POSITION_METHOD_GNSS=1 POSITION_METHOD_GNSS value
         * @property {number} POSITION_METHOD_WIFI=2 POSITION_METHOD_WIFI value
         * @property {number} POSITION_METHOD_CELL=3 POSITION_METHOD_CELL value
         * @property {number} POSITION_METHOD_MANUAL=4 POSITION_METHOD_MANUAL value
         * @property {number} POSITION_METHOD_GEOCODED=5 POSITION_METHOD_GEOCODED value
         * @property {number} POSITION_METHOD_APP=6 POSITION_METHOD_APP value
         * @property {number} POSITION_METHOD_ECALL=7 POSITION_METHOD_ECALL value
         * @property {number} POSITION_METHOD_DECLARED=8 POSITION_METHOD_DECLARED value
         */
        v1.PositionMethod = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "POSITION_METHOD_UNSPECIFIED"] = 0;
            values[valuesById[1] = "POSITION_METHOD_GNSS"] = 1;
            values[valuesById[2] = "POSITION_METHOD_WIFI"] = 2;
            values[valuesById[3] = "POSITION_METHOD_CELL"] = 3;
            values[valuesById[4] = "POSITION_METHOD_MANUAL"] = 4;
            values[valuesById[5] = "POSITION_METHOD_GEOCODED"] = 5;
            values[valuesById[6] = "POSITION_METHOD_APP"] = 6;
            values[valuesById[7] = "POSITION_METHOD_ECALL"] = 7;
            values[valuesById[8] = "POSITION_METHOD_DECLARED"] = 8;
            return values;
        })();

        /**
         * PersonRole enum.
         * @name raccordo.v1.PersonRole
         * @enum {number}
         * @property {number} PERSON_ROLE_UNSPECIFIED=0 PERSON_ROLE_UNSPECIFIED value
         * @property {number} PERSON_ROLE_SUSPECT=1 PERSON_ROLE_SUSPECT value
         * @property {number} PERSON_ROLE_VICTIM=2 PERSON_ROLE_VICTIM value
         * @property {number} PERSON_ROLE_INJURED=3 PERSON_ROLE_INJURED value
         * @property {number} PERSON_ROLE_WITNESS=4 PERSON_ROLE_WITNESS value
         * @property {number} PERSON_ROLE_REPORTER=5 PERSON_ROLE_REPORTER value
         * @property {number} PERSON_ROLE_INVOLVED=6 PERSON_ROLE_INVOLVED value
         * @property {number} PERSON_ROLE_MISSING=7 PERSON_ROLE_MISSING value
         * @property {number} PERSON_ROLE_OFFENDER=8 PERSON_ROLE_OFFENDER value
         */
        v1.PersonRole = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PERSON_ROLE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "PERSON_ROLE_SUSPECT"] = 1;
            values[valuesById[2] = "PERSON_ROLE_VICTIM"] = 2;
            values[valuesById[3] = "PERSON_ROLE_INJURED"] = 3;
            values[valuesById[4] = "PERSON_ROLE_WITNESS"] = 4;
            values[valuesById[5] = "PERSON_ROLE_REPORTER"] = 5;
            values[valuesById[6] = "PERSON_ROLE_INVOLVED"] = 6;
            values[valuesById[7] = "PERSON_ROLE_MISSING"] = 7;
            values[valuesById[8] = "PERSON_ROLE_OFFENDER"] = 8;
            return values;
        })();

        /**
         * Basis enum.
         * @name raccordo.v1.Basis
         * @enum {number}
         * @property {number} BASIS_UNSPECIFIED=0 BASIS_UNSPECIFIED value
         * @property {number} BASIS_FACT=1 BASIS_FACT value
         * @property {number} BASIS_ASSESSMENT=2 BASIS_ASSESSMENT value
         */
        v1.Basis = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "BASIS_UNSPECIFIED"] = 0;
            values[valuesById[1] = "BASIS_FACT"] = 1;
            values[valuesById[2] = "BASIS_ASSESSMENT"] = 2;
            return values;
        })();

        /**
         * Source enum.
         * @name raccordo.v1.Source
         * @enum {number}
         * @property {number} SOURCE_UNSPECIFIED=0 SOURCE_UNSPECIFIED value
         * @property {number} SOURCE_OBSERVED=1 SOURCE_OBSERVED value
         * @property {number} SOURCE_REPORTED=2 SOURCE_REPORTED value
         * @property {number} SOURCE_DECLARED=3 SOURCE_DECLARED value
         * @property {number} SOURCE_DEVICE=4 SOURCE_DEVICE value
         * @property {number} SOURCE_REGISTER=5 SOURCE_REGISTER value
         * @property {number} SOURCE_POLICE_DATABASE=6 SOURCE_POLICE_DATABASE value
         */
        v1.Source = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "SOURCE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "SOURCE_OBSERVED"] = 1;
            values[valuesById[2] = "SOURCE_REPORTED"] = 2;
            values[valuesById[3] = "SOURCE_DECLARED"] = 3;
            values[valuesById[4] = "SOURCE_DEVICE"] = 4;
            values[valuesById[5] = "SOURCE_REGISTER"] = 5;
            values[valuesById[6] = "SOURCE_POLICE_DATABASE"] = 6;
            return values;
        })();

        /**
         * Injury enum.
         * @name raccordo.v1.Injury
         * @enum {number}
         * @property {number} INJURY_UNSPECIFIED=0 INJURY_UNSPECIFIED value
         * @property {number} INJURY_NONE=1 INJURY_NONE value
         * @property {number} INJURY_MINOR=2 INJURY_MINOR value
         * @property {number} INJURY_SERIOUS=3 INJURY_SERIOUS value
         * @property {number} INJURY_CRITICAL=4 INJURY_CRITICAL value
         * @property {number} INJURY_FATAL=5 INJURY_FATAL value
         */
        v1.Injury = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "INJURY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "INJURY_NONE"] = 1;
            values[valuesById[2] = "INJURY_MINOR"] = 2;
            values[valuesById[3] = "INJURY_SERIOUS"] = 3;
            values[valuesById[4] = "INJURY_CRITICAL"] = 4;
            values[valuesById[5] = "INJURY_FATAL"] = 5;
            return values;
        })();

        /**
         * AgeBand enum.
         * @name raccordo.v1.AgeBand
         * @enum {number}
         * @property {number} AGE_BAND_UNSPECIFIED=0 AGE_BAND_UNSPECIFIED value
         * @property {number} AGE_BAND_0_5=1 AGE_BAND_0_5 value
         * @property {number} AGE_BAND_6_13=2 AGE_BAND_6_13 value
         * @property {number} AGE_BAND_14_17=3 AGE_BAND_14_17 value
         * @property {number} AGE_BAND_UNKNOWN=4 AGE_BAND_UNKNOWN value
         */
        v1.AgeBand = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "AGE_BAND_UNSPECIFIED"] = 0;
            values[valuesById[1] = "AGE_BAND_0_5"] = 1;
            values[valuesById[2] = "AGE_BAND_6_13"] = 2;
            values[valuesById[3] = "AGE_BAND_14_17"] = 3;
            values[valuesById[4] = "AGE_BAND_UNKNOWN"] = 4;
            return values;
        })();

        /**
         * VehicleBody enum.
         * @name raccordo.v1.VehicleBody
         * @enum {number}
         * @property {number} VEHICLE_BODY_UNSPECIFIED=0 VEHICLE_BODY_UNSPECIFIED value
         * @property {number} VEHICLE_BODY_CAR=1 VEHICLE_BODY_CAR value
         * @property {number} VEHICLE_BODY_VAN=2 VEHICLE_BODY_VAN value
         * @property {number} VEHICLE_BODY_TRUCK=3 VEHICLE_BODY_TRUCK value
         * @property {number} VEHICLE_BODY_BUS=4 VEHICLE_BODY_BUS value
         * @property {number} VEHICLE_BODY_MOTORCYCLE=5 VEHICLE_BODY_MOTORCYCLE value
         * @property {number} VEHICLE_BODY_BICYCLE=6 VEHICLE_BODY_BICYCLE value
         * @property {number} VEHICLE_BODY_SCOOTER=7 VEHICLE_BODY_SCOOTER value
         * @property {number} VEHICLE_BODY_OTHER=8 VEHICLE_BODY_OTHER value
         */
        v1.VehicleBody = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "VEHICLE_BODY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "VEHICLE_BODY_CAR"] = 1;
            values[valuesById[2] = "VEHICLE_BODY_VAN"] = 2;
            values[valuesById[3] = "VEHICLE_BODY_TRUCK"] = 3;
            values[valuesById[4] = "VEHICLE_BODY_BUS"] = 4;
            values[valuesById[5] = "VEHICLE_BODY_MOTORCYCLE"] = 5;
            values[valuesById[6] = "VEHICLE_BODY_BICYCLE"] = 6;
            values[valuesById[7] = "VEHICLE_BODY_SCOOTER"] = 7;
            values[valuesById[8] = "VEHICLE_BODY_OTHER"] = 8;
            return values;
        })();

        /**
         * Colour enum.
         * @name raccordo.v1.Colour
         * @enum {number}
         * @property {number} COLOUR_UNSPECIFIED=0 COLOUR_UNSPECIFIED value
         * @property {number} COLOUR_WHITE=1 COLOUR_WHITE value
         * @property {number} COLOUR_BLACK=2 COLOUR_BLACK value
         * @property {number} COLOUR_GREY=3 COLOUR_GREY value
         * @property {number} COLOUR_RED=4 COLOUR_RED value
         * @property {number} COLOUR_BLUE=5 COLOUR_BLUE value
         * @property {number} COLOUR_GREEN=6 COLOUR_GREEN value
         * @property {number} COLOUR_YELLOW=7 COLOUR_YELLOW value
         * @property {number} COLOUR_BROWN=8 COLOUR_BROWN value
         * @property {number} COLOUR_OTHER=9 COLOUR_OTHER value
         */
        v1.Colour = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "COLOUR_UNSPECIFIED"] = 0;
            values[valuesById[1] = "COLOUR_WHITE"] = 1;
            values[valuesById[2] = "COLOUR_BLACK"] = 2;
            values[valuesById[3] = "COLOUR_GREY"] = 3;
            values[valuesById[4] = "COLOUR_RED"] = 4;
            values[valuesById[5] = "COLOUR_BLUE"] = 5;
            values[valuesById[6] = "COLOUR_GREEN"] = 6;
            values[valuesById[7] = "COLOUR_YELLOW"] = 7;
            values[valuesById[8] = "COLOUR_BROWN"] = 8;
            values[valuesById[9] = "COLOUR_OTHER"] = 9;
            return values;
        })();

        /**
         * UnitStatus enum.
         * @name raccordo.v1.UnitStatus
         * @enum {number}
         * @property {number} UNIT_STATUS_UNSPECIFIED=0 UNIT_STATUS_UNSPECIFIED value
         * @property {number} UNIT_STATUS_DISPATCHED=1 UNIT_STATUS_DISPATCHED value
         * @property {number} UNIT_STATUS_EN_ROUTE=2 UNIT_STATUS_EN_ROUTE value
         * @property {number} UNIT_STATUS_ON_SCENE=3 UNIT_STATUS_ON_SCENE value
         * @property {number} UNIT_STATUS_AVAILABLE=4 UNIT_STATUS_AVAILABLE value
         */
        v1.UnitStatus = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNIT_STATUS_UNSPECIFIED"] = 0;
            values[valuesById[1] = "UNIT_STATUS_DISPATCHED"] = 1;
            values[valuesById[2] = "UNIT_STATUS_EN_ROUTE"] = 2;
            values[valuesById[3] = "UNIT_STATUS_ON_SCENE"] = 3;
            values[valuesById[4] = "UNIT_STATUS_AVAILABLE"] = 4;
            return values;
        })();

        /**
         * RiskType enum.
         * @name raccordo.v1.RiskType
         * @enum {number}
         * @property {number} RISK_TYPE_UNSPECIFIED=0 RISK_TYPE_UNSPECIFIED value
         * @property {number} RISK_TYPE_WEAPON=1 RISK_TYPE_WEAPON value
         * @property {number} RISK_TYPE_AGGRESSION=2 RISK_TYPE_AGGRESSION value
         * @property {number} RISK_TYPE_ANIMAL=3 RISK_TYPE_ANIMAL value
         * @property {number} RISK_TYPE_HAZARDOUS_MATERIAL=4 RISK_TYPE_HAZARDOUS_MATERIAL value
         * @property {number} RISK_TYPE_TRAFFIC=5 RISK_TYPE_TRAFFIC value
         * @property {number} RISK_TYPE_OTHER=6 RISK_TYPE_OTHER value
         */
        v1.RiskType = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "RISK_TYPE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "RISK_TYPE_WEAPON"] = 1;
            values[valuesById[2] = "RISK_TYPE_AGGRESSION"] = 2;
            values[valuesById[3] = "RISK_TYPE_ANIMAL"] = 3;
            values[valuesById[4] = "RISK_TYPE_HAZARDOUS_MATERIAL"] = 4;
            values[valuesById[5] = "RISK_TYPE_TRAFFIC"] = 5;
            values[valuesById[6] = "RISK_TYPE_OTHER"] = 6;
            return values;
        })();

        /**
         * ChargeState enum.
         * @name raccordo.v1.ChargeState
         * @enum {number}
         * @property {number} CHARGE_STATE_UNSPECIFIED=0 CHARGE_STATE_UNSPECIFIED value
         * @property {number} CHARGE_STATE_TAKEN=1 CHARGE_STATE_TAKEN value
         * @property {number} CHARGE_STATE_ENDED=2 CHARGE_STATE_ENDED value
         * @property {number} CHARGE_STATE_REFUSED=3 CHARGE_STATE_REFUSED value
         */
        v1.ChargeState = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "CHARGE_STATE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "CHARGE_STATE_TAKEN"] = 1;
            values[valuesById[2] = "CHARGE_STATE_ENDED"] = 2;
            values[valuesById[3] = "CHARGE_STATE_REFUSED"] = 3;
            return values;
        })();

        v1.Point = (function() {

            /**
             * Properties of a Point.
             * @typedef {Object} raccordo.v1.Point.$Properties
             * @property {number|null} [lat_e7] Point lat_e7
             * @property {number|null} [lon_e7] Point lon_e7
             * @property {"lat_e7"} [_lat_e7] Point _lat_e7
             * @property {"lon_e7"} [_lon_e7] Point _lon_e7
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Point.
             * @memberof raccordo.v1
             * @interface IPoint
             * @augments raccordo.v1.Point.$Properties
             * @deprecated Use raccordo.v1.Point.$Properties instead.
             */

            /**
             * Narrowed shape of a Point.
             * @typedef {{
             *   lat_e7?: number|null;
             *   lon_e7?: number|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _lat_e7?: undefined; lat_e7?: null }|{ _lat_e7?: "lat_e7"; lat_e7: number })
             * ) & (
             *   ({ _lon_e7?: undefined; lon_e7?: null }|{ _lon_e7?: "lon_e7"; lon_e7: number })
             * )} raccordo.v1.Point.$Shape
             */

            /**
             * Constructs a new Point.
             * @memberof raccordo.v1
             * @classdesc Represents a Point.
             * @constructor
             * @param {raccordo.v1.Point.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Point = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Point lat_e7.
             * @member {number|null|undefined} lat_e7
             * @memberof raccordo.v1.Point
             * @instance
             */
            Point.prototype.lat_e7 = null;

            /**
             * Point lon_e7.
             * @member {number|null|undefined} lon_e7
             * @memberof raccordo.v1.Point
             * @instance
             */
            Point.prototype.lon_e7 = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Point _lat_e7.
             * @member {"lat_e7"|undefined} _lat_e7
             * @memberof raccordo.v1.Point
             * @instance
             */
            $Object.defineProperty(Point.prototype, "_lat_e7", {
                get: $util.oneOfGetter($oneOfFields = ["lat_e7"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Point _lon_e7.
             * @member {"lon_e7"|undefined} _lon_e7
             * @memberof raccordo.v1.Point
             * @instance
             */
            $Object.defineProperty(Point.prototype, "_lon_e7", {
                get: $util.oneOfGetter($oneOfFields = ["lon_e7"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Point instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Point
             * @static
             * @param {raccordo.v1.Point.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Point} Point instance
             * @type {{
             *   (properties: raccordo.v1.Point.$Shape): raccordo.v1.Point & raccordo.v1.Point.$Shape;
             *   (properties?: raccordo.v1.Point.$Properties): raccordo.v1.Point;
             * }}
             */
            Point.create = function(properties) {
                return new Point(properties);
            };

            /**
             * Encodes the specified Point message. Does not implicitly {@link raccordo.v1.Point.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Point
             * @static
             * @param {raccordo.v1.Point} message Point message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Point.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lat_e7 != null && $Object.hasOwnProperty.call(message, "lat_e7"))
                    writer.uint32(/* id 1, wireType 0 =*/8).sint32(message.lat_e7);
                if (message.lon_e7 != null && $Object.hasOwnProperty.call(message, "lon_e7"))
                    writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.lon_e7);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Point message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Point
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Point & raccordo.v1.Point.$Shape} Point
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Point.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Point();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.lat_e7 = reader.sint32();
                            message._lat_e7 = "lat_e7";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.lon_e7 = reader.sint32();
                            message._lon_e7 = "lon_e7";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Point;
        })();

        v1.Incident = (function() {

            /**
             * Properties of an Incident.
             * @typedef {Object} raccordo.v1.Incident.$Properties
             * @property {raccordo.v1.Status|null} [status] Incident status
             * @property {number|null} [priority] Incident priority
             * @property {string|null} [started_at] Incident started_at
             * @property {string|null} [reported_at] Incident reported_at
             * @property {raccordo.v1.Category|null} [category] Incident category
             * @property {raccordo.v1.Completeness|null} [completeness] Incident completeness
             * @property {raccordo.v1.Reliability|null} [reliability] Incident reliability
             * @property {string|null} [started_quarter] Incident started_quarter
             * @property {string|null} [reported_quarter] Incident reported_quarter
             * @property {raccordo.v1.CallFilter|null} [call_filter] Incident call_filter
             * @property {string|null} [same_as] Incident same_as
             * @property {"status"} [_status] Incident _status
             * @property {"priority"} [_priority] Incident _priority
             * @property {"started_at"} [_started_at] Incident _started_at
             * @property {"reported_at"} [_reported_at] Incident _reported_at
             * @property {"category"} [_category] Incident _category
             * @property {"completeness"} [_completeness] Incident _completeness
             * @property {"reliability"} [_reliability] Incident _reliability
             * @property {"started_quarter"} [_started_quarter] Incident _started_quarter
             * @property {"reported_quarter"} [_reported_quarter] Incident _reported_quarter
             * @property {"call_filter"} [_call_filter] Incident _call_filter
             * @property {"same_as"} [_same_as] Incident _same_as
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Incident.
             * @memberof raccordo.v1
             * @interface IIncident
             * @augments raccordo.v1.Incident.$Properties
             * @deprecated Use raccordo.v1.Incident.$Properties instead.
             */

            /**
             * Narrowed shape of an Incident.
             * @typedef {{
             *   status?: raccordo.v1.Status|null;
             *   priority?: number|null;
             *   started_at?: string|null;
             *   reported_at?: string|null;
             *   category?: raccordo.v1.Category|null;
             *   completeness?: raccordo.v1.Completeness|null;
             *   reliability?: raccordo.v1.Reliability|null;
             *   started_quarter?: string|null;
             *   reported_quarter?: string|null;
             *   call_filter?: raccordo.v1.CallFilter|null;
             *   same_as?: string|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _status?: undefined; status?: null }|{ _status?: "status"; status: raccordo.v1.Status })
             * ) & (
             *   ({ _priority?: undefined; priority?: null }|{ _priority?: "priority"; priority: number })
             * ) & (
             *   ({ _started_at?: undefined; started_at?: null }|{ _started_at?: "started_at"; started_at: string })
             * ) & (
             *   ({ _reported_at?: undefined; reported_at?: null }|{ _reported_at?: "reported_at"; reported_at: string })
             * ) & (
             *   ({ _category?: undefined; category?: null }|{ _category?: "category"; category: raccordo.v1.Category })
             * ) & (
             *   ({ _completeness?: undefined; completeness?: null }|{ _completeness?: "completeness"; completeness: raccordo.v1.Completeness })
             * ) & (
             *   ({ _reliability?: undefined; reliability?: null }|{ _reliability?: "reliability"; reliability: raccordo.v1.Reliability })
             * ) & (
             *   ({ _started_quarter?: undefined; started_quarter?: null }|{ _started_quarter?: "started_quarter"; started_quarter: string })
             * ) & (
             *   ({ _reported_quarter?: undefined; reported_quarter?: null }|{ _reported_quarter?: "reported_quarter"; reported_quarter: string })
             * ) & (
             *   ({ _call_filter?: undefined; call_filter?: null }|{ _call_filter?: "call_filter"; call_filter: raccordo.v1.CallFilter })
             * ) & (
             *   ({ _same_as?: undefined; same_as?: null }|{ _same_as?: "same_as"; same_as: string })
             * )} raccordo.v1.Incident.$Shape
             */

            /**
             * Constructs a new Incident.
             * @memberof raccordo.v1
             * @classdesc Represents an Incident.
             * @constructor
             * @param {raccordo.v1.Incident.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Incident = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Incident status.
             * @member {raccordo.v1.Status|null|undefined} status
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.status = null;

            /**
             * Incident priority.
             * @member {number|null|undefined} priority
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.priority = null;

            /**
             * Incident started_at.
             * @member {string|null|undefined} started_at
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.started_at = null;

            /**
             * Incident reported_at.
             * @member {string|null|undefined} reported_at
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.reported_at = null;

            /**
             * Incident category.
             * @member {raccordo.v1.Category|null|undefined} category
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.category = null;

            /**
             * Incident completeness.
             * @member {raccordo.v1.Completeness|null|undefined} completeness
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.completeness = null;

            /**
             * Incident reliability.
             * @member {raccordo.v1.Reliability|null|undefined} reliability
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.reliability = null;

            /**
             * Incident started_quarter.
             * @member {string|null|undefined} started_quarter
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.started_quarter = null;

            /**
             * Incident reported_quarter.
             * @member {string|null|undefined} reported_quarter
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.reported_quarter = null;

            /**
             * Incident call_filter.
             * @member {raccordo.v1.CallFilter|null|undefined} call_filter
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.call_filter = null;

            /**
             * Incident same_as.
             * @member {string|null|undefined} same_as
             * @memberof raccordo.v1.Incident
             * @instance
             */
            Incident.prototype.same_as = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Incident _status.
             * @member {"status"|undefined} _status
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_status", {
                get: $util.oneOfGetter($oneOfFields = ["status"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _priority.
             * @member {"priority"|undefined} _priority
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_priority", {
                get: $util.oneOfGetter($oneOfFields = ["priority"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _started_at.
             * @member {"started_at"|undefined} _started_at
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_started_at", {
                get: $util.oneOfGetter($oneOfFields = ["started_at"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _reported_at.
             * @member {"reported_at"|undefined} _reported_at
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_reported_at", {
                get: $util.oneOfGetter($oneOfFields = ["reported_at"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _category.
             * @member {"category"|undefined} _category
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_category", {
                get: $util.oneOfGetter($oneOfFields = ["category"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _completeness.
             * @member {"completeness"|undefined} _completeness
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_completeness", {
                get: $util.oneOfGetter($oneOfFields = ["completeness"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _reliability.
             * @member {"reliability"|undefined} _reliability
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_reliability", {
                get: $util.oneOfGetter($oneOfFields = ["reliability"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _started_quarter.
             * @member {"started_quarter"|undefined} _started_quarter
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_started_quarter", {
                get: $util.oneOfGetter($oneOfFields = ["started_quarter"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _reported_quarter.
             * @member {"reported_quarter"|undefined} _reported_quarter
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_reported_quarter", {
                get: $util.oneOfGetter($oneOfFields = ["reported_quarter"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _call_filter.
             * @member {"call_filter"|undefined} _call_filter
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_call_filter", {
                get: $util.oneOfGetter($oneOfFields = ["call_filter"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Incident _same_as.
             * @member {"same_as"|undefined} _same_as
             * @memberof raccordo.v1.Incident
             * @instance
             */
            $Object.defineProperty(Incident.prototype, "_same_as", {
                get: $util.oneOfGetter($oneOfFields = ["same_as"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Incident instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Incident
             * @static
             * @param {raccordo.v1.Incident.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Incident} Incident instance
             * @type {{
             *   (properties: raccordo.v1.Incident.$Shape): raccordo.v1.Incident & raccordo.v1.Incident.$Shape;
             *   (properties?: raccordo.v1.Incident.$Properties): raccordo.v1.Incident;
             * }}
             */
            Incident.create = function(properties) {
                return new Incident(properties);
            };

            /**
             * Encodes the specified Incident message. Does not implicitly {@link raccordo.v1.Incident.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Incident
             * @static
             * @param {raccordo.v1.Incident} message Incident message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Incident.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
                if (message.priority != null && $Object.hasOwnProperty.call(message, "priority"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.priority);
                if (message.started_at != null && $Object.hasOwnProperty.call(message, "started_at"))
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.started_at);
                if (message.reported_at != null && $Object.hasOwnProperty.call(message, "reported_at"))
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.reported_at);
                if (message.category != null && $Object.hasOwnProperty.call(message, "category"))
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.category);
                if (message.completeness != null && $Object.hasOwnProperty.call(message, "completeness"))
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.completeness);
                if (message.reliability != null && $Object.hasOwnProperty.call(message, "reliability"))
                    writer.uint32(/* id 7, wireType 0 =*/56).int32(message.reliability);
                if (message.started_quarter != null && $Object.hasOwnProperty.call(message, "started_quarter"))
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.started_quarter);
                if (message.reported_quarter != null && $Object.hasOwnProperty.call(message, "reported_quarter"))
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.reported_quarter);
                if (message.call_filter != null && $Object.hasOwnProperty.call(message, "call_filter"))
                    writer.uint32(/* id 10, wireType 0 =*/80).int32(message.call_filter);
                if (message.same_as != null && $Object.hasOwnProperty.call(message, "same_as"))
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.same_as);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Incident message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Incident
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Incident & raccordo.v1.Incident.$Shape} Incident
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Incident.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Incident();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.status = reader.int32();
                            message._status = "status";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.priority = reader.uint32();
                            message._priority = "priority";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.started_at = reader.stringVerify();
                            message._started_at = "started_at";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.reported_at = reader.stringVerify();
                            message._reported_at = "reported_at";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.category = reader.int32();
                            message._category = "category";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            message.completeness = reader.int32();
                            message._completeness = "completeness";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            message.reliability = reader.int32();
                            message._reliability = "reliability";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.started_quarter = reader.stringVerify();
                            message._started_quarter = "started_quarter";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.reported_quarter = reader.stringVerify();
                            message._reported_quarter = "reported_quarter";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            message.call_filter = reader.int32();
                            message._call_filter = "call_filter";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.same_as = reader.stringVerify();
                            message._same_as = "same_as";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Incident;
        })();

        v1.Place = (function() {

            /**
             * Properties of a Place.
             * @typedef {Object} raccordo.v1.Place.$Properties
             * @property {raccordo.v1.Sensitivity|null} [sensitivity] Place sensitivity
             * @property {raccordo.v1.PlaceType|null} [place_type] Place place_type
             * @property {raccordo.v1.Point|null} [point] Place point
             * @property {number|null} [accuracy_m] Place accuracy_m
             * @property {raccordo.v1.PositionMethod|null} [method] Place method
             * @property {string|null} [street] Place street
             * @property {string|null} [number] Place number
             * @property {string|null} [municipality] Place municipality
             * @property {Array.<raccordo.v1.Point>|null} [polygon] Place polygon
             * @property {number|null} [radius_m] Place radius_m
             * @property {string|null} [zone] Place zone
             * @property {string|null} [cell] Place cell
             * @property {number|null} [confidence_pct] Place confidence_pct
             * @property {raccordo.v1.Source|null} [source] Place source
             * @property {string|null} [area] Place area
             * @property {"sensitivity"} [_sensitivity] Place _sensitivity
             * @property {"place_type"} [_place_type] Place _place_type
             * @property {"accuracy_m"} [_accuracy_m] Place _accuracy_m
             * @property {"method"} [_method] Place _method
             * @property {"street"} [_street] Place _street
             * @property {"number"} [_number] Place _number
             * @property {"municipality"} [_municipality] Place _municipality
             * @property {"radius_m"} [_radius_m] Place _radius_m
             * @property {"zone"} [_zone] Place _zone
             * @property {"cell"} [_cell] Place _cell
             * @property {"confidence_pct"} [_confidence_pct] Place _confidence_pct
             * @property {"source"} [_source] Place _source
             * @property {"area"} [_area] Place _area
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Place.
             * @memberof raccordo.v1
             * @interface IPlace
             * @augments raccordo.v1.Place.$Properties
             * @deprecated Use raccordo.v1.Place.$Properties instead.
             */

            /**
             * Narrowed shape of a Place.
             * @typedef {{
             *   sensitivity?: raccordo.v1.Sensitivity|null;
             *   place_type?: raccordo.v1.PlaceType|null;
             *   point?: raccordo.v1.Point.$Shape|null;
             *   accuracy_m?: number|null;
             *   method?: raccordo.v1.PositionMethod|null;
             *   street?: string|null;
             *   number?: string|null;
             *   municipality?: string|null;
             *   polygon?: Array.<raccordo.v1.Point.$Shape>|null;
             *   radius_m?: number|null;
             *   zone?: string|null;
             *   cell?: string|null;
             *   confidence_pct?: number|null;
             *   source?: raccordo.v1.Source|null;
             *   area?: string|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _sensitivity?: undefined; sensitivity?: null }|{ _sensitivity?: "sensitivity"; sensitivity: raccordo.v1.Sensitivity })
             * ) & (
             *   ({ _place_type?: undefined; place_type?: null }|{ _place_type?: "place_type"; place_type: raccordo.v1.PlaceType })
             * ) & (
             *   ({ _accuracy_m?: undefined; accuracy_m?: null }|{ _accuracy_m?: "accuracy_m"; accuracy_m: number })
             * ) & (
             *   ({ _method?: undefined; method?: null }|{ _method?: "method"; method: raccordo.v1.PositionMethod })
             * ) & (
             *   ({ _street?: undefined; street?: null }|{ _street?: "street"; street: string })
             * ) & (
             *   ({ _number?: undefined; number?: null }|{ _number?: "number"; number: string })
             * ) & (
             *   ({ _municipality?: undefined; municipality?: null }|{ _municipality?: "municipality"; municipality: string })
             * ) & (
             *   ({ _radius_m?: undefined; radius_m?: null }|{ _radius_m?: "radius_m"; radius_m: number })
             * ) & (
             *   ({ _zone?: undefined; zone?: null }|{ _zone?: "zone"; zone: string })
             * ) & (
             *   ({ _cell?: undefined; cell?: null }|{ _cell?: "cell"; cell: string })
             * ) & (
             *   ({ _confidence_pct?: undefined; confidence_pct?: null }|{ _confidence_pct?: "confidence_pct"; confidence_pct: number })
             * ) & (
             *   ({ _source?: undefined; source?: null }|{ _source?: "source"; source: raccordo.v1.Source })
             * ) & (
             *   ({ _area?: undefined; area?: null }|{ _area?: "area"; area: string })
             * )} raccordo.v1.Place.$Shape
             */

            /**
             * Constructs a new Place.
             * @memberof raccordo.v1
             * @classdesc Represents a Place.
             * @constructor
             * @param {raccordo.v1.Place.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Place = function (properties) {
                this.polygon = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Place sensitivity.
             * @member {raccordo.v1.Sensitivity|null|undefined} sensitivity
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.sensitivity = null;

            /**
             * Place place_type.
             * @member {raccordo.v1.PlaceType|null|undefined} place_type
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.place_type = null;

            /**
             * Place point.
             * @member {raccordo.v1.Point|null|undefined} point
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.point = null;

            /**
             * Place accuracy_m.
             * @member {number|null|undefined} accuracy_m
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.accuracy_m = null;

            /**
             * Place method.
             * @member {raccordo.v1.PositionMethod|null|undefined} method
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.method = null;

            /**
             * Place street.
             * @member {string|null|undefined} street
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.street = null;

            /**
             * Place number.
             * @member {string|null|undefined} number
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.number = null;

            /**
             * Place municipality.
             * @member {string|null|undefined} municipality
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.municipality = null;

            /**
             * Place polygon.
             * @member {Array.<raccordo.v1.Point>} polygon
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.polygon = $util.emptyArray;

            /**
             * Place radius_m.
             * @member {number|null|undefined} radius_m
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.radius_m = null;

            /**
             * Place zone.
             * @member {string|null|undefined} zone
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.zone = null;

            /**
             * Place cell.
             * @member {string|null|undefined} cell
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.cell = null;

            /**
             * Place confidence_pct.
             * @member {number|null|undefined} confidence_pct
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.confidence_pct = null;

            /**
             * Place source.
             * @member {raccordo.v1.Source|null|undefined} source
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.source = null;

            /**
             * Place area.
             * @member {string|null|undefined} area
             * @memberof raccordo.v1.Place
             * @instance
             */
            Place.prototype.area = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Place _sensitivity.
             * @member {"sensitivity"|undefined} _sensitivity
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_sensitivity", {
                get: $util.oneOfGetter($oneOfFields = ["sensitivity"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _place_type.
             * @member {"place_type"|undefined} _place_type
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_place_type", {
                get: $util.oneOfGetter($oneOfFields = ["place_type"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _accuracy_m.
             * @member {"accuracy_m"|undefined} _accuracy_m
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_accuracy_m", {
                get: $util.oneOfGetter($oneOfFields = ["accuracy_m"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _method.
             * @member {"method"|undefined} _method
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_method", {
                get: $util.oneOfGetter($oneOfFields = ["method"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _street.
             * @member {"street"|undefined} _street
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_street", {
                get: $util.oneOfGetter($oneOfFields = ["street"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _number.
             * @member {"number"|undefined} _number
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_number", {
                get: $util.oneOfGetter($oneOfFields = ["number"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _municipality.
             * @member {"municipality"|undefined} _municipality
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_municipality", {
                get: $util.oneOfGetter($oneOfFields = ["municipality"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _radius_m.
             * @member {"radius_m"|undefined} _radius_m
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_radius_m", {
                get: $util.oneOfGetter($oneOfFields = ["radius_m"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _zone.
             * @member {"zone"|undefined} _zone
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_zone", {
                get: $util.oneOfGetter($oneOfFields = ["zone"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _cell.
             * @member {"cell"|undefined} _cell
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_cell", {
                get: $util.oneOfGetter($oneOfFields = ["cell"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _confidence_pct.
             * @member {"confidence_pct"|undefined} _confidence_pct
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_confidence_pct", {
                get: $util.oneOfGetter($oneOfFields = ["confidence_pct"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _source.
             * @member {"source"|undefined} _source
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_source", {
                get: $util.oneOfGetter($oneOfFields = ["source"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Place _area.
             * @member {"area"|undefined} _area
             * @memberof raccordo.v1.Place
             * @instance
             */
            $Object.defineProperty(Place.prototype, "_area", {
                get: $util.oneOfGetter($oneOfFields = ["area"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Place instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Place
             * @static
             * @param {raccordo.v1.Place.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Place} Place instance
             * @type {{
             *   (properties: raccordo.v1.Place.$Shape): raccordo.v1.Place & raccordo.v1.Place.$Shape;
             *   (properties?: raccordo.v1.Place.$Properties): raccordo.v1.Place;
             * }}
             */
            Place.create = function(properties) {
                return new Place(properties);
            };

            /**
             * Encodes the specified Place message. Does not implicitly {@link raccordo.v1.Place.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Place
             * @static
             * @param {raccordo.v1.Place} message Place message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Place.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sensitivity != null && $Object.hasOwnProperty.call(message, "sensitivity"))
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.sensitivity);
                if (message.place_type != null && $Object.hasOwnProperty.call(message, "place_type"))
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.place_type);
                if (message.point != null && $Object.hasOwnProperty.call(message, "point"))
                    $root.raccordo.v1.Point.encode(message.point, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.accuracy_m != null && $Object.hasOwnProperty.call(message, "accuracy_m"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.accuracy_m);
                if (message.method != null && $Object.hasOwnProperty.call(message, "method"))
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.method);
                if (message.street != null && $Object.hasOwnProperty.call(message, "street"))
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.street);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number"))
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.number);
                if (message.municipality != null && $Object.hasOwnProperty.call(message, "municipality"))
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.municipality);
                if (message.polygon != null && message.polygon.length)
                    for (let i = 0; i < message.polygon.length; ++i)
                        $root.raccordo.v1.Point.encode(message.polygon[i], writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.radius_m != null && $Object.hasOwnProperty.call(message, "radius_m"))
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.radius_m);
                if (message.zone != null && $Object.hasOwnProperty.call(message, "zone"))
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.zone);
                if (message.cell != null && $Object.hasOwnProperty.call(message, "cell"))
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.cell);
                if (message.confidence_pct != null && $Object.hasOwnProperty.call(message, "confidence_pct"))
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.confidence_pct);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                    writer.uint32(/* id 14, wireType 0 =*/112).int32(message.source);
                if (message.area != null && $Object.hasOwnProperty.call(message, "area"))
                    writer.uint32(/* id 15, wireType 2 =*/122).string(message.area);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Place message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Place
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Place & raccordo.v1.Place.$Shape} Place
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Place.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Place();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.sensitivity = reader.int32();
                            message._sensitivity = "sensitivity";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.place_type = reader.int32();
                            message._place_type = "place_type";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.point = $root.raccordo.v1.Point.decode(reader, reader.size(), $undefined, _depth + 1, message.point);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.accuracy_m = reader.uint32();
                            message._accuracy_m = "accuracy_m";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.method = reader.int32();
                            message._method = "method";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.street = reader.stringVerify();
                            message._street = "street";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.number = reader.stringVerify();
                            message._number = "number";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.municipality = reader.stringVerify();
                            message._municipality = "municipality";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.polygon && message.polygon.length))
                                message.polygon = [];
                            message.polygon.push($root.raccordo.v1.Point.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            message.radius_m = reader.uint32();
                            message._radius_m = "radius_m";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.zone = reader.stringVerify();
                            message._zone = "zone";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.cell = reader.stringVerify();
                            message._cell = "cell";
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            message.confidence_pct = reader.uint32();
                            message._confidence_pct = "confidence_pct";
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            message.source = reader.int32();
                            message._source = "source";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.area = reader.stringVerify();
                            message._area = "area";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Place;
        })();

        v1.Person = (function() {

            /**
             * Properties of a Person.
             * @typedef {Object} raccordo.v1.Person.$Properties
             * @property {Array.<raccordo.v1.PersonRole>|null} [roles] Person roles
             * @property {raccordo.v1.Basis|null} [basis] Person basis
             * @property {boolean|null} [minor] Person minor
             * @property {string|null} [family_name] Person family_name
             * @property {string|null} [given_name] Person given_name
             * @property {string|null} [birth_date] Person birth_date
             * @property {string|null} [tax_code] Person tax_code
             * @property {string|null} [document] Person document
             * @property {string|null} [nationality] Person nationality
             * @property {string|null} [phone] Person phone
             * @property {string|null} [email] Person email
             * @property {string|null} [language] Person language
             * @property {raccordo.v1.Injury|null} [injury] Person injury
             * @property {raccordo.v1.Source|null} [source] Person source
             * @property {"basis"} [_basis] Person _basis
             * @property {"minor"} [_minor] Person _minor
             * @property {"family_name"} [_family_name] Person _family_name
             * @property {"given_name"} [_given_name] Person _given_name
             * @property {"birth_date"} [_birth_date] Person _birth_date
             * @property {"tax_code"} [_tax_code] Person _tax_code
             * @property {"document"} [_document] Person _document
             * @property {"nationality"} [_nationality] Person _nationality
             * @property {"phone"} [_phone] Person _phone
             * @property {"email"} [_email] Person _email
             * @property {"language"} [_language] Person _language
             * @property {"injury"} [_injury] Person _injury
             * @property {"source"} [_source] Person _source
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Person.
             * @memberof raccordo.v1
             * @interface IPerson
             * @augments raccordo.v1.Person.$Properties
             * @deprecated Use raccordo.v1.Person.$Properties instead.
             */

            /**
             * Narrowed shape of a Person.
             * @typedef {{
             *   roles?: Array.<raccordo.v1.PersonRole>|null;
             *   basis?: raccordo.v1.Basis|null;
             *   minor?: boolean|null;
             *   family_name?: string|null;
             *   given_name?: string|null;
             *   birth_date?: string|null;
             *   tax_code?: string|null;
             *   document?: string|null;
             *   nationality?: string|null;
             *   phone?: string|null;
             *   email?: string|null;
             *   language?: string|null;
             *   injury?: raccordo.v1.Injury|null;
             *   source?: raccordo.v1.Source|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _basis?: undefined; basis?: null }|{ _basis?: "basis"; basis: raccordo.v1.Basis })
             * ) & (
             *   ({ _minor?: undefined; minor?: null }|{ _minor?: "minor"; minor: boolean })
             * ) & (
             *   ({ _family_name?: undefined; family_name?: null }|{ _family_name?: "family_name"; family_name: string })
             * ) & (
             *   ({ _given_name?: undefined; given_name?: null }|{ _given_name?: "given_name"; given_name: string })
             * ) & (
             *   ({ _birth_date?: undefined; birth_date?: null }|{ _birth_date?: "birth_date"; birth_date: string })
             * ) & (
             *   ({ _tax_code?: undefined; tax_code?: null }|{ _tax_code?: "tax_code"; tax_code: string })
             * ) & (
             *   ({ _document?: undefined; document?: null }|{ _document?: "document"; document: string })
             * ) & (
             *   ({ _nationality?: undefined; nationality?: null }|{ _nationality?: "nationality"; nationality: string })
             * ) & (
             *   ({ _phone?: undefined; phone?: null }|{ _phone?: "phone"; phone: string })
             * ) & (
             *   ({ _email?: undefined; email?: null }|{ _email?: "email"; email: string })
             * ) & (
             *   ({ _language?: undefined; language?: null }|{ _language?: "language"; language: string })
             * ) & (
             *   ({ _injury?: undefined; injury?: null }|{ _injury?: "injury"; injury: raccordo.v1.Injury })
             * ) & (
             *   ({ _source?: undefined; source?: null }|{ _source?: "source"; source: raccordo.v1.Source })
             * )} raccordo.v1.Person.$Shape
             */

            /**
             * Constructs a new Person.
             * @memberof raccordo.v1
             * @classdesc Represents a Person.
             * @constructor
             * @param {raccordo.v1.Person.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Person = function (properties) {
                this.roles = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Person roles.
             * @member {Array.<raccordo.v1.PersonRole>} roles
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.roles = $util.emptyArray;

            /**
             * Person basis.
             * @member {raccordo.v1.Basis|null|undefined} basis
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.basis = null;

            /**
             * Person minor.
             * @member {boolean|null|undefined} minor
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.minor = null;

            /**
             * Person family_name.
             * @member {string|null|undefined} family_name
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.family_name = null;

            /**
             * Person given_name.
             * @member {string|null|undefined} given_name
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.given_name = null;

            /**
             * Person birth_date.
             * @member {string|null|undefined} birth_date
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.birth_date = null;

            /**
             * Person tax_code.
             * @member {string|null|undefined} tax_code
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.tax_code = null;

            /**
             * Person document.
             * @member {string|null|undefined} document
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.document = null;

            /**
             * Person nationality.
             * @member {string|null|undefined} nationality
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.nationality = null;

            /**
             * Person phone.
             * @member {string|null|undefined} phone
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.phone = null;

            /**
             * Person email.
             * @member {string|null|undefined} email
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.email = null;

            /**
             * Person language.
             * @member {string|null|undefined} language
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.language = null;

            /**
             * Person injury.
             * @member {raccordo.v1.Injury|null|undefined} injury
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.injury = null;

            /**
             * Person source.
             * @member {raccordo.v1.Source|null|undefined} source
             * @memberof raccordo.v1.Person
             * @instance
             */
            Person.prototype.source = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Person _basis.
             * @member {"basis"|undefined} _basis
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_basis", {
                get: $util.oneOfGetter($oneOfFields = ["basis"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _minor.
             * @member {"minor"|undefined} _minor
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_minor", {
                get: $util.oneOfGetter($oneOfFields = ["minor"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _family_name.
             * @member {"family_name"|undefined} _family_name
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_family_name", {
                get: $util.oneOfGetter($oneOfFields = ["family_name"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _given_name.
             * @member {"given_name"|undefined} _given_name
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_given_name", {
                get: $util.oneOfGetter($oneOfFields = ["given_name"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _birth_date.
             * @member {"birth_date"|undefined} _birth_date
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_birth_date", {
                get: $util.oneOfGetter($oneOfFields = ["birth_date"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _tax_code.
             * @member {"tax_code"|undefined} _tax_code
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_tax_code", {
                get: $util.oneOfGetter($oneOfFields = ["tax_code"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _document.
             * @member {"document"|undefined} _document
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_document", {
                get: $util.oneOfGetter($oneOfFields = ["document"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _nationality.
             * @member {"nationality"|undefined} _nationality
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_nationality", {
                get: $util.oneOfGetter($oneOfFields = ["nationality"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _phone.
             * @member {"phone"|undefined} _phone
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_phone", {
                get: $util.oneOfGetter($oneOfFields = ["phone"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _email.
             * @member {"email"|undefined} _email
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_email", {
                get: $util.oneOfGetter($oneOfFields = ["email"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _language.
             * @member {"language"|undefined} _language
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_language", {
                get: $util.oneOfGetter($oneOfFields = ["language"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _injury.
             * @member {"injury"|undefined} _injury
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_injury", {
                get: $util.oneOfGetter($oneOfFields = ["injury"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Person _source.
             * @member {"source"|undefined} _source
             * @memberof raccordo.v1.Person
             * @instance
             */
            $Object.defineProperty(Person.prototype, "_source", {
                get: $util.oneOfGetter($oneOfFields = ["source"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Person instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Person
             * @static
             * @param {raccordo.v1.Person.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Person} Person instance
             * @type {{
             *   (properties: raccordo.v1.Person.$Shape): raccordo.v1.Person & raccordo.v1.Person.$Shape;
             *   (properties?: raccordo.v1.Person.$Properties): raccordo.v1.Person;
             * }}
             */
            Person.create = function(properties) {
                return new Person(properties);
            };

            /**
             * Encodes the specified Person message. Does not implicitly {@link raccordo.v1.Person.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Person
             * @static
             * @param {raccordo.v1.Person} message Person message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Person.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.roles != null && message.roles.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).int32s(message.roles);
                if (message.basis != null && $Object.hasOwnProperty.call(message, "basis"))
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.basis);
                if (message.minor != null && $Object.hasOwnProperty.call(message, "minor"))
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.minor);
                if (message.family_name != null && $Object.hasOwnProperty.call(message, "family_name"))
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.family_name);
                if (message.given_name != null && $Object.hasOwnProperty.call(message, "given_name"))
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.given_name);
                if (message.birth_date != null && $Object.hasOwnProperty.call(message, "birth_date"))
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.birth_date);
                if (message.tax_code != null && $Object.hasOwnProperty.call(message, "tax_code"))
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.tax_code);
                if (message.document != null && $Object.hasOwnProperty.call(message, "document"))
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.document);
                if (message.nationality != null && $Object.hasOwnProperty.call(message, "nationality"))
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.nationality);
                if (message.phone != null && $Object.hasOwnProperty.call(message, "phone"))
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.phone);
                if (message.email != null && $Object.hasOwnProperty.call(message, "email"))
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.email);
                if (message.language != null && $Object.hasOwnProperty.call(message, "language"))
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.language);
                if (message.injury != null && $Object.hasOwnProperty.call(message, "injury"))
                    writer.uint32(/* id 13, wireType 0 =*/104).int32(message.injury);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                    writer.uint32(/* id 14, wireType 0 =*/112).int32(message.source);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Person message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Person
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Person & raccordo.v1.Person.$Shape} Person
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Person.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Person();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType === 2) {
                                if (!(message.roles && message.roles.length))
                                    message.roles = [];
                                reader.int32s(message.roles);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.roles && message.roles.length))
                                message.roles = [];
                            message.roles.push(reader.int32());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.basis = reader.int32();
                            message._basis = "basis";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.minor = reader.bool();
                            message._minor = "minor";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.family_name = reader.stringVerify();
                            message._family_name = "family_name";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.given_name = reader.stringVerify();
                            message._given_name = "given_name";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.birth_date = reader.stringVerify();
                            message._birth_date = "birth_date";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.tax_code = reader.stringVerify();
                            message._tax_code = "tax_code";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.document = reader.stringVerify();
                            message._document = "document";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.nationality = reader.stringVerify();
                            message._nationality = "nationality";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.phone = reader.stringVerify();
                            message._phone = "phone";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.email = reader.stringVerify();
                            message._email = "email";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.language = reader.stringVerify();
                            message._language = "language";
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            message.injury = reader.int32();
                            message._injury = "injury";
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            message.source = reader.int32();
                            message._source = "source";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Person;
        })();

        v1.Vehicle = (function() {

            /**
             * Properties of a Vehicle.
             * @typedef {Object} raccordo.v1.Vehicle.$Properties
             * @property {string|null} [plate] Vehicle plate
             * @property {string|null} [country] Vehicle country
             * @property {raccordo.v1.VehicleBody|null} [body] Vehicle body
             * @property {raccordo.v1.Colour|null} [colour] Vehicle colour
             * @property {string|null} [make] Vehicle make
             * @property {string|null} [model] Vehicle model
             * @property {string|null} [plate_token] Vehicle plate_token
             * @property {boolean|null} [listed_stolen] Vehicle listed_stolen
             * @property {raccordo.v1.Source|null} [source] Vehicle source
             * @property {"plate"} [_plate] Vehicle _plate
             * @property {"country"} [_country] Vehicle _country
             * @property {"body"} [_body] Vehicle _body
             * @property {"colour"} [_colour] Vehicle _colour
             * @property {"make"} [_make] Vehicle _make
             * @property {"model"} [_model] Vehicle _model
             * @property {"plate_token"} [_plate_token] Vehicle _plate_token
             * @property {"listed_stolen"} [_listed_stolen] Vehicle _listed_stolen
             * @property {"source"} [_source] Vehicle _source
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Vehicle.
             * @memberof raccordo.v1
             * @interface IVehicle
             * @augments raccordo.v1.Vehicle.$Properties
             * @deprecated Use raccordo.v1.Vehicle.$Properties instead.
             */

            /**
             * Narrowed shape of a Vehicle.
             * @typedef {{
             *   plate?: string|null;
             *   country?: string|null;
             *   body?: raccordo.v1.VehicleBody|null;
             *   colour?: raccordo.v1.Colour|null;
             *   make?: string|null;
             *   model?: string|null;
             *   plate_token?: string|null;
             *   listed_stolen?: boolean|null;
             *   source?: raccordo.v1.Source|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _plate?: undefined; plate?: null }|{ _plate?: "plate"; plate: string })
             * ) & (
             *   ({ _country?: undefined; country?: null }|{ _country?: "country"; country: string })
             * ) & (
             *   ({ _body?: undefined; body?: null }|{ _body?: "body"; body: raccordo.v1.VehicleBody })
             * ) & (
             *   ({ _colour?: undefined; colour?: null }|{ _colour?: "colour"; colour: raccordo.v1.Colour })
             * ) & (
             *   ({ _make?: undefined; make?: null }|{ _make?: "make"; make: string })
             * ) & (
             *   ({ _model?: undefined; model?: null }|{ _model?: "model"; model: string })
             * ) & (
             *   ({ _plate_token?: undefined; plate_token?: null }|{ _plate_token?: "plate_token"; plate_token: string })
             * ) & (
             *   ({ _listed_stolen?: undefined; listed_stolen?: null }|{ _listed_stolen?: "listed_stolen"; listed_stolen: boolean })
             * ) & (
             *   ({ _source?: undefined; source?: null }|{ _source?: "source"; source: raccordo.v1.Source })
             * )} raccordo.v1.Vehicle.$Shape
             */

            /**
             * Constructs a new Vehicle.
             * @memberof raccordo.v1
             * @classdesc Represents a Vehicle.
             * @constructor
             * @param {raccordo.v1.Vehicle.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Vehicle = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Vehicle plate.
             * @member {string|null|undefined} plate
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.plate = null;

            /**
             * Vehicle country.
             * @member {string|null|undefined} country
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.country = null;

            /**
             * Vehicle body.
             * @member {raccordo.v1.VehicleBody|null|undefined} body
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.body = null;

            /**
             * Vehicle colour.
             * @member {raccordo.v1.Colour|null|undefined} colour
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.colour = null;

            /**
             * Vehicle make.
             * @member {string|null|undefined} make
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.make = null;

            /**
             * Vehicle model.
             * @member {string|null|undefined} model
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.model = null;

            /**
             * Vehicle plate_token.
             * @member {string|null|undefined} plate_token
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.plate_token = null;

            /**
             * Vehicle listed_stolen.
             * @member {boolean|null|undefined} listed_stolen
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.listed_stolen = null;

            /**
             * Vehicle source.
             * @member {raccordo.v1.Source|null|undefined} source
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            Vehicle.prototype.source = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Vehicle _plate.
             * @member {"plate"|undefined} _plate
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_plate", {
                get: $util.oneOfGetter($oneOfFields = ["plate"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Vehicle _country.
             * @member {"country"|undefined} _country
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_country", {
                get: $util.oneOfGetter($oneOfFields = ["country"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Vehicle _body.
             * @member {"body"|undefined} _body
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_body", {
                get: $util.oneOfGetter($oneOfFields = ["body"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Vehicle _colour.
             * @member {"colour"|undefined} _colour
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_colour", {
                get: $util.oneOfGetter($oneOfFields = ["colour"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Vehicle _make.
             * @member {"make"|undefined} _make
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_make", {
                get: $util.oneOfGetter($oneOfFields = ["make"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Vehicle _model.
             * @member {"model"|undefined} _model
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_model", {
                get: $util.oneOfGetter($oneOfFields = ["model"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Vehicle _plate_token.
             * @member {"plate_token"|undefined} _plate_token
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_plate_token", {
                get: $util.oneOfGetter($oneOfFields = ["plate_token"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Vehicle _listed_stolen.
             * @member {"listed_stolen"|undefined} _listed_stolen
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_listed_stolen", {
                get: $util.oneOfGetter($oneOfFields = ["listed_stolen"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Vehicle _source.
             * @member {"source"|undefined} _source
             * @memberof raccordo.v1.Vehicle
             * @instance
             */
            $Object.defineProperty(Vehicle.prototype, "_source", {
                get: $util.oneOfGetter($oneOfFields = ["source"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Vehicle instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Vehicle
             * @static
             * @param {raccordo.v1.Vehicle.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Vehicle} Vehicle instance
             * @type {{
             *   (properties: raccordo.v1.Vehicle.$Shape): raccordo.v1.Vehicle & raccordo.v1.Vehicle.$Shape;
             *   (properties?: raccordo.v1.Vehicle.$Properties): raccordo.v1.Vehicle;
             * }}
             */
            Vehicle.create = function(properties) {
                return new Vehicle(properties);
            };

            /**
             * Encodes the specified Vehicle message. Does not implicitly {@link raccordo.v1.Vehicle.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Vehicle
             * @static
             * @param {raccordo.v1.Vehicle} message Vehicle message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Vehicle.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.plate != null && $Object.hasOwnProperty.call(message, "plate"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.plate);
                if (message.country != null && $Object.hasOwnProperty.call(message, "country"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.country);
                if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.body);
                if (message.colour != null && $Object.hasOwnProperty.call(message, "colour"))
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.colour);
                if (message.make != null && $Object.hasOwnProperty.call(message, "make"))
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.make);
                if (message.model != null && $Object.hasOwnProperty.call(message, "model"))
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.model);
                if (message.plate_token != null && $Object.hasOwnProperty.call(message, "plate_token"))
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.plate_token);
                if (message.listed_stolen != null && $Object.hasOwnProperty.call(message, "listed_stolen"))
                    writer.uint32(/* id 8, wireType 0 =*/64).bool(message.listed_stolen);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                    writer.uint32(/* id 9, wireType 0 =*/72).int32(message.source);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Vehicle message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Vehicle
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Vehicle & raccordo.v1.Vehicle.$Shape} Vehicle
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Vehicle.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Vehicle();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.plate = reader.stringVerify();
                            message._plate = "plate";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.country = reader.stringVerify();
                            message._country = "country";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.body = reader.int32();
                            message._body = "body";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.colour = reader.int32();
                            message._colour = "colour";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.make = reader.stringVerify();
                            message._make = "make";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.model = reader.stringVerify();
                            message._model = "model";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.plate_token = reader.stringVerify();
                            message._plate_token = "plate_token";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            message.listed_stolen = reader.bool();
                            message._listed_stolen = "listed_stolen";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            message.source = reader.int32();
                            message._source = "source";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Vehicle;
        })();

        v1.Unit = (function() {

            /**
             * Properties of a Unit.
             * @typedef {Object} raccordo.v1.Unit.$Properties
             * @property {string|null} [call_sign] Unit call_sign
             * @property {raccordo.v1.UnitStatus|null} [unit_status] Unit unit_status
             * @property {"call_sign"} [_call_sign] Unit _call_sign
             * @property {"unit_status"} [_unit_status] Unit _unit_status
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Unit.
             * @memberof raccordo.v1
             * @interface IUnit
             * @augments raccordo.v1.Unit.$Properties
             * @deprecated Use raccordo.v1.Unit.$Properties instead.
             */

            /**
             * Narrowed shape of a Unit.
             * @typedef {{
             *   call_sign?: string|null;
             *   unit_status?: raccordo.v1.UnitStatus|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _call_sign?: undefined; call_sign?: null }|{ _call_sign?: "call_sign"; call_sign: string })
             * ) & (
             *   ({ _unit_status?: undefined; unit_status?: null }|{ _unit_status?: "unit_status"; unit_status: raccordo.v1.UnitStatus })
             * )} raccordo.v1.Unit.$Shape
             */

            /**
             * Constructs a new Unit.
             * @memberof raccordo.v1
             * @classdesc Represents a Unit.
             * @constructor
             * @param {raccordo.v1.Unit.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Unit = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Unit call_sign.
             * @member {string|null|undefined} call_sign
             * @memberof raccordo.v1.Unit
             * @instance
             */
            Unit.prototype.call_sign = null;

            /**
             * Unit unit_status.
             * @member {raccordo.v1.UnitStatus|null|undefined} unit_status
             * @memberof raccordo.v1.Unit
             * @instance
             */
            Unit.prototype.unit_status = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Unit _call_sign.
             * @member {"call_sign"|undefined} _call_sign
             * @memberof raccordo.v1.Unit
             * @instance
             */
            $Object.defineProperty(Unit.prototype, "_call_sign", {
                get: $util.oneOfGetter($oneOfFields = ["call_sign"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Unit _unit_status.
             * @member {"unit_status"|undefined} _unit_status
             * @memberof raccordo.v1.Unit
             * @instance
             */
            $Object.defineProperty(Unit.prototype, "_unit_status", {
                get: $util.oneOfGetter($oneOfFields = ["unit_status"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Unit instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Unit
             * @static
             * @param {raccordo.v1.Unit.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Unit} Unit instance
             * @type {{
             *   (properties: raccordo.v1.Unit.$Shape): raccordo.v1.Unit & raccordo.v1.Unit.$Shape;
             *   (properties?: raccordo.v1.Unit.$Properties): raccordo.v1.Unit;
             * }}
             */
            Unit.create = function(properties) {
                return new Unit(properties);
            };

            /**
             * Encodes the specified Unit message. Does not implicitly {@link raccordo.v1.Unit.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Unit
             * @static
             * @param {raccordo.v1.Unit} message Unit message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Unit.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.call_sign != null && $Object.hasOwnProperty.call(message, "call_sign"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.call_sign);
                if (message.unit_status != null && $Object.hasOwnProperty.call(message, "unit_status"))
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.unit_status);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Unit message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Unit
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Unit & raccordo.v1.Unit.$Shape} Unit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Unit.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Unit();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.call_sign = reader.stringVerify();
                            message._call_sign = "call_sign";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.unit_status = reader.int32();
                            message._unit_status = "unit_status";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Unit;
        })();

        v1.Casualties = (function() {

            /**
             * Properties of a Casualties.
             * @typedef {Object} raccordo.v1.Casualties.$Properties
             * @property {number|null} [injured_count] Casualties injured_count
             * @property {raccordo.v1.Injury|null} [worst_severity] Casualties worst_severity
             * @property {"injured_count"} [_injured_count] Casualties _injured_count
             * @property {"worst_severity"} [_worst_severity] Casualties _worst_severity
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Casualties.
             * @memberof raccordo.v1
             * @interface ICasualties
             * @augments raccordo.v1.Casualties.$Properties
             * @deprecated Use raccordo.v1.Casualties.$Properties instead.
             */

            /**
             * Narrowed shape of a Casualties.
             * @typedef {{
             *   injured_count?: number|null;
             *   worst_severity?: raccordo.v1.Injury|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _injured_count?: undefined; injured_count?: null }|{ _injured_count?: "injured_count"; injured_count: number })
             * ) & (
             *   ({ _worst_severity?: undefined; worst_severity?: null }|{ _worst_severity?: "worst_severity"; worst_severity: raccordo.v1.Injury })
             * )} raccordo.v1.Casualties.$Shape
             */

            /**
             * Constructs a new Casualties.
             * @memberof raccordo.v1
             * @classdesc Represents a Casualties.
             * @constructor
             * @param {raccordo.v1.Casualties.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Casualties = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Casualties injured_count.
             * @member {number|null|undefined} injured_count
             * @memberof raccordo.v1.Casualties
             * @instance
             */
            Casualties.prototype.injured_count = null;

            /**
             * Casualties worst_severity.
             * @member {raccordo.v1.Injury|null|undefined} worst_severity
             * @memberof raccordo.v1.Casualties
             * @instance
             */
            Casualties.prototype.worst_severity = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Casualties _injured_count.
             * @member {"injured_count"|undefined} _injured_count
             * @memberof raccordo.v1.Casualties
             * @instance
             */
            $Object.defineProperty(Casualties.prototype, "_injured_count", {
                get: $util.oneOfGetter($oneOfFields = ["injured_count"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Casualties _worst_severity.
             * @member {"worst_severity"|undefined} _worst_severity
             * @memberof raccordo.v1.Casualties
             * @instance
             */
            $Object.defineProperty(Casualties.prototype, "_worst_severity", {
                get: $util.oneOfGetter($oneOfFields = ["worst_severity"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Casualties instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Casualties
             * @static
             * @param {raccordo.v1.Casualties.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Casualties} Casualties instance
             * @type {{
             *   (properties: raccordo.v1.Casualties.$Shape): raccordo.v1.Casualties & raccordo.v1.Casualties.$Shape;
             *   (properties?: raccordo.v1.Casualties.$Properties): raccordo.v1.Casualties;
             * }}
             */
            Casualties.create = function(properties) {
                return new Casualties(properties);
            };

            /**
             * Encodes the specified Casualties message. Does not implicitly {@link raccordo.v1.Casualties.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Casualties
             * @static
             * @param {raccordo.v1.Casualties} message Casualties message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Casualties.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.injured_count != null && $Object.hasOwnProperty.call(message, "injured_count"))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.injured_count);
                if (message.worst_severity != null && $Object.hasOwnProperty.call(message, "worst_severity"))
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.worst_severity);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Casualties message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Casualties
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Casualties & raccordo.v1.Casualties.$Shape} Casualties
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Casualties.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Casualties();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.injured_count = reader.uint32();
                            message._injured_count = "injured_count";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.worst_severity = reader.int32();
                            message._worst_severity = "worst_severity";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Casualties;
        })();

        v1.Minors = (function() {

            /**
             * Properties of a Minors.
             * @typedef {Object} raccordo.v1.Minors.$Properties
             * @property {boolean|null} [present] Minors present
             * @property {Array.<raccordo.v1.AgeBand>|null} [bands] Minors bands
             * @property {"present"} [_present] Minors _present
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Minors.
             * @memberof raccordo.v1
             * @interface IMinors
             * @augments raccordo.v1.Minors.$Properties
             * @deprecated Use raccordo.v1.Minors.$Properties instead.
             */

            /**
             * Narrowed shape of a Minors.
             * @typedef {{
             *   present?: boolean|null;
             *   bands?: Array.<raccordo.v1.AgeBand>|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _present?: undefined; present?: null }|{ _present?: "present"; present: boolean })
             * )} raccordo.v1.Minors.$Shape
             */

            /**
             * Constructs a new Minors.
             * @memberof raccordo.v1
             * @classdesc Represents a Minors.
             * @constructor
             * @param {raccordo.v1.Minors.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Minors = function (properties) {
                this.bands = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Minors present.
             * @member {boolean|null|undefined} present
             * @memberof raccordo.v1.Minors
             * @instance
             */
            Minors.prototype.present = null;

            /**
             * Minors bands.
             * @member {Array.<raccordo.v1.AgeBand>} bands
             * @memberof raccordo.v1.Minors
             * @instance
             */
            Minors.prototype.bands = $util.emptyArray;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Minors _present.
             * @member {"present"|undefined} _present
             * @memberof raccordo.v1.Minors
             * @instance
             */
            $Object.defineProperty(Minors.prototype, "_present", {
                get: $util.oneOfGetter($oneOfFields = ["present"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Minors instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Minors
             * @static
             * @param {raccordo.v1.Minors.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Minors} Minors instance
             * @type {{
             *   (properties: raccordo.v1.Minors.$Shape): raccordo.v1.Minors & raccordo.v1.Minors.$Shape;
             *   (properties?: raccordo.v1.Minors.$Properties): raccordo.v1.Minors;
             * }}
             */
            Minors.create = function(properties) {
                return new Minors(properties);
            };

            /**
             * Encodes the specified Minors message. Does not implicitly {@link raccordo.v1.Minors.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Minors
             * @static
             * @param {raccordo.v1.Minors} message Minors message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Minors.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.present != null && $Object.hasOwnProperty.call(message, "present"))
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.present);
                if (message.bands != null && message.bands.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).int32s(message.bands);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Minors message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Minors
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Minors & raccordo.v1.Minors.$Shape} Minors
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Minors.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Minors();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.present = reader.bool();
                            message._present = "present";
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.bands && message.bands.length))
                                    message.bands = [];
                                reader.int32s(message.bands);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.bands && message.bands.length))
                                message.bands = [];
                            message.bands.push(reader.int32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Minors;
        })();

        v1.People = (function() {

            /**
             * Properties of a People.
             * @typedef {Object} raccordo.v1.People.$Properties
             * @property {number|null} [count] People count
             * @property {"count"} [_count] People _count
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a People.
             * @memberof raccordo.v1
             * @interface IPeople
             * @augments raccordo.v1.People.$Properties
             * @deprecated Use raccordo.v1.People.$Properties instead.
             */

            /**
             * Narrowed shape of a People.
             * @typedef {{
             *   count?: number|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _count?: undefined; count?: null }|{ _count?: "count"; count: number })
             * )} raccordo.v1.People.$Shape
             */

            /**
             * Constructs a new People.
             * @memberof raccordo.v1
             * @classdesc Represents a People.
             * @constructor
             * @param {raccordo.v1.People.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const People = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * People count.
             * @member {number|null|undefined} count
             * @memberof raccordo.v1.People
             * @instance
             */
            People.prototype.count = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * People _count.
             * @member {"count"|undefined} _count
             * @memberof raccordo.v1.People
             * @instance
             */
            $Object.defineProperty(People.prototype, "_count", {
                get: $util.oneOfGetter($oneOfFields = ["count"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new People instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.People
             * @static
             * @param {raccordo.v1.People.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.People} People instance
             * @type {{
             *   (properties: raccordo.v1.People.$Shape): raccordo.v1.People & raccordo.v1.People.$Shape;
             *   (properties?: raccordo.v1.People.$Properties): raccordo.v1.People;
             * }}
             */
            People.create = function(properties) {
                return new People(properties);
            };

            /**
             * Encodes the specified People message. Does not implicitly {@link raccordo.v1.People.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.People
             * @static
             * @param {raccordo.v1.People} message People message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            People.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.count != null && $Object.hasOwnProperty.call(message, "count"))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.count);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a People message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.People
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.People & raccordo.v1.People.$Shape} People
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            People.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.People();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.count = reader.uint32();
                            message._count = "count";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return People;
        })();

        v1.Risk = (function() {

            /**
             * Properties of a Risk.
             * @typedef {Object} raccordo.v1.Risk.$Properties
             * @property {raccordo.v1.RiskType|null} [risk_type] Risk risk_type
             * @property {raccordo.v1.Basis|null} [basis] Risk basis
             * @property {raccordo.v1.Source|null} [source] Risk source
             * @property {"risk_type"} [_risk_type] Risk _risk_type
             * @property {"basis"} [_basis] Risk _basis
             * @property {"source"} [_source] Risk _source
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Risk.
             * @memberof raccordo.v1
             * @interface IRisk
             * @augments raccordo.v1.Risk.$Properties
             * @deprecated Use raccordo.v1.Risk.$Properties instead.
             */

            /**
             * Narrowed shape of a Risk.
             * @typedef {{
             *   risk_type?: raccordo.v1.RiskType|null;
             *   basis?: raccordo.v1.Basis|null;
             *   source?: raccordo.v1.Source|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _risk_type?: undefined; risk_type?: null }|{ _risk_type?: "risk_type"; risk_type: raccordo.v1.RiskType })
             * ) & (
             *   ({ _basis?: undefined; basis?: null }|{ _basis?: "basis"; basis: raccordo.v1.Basis })
             * ) & (
             *   ({ _source?: undefined; source?: null }|{ _source?: "source"; source: raccordo.v1.Source })
             * )} raccordo.v1.Risk.$Shape
             */

            /**
             * Constructs a new Risk.
             * @memberof raccordo.v1
             * @classdesc Represents a Risk.
             * @constructor
             * @param {raccordo.v1.Risk.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Risk = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Risk risk_type.
             * @member {raccordo.v1.RiskType|null|undefined} risk_type
             * @memberof raccordo.v1.Risk
             * @instance
             */
            Risk.prototype.risk_type = null;

            /**
             * Risk basis.
             * @member {raccordo.v1.Basis|null|undefined} basis
             * @memberof raccordo.v1.Risk
             * @instance
             */
            Risk.prototype.basis = null;

            /**
             * Risk source.
             * @member {raccordo.v1.Source|null|undefined} source
             * @memberof raccordo.v1.Risk
             * @instance
             */
            Risk.prototype.source = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Risk _risk_type.
             * @member {"risk_type"|undefined} _risk_type
             * @memberof raccordo.v1.Risk
             * @instance
             */
            $Object.defineProperty(Risk.prototype, "_risk_type", {
                get: $util.oneOfGetter($oneOfFields = ["risk_type"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Risk _basis.
             * @member {"basis"|undefined} _basis
             * @memberof raccordo.v1.Risk
             * @instance
             */
            $Object.defineProperty(Risk.prototype, "_basis", {
                get: $util.oneOfGetter($oneOfFields = ["basis"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Risk _source.
             * @member {"source"|undefined} _source
             * @memberof raccordo.v1.Risk
             * @instance
             */
            $Object.defineProperty(Risk.prototype, "_source", {
                get: $util.oneOfGetter($oneOfFields = ["source"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Risk instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Risk
             * @static
             * @param {raccordo.v1.Risk.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Risk} Risk instance
             * @type {{
             *   (properties: raccordo.v1.Risk.$Shape): raccordo.v1.Risk & raccordo.v1.Risk.$Shape;
             *   (properties?: raccordo.v1.Risk.$Properties): raccordo.v1.Risk;
             * }}
             */
            Risk.create = function(properties) {
                return new Risk(properties);
            };

            /**
             * Encodes the specified Risk message. Does not implicitly {@link raccordo.v1.Risk.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Risk
             * @static
             * @param {raccordo.v1.Risk} message Risk message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Risk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.risk_type != null && $Object.hasOwnProperty.call(message, "risk_type"))
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.risk_type);
                if (message.basis != null && $Object.hasOwnProperty.call(message, "basis"))
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.basis);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.source);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Risk message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Risk
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Risk & raccordo.v1.Risk.$Shape} Risk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Risk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Risk();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.risk_type = reader.int32();
                            message._risk_type = "risk_type";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.basis = reader.int32();
                            message._basis = "basis";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.source = reader.int32();
                            message._source = "source";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Risk;
        })();

        v1.Image = (function() {

            /**
             * Properties of an Image.
             * @typedef {Object} raccordo.v1.Image.$Properties
             * @property {string|null} [reference] Image reference
             * @property {string|null} [captured_at] Image captured_at
             * @property {string|null} [expires_at] Image expires_at
             * @property {"reference"} [_reference] Image _reference
             * @property {"captured_at"} [_captured_at] Image _captured_at
             * @property {"expires_at"} [_expires_at] Image _expires_at
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Image.
             * @memberof raccordo.v1
             * @interface IImage
             * @augments raccordo.v1.Image.$Properties
             * @deprecated Use raccordo.v1.Image.$Properties instead.
             */

            /**
             * Narrowed shape of an Image.
             * @typedef {{
             *   reference?: string|null;
             *   captured_at?: string|null;
             *   expires_at?: string|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _reference?: undefined; reference?: null }|{ _reference?: "reference"; reference: string })
             * ) & (
             *   ({ _captured_at?: undefined; captured_at?: null }|{ _captured_at?: "captured_at"; captured_at: string })
             * ) & (
             *   ({ _expires_at?: undefined; expires_at?: null }|{ _expires_at?: "expires_at"; expires_at: string })
             * )} raccordo.v1.Image.$Shape
             */

            /**
             * Constructs a new Image.
             * @memberof raccordo.v1
             * @classdesc Represents an Image.
             * @constructor
             * @param {raccordo.v1.Image.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Image = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Image reference.
             * @member {string|null|undefined} reference
             * @memberof raccordo.v1.Image
             * @instance
             */
            Image.prototype.reference = null;

            /**
             * Image captured_at.
             * @member {string|null|undefined} captured_at
             * @memberof raccordo.v1.Image
             * @instance
             */
            Image.prototype.captured_at = null;

            /**
             * Image expires_at.
             * @member {string|null|undefined} expires_at
             * @memberof raccordo.v1.Image
             * @instance
             */
            Image.prototype.expires_at = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Image _reference.
             * @member {"reference"|undefined} _reference
             * @memberof raccordo.v1.Image
             * @instance
             */
            $Object.defineProperty(Image.prototype, "_reference", {
                get: $util.oneOfGetter($oneOfFields = ["reference"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Image _captured_at.
             * @member {"captured_at"|undefined} _captured_at
             * @memberof raccordo.v1.Image
             * @instance
             */
            $Object.defineProperty(Image.prototype, "_captured_at", {
                get: $util.oneOfGetter($oneOfFields = ["captured_at"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Image _expires_at.
             * @member {"expires_at"|undefined} _expires_at
             * @memberof raccordo.v1.Image
             * @instance
             */
            $Object.defineProperty(Image.prototype, "_expires_at", {
                get: $util.oneOfGetter($oneOfFields = ["expires_at"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Image instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Image
             * @static
             * @param {raccordo.v1.Image.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Image} Image instance
             * @type {{
             *   (properties: raccordo.v1.Image.$Shape): raccordo.v1.Image & raccordo.v1.Image.$Shape;
             *   (properties?: raccordo.v1.Image.$Properties): raccordo.v1.Image;
             * }}
             */
            Image.create = function(properties) {
                return new Image(properties);
            };

            /**
             * Encodes the specified Image message. Does not implicitly {@link raccordo.v1.Image.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Image
             * @static
             * @param {raccordo.v1.Image} message Image message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Image.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reference != null && $Object.hasOwnProperty.call(message, "reference"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reference);
                if (message.captured_at != null && $Object.hasOwnProperty.call(message, "captured_at"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.captured_at);
                if (message.expires_at != null && $Object.hasOwnProperty.call(message, "expires_at"))
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.expires_at);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Image message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Image
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Image & raccordo.v1.Image.$Shape} Image
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Image.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Image();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.reference = reader.stringVerify();
                            message._reference = "reference";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.captured_at = reader.stringVerify();
                            message._captured_at = "captured_at";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.expires_at = reader.stringVerify();
                            message._expires_at = "expires_at";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Image;
        })();

        v1.Note = (function() {

            /**
             * Properties of a Note.
             * @typedef {Object} raccordo.v1.Note.$Properties
             * @property {string|null} [text] Note text
             * @property {raccordo.v1.Basis|null} [basis] Note basis
             * @property {"text"} [_text] Note _text
             * @property {"basis"} [_basis] Note _basis
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Note.
             * @memberof raccordo.v1
             * @interface INote
             * @augments raccordo.v1.Note.$Properties
             * @deprecated Use raccordo.v1.Note.$Properties instead.
             */

            /**
             * Narrowed shape of a Note.
             * @typedef {{
             *   text?: string|null;
             *   basis?: raccordo.v1.Basis|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _text?: undefined; text?: null }|{ _text?: "text"; text: string })
             * ) & (
             *   ({ _basis?: undefined; basis?: null }|{ _basis?: "basis"; basis: raccordo.v1.Basis })
             * )} raccordo.v1.Note.$Shape
             */

            /**
             * Constructs a new Note.
             * @memberof raccordo.v1
             * @classdesc Represents a Note.
             * @constructor
             * @param {raccordo.v1.Note.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Note = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Note text.
             * @member {string|null|undefined} text
             * @memberof raccordo.v1.Note
             * @instance
             */
            Note.prototype.text = null;

            /**
             * Note basis.
             * @member {raccordo.v1.Basis|null|undefined} basis
             * @memberof raccordo.v1.Note
             * @instance
             */
            Note.prototype.basis = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Note _text.
             * @member {"text"|undefined} _text
             * @memberof raccordo.v1.Note
             * @instance
             */
            $Object.defineProperty(Note.prototype, "_text", {
                get: $util.oneOfGetter($oneOfFields = ["text"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Note _basis.
             * @member {"basis"|undefined} _basis
             * @memberof raccordo.v1.Note
             * @instance
             */
            $Object.defineProperty(Note.prototype, "_basis", {
                get: $util.oneOfGetter($oneOfFields = ["basis"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Note instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Note
             * @static
             * @param {raccordo.v1.Note.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Note} Note instance
             * @type {{
             *   (properties: raccordo.v1.Note.$Shape): raccordo.v1.Note & raccordo.v1.Note.$Shape;
             *   (properties?: raccordo.v1.Note.$Properties): raccordo.v1.Note;
             * }}
             */
            Note.create = function(properties) {
                return new Note(properties);
            };

            /**
             * Encodes the specified Note message. Does not implicitly {@link raccordo.v1.Note.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Note
             * @static
             * @param {raccordo.v1.Note} message Note message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Note.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.text);
                if (message.basis != null && $Object.hasOwnProperty.call(message, "basis"))
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.basis);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Note message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Note
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Note & raccordo.v1.Note.$Shape} Note
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Note.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Note();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.text = reader.stringVerify();
                            message._text = "text";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.basis = reader.int32();
                            message._basis = "basis";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Note;
        })();

        v1.Charge = (function() {

            /**
             * Properties of a Charge.
             * @typedef {Object} raccordo.v1.Charge.$Properties
             * @property {raccordo.v1.ChargeState|null} [state] Charge state
             * @property {string|null} [room] Charge room
             * @property {string|null} [since] Charge since
             * @property {"state"} [_state] Charge _state
             * @property {"room"} [_room] Charge _room
             * @property {"since"} [_since] Charge _since
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Charge.
             * @memberof raccordo.v1
             * @interface ICharge
             * @augments raccordo.v1.Charge.$Properties
             * @deprecated Use raccordo.v1.Charge.$Properties instead.
             */

            /**
             * Narrowed shape of a Charge.
             * @typedef {{
             *   state?: raccordo.v1.ChargeState|null;
             *   room?: string|null;
             *   since?: string|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _state?: undefined; state?: null }|{ _state?: "state"; state: raccordo.v1.ChargeState })
             * ) & (
             *   ({ _room?: undefined; room?: null }|{ _room?: "room"; room: string })
             * ) & (
             *   ({ _since?: undefined; since?: null }|{ _since?: "since"; since: string })
             * )} raccordo.v1.Charge.$Shape
             */

            /**
             * Constructs a new Charge.
             * @memberof raccordo.v1
             * @classdesc Represents a Charge.
             * @constructor
             * @param {raccordo.v1.Charge.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Charge = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Charge state.
             * @member {raccordo.v1.ChargeState|null|undefined} state
             * @memberof raccordo.v1.Charge
             * @instance
             */
            Charge.prototype.state = null;

            /**
             * Charge room.
             * @member {string|null|undefined} room
             * @memberof raccordo.v1.Charge
             * @instance
             */
            Charge.prototype.room = null;

            /**
             * Charge since.
             * @member {string|null|undefined} since
             * @memberof raccordo.v1.Charge
             * @instance
             */
            Charge.prototype.since = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Charge _state.
             * @member {"state"|undefined} _state
             * @memberof raccordo.v1.Charge
             * @instance
             */
            $Object.defineProperty(Charge.prototype, "_state", {
                get: $util.oneOfGetter($oneOfFields = ["state"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Charge _room.
             * @member {"room"|undefined} _room
             * @memberof raccordo.v1.Charge
             * @instance
             */
            $Object.defineProperty(Charge.prototype, "_room", {
                get: $util.oneOfGetter($oneOfFields = ["room"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Charge _since.
             * @member {"since"|undefined} _since
             * @memberof raccordo.v1.Charge
             * @instance
             */
            $Object.defineProperty(Charge.prototype, "_since", {
                get: $util.oneOfGetter($oneOfFields = ["since"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Charge instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Charge
             * @static
             * @param {raccordo.v1.Charge.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Charge} Charge instance
             * @type {{
             *   (properties: raccordo.v1.Charge.$Shape): raccordo.v1.Charge & raccordo.v1.Charge.$Shape;
             *   (properties?: raccordo.v1.Charge.$Properties): raccordo.v1.Charge;
             * }}
             */
            Charge.create = function(properties) {
                return new Charge(properties);
            };

            /**
             * Encodes the specified Charge message. Does not implicitly {@link raccordo.v1.Charge.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Charge
             * @static
             * @param {raccordo.v1.Charge} message Charge message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Charge.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.state != null && $Object.hasOwnProperty.call(message, "state"))
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.state);
                if (message.room != null && $Object.hasOwnProperty.call(message, "room"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.room);
                if (message.since != null && $Object.hasOwnProperty.call(message, "since"))
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.since);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Charge message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Charge
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Charge & raccordo.v1.Charge.$Shape} Charge
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Charge.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Charge();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.state = reader.int32();
                            message._state = "state";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.room = reader.stringVerify();
                            message._room = "room";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.since = reader.stringVerify();
                            message._since = "since";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Charge;
        })();

        v1.Component = (function() {

            /**
             * Properties of a Component.
             * @typedef {Object} raccordo.v1.Component.$Properties
             * @property {string|null} [id] Component id
             * @property {raccordo.v1.Incident|null} [incident] Component incident
             * @property {raccordo.v1.Place|null} [place] Component place
             * @property {raccordo.v1.Person|null} [person] Component person
             * @property {raccordo.v1.Vehicle|null} [vehicle] Component vehicle
             * @property {raccordo.v1.Unit|null} [unit] Component unit
             * @property {raccordo.v1.Casualties|null} [casualties] Component casualties
             * @property {raccordo.v1.Minors|null} [minors] Component minors
             * @property {raccordo.v1.Risk|null} [risk] Component risk
             * @property {raccordo.v1.Image|null} [image] Component image
             * @property {raccordo.v1.Note|null} [note] Component note
             * @property {raccordo.v1.Charge|null} [charge] Component charge
             * @property {raccordo.v1.People|null} [people] Component people
             * @property {"id"} [_id] Component _id
             * @property {"incident"|"place"|"person"|"vehicle"|"unit"|"casualties"|"minors"|"risk"|"image"|"note"|"charge"|"people"} [body] Component body
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Component.
             * @memberof raccordo.v1
             * @interface IComponent
             * @augments raccordo.v1.Component.$Properties
             * @deprecated Use raccordo.v1.Component.$Properties instead.
             */

            /**
             * Narrowed shape of a Component.
             * @typedef {{
             *   id?: string|null;
             *   incident?: raccordo.v1.Incident.$Shape|null;
             *   place?: raccordo.v1.Place.$Shape|null;
             *   person?: raccordo.v1.Person.$Shape|null;
             *   vehicle?: raccordo.v1.Vehicle.$Shape|null;
             *   unit?: raccordo.v1.Unit.$Shape|null;
             *   casualties?: raccordo.v1.Casualties.$Shape|null;
             *   minors?: raccordo.v1.Minors.$Shape|null;
             *   risk?: raccordo.v1.Risk.$Shape|null;
             *   image?: raccordo.v1.Image.$Shape|null;
             *   note?: raccordo.v1.Note.$Shape|null;
             *   charge?: raccordo.v1.Charge.$Shape|null;
             *   people?: raccordo.v1.People.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _id?: undefined; id?: null }|{ _id?: "id"; id: string })
             * ) & (
             *   ({ body?: undefined; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "incident"; incident: raccordo.v1.Incident.$Shape; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "place"; incident?: null; place: raccordo.v1.Place.$Shape; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "person"; incident?: null; place?: null; person: raccordo.v1.Person.$Shape; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "vehicle"; incident?: null; place?: null; person?: null; vehicle: raccordo.v1.Vehicle.$Shape; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "unit"; incident?: null; place?: null; person?: null; vehicle?: null; unit: raccordo.v1.Unit.$Shape; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "casualties"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties: raccordo.v1.Casualties.$Shape; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "minors"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors: raccordo.v1.Minors.$Shape; risk?: null; image?: null; note?: null; charge?: null; people?: null }|{ body?: "risk"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk: raccordo.v1.Risk.$Shape; image?: null; note?: null; charge?: null; people?: null }|{ body?: "image"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image: raccordo.v1.Image.$Shape; note?: null; charge?: null; people?: null }|{ body?: "note"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note: raccordo.v1.Note.$Shape; charge?: null; people?: null }|{ body?: "charge"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge: raccordo.v1.Charge.$Shape; people?: null }|{ body?: "people"; incident?: null; place?: null; person?: null; vehicle?: null; unit?: null; casualties?: null; minors?: null; risk?: null; image?: null; note?: null; charge?: null; people: raccordo.v1.People.$Shape })
             * )} raccordo.v1.Component.$Shape
             */

            /**
             * Constructs a new Component.
             * @memberof raccordo.v1
             * @classdesc Represents a Component.
             * @constructor
             * @param {raccordo.v1.Component.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Component = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Component id.
             * @member {string|null|undefined} id
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.id = null;

            /**
             * Component incident.
             * @member {raccordo.v1.Incident|null|undefined} incident
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.incident = null;

            /**
             * Component place.
             * @member {raccordo.v1.Place|null|undefined} place
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.place = null;

            /**
             * Component person.
             * @member {raccordo.v1.Person|null|undefined} person
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.person = null;

            /**
             * Component vehicle.
             * @member {raccordo.v1.Vehicle|null|undefined} vehicle
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.vehicle = null;

            /**
             * Component unit.
             * @member {raccordo.v1.Unit|null|undefined} unit
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.unit = null;

            /**
             * Component casualties.
             * @member {raccordo.v1.Casualties|null|undefined} casualties
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.casualties = null;

            /**
             * Component minors.
             * @member {raccordo.v1.Minors|null|undefined} minors
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.minors = null;

            /**
             * Component risk.
             * @member {raccordo.v1.Risk|null|undefined} risk
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.risk = null;

            /**
             * Component image.
             * @member {raccordo.v1.Image|null|undefined} image
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.image = null;

            /**
             * Component note.
             * @member {raccordo.v1.Note|null|undefined} note
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.note = null;

            /**
             * Component charge.
             * @member {raccordo.v1.Charge|null|undefined} charge
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.charge = null;

            /**
             * Component people.
             * @member {raccordo.v1.People|null|undefined} people
             * @memberof raccordo.v1.Component
             * @instance
             */
            Component.prototype.people = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Component _id.
             * @member {"id"|undefined} _id
             * @memberof raccordo.v1.Component
             * @instance
             */
            $Object.defineProperty(Component.prototype, "_id", {
                get: $util.oneOfGetter($oneOfFields = ["id"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Component body.
             * @member {"incident"|"place"|"person"|"vehicle"|"unit"|"casualties"|"minors"|"risk"|"image"|"note"|"charge"|"people"|undefined} body
             * @memberof raccordo.v1.Component
             * @instance
             */
            $Object.defineProperty(Component.prototype, "body", {
                get: $util.oneOfGetter($oneOfFields = ["incident", "place", "person", "vehicle", "unit", "casualties", "minors", "risk", "image", "note", "charge", "people"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Component instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Component
             * @static
             * @param {raccordo.v1.Component.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Component} Component instance
             * @type {{
             *   (properties: raccordo.v1.Component.$Shape): raccordo.v1.Component & raccordo.v1.Component.$Shape;
             *   (properties?: raccordo.v1.Component.$Properties): raccordo.v1.Component;
             * }}
             */
            Component.create = function(properties) {
                return new Component(properties);
            };

            /**
             * Encodes the specified Component message. Does not implicitly {@link raccordo.v1.Component.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Component
             * @static
             * @param {raccordo.v1.Component} message Component message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Component.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.incident != null && $Object.hasOwnProperty.call(message, "incident"))
                    $root.raccordo.v1.Incident.encode(message.incident, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.place != null && $Object.hasOwnProperty.call(message, "place"))
                    $root.raccordo.v1.Place.encode(message.place, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.person != null && $Object.hasOwnProperty.call(message, "person"))
                    $root.raccordo.v1.Person.encode(message.person, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.vehicle != null && $Object.hasOwnProperty.call(message, "vehicle"))
                    $root.raccordo.v1.Vehicle.encode(message.vehicle, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.unit != null && $Object.hasOwnProperty.call(message, "unit"))
                    $root.raccordo.v1.Unit.encode(message.unit, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.casualties != null && $Object.hasOwnProperty.call(message, "casualties"))
                    $root.raccordo.v1.Casualties.encode(message.casualties, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.minors != null && $Object.hasOwnProperty.call(message, "minors"))
                    $root.raccordo.v1.Minors.encode(message.minors, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.risk != null && $Object.hasOwnProperty.call(message, "risk"))
                    $root.raccordo.v1.Risk.encode(message.risk, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.image != null && $Object.hasOwnProperty.call(message, "image"))
                    $root.raccordo.v1.Image.encode(message.image, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.note != null && $Object.hasOwnProperty.call(message, "note"))
                    $root.raccordo.v1.Note.encode(message.note, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.charge != null && $Object.hasOwnProperty.call(message, "charge"))
                    $root.raccordo.v1.Charge.encode(message.charge, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.people != null && $Object.hasOwnProperty.call(message, "people"))
                    $root.raccordo.v1.People.encode(message.people, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Component message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Component
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Component & raccordo.v1.Component.$Shape} Component
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Component.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Component();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.id = reader.stringVerify();
                            message._id = "id";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.incident = $root.raccordo.v1.Incident.decode(reader, reader.size(), $undefined, _depth + 1, message.incident);
                            message.body = "incident";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.place = $root.raccordo.v1.Place.decode(reader, reader.size(), $undefined, _depth + 1, message.place);
                            message.body = "place";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.person = $root.raccordo.v1.Person.decode(reader, reader.size(), $undefined, _depth + 1, message.person);
                            message.body = "person";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.vehicle = $root.raccordo.v1.Vehicle.decode(reader, reader.size(), $undefined, _depth + 1, message.vehicle);
                            message.body = "vehicle";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.unit = $root.raccordo.v1.Unit.decode(reader, reader.size(), $undefined, _depth + 1, message.unit);
                            message.body = "unit";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.casualties = $root.raccordo.v1.Casualties.decode(reader, reader.size(), $undefined, _depth + 1, message.casualties);
                            message.body = "casualties";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.minors = $root.raccordo.v1.Minors.decode(reader, reader.size(), $undefined, _depth + 1, message.minors);
                            message.body = "minors";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.risk = $root.raccordo.v1.Risk.decode(reader, reader.size(), $undefined, _depth + 1, message.risk);
                            message.body = "risk";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.image = $root.raccordo.v1.Image.decode(reader, reader.size(), $undefined, _depth + 1, message.image);
                            message.body = "image";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.note = $root.raccordo.v1.Note.decode(reader, reader.size(), $undefined, _depth + 1, message.note);
                            message.body = "note";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.charge = $root.raccordo.v1.Charge.decode(reader, reader.size(), $undefined, _depth + 1, message.charge);
                            message.body = "charge";
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.people = $root.raccordo.v1.People.decode(reader, reader.size(), $undefined, _depth + 1, message.people);
                            message.body = "people";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Component;
        })();

        v1.ComponentName = (function() {

            /**
             * Properties of a ComponentName.
             * @typedef {Object} raccordo.v1.ComponentName.$Properties
             * @property {string|null} [kind] ComponentName kind
             * @property {string|null} [id] ComponentName id
             * @property {"kind"} [_kind] ComponentName _kind
             * @property {"id"} [_id] ComponentName _id
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ComponentName.
             * @memberof raccordo.v1
             * @interface IComponentName
             * @augments raccordo.v1.ComponentName.$Properties
             * @deprecated Use raccordo.v1.ComponentName.$Properties instead.
             */

            /**
             * Narrowed shape of a ComponentName.
             * @typedef {{
             *   kind?: string|null;
             *   id?: string|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _kind?: undefined; kind?: null }|{ _kind?: "kind"; kind: string })
             * ) & (
             *   ({ _id?: undefined; id?: null }|{ _id?: "id"; id: string })
             * )} raccordo.v1.ComponentName.$Shape
             */

            /**
             * Constructs a new ComponentName.
             * @memberof raccordo.v1
             * @classdesc Represents a ComponentName.
             * @constructor
             * @param {raccordo.v1.ComponentName.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ComponentName = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ComponentName kind.
             * @member {string|null|undefined} kind
             * @memberof raccordo.v1.ComponentName
             * @instance
             */
            ComponentName.prototype.kind = null;

            /**
             * ComponentName id.
             * @member {string|null|undefined} id
             * @memberof raccordo.v1.ComponentName
             * @instance
             */
            ComponentName.prototype.id = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * ComponentName _kind.
             * @member {"kind"|undefined} _kind
             * @memberof raccordo.v1.ComponentName
             * @instance
             */
            $Object.defineProperty(ComponentName.prototype, "_kind", {
                get: $util.oneOfGetter($oneOfFields = ["kind"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * ComponentName _id.
             * @member {"id"|undefined} _id
             * @memberof raccordo.v1.ComponentName
             * @instance
             */
            $Object.defineProperty(ComponentName.prototype, "_id", {
                get: $util.oneOfGetter($oneOfFields = ["id"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new ComponentName instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.ComponentName
             * @static
             * @param {raccordo.v1.ComponentName.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.ComponentName} ComponentName instance
             * @type {{
             *   (properties: raccordo.v1.ComponentName.$Shape): raccordo.v1.ComponentName & raccordo.v1.ComponentName.$Shape;
             *   (properties?: raccordo.v1.ComponentName.$Properties): raccordo.v1.ComponentName;
             * }}
             */
            ComponentName.create = function(properties) {
                return new ComponentName(properties);
            };

            /**
             * Encodes the specified ComponentName message. Does not implicitly {@link raccordo.v1.ComponentName.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.ComponentName
             * @static
             * @param {raccordo.v1.ComponentName} message ComponentName message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ComponentName.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ComponentName message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.ComponentName
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.ComponentName & raccordo.v1.ComponentName.$Shape} ComponentName
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ComponentName.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.ComponentName();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.kind = reader.stringVerify();
                            message._kind = "kind";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.id = reader.stringVerify();
                            message._id = "id";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ComponentName;
        })();

        v1.ConversionNote = (function() {

            /**
             * Properties of a ConversionNote.
             * @typedef {Object} raccordo.v1.ConversionNote.$Properties
             * @property {string|null} [code] ConversionNote code
             * @property {string|null} [pointer] ConversionNote pointer
             * @property {"code"} [_code] ConversionNote _code
             * @property {"pointer"} [_pointer] ConversionNote _pointer
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConversionNote.
             * @memberof raccordo.v1
             * @interface IConversionNote
             * @augments raccordo.v1.ConversionNote.$Properties
             * @deprecated Use raccordo.v1.ConversionNote.$Properties instead.
             */

            /**
             * Narrowed shape of a ConversionNote.
             * @typedef {{
             *   code?: string|null;
             *   pointer?: string|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _code?: undefined; code?: null }|{ _code?: "code"; code: string })
             * ) & (
             *   ({ _pointer?: undefined; pointer?: null }|{ _pointer?: "pointer"; pointer: string })
             * )} raccordo.v1.ConversionNote.$Shape
             */

            /**
             * Constructs a new ConversionNote.
             * @memberof raccordo.v1
             * @classdesc Represents a ConversionNote.
             * @constructor
             * @param {raccordo.v1.ConversionNote.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConversionNote = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ConversionNote code.
             * @member {string|null|undefined} code
             * @memberof raccordo.v1.ConversionNote
             * @instance
             */
            ConversionNote.prototype.code = null;

            /**
             * ConversionNote pointer.
             * @member {string|null|undefined} pointer
             * @memberof raccordo.v1.ConversionNote
             * @instance
             */
            ConversionNote.prototype.pointer = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * ConversionNote _code.
             * @member {"code"|undefined} _code
             * @memberof raccordo.v1.ConversionNote
             * @instance
             */
            $Object.defineProperty(ConversionNote.prototype, "_code", {
                get: $util.oneOfGetter($oneOfFields = ["code"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * ConversionNote _pointer.
             * @member {"pointer"|undefined} _pointer
             * @memberof raccordo.v1.ConversionNote
             * @instance
             */
            $Object.defineProperty(ConversionNote.prototype, "_pointer", {
                get: $util.oneOfGetter($oneOfFields = ["pointer"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new ConversionNote instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.ConversionNote
             * @static
             * @param {raccordo.v1.ConversionNote.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.ConversionNote} ConversionNote instance
             * @type {{
             *   (properties: raccordo.v1.ConversionNote.$Shape): raccordo.v1.ConversionNote & raccordo.v1.ConversionNote.$Shape;
             *   (properties?: raccordo.v1.ConversionNote.$Properties): raccordo.v1.ConversionNote;
             * }}
             */
            ConversionNote.create = function(properties) {
                return new ConversionNote(properties);
            };

            /**
             * Encodes the specified ConversionNote message. Does not implicitly {@link raccordo.v1.ConversionNote.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.ConversionNote
             * @static
             * @param {raccordo.v1.ConversionNote} message ConversionNote message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConversionNote.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                if (message.pointer != null && $Object.hasOwnProperty.call(message, "pointer"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.pointer);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConversionNote message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.ConversionNote
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.ConversionNote & raccordo.v1.ConversionNote.$Shape} ConversionNote
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConversionNote.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.ConversionNote();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.code = reader.stringVerify();
                            message._code = "code";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.pointer = reader.stringVerify();
                            message._pointer = "pointer";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ConversionNote;
        })();

        v1.Event = (function() {

            /**
             * Properties of an Event.
             * @typedef {Object} raccordo.v1.Event.$Properties
             * @property {string|null} [message_id] Event message_id
             * @property {string|null} [sent] Event sent
             * @property {string|null} [observed] Event observed
             * @property {raccordo.v1.Mode|null} [mode] Event mode
             * @property {raccordo.v1.EventKind|null} [kind] Event kind
             * @property {string|null} [incident_id] Event incident_id
             * @property {string|null} [incident_alias] Event incident_alias
             * @property {raccordo.v1.Category|null} [category] Event category
             * @property {Array.<string>|null} [territory] Event territory
             * @property {raccordo.v1.Purpose|null} [purpose] Event purpose
             * @property {raccordo.v1.Regime|null} [regime] Event regime
             * @property {string|null} [operator_ref] Event operator_ref
             * @property {string|null} [format] Event format
             * @property {string|null} [sender] Event sender
             * @property {Array.<raccordo.v1.ConversionNote>|null} [notes] Event notes
             * @property {Array.<raccordo.v1.Component>|null} [upsert] Event upsert
             * @property {Array.<raccordo.v1.ComponentName>|null} [remove] Event remove
             * @property {Array.<string>|null} [addressees] Event addressees
             * @property {string|null} [same_as] Event same_as
             * @property {raccordo.v1.Emergency|null} [emergency] Event emergency
             * @property {"message_id"} [_message_id] Event _message_id
             * @property {"sent"} [_sent] Event _sent
             * @property {"observed"} [_observed] Event _observed
             * @property {"mode"} [_mode] Event _mode
             * @property {"kind"} [_kind] Event _kind
             * @property {"incident_id"|"incident_alias"} [incident] Event incident
             * @property {"category"} [_category] Event _category
             * @property {"purpose"} [_purpose] Event _purpose
             * @property {"regime"} [_regime] Event _regime
             * @property {"operator_ref"} [_operator_ref] Event _operator_ref
             * @property {"format"} [_format] Event _format
             * @property {"sender"} [_sender] Event _sender
             * @property {"same_as"} [_same_as] Event _same_as
             * @property {"emergency"} [_emergency] Event _emergency
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Event.
             * @memberof raccordo.v1
             * @interface IEvent
             * @augments raccordo.v1.Event.$Properties
             * @deprecated Use raccordo.v1.Event.$Properties instead.
             */

            /**
             * Narrowed shape of an Event.
             * @typedef {{
             *   message_id?: string|null;
             *   sent?: string|null;
             *   observed?: string|null;
             *   mode?: raccordo.v1.Mode|null;
             *   kind?: raccordo.v1.EventKind|null;
             *   incident_id?: string|null;
             *   incident_alias?: string|null;
             *   category?: raccordo.v1.Category|null;
             *   territory?: Array.<string>|null;
             *   purpose?: raccordo.v1.Purpose|null;
             *   regime?: raccordo.v1.Regime|null;
             *   operator_ref?: string|null;
             *   format?: string|null;
             *   sender?: string|null;
             *   notes?: Array.<raccordo.v1.ConversionNote.$Shape>|null;
             *   upsert?: Array.<raccordo.v1.Component.$Shape>|null;
             *   remove?: Array.<raccordo.v1.ComponentName.$Shape>|null;
             *   addressees?: Array.<string>|null;
             *   same_as?: string|null;
             *   emergency?: raccordo.v1.Emergency|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ _message_id?: undefined; message_id?: null }|{ _message_id?: "message_id"; message_id: string })
             * ) & (
             *   ({ _sent?: undefined; sent?: null }|{ _sent?: "sent"; sent: string })
             * ) & (
             *   ({ _observed?: undefined; observed?: null }|{ _observed?: "observed"; observed: string })
             * ) & (
             *   ({ _mode?: undefined; mode?: null }|{ _mode?: "mode"; mode: raccordo.v1.Mode })
             * ) & (
             *   ({ _kind?: undefined; kind?: null }|{ _kind?: "kind"; kind: raccordo.v1.EventKind })
             * ) & (
             *   ({ incident?: undefined; incident_id?: null; incident_alias?: null }|{ incident?: "incident_id"; incident_id: string; incident_alias?: null }|{ incident?: "incident_alias"; incident_id?: null; incident_alias: string })
             * ) & (
             *   ({ _category?: undefined; category?: null }|{ _category?: "category"; category: raccordo.v1.Category })
             * ) & (
             *   ({ _purpose?: undefined; purpose?: null }|{ _purpose?: "purpose"; purpose: raccordo.v1.Purpose })
             * ) & (
             *   ({ _regime?: undefined; regime?: null }|{ _regime?: "regime"; regime: raccordo.v1.Regime })
             * ) & (
             *   ({ _operator_ref?: undefined; operator_ref?: null }|{ _operator_ref?: "operator_ref"; operator_ref: string })
             * ) & (
             *   ({ _format?: undefined; format?: null }|{ _format?: "format"; format: string })
             * ) & (
             *   ({ _sender?: undefined; sender?: null }|{ _sender?: "sender"; sender: string })
             * ) & (
             *   ({ _same_as?: undefined; same_as?: null }|{ _same_as?: "same_as"; same_as: string })
             * ) & (
             *   ({ _emergency?: undefined; emergency?: null }|{ _emergency?: "emergency"; emergency: raccordo.v1.Emergency })
             * )} raccordo.v1.Event.$Shape
             */

            /**
             * Constructs a new Event.
             * @memberof raccordo.v1
             * @classdesc Represents an Event.
             * @constructor
             * @param {raccordo.v1.Event.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Event = function (properties) {
                this.territory = [];
                this.notes = [];
                this.upsert = [];
                this.remove = [];
                this.addressees = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Event message_id.
             * @member {string|null|undefined} message_id
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.message_id = null;

            /**
             * Event sent.
             * @member {string|null|undefined} sent
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.sent = null;

            /**
             * Event observed.
             * @member {string|null|undefined} observed
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.observed = null;

            /**
             * Event mode.
             * @member {raccordo.v1.Mode|null|undefined} mode
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.mode = null;

            /**
             * Event kind.
             * @member {raccordo.v1.EventKind|null|undefined} kind
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.kind = null;

            /**
             * Event incident_id.
             * @member {string|null|undefined} incident_id
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.incident_id = null;

            /**
             * Event incident_alias.
             * @member {string|null|undefined} incident_alias
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.incident_alias = null;

            /**
             * Event category.
             * @member {raccordo.v1.Category|null|undefined} category
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.category = null;

            /**
             * Event territory.
             * @member {Array.<string>} territory
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.territory = $util.emptyArray;

            /**
             * Event purpose.
             * @member {raccordo.v1.Purpose|null|undefined} purpose
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.purpose = null;

            /**
             * Event regime.
             * @member {raccordo.v1.Regime|null|undefined} regime
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.regime = null;

            /**
             * Event operator_ref.
             * @member {string|null|undefined} operator_ref
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.operator_ref = null;

            /**
             * Event format.
             * @member {string|null|undefined} format
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.format = null;

            /**
             * Event sender.
             * @member {string|null|undefined} sender
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.sender = null;

            /**
             * Event notes.
             * @member {Array.<raccordo.v1.ConversionNote>} notes
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.notes = $util.emptyArray;

            /**
             * Event upsert.
             * @member {Array.<raccordo.v1.Component>} upsert
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.upsert = $util.emptyArray;

            /**
             * Event remove.
             * @member {Array.<raccordo.v1.ComponentName>} remove
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.remove = $util.emptyArray;

            /**
             * Event addressees.
             * @member {Array.<string>} addressees
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.addressees = $util.emptyArray;

            /**
             * Event same_as.
             * @member {string|null|undefined} same_as
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.same_as = null;

            /**
             * Event emergency.
             * @member {raccordo.v1.Emergency|null|undefined} emergency
             * @memberof raccordo.v1.Event
             * @instance
             */
            Event.prototype.emergency = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Event _message_id.
             * @member {"message_id"|undefined} _message_id
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_message_id", {
                get: $util.oneOfGetter($oneOfFields = ["message_id"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _sent.
             * @member {"sent"|undefined} _sent
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_sent", {
                get: $util.oneOfGetter($oneOfFields = ["sent"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _observed.
             * @member {"observed"|undefined} _observed
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_observed", {
                get: $util.oneOfGetter($oneOfFields = ["observed"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _mode.
             * @member {"mode"|undefined} _mode
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_mode", {
                get: $util.oneOfGetter($oneOfFields = ["mode"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _kind.
             * @member {"kind"|undefined} _kind
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_kind", {
                get: $util.oneOfGetter($oneOfFields = ["kind"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event incident.
             * @member {"incident_id"|"incident_alias"|undefined} incident
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "incident", {
                get: $util.oneOfGetter($oneOfFields = ["incident_id", "incident_alias"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _category.
             * @member {"category"|undefined} _category
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_category", {
                get: $util.oneOfGetter($oneOfFields = ["category"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _purpose.
             * @member {"purpose"|undefined} _purpose
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_purpose", {
                get: $util.oneOfGetter($oneOfFields = ["purpose"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _regime.
             * @member {"regime"|undefined} _regime
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_regime", {
                get: $util.oneOfGetter($oneOfFields = ["regime"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _operator_ref.
             * @member {"operator_ref"|undefined} _operator_ref
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_operator_ref", {
                get: $util.oneOfGetter($oneOfFields = ["operator_ref"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _format.
             * @member {"format"|undefined} _format
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_format", {
                get: $util.oneOfGetter($oneOfFields = ["format"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _sender.
             * @member {"sender"|undefined} _sender
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_sender", {
                get: $util.oneOfGetter($oneOfFields = ["sender"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _same_as.
             * @member {"same_as"|undefined} _same_as
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_same_as", {
                get: $util.oneOfGetter($oneOfFields = ["same_as"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Event _emergency.
             * @member {"emergency"|undefined} _emergency
             * @memberof raccordo.v1.Event
             * @instance
             */
            $Object.defineProperty(Event.prototype, "_emergency", {
                get: $util.oneOfGetter($oneOfFields = ["emergency"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Event instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Event
             * @static
             * @param {raccordo.v1.Event.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Event} Event instance
             * @type {{
             *   (properties: raccordo.v1.Event.$Shape): raccordo.v1.Event & raccordo.v1.Event.$Shape;
             *   (properties?: raccordo.v1.Event.$Properties): raccordo.v1.Event;
             * }}
             */
            Event.create = function(properties) {
                return new Event(properties);
            };

            /**
             * Encodes the specified Event message. Does not implicitly {@link raccordo.v1.Event.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Event
             * @static
             * @param {raccordo.v1.Event} message Event message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Event.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.message_id != null && $Object.hasOwnProperty.call(message, "message_id"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.message_id);
                if (message.sent != null && $Object.hasOwnProperty.call(message, "sent"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.sent);
                if (message.observed != null && $Object.hasOwnProperty.call(message, "observed"))
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.observed);
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode"))
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.mode);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.kind);
                if (message.incident_id != null && $Object.hasOwnProperty.call(message, "incident_id"))
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.incident_id);
                if (message.incident_alias != null && $Object.hasOwnProperty.call(message, "incident_alias"))
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.incident_alias);
                if (message.category != null && $Object.hasOwnProperty.call(message, "category"))
                    writer.uint32(/* id 8, wireType 0 =*/64).int32(message.category);
                if (message.territory != null && message.territory.length)
                    for (let i = 0; i < message.territory.length; ++i)
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.territory[i]);
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose"))
                    writer.uint32(/* id 10, wireType 0 =*/80).int32(message.purpose);
                if (message.regime != null && $Object.hasOwnProperty.call(message, "regime"))
                    writer.uint32(/* id 11, wireType 0 =*/88).int32(message.regime);
                if (message.operator_ref != null && $Object.hasOwnProperty.call(message, "operator_ref"))
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.operator_ref);
                if (message.format != null && $Object.hasOwnProperty.call(message, "format"))
                    writer.uint32(/* id 13, wireType 2 =*/106).string(message.format);
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender"))
                    writer.uint32(/* id 14, wireType 2 =*/114).string(message.sender);
                if (message.notes != null && message.notes.length)
                    for (let i = 0; i < message.notes.length; ++i)
                        $root.raccordo.v1.ConversionNote.encode(message.notes[i], writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                if (message.upsert != null && message.upsert.length)
                    for (let i = 0; i < message.upsert.length; ++i)
                        $root.raccordo.v1.Component.encode(message.upsert[i], writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                if (message.remove != null && message.remove.length)
                    for (let i = 0; i < message.remove.length; ++i)
                        $root.raccordo.v1.ComponentName.encode(message.remove[i], writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                if (message.addressees != null && message.addressees.length)
                    for (let i = 0; i < message.addressees.length; ++i)
                        writer.uint32(/* id 18, wireType 2 =*/146).string(message.addressees[i]);
                if (message.same_as != null && $Object.hasOwnProperty.call(message, "same_as"))
                    writer.uint32(/* id 19, wireType 2 =*/154).string(message.same_as);
                if (message.emergency != null && $Object.hasOwnProperty.call(message, "emergency"))
                    writer.uint32(/* id 20, wireType 0 =*/160).int32(message.emergency);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Event
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Event & raccordo.v1.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Event.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Event();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.message_id = reader.stringVerify();
                            message._message_id = "message_id";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.sent = reader.stringVerify();
                            message._sent = "sent";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.observed = reader.stringVerify();
                            message._observed = "observed";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.mode = reader.int32();
                            message._mode = "mode";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.kind = reader.int32();
                            message._kind = "kind";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.incident_id = reader.stringVerify();
                            message.incident = "incident_id";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.incident_alias = reader.stringVerify();
                            message.incident = "incident_alias";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            message.category = reader.int32();
                            message._category = "category";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.territory && message.territory.length))
                                message.territory = [];
                            message.territory.push(reader.stringVerify());
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            message.purpose = reader.int32();
                            message._purpose = "purpose";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            message.regime = reader.int32();
                            message._regime = "regime";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.operator_ref = reader.stringVerify();
                            message._operator_ref = "operator_ref";
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.format = reader.stringVerify();
                            message._format = "format";
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            message.sender = reader.stringVerify();
                            message._sender = "sender";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            if (!(message.notes && message.notes.length))
                                message.notes = [];
                            message.notes.push($root.raccordo.v1.ConversionNote.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            if (!(message.upsert && message.upsert.length))
                                message.upsert = [];
                            message.upsert.push($root.raccordo.v1.Component.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            if (!(message.remove && message.remove.length))
                                message.remove = [];
                            message.remove.push($root.raccordo.v1.ComponentName.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 18: {
                            if (wireType !== 2)
                                break;
                            if (!(message.addressees && message.addressees.length))
                                message.addressees = [];
                            message.addressees.push(reader.stringVerify());
                            continue;
                        }
                    case 19: {
                            if (wireType !== 2)
                                break;
                            message.same_as = reader.stringVerify();
                            message._same_as = "same_as";
                            continue;
                        }
                    case 20: {
                            if (wireType !== 0)
                                break;
                            message.emergency = reader.int32();
                            message._emergency = "emergency";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Event;
        })();

        v1.Problem = (function() {

            /**
             * Properties of a Problem.
             * @typedef {Object} raccordo.v1.Problem.$Properties
             * @property {string|null} [code] Problem code
             * @property {number|null} [status] Problem status
             * @property {Array.<raccordo.v1.ProblemItem>|null} [errors] Problem errors
             * @property {number|null} [retry_after_s] Problem retry_after_s
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Problem.
             * @memberof raccordo.v1
             * @interface IProblem
             * @augments raccordo.v1.Problem.$Properties
             * @deprecated Use raccordo.v1.Problem.$Properties instead.
             */

            /**
             * Shape of a Problem.
             * @typedef {raccordo.v1.Problem.$Properties} raccordo.v1.Problem.$Shape
             */

            /**
             * Constructs a new Problem.
             * @memberof raccordo.v1
             * @classdesc Represents a Problem.
             * @constructor
             * @param {raccordo.v1.Problem.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Problem = function (properties) {
                this.errors = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Problem code.
             * @member {string} code
             * @memberof raccordo.v1.Problem
             * @instance
             */
            Problem.prototype.code = "";

            /**
             * Problem status.
             * @member {number} status
             * @memberof raccordo.v1.Problem
             * @instance
             */
            Problem.prototype.status = 0;

            /**
             * Problem errors.
             * @member {Array.<raccordo.v1.ProblemItem>} errors
             * @memberof raccordo.v1.Problem
             * @instance
             */
            Problem.prototype.errors = $util.emptyArray;

            /**
             * Problem retry_after_s.
             * @member {number} retry_after_s
             * @memberof raccordo.v1.Problem
             * @instance
             */
            Problem.prototype.retry_after_s = 0;

            /**
             * Creates a new Problem instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Problem
             * @static
             * @param {raccordo.v1.Problem.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Problem} Problem instance
             * @type {{
             *   (properties: raccordo.v1.Problem.$Shape): raccordo.v1.Problem & raccordo.v1.Problem.$Shape;
             *   (properties?: raccordo.v1.Problem.$Properties): raccordo.v1.Problem;
             * }}
             */
            Problem.create = function(properties) {
                return new Problem(properties);
            };

            /**
             * Encodes the specified Problem message. Does not implicitly {@link raccordo.v1.Problem.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Problem
             * @static
             * @param {raccordo.v1.Problem} message Problem message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Problem.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.status);
                if (message.errors != null && message.errors.length)
                    for (let i = 0; i < message.errors.length; ++i)
                        $root.raccordo.v1.ProblemItem.encode(message.errors[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.retry_after_s != null && $Object.hasOwnProperty.call(message, "retry_after_s") && message.retry_after_s !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.retry_after_s);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Problem message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Problem
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Problem & raccordo.v1.Problem.$Shape} Problem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Problem.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Problem();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.status = value;
                            else
                                delete message.status;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.errors && message.errors.length))
                                message.errors = [];
                            message.errors.push($root.raccordo.v1.ProblemItem.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.retry_after_s = value;
                            else
                                delete message.retry_after_s;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Problem;
        })();

        v1.ProblemItem = (function() {

            /**
             * Properties of a ProblemItem.
             * @typedef {Object} raccordo.v1.ProblemItem.$Properties
             * @property {string|null} [pointer] ProblemItem pointer
             * @property {string|null} [code] ProblemItem code
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ProblemItem.
             * @memberof raccordo.v1
             * @interface IProblemItem
             * @augments raccordo.v1.ProblemItem.$Properties
             * @deprecated Use raccordo.v1.ProblemItem.$Properties instead.
             */

            /**
             * Shape of a ProblemItem.
             * @typedef {raccordo.v1.ProblemItem.$Properties} raccordo.v1.ProblemItem.$Shape
             */

            /**
             * Constructs a new ProblemItem.
             * @memberof raccordo.v1
             * @classdesc Represents a ProblemItem.
             * @constructor
             * @param {raccordo.v1.ProblemItem.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ProblemItem = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ProblemItem pointer.
             * @member {string} pointer
             * @memberof raccordo.v1.ProblemItem
             * @instance
             */
            ProblemItem.prototype.pointer = "";

            /**
             * ProblemItem code.
             * @member {string} code
             * @memberof raccordo.v1.ProblemItem
             * @instance
             */
            ProblemItem.prototype.code = "";

            /**
             * Creates a new ProblemItem instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.ProblemItem
             * @static
             * @param {raccordo.v1.ProblemItem.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.ProblemItem} ProblemItem instance
             * @type {{
             *   (properties: raccordo.v1.ProblemItem.$Shape): raccordo.v1.ProblemItem & raccordo.v1.ProblemItem.$Shape;
             *   (properties?: raccordo.v1.ProblemItem.$Properties): raccordo.v1.ProblemItem;
             * }}
             */
            ProblemItem.create = function(properties) {
                return new ProblemItem(properties);
            };

            /**
             * Encodes the specified ProblemItem message. Does not implicitly {@link raccordo.v1.ProblemItem.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.ProblemItem
             * @static
             * @param {raccordo.v1.ProblemItem} message ProblemItem message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ProblemItem.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.pointer != null && $Object.hasOwnProperty.call(message, "pointer") && message.pointer !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.pointer);
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ProblemItem message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.ProblemItem
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.ProblemItem & raccordo.v1.ProblemItem.$Shape} ProblemItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ProblemItem.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.ProblemItem();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.pointer = value;
                            else
                                delete message.pointer;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ProblemItem;
        })();

        v1.SubmitRequest = (function() {

            /**
             * Properties of a SubmitRequest.
             * @typedef {Object} raccordo.v1.SubmitRequest.$Properties
             * @property {raccordo.v1.Event|null} [event] SubmitRequest event
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SubmitRequest.
             * @memberof raccordo.v1
             * @interface ISubmitRequest
             * @augments raccordo.v1.SubmitRequest.$Properties
             * @deprecated Use raccordo.v1.SubmitRequest.$Properties instead.
             */

            /**
             * Shape of a SubmitRequest.
             * @typedef {{
             *   event?: raccordo.v1.Event.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} raccordo.v1.SubmitRequest.$Shape
             */

            /**
             * Constructs a new SubmitRequest.
             * @memberof raccordo.v1
             * @classdesc Represents a SubmitRequest.
             * @constructor
             * @param {raccordo.v1.SubmitRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SubmitRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SubmitRequest event.
             * @member {raccordo.v1.Event|null|undefined} event
             * @memberof raccordo.v1.SubmitRequest
             * @instance
             */
            SubmitRequest.prototype.event = null;

            /**
             * Creates a new SubmitRequest instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.SubmitRequest
             * @static
             * @param {raccordo.v1.SubmitRequest.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.SubmitRequest} SubmitRequest instance
             * @type {{
             *   (properties: raccordo.v1.SubmitRequest.$Shape): raccordo.v1.SubmitRequest & raccordo.v1.SubmitRequest.$Shape;
             *   (properties?: raccordo.v1.SubmitRequest.$Properties): raccordo.v1.SubmitRequest;
             * }}
             */
            SubmitRequest.create = function(properties) {
                return new SubmitRequest(properties);
            };

            /**
             * Encodes the specified SubmitRequest message. Does not implicitly {@link raccordo.v1.SubmitRequest.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.SubmitRequest
             * @static
             * @param {raccordo.v1.SubmitRequest} message SubmitRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SubmitRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
                    $root.raccordo.v1.Event.encode(message.event, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SubmitRequest message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.SubmitRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.SubmitRequest & raccordo.v1.SubmitRequest.$Shape} SubmitRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SubmitRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.SubmitRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.event = $root.raccordo.v1.Event.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SubmitRequest;
        })();

        v1.SubmitReply = (function() {

            /**
             * Properties of a SubmitReply.
             * @typedef {Object} raccordo.v1.SubmitReply.$Properties
             * @property {raccordo.v1.Receipt|null} [receipt] SubmitReply receipt
             * @property {raccordo.v1.Problem|null} [problem] SubmitReply problem
             * @property {boolean|null} [releases_stopped] SubmitReply releases_stopped
             * @property {"receipt"|"problem"} [result] SubmitReply result
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SubmitReply.
             * @memberof raccordo.v1
             * @interface ISubmitReply
             * @augments raccordo.v1.SubmitReply.$Properties
             * @deprecated Use raccordo.v1.SubmitReply.$Properties instead.
             */

            /**
             * Narrowed shape of a SubmitReply.
             * @typedef {{
             *   receipt?: raccordo.v1.Receipt.$Shape|null;
             *   problem?: raccordo.v1.Problem.$Shape|null;
             *   releases_stopped?: boolean|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ result?: undefined; receipt?: null; problem?: null }|{ result?: "receipt"; receipt: raccordo.v1.Receipt.$Shape; problem?: null }|{ result?: "problem"; receipt?: null; problem: raccordo.v1.Problem.$Shape })
             * )} raccordo.v1.SubmitReply.$Shape
             */

            /**
             * Constructs a new SubmitReply.
             * @memberof raccordo.v1
             * @classdesc Represents a SubmitReply.
             * @constructor
             * @param {raccordo.v1.SubmitReply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SubmitReply = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SubmitReply receipt.
             * @member {raccordo.v1.Receipt|null|undefined} receipt
             * @memberof raccordo.v1.SubmitReply
             * @instance
             */
            SubmitReply.prototype.receipt = null;

            /**
             * SubmitReply problem.
             * @member {raccordo.v1.Problem|null|undefined} problem
             * @memberof raccordo.v1.SubmitReply
             * @instance
             */
            SubmitReply.prototype.problem = null;

            /**
             * SubmitReply releases_stopped.
             * @member {boolean} releases_stopped
             * @memberof raccordo.v1.SubmitReply
             * @instance
             */
            SubmitReply.prototype.releases_stopped = false;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * SubmitReply result.
             * @member {"receipt"|"problem"|undefined} result
             * @memberof raccordo.v1.SubmitReply
             * @instance
             */
            $Object.defineProperty(SubmitReply.prototype, "result", {
                get: $util.oneOfGetter($oneOfFields = ["receipt", "problem"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new SubmitReply instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.SubmitReply
             * @static
             * @param {raccordo.v1.SubmitReply.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.SubmitReply} SubmitReply instance
             * @type {{
             *   (properties: raccordo.v1.SubmitReply.$Shape): raccordo.v1.SubmitReply & raccordo.v1.SubmitReply.$Shape;
             *   (properties?: raccordo.v1.SubmitReply.$Properties): raccordo.v1.SubmitReply;
             * }}
             */
            SubmitReply.create = function(properties) {
                return new SubmitReply(properties);
            };

            /**
             * Encodes the specified SubmitReply message. Does not implicitly {@link raccordo.v1.SubmitReply.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.SubmitReply
             * @static
             * @param {raccordo.v1.SubmitReply} message SubmitReply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SubmitReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.receipt != null && $Object.hasOwnProperty.call(message, "receipt"))
                    $root.raccordo.v1.Receipt.encode(message.receipt, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.problem != null && $Object.hasOwnProperty.call(message, "problem"))
                    $root.raccordo.v1.Problem.encode(message.problem, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.releases_stopped != null && $Object.hasOwnProperty.call(message, "releases_stopped") && message.releases_stopped !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.releases_stopped);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SubmitReply message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.SubmitReply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.SubmitReply & raccordo.v1.SubmitReply.$Shape} SubmitReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SubmitReply.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.SubmitReply();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.receipt = $root.raccordo.v1.Receipt.decode(reader, reader.size(), $undefined, _depth + 1, message.receipt);
                            message.result = "receipt";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.problem = $root.raccordo.v1.Problem.decode(reader, reader.size(), $undefined, _depth + 1, message.problem);
                            message.result = "problem";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.releases_stopped = value;
                            else
                                delete message.releases_stopped;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SubmitReply;
        })();

        v1.Receipt = (function() {

            /**
             * Properties of a Receipt.
             * @typedef {Object} raccordo.v1.Receipt.$Properties
             * @property {Uint8Array|null} [body] Receipt body
             * @property {string|null} [signature] Receipt signature
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Receipt.
             * @memberof raccordo.v1
             * @interface IReceipt
             * @augments raccordo.v1.Receipt.$Properties
             * @deprecated Use raccordo.v1.Receipt.$Properties instead.
             */

            /**
             * Shape of a Receipt.
             * @typedef {raccordo.v1.Receipt.$Properties} raccordo.v1.Receipt.$Shape
             */

            /**
             * Constructs a new Receipt.
             * @memberof raccordo.v1
             * @classdesc Represents a Receipt.
             * @constructor
             * @param {raccordo.v1.Receipt.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Receipt = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Receipt body.
             * @member {Uint8Array} body
             * @memberof raccordo.v1.Receipt
             * @instance
             */
            Receipt.prototype.body = $util.newBuffer([]);

            /**
             * Receipt signature.
             * @member {string} signature
             * @memberof raccordo.v1.Receipt
             * @instance
             */
            Receipt.prototype.signature = "";

            /**
             * Creates a new Receipt instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Receipt
             * @static
             * @param {raccordo.v1.Receipt.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Receipt} Receipt instance
             * @type {{
             *   (properties: raccordo.v1.Receipt.$Shape): raccordo.v1.Receipt & raccordo.v1.Receipt.$Shape;
             *   (properties?: raccordo.v1.Receipt.$Properties): raccordo.v1.Receipt;
             * }}
             */
            Receipt.create = function(properties) {
                return new Receipt(properties);
            };

            /**
             * Encodes the specified Receipt message. Does not implicitly {@link raccordo.v1.Receipt.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Receipt
             * @static
             * @param {raccordo.v1.Receipt} message Receipt message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Receipt.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.body);
                if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.signature);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Receipt message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Receipt
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Receipt & raccordo.v1.Receipt.$Shape} Receipt
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Receipt.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Receipt();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.body = value;
                            else
                                delete message.body;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.signature = value;
                            else
                                delete message.signature;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Receipt;
        })();

        v1.FeedRequest = (function() {

            /**
             * Properties of a FeedRequest.
             * @typedef {Object} raccordo.v1.FeedRequest.$Properties
             * @property {string|null} [mode] FeedRequest mode
             * @property {string|null} [after] FeedRequest after
             * @property {number|null} [wait_ms] FeedRequest wait_ms
             * @property {number|null} [copies_max] FeedRequest copies_max
             * @property {boolean|null} [peek] FeedRequest peek
             * @property {string|null} [incident] FeedRequest incident
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FeedRequest.
             * @memberof raccordo.v1
             * @interface IFeedRequest
             * @augments raccordo.v1.FeedRequest.$Properties
             * @deprecated Use raccordo.v1.FeedRequest.$Properties instead.
             */

            /**
             * Shape of a FeedRequest.
             * @typedef {raccordo.v1.FeedRequest.$Properties} raccordo.v1.FeedRequest.$Shape
             */

            /**
             * Constructs a new FeedRequest.
             * @memberof raccordo.v1
             * @classdesc Represents a FeedRequest.
             * @constructor
             * @param {raccordo.v1.FeedRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FeedRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FeedRequest mode.
             * @member {string} mode
             * @memberof raccordo.v1.FeedRequest
             * @instance
             */
            FeedRequest.prototype.mode = "";

            /**
             * FeedRequest after.
             * @member {string} after
             * @memberof raccordo.v1.FeedRequest
             * @instance
             */
            FeedRequest.prototype.after = "";

            /**
             * FeedRequest wait_ms.
             * @member {number} wait_ms
             * @memberof raccordo.v1.FeedRequest
             * @instance
             */
            FeedRequest.prototype.wait_ms = 0;

            /**
             * FeedRequest copies_max.
             * @member {number} copies_max
             * @memberof raccordo.v1.FeedRequest
             * @instance
             */
            FeedRequest.prototype.copies_max = 0;

            /**
             * FeedRequest peek.
             * @member {boolean} peek
             * @memberof raccordo.v1.FeedRequest
             * @instance
             */
            FeedRequest.prototype.peek = false;

            /**
             * FeedRequest incident.
             * @member {string} incident
             * @memberof raccordo.v1.FeedRequest
             * @instance
             */
            FeedRequest.prototype.incident = "";

            /**
             * Creates a new FeedRequest instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.FeedRequest
             * @static
             * @param {raccordo.v1.FeedRequest.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.FeedRequest} FeedRequest instance
             * @type {{
             *   (properties: raccordo.v1.FeedRequest.$Shape): raccordo.v1.FeedRequest & raccordo.v1.FeedRequest.$Shape;
             *   (properties?: raccordo.v1.FeedRequest.$Properties): raccordo.v1.FeedRequest;
             * }}
             */
            FeedRequest.create = function(properties) {
                return new FeedRequest(properties);
            };

            /**
             * Encodes the specified FeedRequest message. Does not implicitly {@link raccordo.v1.FeedRequest.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.FeedRequest
             * @static
             * @param {raccordo.v1.FeedRequest} message FeedRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FeedRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.mode);
                if (message.after != null && $Object.hasOwnProperty.call(message, "after") && message.after !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.after);
                if (message.wait_ms != null && $Object.hasOwnProperty.call(message, "wait_ms") && message.wait_ms !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.wait_ms);
                if (message.copies_max != null && $Object.hasOwnProperty.call(message, "copies_max") && message.copies_max !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.copies_max);
                if (message.peek != null && $Object.hasOwnProperty.call(message, "peek") && message.peek !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.peek);
                if (message.incident != null && $Object.hasOwnProperty.call(message, "incident") && message.incident !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.incident);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a FeedRequest message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.FeedRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.FeedRequest & raccordo.v1.FeedRequest.$Shape} FeedRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            FeedRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.FeedRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.wait_ms = value;
                            else
                                delete message.wait_ms;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.copies_max = value;
                            else
                                delete message.copies_max;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.peek = value;
                            else
                                delete message.peek;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.incident = value;
                            else
                                delete message.incident;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FeedRequest;
        })();

        v1.FeedReply = (function() {

            /**
             * Properties of a FeedReply.
             * @typedef {Object} raccordo.v1.FeedReply.$Properties
             * @property {Array.<raccordo.v1.Copy>|null} [copies] FeedReply copies
             * @property {string|null} [cursor] FeedReply cursor
             * @property {raccordo.v1.Problem|null} [problem] FeedReply problem
             * @property {boolean|null} [releases_stopped] FeedReply releases_stopped
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FeedReply.
             * @memberof raccordo.v1
             * @interface IFeedReply
             * @augments raccordo.v1.FeedReply.$Properties
             * @deprecated Use raccordo.v1.FeedReply.$Properties instead.
             */

            /**
             * Shape of a FeedReply.
             * @typedef {raccordo.v1.FeedReply.$Properties} raccordo.v1.FeedReply.$Shape
             */

            /**
             * Constructs a new FeedReply.
             * @memberof raccordo.v1
             * @classdesc Represents a FeedReply.
             * @constructor
             * @param {raccordo.v1.FeedReply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FeedReply = function (properties) {
                this.copies = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FeedReply copies.
             * @member {Array.<raccordo.v1.Copy>} copies
             * @memberof raccordo.v1.FeedReply
             * @instance
             */
            FeedReply.prototype.copies = $util.emptyArray;

            /**
             * FeedReply cursor.
             * @member {string} cursor
             * @memberof raccordo.v1.FeedReply
             * @instance
             */
            FeedReply.prototype.cursor = "";

            /**
             * FeedReply problem.
             * @member {raccordo.v1.Problem|null|undefined} problem
             * @memberof raccordo.v1.FeedReply
             * @instance
             */
            FeedReply.prototype.problem = null;

            /**
             * FeedReply releases_stopped.
             * @member {boolean} releases_stopped
             * @memberof raccordo.v1.FeedReply
             * @instance
             */
            FeedReply.prototype.releases_stopped = false;

            /**
             * Creates a new FeedReply instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.FeedReply
             * @static
             * @param {raccordo.v1.FeedReply.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.FeedReply} FeedReply instance
             * @type {{
             *   (properties: raccordo.v1.FeedReply.$Shape): raccordo.v1.FeedReply & raccordo.v1.FeedReply.$Shape;
             *   (properties?: raccordo.v1.FeedReply.$Properties): raccordo.v1.FeedReply;
             * }}
             */
            FeedReply.create = function(properties) {
                return new FeedReply(properties);
            };

            /**
             * Encodes the specified FeedReply message. Does not implicitly {@link raccordo.v1.FeedReply.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.FeedReply
             * @static
             * @param {raccordo.v1.FeedReply} message FeedReply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FeedReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.copies != null && message.copies.length)
                    for (let i = 0; i < message.copies.length; ++i)
                        $root.raccordo.v1.Copy.encode(message.copies[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.cursor != null && $Object.hasOwnProperty.call(message, "cursor") && message.cursor !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.cursor);
                if (message.problem != null && $Object.hasOwnProperty.call(message, "problem"))
                    $root.raccordo.v1.Problem.encode(message.problem, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.releases_stopped != null && $Object.hasOwnProperty.call(message, "releases_stopped") && message.releases_stopped !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.releases_stopped);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a FeedReply message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.FeedReply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.FeedReply & raccordo.v1.FeedReply.$Shape} FeedReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            FeedReply.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.FeedReply();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.copies && message.copies.length))
                                message.copies = [];
                            message.copies.push($root.raccordo.v1.Copy.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.problem = $root.raccordo.v1.Problem.decode(reader, reader.size(), $undefined, _depth + 1, message.problem);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.releases_stopped = value;
                            else
                                delete message.releases_stopped;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FeedReply;
        })();

        v1.Copy = (function() {

            /**
             * Properties of a Copy.
             * @typedef {Object} raccordo.v1.Copy.$Properties
             * @property {string|null} [delivery] Copy delivery
             * @property {Uint8Array|null} [view] Copy view
             * @property {string|null} [cursor] Copy cursor
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Copy.
             * @memberof raccordo.v1
             * @interface ICopy
             * @augments raccordo.v1.Copy.$Properties
             * @deprecated Use raccordo.v1.Copy.$Properties instead.
             */

            /**
             * Shape of a Copy.
             * @typedef {raccordo.v1.Copy.$Properties} raccordo.v1.Copy.$Shape
             */

            /**
             * Constructs a new Copy.
             * @memberof raccordo.v1
             * @classdesc Represents a Copy.
             * @constructor
             * @param {raccordo.v1.Copy.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Copy = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Copy delivery.
             * @member {string} delivery
             * @memberof raccordo.v1.Copy
             * @instance
             */
            Copy.prototype.delivery = "";

            /**
             * Copy view.
             * @member {Uint8Array} view
             * @memberof raccordo.v1.Copy
             * @instance
             */
            Copy.prototype.view = $util.newBuffer([]);

            /**
             * Copy cursor.
             * @member {string} cursor
             * @memberof raccordo.v1.Copy
             * @instance
             */
            Copy.prototype.cursor = "";

            /**
             * Creates a new Copy instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Copy
             * @static
             * @param {raccordo.v1.Copy.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Copy} Copy instance
             * @type {{
             *   (properties: raccordo.v1.Copy.$Shape): raccordo.v1.Copy & raccordo.v1.Copy.$Shape;
             *   (properties?: raccordo.v1.Copy.$Properties): raccordo.v1.Copy;
             * }}
             */
            Copy.create = function(properties) {
                return new Copy(properties);
            };

            /**
             * Encodes the specified Copy message. Does not implicitly {@link raccordo.v1.Copy.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Copy
             * @static
             * @param {raccordo.v1.Copy} message Copy message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Copy.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.delivery != null && $Object.hasOwnProperty.call(message, "delivery") && message.delivery !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.delivery);
                if (message.view != null && $Object.hasOwnProperty.call(message, "view") && message.view.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.view);
                if (message.cursor != null && $Object.hasOwnProperty.call(message, "cursor") && message.cursor !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.cursor);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Copy message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Copy
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Copy & raccordo.v1.Copy.$Shape} Copy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Copy.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Copy();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.delivery = value;
                            else
                                delete message.delivery;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.view = value;
                            else
                                delete message.view;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Copy;
        })();

        v1.ReportRequest = (function() {

            /**
             * Properties of a ReportRequest.
             * @typedef {Object} raccordo.v1.ReportRequest.$Properties
             * @property {string|null} [mode] ReportRequest mode
             * @property {Array.<raccordo.v1.ReceiptItem>|null} [receipts] ReportRequest receipts
             * @property {raccordo.v1.Refusal|null} [refusal] ReportRequest refusal
             * @property {string|null} [confirmation] ReportRequest confirmation
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReportRequest.
             * @memberof raccordo.v1
             * @interface IReportRequest
             * @augments raccordo.v1.ReportRequest.$Properties
             * @deprecated Use raccordo.v1.ReportRequest.$Properties instead.
             */

            /**
             * Shape of a ReportRequest.
             * @typedef {raccordo.v1.ReportRequest.$Properties} raccordo.v1.ReportRequest.$Shape
             */

            /**
             * Constructs a new ReportRequest.
             * @memberof raccordo.v1
             * @classdesc Represents a ReportRequest.
             * @constructor
             * @param {raccordo.v1.ReportRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReportRequest = function (properties) {
                this.receipts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReportRequest mode.
             * @member {string} mode
             * @memberof raccordo.v1.ReportRequest
             * @instance
             */
            ReportRequest.prototype.mode = "";

            /**
             * ReportRequest receipts.
             * @member {Array.<raccordo.v1.ReceiptItem>} receipts
             * @memberof raccordo.v1.ReportRequest
             * @instance
             */
            ReportRequest.prototype.receipts = $util.emptyArray;

            /**
             * ReportRequest refusal.
             * @member {raccordo.v1.Refusal|null|undefined} refusal
             * @memberof raccordo.v1.ReportRequest
             * @instance
             */
            ReportRequest.prototype.refusal = null;

            /**
             * ReportRequest confirmation.
             * @member {string} confirmation
             * @memberof raccordo.v1.ReportRequest
             * @instance
             */
            ReportRequest.prototype.confirmation = "";

            /**
             * Creates a new ReportRequest instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.ReportRequest
             * @static
             * @param {raccordo.v1.ReportRequest.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.ReportRequest} ReportRequest instance
             * @type {{
             *   (properties: raccordo.v1.ReportRequest.$Shape): raccordo.v1.ReportRequest & raccordo.v1.ReportRequest.$Shape;
             *   (properties?: raccordo.v1.ReportRequest.$Properties): raccordo.v1.ReportRequest;
             * }}
             */
            ReportRequest.create = function(properties) {
                return new ReportRequest(properties);
            };

            /**
             * Encodes the specified ReportRequest message. Does not implicitly {@link raccordo.v1.ReportRequest.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.ReportRequest
             * @static
             * @param {raccordo.v1.ReportRequest} message ReportRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReportRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.mode);
                if (message.receipts != null && message.receipts.length)
                    for (let i = 0; i < message.receipts.length; ++i)
                        $root.raccordo.v1.ReceiptItem.encode(message.receipts[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal"))
                    $root.raccordo.v1.Refusal.encode(message.refusal, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.confirmation != null && $Object.hasOwnProperty.call(message, "confirmation") && message.confirmation !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.confirmation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReportRequest message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.ReportRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.ReportRequest & raccordo.v1.ReportRequest.$Shape} ReportRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReportRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.ReportRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.receipts && message.receipts.length))
                                message.receipts = [];
                            message.receipts.push($root.raccordo.v1.ReceiptItem.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.refusal = $root.raccordo.v1.Refusal.decode(reader, reader.size(), $undefined, _depth + 1, message.refusal);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.confirmation = value;
                            else
                                delete message.confirmation;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReportRequest;
        })();

        v1.ReceiptItem = (function() {

            /**
             * Properties of a ReceiptItem.
             * @typedef {Object} raccordo.v1.ReceiptItem.$Properties
             * @property {string|null} [delivery] ReceiptItem delivery
             * @property {string|null} [kind] ReceiptItem kind
             * @property {boolean|null} [conditions_accepted] ReceiptItem conditions_accepted
             * @property {string|null} [at] ReceiptItem at
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReceiptItem.
             * @memberof raccordo.v1
             * @interface IReceiptItem
             * @augments raccordo.v1.ReceiptItem.$Properties
             * @deprecated Use raccordo.v1.ReceiptItem.$Properties instead.
             */

            /**
             * Shape of a ReceiptItem.
             * @typedef {raccordo.v1.ReceiptItem.$Properties} raccordo.v1.ReceiptItem.$Shape
             */

            /**
             * Constructs a new ReceiptItem.
             * @memberof raccordo.v1
             * @classdesc Represents a ReceiptItem.
             * @constructor
             * @param {raccordo.v1.ReceiptItem.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReceiptItem = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReceiptItem delivery.
             * @member {string} delivery
             * @memberof raccordo.v1.ReceiptItem
             * @instance
             */
            ReceiptItem.prototype.delivery = "";

            /**
             * ReceiptItem kind.
             * @member {string} kind
             * @memberof raccordo.v1.ReceiptItem
             * @instance
             */
            ReceiptItem.prototype.kind = "";

            /**
             * ReceiptItem conditions_accepted.
             * @member {boolean} conditions_accepted
             * @memberof raccordo.v1.ReceiptItem
             * @instance
             */
            ReceiptItem.prototype.conditions_accepted = false;

            /**
             * ReceiptItem at.
             * @member {string} at
             * @memberof raccordo.v1.ReceiptItem
             * @instance
             */
            ReceiptItem.prototype.at = "";

            /**
             * Creates a new ReceiptItem instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.ReceiptItem
             * @static
             * @param {raccordo.v1.ReceiptItem.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.ReceiptItem} ReceiptItem instance
             * @type {{
             *   (properties: raccordo.v1.ReceiptItem.$Shape): raccordo.v1.ReceiptItem & raccordo.v1.ReceiptItem.$Shape;
             *   (properties?: raccordo.v1.ReceiptItem.$Properties): raccordo.v1.ReceiptItem;
             * }}
             */
            ReceiptItem.create = function(properties) {
                return new ReceiptItem(properties);
            };

            /**
             * Encodes the specified ReceiptItem message. Does not implicitly {@link raccordo.v1.ReceiptItem.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.ReceiptItem
             * @static
             * @param {raccordo.v1.ReceiptItem} message ReceiptItem message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReceiptItem.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.delivery != null && $Object.hasOwnProperty.call(message, "delivery") && message.delivery !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.delivery);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.kind);
                if (message.conditions_accepted != null && $Object.hasOwnProperty.call(message, "conditions_accepted") && message.conditions_accepted !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.conditions_accepted);
                if (message.at != null && $Object.hasOwnProperty.call(message, "at") && message.at !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.at);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReceiptItem message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.ReceiptItem
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.ReceiptItem & raccordo.v1.ReceiptItem.$Shape} ReceiptItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReceiptItem.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.ReceiptItem();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.delivery = value;
                            else
                                delete message.delivery;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.conditions_accepted = value;
                            else
                                delete message.conditions_accepted;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.at = value;
                            else
                                delete message.at;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReceiptItem;
        })();

        v1.Refusal = (function() {

            /**
             * Properties of a Refusal.
             * @typedef {Object} raccordo.v1.Refusal.$Properties
             * @property {string|null} [code] Refusal code
             * @property {number|null} [bytes] Refusal bytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Refusal.
             * @memberof raccordo.v1
             * @interface IRefusal
             * @augments raccordo.v1.Refusal.$Properties
             * @deprecated Use raccordo.v1.Refusal.$Properties instead.
             */

            /**
             * Shape of a Refusal.
             * @typedef {raccordo.v1.Refusal.$Properties} raccordo.v1.Refusal.$Shape
             */

            /**
             * Constructs a new Refusal.
             * @memberof raccordo.v1
             * @classdesc Represents a Refusal.
             * @constructor
             * @param {raccordo.v1.Refusal.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Refusal = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Refusal code.
             * @member {string} code
             * @memberof raccordo.v1.Refusal
             * @instance
             */
            Refusal.prototype.code = "";

            /**
             * Refusal bytes.
             * @member {number} bytes
             * @memberof raccordo.v1.Refusal
             * @instance
             */
            Refusal.prototype.bytes = 0;

            /**
             * Creates a new Refusal instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.Refusal
             * @static
             * @param {raccordo.v1.Refusal.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.Refusal} Refusal instance
             * @type {{
             *   (properties: raccordo.v1.Refusal.$Shape): raccordo.v1.Refusal & raccordo.v1.Refusal.$Shape;
             *   (properties?: raccordo.v1.Refusal.$Properties): raccordo.v1.Refusal;
             * }}
             */
            Refusal.create = function(properties) {
                return new Refusal(properties);
            };

            /**
             * Encodes the specified Refusal message. Does not implicitly {@link raccordo.v1.Refusal.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.Refusal
             * @static
             * @param {raccordo.v1.Refusal} message Refusal message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Refusal.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && message.bytes !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.bytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Refusal message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.Refusal
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.Refusal & raccordo.v1.Refusal.$Shape} Refusal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Refusal.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.Refusal();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.bytes = value;
                            else
                                delete message.bytes;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Refusal;
        })();

        v1.ReportReply = (function() {

            /**
             * Properties of a ReportReply.
             * @typedef {Object} raccordo.v1.ReportReply.$Properties
             * @property {Array.<string>|null} [unknown_deliveries] ReportReply unknown_deliveries
             * @property {raccordo.v1.Problem|null} [problem] ReportReply problem
             * @property {Array.<string>|null} [notes] ReportReply notes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReportReply.
             * @memberof raccordo.v1
             * @interface IReportReply
             * @augments raccordo.v1.ReportReply.$Properties
             * @deprecated Use raccordo.v1.ReportReply.$Properties instead.
             */

            /**
             * Shape of a ReportReply.
             * @typedef {raccordo.v1.ReportReply.$Properties} raccordo.v1.ReportReply.$Shape
             */

            /**
             * Constructs a new ReportReply.
             * @memberof raccordo.v1
             * @classdesc Represents a ReportReply.
             * @constructor
             * @param {raccordo.v1.ReportReply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReportReply = function (properties) {
                this.unknown_deliveries = [];
                this.notes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReportReply unknown_deliveries.
             * @member {Array.<string>} unknown_deliveries
             * @memberof raccordo.v1.ReportReply
             * @instance
             */
            ReportReply.prototype.unknown_deliveries = $util.emptyArray;

            /**
             * ReportReply problem.
             * @member {raccordo.v1.Problem|null|undefined} problem
             * @memberof raccordo.v1.ReportReply
             * @instance
             */
            ReportReply.prototype.problem = null;

            /**
             * ReportReply notes.
             * @member {Array.<string>} notes
             * @memberof raccordo.v1.ReportReply
             * @instance
             */
            ReportReply.prototype.notes = $util.emptyArray;

            /**
             * Creates a new ReportReply instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.ReportReply
             * @static
             * @param {raccordo.v1.ReportReply.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.ReportReply} ReportReply instance
             * @type {{
             *   (properties: raccordo.v1.ReportReply.$Shape): raccordo.v1.ReportReply & raccordo.v1.ReportReply.$Shape;
             *   (properties?: raccordo.v1.ReportReply.$Properties): raccordo.v1.ReportReply;
             * }}
             */
            ReportReply.create = function(properties) {
                return new ReportReply(properties);
            };

            /**
             * Encodes the specified ReportReply message. Does not implicitly {@link raccordo.v1.ReportReply.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.ReportReply
             * @static
             * @param {raccordo.v1.ReportReply} message ReportReply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReportReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.unknown_deliveries != null && message.unknown_deliveries.length)
                    for (let i = 0; i < message.unknown_deliveries.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.unknown_deliveries[i]);
                if (message.problem != null && $Object.hasOwnProperty.call(message, "problem"))
                    $root.raccordo.v1.Problem.encode(message.problem, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.notes != null && message.notes.length)
                    for (let i = 0; i < message.notes.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.notes[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReportReply message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.ReportReply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.ReportReply & raccordo.v1.ReportReply.$Shape} ReportReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReportReply.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.ReportReply();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.unknown_deliveries && message.unknown_deliveries.length))
                                message.unknown_deliveries = [];
                            message.unknown_deliveries.push(reader.stringVerify());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.problem = $root.raccordo.v1.Problem.decode(reader, reader.size(), $undefined, _depth + 1, message.problem);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.notes && message.notes.length))
                                message.notes = [];
                            message.notes.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReportReply;
        })();

        v1.VaultRequest = (function() {

            /**
             * Properties of a VaultRequest.
             * @typedef {Object} raccordo.v1.VaultRequest.$Properties
             * @property {string|null} [incident] VaultRequest incident
             * @property {string|null} [mode] VaultRequest mode
             * @property {string|null} [part] VaultRequest part
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VaultRequest.
             * @memberof raccordo.v1
             * @interface IVaultRequest
             * @augments raccordo.v1.VaultRequest.$Properties
             * @deprecated Use raccordo.v1.VaultRequest.$Properties instead.
             */

            /**
             * Shape of a VaultRequest.
             * @typedef {raccordo.v1.VaultRequest.$Properties} raccordo.v1.VaultRequest.$Shape
             */

            /**
             * Constructs a new VaultRequest.
             * @memberof raccordo.v1
             * @classdesc Represents a VaultRequest.
             * @constructor
             * @param {raccordo.v1.VaultRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VaultRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VaultRequest incident.
             * @member {string} incident
             * @memberof raccordo.v1.VaultRequest
             * @instance
             */
            VaultRequest.prototype.incident = "";

            /**
             * VaultRequest mode.
             * @member {string} mode
             * @memberof raccordo.v1.VaultRequest
             * @instance
             */
            VaultRequest.prototype.mode = "";

            /**
             * VaultRequest part.
             * @member {string} part
             * @memberof raccordo.v1.VaultRequest
             * @instance
             */
            VaultRequest.prototype.part = "";

            /**
             * Creates a new VaultRequest instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.VaultRequest
             * @static
             * @param {raccordo.v1.VaultRequest.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.VaultRequest} VaultRequest instance
             * @type {{
             *   (properties: raccordo.v1.VaultRequest.$Shape): raccordo.v1.VaultRequest & raccordo.v1.VaultRequest.$Shape;
             *   (properties?: raccordo.v1.VaultRequest.$Properties): raccordo.v1.VaultRequest;
             * }}
             */
            VaultRequest.create = function(properties) {
                return new VaultRequest(properties);
            };

            /**
             * Encodes the specified VaultRequest message. Does not implicitly {@link raccordo.v1.VaultRequest.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.VaultRequest
             * @static
             * @param {raccordo.v1.VaultRequest} message VaultRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VaultRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.incident != null && $Object.hasOwnProperty.call(message, "incident") && message.incident !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.incident);
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.mode);
                if (message.part != null && $Object.hasOwnProperty.call(message, "part") && message.part !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.part);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VaultRequest message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.VaultRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultRequest & raccordo.v1.VaultRequest.$Shape} VaultRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VaultRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.VaultRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.incident = value;
                            else
                                delete message.incident;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.part = value;
                            else
                                delete message.part;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VaultRequest;
        })();

        v1.VaultReply = (function() {

            /**
             * Properties of a VaultReply.
             * @typedef {Object} raccordo.v1.VaultReply.$Properties
             * @property {string|null} [outcome] VaultReply outcome
             * @property {Uint8Array|null} [ordinary] VaultReply ordinary
             * @property {Uint8Array|null} [sensitive] VaultReply sensitive
             * @property {boolean|null} [created] VaultReply created
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VaultReply.
             * @memberof raccordo.v1
             * @interface IVaultReply
             * @augments raccordo.v1.VaultReply.$Properties
             * @deprecated Use raccordo.v1.VaultReply.$Properties instead.
             */

            /**
             * Shape of a VaultReply.
             * @typedef {raccordo.v1.VaultReply.$Properties} raccordo.v1.VaultReply.$Shape
             */

            /**
             * Constructs a new VaultReply.
             * @memberof raccordo.v1
             * @classdesc Represents a VaultReply.
             * @constructor
             * @param {raccordo.v1.VaultReply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VaultReply = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VaultReply outcome.
             * @member {string} outcome
             * @memberof raccordo.v1.VaultReply
             * @instance
             */
            VaultReply.prototype.outcome = "";

            /**
             * VaultReply ordinary.
             * @member {Uint8Array} ordinary
             * @memberof raccordo.v1.VaultReply
             * @instance
             */
            VaultReply.prototype.ordinary = $util.newBuffer([]);

            /**
             * VaultReply sensitive.
             * @member {Uint8Array} sensitive
             * @memberof raccordo.v1.VaultReply
             * @instance
             */
            VaultReply.prototype.sensitive = $util.newBuffer([]);

            /**
             * VaultReply created.
             * @member {boolean} created
             * @memberof raccordo.v1.VaultReply
             * @instance
             */
            VaultReply.prototype.created = false;

            /**
             * Creates a new VaultReply instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.VaultReply
             * @static
             * @param {raccordo.v1.VaultReply.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.VaultReply} VaultReply instance
             * @type {{
             *   (properties: raccordo.v1.VaultReply.$Shape): raccordo.v1.VaultReply & raccordo.v1.VaultReply.$Shape;
             *   (properties?: raccordo.v1.VaultReply.$Properties): raccordo.v1.VaultReply;
             * }}
             */
            VaultReply.create = function(properties) {
                return new VaultReply(properties);
            };

            /**
             * Encodes the specified VaultReply message. Does not implicitly {@link raccordo.v1.VaultReply.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.VaultReply
             * @static
             * @param {raccordo.v1.VaultReply} message VaultReply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VaultReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.outcome);
                if (message.ordinary != null && $Object.hasOwnProperty.call(message, "ordinary") && message.ordinary.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.ordinary);
                if (message.sensitive != null && $Object.hasOwnProperty.call(message, "sensitive") && message.sensitive.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.sensitive);
                if (message.created != null && $Object.hasOwnProperty.call(message, "created") && message.created !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.created);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VaultReply message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.VaultReply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultReply & raccordo.v1.VaultReply.$Shape} VaultReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VaultReply.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.VaultReply();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.outcome = value;
                            else
                                delete message.outcome;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.ordinary = value;
                            else
                                delete message.ordinary;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sensitive = value;
                            else
                                delete message.sensitive;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.created = value;
                            else
                                delete message.created;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VaultReply;
        })();

        v1.VaultListRequest = (function() {

            /**
             * Properties of a VaultListRequest.
             * @typedef {Object} raccordo.v1.VaultListRequest.$Properties
             * @property {string|null} [after_mode] VaultListRequest after_mode
             * @property {string|null} [after_incident] VaultListRequest after_incident
             * @property {number|null} [rows_max] VaultListRequest rows_max
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VaultListRequest.
             * @memberof raccordo.v1
             * @interface IVaultListRequest
             * @augments raccordo.v1.VaultListRequest.$Properties
             * @deprecated Use raccordo.v1.VaultListRequest.$Properties instead.
             */

            /**
             * Shape of a VaultListRequest.
             * @typedef {raccordo.v1.VaultListRequest.$Properties} raccordo.v1.VaultListRequest.$Shape
             */

            /**
             * Constructs a new VaultListRequest.
             * @memberof raccordo.v1
             * @classdesc Represents a VaultListRequest.
             * @constructor
             * @param {raccordo.v1.VaultListRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VaultListRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VaultListRequest after_mode.
             * @member {string} after_mode
             * @memberof raccordo.v1.VaultListRequest
             * @instance
             */
            VaultListRequest.prototype.after_mode = "";

            /**
             * VaultListRequest after_incident.
             * @member {string} after_incident
             * @memberof raccordo.v1.VaultListRequest
             * @instance
             */
            VaultListRequest.prototype.after_incident = "";

            /**
             * VaultListRequest rows_max.
             * @member {number} rows_max
             * @memberof raccordo.v1.VaultListRequest
             * @instance
             */
            VaultListRequest.prototype.rows_max = 0;

            /**
             * Creates a new VaultListRequest instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.VaultListRequest
             * @static
             * @param {raccordo.v1.VaultListRequest.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.VaultListRequest} VaultListRequest instance
             * @type {{
             *   (properties: raccordo.v1.VaultListRequest.$Shape): raccordo.v1.VaultListRequest & raccordo.v1.VaultListRequest.$Shape;
             *   (properties?: raccordo.v1.VaultListRequest.$Properties): raccordo.v1.VaultListRequest;
             * }}
             */
            VaultListRequest.create = function(properties) {
                return new VaultListRequest(properties);
            };

            /**
             * Encodes the specified VaultListRequest message. Does not implicitly {@link raccordo.v1.VaultListRequest.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.VaultListRequest
             * @static
             * @param {raccordo.v1.VaultListRequest} message VaultListRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VaultListRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.after_mode != null && $Object.hasOwnProperty.call(message, "after_mode") && message.after_mode !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.after_mode);
                if (message.after_incident != null && $Object.hasOwnProperty.call(message, "after_incident") && message.after_incident !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.after_incident);
                if (message.rows_max != null && $Object.hasOwnProperty.call(message, "rows_max") && message.rows_max !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.rows_max);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VaultListRequest message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.VaultListRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultListRequest & raccordo.v1.VaultListRequest.$Shape} VaultListRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VaultListRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.VaultListRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.after_mode = value;
                            else
                                delete message.after_mode;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.after_incident = value;
                            else
                                delete message.after_incident;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rows_max = value;
                            else
                                delete message.rows_max;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VaultListRequest;
        })();

        v1.VaultListReply = (function() {

            /**
             * Properties of a VaultListReply.
             * @typedef {Object} raccordo.v1.VaultListReply.$Properties
             * @property {string|null} [outcome] VaultListReply outcome
             * @property {string|null} [instance] VaultListReply instance
             * @property {boolean|null} [admitted] VaultListReply admitted
             * @property {Array.<raccordo.v1.VaultRow>|null} [rows] VaultListReply rows
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VaultListReply.
             * @memberof raccordo.v1
             * @interface IVaultListReply
             * @augments raccordo.v1.VaultListReply.$Properties
             * @deprecated Use raccordo.v1.VaultListReply.$Properties instead.
             */

            /**
             * Shape of a VaultListReply.
             * @typedef {raccordo.v1.VaultListReply.$Properties} raccordo.v1.VaultListReply.$Shape
             */

            /**
             * Constructs a new VaultListReply.
             * @memberof raccordo.v1
             * @classdesc Represents a VaultListReply.
             * @constructor
             * @param {raccordo.v1.VaultListReply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VaultListReply = function (properties) {
                this.rows = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VaultListReply outcome.
             * @member {string} outcome
             * @memberof raccordo.v1.VaultListReply
             * @instance
             */
            VaultListReply.prototype.outcome = "";

            /**
             * VaultListReply instance.
             * @member {string} instance
             * @memberof raccordo.v1.VaultListReply
             * @instance
             */
            VaultListReply.prototype.instance = "";

            /**
             * VaultListReply admitted.
             * @member {boolean} admitted
             * @memberof raccordo.v1.VaultListReply
             * @instance
             */
            VaultListReply.prototype.admitted = false;

            /**
             * VaultListReply rows.
             * @member {Array.<raccordo.v1.VaultRow>} rows
             * @memberof raccordo.v1.VaultListReply
             * @instance
             */
            VaultListReply.prototype.rows = $util.emptyArray;

            /**
             * Creates a new VaultListReply instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.VaultListReply
             * @static
             * @param {raccordo.v1.VaultListReply.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.VaultListReply} VaultListReply instance
             * @type {{
             *   (properties: raccordo.v1.VaultListReply.$Shape): raccordo.v1.VaultListReply & raccordo.v1.VaultListReply.$Shape;
             *   (properties?: raccordo.v1.VaultListReply.$Properties): raccordo.v1.VaultListReply;
             * }}
             */
            VaultListReply.create = function(properties) {
                return new VaultListReply(properties);
            };

            /**
             * Encodes the specified VaultListReply message. Does not implicitly {@link raccordo.v1.VaultListReply.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.VaultListReply
             * @static
             * @param {raccordo.v1.VaultListReply} message VaultListReply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VaultListReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.outcome);
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.instance);
                if (message.admitted != null && $Object.hasOwnProperty.call(message, "admitted") && message.admitted !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.admitted);
                if (message.rows != null && message.rows.length)
                    for (let i = 0; i < message.rows.length; ++i)
                        $root.raccordo.v1.VaultRow.encode(message.rows[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VaultListReply message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.VaultListReply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultListReply & raccordo.v1.VaultListReply.$Shape} VaultListReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VaultListReply.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.VaultListReply();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.outcome = value;
                            else
                                delete message.outcome;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.instance = value;
                            else
                                delete message.instance;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.admitted = value;
                            else
                                delete message.admitted;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rows && message.rows.length))
                                message.rows = [];
                            message.rows.push($root.raccordo.v1.VaultRow.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VaultListReply;
        })();

        v1.VaultRow = (function() {

            /**
             * Properties of a VaultRow.
             * @typedef {Object} raccordo.v1.VaultRow.$Properties
             * @property {string|null} [mode] VaultRow mode
             * @property {string|null} [incident] VaultRow incident
             * @property {boolean|null} [sensitive] VaultRow sensitive
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VaultRow.
             * @memberof raccordo.v1
             * @interface IVaultRow
             * @augments raccordo.v1.VaultRow.$Properties
             * @deprecated Use raccordo.v1.VaultRow.$Properties instead.
             */

            /**
             * Shape of a VaultRow.
             * @typedef {raccordo.v1.VaultRow.$Properties} raccordo.v1.VaultRow.$Shape
             */

            /**
             * Constructs a new VaultRow.
             * @memberof raccordo.v1
             * @classdesc Represents a VaultRow.
             * @constructor
             * @param {raccordo.v1.VaultRow.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VaultRow = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VaultRow mode.
             * @member {string} mode
             * @memberof raccordo.v1.VaultRow
             * @instance
             */
            VaultRow.prototype.mode = "";

            /**
             * VaultRow incident.
             * @member {string} incident
             * @memberof raccordo.v1.VaultRow
             * @instance
             */
            VaultRow.prototype.incident = "";

            /**
             * VaultRow sensitive.
             * @member {boolean} sensitive
             * @memberof raccordo.v1.VaultRow
             * @instance
             */
            VaultRow.prototype.sensitive = false;

            /**
             * Creates a new VaultRow instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.VaultRow
             * @static
             * @param {raccordo.v1.VaultRow.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.VaultRow} VaultRow instance
             * @type {{
             *   (properties: raccordo.v1.VaultRow.$Shape): raccordo.v1.VaultRow & raccordo.v1.VaultRow.$Shape;
             *   (properties?: raccordo.v1.VaultRow.$Properties): raccordo.v1.VaultRow;
             * }}
             */
            VaultRow.create = function(properties) {
                return new VaultRow(properties);
            };

            /**
             * Encodes the specified VaultRow message. Does not implicitly {@link raccordo.v1.VaultRow.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.VaultRow
             * @static
             * @param {raccordo.v1.VaultRow} message VaultRow message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VaultRow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.mode);
                if (message.incident != null && $Object.hasOwnProperty.call(message, "incident") && message.incident !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.incident);
                if (message.sensitive != null && $Object.hasOwnProperty.call(message, "sensitive") && message.sensitive !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.sensitive);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VaultRow message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.VaultRow
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultRow & raccordo.v1.VaultRow.$Shape} VaultRow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VaultRow.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.VaultRow();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.incident = value;
                            else
                                delete message.incident;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.sensitive = value;
                            else
                                delete message.sensitive;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VaultRow;
        })();

        v1.VaultAdmission = (function() {

            /**
             * Properties of a VaultAdmission.
             * @typedef {Object} raccordo.v1.VaultAdmission.$Properties
             * @property {string|null} [instance] VaultAdmission instance
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VaultAdmission.
             * @memberof raccordo.v1
             * @interface IVaultAdmission
             * @augments raccordo.v1.VaultAdmission.$Properties
             * @deprecated Use raccordo.v1.VaultAdmission.$Properties instead.
             */

            /**
             * Shape of a VaultAdmission.
             * @typedef {raccordo.v1.VaultAdmission.$Properties} raccordo.v1.VaultAdmission.$Shape
             */

            /**
             * Constructs a new VaultAdmission.
             * @memberof raccordo.v1
             * @classdesc Represents a VaultAdmission.
             * @constructor
             * @param {raccordo.v1.VaultAdmission.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VaultAdmission = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * VaultAdmission instance.
             * @member {string} instance
             * @memberof raccordo.v1.VaultAdmission
             * @instance
             */
            VaultAdmission.prototype.instance = "";

            /**
             * Creates a new VaultAdmission instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.VaultAdmission
             * @static
             * @param {raccordo.v1.VaultAdmission.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.VaultAdmission} VaultAdmission instance
             * @type {{
             *   (properties: raccordo.v1.VaultAdmission.$Shape): raccordo.v1.VaultAdmission & raccordo.v1.VaultAdmission.$Shape;
             *   (properties?: raccordo.v1.VaultAdmission.$Properties): raccordo.v1.VaultAdmission;
             * }}
             */
            VaultAdmission.create = function(properties) {
                return new VaultAdmission(properties);
            };

            /**
             * Encodes the specified VaultAdmission message. Does not implicitly {@link raccordo.v1.VaultAdmission.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.VaultAdmission
             * @static
             * @param {raccordo.v1.VaultAdmission} message VaultAdmission message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VaultAdmission.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.instance);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VaultAdmission message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.VaultAdmission
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.VaultAdmission & raccordo.v1.VaultAdmission.$Shape} VaultAdmission
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VaultAdmission.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.VaultAdmission();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.instance = value;
                            else
                                delete message.instance;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VaultAdmission;
        })();

        v1.CopyRequest = (function() {

            /**
             * Properties of a CopyRequest.
             * @typedef {Object} raccordo.v1.CopyRequest.$Properties
             * @property {string|null} [mode] CopyRequest mode
             * @property {string|null} [room] CopyRequest room
             * @property {string|null} [alias] CopyRequest alias
             * @property {Array.<string>|null} [deliveries] CopyRequest deliveries
             * @property {string|null} [event] CopyRequest event
             * @property {string|null} [incident_pseudonym] CopyRequest incident_pseudonym
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CopyRequest.
             * @memberof raccordo.v1
             * @interface ICopyRequest
             * @augments raccordo.v1.CopyRequest.$Properties
             * @deprecated Use raccordo.v1.CopyRequest.$Properties instead.
             */

            /**
             * Shape of a CopyRequest.
             * @typedef {raccordo.v1.CopyRequest.$Properties} raccordo.v1.CopyRequest.$Shape
             */

            /**
             * Constructs a new CopyRequest.
             * @memberof raccordo.v1
             * @classdesc Represents a CopyRequest.
             * @constructor
             * @param {raccordo.v1.CopyRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CopyRequest = function (properties) {
                this.deliveries = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CopyRequest mode.
             * @member {string} mode
             * @memberof raccordo.v1.CopyRequest
             * @instance
             */
            CopyRequest.prototype.mode = "";

            /**
             * CopyRequest room.
             * @member {string} room
             * @memberof raccordo.v1.CopyRequest
             * @instance
             */
            CopyRequest.prototype.room = "";

            /**
             * CopyRequest alias.
             * @member {string} alias
             * @memberof raccordo.v1.CopyRequest
             * @instance
             */
            CopyRequest.prototype.alias = "";

            /**
             * CopyRequest deliveries.
             * @member {Array.<string>} deliveries
             * @memberof raccordo.v1.CopyRequest
             * @instance
             */
            CopyRequest.prototype.deliveries = $util.emptyArray;

            /**
             * CopyRequest event.
             * @member {string} event
             * @memberof raccordo.v1.CopyRequest
             * @instance
             */
            CopyRequest.prototype.event = "";

            /**
             * CopyRequest incident_pseudonym.
             * @member {string} incident_pseudonym
             * @memberof raccordo.v1.CopyRequest
             * @instance
             */
            CopyRequest.prototype.incident_pseudonym = "";

            /**
             * Creates a new CopyRequest instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.CopyRequest
             * @static
             * @param {raccordo.v1.CopyRequest.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.CopyRequest} CopyRequest instance
             * @type {{
             *   (properties: raccordo.v1.CopyRequest.$Shape): raccordo.v1.CopyRequest & raccordo.v1.CopyRequest.$Shape;
             *   (properties?: raccordo.v1.CopyRequest.$Properties): raccordo.v1.CopyRequest;
             * }}
             */
            CopyRequest.create = function(properties) {
                return new CopyRequest(properties);
            };

            /**
             * Encodes the specified CopyRequest message. Does not implicitly {@link raccordo.v1.CopyRequest.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.CopyRequest
             * @static
             * @param {raccordo.v1.CopyRequest} message CopyRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CopyRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.mode);
                if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.room);
                if (message.alias != null && $Object.hasOwnProperty.call(message, "alias") && message.alias !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.alias);
                if (message.deliveries != null && message.deliveries.length)
                    for (let i = 0; i < message.deliveries.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.deliveries[i]);
                if (message.event != null && $Object.hasOwnProperty.call(message, "event") && message.event !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.event);
                if (message.incident_pseudonym != null && $Object.hasOwnProperty.call(message, "incident_pseudonym") && message.incident_pseudonym !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.incident_pseudonym);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CopyRequest message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.CopyRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.CopyRequest & raccordo.v1.CopyRequest.$Shape} CopyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CopyRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.CopyRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.room = value;
                            else
                                delete message.room;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.alias = value;
                            else
                                delete message.alias;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.deliveries && message.deliveries.length))
                                message.deliveries = [];
                            message.deliveries.push(reader.stringVerify());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.event = value;
                            else
                                delete message.event;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.incident_pseudonym = value;
                            else
                                delete message.incident_pseudonym;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CopyRequest;
        })();

        v1.CopyReply = (function() {

            /**
             * Properties of a CopyReply.
             * @typedef {Object} raccordo.v1.CopyReply.$Properties
             * @property {string|null} [outcome] CopyReply outcome
             * @property {boolean|null} [late] CopyReply late
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CopyReply.
             * @memberof raccordo.v1
             * @interface ICopyReply
             * @augments raccordo.v1.CopyReply.$Properties
             * @deprecated Use raccordo.v1.CopyReply.$Properties instead.
             */

            /**
             * Shape of a CopyReply.
             * @typedef {raccordo.v1.CopyReply.$Properties} raccordo.v1.CopyReply.$Shape
             */

            /**
             * Constructs a new CopyReply.
             * @memberof raccordo.v1
             * @classdesc Represents a CopyReply.
             * @constructor
             * @param {raccordo.v1.CopyReply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CopyReply = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CopyReply outcome.
             * @member {string} outcome
             * @memberof raccordo.v1.CopyReply
             * @instance
             */
            CopyReply.prototype.outcome = "";

            /**
             * CopyReply late.
             * @member {boolean} late
             * @memberof raccordo.v1.CopyReply
             * @instance
             */
            CopyReply.prototype.late = false;

            /**
             * Creates a new CopyReply instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.CopyReply
             * @static
             * @param {raccordo.v1.CopyReply.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.CopyReply} CopyReply instance
             * @type {{
             *   (properties: raccordo.v1.CopyReply.$Shape): raccordo.v1.CopyReply & raccordo.v1.CopyReply.$Shape;
             *   (properties?: raccordo.v1.CopyReply.$Properties): raccordo.v1.CopyReply;
             * }}
             */
            CopyReply.create = function(properties) {
                return new CopyReply(properties);
            };

            /**
             * Encodes the specified CopyReply message. Does not implicitly {@link raccordo.v1.CopyReply.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.CopyReply
             * @static
             * @param {raccordo.v1.CopyReply} message CopyReply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CopyReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.outcome);
                if (message.late != null && $Object.hasOwnProperty.call(message, "late") && message.late !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.late);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CopyReply message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.CopyReply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.CopyReply & raccordo.v1.CopyReply.$Shape} CopyReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CopyReply.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.CopyReply();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.outcome = value;
                            else
                                delete message.outcome;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.late = value;
                            else
                                delete message.late;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CopyReply;
        })();

        v1.AuditMessage = (function() {

            /**
             * Properties of an AuditMessage.
             * @typedef {Object} raccordo.v1.AuditMessage.$Properties
             * @property {Uint8Array|null} [leaf] AuditMessage leaf
             * @property {Uint8Array|null} [parts] AuditMessage parts
             * @property {Uint8Array|null} [mac] AuditMessage mac
             * @property {string|null} [writer] AuditMessage writer
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AuditMessage.
             * @memberof raccordo.v1
             * @interface IAuditMessage
             * @augments raccordo.v1.AuditMessage.$Properties
             * @deprecated Use raccordo.v1.AuditMessage.$Properties instead.
             */

            /**
             * Shape of an AuditMessage.
             * @typedef {raccordo.v1.AuditMessage.$Properties} raccordo.v1.AuditMessage.$Shape
             */

            /**
             * Constructs a new AuditMessage.
             * @memberof raccordo.v1
             * @classdesc Represents an AuditMessage.
             * @constructor
             * @param {raccordo.v1.AuditMessage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AuditMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AuditMessage leaf.
             * @member {Uint8Array} leaf
             * @memberof raccordo.v1.AuditMessage
             * @instance
             */
            AuditMessage.prototype.leaf = $util.newBuffer([]);

            /**
             * AuditMessage parts.
             * @member {Uint8Array} parts
             * @memberof raccordo.v1.AuditMessage
             * @instance
             */
            AuditMessage.prototype.parts = $util.newBuffer([]);

            /**
             * AuditMessage mac.
             * @member {Uint8Array} mac
             * @memberof raccordo.v1.AuditMessage
             * @instance
             */
            AuditMessage.prototype.mac = $util.newBuffer([]);

            /**
             * AuditMessage writer.
             * @member {string} writer
             * @memberof raccordo.v1.AuditMessage
             * @instance
             */
            AuditMessage.prototype.writer = "";

            /**
             * Creates a new AuditMessage instance using the specified properties.
             * @function create
             * @memberof raccordo.v1.AuditMessage
             * @static
             * @param {raccordo.v1.AuditMessage.$Properties=} [properties] Properties to set
             * @returns {raccordo.v1.AuditMessage} AuditMessage instance
             * @type {{
             *   (properties: raccordo.v1.AuditMessage.$Shape): raccordo.v1.AuditMessage & raccordo.v1.AuditMessage.$Shape;
             *   (properties?: raccordo.v1.AuditMessage.$Properties): raccordo.v1.AuditMessage;
             * }}
             */
            AuditMessage.create = function(properties) {
                return new AuditMessage(properties);
            };

            /**
             * Encodes the specified AuditMessage message. Does not implicitly {@link raccordo.v1.AuditMessage.verify|verify} messages.
             * @function encode
             * @memberof raccordo.v1.AuditMessage
             * @static
             * @param {raccordo.v1.AuditMessage} message AuditMessage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AuditMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.leaf != null && $Object.hasOwnProperty.call(message, "leaf") && message.leaf.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.leaf);
                if (message.parts != null && $Object.hasOwnProperty.call(message, "parts") && message.parts.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.parts);
                if (message.mac != null && $Object.hasOwnProperty.call(message, "mac") && message.mac.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.mac);
                if (message.writer != null && $Object.hasOwnProperty.call(message, "writer") && message.writer !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.writer);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AuditMessage message from the specified reader or buffer.
             * @function decode
             * @memberof raccordo.v1.AuditMessage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {raccordo.v1.AuditMessage & raccordo.v1.AuditMessage.$Shape} AuditMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AuditMessage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.raccordo.v1.AuditMessage();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.leaf = value;
                            else
                                delete message.leaf;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.parts = value;
                            else
                                delete message.parts;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.mac = value;
                            else
                                delete message.mac;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.writer = value;
                            else
                                delete message.writer;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AuditMessage;
        })();

        return v1;
    })();

    return raccordo;
})();

export {
  $root as default
};
