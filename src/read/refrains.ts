/** Lines that the articles of one outlet repeat, learnt while articles come in: counted over its latest articles. */
import type { Article } from "../model/article.ts";
import { repeatedLines, withoutLines } from "./repeated-lines.ts";

/** Where what was learnt is kept between two runs. */
export interface RefrainShelf {
  known(outlet: string): readonly string[];
  latest(outlet: string, most: number): readonly { readonly source: string; readonly text: string }[];
  learn(outlet: string, lines: readonly string[]): void;
}

/** So many of an outlet's latest articles are compared. */
const LATEST = 40;

interface Outlet {
  readonly lines: Set<string>;
  /** Text by source, so that a version or a second reading of an article does not count twice. */
  readonly texts: Map<string, string>;
}

export class Refrains {
  readonly #shelf: RefrainShelf;
  readonly #outlets = new Map<string, Outlet>();

  constructor(shelf: RefrainShelf) {
    this.#shelf = shelf;
  }

  /** The articles without the lines that their outlets repeat, in the same order. What it learns goes to the shelf. */
  clean(articles: readonly Article[]): Article[] {
    const touched = new Set<string>();
    for (const article of articles) {
      if (article.outlet === null) continue;
      const outlet = this.#outlet(article.outlet);
      outlet.texts.delete(article.source);
      outlet.texts.set(article.source, article.text);
      touched.add(article.outlet);
    }
    for (const name of touched) {
      const outlet = this.#outlet(name);
      const texts = [...outlet.texts.values()].slice(-Math.max(LATEST, articles.length)).map((text) => ({ text }));
      const found = [...repeatedLines(texts)].filter((line) => !outlet.lines.has(line));
      if (found.length > 0) this.#shelf.learn(name, found);
      for (const line of found) outlet.lines.add(line);
      for (const source of [...outlet.texts.keys()].slice(0, -LATEST)) outlet.texts.delete(source);
    }
    return articles.map((a) => (a.outlet === null ? a : withoutLines(a, this.#outlet(a.outlet).lines)));
  }

  #outlet(name: string): Outlet {
    let outlet = this.#outlets.get(name);
    if (!outlet) {
      outlet = {
        lines: new Set(this.#shelf.known(name)),
        texts: new Map(
          [...this.#shelf.latest(name, LATEST)].reverse().map(({ source, text }) => [source, text] as const),
        ),
      };
      this.#outlets.set(name, outlet);
    }
    return outlet;
  }
}
