/** Learns what each feature of a trigger counts for, and tells how well that serves articles it has not seen. */
import { eventFeatures, sidesLikely, TELLS, takingPart } from "../extract/weigh.ts";
import { likelihood, type Weighing } from "../language/weighing.ts";
import type { LabelledTrigger, Told } from "./labelled-triggers.ts";
import { type Example, fitLogistic } from "./logistic.ts";

const FOLDS = 5;

/** Recall of the essential labelled events, precision of the triggers told, F1; all in per cent. */
export interface Figures {
  readonly recall: number;
  readonly precision: number;
  readonly f1: number;
}

const meets = (sides: ReadonlySet<string> | null, homes: readonly string[]): boolean =>
  sides === null || homes.some((h) => sides.has(h));

const isTold = (told: Told, homes: readonly string[]): boolean =>
  meets(told.actors, homes) && meets(told.recipients, homes);

/** Folds by article, so that no article is judged by weights that saw it. */
function foldOf(triggers: readonly LabelledTrigger[]): Map<string, number> {
  const articles = [...new Set(triggers.map((t) => t.article))];
  return new Map(articles.map((a, i) => [a, i % FOLDS]));
}

function fitSides(triggers: readonly LabelledTrigger[]): Pick<Weighing, "side" | "actor"> {
  const side: Example[] = [];
  const actor: Example[] = [];
  for (const { weighed, told } of triggers) {
    if (!told.length) continue;
    for (const [home, features] of weighed.sides) {
      const acts = told.some((t) => t.actors?.has(home));
      const suffers = told.some((t) => t.recipients?.has(home));
      side.push({ features, y: acts || suffers ? 1 : 0 });
      if (acts !== suffers) actor.push({ features: weighed.roles([home]).get(home)!, y: acts ? 1 : 0 });
    }
  }
  return {
    side: fitLogistic(side),
    actor: fitLogistic(actor),
  };
}

/** Sides of each trigger as weights that did not see its article judge them. */
function unseenSides(triggers: readonly LabelledTrigger[]): Map<LabelledTrigger, Map<string, number>> {
  const folds = foldOf(triggers);
  const out = new Map<LabelledTrigger, Map<string, number>>();
  for (let k = 0; k < FOLDS; k++) {
    const sides = fitSides(triggers.filter((t) => folds.get(t.article) !== k));
    for (const t of triggers)
      if (folds.get(t.article) === k) out.set(t, sidesLikely({ ...sides, event: new Map() }, t.weighed));
  }
  return out;
}

function fitEvents(
  triggers: readonly LabelledTrigger[],
  sides: ReadonlyMap<LabelledTrigger, ReadonlyMap<string, number>>,
): Map<string, number> {
  const examples = triggers.map((t): Example => {
    const likely = sides.get(t)!;
    const homes = takingPart(t.weighed, likely);
    return { features: eventFeatures(t.weighed, likely), y: t.told.some((x) => isTold(x, homes)) ? 1 : 0 };
  });
  return fitLogistic(examples);
}

export function fitWeighing(triggers: readonly LabelledTrigger[]): Weighing {
  return { ...fitSides(triggers), event: fitEvents(triggers, unseenSides(triggers)) };
}

/** What the rules alone and what weights that did not see an article make of its triggers. */
export function crossValidate(
  triggers: readonly LabelledTrigger[],
  essential: number,
): { readonly rules: Figures; readonly weighed: Figures } {
  const sides = unseenSides(triggers);
  const folds = foldOf(triggers);
  const chosen = new Map<LabelledTrigger, readonly string[]>();
  for (let k = 0; k < FOLDS; k++) {
    const event = fitEvents(
      triggers.filter((t) => folds.get(t.article) !== k),
      sides,
    );
    for (const t of triggers) {
      if (!t.measured || folds.get(t.article) !== k) continue;
      const likely = sides.get(t)!;
      if (likelihood(event, eventFeatures(t.weighed, likely)) >= TELLS) chosen.set(t, takingPart(t.weighed, likely));
    }
  }
  const ruled = new Map(
    triggers
      .filter((t) => t.measured && !t.weighed.found.why)
      .map((t) => [t, [...t.weighed.look.actors, ...t.weighed.look.recipients]]),
  );
  return { rules: figures(ruled, essential), weighed: figures(chosen, essential) };
}

function figures(chosen: ReadonlyMap<LabelledTrigger, readonly string[]>, essential: number): Figures {
  const found = new Set<string>();
  let right = 0;
  for (const [t, homes] of chosen) {
    const told = t.told.filter((x) => isTold(x, homes));
    if (told.length) right++;
    for (const x of told) if (x.essential) found.add(x.event);
  }
  const recall = (100 * found.size) / essential;
  const precision = (100 * right) / chosen.size;
  return { recall, precision, f1: (2 * recall * precision) / (recall + precision) };
}

/** The lines of ontology/weighing.tsv; features that count next to nothing are left out. */
export function weighingLines(weighing: Weighing, least = 0.02): string {
  const rows = Object.entries(weighing).flatMap(([question, weights]) =>
    [...(weights as ReadonlyMap<string, number>)]
      .filter(([, w]) => Math.abs(w) >= least)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([feature, w]) => `${question}\t${feature}\t${w.toFixed(2)}`),
  );
  return `${["question\tfeature\tweight", ...rows].join("\n")}\n`;
}
