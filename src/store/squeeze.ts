/** Small JSON records packed against a text that holds what most of them have in common. */
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Changing it makes what is packed unreadable: the version of the schema must then change as well. */
const common = Buffer.from(
  `{"event":{"kind":"event","ref":{"article":"","item":"e1"},"hash":"","types":["ACCUSE"],"family":"","modes":[],"sides":[{"side":"","role":"from","people":[]},{"side":"","role":"to","people":[]}],"days":[16438,16440],"said":true,"published":[16440,16440],"places":[{"name":"","country":""}],"status":"occurred","topics":[],"ahead":[],"behind":[]},"stance":null}{"event":null,"stance":{"kind":"statement","ref":{"article":"","item":"s1"},"hash":"","act":"says","speakers":[],"speakerSides":[],"aboutSides":[],"proposition":{"event":"e1","family":"","from":[],"to":[]},"saying":null,"denies":false,"contested":false,"topics":[],"quote":[],"published":[16440,16440],"at":0}}`,
);

export const squeeze = (value: object): Uint8Array =>
  deflateRawSync(JSON.stringify(value), { level: 3, dictionary: common });

export const expand = <T>(bytes: Uint8Array): T =>
  JSON.parse(inflateRawSync(bytes, { dictionary: common }).toString("utf8")) as T;
