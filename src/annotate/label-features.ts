/** What the label models look at in a parse state. */
import { feature2, feature3, feature4 } from "./hash.ts";
import type { ParseState } from "./parse-state.ts";
import { agreement, commasBetween, deeper, near } from "./word-pairs.ts";

/** Writes the features of the label of `dependent` under `head`, before or after it is attached. */
export function labelFeatures(s: ParseState, head: number, dependent: number, out: Int32Array): number {
  const { keys, tags, labels, length } = s;
  const hw = keys[head] as number;
  const dw = keys[dependent] as number;
  const ht = tags[head] as number;
  const dt = tags[dependent] as number;
  const left = dependent < head ? 1 : 0;
  const way = head > length ? 2 : left;
  const distance = head > length ? 9 : near(Math.abs(head - dependent)) * 2 + left;
  const dl = s.leftmost[dependent] as number;
  const dll = s.secondLeft[dependent] as number;
  const dr = s.rightmost[dependent] as number;
  const dlw = keys[dl] as number;
  const dlt = tags[dl] as number;
  const drt = tags[dr] as number;
  const dsets = s.childLabels[dependent] as number;
  const hsets = s.childLabels[head] as number;
  const hl = s.leftmost[head] as number;
  const hr = s.rightmost[head] as number;
  const before = dependent > 1 ? dependent - 1 : 0;
  const after = dependent < length ? dependent + 1 : 0;
  const headBefore = head > 1 && head <= length ? head - 1 : 0;
  const headAfter = head < length ? head + 1 : 0;
  const agree = agreement(s.morphs[head] as number, s.morphs[dependent] as number);
  const dm = s.morphs[dependent] as number;
  const between = commasBetween(s, head, dependent);
  const deep = deeper(s, dependent, head);
  const marks = s.marksBefore[dependent] as number;
  const marksAfter = s.marksBefore[dependent + 1] as number;
  let n = 0;
  out[n++] = feature4(80, ht, dt, between, way);
  out[n++] = feature4(81, ht, dt, marks, way);
  out[n++] = feature4(82, ht, dt, marksAfter, way);
  out[n++] = feature4(83, dt, marks, marksAfter, way);
  out[n++] = feature4(84, ht, dt, deep, way);
  out[n++] = feature4(85, dw, marks, marksAfter, way);
  out[n++] = feature4(86, dsets, dt, between, way);
  out[n++] = feature2(201, dw, way);
  out[n++] = feature2(202, dt, way);
  out[n++] = feature2(203, hw, way);
  out[n++] = feature2(204, ht, way);
  out[n++] = feature3(205, hw, dw, way);
  out[n++] = feature3(206, hw, dt, way);
  out[n++] = feature3(207, ht, dw, way);
  out[n++] = feature3(208, ht, dt, way);
  out[n++] = feature3(209, ht, dt, distance);
  out[n++] = feature2(210, dt, distance);
  out[n++] = feature3(211, dw, dt, distance);
  out[n++] = feature3(212, ht, dt, dlw);
  out[n++] = feature3(213, hw, dt, dlw);
  out[n++] = feature3(214, ht, dw, dlw);
  out[n++] = feature4(215, ht, dt, dlt, drt);
  out[n++] = feature4(216, ht, dt, dsets, way);
  out[n++] = feature3(217, dw, dsets, way);
  out[n++] = feature3(218, hw, dsets, way);
  out[n++] = feature4(219, ht, dt, hsets, way);
  out[n++] = feature3(220, hw, hsets, dt);
  out[n++] = feature4(221, ht, dsets, hsets, way);
  out[n++] = feature4(222, ht, dt, agree, way);
  out[n++] = feature4(223, ht, dt, dm, way);
  out[n++] = feature3(224, hw, s.morphs[head] as number, dt);
  out[n++] = feature3(225, dt, tags[before] as number, way);
  out[n++] = feature3(226, dt, tags[after] as number, way);
  out[n++] = feature3(227, dt, keys[before] as number, way);
  out[n++] = feature3(228, dt, keys[after] as number, ht);
  out[n++] = feature3(229, ht, tags[headBefore] as number, dt);
  out[n++] = feature3(230, ht, tags[headAfter] as number, dt);
  out[n++] = feature4(231, ht, dt, labels[dl] as number, labels[dll] as number);
  out[n++] = feature4(232, ht, dt, labels[hl] as number, labels[hr] as number);
  out[n++] = feature4(233, ht, dt, keys[hl] as number, way);
  out[n++] = feature3(234, s.lemmas[head] as number, s.lemmas[dependent] as number, way);
  out[n++] = feature3(235, s.lemmas[head] as number, dt, dlw);
  out[n++] = feature3(236, ht, s.lemmas[dependent] as number, dlw);
  out[n++] = feature3(237, s.lemmas[dependent] as number, ht, way);
  out[n++] = feature4(238, hw, dt, (s.leftCount[head] as number) * 8 + (s.rightCount[head] as number), way);
  out[n++] = feature3(239, ht, dt, tags[dependent + 1 < head ? head - 1 : before] as number);
  out[n++] = feature3(240, keys[dll] as number, dlw, dt);
  return n;
}

/** Adds to the label features, in a finished tree, what the first label was and what stands above; returns their number. */
export function relabelFeatures(
  s: ParseState,
  head: number,
  dependent: number,
  first: number,
  out: Int32Array,
): number {
  let n = labelFeatures(s, head, dependent, out);
  const { keys, tags, labels, length } = s;
  const root = head > length;
  const hw = keys[head] as number;
  const dw = keys[dependent] as number;
  const ht = tags[head] as number;
  const dt = tags[dependent] as number;
  const above = root ? 61 : (labels[head] as number);
  const grand = root ? 0 : (s.heads[head] as number);
  const way = dependent < head ? 1 : 0;
  const dl = s.leftmost[dependent] as number;
  const dlw = keys[dl] as number;
  const hsets = s.childLabels[head] as number;
  const f = first * 2 + way;
  out[n++] = feature2(261, f, 0);
  out[n++] = feature3(262, f, ht, dt);
  out[n++] = feature3(263, f, dw, ht);
  out[n++] = feature3(264, f, hw, dt);
  out[n++] = feature3(265, f, dlw, ht);
  out[n++] = feature4(266, f, above, ht, dt);
  out[n++] = feature3(267, above, ht, dt * 2 + way);
  out[n++] = feature3(268, f, above, hsets);
  out[n++] = feature4(269, tags[grand] as number, ht, dt, f);
  out[n++] = feature4(270, keys[grand] as number, dt, f, dlw);
  out[n++] = feature3(271, f, s.childLabels[dependent] as number, dt);
  out[n++] = feature3(272, f, labels[s.rightmost[dependent] as number] as number, dt);
  out[n++] = feature3(273, f, s.lemmas[head] as number, dlw);
  return n;
}
