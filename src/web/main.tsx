/**
 * Starts the page.
 *
 * Rules that biome.json turns off for this room, and why: the pictures are hidden from keys and screen readers, for the
 * table beneath each says and does the same (noStaticElementInteractions, noSvgWithoutTitle); rows of buttons are named
 * groups, which a fieldset would frame (useSemanticElements); styles stand in the order of the page's parts and not of
 * their weight (noDescendingSpecificity); the language of the page is not known before its words are (useValidLang). axe checks the built page in test/page.test.ts.
 */
import { render } from "preact";
import { timelinePath, view } from "./address.ts";
import { ahead } from "./api.ts";
import { App } from "./app.tsx";
import { listenToKeys } from "./keys.ts";
import { dress } from "./tools.tsx";
import { loadWords } from "./words.ts";

dress();
const root = document.getElementById("page")!;
const words = loadWords();
// asked for behind the words, which are short, and not after them
if (view.value === "timeline") ahead(timelinePath.value);
words.then(
  () => {
    listenToKeys();
    addEventListener("click", (e) => {
      for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.facet[open]"))
        if (!menu.contains(e.target as Node)) menu.open = false;
    });
    render(<App />, root);
  },
  () => {
    root.textContent = "Relazione: the server does not answer.";
  },
);
