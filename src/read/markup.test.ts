import { Readability } from "@mozilla/readability";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { parsePage } from "./markup.ts";
import { blocksOf } from "./page-text.ts";
import { type Element, elementsBelow, type Node, Text } from "./tree.ts";

/** The tree in one line: `P(a B(c))`. */
const shape = (node: Node): string =>
  node instanceof Text
    ? node.nodeValue
    : `${node.nodeName}(${node.childNodes.map(shape).join(" ")})`.replace(/^BODY\((.*)\)$/s, "$1");
const body = (html: string) => parsePage(html).document.body;

/** Milliseconds of the processor. */
function cost(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe("parsePage", () => {
  it("ends elements where the next one begins, and closes what is open inside", () => {
    expect(shape(body("<p>a<p>b<div>c</div><ul><li>d<li>e</ul>f"))).toBe("P(a) P(b) DIV(c) UL(LI(d) LI(e)) f");
    expect(shape(body("<div><b>a</div>b</b></p>c<br>d</br>e"))).toBe("DIV(B(a)) b P() c BR() d BR() e");
    expect(shape(body("<a href=x>a<a href=y>b</a>c"))).toBe("A(a) A(b) c");
    expect(shape(body("<table><tr><td>a<td>b<tr><th>c</table>"))).toBe("TABLE(TR(TD(a) TD(b)) TR(TH(c)))");
  });
  it("keeps one frame, whatever the page repeats", () => {
    expect(shape(body("<html><head><title>T</title></head><body><i>a</i></body></html><body>b</body>"))).toBe(
      "TITLE(T) I(a) b",
    );
  });
  it("leaves out scripts, comments and what shows nothing, and puts a space in their place", () => {
    expect(shape(body("a<!-- x <b> -->b<script>'<p>'</script>c<svg><title>t</title></svg>d<style>p{}</style>"))).toBe(
      "a b c d ",
    );
    expect(shape(body("<p>a<textarea><p>x</textarea><select><option>y</select></p>"))).toBe("P(a  )");
    expect(shape(body("<p>a</p><noscript><img src=x></noscript><p>b</p>"))).toBe("P(a) P(b)");
    expect(shape(body("<noscript>open <p>a</p>"))).toBe("open  P(a)");
  });
  it("keeps a noscript that holds the article", () => {
    const text = "words of an article ".repeat(150);
    expect(blocksOf(body(`<div id=app></div><noscript><p>${text}</p></noscript>`))[0]?.text).toBe(text.trim());
  });
  it("reads what scripts state and carry, never what they would do", () => {
    const page = parsePage(
      `<html lang="it-IT"><script type="application/ld+json">{"a":1}</script><script>self.__next_f.push([1,"x"])</script><script>run()</script>`,
    );
    expect(page).toMatchObject({ jsonLd: ['{"a":1}'], payload: 'self.__next_f.push([1,"x"])', language: "it-IT" });
  });
  it("decodes entities in texts, titles and attributes, and keeps the first of two attributes", () => {
    const page = body(
      `<title>A &amp; B</title><a title="no" href="/?a&amp;b" HREF="/c" class='x "y"'>&laquo;&#233;&raquo;</a>`,
    );
    expect(shape(page)).toBe("TITLE(A & B) A(«é»)");
    expect(elementsBelow(page)[1]?.attributes.map((a) => [a.name, a.value])).toEqual([
      ["href", "/?a&b"],
      ["class", 'x "y"'],
    ]);
  });
  it("takes hostile markup in linear time and bounded depth", () => {
    const many = 200_000;
    const hostile = [
      "<div>".repeat(many),
      "<li><p>".repeat(many),
      `${"<b>".repeat(many)}${"</i>".repeat(many)}`,
      "<svg><select><noscript>".repeat(many / 4),
      "<a ".repeat(many),
      "<!--".repeat(many),
      "<script>".repeat(many / 4),
      "</p>".repeat(many / 10),
      `<p ${"class=x ".repeat(many)}>`,
      "&amp".repeat(many),
    ];
    for (const html of hostile) {
      let deepest = 0;
      const ms = cost(() => {
        for (const e of elementsBelow(body(html)).slice(0, 1000)) {
          let depth = 0;
          for (let up: Element | null = e; up; up = up.parentNode) depth++;
          deepest = Math.max(deepest, depth);
        }
      });
      expect(ms, html.slice(0, 20)).toBeLessThan(3000);
      expect(deepest).toBeLessThan(200);
    }
  });
  it("never throws, and every node stands where its parent says", () => {
    const piece = fc.constantFrom(
      ...'<div>|</div>|<p>|</p>|<li>|<a href=x>|</a>|<br>|text |&eacute;|<!-- |-->|<script>|</script>|<td>|</table>|<|>|"|<svg>|</svg>|<noscript>|<body>|</html>'.split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const root = body(pieces.join(""));
        for (const e of [root, ...elementsBelow(root)]) {
          expect(e.childNodes.every((n) => n.parentNode === e)).toBe(true);
          expect(e.childNodes.at(-1) ?? null).toBe(e.lastChild);
          expect(e.textContent).toBe(e.childNodes.map((n) => n.textContent).join(""));
        }
      }),
    );
  });
});

describe("the tree", () => {
  it("forgets the text of an element when something below it changes", () => {
    const root = body("<div><p>one <b>two</b></p><p>three</p></div>");
    expect(root.textContent).toBe("one twothree");
    const [div, p, b] = elementsBelow(root);
    b?.remove();
    expect(root.textContent).toBe("one three");
    p?.appendChild(new Text("four"));
    expect(div?.textContent).toBe("one fourthree");
    div?.replaceChild(new Text("five"), p!);
    expect(root.textContent).toBe("fivethree");
    expect(div?.children.map((e) => e.textContent)).toEqual(["three"]);
  });
  it("sets back what innerHTML gave, however it changed since", () => {
    const root = body("<div>a<b>b</b></div><p>c</p>");
    const before = root.innerHTML;
    for (const e of elementsBelow(root)) e.remove();
    expect(root.textContent).toBe("");
    root.innerHTML = before;
    expect(shape(root)).toBe("DIV(a B(b)) P(c)");
  });
  it("gives Readability what another document gives it", () => {
    const sentence =
      "The ministers of the two invented states met by the lake, spoke of fish, ships and tolls, and parted.";
    const story = Array.from({ length: 8 }, (_, i) => `<p>${i}. ${sentence}</p>`).join("");
    const pages = [
      `<div class="sidebar"><ul>${"<li><a href='/x'>More of the same</a></li>".repeat(9)}</ul></div><div class="story">${story}<div class="share">Share this</div></div>`,
      `<div><div>${sentence}<br><br>${sentence}<br> <br>${sentence} ${sentence} ${sentence}</div><table><tr><td>${story}</td></tr></table></div>`,
      `<main><section>${story}</section><section class="comment">${sentence}</section><ul><li><a href="/a">a</a></ul></main>`,
      `<p>${sentence}</p><div style="display:none">${story}</div>`,
    ];
    for (const html of pages) {
      const ours = new Readability<Node>(parsePage(html).document as never, {
        serializer: (n) => n as unknown as Node,
      });
      const other = new Readability(parseHTML(`<html><head></head><body>${html}</body></html>`).document as never);
      const texts = (root: Node): string[] => blocksOf(root).map((b) => b.text);
      const theirs = body(other.parse()?.content ?? "");
      expect(texts(ours.parse()?.content ?? theirs)).toEqual(texts(theirs));
      expect(texts(theirs).join(" ")).toContain(sentence);
    }
  });
});
