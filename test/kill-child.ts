/** A child that adds articles one by one and says so on standard output once each is kept; made to be killed. */
import { loadTopics, topicsOf } from "../src/language/topics.ts";
import { settle } from "../src/settle/settle.ts";
import { openStore } from "../src/store/store.ts";
import { press } from "./press.ts";

const [file, count] = process.argv.slice(2);
const pack = loadTopics(new URL("../languages/en", import.meta.url).pathname);
const store = openStore(file!);
press(5, Number(count)).forEach((reading, i) => {
  store.add(reading);
  process.stdout.write(`${reading.article.id}\n`);
  if (i % 3 === 2) settle(store, { topics: (text) => topicsOf(text, pack) }, { batch: 2 });
});
settle(store, { topics: (text) => topicsOf(text, pack) });
process.stdout.write("done\n");
store.close();
