/** What newly taken articles change in the dossier: new events, more sources, another status, new versions, copies. */
import type { Store } from "../pipeline.ts";
import { countChanges, difference } from "../show/difference.ts";
import { event } from "../show/events.ts";
import type { EventView } from "../show/views.ts";
import { clustersOf } from "../store/query.ts";
import { copiesOf, versionsOf } from "../store/versions.ts";
import type { Taken } from "./take.ts";

export type Change =
  | { readonly change: "article"; readonly article: string; readonly source: string; readonly title: string | null }
  | {
      readonly change: "version";
      readonly article: string;
      readonly title: string | null;
      readonly added: number;
      readonly removed: number;
    }
  | { readonly change: "copy"; readonly article: string; readonly title: string | null; readonly of: readonly string[] }
  | {
      readonly change: "new-event" | "more-sources" | "status";
      readonly event: string;
      readonly type: string;
      readonly actors: readonly string[];
      readonly recipients: readonly string[];
      readonly date: string | null;
      readonly status: string;
      readonly before: string | null;
      readonly outlets: number;
    };

/** The changes that these articles made, after the dossier has been drawn anew. */
export function changesOf(store: Store, taken: readonly Taken[]): Change[] {
  const news = taken.filter((t) => t.state !== "known");
  const fresh = new Set(news.map((t) => t.article.id));
  const changes: Change[] = [];
  const events = new Set<string>();
  for (const { article, state } of news) {
    const { id, source, title } = article;
    if (state === "added") changes.push({ change: "article", article: id, source, title });
    else {
      const [before, now] = versionsOf(store, id).slice(-2);
      const count = before && now ? countChanges(difference(before.text, now.text)) : { added: 0, removed: 0 };
      changes.push({ change: "version", article: id, title, ...count });
    }
    const of = copiesOf(store, id);
    if (of.length > 0) changes.push({ change: "copy", article: id, title, of });
    for (const cluster of Object.values(clustersOf(store, id))) events.add(cluster);
  }
  for (const id of events) {
    const view = event(store, id);
    if (view && !wasThere(store, view, fresh)) changes.push(eventChange(view, fresh));
  }
  return changes;
}

/** Only new versions tell it, and their earlier states told it in the same sentence. */
function wasThere(store: Store, view: EventView, fresh: ReadonlySet<string>): boolean {
  return (
    view.history.every((h) => fresh.has(h.article)) &&
    view.evidence.length > 0 &&
    view.evidence.every((e) => {
      const versions = versionsOf(store, e.article);
      return versions.slice(0, -1).some((v) => v.text.includes(e.sentence));
    })
  );
}

function eventChange(view: EventView, fresh: ReadonlySet<string>): Change {
  const old = view.history.filter((h) => !fresh.has(h.article));
  const before = old.at(-1)?.status ?? null;
  return {
    change: before === null ? "new-event" : before === view.status ? "more-sources" : "status",
    event: view.id,
    type: view.mode ? `${view.type} ${view.mode}` : view.type,
    actors: view.actors.map((a) => a.name),
    recipients: view.recipients.map((a) => a.name),
    date: view.date ? (view.date.from === view.date.to ? view.date.from : `${view.date.from}..${view.date.to}`) : null,
    status: view.status,
    before,
    outlets: view.outlets.length,
  };
}

const one = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 100);

/** A change in a line for the terminal. */
export function changeText(c: Change): string {
  if (c.change === "article") return `article    ${one(c.title ?? c.source)}  [${c.article}]`;
  if (c.change === "version")
    return `version    ${one(c.title ?? c.article)}: ${c.added} words in, ${c.removed} out  [relazione versions ${c.article}]`;
  if (c.change === "copy")
    return `copy       ${one(c.title ?? c.article)}: nearly the same text as ${c.of.length} other${c.of.length === 1 ? "" : "s"} (${c.of.slice(0, 3).join(", ")})`;
  const who = `${c.actors.join(", ") || "?"}${c.recipients.length ? ` > ${c.recipients.join(", ")}` : ""}`;
  const what = `${c.type}  ${who}  ${c.date ?? "undated"}`;
  if (c.change === "new-event") return `event      ${what}  ${c.status}  [${c.event}]`;
  if (c.change === "status") return `status     ${what}  ${c.before} > ${c.status}  [${c.event}]`;
  return `told again ${what}  ${c.status}, ${c.outlets} outlet${c.outlets === 1 ? "" : "s"}  [${c.event}]`;
}
