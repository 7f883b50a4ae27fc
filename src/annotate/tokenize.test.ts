import { describe, expect, it } from "vitest";
import { readTokens } from "../language/tokens.ts";
import { makeLexicon } from "./lexicon.ts";
import { splitText } from "./split.ts";
import { makeTokenizer } from "./tokenize.ts";

const none = { classes: 0, keys: new Int32Array(0), offsets: new Int32Array(1), cells: new Uint32Array(0) };
const lexicon = makeLexicon([], [], none, none);
const tokenizer = (code: string) => makeTokenizer(readTokens(`languages/${code}/tokens.yaml`), lexicon);
const forms = (code: string, text: string): string =>
  splitText(text, tokenizer(code))
    .pieces.map((piece) => piece.form)
    .join(" ");

describe("tokens", () => {
  it("part at hyphens and slashes where the pack says so, but for its beginnings and endings", () => {
    expect(forms("en", "so-called US-based third-party talks and/or strikes")).toBe(
      "so - called US - based third - party talks and / or strikes",
    );
    expect(forms("en", "anti-war co-operate career-wise e-mail vis-a-vis")).toBe(
      "anti-war co-operate career-wise e-mail vis-a-vis",
    );
    expect(forms("en", "w/o 11/28/2000 713-654-0365 1969-1970")).toBe("w/o 11/28/2000 713-654-0365 1969 - 1970");
    expect(forms("it", "italo-russo")).toBe("italo-russo");
  });

  it("part units from figures, keep faces and numbered signs apart", () => {
    expect(forms("en", "at 5pm for 221bn over 35mm on the 8th of the 1990s")).toBe(
      "at 5 pm for 221 bn over 35 mm on the 8th of the 1990s",
    );
    expect(forms("en", "fine :-) yes ;) #1 #peace (see: x)")).toBe("fine :-) yes ;) # 1 #peace ( see : x )");
  });

  it("keep the quote as written in the word that an ending makes", () => {
    const piece = splitText("the minister\u2019s", tokenizer("en")).pieces[1];
    expect(piece?.words).toEqual(["minister", "\u2019s"]);
  });
});
