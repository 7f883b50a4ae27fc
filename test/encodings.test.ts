/** Pages and texts that declare no encoding, or a wrong one, are told by their letters. */
import { describe, expect, it } from "vitest";
import { loadFurniture } from "../src/language/furniture.ts";
import { identifyLanguage } from "../src/language/identify.ts";
import { declaredCharset, decode } from "../src/read/decode.ts";
import { readBytes, readOptions } from "../src/read/formats.ts";

/** News of two states that do not exist. */
const texts: Readonly<Record<string, readonly [text: string, language: string]>> = {
  "windows-1251": [
    "Министры вымышленной республики Весперия и вымышленного королевства Остланд подписали в понедельник соглашение о мосте через реку.",
    "ru",
  ],
  "koi8-r": [
    "Переговоры двух придуманных государств продолжались три недели; весной министры встретятся снова и проверят, как оно выполняется.",
    "ru",
  ],
  shift_jis: [
    "架空の共和国ヴェスペリアと架空の王国オストランドは月曜日、川に橋を架ける協定に署名した。会談は三週間続いた。",
    "ja",
  ],
  "euc-jp": ["二つの想像上の国の大臣たちは春に再び会い、協定がどのように守られているかを確かめる予定である。", "ja"],
  "euc-kr": [
    "가상의 공화국 베스페리아와 가상의 왕국 오스트란트는 월요일에 강을 건너는 다리에 관한 협정에 서명했다.",
    "ko",
  ],
  gb18030: [
    "虚构的共和国维斯佩里亚和虚构的王国奥斯特兰星期一签署了跨河大桥协议。会谈持续了三个星期，双方部长将在春天再次会面。",
    "zh",
  ],
  big5: [
    "虛構的共和國維斯佩里亞和虛構的王國奧斯特蘭星期一簽署了跨河大橋協議。會談持續了三個星期，雙方部長將在春天再次會面。",
    "zh",
  ],
  "iso-8859-2": [
    "Ministři smyšlené republiky Vesperie a smyšleného království Ostland podepsali v pondělí dohodu o mostě přes řeku, když jednání trvala tři týdny.",
    "cs",
  ],
  "iso-8859-7": [
    "Οι υπουργοί της φανταστικής δημοκρατίας της Βεσπερίας και του φανταστικού βασιλείου του Όστλαντ υπέγραψαν τη Δευτέρα συμφωνία για τη γέφυρα.",
    "el",
  ],
  "windows-1254": [
    "Hayali Vesperya cumhuriyeti ile hayali Ostland krallığının bakanları pazartesi günü nehrin üzerindeki köprü için bir anlaşma imzaladı, görüşmeler üç hafta sürmüştü.",
    "tr",
  ],
  "windows-1256": [
    "وقع وزراء جمهورية فيسبيريا الخيالية ومملكة أوستلاند الخيالية يوم الاثنين اتفاقا بشأن الجسر فوق النهر بعد محادثات استمرت ثلاثة أسابيع.",
    "ar",
  ],
  "windows-1252": [
    "Die Minister der erfundenen Republik Vesperien und des erfundenen Königreichs Ostland haben am Montag ein Abkommen über die Brücke unterschrieben – „endlich“, hieß es.",
    "de",
  ],
};

/** Text -> bytes: the platform only decodes, so that every letter is looked for among what it decodes. */
function encode(text: string, label: string): Buffer {
  const decoder = new TextDecoder(label);
  const known = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if (!letter.includes("\ufffd") && !known.has(letter)) known.set(letter, bytes);
  };
  for (let a = 0; a < 256; a++) learn([a]);
  if (/jis|euc|gb|big5/.test(label)) for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) learn([a, b]);
  if (label === "windows-1252")
    for (const [c, b] of [
      ["–", 0x96],
      ["„", 0x84],
      ["“", 0x93],
    ] as const)
      known.set(c, [b]);
  return Buffer.from(
    [...text].flatMap((c) => {
      const bytes = known.get(c);
      if (!bytes) throw new Error(`${label} has no ${c}`);
      return bytes;
    }),
  );
}

const page = (body: Buffer, head = ""): Buffer =>
  Buffer.concat([
    Buffer.from(`<!doctype html><html><head>${head}<title>News</title><script>let a = "<p>";</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><p>`),
    body,
    Buffer.from("</p><p>"),
    body,
    Buffer.from("</p></article><footer>All rights reserved 2024</footer></body></html>"),
  ]);

const options = readOptions({ furniture: loadFurniture("languages"), identify: identifyLanguage });

describe("an encoding that nothing declares", () => {
  it.each(Object.entries(texts))("is told by the letters: %s", (label, [text, language]) => {
    const bytes = encode(text, label);
    expect(decode(bytes)?.text).toBe(text);
    for (const [source, input] of [
      ["a.txt", bytes],
      ["a.html", page(bytes)],
    ] as const) {
      const [article] = [...readBytes(input, source, options, null)];
      expect(article).toMatchObject({ language });
      expect(article && "text" in article && article.text).toContain(text);
    }
  });
  it("is told where the page says UTF-8 or Latin letters against its own content", () => {
    for (const label of ["windows-1251", "shift_jis", "euc-kr", "gb18030"]) {
      const [text] = texts[label]!;
      const bytes = page(encode(text, label), '<meta charset="iso-8859-1">');
      for (const header of ["text/html; charset=utf-8", "text/html; charset=ISO-8859-1", null])
        expect(decode(bytes, declaredCharset(bytes, header))?.text, `${label} ${header}`).toContain(text);
    }
  });
  it("is never taken for another where a few letters of the West stand in it", () => {
    for (const text of [
      "café",
      "Perché no?",
      "The “bridge” was opened, a minister of Ostland said – at last.",
      "Å",
      "L’été à Vespéria",
    ]) {
      const bytes = encode(text.replace(/[“”]/g, "“").replace(/’/g, "'"), "windows-1252");
      expect(decode(bytes)).toMatchObject({ encoding: "windows-1252" });
    }
  });
  it("is what the page declares where its letters would say something else", () => {
    const bytes = encode("Вести", "windows-1251");
    expect(decode(bytes, "windows-1251")?.text).toBe("Вести");
    const header = declaredCharset(page(bytes, '<meta charset="windows-1251">'), "text/html; charset=utf-8");
    expect(header).toBe("windows-1251");
  });
  it("is told of Japanese in seven bits", () => {
    const bytes = Buffer.from("\u001b$B%K%e!<%9\u001b(B: 3 ministers", "latin1");
    expect(decode(bytes)).toEqual({ text: "ニュース: 3 ministers", encoding: "iso-2022-jp" });
  });
  it("is looked for in bounded time", () => {
    const before = process.cpuUsage();
    decode(Buffer.alloc(5_000_000, 0xe4));
    decode(Buffer.from("<\xe4".repeat(1_000_000), "latin1"));
    decode(Buffer.from("\xe4\n".repeat(1_000_000), "latin1"));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(4000);
  });
});
