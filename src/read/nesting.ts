/** How the elements of HTML nest: which hold nothing, which end others by beginning, which stand on lines of their own. */

const named = (names: string): ReadonlySet<string> => new Set(names.toUpperCase().split(" "));

/** Elements that have no end. */
export const VOID = named("area base basefont br col embed frame hr img input link meta param source track wbr");

/** Elements that show nothing and of which nothing is read; pictures and fields have no text. */
export const DROPPED = named("source track wbr param base img input frame embed");

/** The frame of a document, which every tree has once. */
export const FRAME = named("html head body");

/** Elements whose inside is no part of the page's text. */
export const RAW = named("noscript svg template iframe textarea select object math");

/** Elements that stand on lines of their own: spaces beside them show nothing. */
export const APART = named(
  "address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html head body li link main meta nav ol p picture section source summary table tbody tfoot thead title tr ul",
);

const ends = new Map<string, ReadonlySet<string>>();
const end = (ended: string, by: string): void => {
  for (const name of named(by)) ends.set(name, named(ended));
};
end(
  "p",
  "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul",
);
end("li", "li");
end("a", "a");
end("dd dt", "dd dt");
end("tr th td", "tr");
end("th td", "th td");
end("thead tbody", "tbody tfoot");
end("option", "option");
end("option optgroup", "optgroup");

/** The elements, in capitals, that end where an element of this name begins within them. */
export const endedBy = (name: string): ReadonlySet<string> | undefined => ends.get(name);
