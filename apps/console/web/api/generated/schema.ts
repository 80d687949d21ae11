export interface paths {
    "/v1/log/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entries that fit, page by page; what their parts say only of the viewer's own rooms
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["listEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/entries/{year}/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One entry, and those beside it in the log and in its incident's chain
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["readEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/entries/{year}/{index}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The proof that the entry is in the log (c2sp.org/tlog-proof@v1)
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["proveEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many entries fit, by one thing, by time, or both
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["countEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/tail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entries as they are signed, as server-sent events
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["followLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * That an older log is the beginning of today's
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["proveConsistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signed checkpoints, how far they are cosigned, and how the witnesses are
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["readCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one room of one's own titolare is handed to check the log about itself
         * @description Roles: privacy_officer.
         */
        get: operations["readOpenings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A pack of one's own titolare for a period, recorded with its digest before it leaves
         * @description Roles: privacy_officer.
         */
        post: operations["exportPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/entries/{year}/{index}/field": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One committed field of one message of one's own titolare, with its proof
         * @description Roles: privacy_officer.
         */
        get: operations["openField"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was due, done and overdue of incidents in which one's own rooms had a part
         * @description Roles: privacy_officer, operations.
         */
        get: operations["listRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Legal holds that stand
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["listHolds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/recalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Data taken back: open, overdue, confirmed; of others' what one's own rooms owe
         * @description Roles: privacy_officer, operations.
         */
        get: operations["listRecalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/access-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * That searches for a person's data were made; never by whom or about whom
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["listAccessRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rooms of the signed configuration, their kinds and titolari: names of institutions
         * @description Roles: privacy_officer, operations, authority, steering, operator.
         */
        get: operations["listRooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who has signed in, and the token that whatever changes something must show
         * @description Of the page, about its own session.
         */
        get: operations["readSession"];
        put?: never;
        post?: never;
        /**
         * Signs out; the answer says where the issuer's own session ends
         * @description Of the page, about its own session.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the console is, in words
         * @description Of anybody.
         */
        get: operations["readStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Of anybody.
         */
        get: operations["readOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Page: {
            entries: {
                year: number;
                index: number;
                at: string;
                clock: string;
                kind: string;
                mode: string;
                parts: string;
                incident?: string;
                event?: string;
                previous?: {
                    year: number;
                    index: number;
                };
                sender: string | null;
                titolare: string | null;
                owner: string | null;
                eventKind: string | null;
                category: string | null;
                purpose: string | null;
                regime: string | null;
                code: string | null;
                role: string | null;
                ruleSet: string | null;
                agreement: string | null;
                territory: string[];
                person?: string;
                amount?: number;
                present: {
                    classes: string[];
                    groups: string[];
                };
                rooms: {
                    slot?: number;
                    room: string | null;
                    titolare: string | null;
                    outcome: string;
                    reason: string;
                    titles: {
                        author: string | null;
                        agreement: string | null;
                        rule: string | null;
                        article: string | null;
                        purpose: string | null;
                        regime: string | null;
                    }[];
                    handling: string[];
                    given: {
                        classes: string[];
                        groups: string[];
                    };
                    withheld: {
                        classes: string[];
                        groups: string[];
                    };
                    withdrawn: {
                        classes: string[];
                        groups: string[];
                    };
                    isMeant: boolean;
                }[];
                /** @enum {string} */
                level: "L1" | "L2";
            }[];
            next: string | null;
            covered: {
                origin: string;
                size: number;
                root: string;
            }[];
            read: {
                year: number;
                index: number;
            };
        };
        EntryWithNeighbours: {
            entry: {
                year: number;
                index: number;
                at: string;
                clock: string;
                kind: string;
                mode: string;
                parts: string;
                incident?: string;
                event?: string;
                previous?: {
                    year: number;
                    index: number;
                };
                sender: string | null;
                titolare: string | null;
                owner: string | null;
                eventKind: string | null;
                category: string | null;
                purpose: string | null;
                regime: string | null;
                code: string | null;
                role: string | null;
                ruleSet: string | null;
                agreement: string | null;
                territory: string[];
                person?: string;
                amount?: number;
                present: {
                    classes: string[];
                    groups: string[];
                };
                rooms: {
                    slot?: number;
                    room: string | null;
                    titolare: string | null;
                    outcome: string;
                    reason: string;
                    titles: {
                        author: string | null;
                        agreement: string | null;
                        rule: string | null;
                        article: string | null;
                        purpose: string | null;
                        regime: string | null;
                    }[];
                    handling: string[];
                    given: {
                        classes: string[];
                        groups: string[];
                    };
                    withheld: {
                        classes: string[];
                        groups: string[];
                    };
                    withdrawn: {
                        classes: string[];
                        groups: string[];
                    };
                    isMeant: boolean;
                }[];
                /** @enum {string} */
                level: "L1" | "L2";
            };
            in_log: {
                before?: {
                    year: number;
                    index: number;
                };
                after?: {
                    year: number;
                    index: number;
                };
            };
            in_chain: {
                before?: {
                    year: number;
                    index: number;
                };
                after?: {
                    year: number;
                    index: number;
                };
            };
            read: {
                year: number;
                index: number;
            };
        };
        /** @description c2sp.org/tlog-proof@v1 */
        Proof: string;
        Counts: {
            /** @enum {string} */
            unit: "entries" | "decisions";
            rows: {
                value?: string | null;
                at?: string;
                count: number;
            }[];
            read: {
                year: number;
                index: number;
            };
        };
        /** @description Server-sent events. Each `entry` event has one entry of a Page as its data and `year/index` as its id; who comes back with that id (Last-Event-ID) goes on behind it. */
        Tail: string;
        Consistency: {
            origin: string;
            from: number;
            to: number;
            from_root: string;
            to_root: string;
            proof: string[];
            read: {
                year: number;
                index: number;
            };
        };
        Checkpoints: {
            years: {
                year: number;
                origin: string;
                size: number;
                cosigned: number;
                cosigned_by: {
                    name: string;
                    key: string;
                    at: string | null;
                }[];
                absent: string[];
                vkey: string;
                second_vkey: string | null;
                checkpoint: string;
                witnessed: string | null;
            }[];
            policy: string | null;
            witnesses: {
                halted: string | null;
                quorum: string | null;
                states: {
                    name: string;
                    state: string;
                    size: number;
                }[];
            } | null;
            read: {
                year: number;
                index: number;
            };
        };
        Openings: {
            room: string;
            year: number;
            from: number;
            to: number;
            lines: ({
                year: number;
                index: number;
            } & {
                [key: string]: unknown;
            })[];
            facts_withheld: number;
            damaged: number;
            next: number | null;
            read: {
                year: number;
                index: number;
            };
        };
        OpenedField: {
            file: {
                /** @constant */
                format: "raccordo-field-opening/1";
                opening: {
                    path: string;
                    ref: string;
                } & {
                    [key: string]: unknown;
                };
                leaf: string;
                proof: string;
            };
            read: {
                year: number;
                index: number;
            };
        };
        RetentionList: {
            counts: {
                [key: string]: number;
            };
            rows: {
                /** @enum {string} */
                mode: "actual" | "exercise";
                incident: string;
                /** @enum {string} */
                part: "sensitive" | "both";
                /** @enum {string} */
                state: "not_due" | "due" | "overdue" | "waiting" | "held" | "done";
                due: string;
                done: string | null;
                cause: string | null;
                hold: ("judicial_request" | "supervisory_request" | "data_subject_request" | "internal_inquiry") | null;
            }[];
            more: boolean;
            damaged: number;
            read: {
                year: number;
                index: number;
            };
        };
        HoldList: {
            holds: {
                year: number;
                index: number;
                at: string;
                /** @enum {string} */
                mode: "actual" | "exercise";
                incident: string;
                /** @enum {string} */
                reason: "judicial_request" | "supervisory_request" | "data_subject_request" | "internal_inquiry";
                /** @enum {string} */
                role: "privacy_officer" | "operations" | "authority" | "steering" | "operator";
            }[];
            more: boolean;
            read: {
                year: number;
                index: number;
            };
        };
        RecallList: {
            recalls: {
                year: number;
                index: number;
                at: string;
                /** @enum {string} */
                mode: "actual" | "exercise";
                incident: string;
                ref: string;
                path: string;
                /** @enum {string} */
                kind: "recall" | "rectification";
                /** @enum {string} */
                reason: "unlawful" | "inaccurate" | "erasure" | "order";
                until: string;
                room: string | null;
                rooms: {
                    slot: number;
                    room: string | null;
                    /** @enum {string} */
                    state: "confirmed" | "delivered" | "waiting" | "withdrawn-before" | "held";
                }[];
                open: boolean;
                overdue: boolean;
            }[];
            more: boolean;
            read: {
                year: number;
                index: number;
            };
        };
        AccessRequestList: {
            requests: {
                year: number;
                index: number;
                at: string;
                /** @enum {string} */
                role: "privacy_officer" | "operations" | "authority" | "steering" | "operator";
                /** @enum {string} */
                scope: "incident" | "slot" | "search" | "opening" | "export" | "statistics" | "replay";
            }[];
            more: boolean;
            read: {
                year: number;
                index: number;
            };
        };
        ExportOrder: {
            from: string;
            to: string;
        };
        /**
         * Format: binary
         * @description The zip of docs/log-packs.md
         */
        Pack: string;
        RoomList: {
            rooms: {
                id: string;
                slot: number;
                /** @enum {string} */
                kind: "polizia_locale" | "questura" | "carabinieri" | "guardia_di_finanza" | "cur_112";
                titolare: string;
            }[];
        };
        Session: {
            name: string;
            /** @enum {string} */
            role: "privacy_officer" | "operations" | "authority" | "steering" | "operator";
            titolare: string | null;
            csrf: string;
        };
        SessionEnd: {
            issuer_url: string | null;
        };
        Status: {
            /** @enum {string} */
            status: "ok" | "degraded";
            it: string;
            en: string;
        };
        Problem: {
            /** @description urn:raccordo:problem:<code> */
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            instance?: string;
            errors?: {
                pointer: string;
                code: string;
                title: string;
            }[];
        };
        OpenApi: Record<string, never>;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listEntries: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                from?: string;
                to?: string;
                kind?: ("exchange" | "redecision" | "recall" | "rectification" | "expiry" | "close_by_age" | "genesis" | "configuration" | "plan_tables" | "activation" | "rule_set" | "receipts" | "refusals" | "anomaly" | "read" | "heartbeat" | "notice" | "break_glass" | "review" | "demand" | "confirmation" | "key_shredded" | "key_epoch" | "legal_hold" | "year_retired" | "export" | "grant" | "counts")[];
                mode?: ("actual" | "exercise" | "system")[];
                room?: string[];
                sender?: string[];
                owner?: string[];
                titolare?: string[];
                category?: string[];
                purpose?: string[];
                regime?: ("police" | "administrative")[];
                territory?: string[];
                incident?: string;
                event?: string;
                operator?: string;
                reader?: string;
                receiver?: string[];
                receiver_titolare?: string[];
                outcome?: ("released" | "withheld" | "nothing_new" | "not_addressed" | "not_handed_out")[];
                reason?: string[];
                agreement?: string[];
                rule?: string[];
                article?: string[];
                given?: string[];
                withheld?: string[];
                withdrawn?: string[];
                order?: "oldest" | "newest";
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `filter-not-allowed`: Filter on what this viewer may not see */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `cursor-other`: Cursor of another question */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEntry: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path: {
                year: number;
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryWithNeighbours"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entry-unknown`: No such entry in the signed log */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveEntry: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path: {
                year: number;
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["Proof"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entry-unknown`: No such entry in the signed log */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error; `log-forked`: The log and what is signed do not agree */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countEntries: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                from?: string;
                to?: string;
                kind?: ("exchange" | "redecision" | "recall" | "rectification" | "expiry" | "close_by_age" | "genesis" | "configuration" | "plan_tables" | "activation" | "rule_set" | "receipts" | "refusals" | "anomaly" | "read" | "heartbeat" | "notice" | "break_glass" | "review" | "demand" | "confirmation" | "key_shredded" | "key_epoch" | "legal_hold" | "year_retired" | "export" | "grant" | "counts")[];
                mode?: ("actual" | "exercise" | "system")[];
                room?: string[];
                sender?: string[];
                owner?: string[];
                titolare?: string[];
                category?: string[];
                purpose?: string[];
                regime?: ("police" | "administrative")[];
                territory?: string[];
                incident?: string;
                event?: string;
                operator?: string;
                reader?: string;
                receiver?: string[];
                receiver_titolare?: string[];
                outcome?: ("released" | "withheld" | "nothing_new" | "not_addressed" | "not_handed_out")[];
                reason?: string[];
                agreement?: string[];
                rule?: string[];
                article?: string[];
                given?: string[];
                withheld?: string[];
                withdrawn?: string[];
                by?: "kind" | "mode" | "sender" | "category" | "purpose" | "regime" | "event_kind" | "parts" | "receiver" | "outcome" | "reason" | "agreement" | "rule" | "article";
                every?: "hour" | "day" | "month";
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counts"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `filter-not-allowed`: Filter on what this viewer may not see */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `too-many-rows`: Result too large */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followLog: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                from?: string;
                to?: string;
                kind?: ("exchange" | "redecision" | "recall" | "rectification" | "expiry" | "close_by_age" | "genesis" | "configuration" | "plan_tables" | "activation" | "rule_set" | "receipts" | "refusals" | "anomaly" | "read" | "heartbeat" | "notice" | "break_glass" | "review" | "demand" | "confirmation" | "key_shredded" | "key_epoch" | "legal_hold" | "year_retired" | "export" | "grant" | "counts")[];
                mode?: ("actual" | "exercise" | "system")[];
                room?: string[];
                sender?: string[];
                owner?: string[];
                titolare?: string[];
                category?: string[];
                purpose?: string[];
                regime?: ("police" | "administrative")[];
                territory?: string[];
                incident?: string;
                event?: string;
                operator?: string;
                reader?: string;
                receiver?: string[];
                receiver_titolare?: string[];
                outcome?: ("released" | "withheld" | "nothing_new" | "not_addressed" | "not_handed_out")[];
                reason?: string[];
                agreement?: string[];
                rule?: string[];
                article?: string[];
                given?: string[];
                withheld?: string[];
                withdrawn?: string[];
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Tail"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `filter-not-allowed`: Filter on what this viewer may not see */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveConsistency: {
        parameters: {
            query: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                year: number;
                from: number;
                to?: number;
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consistency"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entry-unknown`: No such entry in the signed log */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error; `log-forked`: The log and what is signed do not agree */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCheckpoints: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkpoints"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOpenings: {
        parameters: {
            query: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                room: string;
                year: number;
                from?: number;
                limit?: number;
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Openings"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `filter-not-allowed`: Filter on what this viewer may not see */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entry-unknown`: No such entry in the signed log */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportPack: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportOrder"];
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": components["schemas"]["Pack"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid; `not-json`: Not valid JSON */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: Message too large */
            413: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `content-type-unsupported`: Format not accepted by this room */
            415: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `export-purpose`: Purpose not allowed for an export; `export-empty`: No entry in the period; `too-many-rows`: Result too large */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error; `log-forked`: The log and what is signed do not agree */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openField: {
        parameters: {
            query: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                path: string;
                ref?: string;
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path: {
                year: number;
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedField"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `filter-not-allowed`: Filter on what this viewer may not see */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entry-unknown`: No such entry in the signed log; `field-not-stated`: The message has no such field */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `component-unclear`: Several components have this field; `data-unreadable`: The kept message is not what the entry committed to */
            409: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `data-destroyed`: Datum no longer kept */
            410: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error; `log-forked`: The log and what is signed do not agree */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRetention: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                state?: "open" | "not_due" | "due" | "overdue" | "waiting" | "held" | "done";
                limit?: number;
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionList"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHolds: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                limit?: number;
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldList"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecalls: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                state?: "all" | "open" | "overdue" | "confirmed";
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallList"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccessRequests: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                limit?: number;
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequestList"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid */
            422: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `log-not-ready`: The log cannot be consulted yet; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRooms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomList"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionEnd"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `viewer-key-missing`: Viewer's key missing; `viewer-key-wrong`: Viewer's key not valid; `viewer-key-expired`: Viewer's key expired or revoked; `session-missing`: No session, or it has expired */
            401: {
                headers: {
                    "Content-Language": "it" | "en";
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-from-console`: The request does not come from the console */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many attempts with wrong keys; `viewer-rate-limited`: Too many requests of this viewer */
            429: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `console-busy`: Console busy; `log-not-ready`: The log cannot be consulted yet */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    "Cache-Control"?: "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApi"];
                };
            };
            /** @description `request-malformed`: HTTP request not valid */
            400: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error */
            500: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `console-busy`: Console busy */
            503: {
                headers: {
                    "Content-Language": "it" | "en";
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
