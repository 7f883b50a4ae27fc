/** Takes the furniture that markup shows out of a page's tree: menus, boxes, sharing, related articles. */
import { type Element, elementsBelow, firstBelow, following, type Node } from "./tree.ts";

const TAGS = new Set(
  "NAV ASIDE FOOTER FORM BUTTON DIALOG MENU FIGURE FIGCAPTION PICTURE AUDIO VIDEO CANVAS INPUT SELECT LABEL".split(" "),
);
const ROLES = new Set("navigation complementary search dialog alertdialog banner contentinfo".split(" "));

/** Furniture by its element, or by what it says of itself to machines. */
function isFurniture(element: Element): boolean {
  if (TAGS.has(element.nodeName)) return true;
  const role = element.getAttribute("role");
  return (
    (role !== null && ROLES.has(role)) ||
    element.getAttribute("hidden") !== null ||
    element.getAttribute("aria-hidden") === "true" ||
    element.getAttribute("data-nosnippet") !== null
  );
}

/** Words of class names and ids, as page builders write them: parts between `-`, `_` and changes of case. */
const PART =
  /(?:^|[-_ ]|(?<=[a-z])(?=[A-Z]))(?:ads?|advert\w*|adslot|sponsor\w*|promo\w*|banner|cookies?|consent|gdpr|newsletters?|subscri\w+|signup|paywall|piano|donat\w+|share\w*|sharing|social\w*|follow|comments?|disqus|related\w*|recommend\w*|outbrain|taboola|teaser\w*|most-?(?:read|popular|viewed)|trending|popular|sidebar|widget|breadcrumbs?|navigation|nav|menu|toolbar|pagination|pager|tags?|taglist|topics?|keywords?|byline|author-?(?:bio|box|info|card)?|authors|credits?|captions?|copyright|gallery|slideshow|carousel|read-?more|more-?(?:on|from|stories|news)|also-?(?:read|like)|jump-?links?|toc|skip|hidden|sr-only|visually-hidden|screen-reader\w*|print-?only|noprint|timestamp|published|dateline|infobox|factbox|modal|popup|overlay|tooltip|app-?download|correction|disclaimer|audio\w*|video-?\w*|player|tts|feedback|poll|quiz|rating|readtime|reading-?time)(?:$|[-_ ]|(?<=[a-z])(?=[A-Z]))/;

/** Readers' comments, which may be longer than the article. */
const COMMENT_CLASS =
  /comment-list|commentlist|comments-(?:list|area|section|container|wrap)|comment-section|ratedComment|top-rated-comment|topRated/;
const COMMENT_ID = /^(?:comments|disqus_thread|respond)$|comments-/;

/** Names of the whole article or of its body: an element called so is never taken out by its other names. */
const BODY =
  /(?:^|[-_ ])(?:article-?(?:body|content|text|main|page)|story-?(?:body|content|text)|post-?(?:body|content|text)|entry-?content|content-?body|body-?(?:content|text|copy)|main-?content|articlebody|paragraph|text-?(?:body|content))(?:$|[-_ ])/i;

/** Names of what asks for consent to be watched. */
const CONSENT = /consent|cookie|gdpr|(?:^|[-_ ])cmp(?:$|[-_ ])|privacy-?(?:wall|gate|notice|manager)/i;

/**
 * Prunes the tree under `root`; nothing goes that holds a third of its running text. Gives the share of the running
 * text that stands in a part asking for consent.
 */
export function prune(root: Element): { readonly consent: number } {
  let consent = 0;
  const weight = runningText(root);
  const most = (weight.get(root) ?? 0) / 3;
  const small = (element: Element): boolean => (weight.get(element) ?? 0) <= most;
  const all = elementsBelow(root);
  // asked for once: the tree makes the list of classes anew at every question
  const namesOf = new Map<Element, { readonly own: string; readonly id: string }>();
  for (const element of all) {
    const [own, id] = [element.getAttribute("class"), element.getAttribute("id")];
    if (own !== null || id !== null) namesOf.set(element, { own: own ?? "", id: id ?? "" });
    const names = `${own ?? ""} ${id ?? ""} ${element.nodeName === "FORM" ? (element.getAttribute("action") ?? "") : ""}`;
    if (names.length > 2 && names.length < 600 && CONSENT.test(names))
      consent = Math.max(consent, weight.get(element) ?? 0);
  }
  for (const element of all)
    if (isFurniture(element) && element.parentNode && small(element) && !quotes(element)) element.remove();
  const head = firstBelow(root, (e) => e.nodeName === "H1");
  for (const [element, { own, id }] of namesOf)
    if ((COMMENT_CLASS.test(own) || COMMENT_ID.test(id)) && element.parentNode && !holds(element, head))
      element.remove();
  const groups = new Map<string, Element[]>();
  for (const element of elementsBelow(root)) {
    const known = namesOf.get(element);
    if (!known) continue;
    const names = `${known.own} ${known.id}`;
    if (names.length > 600 || /^(?:article|main|body|html|h1)$/i.test(element.nodeName)) continue;
    if (holds(element, head) || BODY.test(names) || element.getAttribute("itemprop") === "articleBody") continue;
    const part = PART.exec(names)?.[0].toLowerCase();
    if (part === undefined) continue;
    if (/^(?:p|h[1-6]|a|span|b|strong|em|i)$/i.test(element.nodeName) && element.textContent.length > 220) continue;
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
  return { consent: consent / Math.max(1, weight.get(root) ?? 0) };
}

const isQuotation = (element: Element): boolean => element.nodeName === "BLOCKQUOTE";

/** Is a quotation or holds one: a post of a person spoken of is part of the article. */
const quotes = (element: Element): boolean =>
  isQuotation(element) || (firstBelow(element, isQuotation)?.textContent.trim().length ?? 0) > 40;

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
    node = following(node, root);
  }
  return weight;
}
