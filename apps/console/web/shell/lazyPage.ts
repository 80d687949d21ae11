import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { wordsOfPage } from "../words/language.ts";
import type { PartName } from "../words/parts.ts";
import { anotherPageServed, reloadOnce } from "./newVersion.ts";

type Loaded<P> = Promise<{ readonly default: ComponentType<P> }>;

/**
 * A page, or a part of one, that is loaded with its words when it is first come to. After an upgrade the files that it
 * consists of may be gone: then the new page is loaded at the same address, once.
 */
export const lazyPage = <P>(
  load: () => Promise<ComponentType<P>>,
  words: readonly PartName[] = [],
): LazyExoticComponent<ComponentType<P>> =>
  lazy(async (): Loaded<P> => {
    try {
      const [component] = await Promise.all([load(), wordsOfPage(words)]);
      return { default: component };
    } catch (error) {
      if ((await anotherPageServed()) && reloadOnce()) return await never;
      throw error;
    }
  });

/** Until the reload has taken everything away. */
const never = new Promise<never>(() => undefined);
