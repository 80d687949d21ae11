import type { KeyedViewer } from "#libs/runtime/viewerKeys";

/** Somebody who reads the log. */
export interface Viewer {
  /** Reference of the person; the log gets a pseudonym of it. */
  readonly name: string;
  readonly role: KeyedViewer["role"];
  /** Whose rooms the viewer may see into; an authority sees into none. */
  readonly titolare: string | undefined;
}

/** What a request shows of who makes it. */
export interface ShownByRequest {
  readonly authorization: string | undefined;
  readonly cookie?: string | undefined;
  readonly method: string;
  readonly origin?: string | undefined;
  /** `Sec-Fetch-Site`: where the page stands that asks. */
  readonly fetchSite?: string | undefined;
  /** The session's token, in a header that only a page of this console can set. */
  readonly csrf?: string | undefined;
  /** Asked for by the page and not by a person. */
  readonly isUnattended?: boolean | undefined;
}

export type ViewerStanding =
  | { readonly kind: "viewer"; readonly viewer: Viewer }
  | {
      readonly kind: "refused";
      readonly code:
        | ("viewer-key-missing" | "viewer-key-wrong" | "viewer-key-expired")
        | ("session-missing" | "not-from-console");
    };

/** Who makes a request. Bearer keys today; a session after OIDC is another implementation. */
export interface Viewers {
  viewerOf(shown: ShownByRequest, nowMs: number): Promise<ViewerStanding>;
}
