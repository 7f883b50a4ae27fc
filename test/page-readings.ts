/** Readings of plainly made-up articles about made-up states, one of them hostile, for tests of the page. */
import type { Actor } from "../src/model/actor.ts";
import type { Event, EventType, Perspective } from "../src/model/event.ts";
import { statusOf } from "../src/model/event.ts";
import type { Reading } from "../src/model/reading.ts";
import type { Evidence } from "../src/model/span.ts";
import type { Act, Statement } from "../src/model/statement.ts";

const actor = (id: string, kind: Actor["kind"], name: string, country: string | null, office?: string): Actor => ({
  id,
  kind,
  name,
  country,
  ...(office ? { office } : {}),
});

/** Codes that no state has. */
export const actors = {
  north: actor("QZN", "state", "Northmark", "QZN"),
  south: actor("QZS", "state", "Southmark", "QZS"),
  isles: actor("QZI", "state", "Far Isles", "QZI"),
  minister: actor("person/orla-venn", "person", "Orla Venn", "QZN", "foreign minister"),
  agency: actor("agency/marknews", "agency", "Marknews", "QZN"),
} as const;
type Who = keyof typeof actors;

export const hostileTitle = `<script>document.title="taken"</script> \u202Eevil\u202C`;
export const hostileWord = "W".repeat(400);
const hostile = `<img src=x onerror="document.title='taken'"> The council of Southmark met Northmark in June. <script>document.title="taken"</script>\njavascript:alert(1) ${hostileWord} \u202Ereversed\u202C and \uD800 alone. Southmark denied that it had armed the Far Isles.`;

const evidenceOf = (text: string, words: string): Evidence => {
  const start = text.indexOf(words);
  if (start < 0) throw new RangeError(`not in the text: ${words}`);
  return { start, end: start + words.length, rule: "made/by-hand", score: 1 };
};

const fact: Perspective = { certainty: "fact", polarity: "positive", time: "past" };

interface Told {
  readonly type: EventType;
  readonly from: Who;
  readonly to: Who;
  readonly days: readonly [string, string] | null;
  readonly words: string;
  readonly perspective?: Perspective;
  readonly place?: boolean;
}
interface Spoken {
  readonly by: Who;
  readonly act: Act;
  readonly about: readonly Who[];
  readonly via?: Who;
  readonly words: string;
}

function reading(
  id: string,
  outlet: string,
  day: string,
  title: string,
  text: string,
  told: readonly Told[],
  spoken: readonly Spoken[],
): Reading {
  const events = told.map((e, i): Event => {
    const perspective = e.perspective ?? fact;
    return {
      id: `e${i + 1}`,
      type: e.type,
      mode: e.type === "CONSULT" ? "meeting" : null,
      actors: [actors[e.from].id],
      recipients: [actors[e.to].id],
      date: e.days && { from: e.days[0], to: e.days[1], basis: "said", rule: "made/date", span: null },
      place: e.place ? { name: "Midport", country: null, lat: 44.1, lon: 9.8 } : null,
      perspective,
      status: statusOf(perspective),
      via: [],
      evidence: [evidenceOf(text, e.words)],
    };
  });
  const statements = spoken.map(
    (s, i): Statement => ({
      id: `s${i + 1}`,
      speaker: [actors[s.by].id],
      act: s.act,
      about: s.about.map((w) => actors[w].id),
      via: s.via ? [actors[s.via].id] : [],
      quote: null,
      content: null,
      events: [],
      evidence: [evidenceOf(text, s.words)],
    }),
  );
  const mentions = Object.values(actors).flatMap((a) => {
    const start = text.indexOf(a.name);
    return start < 0
      ? []
      : [{ start, end: start + a.name.length, actor: a.id, form: "name" as const, rule: "made/name" }];
  });
  const june = text.indexOf("June");
  return {
    article: {
      id,
      source: `${id}.txt`,
      language: "en",
      title,
      outlet,
      author: null,
      published: { from: day, to: day, basis: "given", because: [] },
      text,
      furniture: [{ at: text.length, text: "Subscribe to our letter", rule: "made/furniture" }],
    },
    actors: Object.values(actors),
    mentions,
    times:
      june < 0
        ? []
        : [
            {
              start: june,
              end: june + 4,
              type: "DATE",
              value: "2031-06",
              from: "2031-06-01",
              to: "2031-06-30",
              granularity: "month",
              rule: "made/month",
              anchor: "published",
              open: true,
              flag: null,
            },
          ],
    events,
    statements,
    flags: [],
  };
}

const first =
  "Northmark and Southmark met in Midport in June. The foreign minister Orla Venn said that the talks were useful, Marknews reported.\nNorthmark accused Southmark of arming the Far Isles.";
const second =
  "A meeting of Northmark with Southmark took place in June at Midport. Southmark rejected the charge that it had armed the Far Isles.\nNext spring Northmark will aid the Far Isles with grain.";

export const readings: readonly Reading[] = [
  reading(
    "a1",
    "Mark Courier",
    "2031-06-20",
    "Talks at Midport",
    first,
    [
      {
        type: "CONSULT",
        from: "north",
        to: "south",
        days: ["2031-06-01", "2031-06-30"],
        words: "Northmark and Southmark met in Midport",
        place: true,
      },
      {
        type: "ACCUSE",
        from: "north",
        to: "south",
        days: ["2031-06-19", "2031-06-19"],
        words: "Northmark accused Southmark of arming the Far Isles",
      },
      {
        type: "AID",
        from: "south",
        to: "isles",
        days: null,
        words: "arming the Far Isles",
        perspective: { certainty: "hearsay", polarity: "positive", time: "past" },
      },
    ],
    [
      {
        by: "minister",
        act: "says",
        about: ["south"],
        via: "agency",
        words: "Orla Venn said that the talks were useful",
      },
      {
        by: "north",
        act: "accuses",
        about: ["south", "isles"],
        words: "Northmark accused Southmark of arming the Far Isles",
      },
    ],
  ),
  reading(
    "a2",
    "Daily Beacon",
    "2031-06-22",
    "Southmark rejects the charge",
    second,
    [
      {
        type: "CONSULT",
        from: "north",
        to: "south",
        days: ["2031-06-01", "2031-06-30"],
        words: "A meeting of Northmark with Southmark took place",
      },
      {
        type: "AID",
        from: "north",
        to: "isles",
        days: ["2032-03-01", "2032-05-31"],
        words: "Northmark will aid the Far Isles",
        perspective: { certainty: "fact", polarity: "positive", time: "future" },
      },
    ],
    [
      {
        by: "south",
        act: "denies",
        about: ["south", "isles"],
        words: "Southmark rejected the charge that it had armed the Far Isles",
      },
    ],
  ),
  reading(
    "a3",
    `Hostile <b>Gazette</b>`,
    "2031-07-01",
    hostileTitle,
    hostile,
    [
      {
        type: "CONSULT",
        from: "south",
        to: "north",
        days: ["2031-06-10", "2031-06-10"],
        words: "The council of Southmark met Northmark",
      },
    ],
    [
      {
        by: "south",
        act: "denies",
        about: ["south", "isles"],
        words: "Southmark denied that it had armed the Far Isles",
      },
    ],
  ),
];
