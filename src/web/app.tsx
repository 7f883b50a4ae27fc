/** The page: its head, its filters, the view that the address names, and the panel beside it. */
import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ActorPage } from "./actor-page.tsx";
import { Actors } from "./actors.tsx";
import { go, linkTo, param, params, view } from "./address.ts";
import { Article } from "./article.tsx";
import { Articles } from "./articles.tsx";
import { ClaimPage } from "./claim-page.tsx";
import { Claims } from "./claims.tsx";
import { DropTarget } from "./drop-target.tsx";
import { Filters } from "./filters.tsx";
import { Help } from "./help.tsx";
import { Intake } from "./intake.tsx";
import { helping } from "./keys.ts";
import { lazy } from "./later.tsx";
import { operatorsOf } from "./operators.ts";
import { Panel } from "./panel.tsx";
import { taking } from "./taking.ts";
import { Timeline } from "./timeline.tsx";
import { Tools } from "./tools.tsx";
import { language, t } from "./words.ts";

const Network = lazy(() => import("./network.tsx").then((m) => m.Network));
const WorldMap = lazy(() => import("./world-map.tsx").then((m) => m.WorldMap));
const Inbox = lazy(() => import("./inbox.tsx").then((m) => m.Inbox));
const Pair = lazy(() => import("./pair.tsx").then((m) => m.Pair));

const views: Readonly<Record<string, ComponentType>> = {
  timeline: Timeline,
  claims: Claims,
  claim: ClaimPage,
  articles: Articles,
  article: Article,
  actors: Actors,
  actor: ActorPage,
  network: Network,
  map: WorldMap,
  inbox: Inbox,
  pair: Pair,
};

const tabs = ["timeline", "claims", "articles", "actors", "network", "map", "inbox"] as const;
const under: Readonly<Record<string, string>> = {
  article: "articles",
  claim: "claims",
  actor: "actors",
  pair: "timeline",
};

/** Views that the filters narrow. */
const narrowed = new Set(["timeline", "claims", "articles", "actors", "network", "map", "pair"]);

function Head() {
  const now = view.value;
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = bar.current?.querySelector<HTMLElement>("[aria-current]");
    if (bar.current && here) bar.current.scrollLeft = here.offsetLeft - bar.current.offsetLeft - 40;
  }, [now, language.value]);
  return (
    <header class="head">
      <a class="mark-name" href="#/timeline">
        Relazione
      </a>
      <nav ref={bar} aria-label={t("nav.label")}>
        {tabs.map((tab) => (
          <a key={tab} href={linkTo(tab)} aria-current={now === tab || under[now] === tab ? "page" : undefined}>
            {t(`nav.${tab}`)}
          </a>
        ))}
      </nav>
      <Search />
      <div class="tools">
        <button
          type="button"
          class="primary"
          onClick={() => {
            taking.value = true;
          }}
        >
          {t("intake.open")}
        </button>
        <Tools />
        <button
          type="button"
          aria-label={t("help.title")}
          title={`${t("help.title")} (?)`}
          onClick={() => {
            helping.value = true;
          }}
        >
          ?
        </button>
      </div>
    </header>
  );
}

let typing: ReturnType<typeof setTimeout>;

function Search() {
  const ask = (text: string, quiet: boolean) => {
    const { words, filters } = operatorsOf(text);
    // what is being typed is no operator yet
    if (quiet && Object.keys(filters).length > 0) return;
    const change = Object.fromEntries(Object.entries(filters).map(([k, v]) => [k, [...new Set([...params(k), ...v])]]));
    go({ ...change, q: words || null, open: null }, { quiet });
  };
  return (
    <search>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          clearTimeout(typing);
          const field = e.currentTarget.elements.namedItem("q") as HTMLInputElement;
          ask(field.value, false);
        }}
      >
        <input
          type="search"
          name="q"
          aria-label={t("search.label")}
          placeholder={t("search.hint")}
          value={param("q") ?? ""}
          maxLength={300}
          autocomplete="off"
          onInput={(e) => {
            const text = e.currentTarget.value;
            clearTimeout(typing);
            typing = setTimeout(() => ask(text, true), 300);
          }}
        />
      </form>
    </search>
  );
}

/** A fault in a view leaves the rest of the page standing. */
class Guard extends Component<{ name: string; children: ComponentChildren }, { failed: string | null }> {
  override state = { failed: null };
  static override getDerivedStateFromError(e: unknown) {
    return { failed: e instanceof Error ? e.message : String(e) };
  }
  override componentDidCatch(e: unknown) {
    console.error(e);
  }
  override render() {
    if (this.state.failed === null) return this.props.children;
    return (
      <div class="state trouble" role="alert">
        <h1>{t("state.broken")}</h1>
        <p class="faint">
          <bdi>{this.state.failed}</bdi>
        </p>
        <button
          type="button"
          onClick={() => {
            go({}, { path: "timeline" });
            this.setState({ failed: null });
          }}
        >
          {t("nav.timeline")}
        </button>
      </div>
    );
  }
}

export function App() {
  const now = view.value;
  const View = views[now] ?? Timeline;
  const open = param("open") !== null;
  document.title = `${t(`nav.${now in views ? now : "timeline"}`)} · Relazione`;
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to the content; the address holds the state and must stay */}
      <a
        class="skip"
        href="#main"
        onClick={(e) => {
          e.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        {t("nav.skip")}
      </a>
      <Head />
      {narrowed.has(now) && <Filters />}
      <div class={open ? "body with-panel" : "body"}>
        <main id="main" tabIndex={-1}>
          <Guard key={now} name={now}>
            <View />
          </Guard>
        </main>
        <Panel />
      </div>
      <Intake />
      <Help />
      <DropTarget />
    </>
  );
}
