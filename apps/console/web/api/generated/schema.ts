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
        /**
         * The same field, with the signature of a second officer where one is asked for
         * @description Roles: privacy_officer.
         */
        post: operations["openFieldApproved"];
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
        /**
         * Keeps an incident's data beyond their term, for some days unless it is signed for
         * @description Roles: privacy_officer.
         */
        post: operations["placeHold"];
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
    "/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rule sets and revocations that the signed log tells of, and what is to be done
         * @description Roles: privacy_officer, operations.
         */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lawyer's table of one rule set, with the words of its articles
         * @description Roles: privacy_officer, operations.
         */
        get: operations["readRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/{a}/diff/{b}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes from one rule set to another, in sentences
         * @description Roles: privacy_officer, operations.
         */
        get: operations["compareRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Proposed rules, compiled, analysed, and tried on one's own past traffic
         * @description Roles: privacy_officer, operations.
         */
        post: operations["tryRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Passes a rule set with two signatures on to policy, which checks and records it
         * @description Roles: privacy_officer, operations.
         */
        post: operations["stageRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks policy to put a staged rule set into force
         * @description Roles: privacy_officer, operations.
         */
        post: operations["activateRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Passes an emergency revocation with one signature on to policy: it can only deny
         * @description Roles: privacy_officer, operations.
         */
        post: operations["revokeRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/installation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the installation is, and what is wrong with it or with one's own rooms
         * @description Roles: operations.
         */
        get: operations["readInstallation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is stored, how it grew, and when the disk is full at that rate
         * @description Roles: operations.
         */
        get: operations["readStorage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the rooms of one's own titolare are
         * @description Roles: operations.
         */
        get: operations["listAdministeredRooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/rooms/{room}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One room of one's own titolare: credentials without keys, webhook, dead letters
         * @description Roles: operations.
         */
        get: operations["readAdministeredRoom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/rooms/{room}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new key for the room, shown this once; recorded before it counts
         * @description Roles: operations.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/rooms/{room}/credentials/{credential}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends one credential of the room now; recorded before it ends
         * @description Roles: operations.
         */
        delete: operations["revokeCredential"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/rooms/{room}/dead-letters/{delivery}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has the room's webhook try a copy again that it did not take; recorded first
         * @description Roles: operations.
         */
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/rooms/{room}/webhook/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has the room's webhook send again after its receiver had answered 410; recorded first
         * @description Roles: operations.
         */
        post: operations["enableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who exchanges what with whom: one's own titolare's flows, or aggregates of all
         * @description Roles: privacy_officer, operations, authority, steering.
         */
        get: operations["readFlows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/breach-scope": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which rooms got which classes of data of one's own in a period
         * @description Roles: privacy_officer.
         */
        get: operations["readBreachScope"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registers/processing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Register of processing (GDPR art. 30, D.Lgs. 51/2018 art. 20), from the rules of a moment
         * @description Roles: privacy_officer, authority.
         */
        get: operations["readProcessingRegister"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registers/dpia": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Inventory for the impact assessment: every field, and who may have it
         * @description Roles: privacy_officer, authority.
         */
        get: operations["readDpiaInventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much waits for a person: reviews, recalls, terms; numbers alone
         * @description Roles: privacy_officer, operations.
         */
        get: operations["countDuties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Emergencies that one's own rooms declared, and what came of their reviews
         * @description Roles: privacy_officer, operations.
         */
        get: operations["listReviews"];
        put?: never;
        /**
         * Passes on the review of an emergency that an officer of the room's titolare signed
         * @description Roles: privacy_officer, operations.
         */
        post: operations["reviewEmergency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is unusual in a period about one's own rooms, and who read the log how much
         * @description Roles: privacy_officer, operations.
         */
        get: operations["listAnomalies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/recalls/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Passes on the confirmation of a recall that an officer of either titolare signed
         * @description Roles: privacy_officer, operations.
         */
        post: operations["confirmRecall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/holds/signed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Passes on a legal hold that a privacy officer signed: it stands until it is ended
         * @description Roles: privacy_officer.
         */
        post: operations["signHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/holds/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Passes on the end of a legal hold that a privacy officer signed
         * @description Roles: privacy_officer.
         */
        post: operations["releaseHold"];
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
    "/v1/log/incidents/{incident}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One incident across rooms: what each got and did not get, as far as the viewer may know it
         * @description Roles: privacy_officer, operations, authority.
         */
        get: operations["readIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/entries/{year}/{index}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why each field of one room's copy went or did not: rule, article, version, nearest change
         * @description Roles: privacy_officer, operations.
         */
        get: operations["explainFields"];
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
                room: string | null;
                held_by_own: boolean;
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
                room: string | null;
                own: boolean;
                until: string | null;
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
        Installation: {
            at: string;
            faults: {
                /** @enum {string} */
                severity: "failing" | "warning";
                /** @enum {string} */
                code: "process_away" | "part_failing" | "log_away" | "log_halted" | "log_behind" | "alarm" | "releases_stopped" | "decisions_wait" | "rules" | "disk_low" | "edge_away" | "nobody_comes_in" | "copies_dead" | "copies_wait" | "credential_ends";
                process: string | null;
                room: string | null;
                detail: string | null;
                amount: number | null;
                fix: {
                    it: string;
                    en: string;
                } | null;
            }[];
            processes: {
                name: string;
                /** @enum {string} */
                state: "up" | "not_ready" | "away";
                parts: {
                    name: string;
                    ok: boolean;
                    code: string;
                }[];
                started_at: string | null;
                restarts: number | null;
                memory_bytes: number | null;
            }[];
            log: {
                year: number | null;
                halted: string | null;
                in_stream: number | null;
                signed: number;
                cosigned: number | null;
                lag_s: number | null;
                announced_s: number | null;
                quorum: string | null;
                witnesses: {
                    name: string;
                    state: string;
                    size: number;
                }[];
            } | null;
            queues: {
                unsigned_entries: number | null;
                feeds_behind: number | null;
                decisions_wait: string | null;
                releases_stopped: string | null;
                keys_behind: number | null;
            };
            versions: {
                raccordo: string | null;
                node: string;
                configuration: number;
                rule_set: number | null;
            };
        };
        Storage: {
            at: string;
            disk: {
                free: number;
                size: number;
            };
            kinds: {
                /** @enum {string} */
                kind: "log_entries" | "log_proofs" | "log_parts" | "streams" | "index" | "keys" | "process_logs" | "other";
                bytes: number;
            }[];
            streams: {
                name: string;
                bytes: number;
            }[] | null;
            feeds_of_others: number | null;
            growth: {
                day: string;
                bytes: number;
            }[];
            forecast: {
                watched_days: number;
                per_day: number;
                days: number | null;
                days_at_fastest: number | null;
                days_at_slowest: number | null;
            } | null;
        };
        AdministeredRooms: {
            at: string;
            rooms: {
                room: string;
                slot: number;
                /** @enum {string} */
                kind: "polizia_locale" | "questura" | "carabinieri" | "guardia_di_finanza" | "cur_112";
                municipalities: string[];
                /** @enum {string} */
                edge: "reachable" | "core_away" | "away" | "unknown";
                /** @enum {string} */
                presence: "connected" | "away" | "unknown";
                last_asked_at: string | null;
                waiting: {
                    actual: number;
                    exercise: number;
                } | null;
                oldest_waiting_s: number | null;
                has_webhook: boolean;
                dead_copies: number | null;
                credentials: {
                    counting: number;
                    last_ends: string | null;
                } | null;
            }[];
        };
        AdministeredRoom: {
            at: string;
            room: {
                room: string;
                slot: number;
                /** @enum {string} */
                kind: "polizia_locale" | "questura" | "carabinieri" | "guardia_di_finanza" | "cur_112";
                municipalities: string[];
                /** @enum {string} */
                edge: "reachable" | "core_away" | "away" | "unknown";
                /** @enum {string} */
                presence: "connected" | "away" | "unknown";
                last_asked_at: string | null;
                waiting: {
                    actual: number;
                    exercise: number;
                } | null;
                oldest_waiting_s: number | null;
                has_webhook: boolean;
                dead_copies: number | null;
                credentials: {
                    counting: number;
                    last_ends: string | null;
                } | null;
            };
            credentials: {
                id: string;
                /** @enum {string} */
                kind: "bearer" | "certificate";
                from: string;
                until: string | null;
                /** @enum {string} */
                state: "counts" | "ended" | "later";
            }[] | null;
            /** @enum {string} */
            asked_edge: "answered" | "key_not_kept" | "away" | "no_webhook";
            webhook: {
                /** @enum {string} */
                state: "ok" | "retrying" | "disabled" | "off";
                retrying: number;
                dead: number;
                expired: number;
            } | null;
            dead_letters: {
                delivery: string;
                /** @enum {string} */
                mode: "actual" | "exercise";
                /** @enum {string} */
                state: "dead" | "expired";
                since: string;
                code: string;
                tries: number;
            }[] | null;
        };
        Rotation: {
            id: string;
            key: string;
            others_until: string | null;
            recorded: {
                year: number;
                index: number;
            };
        };
        Revocation: {
            counting: number;
            recorded: {
                year: number;
                index: number;
            };
        };
        RoomAsked: {
            /** @constant */
            asked: true;
            recorded: {
                year: number;
                index: number;
            };
        };
        RotationOrder: {
            overlap_h: number;
            seen?: string[];
        };
        Flows: {
            /** @enum {string} */
            level: "room" | "titolare" | "none";
            from: string;
            to: string;
            /** @enum {string} */
            mode: "actual" | "exercise";
            by: ("category" | "purpose" | "class" | "outcome" | "kind") | null;
            every: ("day" | "month") | null;
            incidents_min: number | null;
            rows: {
                at?: string;
                from: string | null;
                to: string | null;
                value?: string | null;
                decisions: number | null;
                given: number | null;
                withheld: number | null;
                hidden: boolean;
            }[];
            titolari: {
                [key: string]: string;
            };
            read: {
                year: number;
                index: number;
            };
        };
        BreachScope: {
            from: string;
            to: string;
            /** @enum {string} */
            mode: "actual" | "exercise";
            rows: {
                room: string;
                titolare: string | null;
                /** @enum {string} */
                messages: "own" | "received";
                deliveries: number;
                incidents: number;
                first: string;
                last: string;
                classes: {
                    class: string;
                    deliveries: number;
                    incidents: number;
                }[];
            }[];
            incidents: number;
            deliveries: number;
            read: {
                year: number;
                index: number;
            };
        };
        ProcessingRegister: {
            processings: {
                agreement: string;
                title: string;
                /** @enum {string} */
                kind: "agreement" | "grant";
                isInvented: boolean;
                periods: {
                    from: string;
                    to: string;
                }[];
                /** @enum {string} */
                standing: "in_force" | "revoked" | "lapsed" | "out_of_days";
                revoked: {
                    rule: string;
                    since: string;
                    reason: ("right_ended" | "court_order" | "authority_order" | "data_breach" | "wrong_rule" | "room_compromised") | null;
                    senders: string[];
                    recipients: string[];
                }[];
                purpose: string | null;
                regime: string | null;
                law: string[];
                articles: {
                    article: string;
                    text: string;
                }[];
                rules: string[];
                categories: string[];
                subjects: string[];
                classes: ("core" | "legal" | "place" | "person_identity" | "person_contact" | "person_role" | "health" | "vehicle_identity" | "vehicle_description" | "minor" | "image" | "note" | "unit" | "operator" | "risk" | "database_result")[];
                senders: string[];
                recipients: string[];
                handling: string[];
                terms: ("open_incident" | "ordinary" | "sensitive" | "operator_risk" | "plate_alert" | "undelivered" | "quarantine" | "audit_log" | "operator_keys" | "technical_logs" | "vault_backups")[];
            }[];
            at: string;
            rules: {
                version: number;
                hash: string;
                not_before: string;
                expires: string;
                year: number;
                index: number;
                demonstration: boolean;
                valid: boolean;
            } | null;
            revocations: {
                year: number;
                index: number;
                since: string;
                reason: ("right_ended" | "court_order" | "authority_order" | "data_breach" | "wrong_rule" | "room_compromised") | null;
                all: boolean;
                agreements: string[];
                rooms: string[];
                rules: {
                    agreement: string;
                    rule: string;
                }[];
            }[];
            configuration: {
                version: number;
            };
            titolare: string | null;
            rooms: {
                id: string;
                titolare: string;
                kind: string;
            }[];
            terms: {
                /** @enum {string} */
                term: "open_incident" | "ordinary" | "sensitive" | "operator_risk" | "plate_alert" | "undelivered" | "quarantine" | "audit_log" | "operator_keys" | "technical_logs" | "vault_backups";
                ms: number;
                /** @enum {string} */
                from: "opening" | "close" | "storage" | "operation" | "destruction";
                source: string | null;
                proposal: boolean;
            }[];
            holds: {
                year: number;
                index: number;
                since: string;
                /** @enum {string} */
                mode: "actual" | "exercise";
                /** @enum {string} */
                reason: "judicial_request" | "supervisory_request" | "data_subject_request" | "internal_inquiry";
                /** @enum {string} */
                role: "privacy_officer" | "operations" | "authority" | "steering" | "operator";
                room: string | null;
                until: string | null;
            }[];
            held_terms: ("open_incident" | "ordinary" | "sensitive" | "operator_risk" | "plate_alert" | "undelivered" | "quarantine" | "audit_log" | "operator_keys" | "technical_logs" | "vault_backups")[];
            measures: ("default_deny" | "two_signatures" | "recorded_before_release" | "append_only_log" | "witnesses" | "second_signature" | "keys_per_incident" | "keys_destroyed" | "accounts_per_room" | "log_without_names" | "reads_recorded")[];
            read: {
                year: number;
                index: number;
            };
        };
        DpiaInventory: {
            fields: {
                path: string;
                kind: string;
                name: string;
                /** @enum {string} */
                dataClass: "core" | "legal" | "place" | "person_identity" | "person_contact" | "person_role" | "health" | "vehicle_identity" | "vehicle_description" | "minor" | "image" | "note" | "unit" | "operator" | "risk" | "database_result";
                shape: string;
                isDerived: boolean;
                levels: number[];
                terms: ("open_incident" | "ordinary" | "sensitive" | "operator_risk" | "plate_alert" | "undelivered" | "quarantine" | "audit_log" | "operator_keys" | "technical_logs" | "vault_backups")[];
                grants: {
                    receiver: string;
                    agreement: string;
                    rule: string;
                    article: string;
                    categories: string[];
                    /** @enum {string} */
                    transform: "keep" | "generalise" | "count" | "mask" | "pseudonymise";
                    as: string | null;
                    conditions: string[];
                    isEmergencyOnly: boolean;
                    isInChargeOnly: boolean;
                }[];
            }[];
            duties: ("disk_encryption" | "clock" | "cluster" | "backups" | "witness_agreements" | "legal_review" | "receivers_systems" | "information")[];
            limits: ("bytes_not_unsent" | "free_text" | "inference" | "receiver_memory" | "demonstration")[];
            at: string;
            rules: {
                version: number;
                hash: string;
                not_before: string;
                expires: string;
                year: number;
                index: number;
                demonstration: boolean;
                valid: boolean;
            } | null;
            revocations: {
                year: number;
                index: number;
                since: string;
                reason: ("right_ended" | "court_order" | "authority_order" | "data_breach" | "wrong_rule" | "room_compromised") | null;
                all: boolean;
                agreements: string[];
                rooms: string[];
                rules: {
                    agreement: string;
                    rule: string;
                }[];
            }[];
            configuration: {
                version: number;
            };
            titolare: string | null;
            rooms: {
                id: string;
                titolare: string;
                kind: string;
            }[];
            terms: {
                /** @enum {string} */
                term: "open_incident" | "ordinary" | "sensitive" | "operator_risk" | "plate_alert" | "undelivered" | "quarantine" | "audit_log" | "operator_keys" | "technical_logs" | "vault_backups";
                ms: number;
                /** @enum {string} */
                from: "opening" | "close" | "storage" | "operation" | "destruction";
                source: string | null;
                proposal: boolean;
            }[];
            holds: {
                year: number;
                index: number;
                since: string;
                /** @enum {string} */
                mode: "actual" | "exercise";
                /** @enum {string} */
                reason: "judicial_request" | "supervisory_request" | "data_subject_request" | "internal_inquiry";
                /** @enum {string} */
                role: "privacy_officer" | "operations" | "authority" | "steering" | "operator";
                room: string | null;
                until: string | null;
            }[];
            held_terms: ("open_incident" | "ordinary" | "sensitive" | "operator_risk" | "plate_alert" | "undelivered" | "quarantine" | "audit_log" | "operator_keys" | "technical_logs" | "vault_backups")[];
            measures: ("default_deny" | "two_signatures" | "recorded_before_release" | "append_only_log" | "witnesses" | "second_signature" | "keys_per_incident" | "keys_destroyed" | "accounts_per_room" | "log_without_names" | "reads_recorded")[];
            read: {
                year: number;
                index: number;
            };
        };
        DutyCounts: {
            reviews: {
                open: number;
                overdue: number;
            };
            recalls: {
                open: number;
                overdue: number;
            };
            retention: {
                open: number;
                overdue: number;
            };
            read: {
                year: number;
                index: number;
            };
        };
        ReviewList: {
            reviews: {
                year: number;
                index: number;
                at: string;
                /** @enum {string} */
                mode: "actual" | "exercise";
                room: string;
                /** @enum {string} */
                emergency: "life_at_risk" | "violence_in_progress" | "child_at_risk" | "missing_at_risk";
                due: string;
                overdue: boolean;
                review: {
                    /** @enum {string} */
                    outcome: "justified" | "unjustified" | "referred";
                    /** @enum {string} */
                    role: "privacy_officer" | "operations";
                    at: string;
                } | null;
            }[];
            more: boolean;
            read: {
                year: number;
                index: number;
            };
        };
        AnomalyList: {
            from: string;
            to: string;
            volume: {
                /** @enum {string} */
                rule: "volume_above" | "volume_below";
                room: string;
                day: string;
                count: number;
                usual: number;
            }[];
            off_territory: {
                room: string;
                decisions: number;
                off_territory: number;
            }[];
            refusals: {
                room: string;
                refusals: number;
                before: number;
            }[];
            faults: {
                year: number;
                index: number;
                at: string;
                fault: ("malformed" | "writer" | "mac" | "subject" | "too_large") | null;
            }[];
            readers: {
                reader: string;
                role: ("privacy_officer" | "operations" | "authority" | "steering" | "operator") | null;
                purpose: ("lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check") | null;
                readings: number;
                entries: number;
                openings: number;
                rule: ("readings" | "openings" | "entries") | null;
            }[];
            filtered: {
                room: string;
                decisions: number;
                reasons: {
                    reason: string;
                    count: number;
                }[];
            }[];
            more: boolean;
            read: {
                year: number;
                index: number;
            };
        };
        SignedOrder: {
            order: {
                body: string;
                signatures: {
                    role: string;
                    key: string;
                    signature: string;
                }[];
            };
        };
        ApprovedField: {
            path: string;
            ref?: string;
            approval: {
                body: string;
                signatures: {
                    role: string;
                    key: string;
                    signature: string;
                }[];
            };
        };
        HoldOrder: {
            /** @enum {string} */
            of: "actual" | "exercise";
            incident: string;
            /** @enum {string} */
            reason: "judicial_request" | "supervisory_request" | "data_subject_request" | "internal_inquiry";
        };
        ReviewDone: {
            /** @enum {string} */
            outcome: "reviewed" | "reviewed-before";
            /** @enum {string} */
            found: "justified" | "unjustified" | "referred";
        };
        ConfirmationDone: {
            /** @enum {string} */
            outcome: "confirmed" | "confirmed-before";
        };
        HoldDone: {
            /** @enum {string} */
            outcome: "recorded" | "same";
            kept: number | null;
            gone: number | null;
            until: string | null;
        };
        HoldReleased: {
            /** @enum {string} */
            outcome: "recorded" | "same";
            others: number;
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
                municipalities: string[];
            }[];
        };
        Incident: {
            incident: string;
            rooms: {
                id: string;
                titolare: string;
                own: boolean;
            }[];
            entries: {
                year: number;
                index: number;
                at: string;
                kind: string;
                mode: string;
                /** @enum {string} */
                level: "L1" | "L2";
                event: string | null;
                code: string | null;
                role: string | null;
                /** @enum {string} */
                parts: "there" | "damaged" | "none";
                about: string[];
                facts: {
                    sender: string;
                    event_kind: string;
                    category: string;
                    purpose: string | null;
                    regime: string | null;
                    in_charge: string[];
                } | null;
                after_others: boolean;
                rooms: {
                    room: string;
                    titolare: string;
                    /** @enum {string} */
                    shown: "slot" | "own_data";
                    /** @enum {string} */
                    outcome: "released" | "withheld" | "nothing_new" | "not_addressed" | "not_handed_out" | "nothing_of_yours";
                    reason: string | null;
                    rule: string | null;
                    article: string | null;
                    titles: {
                        author: string;
                        agreement: string;
                        rule: string;
                        article: string;
                        purpose: string;
                        regime: string;
                    }[];
                    handling: string[];
                    given: {
                        ref: string;
                        path: string;
                        class: string | null;
                    }[];
                    withdrawn: {
                        ref: string;
                        path: string;
                        class: string | null;
                    }[];
                    not_given: {
                        ref: string;
                        path: string;
                        class: string | null;
                    }[] | null;
                    receipts: {
                        /** @enum {string} */
                        kind: "delivered" | "displayed" | "expired";
                        at: string;
                    }[];
                }[];
            }[];
            next: number | null;
            cut: boolean;
            read: {
                year: number;
                index: number;
            };
        };
        Why: {
            year: number;
            index: number;
            at: string;
            room: string;
            /** @enum {string} */
            outcome: "released" | "withheld" | "nothing_new" | "not_addressed" | "not_handed_out" | "nothing_of_yours";
            reason: string | null;
            /** @enum {string} */
            shown: "slot" | "own_data";
            version: {
                rule_set: string;
                agreement: string;
                known: boolean;
                version: number | null;
                in_force_from: string | null;
                expires: string | null;
                activated: {
                    year: number;
                    index: number;
                    at: string;
                } | null;
            };
            not_explained: ("rules-unknown" | "inputs-missing" | "fields-missing" | "words-unknown") | null;
            titles: {
                author: string;
                agreement: string;
                rule: string;
                article: string;
                purpose: string;
                regime: string;
                agreement_title: string | null;
                text: string | null;
                law: string[];
            }[];
            fields: {
                ref: string;
                path: string;
                class: string | null;
                /** @enum {string} */
                state: "given" | "withdrawn" | "not_given";
                groups: string[];
                explained: boolean;
                rule: {
                    agreement: string;
                    rule: string;
                    article: string;
                    agreement_title: string | null;
                    text: string | null;
                    law: string[];
                } | null;
                given: {
                    do: string;
                    as: string | null;
                    residents_min: number | null;
                } | null;
                transform: {
                    id: string;
                    version: number;
                } | null;
                why: string | null;
                ceiling: {
                    rule: string;
                    article: string;
                    agreement_title: string | null;
                    text: string | null;
                    law: string[];
                } | null;
                nearest: {
                    agreement: string;
                    rule: string;
                    article: string;
                    changes: {
                        what: string;
                        to?: string | boolean | string[] | {
                            [key: string]: string;
                        };
                    }[];
                    agreement_title: string | null;
                    text: string | null;
                    law: string[];
                } | null;
            }[];
            read: {
                year: number;
                index: number;
            };
        };
        RuleList: {
            sets: {
                document: string;
                rule_set: string | null;
                version: number;
                /** @enum {string} */
                standing: "in_force" | "planned" | "staged" | "trial" | "revoked" | "expired" | "superseded";
                author: string;
                not_before: string | null;
                expires: string | null;
                effective: string | null;
                days_left: number | null;
                signatures: {
                    role: string;
                    key: string;
                }[];
                to_version: number | null;
                lifts: string[];
                titles: {
                    /** @enum {string} */
                    kind: "agreement" | "grant" | "ceilings";
                    id: string;
                    title: string;
                    from: string;
                    to: string;
                    invented: boolean;
                    days_left: number;
                }[];
                steps: {
                    year: number;
                    index: number;
                    state: string;
                    at: string;
                    role: string | null;
                    key: string | null;
                    reason: string | null;
                }[];
            }[];
            revocations: {
                document: string;
                year: number;
                index: number;
                at: string;
                role: string;
                key: string;
                reason: ("right_ended" | "court_order" | "authority_order" | "data_breach" | "wrong_rule" | "room_compromised") | null;
                lifted: boolean;
                all: boolean;
                agreements: string[];
                rooms: string[];
                rules: {
                    agreement: string;
                    rule: string;
                }[];
            }[];
            refused: {
                document: string;
                version: number | null;
                year: number;
                index: number;
                state: string;
                at: string;
                role: string | null;
                key: string | null;
                reason: string | null;
            }[];
            warnings: ("none-in-force" | "expired" | "ends-soon" | "next-missing" | "revoked")[];
            signers: {
                role: string;
                key: string;
            }[];
            now: string;
            read: {
                year: number;
                index: number;
            };
        };
        RuleTable: {
            document: string;
            rule_set: string;
            version: number;
            groups: string[];
            rows: {
                from: string;
                to: string;
                category: string;
                /** @enum {string} */
                addressee: "named" | "not-named" | "any";
                as_owner: boolean;
                /** @enum {string} */
                deliver: "allow" | "forbid" | "break-glass";
                territory: ("any" | "receiver") | string[];
                cells: {
                    letter: string;
                    roles: string[];
                }[];
                rule: string;
                article: string;
                agreement: string;
                invented: boolean;
            }[];
            articles: {
                agreement: string;
                rule: string;
                article: string;
                law: string[];
                text: string;
            }[];
            titles: {
                /** @enum {string} */
                kind: "agreement" | "grant" | "ceilings";
                id: string;
                title: string;
                from: string;
                to: string;
                invented: boolean;
                days_left: number;
            }[];
            read: {
                year: number;
                index: number;
            };
        };
        RuleDiff: {
            before: {
                document: string;
                version: number;
            };
            after: {
                document: string;
                version: number;
            };
            sentences: {
                author: string;
                receiver: string;
                /** @enum {string} */
                kind: "field" | "title";
                categories: string[];
                fields: string[];
                names: {
                    it: string;
                    en: string;
                };
                before: {
                    it: string;
                    en: string;
                };
                after: {
                    it: string;
                    en: string;
                };
                conditions: {
                    it: string;
                    en: string;
                };
            }[];
            more: number;
            reasons: number;
            read: {
                year: number;
                index: number;
            };
        };
        DryRunOrder: {
            files: {
                name: string;
                text: string;
            }[];
            from: string;
            to: string;
        };
        DryRun: {
            /** @constant */
            outcome: "faults";
            faults: {
                file: string;
                line: number | null;
                column: number | null;
                message: {
                    it: string;
                    en: string;
                };
            }[];
        } | {
            /** @constant */
            outcome: "tried";
            rule_set: string;
            findings: {
                code: string;
                /** @enum {string} */
                severity: "error" | "warning" | "information";
                agreement: string;
                rule: string | null;
                message: {
                    it: string;
                    en: string;
                };
            }[];
            changes: {
                sentences: {
                    author: string;
                    receiver: string;
                    /** @enum {string} */
                    kind: "field" | "title";
                    categories: string[];
                    fields: string[];
                    names: {
                        it: string;
                        en: string;
                    };
                    before: {
                        it: string;
                        en: string;
                    };
                    after: {
                        it: string;
                        en: string;
                    };
                    conditions: {
                        it: string;
                        en: string;
                    };
                }[];
                more: number;
                reasons: number;
            };
            traffic: {
                from: string;
                to: string;
                records: number;
                not_tried: number;
                rules_unknown: number;
                damaged: number;
                unsure: number;
                departures: number;
                rows: {
                    room: string;
                    category: string;
                    before: number;
                    after: number;
                    opened: number;
                    closed: number;
                    fields: {
                        path: string;
                        name: {
                            it: string;
                            en: string;
                        };
                        before: number;
                        after: number;
                        more: number;
                        fewer: number;
                    }[];
                }[];
            };
            read: {
                year: number;
                index: number;
            };
        };
        SignedDocument: {
            body: string;
            signatures: {
                role: string;
                key: string;
                signature: string;
            }[];
        };
        RuleActivation: {
            document: string;
            at?: string;
        };
        RuleStep: {
            /** @enum {string} */
            outcome: "done" | "refused";
            document: string | null;
            version: number | null;
            effective: string | null;
            code: string | null;
            place: string | null;
            missing: number | null;
        };
        Session: {
            name: string;
            /** @enum {string} */
            role: "privacy_officer" | "operations" | "authority" | "steering" | "operator";
            titolare: string | null;
            csrf: string;
            idle_left_ms: number;
            age_left_ms: number;
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
                after?: string;
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `filter-not-allowed`: Filter on what this viewer may not see; `approval-missing`: The approval of a second person is needed; `order-not-authorised`: Signature not recognised for this order */
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
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `order-expired`: Order signed too long ago, or by a clock that is ahead */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    openFieldApproved: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovedField"];
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
                    "application/json": components["schemas"]["OpenedField"];
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
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `approval-missing`: The approval of a second person is needed; `order-not-authorised`: Signature not recognised for this order; `filter-not-allowed`: Filter on what this viewer may not see */
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `order-expired`: Order signed too long ago, or by a clock that is ahead */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy; `order-not-recorded`: Order cannot be recorded: nothing was changed */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    placeHold: {
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
                "application/json": components["schemas"]["HoldOrder"];
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
                    "application/json": components["schemas"]["HoldDone"];
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
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `order-not-authorised`: Signature not recognised for this order; `filter-not-allowed`: Filter on what this viewer may not see */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-unknown`: The order is about something that is not there */
            404: {
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `order-expired`: Order signed too long ago, or by a clock that is ahead */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy; `order-not-recorded`: Order cannot be recorded: nothing was changed */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    listRules: {
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
                    "application/json": components["schemas"]["RuleList"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    readRules: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path: {
                hash: string;
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
                    "application/json": components["schemas"]["RuleTable"];
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
            /** @description `rules-unknown`: No such rule set in the signed log */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rules-unreadable`: This program does not compile the rule set */
            409: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `rules-too-long`: The comparison takes too long */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    compareRules: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path: {
                a: string;
                b: string;
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
                    "application/json": components["schemas"]["RuleDiff"];
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
            /** @description `rules-unknown`: No such rule set in the signed log */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rules-unreadable`: This program does not compile the rule set */
            409: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `rules-too-long`: The comparison takes too long */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    tryRules: {
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
                "application/json": components["schemas"]["DryRunOrder"];
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
                    "application/json": components["schemas"]["DryRun"];
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `too-many-rows`: Result too large; `rules-too-long`: The comparison takes too long */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    stageRules: {
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
                "application/json": components["schemas"]["SignedDocument"];
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
                    "application/json": components["schemas"]["RuleStep"];
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
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
            /** @description `search-interrupted`: The search in the log was broken off; `console-busy`: Console busy; `rules-not-answered`: Policy did not answer */
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
    activateRules: {
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
                "application/json": components["schemas"]["RuleActivation"];
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
                    "application/json": components["schemas"]["RuleStep"];
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
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
            /** @description `search-interrupted`: The search in the log was broken off; `console-busy`: Console busy; `rules-not-answered`: Policy did not answer */
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
    revokeRules: {
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
                "application/json": components["schemas"]["SignedDocument"];
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
                    "application/json": components["schemas"]["RuleStep"];
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
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
            /** @description `search-interrupted`: The search in the log was broken off; `console-busy`: Console busy; `rules-not-answered`: Policy did not answer */
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
    readInstallation: {
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
                    "application/json": components["schemas"]["Installation"];
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
            /** @description `query-malformed`: Question to the log not valid */
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
    readStorage: {
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
                    "application/json": components["schemas"]["Storage"];
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
            /** @description `query-malformed`: Question to the log not valid */
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
    listAdministeredRooms: {
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
                    "application/json": components["schemas"]["AdministeredRooms"];
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
            /** @description `query-malformed`: Question to the log not valid */
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
    readAdministeredRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
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
                    "application/json": components["schemas"]["AdministeredRoom"];
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
            /** @description `room-unknown`: Operations room unknown */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-malformed`: Question to the log not valid */
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
    rotateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotationOrder"];
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
                    "application/json": components["schemas"]["Rotation"];
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
            /** @description `room-unknown`: Operations room unknown */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `credentials-not-here`: The room's credentials cannot be read in this installation; `credentials-full`: Too many credentials of the room; `credentials-changed`: The room's credentials have changed meanwhile: no key was made */
            409: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-malformed`: Question to the log not valid */
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
            /** @description `console-busy`: Console busy; `change-not-recorded`: Change cannot be recorded: nothing was changed */
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
    revokeCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
                credential: string;
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
                    "application/json": components["schemas"]["Revocation"];
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
            /** @description `room-unknown`: Operations room unknown; `credential-unknown`: Credential unknown */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `credentials-not-here`: The room's credentials cannot be read in this installation; `credential-ended`: Credential already over: nothing was changed */
            409: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-malformed`: Question to the log not valid */
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
            /** @description `console-busy`: Console busy; `change-not-recorded`: Change cannot be recorded: nothing was changed */
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
    retryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
                delivery: string;
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
                    "application/json": components["schemas"]["RoomAsked"];
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
            /** @description `room-unknown`: Operations room unknown; `delivery-unknown`: Delivery unknown */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `room-key-not-kept`: The room's key is not kept here */
            409: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `delivery-expired`: Delivery expired */
            410: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-malformed`: Question to the log not valid */
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
            /** @description `console-busy`: Console busy; `edge-away`: The room's adapter does not answer; `change-not-recorded`: Change cannot be recorded: nothing was changed */
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
    enableWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room: string;
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
                    "application/json": components["schemas"]["RoomAsked"];
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
            /** @description `room-unknown`: Operations room unknown */
            404: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `room-key-not-kept`: The room's key is not kept here; `webhook-off`: The room has no webhook */
            409: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-malformed`: Question to the log not valid */
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
            /** @description `console-busy`: Console busy; `edge-away`: The room's adapter does not answer; `change-not-recorded`: Change cannot be recorded: nothing was changed */
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
    readFlows: {
        parameters: {
            query: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                from: string;
                to: string;
                by?: "category" | "purpose" | "class" | "outcome" | "kind";
                every?: "day" | "month";
                mode?: "actual" | "exercise";
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
                    "application/json": components["schemas"]["Flows"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    readBreachScope: {
        parameters: {
            query: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                from: string;
                to: string;
                room?: string;
                mode?: "actual" | "exercise";
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
                    "application/json": components["schemas"]["BreachScope"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    readProcessingRegister: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                at?: string;
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
                    "application/json": components["schemas"]["ProcessingRegister"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    readDpiaInventory: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                at?: string;
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
                    "application/json": components["schemas"]["DpiaInventory"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    countDuties: {
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
                    "application/json": components["schemas"]["DutyCounts"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    listReviews: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                state?: "all" | "open" | "overdue" | "reviewed";
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
                    "application/json": components["schemas"]["ReviewList"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    reviewEmergency: {
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
                "application/json": components["schemas"]["SignedOrder"];
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
                    "application/json": components["schemas"]["ReviewDone"];
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
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `order-not-authorised`: Signature not recognised for this order */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-unknown`: The order is about something that is not there */
            404: {
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `order-expired`: Order signed too long ago, or by a clock that is ahead */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy; `order-not-recorded`: Order cannot be recorded: nothing was changed */
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
    listAnomalies: {
        parameters: {
            query: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                from: string;
                to: string;
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
                    "application/json": components["schemas"]["AnomalyList"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    confirmRecall: {
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
                "application/json": components["schemas"]["SignedOrder"];
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
                    "application/json": components["schemas"]["ConfirmationDone"];
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
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `order-not-authorised`: Signature not recognised for this order */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-unknown`: The order is about something that is not there */
            404: {
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `order-expired`: Order signed too long ago, or by a clock that is ahead */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy; `order-not-recorded`: Order cannot be recorded: nothing was changed */
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
    signHold: {
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
                "application/json": components["schemas"]["SignedOrder"];
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
                    "application/json": components["schemas"]["HoldDone"];
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
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `order-not-authorised`: Signature not recognised for this order */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-unknown`: The order is about something that is not there */
            404: {
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `order-expired`: Order signed too long ago, or by a clock that is ahead */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy; `order-not-recorded`: Order cannot be recorded: nothing was changed */
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
    releaseHold: {
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
                "application/json": components["schemas"]["SignedOrder"];
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
                    "application/json": components["schemas"]["HoldReleased"];
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
            /** @description `not-from-console`: The request does not come from the console; `role-not-allowed`: The role does not allow this reading; `order-not-authorised`: Signature not recognised for this order */
            403: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-unknown`: The order is about something that is not there */
            404: {
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
            /** @description `content-type-unsupported`: Format not accepted by this room; `content-encoding-unsupported`: Compressed body not accepted */
            415: {
                headers: {
                    "Content-Language": "it" | "en";
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `purpose-missing`: Purpose of the reading not stated; `purpose-unknown`: Purpose of the reading not allowed; `query-malformed`: Question to the log not valid; `order-expired`: Order signed too long ago, or by a clock that is ahead */
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy; `order-not-recorded`: Order cannot be recorded: nothing was changed */
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
    readIncident: {
        parameters: {
            query?: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                from?: number;
                limit?: number;
            };
            header?: {
                /** @description Why the log is read; here or as read_for, and it must be stated */
                "Raccordo-Purpose"?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
            };
            path: {
                incident: string;
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
                    "application/json": components["schemas"]["Incident"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
    explainFields: {
        parameters: {
            query: {
                read_for?: "lawfulness" | "supervision" | "incident_review" | "access_request" | "authority" | "criminal_proceedings" | "technical_check";
                room: string;
                path?: string;
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
                    "application/json": components["schemas"]["Why"];
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
            /** @description `log-not-ready`: The log cannot be consulted yet; `search-interrupted`: The search in the log was broken off; `reading-not-recorded`: Reading cannot be recorded: nothing was read; `console-busy`: Console busy */
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
