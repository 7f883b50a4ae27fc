/** The states of an article one after the other, with what changed between them, and who prints the same text. */
import { originalsOf } from "../store/kept.ts";
import type { Store } from "../store/store.ts";
import { copiesOf, versionsOf } from "../store/versions.ts";
import { countChanges, difference } from "./difference.ts";
import type { VersionsView } from "./views.ts";

/** The versions of an article by the id of any of them, or null. */
export function versions(store: Store, id: string): VersionsView | null {
  const states = versionsOf(store, id);
  const last = states.at(-1);
  if (!last) return null;
  return {
    versions: states.map((state, i) => {
      const before = states[i - 1];
      const pieces = before ? difference(before.text, state.text) : [];
      return {
        article: state.id,
        source: state.source,
        title: state.title,
        published: state.published,
        originals: originalsOf(store, state.id),
        changes: before ? countChanges(pieces) : null,
        difference: pieces,
      };
    }),
    copies: copiesOf(store, last.id),
  };
}
