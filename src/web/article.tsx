/** One article: its clean text with all that was read in it lit, and the list of it beside. */
import { useComputed, useSignal } from "@preact/signals";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { filterQuery, go, linkTo, param, params, subject, toggle } from "./address.ts";
import { useGet } from "./api.ts";
import { Floating } from "./card.tsx";
import { Explanation, Found, rowOf } from "./found.tsx";
import { current, useKeys, useRows } from "./keys.ts";
import { blocksOf, canLight, type Lit, layers, light, litOf, offsetAt, piecesOf } from "./layers.ts";
import { State, When } from "./pieces.tsx";
import type { ArticleLine, ArticleView, Part } from "./types.ts";
import { Versions } from "./versions.tsx";
import { t } from "./words.ts";

export function Article() {
  const id = subject.value;
  const answer = useGet<ArticleView>(`/api/articles/${id.split("/").map(encodeURIComponent).join("/")}`);
  return <State answer={answer.value}>{(view) => <Page key={view.line.id} view={view} />}</State>;
}

function Neighbours({ id }: { id: string }) {
  const query = filterQuery.value;
  const list = useGet<Part<ArticleLine>>(`/api/articles?limit=5000${query ? `&${query}` : ""}`).value.data?.items ?? [];
  const at = list.findIndex((a) => a.id === id);
  const to = (step: number) => (at < 0 ? null : (list[at + step]?.id ?? null));
  const turn = (step: number) => () => {
    const next = to(step);
    if (!next) return false;
    location.hash = linkTo(`article/${next}`);
  };
  useKeys({ n: turn(1), p: turn(-1) });
  return (
    <nav class="neighbours" aria-label={t("article.neighbours")}>
      {([-1, 1] as const).map((step) => {
        const next = to(step);
        const words = t(step < 0 ? "article.previous" : "article.next");
        return next ? (
          <a key={step} class="button" href={linkTo(`article/${next}`)} title={step < 0 ? "p" : "n"}>
            {words}
          </a>
        ) : (
          <span key={step} class="button off">
            {words}
          </span>
        );
      })}
      {at >= 0 && (
        <span class="faint">
          {at + 1} / {list.length}
        </span>
      )}
    </nav>
  );
}

