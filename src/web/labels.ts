/** Where the names beside dots go, so that none lies on another or on a dot; a name without room is left out. */

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly name: string;
}

/** Place of a name relative to its dot. */
export interface Label {
  readonly dx: number;
  readonly dy: number;
  readonly anchor: "start" | "middle" | "end";
}

interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Pixels of a letter and of a line of 12 px type. */
const letter = 6.5;
const line = 14;

const meet = (a: Box, b: Box): boolean => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

/** Dots in the order of their weight -> a place for each name, or null; `w` and `h` are the picture's size. */
export function labelsOf(dots: readonly Dot[], w: number, h: number): readonly (Label | null)[] {
  const taken: Box[] = dots.map((d) => ({ x0: d.x - d.r, x1: d.x + d.r, y0: d.y - d.r, y1: d.y + d.r }));
  return dots.map((d, own) => {
    const wide = d.name.length * letter;
    const tries: readonly (readonly [Label, Box])[] = [
      [
        { dx: 0, dy: d.r + 12, anchor: "middle" },
        { x0: d.x - wide / 2, x1: d.x + wide / 2, y0: d.y + d.r + 1, y1: d.y + d.r + 1 + line },
      ],
      [
        { dx: d.r + 4, dy: 4, anchor: "start" },
        { x0: d.x + d.r + 2, x1: d.x + d.r + 4 + wide, y0: d.y - line / 2, y1: d.y + line / 2 },
      ],
      [
        { dx: -d.r - 4, dy: 4, anchor: "end" },
        { x0: d.x - d.r - 4 - wide, x1: d.x - d.r - 2, y0: d.y - line / 2, y1: d.y + line / 2 },
      ],
      [
        { dx: 0, dy: -d.r - 5, anchor: "middle" },
        { x0: d.x - wide / 2, x1: d.x + wide / 2, y0: d.y - d.r - 3 - line, y1: d.y - d.r - 1 },
      ],
    ];
    for (const [label, box] of tries) {
      if (box.x0 < 0 || box.x1 > w || box.y0 < 0 || box.y1 > h) continue;
      if (taken.some((b, i) => i !== own && meet(b, box))) continue;
      taken.push(box);
      return label;
    }
    return null;
  });
}
