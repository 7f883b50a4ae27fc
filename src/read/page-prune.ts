/** Takes the furniture that markup shows out of a page's tree: menus, boxes, sharing, related articles. */
import type { Element, Node } from "./dom.ts";

const TAGS =
  "nav, aside, footer, form, button, dialog, menu, figure, figcaption, picture, audio, video, canvas, input, select, label, [hidden], [aria-hidden='true'], [role='navigation'], [role='complementary'], [role='search'], [role='dialog'], [role='alertdialog'], [role='banner'], [role='contentinfo'], [data-nosnippet]";

/** Words of class names and ids, as page builders write them: parts between `-`, `_` and changes of case. */
const PART =
  /(?:^|[-_ ]|(?<=[a-z])(?=[A-Z]))(?:ads?|advert\w*|adslot|sponsor\w*|promo\w*|banner|cookies?|consent|gdpr|newsletters?|subscri\w+|signup|paywall|piano|donat\w+|share\w*|sharing|social\w*|follow|comments?|disqus|related\w*|recommend\w*|outbrain|taboola|teaser\w*|most-?(?:read|popular|viewed)|trending|popular|sidebar|widget|breadcrumbs?|navigation|nav|menu|toolbar|pagination|pager|tags?|taglist|topics?|keywords?|byline|author-?(?:bio|box|info|card)?|authors|credits?|captions?|copyright|gallery|slideshow|carousel|read-?more|more-?(?:on|from|stories|news)|also-?(?:read|like)|jump-?links?|toc|skip|hidden|sr-only|visually-hidden|screen-reader\w*|print-?only|noprint|timestamp|published|dateline|infobox|factbox|modal|popup|overlay|tooltip|app-?download|correction|disclaimer|audio\w*|video-?\w*|player|tts|feedback|poll|quiz|rating|readtime|reading-?time)(?:$|[-_ ]|(?<=[a-z])(?=[A-Z]))/;

/** Readers' comments, which may be longer than the article. */
const COMMENTS =
  "#comments, #disqus_thread, #respond, [class*='comment-list'], [class*='commentlist'], [class*='comments-list'], [class*='comments-area'], [class*='comment-section'], [class*='comments-section'], [class*='comments-container'], [class*='comments-wrap'], [id*='comments-'], [class*='ratedComment'], [class*='top-rated-comment'], [class*='topRated']";

/** Names of the whole article or of its body: an element called so is never taken out by its other names. */
const BODY =
  /(?:^|[-_ ])(?:article-?(?:body|content|text|main|page)|story-?(?:body|content|text)|post-?(?:body|content|text)|entry-?content|content-?body|body-?(?:content|text|copy)|main-?content|articlebody|paragraph|text-?(?:body|content))(?:$|[-_ ])/i;

/** Prunes the tree under `root`; nothing goes that holds a third of its running text. */
export function prune(root: Element): void {
  const weight = runningText(root);
  const most = (weight.get(root) ?? 0) / 3;
  const small = (element: Element): boolean => (weight.get(element) ?? 0) <= most;
  for (const element of [...root.querySelectorAll(TAGS)])
    if (element.parentNode && small(element) && !quotes(element)) element.remove();
  const head = root.querySelector("h1");
  for (const element of [...root.querySelectorAll(COMMENTS)])
    if (element.parentNode && !holds(element, head)) element.remove();
  const groups = new Map<string, Element[]>();
  for (const element of root.querySelectorAll("[class], [id]")) {
    const names = `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
    if (names.length > 600 || /^(?:article|main|body|html|h1)$/i.test(element.nodeName)) continue;
    if (holds(element, head) || BODY.test(names) || element.getAttribute("itemprop") === "articleBody") continue;
    const part = PART.exec(names)?.[0].toLowerCase();
    if (part === undefined) continue;
    if (/^(?:p|h[1-6]|a|span|b|strong|em|i)$/i.test(element.nodeName) && (element.textContent?.length ?? 0) > 220)
      continue;
    const group = groups.get(part) ?? [];
    group.push(element);
    groups.set(part, group);
  }
  // Many small elements of one name that hold the text together are the article's own paragraphs.
  for (const group of groups.values()) {
    const inside = new Set<Element>(group);
    let sum = 0;
    for (const e of group) if (!e.parentElement || !inside.has(e.parentElement)) sum += weight.get(e) ?? 0;
    for (const e of group)
      if (e.parentNode && small(e) && !quotes(e) && (sum <= most || (weight.get(e) ?? 0) === 0)) e.remove();
  }
}

/** Is a quotation or holds one: a post of a person spoken of is part of the article. */
const quotes = (element: Element): boolean =>
  element.nodeName.toUpperCase() === "BLOCKQUOTE" ||
  (element.querySelector("blockquote")?.textContent?.trim().length ?? 0) > 40;

/** Stands around this element. */
function holds(outer: Element, inner: Element | null): boolean {
  for (let e: Element | null = inner; e; e = e.parentElement) if (e === outer) return true;
  return false;
}

/** Length of the running text, pieces of sixty units and more outside links, under every element that has any. */
export function runningText(root: Element): Map<Node, number> {
  const weight = new Map<Node, number>();
  let node: Node | null = root;
  while (node) {
    if (node.nodeType === 3 && (node.nodeValue?.length ?? 0) >= 60) {
      const length = node.nodeValue?.trim().length ?? 0;
      if (length >= 60 && node.parentNode?.nodeName !== "A")
        for (let up: Node | null = node.parentNode; up; up = up === root ? null : up.parentNode)
          weight.set(up, (weight.get(up) ?? 0) + length);
    }
    if (node.firstChild) node = node.firstChild;
    else {
      while (node && node !== root && !node.nextSibling) node = node.parentNode;
      if (!node || node === root) break;
      node = node.nextSibling;
    }
  }
  return weight;
}