function Page({ view }: { view: ArticleView }) {
  const { reading, line } = view;
  const { lit, lost } = useMemo(() => litOf(reading), [reading]);
  const off = params("hide");
  const furniture = param("furniture") === "1";
  const blocks = useMemo(() => blocksOf(reading, furniture), [reading, furniture]);
  const shown = useMemo(() => lit.filter((l) => !off.includes(l.layer)), [lit, off.join()]);
  const root = useRef<HTMLDivElement>(null);
  const active = useSignal<readonly Lit[]>([]);
  const hover = useSignal<{ at: readonly Lit[]; x: number; y: number } | null>(null);
  const counts = useComputed(() => new Map(layers.map((k) => [k, lit.filter((l) => l.layer === k).length])));
  const fancy = canLight();

  useLayoutEffect(() => {
    if (!root.current) return;
    for (const [i, layer] of (["said", "event", "when", "who"] as const).entries())
      light(
        `read-${layer}`,
        root.current,
        shown.filter((l) => l.layer === layer),
        i,
      );
    return () => {
      if (canLight()) for (const k of layers) CSS.highlights.delete(`read-${k}`);
    };
  }, [shown, blocks]);

  const point = useCallback((spans: readonly Lit[], scroll: boolean) => {
    active.value = spans;
    if (root.current) light("read-active", root.current, spans, 9);
    const first = spans[0];
    if (scroll && first) {
      const p = [...(root.current?.querySelectorAll<HTMLElement>("p[data-start]") ?? [])]
        .filter((el) => Number(el.dataset.start) <= first.start)
        .at(-1);
      p?.scrollIntoView({
        block: "center",
        behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
      });
    }
  }, []);
  useEffect(
    () => () => {
      if (canLight()) CSS.highlights.delete("read-active");
    },
    [],
  );

  // an address with `at` leads to its sentence
  const at = param("at");
  useEffect(() => {
    if (at === null) return;
    const offset = Number(at);
    const here = lit.filter(
      (l) => (l.layer === "event" || l.layer === "said") && l.start <= offset + 400 && l.end > offset,
    );
    const target = here[0] ?? { layer: "event" as const, item: "", rule: "", start: offset, end: offset + 1 };
    const frame = requestAnimationFrame(() => point([target], true));
    if (here[0]) current.value = rowOf(here[0]);
    return () => cancelAnimationFrame(frame);
  }, [at, lit]);

  const choose = useCallback(
    (id: string) => {
      current.value = id;
      point(
        lit.filter((l) => rowOf(l) === id),
        true,
      );
    },
    [lit],
  );
  const ids = useMemo(
    () => [...reading.events.map((e) => `event ${e.id}`), ...reading.statements.map((s) => `said ${s.id}`)],
    [reading],
  );
  useRows(ids, choose);

  const under = (x: number, y: number): readonly Lit[] => {
    const offset = root.current ? offsetAt(root.current, x, y) : null;
    return offset === null ? [] : shown.filter((l) => l.start <= offset && offset <= l.end);
  };
  const a = reading.article;
  return (
    <section class="article" aria-label={t("nav.article")}>
      <header class="article-head">
        <div class="bar">
          <a href={linkTo("articles")}>{t("nav.articles")}</a>
          <span class="space" />
          <Neighbours id={line.id} />
        </div>
        <h1 dir="auto">{a.title ?? a.source}</h1>
        <p class="faint">
          <bdi>{a.outlet ?? t("source.unknown")}</bdi>
          {a.author && (
            <>
              {" · "}
              <bdi>{a.author}</bdi>
            </>
          )}
          {" · "}
          <When date={a.published} /> {a.published && <span>({t(`basis.${a.published.basis}`)})</span>}
          {" · "}
          <bdi>{a.source}</bdi>
        </p>
        {!line.read && <p class="warning">{t("article.unread")}</p>}
        <div class="legend" role="group" aria-label={t("article.layers")}>
          {layers.map((k) => (
            <button
              key={k}
              type="button"
              class={`layer ${k}`}
              aria-pressed={!off.includes(k)}
              onClick={() => toggle("hide", k)}
            >
              <i class={`sample ${k}`} aria-hidden="true" /> {t(`layer.${k}`)} <b>{counts.value.get(k)}</b>
            </button>
          ))}
          {a.furniture.length > 0 && (
            <button
              type="button"
              aria-pressed={furniture}
              onClick={() => go({ furniture: furniture ? null : "1" }, { quiet: true })}
            >
              {t("article.furniture", { n: a.furniture.length })}
            </button>
          )}
        </div>
        <Versions id={line.id} />
      </header>
      <div class="article-body">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list beside does the same for keys */}
        <div
          ref={root}
          class="text"
          lang={a.language === "und" ? undefined : a.language}
          onPointerMove={(e) => {
            if (e.pointerType !== "mouse") return;
            const at = under(e.clientX, e.clientY);
            hover.value = at.length ? { at, x: e.clientX, y: e.clientY } : null;
          }}
          onPointerLeave={() => {
            hover.value = null;
          }}
          onClick={(e) => {
            const at = under(e.clientX, e.clientY);
            const first = at.find((l) => l.layer === "event" || l.layer === "said") ?? at[0];
            if (!first) return;
            point([first], false);
            current.value = rowOf(first);
            document.querySelector(`[data-row="${CSS.escape(rowOf(first))}"]`)?.scrollIntoView({ block: "nearest" });
          }}
        >
          {blocks.map((b) =>
            b.furniture !== null ? (
              <p key={`f${b.start}${b.text}`} class="furniture" dir="auto" title={b.furniture}>
                {b.text}
              </p>
            ) : (
              <p key={b.start} data-start={b.start} dir="auto">
                {fancy
                  ? b.text
                  : piecesOf(b, shown).map((piece) => (
                      <span
                        key={piece.start}
                        data-start={piece.start}
                        class={piece.layers.map((k) => `lit-${k}`).join(" ") || undefined}
                      >
                        {piece.text}
                      </span>
                    ))}
              </p>
            ),
          )}
        </div>
        <Found view={view} lost={lost} onChoose={choose} />
      </div>
      {hover.value && (
        <Floating x={hover.value.x} y={hover.value.y}>
          {hover.value.at.map((l) => (
            <Explanation key={`${l.layer} ${l.item} ${l.start}`} lit={l} reading={reading} />
          ))}
        </Floating>
      )}
    </section>
  );
}
