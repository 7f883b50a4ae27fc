/** How cooperative or hostile an event type is: PLOVER's scores, -10 the most hostile, 10 the most cooperative. */
import type { EventType } from "./event.ts";

const intensities: Readonly<Record<EventType, number>> = {
  AGREE: 2.5,
  CONSULT: 2.5,
  SUPPORT: 5,
  CONCEDE: 4.5,
  COOPERATE: 9.5,
  AID: 10,
  RETREAT: 6.5,
  REQUEST: 0,
  REJECT: -2,
  // the manual prints 3; its modes stand at -2 and -3.5
  ACCUSE: -3,
  THREATEN: -3.5,
  PROTEST: -5,
  MOBILIZE: -5.5,
  SANCTION: -6,
  COERCE: -7,
  ASSAULT: -9,
};

export const intensityOf = (type: EventType): number => intensities[type];
