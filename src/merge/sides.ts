/** Which side an actor stands on, and the id by which the whole dossier knows it. */
import type { Actor } from "../model/actor.ts";
import { wordsOf } from "../model/words.ts";

/**
 * The dossier's id of a reading's actor. Knowledge ids are the same everywhere; one that only its article knows is
 * shared by name and country, and stays with its article where the country is not known.
 */
export function globalId(actor: Actor, article: string): string {
  if (!actor.id.startsWith("local/")) return actor.id;
  const name = wordsOf(actor.name).join("-") || "unnamed";
  return actor.country ? `local/${actor.country}/${name}` : `local/${article.slice(0, 16)}/${name}`;
}

/** The state that an actor acts for, or its own id where it belongs to none: Putin -> RUS, NATO -> NATO. */
export const sideOf = (actor: Actor, article: string): string => actor.country ?? globalId(actor, article);

/** True where the actor is the state itself, or stands for it without a face of its own. */
export const isWholeSide = (actor: Actor): boolean => actor.kind === "state";
