/** Starts the page. */
import { render } from "preact";
import { timelinePath, view } from "./address.ts";
import { ahead } from "./api.ts";
import { App, dress } from "./app.tsx";
import { listenToKeys } from "./keys.ts";
import { loadWords } from "./words.ts";

dress();
const root = document.getElementById("page")!;
loadWords(() => {
  if (view.value === "timeline") ahead(timelinePath.value);
}).then(
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
