import { describe, expect, it } from "vitest";
import { addressOf, fragmentOf } from "./cite.ts";

describe("the address of a sentence", () => {
  it("names a short sentence whole and a long one by its ends", () => {
    expect(fragmentOf("https://a.example/x", " Two met. ")).toBe("https://a.example/x#:~:text=Two%20met.");
    expect(fragmentOf("https://a.example/x", "a b c d e f g h i j k l m n")).toBe(
      "https://a.example/x#:~:text=a%20b%20c%20d%20e%20f,i%20j%20k%20l%20m%20n",
    );
  });
  it("writes what parts a fragment as codes, and keeps an anchor", () => {
    expect(fragmentOf("http://a.example/#p", "so-called, he said")).toBe(
      "http://a.example/#p:~:text=so%2Dcalled%2C%20he%20said",
    );
  });
  it("is none where the source is a file or another scheme", () => {
    for (const source of ["note.txt", "javascript:alert(1)", "file:///etc/passwd", "https://", ""])
      expect(addressOf(source), source).toBeNull();
  });
  it("does not fall over half a character", () => {
    expect(fragmentOf("https://a.example/", "a \ud800 b")).toBe("https://a.example/#:~:text=a%20%EF%BF%BD%20b");
  });
});
