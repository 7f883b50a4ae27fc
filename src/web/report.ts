/** The current view as one HTML file that opens anywhere: the page's own markup with its styles, no script. */
import { dateText } from "./dates.ts";
import { t } from "./words.ts";

/** What a saved page must not keep: things that act. */
const acting = "script, form, button, input, select, textarea, dialog, .zoom, .skip, nav, .hidden";

const place = "styles";

/** Puts pictures in place of canvases, which are empty when they are copied. */
function drawings(copy: HTMLElement): void {
  const drawn = document.querySelectorAll("main canvas");
  for (const [i, canvas] of [...copy.querySelectorAll("canvas")].entries()) {
    const original = drawn[i];
    if (!(original instanceof HTMLCanvasElement)) continue;
    // a picture of a document without a window is not loaded, which the policy of this page would forbid
    const picture = copy.ownerDocument.createElement("img");
    picture.alt = "";
    picture.src = original.toDataURL();
    canvas.replaceWith(picture);
  }
}

/** Builds the file from the view on the screen. */
function reportHtml(): string {
  const main = document.getElementById("main")!.cloneNode(true) as HTMLElement;
  const panel = document.querySelector(".panel")?.cloneNode(true) as HTMLElement | undefined;
  for (const el of [main, panel]) {
    if (!el) continue;
    for (const x of el.querySelectorAll(acting)) x.remove();
    for (const a of el.querySelectorAll("a")) {
      // a link to a source leads there from anywhere; the others lead into a page that is not there
      if (a.target === "_blank") continue;
      const span = document.createElement("span");
      span.append(...a.childNodes);
      a.replaceWith(span);
    }
    for (const x of el.querySelectorAll("*"))
      for (const name of ["tabindex", "data-row", "title"]) x.removeAttribute(name);
  }
  const styles: string[] = [];
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) styles.push(rule.cssText);
  const page = document.implementation.createHTMLDocument(document.title);
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.dataset.theme = document.documentElement.dataset.theme ?? "auto";
  const meta = page.createElement("meta");
  meta.setAttribute("charset", "utf-8");
  const seal = page.createElement("meta");
  seal.httpEquiv = "content-security-policy";
  seal.content = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const width = page.createElement("meta");
  width.name = "viewport";
  width.content = "width=device-width, initial-scale=1";
  page.head.prepend(meta, seal, width);
  page.head.append(page.createComment(place));
  const foot = page.createElement("p");
  foot.className = "faint";
  const now = new Date().toISOString().slice(0, 10);
  foot.textContent = t("report.foot", { date: dateText({ from: now, to: now }) });
  const body = page.createElement("div");
  body.className = "body report";
  body.append(page.importNode(main, true));
  drawings(body);
  if (panel) body.append(page.importNode(panel, true));
  body.append(foot);
  page.body.append(body);
  // the styles go in as text: an element would be held to the policy of this page
  const css = `${styles.join("\n")}\n.body{display:block}`;
  return `<!doctype html>\n${page.documentElement.outerHTML.replace(`<!--${place}-->`, () => `<style>${css}</style>`)}\n`;
}

export function saveReport(): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([reportHtml()], { type: "text/html" }));
  link.download = "report.html";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
